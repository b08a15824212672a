import type { Element, Paper, TextStyle } from './paper.ts';

export interface Cell extends Pick<TextStyle, 'align' | 'bold' | 'size' | 'color'> {
  readonly text: string;
  /** Columns it covers; 1 when not given. */
  readonly span?: number;
  /** A heading of its row or column: shaded, and tagged as such. */
  readonly head?: 'Row' | 'Column';
}
export type Row = readonly Cell[];

export interface TableLook {
  readonly padding?: number;
  /** Least height of a row, points. */
  readonly rowHeight?: number;
  readonly size?: number;
  readonly parent?: Element;
}

const LINE = { thin: 0.5, color: '#58616a', shade: '#eef2f7' } as const;

interface Placed extends Cell {
  readonly x: number;
  readonly width: number;
}

function place(row: Row, x: number, widths: readonly number[]): Placed[] {
  let column = 0;
  return row.map((cell) => {
    const covered = widths.slice(column, column + (cell.span ?? 1));
    const left = x + widths.slice(0, column).reduce((a, b) => a + b, 0);
    column += covered.length;
    return { ...cell, x: left, width: covered.reduce((a, b) => a + b, 0) };
  });
}

/**
 * Draws a ruled table whose rows are as high as their longest cell, tagged row by row.
 * @param widths of the columns, points; @returns the y of its lower edge
 */
export function drawTable(
  paper: Paper,
  at: { x: number; y: number },
  widths: readonly number[],
  rows: readonly Row[],
  { padding = 5, rowHeight = 22, size = 9.5, parent }: TableLook = {},
): number {
  const table = paper.group('Table', parent);
  let { y } = at;
  for (const row of rows) {
    const cells = place(row, at.x, widths);
    const styleOf = (cell: Cell): TextStyle => ({
      size: cell.size ?? size,
      align: cell.align ?? (cell.head ? 'center' : 'left'),
      bold: cell.bold ?? cell.head !== undefined,
      ...(cell.color ? { color: cell.color } : {}),
    });
    const height = Math.max(
      rowHeight,
      ...cells.map((cell) => paper.measure(cell.text, cell.width - 2 * padding, styleOf(cell)) + 2 * padding),
    );
    y = paper.below(y, height);
    paper.decorate((document) => {
      for (const { head, x, width } of cells) {
        if (head) document.rect(x, y, width, height).fill(LINE.shade);
      }
      document.lineWidth(LINE.thin).strokeColor(LINE.color);
      for (const { x, width } of cells) document.rect(x, y, width, height).stroke();
    });
    const element = paper.group('TR', table);
    for (const cell of cells) {
      const box = { x: cell.x + padding, y, width: cell.width - 2 * padding, height };
      paper.write(cell.head ? 'TH' : 'TD', cell.text, box, {
        ...styleOf(cell),
        parent: element,
        ...(cell.head ? { scope: cell.head } : {}),
        span: cell.span ?? 1,
      });
    }
    y += height;
  }
  return y;
}
