import { UnreadableFile } from '../unreadable.ts';
import { type Leaf, Row, type Take, tablesOf } from './book.ts';
import { type Area, MOST_AREAS } from './merged.ts';
import type { SheetOptions } from './sheet.ts';
import type { Table } from './table.ts';
import { cellText, type Look, looksOf, sharedTexts } from './xlsx-cells.ts';
import { type Attributes, ENOUGH, readXml } from './xml.ts';
import type { Archive } from './zip.ts';

/** Office Open XML (ECMA-376): the parts are found through their relations, not by their usual names. */
export function readXlsx(archive: Archive, options?: SheetOptions): Iterable<Table> {
  const workbook = workbookOf(archive);
  if (workbook === undefined)
    throw new UnreadableFile('NOT_A_SHEET', 'file', 'an Office file, but no workbook');
  const relations = relationsOf(archive, workbook);
  const sheets: { title: string; part: string }[] = [];
  let from1904 = false;
  readXml(partOf(archive, workbook), 'workbook', {
    open(name, attributes) {
      if (name === 'workbookPr') from1904 = isTrue(attributes.get('date1904'));
      if (name !== 'sheet' || (attributes.get('state') ?? 'visible') !== 'visible') return;
      const part = relations.find(({ id }) => id === attributes.get('id'))?.part;
      // Chart sheets have no cells and are no worksheets.
      if (part && /worksheets\//.test(part)) sheets.push({ title: attributes.get('name') ?? '', part });
    },
  });
  const partNamed = (type: string) => {
    const part = relations.find((relation) => relation.type.endsWith(`/${type}`))?.part;
    return part === undefined ? undefined : archive.part(part);
  };
  const look: Look = {
    from1904,
    shared: sharedTexts(partNamed('sharedStrings')),
    formats: looksOf(partNamed('styles')),
  };
  const leaves = sheets.map(
    ({ title, part }): Leaf => ({ title, read: (take) => readRows(partOf(archive, part), look, take) }),
  );
  return tablesOf('xlsx', leaves, options);
}

export function isXlsx(archive: Archive): boolean {
  return archive.has('[Content_Types].xml');
}

function workbookOf(archive: Archive): string | undefined {
  const main = relationsOf(archive, '').find(({ type }) => type.endsWith('/officeDocument'))?.part;
  return main !== undefined && /(^|\/)workbook[^/]*\.xml$/.test(main) ? main : undefined;
}

interface Relation {
  readonly id: string;
  readonly type: string;
  readonly part: string;
}

/** The relations of a part (`''`: of the package), their targets as names of parts. */
function relationsOf(archive: Archive, part: string): Relation[] {
  const cut = part.lastIndexOf('/') + 1;
  const [folder, file] = [part.slice(0, cut), part.slice(cut)];
  const bytes = archive.part(`${folder}_rels/${file}.rels`);
  const found: Relation[] = [];
  if (bytes === undefined) return found;
  readXml(bytes, 'relations', {
    open(name, attributes) {
      if (name !== 'Relationship' || attributes.get('TargetMode') === 'External') return;
      const target = attributes.get('Target') ?? '';
      found.push({
        id: attributes.get('Id') ?? '',
        type: attributes.get('Type') ?? '',
        part: resolve(folder, target),
      });
    },
  });
  return found;
}

function resolve(folder: string, target: string): string {
  return new URL(target, `part:///${folder}`).pathname.slice(1);
}

function partOf(archive: Archive, name: string): Uint8Array {
  const bytes = archive.part(name);
  if (bytes === undefined)
    throw new UnreadableFile('DAMAGED', 'file', 'the workbook names a part that is not there');
  return bytes;
}

/** The rows of a worksheet, and what is merged: `<row r="2"><c r="B2" s="1" t="s"><f>…</f><v>0</v></c></row>`. */
function readRows(bytes: Uint8Array, look: Look, take: Take): Area[] {
  const areas: Area[] = [];
  let number = 0;
  let row = new Row();
  let column = 0;
  let cell: Attributes | undefined;
  let within = '';
  let value = '';
  let formula = '';
  let phonetic = 0;
  readXml(bytes, 'sheet', {
    open(name, attributes) {
      if (name === 'row') {
        number = Number(attributes.get('r') ?? number + 1);
        row = new Row();
        column = 0;
      } else if (name === 'c') {
        cell = attributes;
        column = columnOf(attributes.get('r')) ?? column;
        value = '';
        formula = '';
      } else if (name === 'rPh') phonetic += 1;
      else if (name === 'mergeCell' && areas.length < MOST_AREAS) areas.push(...tall(attributes.get('ref')));
      within = name;
    },
    text(text) {
      if (cell === undefined || phonetic > 0) return;
      if (within === 'v' || within === 't') value += text;
      if (within === 'f') formula += text;
    },
    close(name) {
      within = '';
      if (name === 'rPh') phonetic -= 1;
      if (name === 'c' && cell) {
        row.put(column, cellText(cell, value, formula, look));
        column += 1;
        cell = undefined;
      }
      if (name === 'row' && take({ line: number, cells: row.cells }) === 'enough') throw ENOUGH;
    },
  });
  return areas;
}

/** `B2:C4` as an area, when it goes over several rows. */
function tall(reference = ''): Area[] {
  const [, from, first, last] = /^([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})$/.exec(reference) ?? [];
  const column = columnOf(from);
  return column === undefined || Number(last) <= Number(first)
    ? []
    : [{ column, first: Number(first), last: Number(last) }];
}

/** `BC7` → 54: the letters count from A = 1 in base 26, columns from 0. */
export function columnOf(reference: string | undefined): number | undefined {
  const letters = /^[A-Z]{1,7}/.exec(reference ?? '')?.[0];
  if (letters === undefined) return undefined;
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true';
}
