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

/** An entry that comes into the books, with everything that is written for it. */
export interface Booking {
  readonly entry: Entry;
  readonly put: Write;
  readonly change: Change;
  readonly event: DomainEvent;
}

/** What is kept of a day's and an amount's entries beside them: for comparing formats, for reconciliation. */
export const besideEntry = ({
  day,
  amount,
  id,
  format,
}: Pick<Entry, 'day' | 'amount' | 'id' | 'format'>): Write[] => [
  { put: { ...keys.bankEntryOfDay(day, amount, id), kind: 'bankEntryOfDay', entry: id, format } },
  {
    update: keys.bankDay(day),
    change: {
      set: { kind: 'bankDay', day },
      add: { in: Math.max(0, amount), out: Math.max(0, -amount), count: 1 },
    },
    when: {},
  },
];

const parts = (status: EntryStatus) => status === 'BOOKED' || status === 'EXPLAINED';

/**
 * Books an entry: at its place at once where that is certain, otherwise where money waits. One that looks like a booked
 * entry is set aside and moves nothing.
 * @param certain false: whatever seemed certain was refused; it waits for a person
 */
export async function bookEntry(
  deps: Deps,
  read: Classified,
  statement: { readonly id: string; readonly currency: string; readonly format: string },
  doing: Doing,
  { certain = true }: { certain?: boolean } = {},
): Promise<Booking> {
  const { id, day, amount, balance, reversal, words } = read;
  const source: Source = { id, day, amount, statement: statement.id, currency: statement.currency };
  const aside = read.verdict === 'similar';
  const [sealed, payers, placed] = await Promise.all([
    deps.vault.seal({ entry: id }, words),
    payersOf(deps, words),
    aside ? undefined : placeOf(),
  ]);
  const born: EntryStatus = aside ? 'ASIDE' : statusOf(placed !== undefined);
  const base: Transfer[] = aside || placed ? [] : [depositOf(deps, source, Math.abs(amount), doing)];
  const entry: Entry = {
    kind: 'bankEntry',
    ...source,
    format: statement.format,
    status: born,
    version: 1,
    stages: { [born]: doing.at },
    since: doing.at,
    rest: parts(born) ? 0 : Math.abs(amount),
    ...(balance === undefined ? {} : { balance }),
    ...(reversal ? { bankReversal: true } : {}),
    words: sealed,
    payers,
    lastPart: placed ? 1 : 0,
    parts: placed ? [{ n: 1, ...placed.part }] : [],
    transfers: [...base, ...(placed?.change.transfers ?? [])],
    base: base.map((transfer) => transfer.id),
    ...(aside ? { like: read.like } : {}),
  };
  const { gift, entry: other } = placed?.part ?? {};
  const refs = { ...(gift ? { gift } : {}), ...(other ? { other } : {}) };
  const facts = { amount, ...(placed ? { as: placed.part.as } : {}) };
  const more: Change = placed?.change ?? { ...NO_CHANGE, transfers: base };
  return {
    entry,
    put: { put: { ...keys.bankEntry(id), ...entry, ...entryPlace(born, entry) } },
    change: aside ? more : { ...more, writes: [...besideEntry(entry), ...more.writes] },
    event: { ...entryEvent(entry, aside ? 'setAside' : 'enter', doing, { facts, refs }), to: born },
  };

  function statusOf(known: boolean): EntryStatus {
    if (isIncoming(read)) return known ? 'BOOKED' : 'WAITING';
    return known ? 'EXPLAINED' : 'UNEXPLAINED';
  }

  async function placeOf() {
    if (!certain) return undefined;
    const { proposals } = await propose(deps, { day, amount, words, reversal }, { wide: false });
    const best = certainOf(proposals);
    // What the bank calls a reversal is for a person, whatever it names.
    const wish = best && !reversal ? await wishOf(deps, best, deps.ids.ulid()) : undefined;
    return wish && placePart(deps, source, 'bank' satisfies Account, Math.abs(amount), wish, doing);
  }
}
