import type { ComponentChildren, VNode } from 'preact';

export interface Column<T> {
  readonly title: string;
  readonly cell: (row: T) => ComponentChildren;
  /** `wide`: left out on a phone, where the first cell carries it as `brief`. */
  readonly show?: 'wide';
  readonly numeric?: boolean;
  /** Left out when no row has anything to say there. */
  readonly ifAny?: boolean;
}

interface TableProps<T> {
  caption: string;
  rows: readonly T[];
  id: (row: T) => string;
  /** Where the row leads: its first cell is the link, and the whole row is its target. */
  href?: (row: T) => string;
  columns: readonly Column<T>[];
  /** On a phone, below the first cell: the columns that do not fit, in a line. */
  brief?: (row: T) => ComponentChildren;
}

/** Records in rows; every row leads to its record. */
export function QueueTable<T>(props: TableProps<T>): VNode {
  const { caption, rows, id, href, brief } = props;
  const columns = props.columns.filter(({ ifAny, cell }) => !ifAny || rows.some((row) => cell(row) !== ''));
  const [first, ...others] = columns;
  const classOf = (column: Column<T>) =>
    [column.numeric && 'numeric', column.show === 'wide' && 'wide-only'].filter(Boolean).join(' ') ||
    undefined;
  return (
    <table class={href ? 'queue queue-linked' : 'queue'}>
      <caption class="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th scope="col" class={classOf(column)}>
              {column.title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={id(row)}>
            <th scope="row">
              {href ? (
                <a class="row-link" href={href(row)}>
                  {first?.cell(row)}
                </a>
              ) : (
                first?.cell(row)
              )}
              {brief && <div class="narrow-only brief">{brief(row)}</div>}
            </th>
            {others.map((column) => (
              <td class={classOf(column)}>{column.cell(row)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
