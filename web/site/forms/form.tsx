import type { ComponentChildren, VNode } from 'preact';
import { Button } from '../../components/button/button.tsx';
import { ErrorSummary } from '../../components/error-summary/error-summary.tsx';
import { Notification } from '../../components/notification/notification.tsx';
import { Step } from '../../components/step/step.tsx';
import type { PageContext } from '../context.ts';
import { PageData } from '../layout/page-data.tsx';

/** Sentences for one field by code (`REQUIRED`, `INVALID`), by the path of the field in the request. */
export type FieldSentences = Readonly<Record<string, Readonly<Record<string, string>>>>;

export interface FormStep {
  id: string;
  title: string;
  lead?: string;
  body: ComponentChildren;
}

interface StepFormProps {
  context: PageContext;
  /** Of the form: the key of its answers in the browser's session. */
  name: string;
  /** Where the answers go. */
  api: string;
  steps: readonly FormStep[];
  sentences: FieldSentences;
  /** Codes of the form's own domain in words. */
  errors: Readonly<Record<string, string>>;
  check: { title: string; lead: string; send: string };
  done: {
    title: string;
    steps: readonly string[];
    follow: string;
    subject: 'donation' | 'application' | 'gift';
    /** What is still to do, before the ways on. */
    todo?: VNode;
  };
  /** More for the form's script. */
  data?: object;
}

/**
 * A form of one thing per page. All steps are in the page; the script shows one of them, and without script all
 * can be read. The last two are made by the script: the answers to check, and what happens next.
 */
export function StepForm(props: StepFormProps): VNode {
  const { context, name, api, steps, sentences, errors, check, done, data } = props;
  const { t, say, texts } = context;
  // The check of the answers is a step too; the confirmation is not.
  const total = steps.length + 1;
  const count = (step: number): string => say(t.common.stepCount, { total, step });
  return (
    <div class="site-width form-page">
      <noscript>
        <Notification tone="warning" title={t.common.noScriptTitle}>
          {say(t.common.noScript)}
        </Notification>
      </noscript>
      <ErrorSummary title={t.common.errorTitle} problems={[]} />
      <form id={name} data-api={api} data-subject={done.subject} novalidate>
        {steps.map((step, i) => (
          <Step id={step.id} count={count(i + 1)} title={step.title} lead={step.lead} hidden={i > 0}>
            {step.body}
            <Forward back={i > 0 ? t.common.back : undefined} next={t.common.next} />
          </Step>
        ))}
        <Step id="check" count={count(total)} title={check.title} lead={check.lead} hidden>
          <dl class="summary-list" data-summary />
          <Forward back={t.common.back} next={check.send} />
        </Step>
        <Done context={context} {...done} />
      </form>
      <PageData
        data={{
          language: context.language,
          sentences,
          errors: { ...texts.common.errors, ...errors },
          change: t.common.change,
          errorPrefix: t.common.errorPrefix,
          sending: t.common.sending,
          item: t.common.item,
          ...data,
        }}
      />
    </div>
  );
}

function Forward({ back, next }: { back: string | undefined; next: string }): VNode {
  return (
    <div class="button-row no-print">
      <Button type="submit" size="large">
        {next}
      </Button>
      {back && (
        <Button variant="quiet" data-back>
          {back}
        </Button>
      )}
    </div>
  );
}

function Done({
  context,
  title,
  steps,
  follow,
  todo,
}: StepFormProps['done'] & { context: PageContext }): VNode {
  const { t, href, language } = context;
  const words = t.give.done;
  return (
    <Step id="done" title={title} hidden>
      <div class="confirmation">
        <p>{words.reference}</p>
        <p class="reference numeric" data-reference lang={language}>
          {t.common.unknown}
        </p>
        <p>{words.keep}</p>
      </div>
      <h2>{words.next}</h2>
      <ol class="prose-list">
        {steps.map((step) => (
          <li>{step}</li>
        ))}
      </ol>
      {todo}
      <div class="button-row no-print">
        <a class="button button-primary" href={href('/follow/')} data-follow>
          {follow}
        </a>
        <Button variant="secondary" icon="print" data-print>
          {t.common.print}
        </Button>
      </div>
    </Step>
  );
}
