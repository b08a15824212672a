import { UnreadableFile } from '../unreadable.ts';
import { Row } from './book.ts';
import { type Token, tokensOf } from './html-tokens.ts';
import { LONGEST_CELL, MOST_COLUMNS, type SheetOptions } from './sheet.ts';
import { Gathered, limitsOf, type Table, tooManyRows } from './table.ts';
import { decodeSheet } from './text.ts';

/** Old pages lay themselves out by tables in tables; nobody goes deeper. */
const DEEPEST = 16;
const MOST_SPANNED = 65_534;
/** Tags that part words: what stands behind begins anew. */
const PARTING = /^(?:br|p|div|li|ul|ol|hr|h[1-6]|tr|td|th|dd|dt)$/;

/** A table while it is read. */
interface Open {
  row: Row | undefined;
  column: number;
  cell: { text: string; column: number; columns: number; rows: number } | undefined;
  /** What cells merged over several rows still say in the rows below, by column. */
  readonly spans: Map<number, { rows: number; text: string }>;
}

/**
 * A web page as a spreadsheet opens it: the rows of all its tables below each other, numbered through. Korean banks
 * hand out such pages under the name .xls. Only text is taken: no script runs, nothing is fetched.
 * @throws UnreadableFile NOT_A_SHEET, TRUNCATED, TOO_DEEP, WRONG_ENCODING and those of every table
 */
export function readPage(bytes: Uint8Array, options: SheetOptions = {}): Table {
  const declared = declaresKorean(bytes);
  const { text, encoding } = decodeSheet(bytes, declared);
  const limits = limitsOf(options);
  const lines = new Gathered('row', limits);
  const add = (cells: readonly string[], line: number) => {
    // Blank rows cost time too: no page has ten of them for each that says something.
    if (line > 10 * limits.mostRows) throw tooManyRows(`row ${line}`, limits.mostRows);
    lines.add({ line, cells });
  };
  const reading = new Reading(add, options.repeats);
  for (const token of tokensOf(text)) reading.take(token);
  reading.end();
  if (reading.rows === 0) throw new UnreadableFile('NOT_A_SHEET', 'file', 'a web page without a table');
  return { format: 'html', encoding, others: [], lines: lines.all };
}

/** Where few syllables leave a guess open, the page itself says what it is in. */
function declaresKorean(bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 4096)).toString('latin1');
  return /charset\s*=\s*["']?(?:euc-?kr|ks_?c_?5601(?:-19\d\d)?|(?:x-)?windows-949|cp949|ms949|uhc)\b/i.test(
    start,
  );
}

class Reading {
  rows = 0;
  readonly #tables: Open[] = [];
  readonly #add: (cells: readonly string[], line: number) => void;
  readonly #repeats: (text: string) => boolean;

  constructor(add: (cells: readonly string[], line: number) => void, repeats = (_: string) => true) {
    this.#add = add;
    this.#repeats = repeats;
  }

  take(token: Token): void {
    const table = this.#tables.at(-1);
    if (token.kind === 'text') this.#say(table, token.text);
    else if (token.name === 'table') {
      if (token.kind === 'close') this.#close();
      else if (this.#tables.push({ row: undefined, column: 0, cell: undefined, spans: new Map() }) > DEEPEST)
        throw new UnreadableFile(
          'TOO_DEEP',
          `row ${this.rows + 1}`,
          `tables in tables more than ${DEEPEST} deep`,
        );
    } else if (table) this.#inTable(table, token);
  }

  end(): void {
    while (this.#tables.length > 0) this.#close();
  }

  #inTable(table: Open, { kind, name, inside }: Exclude<Token, { kind: 'text' }>): void {
    if (PARTING.test(name)) this.#say(table, ' ');
    if (/^(?:tr|thead|tbody|tfoot)$/.test(name)) {
      this.#endRow(table);
      if (kind === 'open' && name === 'tr') table.row = new Row();
    } else if (name === 'td' || name === 'th') {
      this.#endCell(table);
      if (kind === 'close') return;
      table.row ??= new Row();
      while (table.spans.has(table.column)) this.#fill(table);
      const columns = spanOf(inside, COLSPAN, MOST_COLUMNS + 1);
      const rows = spanOf(inside, ROWSPAN, MOST_SPANNED);
      table.cell = { text: '', column: table.column, columns, rows };
      table.column += columns;
    }
  }

  #say(table: Open | undefined, text: string): void {
    if (!table?.cell) return;
    table.cell.text += text;
    // Spaces between tags are no text yet, and are not endless either.
    if (table.cell.text.length > 4 * LONGEST_CELL)
      throw new UnreadableFile(
        'CELL_TOO_LONG',
        `row ${this.rows + 1}`,
        `more than ${LONGEST_CELL} characters in a cell`,
      );
  }

  #endCell(table: Open): void {
    const { row, cell } = table;
    if (!row || !cell) return;
    const text = cell.text.replace(/\s+/g, ' ').trim();
    row.put(cell.column, text);
    for (let at = 0; cell.rows > 1 && at < Math.min(cell.columns, MOST_COLUMNS); at += 1)
      table.spans.set(cell.column + at, {
        rows: cell.rows,
        text: at === 0 && this.#repeats(text) ? text : '',
      });
    table.cell = undefined;
  }

  /** A column that a cell from above still takes. */
  #fill(table: Open): void {
    const span = table.spans.get(table.column);
    // The row in which the cell stands counts too, and is over when its own cells are.
    table.row?.put(table.column, span?.text ?? '');
    table.column += 1;
  }

  #endRow(table: Open): void {
    this.#endCell(table);
    if (table.row) {
      this.rows += 1;
      for (const [column, { text }] of table.spans) if (!table.row.cells[column]) table.row.put(column, text);
      this.#add(table.row.cells, this.rows);
      for (const [column, span] of table.spans) {
        span.rows -= 1;
        if (span.rows < 1) table.spans.delete(column);
      }
    }
    table.row = undefined;
    table.column = 0;
  }

  #close(): void {
    const table = this.#tables.pop();
    if (table) this.#endRow(table);
  }
}

const COLSPAN = /(?:^|[\s"'])colspan\s*=\s*["']?\s*(\d{1,6})/i;
const ROWSPAN = /(?:^|[\s"'])rowspan\s*=\s*["']?\s*(\d{1,6})/i;

function spanOf(inside: string, name: RegExp, most: number): number {
  const found = inside === '' ? undefined : name.exec(inside)?.[1];
  return Math.min(Math.max(Number(found ?? 1), 1), most);
}
