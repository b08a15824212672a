import { anAnnouncement, giftsOn } from '../../functions/gifts/testing.ts';
import type { fakeDependencies } from '../../functions/kernel/testing.ts';
import type { Meter } from './meter.ts';
import { type Row, rounded } from './row.ts';

/**
 * Write units as counted when this was written; numbers.md has 4, with its event 6, for giving money or points as a
 * transfer alone. docs/adr/0013 counts item by item what ours are for.
 */
const BUDGETS = {
  'announce a gift of money': { budget: 9 },
  'book a gift of money, with its receipt': { budget: 21, reference: 6 },
} as const;

/** A gift of money from its announcement to its booking, with the transfer and the balances, as the fund composes it. */
export async function giftRows(deps: ReturnType<typeof fakeDependencies>, units: Meter): Promise<Row[]> {
  const gifts = giftsOn(deps);
  const counted = async <A>(what: keyof typeof BUDGETS, deed: () => Promise<A>): Promise<[A, Row]> => {
    units.read();
    const done = await deed();
    const value = rounded(units.read().writes);
    return [done, { part: 'database', what, value, unit: 'WRU', ...BUDGETS[what] }];
  };
  const [{ body }, announced] = await counted('announce a gift of money', () =>
    gifts.announce(anAnnouncement()),
  );
  const [, booked] = await counted('book a gift of money, with its receipt', () =>
    gifts.book(String(body.id), { amount: 50_000, day: '2026-11-23' }),
  );
  return [announced, booked];
}
