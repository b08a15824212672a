import { UnreadableFile } from '../unreadable.ts';
import { type Delimiter, type HeaderScore, type Line, LONGEST_CELL, type SheetOptions } from './sheet.ts';
import { Gathered, limitsOf, type Table } from './table.ts';
import type { Decoded } from './text.ts';

const DELIMITERS: readonly Delimiter[] = [',', ';', '\t', '|'];
/** Lines and characters looked at to find the delimiter: more than any preamble has. */
const LOOKED_AT = { lines: 60, text: 256 * 1024 };
/** Excel's own width; what goes beyond is not read to its end. */
const WIDEST = 16_384;
/** More than the logarithm of the widest. */
const HEADER_SEEN = 100;

/**
 * Reads CSV by RFC 4180 and what Excel makes of it: a quotation mark means something only at the start of a cell,
 * `""` is one mark inside, line ends are CRLF, LF or CR and count as lines inside a cell too.
 * @throws UnreadableFile WRONG_ENCODING, OPEN_QUOTE, TOO_MANY_ROWS, TOO_MANY_COLUMNS, each with the line
 */
export function readCsv({ text, encoding }: Decoded, options: SheetOptions = {}): Table {
  const told = /^sep=([,;\t|])\r?\n?/i.exec(text);
  const delimiter = (told?.[1] as Delimiter | undefined) ?? delimiterOf(text, options.headerScore);
  const lines = new Gathered('line', limitsOf(options));
  for (const line of records(text, delimiter)) {
    if (!(told && line.line === 1)) lines.add(line);
  }
  return { format: 'csv', encoding, delimiter, others: [], lines: lines.all };
}

/**
 * The delimiter under which a header as it is looked for appears; of several, and where there is none, that under
 * which most lines have one and the same number of cells; of equals that of more cells.
 */
function delimiterOf(text: string, headerScore: HeaderScore = () => 0): Delimiter {
  const start = text.slice(0, LOOKED_AT.text);
  const scores = DELIMITERS.map((delimiter) => score(start, delimiter, headerScore));
  return DELIMITERS[scores.indexOf(Math.max(...scores))] ?? ',';
}

function score(text: string, delimiter: Delimiter, headerScore: HeaderScore): number {
  const widths: number[] = [];
  let header = 0;
  try {
    for (const { cells } of records(text, delimiter)) {
      if (cells.some((cell) => cell !== '')) widths.push(cells.length);
      // A lone cell is the whole line: no delimiter has shown it.
      if (cells.length > 1 && headerScore(cells) > 0) header = HEADER_SEEN;
      if (widths.length >= LOOKED_AT.lines) break;
    }
  } catch {
    // A mark that opens a cell under this delimiter and never closes: the lines before it still count.
  }
  const counts = Map.groupBy(widths, (width) => width);
  let best = 0;
  for (const [width, { length }] of counts)
    best = Math.max(best, (length / widths.length) * Math.log2(width));
  return best + header;
}

/** The records of a text, lazily, so that whoever has seen enough may stop. */
function* records(text: string, delimiter: Delimiter): Generator<Line> {
  const end = new RegExp(`[${delimiter}\r\n]`, 'g');
  let at = 0;
  let line = 1;
  while (at < text.length) {
    const record: { line: number; cells: string[] } = { line, cells: [] };
    for (let open = true; open; ) {
      let cell = '';
      if (text[at] === '"') {
        const close = closing(text, at, line);
        cell = text.slice(at + 1, close).replaceAll('""', '"');
        line += cell.match(/\r\n?|\n/g)?.length ?? 0;
        at = close + 1;
      }
      end.lastIndex = at;
      const stop = end.exec(text)?.index ?? text.length;
      cell += text.slice(at, stop);
      if (cell.length > LONGEST_CELL) throw tooLong(record.line);
      if (record.cells.push(cell.trim()) > WIDEST) throw tooWide(record.line);
      open = text[stop] === delimiter;
      at = stop + (text.startsWith('\r\n', stop) ? 2 : 1);
    }
    yield record;
    line += 1;
  }
}

/** Where the mark that closes the cell opened at `at` stands. */
function closing(text: string, at: number, line: number): number {
  for (let mark = at + 1; ; mark += 2) {
    mark = text.indexOf('"', mark);
    if (mark === -1 || mark - at > 2 * LONGEST_CELL) {
      throw new UnreadableFile(
        'OPEN_QUOTE',
        `line ${line}`,
        'a quotation mark opens a cell and never closes it',
      );
    }
    if (text[mark + 1] !== '"') return mark;
  }
}

function tooWide(line: number): UnreadableFile {
  return new UnreadableFile('TOO_MANY_COLUMNS', `line ${line}`, `more than ${WIDEST} columns`);
}

function tooLong(line: number): UnreadableFile {
  return new UnreadableFile(
    'CELL_TOO_LONG',
    `line ${line}`,
    `more than ${LONGEST_CELL} characters in a cell`,
  );
}
