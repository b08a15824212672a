import { UnreadableFile } from '../unreadable.ts';
import { type Line, MOST_COLUMNS, MOST_ROWS, type Sheet } from './sheet.ts';

/** A table before its header is found. */
export interface Table extends Omit<Sheet, 'preamble' | 'header' | 'rows'> {
  readonly lines: readonly Line[];
}

/** Lines above the header that a file may have beside its rows. */
export const LONGEST_PREAMBLE = 30;

/** Lines as they are read, without the blank ones; refuses as soon as there are too many, not at the end. */
export class Gathered {
  readonly all: Line[] = [];
  readonly #word: 'line' | 'row';

  /** @param word what a line is called where it stands */
  constructor(word: 'line' | 'row') {
    this.#word = word;
  }

  add(line: Line): void {
    const place = `${this.#word} ${line.line}`;
    if (line.cells.length > MOST_COLUMNS) {
      throw new UnreadableFile('TOO_MANY_COLUMNS', place, `more than ${MOST_COLUMNS} columns`);
    }
    if (line.cells.every((cell) => cell === '')) return;
    if (this.all.length > MOST_ROWS + LONGEST_PREAMBLE) throw tooManyRows(place);
    this.all.push(line);
  }
}

export function tooManyRows(place: string): UnreadableFile {
  return new UnreadableFile('TOO_MANY_ROWS', place, `more than ${MOST_ROWS} rows`);
}
