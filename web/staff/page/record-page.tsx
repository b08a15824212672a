import type { ComponentChildren, VNode } from 'preact';
import { ButtonLink } from '../../components/button/button.tsx';
import { Icon } from '../../components/icon/icon.tsx';
import { withQuery } from '../core/router.ts';
import { t } from '../core/words.ts';
import { Heading } from './heading.tsx';
import { Said } from './record.tsx';

/** A way on: opens a deed's dialog on this page. */
export interface Step {
  readonly deed: string;
  /** When it is done on another page. */
  readonly href?: string;
  readonly label: string;
  /** The straight way; the others are exceptions. */
  readonly main?: boolean;
  readonly danger?: boolean;
}

interface PageProps {
  back: { href: string; text: string };
  title: string;
  status: ComponentChildren;
  beside?: ComponentChildren;
  steps: readonly Step[];
  /** Said in place of steps when the person may or must do nothing now. */
  idle: string;
  /** Above the steps: a hint why one of them is not there. */
  hint?: ComponentChildren;
  /** Dialogs of the steps. */
  deeds: ComponentChildren;
  main: ComponentChildren;
  side?: ComponentChildren;
}

/** One record: what it is, what to do next, what is known, what happened. */
export function RecordPage({
  back,
  title,
  status,
  beside,
  steps,
  idle,
  hint,
  deeds,
  main,
  side,
}: PageProps): VNode {
  return (
    <>
      <p class="back">
        <a href={back.href}>
          <Icon name="back" />
          {back.text}
        </a>
      </p>
      <div class="page-head record-head">
        <Heading code>{title}</Heading>
        {status}
        <span class="record-beside">{beside}</span>
      </div>
      <Said />
      <section class="next" aria-labelledby="next">
        <h2 id="next">{t('staff.page.next')}</h2>
        {hint}
        {steps.length === 0 ? (
          <p class="next-idle">{idle}</p>
        ) : (
          // Keyed: a step must not become another one under the pointer while the record is read again.
          <div class="button-row">
            {[...steps]
              .sort((a, b) => Number(b.main ?? false) - Number(a.main ?? false))
              .map((step) => (
                <ButtonLink
                  key={step.deed}
                  href={step.href ?? withQuery({ do: step.deed })}
                  variant={step.danger ? 'danger' : step.main ? 'primary' : 'secondary'}
                  data-deed={step.deed}
                >
                  {step.label}
                </ButtonLink>
              ))}
          </div>
        )}
      </section>
      <div class="record">
        <div class="record-main">{main}</div>
        <div class="record-side">{side}</div>
      </div>
      {deeds}
    </>
  );
}
