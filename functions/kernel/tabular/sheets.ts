import { UnreadableFile } from '../unreadable.ts';
import { readCsv } from './csv.ts';
import { frame } from './frame.ts';
import { readPage } from './html.ts';
import { kindOf, mustHoldNoProgram } from './kind.ts';
import { isOds, readOds } from './ods.ts';
import type { Sheet, SheetOptions } from './sheet.ts';
import { readSpaced } from './spaced.ts';
import { limitsOf, type Table } from './table.ts';
import { decodeSheet } from './text.ts';
import { isXlsx, readXlsx } from './xlsx.ts';
import { LARGEST_PART, openArchive } from './zip.ts';

/** What a part of a workbook may become for each row that is allowed: 20 cells of some 64 characters. */
const LARGEST_ROW = 1_280;
/** Characters in which a header must stand: 200 lines of a passbook have some 24,000. */
const LOOKED_AT = 64 * 1024;

/**
 * The tables of a file, each read when it is asked for: the first is what a person would call the file's table;
 * a workbook has one for every sheet with a header as it is looked for.
 * @throws UnreadableFile with code, place and reason, whatever the bytes are; nothing else
 */
export function* sheetsOf(bytes: Uint8Array, options: SheetOptions = {}): Generator<Sheet> {
  for (const table of tablesIn(bytes, options)) yield frame(table, options);
}

function tablesIn(bytes: Uint8Array, options: SheetOptions): Iterable<Table> {
  const kind = kindOf(bytes);
  if (kind === 'archive') return bookIn(bytes, options);
  if (kind === 'text') return [textIn(bytes, options)];
  if (options.also?.includes('html')) return [readPage(bytes, options)];
  throw new UnreadableFile('NOT_A_SHEET', 'file', 'this is a web page or XML under the name of a table');
}

/** Amounts have commas: what shows no header as CSV may show one as text whose columns spaces hold apart. */
function textIn(bytes: Uint8Array, options: SheetOptions): Table {
  const decoded = decodeSheet(bytes);
  const delimited = readCsv(decoded, options);
  if (!options.also?.includes('text')) return delimited;
  const { longestPreamble } = limitsOf(options);
  const fits = ({ lines }: Table) =>
    lines.slice(0, longestPreamble).some(({ cells }) => (options.headerScore?.(cells) ?? 0) > 0);
  if (fits(delimited)) return delimited.delimiter === '\t' ? { ...delimited, format: 'text' } : delimited;
  const start = { ...decoded, text: decoded.text.slice(0, LOOKED_AT) };
  if (!fits(readSpaced(start, options))) return delimited;
  const spaced = readSpaced(decoded, options);
  return fits(spaced) ? spaced : delimited;
}

function bookIn(bytes: Uint8Array, options: SheetOptions): Iterable<Table> {
  const archive = openArchive(bytes, Math.max(LARGEST_PART, limitsOf(options).mostRows * LARGEST_ROW));
  mustHoldNoProgram(archive);
  if (isOds(archive)) return readOds(archive, options);
  if (isXlsx(archive)) return readXlsx(archive, options);
  throw new UnreadableFile('NOT_A_SHEET', 'file', 'a ZIP archive that is no workbook');
}
