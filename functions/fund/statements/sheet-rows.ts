import type { Line } from '../../kernel/tabular/sheet.ts';
import { UnreadableFile } from '../../kernel/unreadable.ts';
import type { Columns } from './columns.ts';
import { statementHeaderScore } from './columns.ts';
import { type Figure, figureIn } from './sheet-amounts.ts';
import { type DateParts, dateIn } from './sheet-dates.ts';
import { labelsIn } from './sheet-labels.ts';
import { placeOf, type Spot } from './sheet-place.ts';

/** A row that moves money, its cells not yet understood beyond their kind. */
export interface EntryRow {
  readonly line: Line;
  readonly place: string;
  readonly date: DateParts;
  readonly in?: Figure | undefined;
  readonly out?: Figure | undefined;
  readonly amount?: Figure | undefined;
  readonly balance?: Figure | undefined;
  /** Words of the lines below it that have neither date nor amount. */
  readonly more: string[];
}

/** `합계 | 62,000 | 1,500,000`: what the bank says the rows come to. */
export interface TotalRow {
  readonly place: string;
  /** Rows with money above it, and how many of them stand below the total before this one. */
  readonly rows: number;
  readonly since: number;
  readonly in?: Figure | undefined;
  readonly out?: Figure | undefined;
  readonly amount?: Figure | undefined;
}

export interface Rows {
  readonly entries: readonly EntryRow[];
  readonly totals: readonly TotalRow[];
  /** `전월이월 | | | 1,000,000`: balances said in rows of their own. */
  readonly opening?: Figure | undefined;
  readonly closing?: Figure | undefined;
  /** Everything else: notes, footers. */
  readonly notes: readonly Line[];
}

