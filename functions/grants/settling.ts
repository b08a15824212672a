import type { Moved } from '../kernel/move.ts';
import type { Write } from '../kernel/table.ts';
import { purpose, reserved, type TransferOrder } from '../ledger/domain.ts';
import type { GrantStatus } from './contract.ts';
import { freeHousehold, type Grant, type GrantMove, moveGrantState } from './domain.ts';
import { countInYears, reserveOf } from './terms.ts';

/** The moment of a deed, as the city counts it. */
export interface Occasion {
  readonly at: string;
  /** The calendar year of the city. */
  readonly year: string;
  readonly currency: string;
}

/** What a deed does: to the grant, to the books, to the yearly count of its purpose. */
export interface Deed {
  readonly moved: Moved<GrantStatus>;
  readonly orders: readonly TransferOrder[];
  /** By how much what is counted of the purpose changes, by year. */
  readonly years: readonly (readonly [year: string, amount: number])[];
  /** What was set aside by it (more than 0) or given back (less). */
  readonly change: number;
  readonly also: readonly Write[];
}

/** Sets aside, or gives back, what makes the reserve right again. */
const settle = (of: Pick<Grant, 'id' | 'purpose'>, change: number, currency: string): TransferOrder[] => {
  if (change === 0) return [];
  const [from, to] = [purpose(of.purpose), reserved(of.purpose)];
  const common = { currency, amount: Math.abs(change), purpose: of.purpose, refs: { grant: of.id } };
  return change > 0
    ? [{ ...common, debit: from, credit: to, cause: 'GRANT' }]
    : [{ ...common, debit: to, credit: from, cause: 'GRANT_ENDED' }];
};

/**
 * A change of what is to be paid. The money follows from it: what was set aside before (with what `came` back to it)
 * and what must be set aside after differ by what goes from the purpose to the reserve or back.
 */
export function changed(
  grant: Grant,
  move: GrantMove,
  { at, year, currency }: Occasion,
  set: Partial<Grant>,
  came: { readonly amount: number; readonly orders: readonly TransferOrder[] } = { amount: 0, orders: [] },
): Deed {
  const difference = reserveOf({ ...grant, ...set }) - reserveOf(grant) - came.amount;
  const { counted, changes } = countInYears(grant.counted, year, difference);
  const moved = moveGrantState(grant, move, at, { ...set, counted });
  const left = grant.status === 'ACTIVE' && moved.to !== 'ACTIVE';
  return {
    moved,
    orders: [...came.orders, ...settle(grant, difference, currency)],
    years: changes,
    change: difference,
    also: left ? [freeHousehold(grant)] : [],
  };
}

/** The first reserve of a grant that is being made. */
export function grantedMoney(
  grant: Pick<Grant, 'id' | 'purpose' | 'terms' | 'open'>,
  { year, currency }: Occasion,
): Pick<Deed, 'orders' | 'years' | 'change'> & Pick<Grant, 'counted'> {
  const amount = reserveOf(grant);
  const { counted, changes } = countInYears({}, year, amount);
  return { counted, orders: settle(grant, amount, currency), years: changes, change: amount };
}
