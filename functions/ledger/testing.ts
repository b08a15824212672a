import fc from 'fast-check';
import { localDate } from '../kernel/clock.ts';
import { POINT, type Transfer, type TransferOrder, transferOf } from './domain.ts';

/** Stand-ins for tests: transfers as the money domains make them. */
export const SEOUL = 'Asia/Seoul';
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A ULID of an instant: the time, then a number of the test's choice. */
export function ulidAt(at: string, n: number): string {
  let time = Date.parse(at);
  let text = '';
  for (let i = 0; i < 10; i++) {
    text = LETTERS.charAt(time % 32) + text;
    time = Math.floor(time / 32);
  }
  const digits = n.toString(32).toUpperCase().padStart(16, '0');
  return text + [...digits].map((digit) => LETTERS.charAt(Number.parseInt(digit, 32))).join('');
}

/** A gift of ₩10,000 for PCs from the bank, unless the test says otherwise. */
export function aTransfer(
  n: number,
  order: Partial<TransferOrder> = {},
  at = '2026-11-23T01:00:00.000Z',
): Transfer {
  const gift = { debit: 'bank', credit: 'purpose:computers', currency: 'KRW', amount: 10_000 } as const;
  const purpose = order.credit || order.debit ? {} : { purpose: 'computers' };
  return transferOf(
    ulidAt(at, n),
    { ...gift, cause: 'DEPOSIT', ...purpose, ...order },
    { at, timeZone: SEOUL },
  );
}

const amount = fc.integer({ min: 1, max: 1_000_000 });
const KRW = 'KRW';
const MOVES: readonly Omit<TransferOrder, 'amount'>[] = [
  { debit: 'bank', credit: 'unidentified', currency: KRW, cause: 'DEPOSIT' },
  { debit: 'bank', credit: 'purpose:computers', currency: KRW, cause: 'DEPOSIT', purpose: 'computers' },
  {
    debit: 'unidentified',
    credit: 'purpose:internet',
    currency: KRW,
    cause: 'ASSIGNMENT',
    purpose: 'internet',
  },
  {
    debit: 'purpose:internet',
    credit: 'reserved:internet',
    currency: KRW,
    cause: 'GRANT',
    purpose: 'internet',
  },
  {
    ...{ debit: 'reserved:internet', credit: 'purpose:internet' },
    ...{ currency: KRW, cause: 'GRANT_ENDED', purpose: 'internet' },
  },
  { debit: 'reserved:internet', credit: 'carrier:kt', currency: KRW, cause: 'FEE', purpose: 'internet' },
  { debit: 'carrier:kt', credit: 'bank', currency: KRW, cause: 'CARRIER_PAID' },
  { debit: 'purpose:computers', credit: 'bank', currency: KRW, cause: 'PURCHASE', purpose: 'computers' },
  { debit: 'purpose:computers', credit: 'costs', currency: KRW, cause: 'COSTS', purpose: 'computers' },
  { debit: 'suspense', credit: 'bank', currency: KRW, cause: 'DEPOSIT' },
  { debit: 'purpose:internet', credit: 'suspense', currency: KRW, cause: 'PURCHASE', purpose: 'internet' },
  {
    debit: 'suspense',
    credit: 'purpose:computers',
    currency: KRW,
    cause: 'ASSIGNMENT',
    purpose: 'computers',
  },
  { debit: 'costs', credit: 'bank', currency: KRW, cause: 'COSTS_PAID' },
  { debit: 'purpose:computers', credit: 'refunds', currency: KRW, cause: 'REFUND', purpose: 'computers' },
  { debit: 'unidentified', credit: 'refunds', currency: KRW, cause: 'REFUND' },
  { debit: 'refunds', credit: 'bank', currency: KRW, cause: 'REFUND_PAID' },
  {
    debit: 'settlement',
    credit: 'purpose:internet',
    currency: KRW,
    cause: 'POINTS_GIVEN',
    purpose: 'internet',
  },
  { debit: 'bank', credit: 'settlement', currency: KRW, cause: 'SETTLEMENT' },
  { debit: 'pool', credit: 'member:ann', currency: POINT, cause: 'POINTS_EARNED' },
  { debit: 'member:ann', credit: 'pool', currency: POINT, cause: 'POINTS_GIVEN', purpose: 'internet' },
  { debit: 'member:bob', credit: 'pool', currency: POINT, cause: 'POINTS_EXPIRED' },
  // Between purposes, and other ways that no table names.
  { debit: 'purpose:computers', credit: 'purpose:internet', currency: KRW, cause: 'ASSIGNMENT' },
  { debit: 'carrier:kt', credit: 'purpose:internet', currency: KRW, cause: 'CORRECTION' },
];

/** Any movement that the money domains know, of any amount. */
export const anOrder: fc.Arbitrary<TransferOrder> = fc
  .tuple(fc.constantFrom(...MOVES), amount)
  .map(([move, of]) => ({ ...move, amount: of }));

/** A day's end in Seoul and the days after it, so that months end within a history. */
export const anInstant = fc
  .integer({ min: 0, max: 40 * 24 * 60 })
  .map((minutes) => new Date(Date.parse('2026-11-20T00:00:00.000Z') + minutes * 60_000).toISOString());
export const dayOf = (at: string): string => localDate(at, SEOUL);
