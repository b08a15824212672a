import type { VNode } from 'preact';
import { Button } from '../../components/button/button.tsx';
import type { PageContext } from '../context.ts';
import type { QuestionStep } from '../forms/question.ts';
import { Written } from './written.tsx';

interface SheetProps {
  context: PageContext;
  applicant: 'household' | 'organisation';
  steps: readonly QuestionStep[];
}

/**
 * The whole application on paper, A4, black and white: the questions of the web form in their order, what to enclose,
 * where to hand it in, the signature, and a slip with the reference for whoever applied.
 */
export function Sheet({ context, applicant, steps }: SheetProps): VNode {
  const { t, texts, city, words, say } = context;
  const { paper } = texts.apply;
  return (
    <div class="site-width paper-page">
      <div class="paper-tools no-print">
        <p>{say(paper.about)}</p>
        <Button icon="print" data-print>
          {paper.print}
        </Button>
      </div>
      <article class="paper">
        <header class="paper-head">
          <div>
            <p>{words(city.programme)}</p>
            <h1>{paper.headings[applicant]}</h1>
          </div>
          <p class="paper-call">
            {paper.call} <strong>{city.contact.phone}</strong>
            <span>{words(city.contact.phoneHours)}</span>
          </p>
        </header>
        <Front context={context} applicant={applicant} />
        {steps.map((step, i) => (
          <section class="paper-step">
            <h2>
              {i + 1}. {step.title}
            </h2>
            {step.lead && <p class="written-hint">{step.lead}</p>}
            <div class="paper-questions">
              {step.questions.map(
                (question) =>
                  question.as !== 'known' && <Written question={question} optional={t.common.optional} />,
              )}
            </div>
          </section>
        ))}
        <Back context={context} />
      </article>
    </div>
  );
}

function Front({ context, applicant }: Omit<SheetProps, 'steps'>): VNode {
  const { t, texts, city, words, say } = context;
  const { paper } = texts.apply;
  const categories = applicant === 'household' ? city.householdCategories : city.organisationKinds;
  const wanted = city.eligibility.documents.filter(({ neededBy }) =>
    categories.some(({ code }) => neededBy.includes(code)),
  );
  return (
    <div class="paper-front">
      <section>
        <h2>{paper.how}</h2>
        <ul>
          {paper.howItems.map((item) => (
            <li>{item}</li>
          ))}
        </ul>
        <h2>{paper.documents}</h2>
        <ul>
          {wanted.map(({ name, newestMonths }) => (
            <li>
              {words(name)}
              {newestMonths && ` (${say(paper.newest, { months: newestMonths })})`}
            </li>
          ))}
        </ul>
        {wanted.some(({ waivedByLookUp }) => waivedByLookUp) && <p>{paper.documentsLookUp}</p>}
      </section>
      <section>
        <h2>{paper.hand}</h2>
        <p>{applicant === 'household' ? paper.handText : paper.handOrganisation}</p>
        <p>
          ({city.contact.postcode}) {words(city.contact.address)}
        </p>
        {applicant === 'household' && (
          <>
            <h2>{t.apply.rules}</h2>
            <ul>
              {t.apply.ruleItems.map((rule) => (
                <li>{say(rule)}</li>
              ))}
            </ul>
          </>
        )}
      </section>
    </div>
  );
}

function Back({ context: { texts, say, city, words } }: { context: PageContext }): VNode {
  const { paper } = texts.apply;
  const fill = (label: string) => (
    <p class="paper-fill">
      {label}
      <span class="pen-line" aria-hidden="true" />
    </p>
  );
  return (
    <>
      <section class="paper-sign">
        <p>{paper.sign}</p>
        <p class="paper-fill">
          {paper.date}
          {paper.dateParts.split(' ').map((part) => (
            <>
              <span class="pen-line" aria-hidden="true" />
              {part}
            </>
          ))}
        </p>
        <div class="paper-pair">
          {fill(paper.name)}
          {fill(paper.signature)}
        </div>
      </section>
      <section class="paper-office">
        <h2>{paper.office}</h2>
        <div class="paper-three">
          {fill(paper.reference)}
          {fill(paper.received)}
          {fill(paper.by)}
        </div>
      </section>
      <section class="paper-slip">
        <h2>
          {paper.slip} · {words(city.programme)}
        </h2>
        {fill(paper.reference)}
        <p>{say(paper.slipText)}</p>
      </section>
    </>
  );
}
