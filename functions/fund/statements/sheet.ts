import { type Line, type Sheet, type SheetOptions, wordOf } from '../../kernel/tabular/sheet.ts';
import { sheetsOf } from '../../kernel/tabular/sheets.ts';
import { UnreadableFile } from '../../kernel/unreadable.ts';
import { checked } from './check.ts';
import { type Columns, recogniseColumns, statementHeaderScore, withSubheadings } from './columns.ts';
import { currencyOfHeading } from './headings.ts';
import { type DecimalMark, decimalMarkOf } from './sheet-amounts.ts';
import { balancesOf, extractOf, gapsIn } from './sheet-balances.ts';
import { daysOf } from './sheet-dates.ts';
import { entriesOf } from './sheet-entries.ts';
import { type Labels, labelsIn } from './sheet-labels.ts';
import { inOrder, type Ordered, type Timed } from './sheet-order.ts';
import { type Rows, rowsOf } from './sheet-rows.ts';
import { sectionsOf } from './sheet-sections.ts';
import { wrongSumsIn, wrongTotalsIn } from './sheet-totals.ts';
import type { Statement, StatementEntry, StatementFile } from './statement.ts';

/** A year of a busy account. */
const MOST_ENTRIES = 50_000;
const OPTIONS: SheetOptions = {
  headerScore: statementHeaderScore,
  also: ['html', 'text'],
  mostRows: MOST_ENTRIES,
  longestPreamble: 200,
  // Headings are meant for every row that they are merged over; an amount that is said twice would be booked twice.
  repeats: (text) => !/\d/.test(text),
};
/** Currencies without decimals: what has a point and three digits is in thousands. */
const WHOLE = new Set(['KRW', 'JPY', 'VND', 'IDR']);

/**
 * Reads a bank's table: CSV with any delimiter, XLSX, ODS, a web page named .xls, text in columns. There is a
 * statement for every sheet with such a table, and for every account that a sheet names above headings of its own.
 * Places of a second sheet and on say which: `table 2, row 9`.
 * @throws UnreadableFile NOT_A_STATEMENT when no sheet has a date and an amount among its headings; else code, place
 *   and reason of what is wrong, whatever the bytes are; nothing else
 */
export function readSheetStatement(bytes: Uint8Array, name: string): StatementFile {
  const statements: Statement[] = [];
  let format: StatementFile['format'] | undefined;
  let table = 0;
  for (const sheet of sheetsOf(bytes, OPTIONS)) {
    table += 1;
    const word = `${table > 1 ? `table ${table}, ` : ''}${wordOf(sheet.format)}`;
    // Commas or tabs are a matter of taste; a file that is called CSV is one.
    format ??= sheet.format === 'text' && /\.[ct]sv$/i.test(name) ? 'csv' : sheet.format;
    for (const section of sectionsOf(sheet)) statements.push(statementIn(section, word));
  }
  return { format: format ?? 'csv', statements };
}

/** Whether a table's headings are a bank's; a company's list of devices is none. Says nothing about its rows. */
export function looksLikeStatement(bytes: Uint8Array): boolean {
  try {
    const [sheet] = sheetsOf(bytes, OPTIONS);
    return sheet !== undefined && recogniseColumns(sheet.header.cells) !== undefined;
  } catch (error) {
    if (error instanceof UnreadableFile) return false;
    throw error;
  }
}

function statementIn({ header: found, rows: below, preamble, format }: Sheet, word: string): Statement {
  const [first, ...rest] = below;
  const merged = first && withSubheadings(found.cells, first.cells);
  const header: Line = merged ? { line: found.line, cells: merged } : found;
  const columns = recogniseColumns(header.cells);
  const workbook = format === 'xlsx' || format === 'ods';
  const place = `${word} ${header.line}`;
  if (!columns)
    throw new UnreadableFile('NOT_A_STATEMENT', place, 'no headings of a date and an amount of money');
  const rows = rowsOf(merged ? rest : below, header, columns, { word, workbook });
  const labels = labelsIn([...preamble, ...rows.notes], word);
  const currency = labels.currency ?? headedCurrency(header, columns);
  const mark = markOf(rows, labels, workbook, currency);
  const korean = header.cells.some((cell) => /[가-힣]/.test(cell));
  const days = daysOf(
    rows.entries.map(({ date }) => date),
    { korean, from: labels.from, to: labels.to },
  );
  const { asFiled, ...ordered } = chosen(entriesOf(rows.entries, days, columns, mark));
  const totals = [
    ...wrongTotalsIn(rows.totals, asFiled, mark),
    ...wrongSumsIn(labels.amounts, asFiled, mark),
  ];
  const { account, from, to } = labels;
  // What moves nothing is no entry, though its balance counts.
  const entries = ordered.entries.filter(({ amount }) => /[1-9]/.test(amount));
  const { gaps, faults } = gapsIn(ordered);
  const statement = { account, currency, from, to, place, entries, faults: [...faults, ...totals] };
  if (gaps.length > 0) return extractOf(statement, gaps);
  const { wrong, ...balances } = balancesOf(ordered.entries, rows, labels, mark);
  return checked({ ...statement, ...balances, faults: [...statement.faults, ...wrong] });
}

interface Chosen extends Ordered {
  readonly asFiled: readonly StatementEntry[];
}

/** The first reading along which the balances follow; where none is, that with the fewest breaks. */
function chosen(readings: readonly (readonly Timed[])[]): Chosen {
  let best: Chosen | undefined;
  for (const timed of readings) {
    const ordered = inOrder(timed);
    if (!best || ordered.breaks.length < best.breaks.length)
      best = { asFiled: timed.map(({ entry }) => entry), ...ordered };
    if (ordered.breaks.length === 0) break;
  }
  return best ?? { asFiled: [], entries: [], breaks: [] };
}

function markOf(rows: Rows, labels: Labels, workbook: boolean, currency: string | undefined): DecimalMark {
  const money = [...rows.entries, ...rows.totals].flatMap((row) => [row.in, row.out, row.amount]);
  const balances = [...rows.entries.map(({ balance }) => balance), rows.opening, rows.closing];
  const said = [...money, ...balances, ...labels.amounts.map(({ figure }) => figure)];
  const figures = said.filter((figure) => figure !== undefined);
  const known = currency ?? figures.find((figure) => figure.currency)?.currency;
  return decimalMarkOf(figures, { whole: known !== undefined && WHOLE.has(known), workbook });
}

/** `출금액(원)` says it in the headings. */
function headedCurrency({ cells }: Line, columns: Columns): string | undefined {
  const places = [columns.amount, columns.in, columns.out, columns.balance];
  return (
    places.map((place) => place !== undefined && currencyOfHeading(cells[place] ?? '')).find(Boolean) ||
    undefined
  );
}
