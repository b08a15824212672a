/** Where a cell is, without words: of a hundred thousand cells hardly one is ever named. */
export interface Spot {
  /** `line`, `row`, `table 2, row`. */
  readonly word: string;
  /** As a person sees it. */
  readonly line: number;
  /** From 0. */
  readonly column: number;
}

/** `row 9, column 2`: rows, lines and columns count from 1. */
export function placeOf({ word, line, column }: Spot): string {
  return `${word} ${line}, column ${column + 1}`;
}
