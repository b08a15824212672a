import type { VNode } from 'preact';
import { isEither, isSet, type Question } from '../forms/question.ts';

interface WrittenProps {
  question: Exclude<Question, { as: 'known' }>;
  /** Said after what may stay empty: "(선택)". */
  optional: string;
}

/** A question as it is answered with a pen: the label and hint of the web form, then room to write. */
export function Written({ question, optional }: WrittenProps): VNode {
  const { id, label, hint, required, as } = question;
  const free = !required && !isEither(question) && !isSet(question);
  return (
    <div class={`written written-${as}`} data-written={id}>
      <p class="written-label">
        {label} {free && <span>{optional}</span>}
      </p>
      {hint && <p class="written-hint">{hint}</p>}
      <Room question={question} />
    </div>
  );
}

/** More choices than these are written, not ticked. */
const TICKED = 12;

function Room({ question }: Pick<WrittenProps, 'question'>): VNode {
  switch (question.as) {
    case 'one':
    case 'any':
      return <Boxes labels={question.choices.map(({ label }) => label)} />;
    case 'agree':
      return <Boxes labels={[question.agree]} />;
    case 'lines':
      return (
        <div aria-hidden="true">
          <div class="pen-line" />
          <div class="pen-line" />
          <div class="pen-line" />
        </div>
      );
    case 'line':
      if (question.boxes) return <Figures count={question.boxes} />;
      return <div class={`pen-line pen-${question.width ?? 'full'}`} aria-hidden="true" />;
    case 'list':
      if (question.choices.length <= TICKED)
        return <Boxes labels={question.choices.map(({ label }) => label)} />;
      return <div class="pen-line pen-14" aria-hidden="true" />;
  }
}

/** Squares to tick. */
const Boxes = ({ labels }: { labels: readonly string[] }): VNode => (
  <ul class="pen-choices">
    {labels.map((label) => (
      <li>
        <span class="pen-box" aria-hidden="true" />
        {label}
      </li>
    ))}
  </ul>
);

/** A box for each figure. */
const Figures = ({ count }: { count: number }): VNode => (
  <div class="pen-figures" aria-hidden="true">
    {Array.from({ length: count }, () => (
      <span />
    ))}
  </div>
);
