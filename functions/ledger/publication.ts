import type { City } from '../kernel/city.ts';
import { type Key, keys } from '../kernel/keys.ts';
import type { Objects } from '../kernel/objects.ts';
import type { Table } from '../kernel/table.ts';
import { type ChainMonth, chainTransfers, type Head, type Place, readHead } from './chain.ts';
import {
  LEDGER_FILE,
  MONTHS_SHOWN,
  PAGE_SIZE,
  type PublicLedger,
  type PublicMonth,
  type PublicYear,
  pageFile,
  yearFile,
} from './contract.ts';
import type { Transfer } from './domain.ts';
import { type Entry, pageText } from './entry.ts';
import { shownSums } from './sums.ts';

export interface PublicationDependencies {
  readonly table: Table;
  readonly site: Pick<Objects, 'put'>;
  readonly city: City;
  readonly now: () => Date;
}

/** Like the other public numbers: 5 s at the edge. A full page never changes; it may stay for a day. */
const FRESH = 'public, max-age=5';
const FULL = 'public, max-age=86400';
/** Rounds after which whoever publishes leaves it to the stream to come back. */
const ROUNDS = 20;

/** Which page of its month an entry stands on, from 1. */
export const pageOf = (number: number, first: number): number => Math.floor((number - first) / PAGE_SIZE) + 1;

export const shownMonth = (item: ChainMonth): PublicMonth => {
  const { month, first, last, digest } = item;
  return { month, first, last, digest, pages: pageOf(last, first), ...shownSums(item) };
};

/** `2026-11` and the months before it, newest first. */
function monthsUpTo(month: string, count: number): string[] {
  const [year = 0, of = 0] = month.split('-').map(Number);
  return Array.from({ length: count }, (_, back) =>
    new Date(Date.UTC(year, of - 1 - back, 1)).toISOString().slice(0, 7),
  );
}

/**
 * Gives transfers their places in the chain and publishes what that changes: the pages they stand on, the files of
 * their years, the numbers of all. Safe to repeat: places that were given before are published again, because the
 * attempt that gave them may have died in between.
 */
export async function publishTransfers(
  deps: PublicationDependencies,
  transfers: readonly Transfer[],
): Promise<void> {
  const places = await chainTransfers(deps.table, transfers);
  for (let round = 0; places.length > 0; round++) {
    const head = await readHead(deps.table);
    if (!head) throw new Error('a chain with places and without a head');
    await publishAs(deps, head, places);
    // Whoever read later may have written earlier: the last to write sees that the chain has moved, and writes again.
    if ((await readHead(deps.table))?.number === head.number) return;
    if (round === ROUNDS) throw new Error('the chain moves faster than it is published');
  }
}

async function publishAs(
  { table, site, city, now }: PublicationDependencies,
  head: Head,
  places: readonly Place[],
): Promise<void> {
  const shown = monthsUpTo(head.month, MONTHS_SHOWN);
  const years = [...new Set([head, ...places].map(({ month }) => month.slice(0, 4)))];
  const wanted = new Set([...shown, ...years.flatMap((year) => monthsUpTo(`${year}-12`, 12))]);
  const found = await table.getAll<ChainMonth & Key>([...wanted].map(keys.chainMonth), { consistent: true });
  const months = new Map(found.map((item) => [item.month, item]));
  const put = (key: string, type: string, body: string, cacheControl: string) =>
    site.put(key, body, { type, cacheControl });

  // Pages first: no index names a page that is not there.
  const pages = new Map(
    places.flatMap(({ month, number }) => {
      const of = months.get(month);
      return of ? [[pageFile(month, pageOf(number, of.first)), { of, page: pageOf(number, of.first) }]] : [];
    }),
  );
  for (const [file, { of, page }] of pages) {
    const entries = await entriesOf(table, of, page);
    const full = entries.length === PAGE_SIZE;
    await put(file, 'text/csv; charset=utf-8', pageText(entries), full ? FULL : FRESH);
  }
  const shownOf = (some: readonly string[]): PublicMonth[] =>
    some.flatMap((month) => months.get(month) ?? []).map(shownMonth);
  const json = (key: string, body: PublicLedger | PublicYear) =>
    put(key, 'application/json', JSON.stringify(body), FRESH);
  for (const year of years)
    await json(yearFile(year), { year, months: shownOf(monthsUpTo(`${year}-12`, 12)) });
  const asOf = now().toISOString();
  await json(LEDGER_FILE, ledgerOf(head, shownOf(shown), city.currency.code, asOf));
}

/** The entries of a page as they stand now. */
async function entriesOf(table: Table, { month, first, last }: ChainMonth, page: number): Promise<Entry[]> {
  const from = first + (page - 1) * PAGE_SIZE;
  const to = Math.min(last, from + PAGE_SIZE - 1);
  const { items } = await table.leaf<Entry & Key>(keys.chainEntry(month, from).pk, {
    limit: PAGE_SIZE,
    between: [keys.chainEntry(month, from).sk, keys.chainEntry(month, to).sk],
    consistent: true,
  });
  if (items.length !== to - from + 1) throw new Error('a page of the chain with a gap');
  return items;
}

function ledgerOf(head: Head, months: readonly PublicMonth[], currency: string, asOf: string): PublicLedger {
  const total = shownSums(head);
  const [first, last] = [Number(head.from.slice(0, 4)), Number(head.month.slice(0, 4))];
  return {
    ...{ asOf, currency, pageSize: PAGE_SIZE, from: head.from },
    years: Array.from({ length: last - first + 1 }, (_, i) => String(first + i)),
    total: {
      ...total,
      accounts: total.accounts.map((sums) => ({ ...sums, balance: sums.credits - sums.debits })),
      digest: head.digest,
    },
    months,
  };
}
