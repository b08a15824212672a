import { UnreadableFile } from '../unreadable.ts';
import { type HeaderScore, type Line, type Sheet, type SheetOptions, wordOf } from './sheet.ts';
import { limitsOf, type Table, tooManyRows } from './table.ts';

/**
 * Finds the header: what stands above it is the preamble, what stands below are the rows.
 * @throws UnreadableFile EMPTY, TOO_MANY_ROWS
 */
export function frame({ lines, ...table }: Table, options: SheetOptions = {}): Sheet {
  const { mostRows, longestPreamble } = limitsOf(options);
  const at = headerAt(lines.slice(0, longestPreamble), options.headerScore);
  const header = lines[at];
  if (!header) throw new UnreadableFile('EMPTY', 'file', 'the file holds no table');
  const rows = lines.slice(at + 1);
  const excess = rows[mostRows];
  if (excess) throw tooManyRows(`${wordOf(table.format)} ${excess.line}`, mostRows);
  return { ...table, preamble: lines.slice(0, at), header, rows };
}

function headerAt(lines: readonly Line[], headerScore: HeaderScore | undefined): number {
  const scores = lines.map(({ cells }) => headerScore?.(cells) ?? 0);
  const best = Math.max(0, ...scores);
  if (best > 0) return scores.indexOf(best);
  // A title has one cell; a header is nearly as wide as what stands below it and has words, not numbers.
  const widths = lines.map(({ cells }) => cells.filter((cell) => cell !== '').length);
  const widest = Math.max(0, ...widths);
  const wide = (at: number) => (widths[at] ?? 0) * 2 > widest;
  const ofWords = lines.findIndex(
    ({ cells }, at) => wide(at) && cells.every((cell) => !/^[\d.,:/+-]+$/.test(cell)),
  );
  return ofWords === -1 ? lines.findIndex((_, at) => wide(at)) : ofWords;
}
