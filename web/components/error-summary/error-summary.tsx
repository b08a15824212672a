import type { VNode } from 'preact';

export interface FieldProblem {
  /** Id of the input (or group) that the line leads to. */
  field: string;
  text: string;
}

interface ErrorSummaryProps {
  title: string;
  problems: readonly FieldProblem[];
}

/**
 * What is wrong on this page, at its top. It takes the focus when it appears: put `takeFocus` on a
 * wrapper's `ref` (staff app) or call `focus()` (the site's form island), so that nobody has to look for it.
 */
export function ErrorSummary({ title, problems }: ErrorSummaryProps): VNode {
  return (
    <div class="error-summary" role="alert" tabIndex={-1} hidden={problems.length === 0}>
      <h2>{title}</h2>
      <ul>
        {problems.map((problem) => (
          <li>
            <a href={`#${problem.field}`}>{problem.text}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** For `ref`: focuses the summary when it is put on the page. */
export const takeFocus = (element: HTMLElement | null): void => element?.focus();
