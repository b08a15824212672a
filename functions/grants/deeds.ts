import { carrier, correctionOf, reserved, type Transfer, type TransferOrder } from '../ledger/domain.ts';
import {
  freeHousehold,
  type Grant,
  holdHousehold,
  moveGrantState,
  type PaidMonth,
  type StopReason,
} from './domain.ts';
import { fail } from './fail.ts';
import { countMonths, type Month, monthsFrom, plusMonths } from './months.ts';
import { changed, type Deed, type Occasion } from './settling.ts';
import { type Term, termIndex, termOf } from './terms.ts';

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
  return changed(grant, move, occasion, {
    open,
    again: grant.again.filter((month) => month < from),
    stop: { from, reason, ...(note ? { note } : {}) },
  });
}

/** @throws DomainError MONTH_OUT_OF_RANGE where no month is open from then on */
export function moveGrant(grant: Grant, term: Term, occasion: Occasion): Deed {
  if (grant.status === 'ACTIVE' && !grant.open.some((month) => month >= term.from))
    throw outOfRange('from', grant.open);
  return changed(grant, 'move', occasion, { terms: [...grant.terms, term] });
}

/** @throws DomainError GRANT_STOPS, TOO_MANY_MONTHS */
export function prolongGrant(grant: Grant, months: number, most: number, occasion: Occasion): Deed {
  if (grant.status === 'ACTIVE' && grant.stop) throw fail('GRANT_STOPS', { from: grant.stop.from });
  if (countMonths(grant.firstMonth, grant.lastMonth) + months > most)
    throw fail('TOO_MANY_MONTHS', { most }, [{ path: 'months', code: 'TOO_MANY_MONTHS' }]);
  const more = monthsFrom(plusMonths(grant.lastMonth, 1), months);
  return changed(grant, 'prolong', occasion, {
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
  const deed = changed(
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
