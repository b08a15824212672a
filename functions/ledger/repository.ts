import { type Key, keys } from '../kernel/keys.ts';
import type { Table } from '../kernel/table.ts';
import type { ChainMonth, Head, Place } from './chain.ts';
import type { Account, Balance, Transfer } from './domain.ts';
import { keyOf } from './domain.ts';
import type { Entry } from './entry.ts';

export type TransferItem = Transfer & Key;

/** One more than a page is looked at, so that there is a place to go on only where something follows. */
async function pageOf<T extends Key>(
  table: Table,
  pk: string,
  { limit, after }: { limit: number; after?: string | undefined },
): Promise<{ items: T[]; next?: string }> {
  const { items } = await table.leaf<T>(pk, { limit: limit + 1, after, newestFirst: true });
  const last = items.length > limit ? items[limit - 1]?.sk : undefined;
  return { items: items.slice(0, limit), ...(last ? { next: last } : {}) };
}

export function ledgerRepository(table: Table) {
  return {
    /** Kept accounts as they are now; one that nothing has moved yet is left out. */
    balances: (accounts: readonly Account[], currency: string): Promise<(Balance & Key)[]> =>
      table.getAll<Balance & Key>(
        accounts.map((account) => keys.balance(account, currency)),
        { consistent: true },
      ),
    head: (): Promise<Head | undefined> => table.get<Head>(keys.chainHead()),
    /** A month's transfers of a currency, newest first. */
    transfers: (currency: string, month: string, page: { limit: number; after?: string | undefined }) =>
      pageOf<TransferItem>(table, keys.transfer(currency, month, '').pk, page),
    transfer: (currency: string, month: string, id: string): Promise<TransferItem | undefined> =>
      table.get<TransferItem>(keys.transfer(currency, month, id)),
    /** Where a transfer stands in the chain, with its month. */
    async placed(id: string): Promise<{ place: Place; month: ChainMonth } | undefined> {
      const place = await table.get<Place>(keys.chained(id));
      const month = place && (await table.get<ChainMonth>(keys.chainMonth(place.month)));
      return place && month ? { place, month } : undefined;
    },
    months: (page: { limit: number; after?: string | undefined }) =>
      pageOf<ChainMonth & Key>(table, keys.chainMonth('').pk, page),
    /** The months from one on, oldest first. */
    monthsFrom: async (from: string): Promise<ChainMonth[]> => {
      const { items } = await table.leaf<ChainMonth & Key>(keys.chainMonth('').pk, {
        ...{ limit: 1000, between: [from, '9999-12'], consistent: true },
      });
      return items;
    },
    /** Entries of one month by number, both ends included. */
    async entries(month: string, from: number, to: number): Promise<Entry[]> {
      const all: Entry[] = [];
      for (let next = from; next <= to; ) {
        const { items } = await table.leaf<Entry & Key>(keys.chainEntry(month, from).pk, {
          limit: 1000,
          between: [keys.chainEntry(month, next).sk, keys.chainEntry(month, to).sk],
        });
        if (items.length === 0) throw new Error('entries of the chain that are not there');
        all.push(...items);
        next += items.length;
      }
      return all;
    },
    /** The transfers behind some entries, at most 100, in their order. */
    behind: (entries: readonly Entry[]): Promise<TransferItem[]> =>
      table.getAll<TransferItem>(entries.map(keyOf)),
  };
}
