import { normalAmount, unitsOf } from './amount.ts';
import { checked } from './check.ts';
import { amountOf, type DecimalMark, type Figure } from './sheet-amounts.ts';
import type { Labels } from './sheet-labels.ts';
import type { Ordered } from './sheet-order.ts';
import { placeOf } from './sheet-place.ts';
import type { Rows } from './sheet-rows.ts';
import type { Fault, Statement, StatementEntry } from './statement.ts';

/** Breaks from which on a list may be an extract; fewer are a figure that is wrong, or a row that was lost. */
const FEWEST_GAPS = 3;

/**
 * Banks let their customers list deposits only, or those of one payer: then most balances do not follow, because
 * what lies between is not in the file. Such an extract may be read, and says so. Where most balances do follow, or
 * what is missing comes back at the next row, a figure is wrong or a row is lost.
 * @returns places of the entries before which others are left out, or the faults
 */
export function gapsIn({ entries, breaks }: Ordered): { gaps: string[]; faults: Fault[] } {
  if (breaks.length === 0) return { gaps: [], faults: [] };
  const places = breaks.map(({ entry }) => entry.place);
  const links = entries.filter(({ balance }) => balance !== undefined).length - 1;
  const missing = breaks.reduce((sum, one) => sum + one.missing, 0n);
  const comesBack = breaks.some((one, at) => one.missing + (breaks[at + 1]?.missing ?? 0n) === 0n);
  const complete = breaks.length < FEWEST_GAPS || 2 * breaks.length <= links || missing === 0n || comesBack;
  if (!complete) return { gaps: places, faults: [] };
  const reason = 'the balance does not follow from the one before it';
  return { gaps: [], faults: places.map((place) => ({ code: 'WRONG_BALANCE', place, reason })) };
}

/** A statement with gaps: its balances are kept, but prove nothing, and it opens and closes with none. */
export function extractOf(statement: Statement, gaps: readonly string[]): Statement {
  const balances = new Map(statement.entries.map(({ place, balance }) => [place, balance]));
  const read = checked({
    ...statement,
    entries: statement.entries.map(({ balance: _, ...entry }) => entry),
  });
  const entries = read.entries.map((entry) => ({ ...entry, balance: balances.get(entry.place) }));
  return { ...read, entries, gaps };
}

/**
 * Opening and closing balance: what rows of their own and notes say, else what running balances say. Where they
 * disagree there is a fault with the line of what is said.
 * @param entries oldest first
 */
export function balancesOf(
  entries: readonly StatementEntry[],
  rows: Rows,
  labels: Labels,
  mark: DecimalMark,
): Pick<Statement, 'opening' | 'closing' | 'closingPlace'> & { wrong: Fault[] } {
  const wrong: Fault[] = [];
  const labelled = (label: 'opening' | 'closing') =>
    rows[label] ?? labels.amounts.find((amount) => amount.label === label)?.figure;
  const [opened, closed] = [labelled('opening'), labelled('closing')];
  const first = entries.findIndex(({ balance }) => balance !== undefined);
  const last = entries.findLastIndex(({ balance }) => balance !== undefined);
  const at = (place: number) => unitsOf(entries[place]?.balance ?? '0');
  const chain =
    first === -1
      ? undefined
      : {
          opening: at(first) - sum(entries.slice(0, first + 1)),
          closing: at(last) + sum(entries.slice(last + 1)),
        };
  const decimals = Math.max(0, ...[entries[first], entries[last]].map((entry) => decimalsOf(entry?.balance)));
  const agreed = (figure: Figure | undefined, running: bigint | undefined) => {
    if (!figure) return running === undefined ? undefined : written(running, decimals);
    const said = amountOf(figure, mark);
    if (running !== undefined && unitsOf(said) !== running)
      wrong.push({
        ...{ code: 'WRONG_TOTALS', place: placeOf(figure) },
        reason: 'the balance is not the one to which the rows come',
      });
    return said;
  };
  return {
    opening: agreed(opened, chain?.opening),
    closing: agreed(closed, chain?.closing),
    closingPlace: closed && placeOf(closed),
    wrong,
  };
}

function decimalsOf(amount = ''): number {
  return (amount.split('.')[1] ?? '').length;
}

/** Units of 10⁻¹⁰ with as many decimals as the file writes. */
function written(units: bigint, decimals: number): string {
  const digits = (units < 0n ? -units : units).toString().padStart(11, '0');
  const [whole, rest] = [digits.slice(0, -10), digits.slice(-10)];
  const needed = rest.replace(/0+$/, '').length;
  const shown = rest.slice(0, Math.max(decimals, needed));
  return normalAmount(`${units < 0n ? '-' : ''}${whole}${shown === '' ? '' : `.${shown}`}`) ?? '0';
}

function sum(entries: readonly StatementEntry[]): bigint {
  return entries.reduce((units, { amount }) => units + unitsOf(amount), 0n);
}
