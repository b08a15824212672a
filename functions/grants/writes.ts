import { createHash } from 'node:crypto';
import { spendOfYear } from '../fund/domain.ts';
import type { City } from '../kernel/city.ts';
import { instant, localDate } from '../kernel/clock.ts';
import type { Intent } from '../kernel/contract.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import type { Commit, Write } from '../kernel/table.ts';
import { post, transferOf } from '../ledger/domain.ts';
import type { Deed, Occasion } from './settling.ts';

export const occasionOf = ({ clock, city }: Pick<Dependencies, 'clock' | 'city'>): Occasion => {
  const at = instant(clock);
  return { at, year: localDate(at, city.timeZone).slice(0, 4), currency: city.currency.code };
};

const limitOf = (city: City, purpose: string): number | undefined =>
  city.fund.purposes.find(({ code }) => code === purpose)?.yearlyLimit;

/**
 * The money of a deed as writes of its transaction: transfers with their balances, and the purpose's count of the year.
 * @param purpose whose money it is
 */
export function moneyWrites(
  { city, ids }: Pick<Dependencies, 'city' | 'ids'>,
  purpose: string,
  { orders, years }: Pick<Deed, 'orders' | 'years'>,
  { at }: Occasion,
): { writes: Write[]; refused: NonNullable<Commit<unknown>['refused']> } {
  const moment = { at, timeZone: city.timeZone };
  const posted = post(orders.map((order) => transferOf(ids.ulid(), order, moment)));
  const counts = years.map(([year, amount]) => spendOfYear(purpose, year, amount, limitOf(city, purpose)));
  return {
    writes: [...posted.writes, ...counts.map(({ write }) => write)],
    refused: (write, found) =>
      posted.refused(write) ?? counts.map((count) => count.refused(write, found)).find((error) => error),
  };
}

/** The caller's intent with the customer number in it after all, as a hash that nobody can try out (docs/adr/0015). */
export async function intentWith(
  { vault }: Pick<Dependencies, 'vault'>,
  intent: Intent,
  { carrier, customerNumber }: { readonly carrier: string; readonly customerNumber: string },
): Promise<Intent> {
  const mark = await vault.hash('customer', `${carrier}/${customerNumber}`);
  return {
    ...intent,
    digest: createHash('sha256').update(`${intent.digest}\n${mark}`).digest('base64url'),
  };
}
