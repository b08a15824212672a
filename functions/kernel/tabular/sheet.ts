/** A line of a table. `line` is what a person sees: the line in an editor (CSV), the row's number in a workbook. */
export interface Line {
  readonly line: number;
  readonly cells: readonly string[];
}

/** `html`: a web page with tables, named .xls; `text`: columns held apart by tabs or spaces. */
export type SheetFormat = 'csv' | 'xlsx' | 'ods' | 'html' | 'text';
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'cp949';
export type Delimiter = ',' | ';' | '\t' | '|';

/**
 * A table as it stands in a file: every cell is text, as a person reads it there. Dates are `2026-11-24` or
 * `2026-11-24T09:30:00`, truth is `TRUE`/`FALSE`, a formula is the text it last showed, or its own text; nothing
 * is ever computed. Blank lines are left out. In a workbook every row is as wide as the header at least; in a CSV
 * file a row is as wide as it was written, so that a missing delimiter can be found.
 */
export interface Sheet {
  readonly format: SheetFormat;
  /** CSV, text and web pages only. */
  readonly encoding?: Encoding;
  /** CSV only, and text with tabs. */
  readonly delimiter?: Delimiter;
  /** Name of the sheet in the workbook; the first that is not hidden and holds a table. */
  readonly title?: string;
  /** Names of further sheets that hold something and were not read: nothing is left out silently. */
  readonly others: readonly string[];
  /** Lines above the header: a bank's name, a date of print. */
  readonly preamble: readonly Line[];
  readonly header: Line;
  readonly rows: readonly Line[];
}

/** How like a header a line is; 0 is not at all. Given by whoever knows the headings that are looked for. */
export type HeaderScore = (cells: readonly string[]) => number;

export interface SheetOptions {
  /** Finds the header among the first lines; without it the first line of several words is taken. */
  readonly headerScore?: HeaderScore;
  /** Further forms that are welcome: a company's list is none of them, a bank's statement may be. */
  readonly also?: readonly ('html' | 'text')[];
  /** Rows below the header; 5,000 where nothing is said. */
  readonly mostRows?: number;
  /** Lines above the header; 30 where nothing is said. */
  readonly longestPreamble?: number;
  /** Whether the text of cells merged over several rows counts in every one of them; it does where nothing is said. */
  readonly repeats?: (text: string) => boolean;
}

/** What a line is called where it stands. */
export function wordOf(format: SheetFormat): 'line' | 'row' {
  return format === 'csv' || format === 'text' ? 'line' : 'row';
}

/** 10 MB, the limit of an upload; 5,000 rows of 20 columns have 1 MB. */
export const LARGEST_SHEET = 10 * 1024 * 1024;
/** Rows below the header (issue 3: up to 5,000). */
export const MOST_ROWS = 5_000;
/** eReuse's export, the widest list seen, has 231. */
export const MOST_COLUMNS = 512;
/** Characters of one cell, Excel's own limit. */
export const LONGEST_CELL = 32_767;
