import { UnreadableFile } from '../unreadable.ts';
import { type Leaf, Row, type Take, tablesOf } from './book.ts';
import { type Area, MOST_AREAS } from './merged.ts';
import { numberText } from './number-text.ts';
import { LONGEST_CELL, MOST_COLUMNS, type SheetOptions } from './sheet.ts';
import { limitsOf, type Table } from './table.ts';
import { type Attributes, ENOUGH, readXml } from './xml.ts';
import { type Archive, locked } from './zip.ts';

const SHEET = 'application/vnd.oasis.opendocument.spreadsheet';
/** Inside a cell, but no part of what it says: notes, drawings, deleted text, other sheets. */
const BESIDE = new Set([
  'annotation',
  'note',
  'frame',
  'g',
  'shapes',
  'custom-shape',
  'tracked-changes',
  'ruby-text',
]);

export function isOds(archive: Archive): boolean {
  return new TextDecoder().decode(archive.part('mimetype')?.subarray(0, 100)).startsWith(SHEET);
}

/** OpenDocument (ISO/IEC 26300): all sheets in one part, repeated rows and cells written once with a count. */
export function readOds(archive: Archive, options: SheetOptions = {}): Iterable<Table> {
  if (/<\w*:?encryption-data\b/.test(new TextDecoder().decode(archive.part('META-INF/manifest.xml'))))
    throw locked();
  const content = archive.part('content.xml');
  if (content === undefined) throw new UnreadableFile('DAMAGED', 'file', 'the workbook has no content');
  const { mostRows, longestPreamble } = limitsOf(options);
  // One more than can be taken, so that a repeated row is refused without being repeated a million times.
  const mostRepeats = mostRows + longestPreamble + 2;
  const leaves = titlesOf(content).flatMap(({ title, hidden }, at): Leaf[] =>
    hidden ? [] : [{ title, read: (take) => readRows(content, at, take, mostRepeats) }],
  );
  return tablesOf('ods', leaves, options);
}

function titlesOf(content: Uint8Array): { title: string; hidden: boolean }[] {
  const titles: { title: string; hidden: boolean }[] = [];
  const hidden = new Set<string>();
  let style = '';
  readXml(content, 'content', {
    open(name, attributes) {
      if (name === 'style') style = attributes.get('name') ?? '';
      if (name === 'table-properties' && attributes.get('display') === 'false') hidden.add(style);
      if (name === 'table')
        titles.push({
          title: attributes.get('name') ?? '',
          hidden: hidden.has(attributes.get('style-name') ?? ''),
        });
    },
  });
  return titles;
}

/** The rows of the sheet with this number, and what is merged in it. */
function readRows(content: Uint8Array, sheet: number, take: Take, mostRepeats: number): Area[] {
  const areas: Area[] = [];
  let table = -1;
  let beside = 0;
  let number = 0;
  let repeated = 1;
  let row = new Row();
  let column = 0;
  let cell: Attributes | undefined;
  let text: string[] = [];
  const say = (words: string) => {
    if (cell && text.length > 0) text[text.length - 1] += words;
  };
  readXml(content, 'content', {
    open(name, attributes) {
      if (name === 'table') table += 1;
      if (table !== sheet) return;
      if (BESIDE.has(name)) beside += 1;
      if (beside > 0) return;
      if (name === 'table-row') {
        repeated = countOf(attributes, 'number-rows-repeated');
        row = new Row();
        column = 0;
      } else if (name === 'table-cell' || name === 'covered-table-cell') {
        cell = attributes;
        text = [];
      } else if (name === 'p') text.push('');
      else if (name === 's') say(' '.repeat(Math.min(countOf(attributes, 'c'), LONGEST_CELL)));
      else if (name === 'tab' || name === 'line-break') say(' ');
    },
    text(words) {
      if (table === sheet && beside === 0) say(words);
    },
    close(name) {
      if (table !== sheet) return;
      if (BESIDE.has(name)) beside -= 1;
      else if (beside > 0) return;
      else if ((name === 'table-cell' || name === 'covered-table-cell') && cell) {
        const columns = countOf(cell, 'number-columns-repeated');
        const rows = countOf(cell, 'number-rows-spanned');
        const said = name === 'table-cell' ? cellText(cell, text.join('\n')) : '';
        if (said !== '') {
          for (let at = 0; at < Math.min(columns, MOST_COLUMNS + 1); at += 1) row.put(column + at, said);
          if (rows > 1 && areas.length < MOST_AREAS)
            areas.push({ column, first: number + 1, last: number + rows });
        }
        column += columns;
        cell = undefined;
      } else if (name === 'table-row') {
        for (let at = 1; at <= Math.min(repeated, row.cells.length === 0 ? 0 : mostRepeats); at += 1) {
          if (take({ line: number + at, cells: row.cells }) === 'enough') throw ENOUGH;
        }
        number += repeated;
      } else if (name === 'table') throw ENOUGH;
    },
  });
  return areas;
}

function countOf(attributes: Attributes, name: string): number {
  const count = Number(attributes.get(name) ?? 1);
  return Number.isInteger(count) && count > 0 ? count : 1;
}

/** What a cell says: its value in one form for all countries, its text where it has none. */
function cellText(cell: Attributes, shown: string): string {
  const type = cell.get('value-type');
  const value = cell.get('value') ?? '';
  if (type === 'boolean') return cell.get('boolean-value') === 'true' ? 'TRUE' : 'FALSE';
  if (type === 'date') return (cell.get('date-value') ?? shown).replace(/T00:00:00(?:\.0+)?$/, '');
  if (type === 'float' || type === 'currency' || type === 'percentage') {
    // `000123` is how an asset number is shown that the workbook keeps as 123.
    return /^\d+$/.test(shown) && Number(shown) === Number(value) ? shown : numberText(value);
  }
  const text = cell.get('string-value') ?? shown;
  return text === '' ? (cell.get('formula') ?? '').replace(/^\w+:=/, '=') : text;
}
