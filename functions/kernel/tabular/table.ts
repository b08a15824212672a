import { UnreadableFile } from '../unreadable.ts';
import { type Line, LONGEST_CELL, MOST_COLUMNS, MOST_ROWS, type Sheet, type SheetOptions } from './sheet.ts';

/** A table before its header is found. */
export interface Table extends Omit<Sheet, 'preamble' | 'header' | 'rows'> {
  readonly lines: readonly Line[];
}

/** What a table may have at most. */
export interface Limits {
  readonly mostRows: number;
  /** Lines above the header that a file may have beside its rows. */
  readonly longestPreamble: number;
}

export function limitsOf({ mostRows = MOST_ROWS, longestPreamble = 30 }: SheetOptions): Limits {
  return { mostRows, longestPreamble };
}

/** Characters in all cells: what one text repeated in every cell of a workbook would exceed. */
const MOST_TEXT = 32 * 1024 * 1024;

/** Lines as they are read, without the blank ones; refuses as soon as there are too many, not at the end. */
export class Gathered {
  readonly all: Line[] = [];
  readonly #word: 'line' | 'row';
  readonly #limits: Limits;
  #text = 0;

  /** @param word what a line is called where it stands */
  constructor(word: 'line' | 'row', limits: Limits) {
    this.#word = word;
    this.#limits = limits;
  }

  add(line: Line): void {
    if (line.cells.every((cell) => cell === '')) return;
    const refuse = (code: 'TOO_MANY_COLUMNS' | 'CELL_TOO_LONG' | 'SWELLS', reason: string) =>
      new UnreadableFile(code, `${this.#word} ${line.line}`, reason);
    if (line.cells.length > MOST_COLUMNS)
      throw refuse('TOO_MANY_COLUMNS', `more than ${MOST_COLUMNS} columns`);
    const { mostRows, longestPreamble } = this.#limits;
    if (this.all.length > mostRows + longestPreamble)
      throw tooManyRows(`${this.#word} ${line.line}`, mostRows);
    for (const { length } of line.cells) {
      this.#text += length;
      if (length > LONGEST_CELL)
        throw refuse('CELL_TOO_LONG', `more than ${LONGEST_CELL} characters in a cell`);
    }
    if (this.#text > MOST_TEXT) throw refuse('SWELLS', 'more text than a list can hold');
    this.all.push(line);
  }
}

export function tooManyRows(place: string, mostRows: number): UnreadableFile {
  return new UnreadableFile('TOO_MANY_ROWS', place, `more than ${mostRows} rows`);
}
