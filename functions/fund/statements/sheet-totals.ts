import { unitsOf } from './amount.ts';
import { amountOf, type DecimalMark, type Figure } from './sheet-amounts.ts';
import type { Labelled } from './sheet-labels.ts';
import { placeOf } from './sheet-place.ts';
import type { TotalRow } from './sheet-rows.ts';
import type { Fault, StatementEntry } from './statement.ts';

/** What entries come to, in units. */
interface Sums {
  readonly in: bigint;
  readonly out: bigint;
}

/**
 * Every total is the sum of all rows, of those above it, or of those since the total before: banks print totals of
 * pages and months between the rows, and of everything above or below them. A total that is none of these is wrong.
 * @param entries in the order of the file's rows
 * @returns a fault with the line of every wrong one
 */
export function wrongTotalsIn(
  totals: readonly TotalRow[],
  entries: readonly StatementEntry[],
  mark: DecimalMark,
): Fault[] {
  if (totals.length === 0) return [];
  const faults: Fault[] = [];
  const until = sumsUntil(entries);
  const all = until[entries.length];
  for (const { in: came, out, amount, rows, since, place } of totals) {
    const above = until[rows];
    const before = until[rows - since];
    if (!all || !above || !before) continue;
    const last = { in: above.in - before.in, out: above.out - before.out };
    const fits = [all, above, last].some(
      (sums) =>
        is(came, [sums.in], mark) &&
        is(out, [sums.out], mark) &&
        is(amount, [sums.in - sums.out, sums.in + sums.out], mark),
    );
    if (!fits) faults.push(wrongTotal(place));
  }
  return faults;
}

/** Sums that notes name: `총입금액 1,500,000`. */
export function wrongSumsIn(
  amounts: readonly Labelled[],
  entries: readonly StatementEntry[],
  mark: DecimalMark,
): Fault[] {
  const faults: Fault[] = [];
  const all = sumsUntil(entries)[entries.length];
  for (const { label, figure } of amounts) {
    if (label !== 'in' && label !== 'out') continue;
    if (all && !is(figure, [all[label]], mark)) faults.push(wrongTotal(placeOf(figure)));
  }
  return faults;
}

/** Running sums: those of the first n entries at n. A reversal lessens the side that it takes back from. */
function sumsUntil(entries: readonly StatementEntry[]): Sums[] {
  let sums: Sums = { in: 0n, out: 0n };
  const until = [sums];
  for (const { amount, reversal } of entries) {
    const units = unitsOf(amount);
    const came = units > 0n !== (reversal === true);
    sums = came ? { in: sums.in + units, out: sums.out } : { in: sums.in, out: sums.out - units };
    until.push(sums);
  }
  return until;
}

/** What is not said agrees with everything; of what went, some write the total with a sign. */
function is(figure: Figure | undefined, sums: readonly bigint[], mark: DecimalMark): boolean {
  if (!figure) return true;
  const units = unitsOf(amountOf(figure, mark));
  return sums.some((sum) => sum === units || (sum === -units && units < 0n));
}

function wrongTotal(place: string): Fault {
  return { code: 'WRONG_TOTALS', place, reason: 'the total is not the sum of the rows' };
}
