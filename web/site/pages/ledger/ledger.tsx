import type { PageContext } from '../../context.ts';
import { Article } from '../../layout/article.tsx';
import { PageData } from '../../layout/page-data.tsx';
import type { Page } from '../../page.ts';
import { Months } from './months.tsx';
import { Purposes } from './purposes.tsx';
import { Things } from './things.tsx';
import { Verify } from './verify.tsx';

/** The words the page's script puts figures into. */
const wordsFor = ({ texts, locale, city, t }: PageContext) => ({
  locale,
  timeZone: city.timeZone,
  none: t.common.unknown,
  ...texts.money.ledger,
});
export type LedgerWords = ReturnType<typeof wordsFor>;

/** Money, points and PCs in public; the figures are put in by the script, from /data/ledger.json and /data/stats.json. */
export const ledger: Page = {
  path: '/ledger/',
  family: 'money',
  island: 'ledger',
  title: ({ texts }) => texts.money.ledger.title,
  description: ({ texts }) => texts.money.ledger.description,
  body: (context) => {
    const { title, lead, loading, noScript } = context.texts.money.ledger;
    return (
      <Article title={title} lead={lead}>
        <p class="note" role="status" data-as-of>
          {loading}
        </p>
        <noscript>
          <p class="note">{noScript}</p>
        </noscript>
        <Purposes context={context} />
        <Things context={context} />
        <Months context={context} />
        <Verify context={context} />
        <PageData data={wordsFor(context)} />
      </Article>
    );
  },
};
