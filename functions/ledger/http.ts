import type { Handlers } from '../kernel/contract.ts';
import { listQueue, readCursor, writeCursor } from '../kernel/cursor.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import { fail } from '../kernel/errors.ts';
import { keys } from '../kernel/keys.ts';
import type { Objects } from '../kernel/objects.ts';
import { accountsOf } from './books.ts';
import { type ledgerContract, pageFile } from './contract.ts';
import { purposeQueue, type Transfer } from './domain.ts';
import { reportHandlers } from './http-reports.ts';
import { pageOf, shownMonth } from './publication.ts';
import { ledgerRepository, type TransferItem } from './repository.ts';

export type LedgerDependencies = Dependencies & { readonly documents: Pick<Objects, 'readLink'> };

const shown = ({
  id,
  debit,
  credit,
  currency,
  amount,
  purpose,
  cause,
  at,
  day,
  valueDay,
  refs,
}: Transfer) => ({
  ...{ id, debit, credit, currency, amount, cause, at, day, refs: { ...refs } },
  ...(purpose ? { purpose } : {}),
  ...(valueDay ? { valueDay } : {}),
});

/** The staff's view of the books: read by those who answer for them, written by nobody here. */
export const ledgerHandlers = (deps: LedgerDependencies): Handlers<typeof ledgerContract> => {
  const { table, vault, city } = deps;
  const ledger = ledgerRepository(table);

  /** A page of a partition by its sort key, behind a cursor that holds for this list alone. */
  async function paged<T>(
    list: string,
    cursor: string | undefined,
    read: (after: string | undefined) => Promise<{ items: T[]; next?: string }>,
  ): Promise<{ items: T[]; cursor?: string }> {
    const after = (await readCursor(vault, list, cursor))?.sk as string | undefined;
    const { items, next } = await read(after);
    const further = await writeCursor(vault, list, next ? { sk: next } : undefined);
    return { items, ...(further ? { cursor: further } : {}) };
  }

  return {
    async readAccounts() {
      const head = await ledger.head();
      const { kept, derived } = accountsOf(city, head);
      const balances = await ledger.balances(kept, city.currency.code);
      const published = (account: string, currency: string) =>
        head?.accounts[currency]?.[account] ?? ([0, 0] as const);
      const line = (account: string, currency: string, debits: number, credits: number, isKept: boolean) => {
        const [d, c] = published(account, currency);
        return {
          ...{ account, currency, debits, credits, balance: credits - debits, kept: isKept },
          published: c - d,
        };
      };
      return {
        items: [
          ...kept.map((account) => {
            const of = balances.find((one) => one.account === account);
            return line(account, city.currency.code, of?.debits ?? 0, of?.credits ?? 0, true);
          }),
          ...derived.map(({ account, currency }) =>
            line(account, currency, ...published(account, currency), false),
          ),
        ],
        ...(head ? { head: { month: head.month, number: head.number, digest: head.digest } } : {}),
      };
    },

    async listTransfers({ query: { currency, month, purpose, limit, cursor } }) {
      const of = { limit, cursor };
      const found = purpose
        ? await listQueue<TransferItem>(deps, purposeQueue(currency, month, purpose), of, {
            newestFirst: true,
          })
        : await paged(keys.transfer(currency, month, '').pk, cursor, (after) =>
            ledger.transfers(currency, month, { limit, after }),
          );
      return { ...found, items: found.items.map(shown) };
    },

    async readTransfer({ params: { currency, month, id } }) {
      const [transfer, placed] = await Promise.all([ledger.transfer(currency, month, id), ledger.placed(id)]);
      if (!transfer) throw fail('NOT_FOUND');
      if (!placed) return shown(transfer);
      const { place, month: of } = placed;
      const page = `/${pageFile(place.month, pageOf(place.number, of.first))}`;
      return { ...shown(transfer), published: { month: place.month, number: place.number, page } };
    },

    async listMonths({ query: { limit, cursor } }) {
      const found = await paged('ledger months', cursor, (after) => ledger.months({ limit, after }));
      return { ...found, items: found.items.map(shownMonth) };
    },

    ...reportHandlers(deps),
  };
};
