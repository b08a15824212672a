import {
  EDITABLE,
  HEADINGS,
  OF_MACHINES,
  plainHeading,
  STATEMENT_COLUMNS,
  type StatementColumn,
} from './headings.ts';

/** Where the columns of a statement stand, from 0. Amounts are in `in` and `out`, or in `amount`. */
export interface Columns {
  readonly date: number;
  readonly time?: number | undefined;
  readonly in?: number | undefined;
  readonly out?: number | undefined;
  readonly amount?: number | undefined;
  /** Kinds: 구분, 거래구분, D/C. Where the amount does not tell which way it went, one of them does. */
  readonly kinds: readonly number[];
  readonly balance?: number | undefined;
  readonly currency?: number | undefined;
  readonly bankReference?: number | undefined;
  /** The surest first. */
  readonly text: readonly number[];
  readonly counterparty: readonly number[];
  readonly reference: readonly number[];
  /** Of `reference`: what the account's holder may change at any time. */
  readonly editable: readonly number[];
}

interface Found {
  readonly column: number;
  readonly sureness: number;
}

/**
 * The columns of a bank's table by their names; undefined when it is none: without a date or an amount it tells of
 * no movement of money, and with a model or a serial number it tells of machines.
 */
export function recogniseColumns(header: readonly string[]): Columns | undefined {
  const names = header.map(plainHeading);
  if (names.some((name) => OF_MACHINES.has(name))) return undefined;
  const all = (kind: StatementColumn): readonly number[] =>
    columnsNamed(names, kind).map(({ column }) => column);
  const one = (kind: StatementColumn): number | undefined => all(kind)[0];
  const date = one('date');
  const [come, gone, amount] = [one('in'), one('out'), one('amount')];
  const split = come !== undefined || gone !== undefined;
  if (date === undefined || (!split && amount === undefined)) return undefined;
  const kinds = all('direction');
  const [texts, named, written] = [all('text'), all('counterparty'), all('written')];
  // Beside 적요 or 거래구분, which say how the money moved, 내용 says who moved it.
  const who = texts.length + kinds.length > 1 ? texts.filter((column) => saysWho(names[column])) : [];
  const counterparty = [...named, ...written, ...(named.length + written.length > 0 ? [] : who)];
  return {
    ...{ date, time: one('time'), balance: one('balance'), currency: one('currency') },
    ...(split ? { in: come, out: gone } : { amount }),
    bankReference: one('bankReference'),
    kinds,
    text: texts.filter((column) => !counterparty.includes(column)),
    counterparty,
    reference: all('reference'),
    editable: all('reference').filter((column) => EDITABLE.has(names[column] ?? '')),
  };
}

function saysWho(name: string | undefined): boolean {
  return name === '내용' || name === '거래내용';
}

/** The columns of a kind, the surest first; of equals the one further left. A column is of its surest kind only. */
function columnsNamed(names: readonly string[], kind: StatementColumn): Found[] {
  return names
    .flatMap((name, column): Found[] => {
      const place = HEADINGS[kind].indexOf(name);
      return place === -1 ? [] : [{ column, sureness: 1000 - place }];
    })
    .sort((a, b) => b.sureness - a.sureness || a.column - b.column);
}

/** How like the header of a statement a line is: the number of its known columns. */
export function statementHeaderScore(cells: readonly string[]): number {
  if (!recogniseColumns(cells)) return 0;
  return cells.map(plainHeading).filter((name) => KNOWN.has(name)).length;
}
const KNOWN = new Set(STATEMENT_COLUMNS.flatMap((kind) => HEADINGS[kind]));

/**
 * A header in two rows where nothing says that cells are merged: `거래일자 | 거래금액 | | 잔액` above `| 입금 | 출금 |`.
 * @returns the header with what the row below it adds; undefined when that row is none
 */
export function withSubheadings(header: readonly string[], below: readonly string[]): string[] | undefined {
  const filled = below.filter((cell) => cell !== '');
  if (filled.length === 0 || !filled.every((cell) => KNOWN.has(plainHeading(cell)))) return undefined;
  return header.map((heading, column) => below[column] || heading);
}