const TOTAL =
  /^[【[(<*=\s-]*(?:합\s*계|총\s*합계?|총\s*계|소\s*계|누\s*계|월\s*계|일\s*계|계|총\s*액|(?:grand\s*|sub\s*-?)?totals?|sums?)(?=[\]】)>:：*=\s(\d-]|$)|(?:합\s*계|총\s*계|소\s*계)\s*:?$/i;
const OPENING =
  /이월|기초\s*잔액|전일\s*잔액|opening balance|starting balance|brought forward|beginning balance/i;
const CLOSING = /기말\s*잔액|마감\s*잔액|closing balance|ending balance|carried forward/i;
/** First words of notes that have a number beside them and are no movement of money. */
const NOTE =
  /잔액|한도|건수|가능|이자율|수수료\s*면제|출력|조회|발급|페이지|balance|available|limit|page|^\s*(?:[※*#]|주\s*[):])/i;

/**
 * Tells the rows with money from headings said again, totals, balances carried over, second lines and notes.
 * @throws UnreadableFile NO_DATE, WRONG_AMOUNT: a row that has money and cannot be told when or how much
 */
export function rowsOf(
  lines: readonly Line[],
  header: Line,
  columns: Columns,
  { word, workbook }: { word: string; workbook: boolean },
): Rows {
  const entries: EntryRow[] = [];
  const totals: TotalRow[] = [];
  const notes: Line[] = [];
  let opening: Figure | undefined;
  let closing: Figure | undefined;
  let attached = false;
  const heading = header.cells[columns.date];
  for (const line of lines) {
    const { cells } = line;
    const spot = { word, line: line.line, column: columns.date };
    const date = dateIn(cells[columns.date], spot, workbook);
    const money = moneyIn(cells, columns, spot);
    const moved = [money.in, money.out, money.amount].filter((figure) => figure !== undefined);
    const words = () => cells.filter((cell) => cell !== '');
    const isNote = () => NOTE.test(words()[0] ?? '');
    const carries = moved.length === 0 && !money.unclear && money.balance;
    if (carries && words().some((cell) => OPENING.test(cell))) opening ??= money.balance;
    else if (carries && words().some((cell) => CLOSING.test(cell))) closing ??= money.balance;
    else if (date) {
      entries.push(entryOf(line, date, money));
      attached = true;
    } else if (cells[columns.date] === heading || saysHeader(cells, header)) attached = false;
    else if (isLabelled(line, word)) {
      // `입금합계 | 1,500,000`, `계좌번호 | 123-456`: the label says what the number is, not the column.
      notes.push(line);
      attached = false;
    } else if (words().some((cell) => TOTAL.test(cell))) {
      const { in: come, out, amount } = money;
      const since = entries.length - (totals.at(-1)?.rows ?? 0);
      const place = `${spot.word} ${spot.line}`;
      totals.push({ place, rows: entries.length, since, in: come, out, amount });
      notes.push(line);
      attached = false;
    } else if (moved.length > 0 && !isNote()) throw noDate(cells, spot);
    else if (attached && isSecondLine(cells, columns)) entries.at(-1)?.more.push(...words());
    else if (looksLikeEntry(cells, columns) && !isNote()) throw noDate(cells, spot);
    else {
      notes.push(line);
      attached = false;
    }
  }
  return { entries, totals, opening, closing, notes };
}

interface Money {
  readonly in?: Figure | undefined;
  readonly out?: Figure | undefined;
  readonly amount?: Figure | undefined;
  readonly balance?: Figure | undefined;
  /** Where something stands that is no amount. */
  readonly unclear?: Spot | undefined;
}

function moneyIn(cells: readonly string[], columns: Columns, { word, line }: Spot): Money {
  let unclear: Spot | undefined;
  const figure = (column: number | undefined): Figure | undefined => {
    if (column === undefined) return undefined;
    const found = figureIn(cells[column], { word, line, column });
    if (found === undefined) unclear ??= { word, line, column };
    return found === 'nothing' ? undefined : found;
  };
  const [come, out, amount] = [figure(columns.in), figure(columns.out), figure(columns.amount)];
  return { in: come, out, amount, balance: figure(columns.balance), unclear };
}

function entryOf(line: Line, date: DateParts, { unclear, ...money }: Money): EntryRow {
  if (unclear) throw new UnreadableFile('WRONG_AMOUNT', placeOf(unclear), 'not an amount of money');
  const place = `${date.word} ${date.line}`;
  if (!money.in && !money.out && !money.amount)
    throw new UnreadableFile('WRONG_AMOUNT', place, 'a row with a date and without an amount');
  return { line, place, date, ...money, more: [] };
}

function noDate(cells: readonly string[], spot: Spot): UnreadableFile {
  return cells[spot.column]
    ? new UnreadableFile('NO_SUCH_DATE', placeOf(spot), 'what stands here is no date')
    : new UnreadableFile('NO_DATE', placeOf(spot), 'a row with an amount and without a date');
}

/** Long lists say their header on every page. */
function saysHeader(cells: readonly string[], header: Line): boolean {
  return (
    cells.every((cell, at) => cell === '' || cell === header.cells[at]) || statementHeaderScore(cells) > 2
  );
}

function isLabelled(line: Line, word: string): boolean {
  const { account, currency, from, amounts } = labelsIn([line], word);
  return amounts.length > 0 || [account, currency, from].some((value) => value !== undefined);
}

/** Only words, none of them where a date or an amount belongs. */
function isSecondLine(cells: readonly string[], columns: Columns): boolean {
  const { date, in: come, out, amount, balance } = columns;
  return [date, come, out, amount, balance].every(
    (column) => column === undefined || (cells[column] ?? '') === '',
  );
}

/** A date that cannot be read must not turn a row of money into a note. */
function looksLikeEntry(cells: readonly string[], columns: Columns): boolean {
  const said = (column: number | undefined) => column !== undefined && (cells[column] ?? '') !== '';
  return said(columns.date) && (said(columns.in) || said(columns.out) || said(columns.amount));
}
