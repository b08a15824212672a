import { failing, KERNEL_ERRORS } from '../kernel/errors.ts';
import { type Key, keys, queue } from '../kernel/keys.ts';
import type { Table } from '../kernel/table.ts';
import { receiptsContract } from './contract.ts';
import type { Numbered, Receipt, ReceiptVoid } from './domain.ts';

export const fail = failing({ ...KERNEL_ERRORS, ...receiptsContract.errors });

/** @throws DomainError NOT_FOUND */
export async function readReceipt(
  table: Table,
  issuer: string,
  year: string,
  number: number,
): Promise<Receipt> {
  const receipt = await table.get<Receipt>(keys.receipt(issuer, year, number));
  if (!receipt) throw fail('NOT_FOUND');
  return receipt;
}

export const same = (a: Numbered | undefined, b: Numbered): boolean =>
  a?.year === b.year && a.number === b.number;

export interface ReceiptCopy {
  readonly kind: 'receipt-copy';
  readonly copy: number;
  readonly by: string;
  readonly at: string;
  readonly retainUntil: string;
}

/** What stands beside a receipt: that it is void, its successor, its copies, the marked papers that are made. */
export async function readBeside(table: Table, issuer: string, { year, number }: Numbered) {
  const copyKey = keys.receiptCopy(issuer, year, number, 0);
  const markKey = keys.receiptMarked(issuer, year, number, '');
  const [one, copies, marked] = await Promise.all([
    table.getAll<Key>([keys.receiptVoid(issuer, year, number), keys.receiptNext(issuer, year, number)], {
      consistent: true,
    }),
    table.part<ReceiptCopy>(copyKey.pk, copyKey.sk.slice(0, -3), 999),
    table.part<Key>(markKey.pk, markKey.sk, 1000),
  ]);
  return {
    voided: one.find(({ sk }) => sk.startsWith('VOID#')) as (Key & ReceiptVoid) | undefined,
    next: one.find(({ sk }) => sk.startsWith('NEXT#')) as (Key & Numbered) | undefined,
    copies,
    marked: marked.map(({ sk }) => sk.slice(markKey.sk.length)),
  };
}
export type Beside = Awaited<ReturnType<typeof readBeside>>;

type Listed = Receipt & { readonly void?: true };
export interface ListQuery {
  readonly year: string;
  readonly show: 'all' | 'void' | 'anonymous' | 'electronic' | 'to-issue';
  readonly after: number;
  readonly limit: number;
}

const LISTS = {
  void: 'VOID',
  anonymous: 'ANONYMOUS',
  electronic: 'ELECTRONIC',
  'to-issue': 'ELECTRONIC',
} as const;

/**
 * The numbers of a page, and one more that tells whether it goes on. The series has no gap, so of all receipts the
 * numbers are known; the others stand in a list of the index under their number.
 */
async function numbersAfter(table: Table, { year, show, after, limit }: ListQuery): Promise<number[]> {
  if (show === 'all') return Array.from({ length: limit + 1 }, (_, i) => after + 1 + i);
  const from = String(after).padStart(6, '0');
  const places = await table.queueAfter(queue('RCP', year, LISTS[show]), limit + 1, from);
  return places.map(({ qs }) => Number(qs));
}

/** A page of a year's receipts, each with whether it is void. */
export async function listReceipts(
  table: Table,
  issuer: string,
  query: ListQuery,
): Promise<{ items: Listed[]; next?: number }> {
  const numbers = await numbersAfter(table, query);
  const { year, limit, show } = query;
  const page = numbers.slice(0, limit);
  const [found, voids] = await Promise.all([
    table.getAll<Receipt & Key>(numbers.map((number) => keys.receipt(issuer, year, number))),
    table.getAll<ReceiptVoid & Key>(page.map((number) => keys.receiptVoid(issuer, year, number))),
  ]);
  const isVoid = new Set(voids.map(({ number }) => number));
  const items = found
    .filter(({ number }) => page.includes(number) && !(show === 'to-issue' && isVoid.has(number)))
    .map((receipt): Listed => (isVoid.has(receipt.number) ? { ...receipt, void: true } : receipt));
  const last = found.at(-1)?.number ?? 0;
  const shown = page.at(-1) ?? 0;
  return { items, ...(found.length > limit && last > shown ? { next: shown } : {}) };
}
