import * as z from 'zod';

/** Money in the city's minor unit (KRW has none: 1 = ₩1), always an integer, never negative in a gift. */
export const Amount = z.int().min(0).max(1_000_000_000_000);

/** Adds amounts; throws when the sum leaves the safe integers, which no city's ledger reaches. */
export function sum(amounts: readonly number[]): number {
  const total = amounts.reduce((a, b) => a + b, 0);
  if (!Number.isSafeInteger(total)) throw new Error('amounts out of range');
  return total;
}
