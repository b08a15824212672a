import { failing, KERNEL_ERRORS } from '../kernel/errors.ts';
import { type Key, keys, queue } from '../kernel/keys.ts';
import type { Table } from '../kernel/table.ts';
import { receiptsContract } from './contract.ts';
import type { Numbered, Receipt, ReceiptVoid, VoidReason } from './domain.ts';

export const fail = failing({ ...KERNEL_ERRORS, ...receiptsContract.errors });

/** What receipts read of a donation (owned by donations). */
export interface Receipted {
  readonly id: string;
  readonly status: string;
  readonly receipt?: Numbered;
  readonly voided?: Numbered & { readonly reason: VoidReason };
}

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

/**
 * The donation's receipt that counts: the valid one, else the one made void.
 * @throws DomainError NOT_FOUND, RECEIPT_NOT_READY while the goods are not accepted
 */
export async function readReceipted(
  table: Table,
  ref: string,
): Promise<Receipted & { readonly receipt: Numbered }> {
  const donation = await table.get<Receipted>(keys.donation(ref), ['id', 'status', 'receipt', 'voided']);
  if (!donation) throw fail('NOT_FOUND');
  const receipt = donation.receipt ?? donation.voided;
  if (!receipt) throw fail('RECEIPT_NOT_READY');
  return { ...donation, receipt };
}

export const same = (a: Numbered | undefined, b: Numbered): boolean =>
  a?.year === b.year && a.number === b.number;

/** The first paper exists from the moment the donation is RECEIPTED: the state is written after the file. */
export const hasPaper = (donation: Receipted | undefined, receipt: Numbered): boolean =>
  donation?.status === 'RECEIPTED' && same(donation.receipt, receipt);

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
