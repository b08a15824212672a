import type { Line } from './sheet.ts';

/** A merged area that goes over several rows: its first column from 0, its rows by their numbers. */
export interface Area {
  readonly column: number;
  readonly first: number;
  readonly last: number;
}

/** More than a person merges; cells of areas behind these are read as they are stored. */
export const MOST_AREAS = 5_000;

/**
 * A maker that stands once beside ten merged rows is the maker of all ten: that is how a person reads it. Areas
 * over several columns (titles) are not repeated to the right.
 * @param repeats whether a text is meant for every row: that of an amount of money is not
 */
export function fillDown(
  lines: readonly Line[],
  areas: readonly Area[],
  repeats: (text: string) => boolean = () => true,
): Line[] {
  const filled = lines.map(({ line, cells }) => ({ line, cells: [...cells] }));
  const byNumber = new Map(filled.map((line) => [line.line, line]));
  const end = filled.at(-1)?.line ?? 0;
  for (const { column, first, last } of areas.slice(0, MOST_AREAS)) {
    const text = byNumber.get(first)?.cells[column];
    if (!text || !repeats(text)) continue;
    for (let number = first + 1; number <= Math.min(last, end); number += 1) {
      const cells = byNumber.get(number)?.cells;
      if (cells && !cells[column]) {
        while (cells.length < column) cells.push('');
        cells[column] = text;
      }
    }
  }
  return filled;
}
