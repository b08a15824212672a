import { Button } from '../../components/button/button.tsx';
import { Notification } from '../../components/notification/notification.tsx';
import type { PageContext } from '../context.ts';
import { Article } from '../layout/article.tsx';
import { PageData } from '../layout/page-data.tsx';
import { WaysToGive } from '../layout/ways-to-give.tsx';
import type { Page } from '../page.ts';
import { accountScript, accountWordsOf } from '../points/words.ts';

const wordsFor = (context: PageContext) => ({
  account: accountScript(context),
  // In the page, so that its fonts have the letters of what the script will say.
  words: accountWordsOf(context),
  opening: context.texts.money.points.opening,
  failed: context.texts.money.points.failed,
});
export type PointsData = ReturnType<typeof wordsFor>;

/** What points are, how they are earned; behind the sign-in, a member's own. */
export const points: Page = {
  path: '/points/',
  family: 'money',
  island: 'points',
  title: ({ texts }) => texts.money.points.title,
  description: ({ texts }) => texts.money.points.description,
  body: (context) => {
    const { t, texts, say, number, city, words } = context;
    const { title, lead, signIn, how, rules } = texts.money.points;
    const pack = city.points;
    const values = {
      worth: number(pack.worth),
      months: pack.expireAfterMonths,
      days: pack.nudgeDaysBefore,
      receipt: number(pack.receiptFrom),
    };
    return (
      <Article title={title} lead={say(lead, values)}>
        <noscript>
          <Notification tone="warning" title={t.common.noScriptTitle}>
            {say(t.common.noScript)}
          </Notification>
        </noscript>
        <div id="account">
          <div class="button-row">
            <Button size="large" data-sign-in>
              {signIn}
            </Button>
          </div>
          <p role="status" data-state />
        </div>
        <h2>{how.title}</h2>
        <dl class="facts">
          {pack.activities.map((activity) => (
            <div>
              <dt>{say(how.points, { points: number(activity.points) })}</dt>
              <dd>
                {words(activity.name)}
                <p class="note">{activity.source === 'portal' ? how.portal : how.here}</p>
              </dd>
            </div>
          ))}
        </dl>
        <h2>{rules.title}</h2>
        <ul class="prose-list">
          {rules.items.map((rule) => (
            <li>{say(rule, values)}</li>
          ))}
        </ul>
        <WaysToGive context={context} here="points" />
        <PageData data={wordsFor(context)} />
      </Article>
    );
  },
};
