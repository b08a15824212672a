import { UnreadableFile } from '../unreadable.ts';
import { type Area, fillDown } from './merged.ts';
import { type Line, MOST_COLUMNS, type SheetFormat, type SheetOptions } from './sheet.ts';
import { Gathered, limitsOf, type Table } from './table.ts';

/** Sheets of a workbook that are looked into; nobody reads on in the twenty-first. */
const MOST_SHEETS = 20;

export type Take = (line: Line) => 'more' | 'enough';

/** One visible sheet; `read` hands over its lines until it is told that they are enough, and what is merged. */
export interface Leaf {
  readonly title: string;
  read(take: Take): readonly Area[];
}

/**
 * The sheets that hold a table: those with a header as it is looked for, else the first that holds anything. Each
 * is read only when it is asked for. Names of the others that hold something go along, so that nothing is left out
 * silently.
 * @throws UnreadableFile EMPTY, TOO_MANY_ROWS, TOO_MANY_COLUMNS, CELL_TOO_LONG, SWELLS
 */
export function* tablesOf(
  format: SheetFormat,
  leaves: readonly Leaf[],
  options: SheetOptions = {},
): Generator<Table> {
  const filled = leaves
    .slice(0, MOST_SHEETS)
    .map((leaf) => ({ leaf, first: firstLines(leaf, options) }))
    .filter(({ first }) => first.length > 0);
  const fitting = filled.filter(({ first }) =>
    first.some(({ cells }) => (options.headerScore?.(cells) ?? 0) > 0),
  );
  const chosen = fitting.length > 0 ? fitting : filled.slice(0, 1);
  if (chosen.length === 0) throw new UnreadableFile('EMPTY', 'file', 'the workbook holds nothing');
  for (const one of chosen) {
    const others = filled.filter((other) => other !== one).map(({ leaf }) => leaf.title);
    yield { format, title: one.leaf.title, others, lines: evenly(allLines(one.leaf, options)) };
  }
}

function firstLines(leaf: Leaf, options: SheetOptions): readonly Line[] {
  const limits = limitsOf(options);
  const lines = new Gathered('row', limits);
  leaf.read((line) => {
    lines.add(line);
    return lines.all.length < limits.longestPreamble ? 'more' : 'enough';
  });
  return lines.all;
}

function allLines(leaf: Leaf, options: SheetOptions): readonly Line[] {
  const stored = new Gathered('row', limitsOf(options));
  const areas = leaf.read((line) => {
    stored.add(line);
    return 'more';
  });
  if (areas.length === 0) return stored.all;
  const filled = new Gathered('row', limitsOf(options));
  for (const line of fillDown(stored.all, areas, options.repeats)) filled.add(line);
  return filled.all;
}

/** A workbook leaves empty cells at a row's end out: every row as wide as the widest. */
function evenly(lines: readonly Line[]): Line[] {
  const width = lines.reduce((widest, { cells }) => Math.max(widest, cells.length), 0);
  return lines.map(({ line, cells }) => ({
    line,
    cells: [...cells, ...Array<string>(width - cells.length).fill('')],
  }));
}

/** One row as it is read: cells at their places, no room taken by the empty ones behind the last. */
export class Row {
  readonly cells: string[] = [];

  /** A column beyond the last is kept as one too many, so that the row is refused with its number. */
  put(column: number, text: string): void {
    const cell = text.trim();
    if (cell === '') return;
    const at = Math.min(column, MOST_COLUMNS);
    while (this.cells.length < at) this.cells.push('');
    this.cells[at] = cell;
  }
}
