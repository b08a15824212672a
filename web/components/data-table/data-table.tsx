import type { ComponentChildren, VNode } from 'preact';
import { ScrollBox } from './scroll-box.tsx';

export interface Column {
  key: string;
  title: ComponentChildren;
  numeric?: boolean;
}

interface DataTableProps {
  caption: string;
  /** Say it on the page, or only to those who hear it. */
  captionHidden?: boolean;
  columns: readonly Column[];
  /** One record per row; the first column is its name. */
  rows: ReadonlyArray<Readonly<Record<string, ComponentChildren>>>;
  /** Scrolls inside this box, so that it does not push the page apart; focusable, as it must be. */
  scroll?: boolean;
  /** Many words: never narrower than they can be read. */
  wide?: boolean;
}

/** Figures in rows. Every picture of figures has one of these beside it. */
export function DataTable({ caption, captionHidden, columns, rows, scroll, wide }: DataTableProps): VNode {
  const [first, ...others] = columns;
  const table = (
    <table class="data-table">
      <caption class={captionHidden ? 'visually-hidden' : undefined}>{caption}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th scope="col" class={column.numeric ? 'numeric' : undefined}>
              {column.title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr data-record={row.id}>
            {first && <th scope="row">{row[first.key]}</th>}
            {others.map((column) => (
              <td class={column.numeric ? 'numeric' : undefined} data-column={column.key}>
                {row[column.key]}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
  return scroll ? (
    <ScrollBox label={caption} wide={wide}>
      {table}
    </ScrollBox>
  ) : (
    table
  );
}
