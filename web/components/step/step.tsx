import type { ComponentChildren, VNode } from 'preact';

interface StepProps {
  id: string;
  /** "5단계 중 2단계" */
  count?: string;
  title: ComponentChildren;
  lead?: ComponentChildren;
  hidden?: boolean;
  children: ComponentChildren;
}

/** One thing per page: where one is, the question as the heading, then the answer. */
export function Step({ id, count, title, lead, hidden, children }: StepProps): VNode {
  return (
    <section class="step" id={id} data-step={id} hidden={hidden} aria-labelledby={`${id}-title`}>
      {count && <p class="step-count">{count}</p>}
      <h1 id={`${id}-title`} tabIndex={-1}>
        {title}
      </h1>
      {lead && <p class="step-lead">{lead}</p>}
      {children}
    </section>
  );
}
