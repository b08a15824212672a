import { failing, KERNEL_ERRORS } from '../kernel/errors.ts';
import type { Moved } from '../kernel/move.ts';
import type { Write } from '../kernel/table.ts';
import {
  carrier,
  correctionOf,
  purpose,
  reserved,
  type Transfer,
  type TransferOrder,
} from '../ledger/domain.ts';
import { type GrantStatus, grantsContract } from './contract.ts';
import {
  freeHousehold,
  type Grant,
  type GrantMove,
  holdHousehold,
  moveGrantState,
  type PaidMonth,
  type StopReason,
} from './domain.ts';
import { countMonths, type Month, monthsFrom, plusMonths } from './months.ts';
import { countInYears, reserveOf, type Term, termIndex, termOf } from './terms.ts';

export const fail = failing({ ...KERNEL_ERRORS, ...grantsContract.errors });

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
function change(
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

const outOfRange = (path: string, open: readonly Month[]) =>
  fail('MONTH_OUT_OF_RANGE', { from: open[0], to: open.at(-1) }, [{ path, code: 'MONTH_OUT_OF_RANGE' }]);

/** @throws DomainError MONTH_OUT_OF_RANGE where no month is open from then on */
export function stopGrant(
  grant: Grant,
  { from, reason, note }: { from: Month; reason: StopReason; note?: string | undefined },
  occasion: Occasion,
): Deed {
  const open = grant.open.filter((month) => month < from);
  const move = open.length > 0 ? 'stopLater' : 'stop';
  if (grant.status === 'ACTIVE' && open.length === grant.open.length) throw outOfRange('from', grant.open);
  return change(grant, move, occasion, {
    open,
    again: grant.again.filter((month) => month < from),
    stop: { from, reason, ...(note ? { note } : {}) },
  });
}

/** @throws DomainError MONTH_OUT_OF_RANGE where no month is open from then on */
export function moveGrant(grant: Grant, term: Term, occasion: Occasion): Deed {
  if (grant.status === 'ACTIVE' && !grant.open.some((month) => month >= term.from))
    throw outOfRange('from', grant.open);
  return change(grant, 'move', occasion, { terms: [...grant.terms, term] });
}

/** @throws DomainError GRANT_STOPS, TOO_MANY_MONTHS */
export function prolongGrant(grant: Grant, months: number, most: number, occasion: Occasion): Deed {
  if (grant.status === 'ACTIVE' && grant.stop) throw fail('GRANT_STOPS', { from: grant.stop.from });
  if (countMonths(grant.firstMonth, grant.lastMonth) + months > most)
    throw fail('TOO_MANY_MONTHS', { most }, [{ path: 'months', code: 'TOO_MANY_MONTHS' }]);
  const more = monthsFrom(plusMonths(grant.lastMonth, 1), months);
  return change(grant, 'prolong', occasion, {
    open: [...grant.open, ...more],
    lastMonth: plusMonths(grant.lastMonth, months),
  });
}

/** What is due by a month: its own and earlier ones that were not paid yet, or came back. */
export const dueBy = ({ open }: Pick<Grant, 'open'>, month: Month): Month[] =>
  open.filter((one) => one <= month);

/** Pays one open month: what was set aside for it becomes the carrier's. */
export function payFee(grant: Grant, month: Month, run: Month, { at, currency }: Occasion) {
  const open = grant.open.filter((one) => one !== month);
  const term = termIndex(grant.terms, month);
  const { carrier: code, plan, fee } = termOf(grant.terms, month);
  const last = grant.stop ? ('payLastBeforeStop' as const) : ('payLast' as const);
  const moved = moveGrantState(grant, open.length > 0 ? 'payFee' : last, at, {
    open,
    again: grant.again.filter((one) => one !== month),
    paid: grant.paid + 1,
    paidSum: grant.paidSum + fee,
    lastRun: run,
  });
  const order: TransferOrder = {
    debit: reserved(grant.purpose),
    credit: carrier(code),
    currency,
    amount: fee,
    cause: 'FEE',
    purpose: grant.purpose,
    valueDay: `${month}-01`,
    refs: { grant: grant.id, run },
  };
  return {
    moved,
    order,
    carrier: code,
    plan,
    term,
    fee,
    /** After it only the next month is left, and the grant ends with that. Who is stopped has been told so. */
    ending: !grant.stop && open.length === 1 && open[0] === plusMonths(run, 1),
    left: open.length,
    also: moved.to === 'ACTIVE' ? [] : [freeHousehold(grant)],
  };
}

/**
 * A carrier sent a fee back: the counter-entry, and the month is open again; or what was set aside for it goes back to
 * the purpose. A grant that was over takes the household's place again, if it is free.
 */
export function returnFee(
  grant: Grant,
  paid: PaidMonth,
  transfer: Transfer,
  payAgain: boolean,
  occasion: Occasion,
): Deed {
  const over = grant.status !== 'ACTIVE';
  const move = over
    ? payAgain
      ? 'reopen'
      : grant.status === 'STOPPED'
        ? 'releaseStopped'
        : 'releaseEnded'
    : 'returnFee';
  const deed = change(
    grant,
    move,
    occasion,
    {
      ...(payAgain
        ? { open: [...grant.open, paid.month].sort(), again: [...grant.again, paid.month].sort() }
        : {}),
      paid: grant.paid - 1,
      paidSum: grant.paidSum - paid.amount,
    },
    { amount: paid.amount, orders: [correctionOf(transfer)] },
  );
  return { ...deed, also: over && payAgain ? [holdHousehold(grant)] : deed.also };
}
