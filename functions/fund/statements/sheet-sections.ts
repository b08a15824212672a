import type { Line, Sheet } from '../../kernel/tabular/sheet.ts';
import { type Columns, recogniseColumns } from './columns.ts';
import { dateIn } from './sheet-dates.ts';
import { labelsIn, NOWHERE } from './sheet-labels.ts';

/**
 * The lists of a sheet: one below the other, each with headings of its own. A list whose headings are only said
 * again, as on every page of a print, goes on; where the lines before them name another account, another begins.
 */
export function sectionsOf(sheet: Sheet): Sheet[] {
  const sections: Sheet[] = [];
  let { preamble, header } = sheet;
  let account = labelsIn(preamble, '').account;
  let rows: Line[] = [];
  for (const line of sheet.rows) {
    const named = isHeader(line) ? accountAbove(rows, recogniseColumns(header.cells)) : undefined;
    if (named === undefined || named.account === account) rows.push(line);
    else {
      sections.push({ ...sheet, preamble, header, rows: rows.slice(0, named.at) });
      preamble = rows.slice(named.at);
      header = line;
      account = named.account;
      rows = [];
    }
  }
  return [...sections, { ...sheet, preamble, header, rows }];
}

/** Cells with figures are looked at no further: of 50,000 rows hardly one is a header. */
function isHeader({ cells }: Line): boolean {
  return !cells.some((cell) => /\d{2}/.test(cell)) && recogniseColumns(cells) !== undefined;
}

/** Lines before a header in which an account may be named. */
const LOOKED_AT = 12;

/**
 * The account that the lines just read name, and where what belongs to it begins. Rows with money end the search:
 * what a payer writes into one names no account of ours.
 */
function accountAbove(
  rows: readonly Line[],
  columns: Columns | undefined,
): { account: string; at: number } | undefined {
  for (let at = rows.length - 1; at >= Math.max(0, rows.length - LOOKED_AT); at -= 1) {
    const line = rows[at];
    if (line === undefined || dateIn(line.cells[columns?.date ?? 0], NOWHERE)) return undefined;
    const account = labelsIn([line], '').account;
    if (account !== undefined) return { account, at };
  }
  return undefined;
}
