import { cp949, odsParts, rowsXml, utf16, xlsxParts, zipOf } from '../../kernel/tabular/specimen.ts';
import { UnreadableFile } from '../../kernel/unreadable.ts';
import { readSheetStatement } from './sheet.ts';
import type { Statement, StatementFile } from './statement.ts';

/** Tables of banks as they are handed out, in every form: for tests only. */
export type Grid = readonly (readonly string[])[];

const utf8 = (text: string) => new TextEncoder().encode(text);
/** cp949 has the won sign in full width only. */
const korean = (text: string) => cp949(text.replaceAll('₩', '￦'));
const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

export function csvOf(grid: Grid, delimiter = ','): string {
  const cell = (text: string) => (/[",;|\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return grid.map((row) => `${row.map(cell).join(delimiter)}\r\n`).join('');
}

export function pageOf(grid: Grid): string {
  const rows = grid.map((row) => `<tr>${row.map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>`);
  return `<html><head><meta charset="utf-8"></head><body><table border="1">${rows.join('\n')}</table></body></html>`;
}

/** The file of a grid, by the name of its form. */
export const FORMS: Readonly<Record<string, (grid: Grid) => Uint8Array>> = {
  'csv, commas': (grid) => utf8(csvOf(grid)),
  'csv, semicolons, cp949': (grid) => korean(csvOf(grid, ';')),
  'csv, bars': (grid) => utf8(csvOf(grid, '|')),
  'tabs, UTF-16': (grid) => utf16(csvOf(grid, '\t')),
  'tabs, cp949': (grid) => korean(csvOf(grid, '\t')),
  html: (grid) => utf8(pageOf(grid)),
  'html, cp949': (grid) => korean(pageOf(grid)),
  xlsx: (grid) =>
    zipOf(xlsxParts([{ title: '거래내역', xml: rowsXml(grid.map((row) => row.map(escaped))) }])),
  ods: (grid) =>
    zipOf(
      odsParts(
        `<table:table table:name="a">${grid
          .map(
            (row) =>
              `<table:table-row>${row.map((cell) => `<table:table-cell office:value-type="string"><text:p>${escaped(cell)}</text:p></table:table-cell>`).join('')}</table:table-row>`,
          )
          .join('')}</table:table>`,
      ),
    ),
};

export function readText(text: string, name = 'a.csv'): StatementFile {
  return readSheetStatement(utf8(text), name);
}

/** The only statement of a CSV text. */
export function statementOf(text: string): Statement {
  const { statements } = readText(text);
  const [statement] = statements;
  if (!statement || statements.length > 1) throw new Error(`${statements.length} statements`);
  return statement;
}

/** `2026-05-01 -5000` for every entry. */
export const movesOf = ({ entries }: Statement) => entries.map(({ date, amount }) => `${date} ${amount}`);

/** `WRONG_TOTALS at line 4` for everything in the file that contradicts itself. */
export const faultsOf = ({ statements }: StatementFile): string[] =>
  statements.flatMap(({ faults = [] }) => faults.map(({ code, place }) => `${code} at ${place}`));

/** `NO_SUCH_DATE at line 4`. */
export function refusalOf(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    if (error instanceof UnreadableFile) return `${error.code} at ${error.place}`;
    throw error;
  }
  throw new Error('not refused');
}
