import { sum } from '../kernel/money.ts';
import type { Sealed } from '../kernel/vault.ts';
import type { Month } from './months.ts';

/** What is paid from a month on, to whom; later ones stand behind earlier ones and are never changed. */
export interface Term {
  readonly from: Month;
  readonly carrier: string;
  readonly plan: string;
  /** A month, in the minor unit. */
  readonly fee: number;
  /** `{ customerNumber }`, sealed under `{ grant }`: opened for the payment file alone. */
  readonly customer: Sealed;
}

/** Which term holds for a month: the one agreed last of those that begin by then. */
export const termIndex = (terms: readonly Pick<Term, 'from'>[], month: Month): number =>
  Math.max(
    0,
    terms.findLastIndex(({ from }) => from <= month),
  );

export const termOf = <T extends Pick<Term, 'from'>>(terms: readonly T[], month: Month): T =>
  terms[termIndex(terms, month)] as T;

/** What must be set aside: the fee of each month that is still to be paid. */
export const reserveOf = (of: {
  readonly terms: readonly Pick<Term, 'from' | 'fee'>[];
  readonly open: readonly Month[];
}): number => sum(of.open.map((month) => termOf(of.terms, month).fee));

/** What was granted of a purpose in each year, as long as it was not given back: `{ 2026: 264000 }`. */
export type Counted = Readonly<Record<string, number>>;

/**
 * A purpose's limit counts by year. More is counted in the year in which it is granted; what is given back is taken off
 * the year for which it was counted, the latest first: nobody's stop makes room in a year that did not pay for it.
 * @returns what is counted then, and by how much each year's count changes
 */
export function countInYears(
  counted: Counted,
  year: string,
  change: number,
): { counted: Counted; changes: [year: string, amount: number][] } {
  if (change >= 0) {
    if (change === 0) return { counted, changes: [] };
    return { counted: { ...counted, [year]: (counted[year] ?? 0) + change }, changes: [[year, change]] };
  }
  let left = -change;
  const changes: [string, number][] = [];
  for (const name of Object.keys(counted).sort().reverse()) {
    const taken = Math.min(left, counted[name] ?? 0);
    if (taken > 0) changes.push([name, -taken]);
    left -= taken;
  }
  const next = { ...counted };
  for (const [name, amount] of changes) next[name] = (next[name] ?? 0) + amount;
  return { counted: next, changes };
}
