import type { Gift } from '../gifts/domain.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import type { DomainEvent } from '../kernel/events.ts';
import { keys } from '../kernel/keys.ts';
import type { Write } from '../kernel/table.ts';
import type { Account, Transfer } from '../ledger/domain.ts';
import { payersOf, propose } from './candidates.ts';
import type { Classified } from './classify.ts';
import type { EntryStatus } from './contract.ts';
import { readEntry } from './deed.ts';
import { type Doing, type Entry, entryEvent, entryPlace, isIncoming } from './entry.ts';
import { certainOf, type Proposal } from './matching.ts';
import { type Change, NO_CHANGE, placePart, type Source, type Wish } from './placing.ts';
import { depositOf } from './undoing.ts';

type Deps = Pick<Dependencies, 'table' | 'vault' | 'city' | 'ids'>;

/** What a certain proposal comes to. @returns undefined where what it rests on is gone */
async function wishOf({ table }: Deps, { what, of = '' }: Proposal, key: string): Promise<Wish | undefined> {
  if (what === 'gift') {
    const gift = await table.get<Gift>(keys.gift(of));
    return gift && { as: 'GIFT', gift, key };
  }
  if (what === 'carrier') return { as: 'CARRIER', carrier: of };
  return what === 'refund' ? { as: 'REFUND', of: await readEntry(table, of) } : undefined;
}

/**
 * What an entry of a file certainly is; undefined where a person has to say. What looks like a booked entry, and what the
 * bank calls a reversal, is for a person whatever it names.
 */
export async function certainWish(deps: Deps, read: Classified): Promise<Wish | undefined> {
  if (read.verdict === 'similar' || read.reversal) return undefined;
  const { proposals } = await propose(deps, read, { wide: false });
  const best = certainOf(proposals);
  return best && wishOf(deps, best, deps.ids.ulid());
}

/** An entry that comes into the books, with everything that is written for it. */
export interface Booking {
  readonly entry: Entry;
  readonly put: Write;
  readonly change: Change;
  readonly event: DomainEvent;
}

type Dated = Pick<Entry, 'id' | 'day' | 'amount' | 'format' | 'balance'>;

/**
 * What is kept beside booked entries: where each is found by day and amount, to compare formats; what came and went on
 * each day, to reconcile. A day of several entries is one write.
 */
export function besideEntries(entries: readonly Dated[]): Write[] {
  const days = new Map<string, { in: number; out: number; count: number }>();
  for (const { day, amount } of entries) {
    const so = days.get(day) ?? { in: 0, out: 0, count: 0 };
    const [came, went] = [Math.max(0, amount), Math.max(0, -amount)];
    days.set(day, { in: so.in + came, out: so.out + went, count: so.count + 1 });
  }
  return [
    ...entries.map(({ day, amount, id, format, balance }) => ({
      put: {
        ...keys.bankEntryOfDay(day, amount, id),
        ...{ kind: 'bankEntryOfDay', entry: id, format },
        ...(balance === undefined ? {} : { balance }),
      },
    })),
    ...[...days].map(([day, add]) => ({
      update: keys.bankDay(day),
      change: { set: { kind: 'bankDay', day }, add },
      when: {},
    })),
  ];
}

/** In which state an entry is born. */
function bornAs(read: Classified, known: boolean): EntryStatus {
  if (read.verdict === 'similar') return 'ASIDE';
  if (isIncoming(read)) return known ? 'BOOKED' : 'WAITING';
  return known ? 'EXPLAINED' : 'UNEXPLAINED';
}

/**
 * Books an entry: at its place at once where that is certain, otherwise where money waits. One that looks like a booked
 * entry is set aside and moves nothing.
 */
export async function bookEntry(
  deps: Deps,
  read: Classified,
  statement: { readonly id: string; readonly currency: string; readonly format: string },
  wish: Wish | undefined,
  doing: Doing,
): Promise<Booking> {
  const { id, day, amount, balance, reversal, words } = read;
  const { id: of, currency, format } = statement;
  const source: Source = { id, day, amount, statement: of, currency };
  const whole = Math.abs(amount);
  const [sealed, payers, placed] = await Promise.all([
    deps.vault.seal({ entry: id }, words),
    payersOf(deps, words),
    wish && placePart(deps, source, 'bank' satisfies Account, whole, wish, doing),
  ]);
  const status = bornAs(read, placed !== undefined);
  const aside = status === 'ASIDE';
  const base: Transfer[] = aside || placed ? [] : [depositOf(deps, source, whole, doing)];
  const change = placed?.change ?? { ...NO_CHANGE, transfers: base };
  const entry: Entry = {
    kind: 'bankEntry',
    ...source,
    ...{ format, status, version: 1, stages: { [status]: doing.at }, since: doing.at },
    rest: placed ? 0 : whole,
    ...(balance === undefined ? {} : { balance }),
    ...(reversal ? { bankReversal: true } : {}),
    ...{ words: sealed, payers, lastPart: placed ? 1 : 0, enteredBy: doing.by.id ?? doing.by.kind },
    parts: placed ? [{ n: 1, ...placed.part }] : [],
    transfers: change.transfers,
    base: base.map((transfer) => transfer.id),
    ...(aside ? { like: read.like } : {}),
  };
  const { gift, entry: other, as } = placed?.part ?? {};
  const refs = { ...(gift ? { gift } : {}), ...(other ? { other } : {}) };
  const facts = { amount, ...(as ? { as } : {}) };
  return {
    entry,
    put: { put: { ...keys.bankEntry(id), ...entry, ...entryPlace(status, entry) } },
    change,
    event: { ...entryEvent(entry, aside ? 'setAside' : 'enter', doing, { facts, refs }), to: status },
  };
}
