import { strToU8, zipSync } from 'fflate';
import { clean, dayText, harmless, type SheetToWrite, type Value } from './write.ts';

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
/** The oldest time a ZIP archive can tell: one and the same content is one and the same file. */
const NO_TIME = new Date(1980, 0, 1);
/** Excel's limits. */
const LONGEST = 32_767;
const LONGEST_NAME = 31;
/** Styles by their number in `STYLES`. */
const STYLE = { plain: 0, head: 1, whole: 2, broken: 3, day: 4, boldWhole: 5, boldBroken: 6 } as const;
const STYLES =
  `${XML}<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>` +
  '<fonts count="2"><font><sz val="11"/><name val="맑은 고딕"/></font><font><b/><sz val="11"/><name val="맑은 고딕"/></font></fonts>' +
  '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>' +
  '<fill><patternFill patternType="solid"><fgColor rgb="FFEEF2F7"/></patternFill></fill></fills>' +
  '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>' +
  '<cellXfs count="7"><xf xfId="0"/><xf xfId="0" fontId="1" fillId="2" applyFont="1" applyFill="1"/>' +
  '<xf xfId="0" numFmtId="3" applyNumberFormat="1"/><xf xfId="0" numFmtId="4" applyNumberFormat="1"/>' +
  '<xf xfId="0" numFmtId="164" applyNumberFormat="1"/><xf xfId="0" numFmtId="3" fontId="1" applyNumberFormat="1" applyFont="1"/>' +
  '<xf xfId="0" numFmtId="4" fontId="1" applyNumberFormat="1" applyFont="1"/></cellXfs>' +
  '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>';

/**
 * A workbook (ECMA-376): the header in bold and frozen, numbers as numbers, days as days, text as text even where
 * it begins like a formula, a row of totals in bold. The same content gives the same bytes.
 */
export function writeXlsx(sheets: readonly SheetToWrite[]): Uint8Array {
  const names = namesOf(sheets);
  const numbers = sheets.map((_, at) => at + 1);
  const parts: Record<string, string> = {
    '[Content_Types].xml':
      `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
      `<Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/>` +
      `${numbers.map((n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${TYPE}.worksheet+xml"/>`).join('')}</Types>`,
    '_rels/.rels': relations([['rId1', 'officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml':
      `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>` +
      `${names.map((name, at) => `<sheet name="${escaped(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations([
      ...numbers.map((n) => [`rId${n}`, 'worksheet', `worksheets/sheet${n}.xml`] as const),
      [`rId${sheets.length + 1}`, 'styles', 'styles.xml'],
    ]),
    'xl/styles.xml': STYLES,
  };
  for (const [at, sheet] of sheets.entries()) parts[`xl/worksheets/sheet${at + 1}.xml`] = worksheet(sheet);
  const files = Object.entries(parts).map(([name, text]) => [name, strToU8(text)] as const);
  return zipSync(Object.fromEntries(files), { level: 6, mtime: NO_TIME });
}

function relations(all: readonly (readonly [id: string, type: string, target: string])[]): string {
  const each = all.map(
    ([id, type, to]) => `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${to}"/>`,
  );
  return `${XML}<Relationships xmlns="${PACKAGE}/relationships">${each.join('')}</Relationships>`;
}

function worksheet({ header, rows, totals }: SheetToWrite): string {
  const lines = [rowOf(header, 1, 'head'), ...rows.map((row, at) => rowOf(row, at + 2, 'plain'))];
  if (totals) lines.push(rowOf(totals, rows.length + 2, 'totals'));
  const columns = header.map((_, at) => {
    const longest = Math.max(...[header, ...rows.slice(0, 200)].map((row) => widthOf(row[at])));
    return `<col min="${at + 1}" max="${at + 1}" width="${Math.min(50, longest + 3)}" customWidth="1"/>`;
  });
  return (
    `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" ` +
    `activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>${columns.length ? `<cols>${columns.join('')}</cols>` : ''}` +
    `<sheetData>${lines.join('')}</sheetData></worksheet>`
  );
}

function rowOf(row: readonly Value[], number: number, look: 'head' | 'plain' | 'totals'): string {
  return `<row r="${number}">${row.map((value, at) => cellOf(value, `${lettersOf(at)}${number}`, look)).join('')}</row>`;
}

function cellOf(value: Value, at: string, look: 'head' | 'plain' | 'totals'): string {
  if (value === undefined || value === null || value === '') return '';
  if (typeof value === 'boolean') return `<c r="${at}" t="b"><v>${value ? 1 : 0}</v></c>`;
  if (typeof value === 'number' && Number.isFinite(value)) {
    const [whole, broken] =
      look === 'totals' ? [STYLE.boldWhole, STYLE.boldBroken] : [STYLE.whole, STYLE.broken];
    return `<c r="${at}" s="${Number.isInteger(value) ? whole : broken}"><v>${value}</v></c>`;
  }
  if (value instanceof Date) return `<c r="${at}" s="${STYLE.day}"><v>${daysOf(value)}</v></c>`;
  const style = look === 'plain' ? '' : ` s="${STYLE.head}"`;
  // `t="inlineStr"` is text whatever it begins with; the apostrophe is for whoever saves the sheet as CSV.
  const text = harmless(clean(String(value))).slice(0, LONGEST);
  return `<c r="${at}"${style} t="inlineStr"><is><t xml:space="preserve">${escaped(text.toWellFormed())}</t></is></c>`;
}

/** Days since 1899-12-30, as spreadsheets count after February 1900. */
function daysOf(date: Date): number {
  return (Date.parse(dayText(date)) - Date.UTC(1899, 11, 30)) / 86_400_000;
}

/** 0 → A, 26 → AA. */
function lettersOf(column: number): string {
  const letter = String.fromCharCode(65 + (column % 26));
  return column < 26 ? letter : lettersOf(Math.floor(column / 26) - 1) + letter;
}

/** A Korean letter is two wide. */
function widthOf(value: Value): number {
  const text = value instanceof Date ? dayText(value) : String(value ?? '');
  return [...text.slice(0, 60)].reduce((sum, sign) => sum + (sign > '\u10ff' ? 2 : 1), 0);
}

/** Names as Excel takes them: some signs not, 31 characters, none twice. */
function namesOf(sheets: readonly SheetToWrite[]): string[] {
  const taken = new Set<string>();
  return sheets.map(({ name }, at) => {
    const bare = clean(name)
      .replace(/[[\]:*?/\\]/g, ' ')
      .replace(/^'+|'+$/g, '')
      .trim();
    let one = bare.slice(0, LONGEST_NAME).toWellFormed() || `Sheet${at + 1}`;
    for (let n = 2; taken.has(one.toLowerCase()); n += 1) one = `${bare.slice(0, LONGEST_NAME - 5)} (${n})`;
    taken.add(one.toLowerCase());
    return one;
  });
}

function escaped(text: string): string {
  return text
    .replace(/_(?=x[0-9A-F]{4}_)/gi, '_x005F_')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\r', '_x000D_');
}
