import { ScrollBox } from '../../components/data-table/scroll-box.tsx';
import type { PageContext } from '../context.ts';
import { Article } from '../layout/article.tsx';
import { PageData } from '../layout/page-data.tsx';
import type { Page } from '../page.ts';

const DECISION_COLUMNS = ['number', 'day', 'committee', 'what', 'outcome', 'computers'] as const;

/** Names of what the public file says by code. */
const wordsFor = ({ texts, city, words, locale }: PageContext) => {
  const named = (list: ReadonlyArray<{ code: string; name: Parameters<typeof words>[0] }>) =>
    Object.fromEntries(list.map(({ code, name }) => [code, words(name)]));
  return {
    ...texts.apply.decisions,
    locale,
    timeZone: city.timeZone,
    // Nowhere shown by itself: numbers of decisions have it, and so the page's fonts must.
    marks: city.committees.map(({ mark }) => mark),
    names: {
      committees: named(city.committees),
      districts: named(city.districts),
      bases: named(city.legalBases),
      categories: named([...city.householdCategories, ...city.organisationKinds]),
    },
  };
};
export type DecisionWords = ReturnType<typeof wordsFor>;

/** What the committees decided, as the law has it published (사회복지공동모금회법 §24): counts, nobody's name. */
export const decisions: Page = {
  path: '/decisions/',
  family: 'reading',
  island: 'decisions',
  sheet: 'decisions',
  title: ({ texts }) => texts.apply.decisions.title,
  description: ({ texts }) => texts.apply.decisions.description,
  body: (context) => {
    const { texts, city, say } = context;
    const words = texts.apply.decisions;
    const { withinMonths, source } = city.decisions;
    return (
      <Article title={words.title} lead={words.lead}>
        <div class="decisions">
          <p class="note" role="status" data-state>
            {words.loading}
          </p>
          <noscript>
            <p class="note">{words.noScript}</p>
          </noscript>
          <p class="note">{say(words.law, { months: withinMonths, source })}</p>
          <p class="note">{words.otherHint}</p>
          <ScrollBox label={words.caption} wide>
            <table class="data-table">
              <caption class="visually-hidden">{words.caption}</caption>
              <thead>
                <tr>
                  {DECISION_COLUMNS.map((column) => (
                    <th scope="col" class={column === 'computers' ? 'numeric' : undefined}>
                      {words.columns[column]}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody data-decisions />
            </table>
          </ScrollBox>
          <nav class="button-row no-print" aria-label={words.caption} data-years />
          <PageData data={wordsFor(context)} />
        </div>
      </Article>
    );
  },
};
