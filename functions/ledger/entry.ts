import { createHash } from 'node:crypto';
import { publicName } from './accounts.ts';
import type { Transfer } from './domain.ts';

/**
 * A transfer as it is published: who a member is and what it rests on are left out. Entries are numbered from 1
 * without a gap, through all months; each carries the digest of the one before it.
 */
export interface Entry {
  /** `yyyy-mm` of the chain: that of its day, or of the entry before it where that is later. */
  readonly month: string;
  readonly number: number;
  readonly id: string;
  readonly day: string;
  readonly debit: string;
  readonly credit: string;
  readonly currency: string;
  readonly amount: number;
  readonly purpose?: string;
  readonly cause: string;
  readonly previous: string;
  readonly digest: string;
}

/** Columns of a public page; the digest is made of all before it. docs/ledger.md tells it to everybody. */
export const COLUMNS = [
  'number',
  'id',
  'day',
  'debit',
  'credit',
  'currency',
  'amount',
  'purpose',
  'cause',
  'previous',
  'digest',
] as const;

/** What the very first entry has as the digest before it. */
export const NOTHING_BEFORE = '0'.repeat(64);

/** Where the chain ends. */
export interface End {
  readonly month: string;
  readonly number: number;
  readonly digest: string;
}
export const NO_CHAIN: End = { month: '', number: 0, digest: NOTHING_BEFORE };

/** A line without its digest: ten fields with commas between them. None of them can hold a comma. */
export function textOf(entry: Omit<Entry, 'digest' | 'month'>): string {
  const { number, id, day, debit, credit, currency, amount, purpose, cause, previous } = entry;
  return [number, id, day, debit, credit, currency, amount, purpose ?? '', cause, previous].join(',');
}

/** SHA-256 of a line as it stands before its last comma; the digest of the line before is in it. */
const digestOf = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** The entry that follows on an end of the chain. A late one goes into the month that has begun, with its own day. */
export function entryAfter(end: End, transfer: Transfer): Entry {
  const { id, day, currency, amount, purpose, cause } = transfer;
  const month = day.slice(0, 7);
  const undigested = {
    number: end.number + 1,
    ...{ id, day, currency, amount, cause },
    debit: publicName(transfer.debit),
    credit: publicName(transfer.credit),
    ...(purpose ? { purpose } : {}),
    previous: end.digest,
  };
  return {
    ...undigested,
    month: month > end.month ? month : end.month,
    digest: digestOf(textOf(undigested)),
  };
}

/** A page as it is published: UTF-8, a line each, `\n` after every line. */
export const pageText = (entries: readonly Entry[]): string =>
  [COLUMNS.join(','), ...entries.map((entry) => `${textOf(entry)},${entry.digest}`)]
    .map((line) => `${line}\n`)
    .join('');
