import type { Columns } from './columns.ts';
import { currencyNamed } from './headings.ts';
import { amountOf, type DecimalMark, type Figure } from './sheet-amounts.ts';
import { timeIn } from './sheet-dates.ts';
import type { Timed } from './sheet-order.ts';
import type { EntryRow } from './sheet-rows.ts';
import { directionOf, readingsOf } from './sheet-signs.ts';
import type { Day } from './statement.ts';

/** Longest text of an entry that is kept; banks print some 100 signs. */
const LONGEST_TEXT = 500;
/** Signs that nothing can show, and those that turn the direction of writing. */
const UNPRINTABLE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff]/g;

/**
 * The entries of a table in the file's order, once for every way in which its amounts may be meant.
 * @param days of the rows, one each
 * @throws UnreadableFile BOTH_IN_AND_OUT, WRONG_AMOUNT with the line
 */
export function entriesOf(
  rows: readonly EntryRow[],
  days: readonly Day[],
  columns: Columns,
  mark: DecimalMark,
): readonly (readonly Timed[])[] {
  const figure = (of: Figure | undefined) => of && amountOf(of, mark);
  const balances = rows.map((row) => figure(row.balance));
  const telling =
    columns.amount === undefined ? undefined : columns.kinds.find((column) => tellsDirections(rows, column));
  const unsigned = rows.map((row) => ({
    in: figure(row.in),
    out: figure(row.out),
    amount: figure(row.amount),
    direction: telling === undefined ? undefined : directionOf(row.line.cells[telling]),
    place: row.place,
  }));
  const chained = balances.filter((balance) => balance !== undefined).length > 1;
  // What says `입금` and nothing else is a sign, no words.
  const signs = telling !== undefined && unsigned.every(({ direction }) => direction !== undefined);
  const kinds = columns.kinds.filter((column) => !(signs && column === telling));
  const said = rows.map((row) => saidBy(row, { ...columns, kinds }));
  return readingsOf(unsigned, chained).map((signed) =>
    rows.map(({ date, place }, at): Timed => {
      const { amount = '0', reversal } = signed[at] ?? {};
      const day = days[at] ?? '';
      const { time, ...words } = said[at] ?? { time: '' };
      const entry = {
        date: day,
        amount,
        ...words,
        balance: balances[at],
        ...(reversal ? { reversal } : {}),
        place,
      };
      return { entry, moment: `${day} ${date.time || time}` };
    }),
  );
}

/** Some kind is a direction; 구분 may as well say through which channel money moved. */
function tellsDirections(rows: readonly EntryRow[], column: number): boolean {
  return rows.some(({ line }) => directionOf(line.cells[column]) !== undefined);
}

function saidBy({ line: { cells }, more, amount, in: came, out }: EntryRow, columns: Columns) {
  const words = (places: readonly number[]) => [
    ...new Set(places.map((place) => said(cells[place])).filter((one) => one !== undefined)),
  ];
  const one = (place: number | undefined) => (place === undefined ? undefined : said(cells[place]));
  const named = one(columns.currency);
  const lasting = columns.reference.filter((column) => !columns.editable.includes(column));
  return {
    currency: (named && (currencyNamed(named) ?? named.toUpperCase())) ?? (amount ?? came ?? out)?.currency,
    // 구분 is a running number at some banks.
    text: joined([
      ...words(columns.text),
      ...words(columns.kinds).filter((kind) => !/^\d+$/.test(kind)),
      ...more,
    ]),
    counterparty: words(columns.counterparty)[0],
    reference: joined(words(columns.reference)),
    ...(columns.editable.length === 0 ? {} : { lasting: joined(words(lasting)) ?? '' }),
    bankReference: one(columns.bankReference),
    time: one(columns.time) === undefined ? '' : timeIn(one(columns.time)),
  };
}

function joined(words: readonly string[]): string | undefined {
  return said(words.join(' '));
}

function said(cell = ''): string | undefined {
  const text = cell
    .replace(/\s+/g, ' ')
    .replace(UNPRINTABLE, '')
    .trim()
    .slice(0, LONGEST_TEXT)
    .toWellFormed();
  return text === '' || text === '-' ? undefined : text;
}
