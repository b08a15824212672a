import { failing, KERNEL_ERRORS } from '../kernel/errors.ts';
import { keys } from '../kernel/keys.ts';
import type { Table } from '../kernel/table.ts';
import { receiptsContract } from './contract.ts';
import type { Receipt } from './domain.ts';

export const fail = failing({ ...KERNEL_ERRORS, ...receiptsContract.errors });

/** What receipts read of a donation (owned by donations). */
export interface Receipted {
  readonly id: string;
  readonly status: string;
  readonly receipt?: { readonly year: string; readonly number: number };
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

/** @throws DomainError NOT_FOUND, RECEIPT_NOT_READY while the goods are not accepted */
export async function readReceipted(table: Table, ref: string): Promise<Required<Receipted>> {
  const donation = await table.get<Receipted>(keys.donation(ref), ['id', 'status', 'receipt']);
  if (!donation) throw fail('NOT_FOUND');
  if (!donation.receipt) throw fail('RECEIPT_NOT_READY');
  return { ...donation, receipt: donation.receipt };
}

/** The paper exists from the moment the donation is RECEIPTED: the state is written after the file. */
export const hasPaper = (donation: Receipted | undefined): boolean => donation?.status === 'RECEIPTED';

/**
 * A page of a year's receipts. The series has no gap, so the keys after a number are known and one BatchGet fetches
 * them; one more than asked for tells whether it goes on.
 */
export async function listReceipts(
  table: Table,
  issuer: string,
  { year, after, limit }: { year: string; after: number; limit: number },
): Promise<{ items: Receipt[]; next?: number }> {
  const numbers = Array.from({ length: limit + 1 }, (_, i) => after + 1 + i);
  const found = await table.getAll<Receipt & { pk: string; sk: string }>(
    numbers.map((number) => keys.receipt(issuer, year, number)),
  );
  const items = found.slice(0, limit);
  return { items, ...(found.length > limit ? { next: after + limit } : {}) };
}
