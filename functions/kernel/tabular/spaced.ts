import type { Line, SheetOptions } from './sheet.ts';
import { Gathered, limitsOf, type Table } from './table.ts';
import type { Decoded } from './text.ts';

/** Lines by which the columns are found: those that have so many pieces at least. */
const FEWEST_PIECES = 3;
/** A line of a passbook has some 120 signs; what is longer is no such list. */
const LONGEST_LINE = 2_000;
/** Signs that take the room of two: Hangul, Chinese, full-width forms. */
const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/;

/**
 * Text whose columns are held apart by spaces, as printers of passbooks and terminals write it. A column is what
 * stands between two gaps, of two spaces at least, that all lines of the list share; so empty cells stay in their
 * columns. A Hangul syllable takes the room of two signs.
 */
export function readSpaced({ text, encoding }: Decoded, options: SheetOptions = {}): Table {
  const lines = text.split(/\r\n?|\n/).map((words) => words.trimEnd());
  const list = lines.filter(
    (words) => piecesOf(words).length >= FEWEST_PIECES && words.length <= LONGEST_LINE,
  );
  const gaps = gapsOf(list);
  const gathered = new Gathered('line', limitsOf(options));
  for (const [at, words] of lines.entries()) {
    const cells =
      piecesOf(words).length >= FEWEST_PIECES && words.length <= LONGEST_LINE
        ? cellsOf(words, gaps)
        : piecesOf(words);
    gathered.add({ line: at + 1, cells } satisfies Line);
  }
  return { format: 'text', encoding, others: [], lines: gathered.all };
}

function piecesOf(words: string): string[] {
  return words.trim().split(/\s{2,}|\t/);
}

/** Places, in single widths, at which a gap ends that all lines share. */
function gapsOf(list: readonly string[]): number[] {
  const used: boolean[] = [];
  for (const words of list)
    for (const { sign, at, end } of placed(words))
      if (sign !== ' ') used.fill(true, growTo(used, at, end), end);
  const ends: number[] = [];
  for (let at = 0, blank = 0; at < used.length; at += 1) {
    if (used[at] && blank >= 2) ends.push(at);
    blank = used[at] ? 0 : blank + 1;
  }
  return ends;
}

function growTo(used: boolean[], at: number, end: number): number {
  while (used.length < end) used.push(false);
  return at;
}

function cellsOf(words: string, gaps: readonly number[]): string[] {
  const cells = Array.from({ length: gaps.length + 1 }, () => '');
  let column = 0;
  for (const { sign, at } of placed(words)) {
    while (at >= (gaps[column] ?? Number.POSITIVE_INFINITY)) column += 1;
    cells[column] += sign;
  }
  return cells.map((cell) => cell.trim());
}

/** The signs of a line with the room they take. */
function* placed(words: string): Generator<{ sign: string; at: number; end: number }> {
  let at = 0;
  for (const sign of words) {
    const end = at + (WIDE.test(sign) ? 2 : 1);
    yield { sign: /\s/.test(sign) ? ' ' : sign, at, end };
    at = end;
  }
}
