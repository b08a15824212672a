import type { ComponentChildren, VNode } from 'preact';

type Row = readonly [term: string, value: ComponentChildren];
/** What is known about a record; a row without a value is left out. */
export function Facts({ rows }: { rows: readonly (Row | false | undefined)[] }): VNode {
  return (
    <dl class="facts">
      {rows.map(
        (row) =>
          row &&
          row[1] !== undefined &&
          row[1] !== '' && (
            <div>
              <dt>{row[0]}</dt>
              <dd>{row[1]}</dd>
            </div>
          ),
      )}
    </dl>
  );
}

/** A part of a page with a heading. */
export function Card({
  id,
  title,
  children,
  aside,
}: {
  id: string;
  title: string;
  children: ComponentChildren;
  /** Beside the heading: a link or a button. */
  aside?: ComponentChildren;
}): VNode {
  return (
    <section class="card" aria-labelledby={id}>
      <div class="card-head">
        <h2 id={id}>{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  );
}
