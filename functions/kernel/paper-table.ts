import type { Element, Paper, TextStyle } from './paper.ts';

export interface Cell extends Pick<TextStyle, 'align' | 'bold' | 'size' | 'color'> {
  readonly text: string;
  /** Columns it covers; 1 when not given. */
  readonly span?: number;
  /** A heading of its row or column: shaded, and tagged as such. */
  readonly head?: 'Row' | 'Column';
  /** The reader's own name or address (see Placing). */
  readonly own?: boolean;
}
export type Row = readonly Cell[];

export interface TableLook {
  readonly padding?: number;
  /** Least height of a row, points. */
  readonly rowHeight?: number;
  readonly size?: number;
  readonly parent?: Element;
  /** So many first rows stand again at the top of every further page, as decoration: a reader has heard them. */
  readonly heads?: number;
  /** Height that must stay together with the last row, points: a closing line alone on a page says nothing. */
  readonly closing?: number;
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

/** One row of a table, placed and measured. */
interface Measured {
  readonly cells: readonly Placed[];
  readonly height: number;
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
  { padding = 5, rowHeight = 22, size = 9.5, parent, heads = 0, closing = 0 }: TableLook = {},
): number {
  const styleOf = (cell: Cell): TextStyle => ({
    size: cell.size ?? size,
    align: cell.align ?? (cell.head ? 'center' : 'left'),
    bold: cell.bold ?? cell.head !== undefined,
    ...(cell.color ? { color: cell.color } : {}),
  });
  const measure = (row: Row): Measured => {
    const cells = place(row, at.x, widths);
    const high = (cell: Placed) => paper.measure(cell.text, cell.width - 2 * padding, styleOf(cell));
    return { cells, height: Math.max(rowHeight, ...cells.map((cell) => high(cell) + 2 * padding)) };
  };
  const boxOf = (cell: Placed, y: number, height: number) => ({
    x: cell.x + padding,
    y,
    width: cell.width - 2 * padding,
    height,
  });
  const measured = rows.map(measure);
  const table = paper.group('Table', parent);
  let { y } = at;
  for (const [i, { cells, height }] of measured.entries()) {
    const top = paper.below(y, height + (i === rows.length - 1 ? closing : 0));
    if (top < y && i > heads) {
      y = top;
      for (const head of measured.slice(0, heads)) {
        rule(paper, head, y);
        for (const cell of head.cells) paper.repeat(cell.text, boxOf(cell, y, head.height), styleOf(cell));
        y += head.height;
      }
    } else y = top;
    rule(paper, { cells, height }, y);
    const element = paper.group('TR', table);
    for (const cell of cells) {
      paper.write(cell.head ? 'TH' : 'TD', cell.text, boxOf(cell, y, height), {
        ...styleOf(cell),
        parent: element,
        ...(cell.head ? { scope: cell.head } : {}),
        span: cell.span ?? 1,
        own: cell.own ?? false,
      });
    }
    y += height;
  }
  return y;
}

function rule(paper: Paper, { cells, height }: Measured, y: number): void {
  paper.decorate((document) => {
    for (const { head, x, width } of cells) {
      if (head) document.rect(x, y, width, height).fill(LINE.shade);
    }
    document.lineWidth(LINE.thin).strokeColor(LINE.color);
    for (const { x, width } of cells) document.rect(x, y, width, height).stroke();
  });
}
