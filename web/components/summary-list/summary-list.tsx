import type { ComponentChildren, VNode } from 'preact';

export interface SummaryRow {
  term: string;
  value: ComponentChildren;
  /** Where the answer can be changed; `of` completes the link for those who hear it alone. */
  change?: { href: string; text: string; of: string };
}

/** Answers to check before they are sent; facts of a record. */
export function SummaryList({ rows }: { rows: readonly SummaryRow[] }): VNode {
  return (
    <dl class="summary-list">
      {rows.map(({ term, value, change }) => (
        <div>
          <dt>{term}</dt>
          <dd>{value}</dd>
          {change && (
            <dd class="summary-change">
              <a href={change.href}>
                {change.text} <span class="visually-hidden">{change.of}</span>
              </a>
            </dd>
          )}
        </div>
      ))}
    </dl>
  );
}
