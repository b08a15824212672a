import { sum } from '../kernel/money.ts';
import type { FeeRun, Grant, PaidMonth } from './domain.ts';
import { countMonths, monthsFrom } from './months.ts';
import { sumsOf } from './run.ts';
import { reserveOf, termOf } from './terms.ts';

/** A grant as lists show it: by the term that holds for what is due next, or held for its last month. */
export const lineOf = (grant: Grant) => {
  const { id, application, reference, district, status, firstMonth, lastMonth, open, paid, since } = grant;
  const { carrier, plan, fee } = termOf(grant.terms, open[0] ?? lastMonth);
  return {
    ...{ id, application, reference, district, status, carrier, plan, fee, firstMonth, lastMonth, since },
    paid,
    open: open.length,
    reserved: reserveOf(grant),
  };
};

/** Every month of a grant, with what became of it. */
export function monthsOf(grant: Grant, marks: readonly PaidMonth[]) {
  const marked = new Map(marks.map((mark) => [mark.month, mark]));
  return monthsFrom(grant.firstMonth, countMonths(grant.firstMonth, grant.lastMonth)).map((month) => {
    const mark = marked.get(month);
    if (mark) {
      const { carrier, amount: fee, run, transfer, status, returnedBecause } = mark;
      const at = mark.returnedAt ?? mark.at;
      return {
        ...{ month, state: status, carrier, fee, run, transfer, at },
        ...(returnedBecause ? { returnedBecause } : {}),
      };
    }
    const { carrier, fee } = termOf(grant.terms, month);
    return {
      month,
      state: grant.open.includes(month) ? ('OPEN' as const) : ('RELEASED' as const),
      carrier,
      fee,
    };
  });
}

type Move = 'stop' | 'move' | 'prolong' | 'returnFee';
/** What the Chest may do with a grant as it now stands. */
export const movesOf = ({ status, stop, paid }: Grant): Move[] => [
  ...(status === 'ACTIVE' ? (['stop', 'move'] as const) : []),
  ...(status === 'ACTIVE' && !stop ? (['prolong'] as const) : []),
  ...(paid > 0 ? (['returnFee'] as const) : []),
];

export const detailOf = (grant: Grant) => {
  const { personId, purpose, legalBasis, decision, grantedAt, grantedBy, paidSum, stop } = grant;
  return {
    ...lineOf(grant),
    ...{ personId, purpose, legalBasis, grantedAt, grantedBy, paidSum },
    ...(decision ? { decision: { ...decision } } : {}),
    ...(stop ? { stop: { ...stop } } : {}),
    terms: grant.terms.map(({ from, carrier, plan, fee }) => ({ from, carrier, plan, fee })),
  };
};

export const runLineOf = (run: FeeRun) => {
  const { month, status, startedAt, startedBy, since } = run;
  const sums = sumsOf(run);
  return {
    ...{ month, status, startedAt, startedBy, since },
    lines: sum(sums.map(({ lines }) => lines)),
    sum: sum(sums.map((one) => one.sum)),
    returned: sum(sums.map(({ returned }) => returned)),
    returnedSum: sum(sums.map(({ returnedSum }) => returnedSum)),
  };
};
