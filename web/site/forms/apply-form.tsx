import type { VNode } from 'preact';
import type { PageContext } from '../context.ts';
import { StepForm } from './form.tsx';
import { PapersWanted } from './papers-wanted.tsx';
import { PhaseGate, phaseDataOf } from './phase-gate.tsx';
import { type QuestionStep, sentencesIn } from './question.ts';
import { Questions } from './questions.tsx';

interface ApplyFormProps {
  context: PageContext;
  applicant: 'household' | 'organisation';
  steps: readonly QuestionStep[];
}

/** The form of those who apply; the district's step says whether it is open yet. */
export function ApplyForm({ context, applicant, steps }: ApplyFormProps): VNode {
  const { t, texts, say } = context;
  return (
    <>
      <StepForm
        context={context}
        name={`apply-${applicant}`}
        api={`/api/public/applications/${applicant}s`}
        data={phaseDataOf(context, applicant)}
        steps={steps.map(({ id, title, lead, questions }) => ({
          id,
          title,
          ...(lead && { lead }),
          body: (
            <>
              <Questions of={questions} optional={t.common.optional} />
              {questions.some(({ as }) => as === 'list') && (
                <PhaseGate context={context} applicant={applicant} />
              )}
            </>
          ),
        }))}
        sentences={sentencesIn(steps.flatMap(({ questions }) => questions))}
        errors={texts.applications.errors}
        check={t.give.check}
        done={{
          title: t.applied.title,
          steps: t.applied.steps.map((step) => say(step)),
          follow: t.applied.follow,
          subject: 'application',
          todo: <PapersWanted context={context} />,
        }}
      />
      <PaperWay context={context} applicant={applicant} />
    </>
  );
}

/** Whoever would rather write by hand finds the same questions on paper. */
function PaperWay({ context: { texts, href }, applicant }: Omit<ApplyFormProps, 'steps'>): VNode {
  const { paper } = texts.apply;
  return (
    <p class="site-width paper-way note no-print">
      {paper.linkTitle}: <a href={href(`/apply/${applicant}/paper/`)}>{paper.link}</a>
    </p>
  );
}
