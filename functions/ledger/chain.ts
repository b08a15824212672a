import { contend, Taken } from '../kernel/contend.ts';
import { fail } from '../kernel/errors.ts';
import { type Key, keys } from '../kernel/keys.ts';
import type { Table, Write } from '../kernel/table.ts';
import type { Transfer } from './domain.ts';
import { type End, type Entry, entryAfter, NO_CHAIN } from './entry.ts';
import { NO_SUMS, type Sums, withTransfer } from './sums.ts';

/** The end of the chain with what all its entries come to; `from` is the month of the first. */
export interface Head extends End, Sums {
  readonly kind: 'head';
  readonly from: string;
}
/** A month of the chain. */
export interface ChainMonth extends Sums {
  readonly kind: 'month';
  readonly month: string;
  readonly first: number;
  readonly last: number;
  readonly digest: string;
}
/** Under which number a transfer stands in the chain. */
export interface Place {
  readonly month: string;
  readonly number: number;
}
interface Seen extends Place, Key {
  readonly kind: 'chained';
  readonly id: string;
}

/** Two items a transfer, head and months beside them: below the hundred that a transaction may have. */
const AT_ONCE = 40;

export const readHead = (table: Table): Promise<Head | undefined> => table.get<Head>(keys.chainHead());

/**
 * Gives transfers their places in the public chain, in the order of their ids, each once however often it is told.
 * One transaction a batch: entries, marks, sums of the months and the head move together; who comes second at the
 * head reads again.
 * @returns the places of all of them, also of those that had one
 * @throws DomainError BUSY after 6 s in vain; nothing is written then
 */
export async function chainTransfers(table: Table, transfers: readonly Transfer[]): Promise<Place[]> {
  const ordered = [...new Map(transfers.map((one) => [one.id, one])).values()].sort((a, b) =>
    a.id < b.id ? -1 : 1,
  );
  const places: Place[] = [];
  for (let at = 0; at < ordered.length; at += AT_ONCE) {
    const some = ordered.slice(at, at + AT_ONCE);
    places.push(
      ...(await contend(
        () => chainSome(table, some),
        () => fail('BUSY'),
      )),
    );
  }
  return places;
}

async function chainSome(table: Table, transfers: readonly Transfer[]): Promise<Place[]> {
  const marks = transfers.map(({ id }) => keys.chained(id));
  const found = await table.getAll<(Head | Seen) & Key>([keys.chainHead(), ...marks], { consistent: true });
  const head = found.find((item): item is Head & Key => item.kind === 'head');
  const seen = new Map(found.flatMap((item) => (item.kind === 'chained' ? [[item.id, item] as const] : [])));
  const fresh = transfers.filter(({ id }) => !seen.has(id));
  const before = [...seen.values()].map(({ month, number }) => ({ month, number }));
  if (fresh.length === 0) return before;
  const month = head && (await table.get<ChainMonth>(keys.chainMonth(head.month)));
  // Read at two moments: somebody was faster in between.
  if (month?.last !== head?.number) throw new Taken();
  const { entries, writes } = following(head, month, fresh);
  if (await table.transact(writes)) throw new Taken();
  return [...before, ...entries.map((entry) => ({ month: entry.month, number: entry.number }))];
}

/** What some transfers add to the chain, as writes that hold only where its end is still this one. */
function following(head: Head | undefined, open: ChainMonth | undefined, transfers: readonly Transfer[]) {
  const months = new Map<string, ChainMonth>(open ? [[open.month, open]] : []);
  const entries: Entry[] = [];
  let all: Sums = head ?? NO_SUMS;
  let end: End = head ?? NO_CHAIN;
  for (const transfer of transfers) {
    const entry = entryAfter(end, transfer);
    const { month, number, digest } = entry;
    const so = months.get(month);
    const sums = withTransfer(so ?? NO_SUMS, transfer);
    months.set(month, { kind: 'month', month, first: so?.first ?? number, last: number, digest, ...sums });
    all = withTransfer(all, transfer);
    entries.push(entry);
    end = entry;
  }
  const from = head?.from ?? entries[0]?.month ?? '';
  const { month, number, digest } = end;
  const next: Head = { kind: 'head', from, month, number, digest, ...all };
  const writes: Write[] = [
    {
      put: { ...keys.chainHead(), ...next },
      when: head ? { equals: { number: head.number } } : { exists: false },
    },
    ...[...months.values()]
      .filter((one) => one !== open)
      .map((one) => ({
        put: { ...keys.chainMonth(one.month), ...one },
        when: one.month === open?.month ? { equals: { last: open.last } } : { exists: false },
      })),
    ...entries.map((entry) => ({
      put: { ...keys.chainEntry(entry.month, entry.number), kind: 'entry', ...entry },
    })),
    ...entries.map(({ id, month: of, number: n }) => ({
      put: { ...keys.chained(id), kind: 'chained', id, month: of, number: n },
    })),
  ];
  return { entries, writes };
}
