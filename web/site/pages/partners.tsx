import type { PageContext } from '../context.ts';
import { Article } from '../layout/article.tsx';
import { PageData } from '../layout/page-data.tsx';
import type { Page } from '../page.ts';

/** The words the page's script puts figures into. */
const wordsFor = ({ t, locale }: PageContext) => ({ locale, figures: t.partners.figures });
export type PartnersData = ReturnType<typeof wordsFor>;

/** Companies and institutions of the city pack, with what each does. */
export const partners: Page = {
  path: '/partners/',
  family: 'reading',
  island: 'partners',
  title: ({ t }) => t.partners.title,
  description: ({ t }) => t.partners.description,
  body: (context) => {
    const { t, city, words, say } = context;
    return (
      <Article title={t.partners.title} lead={t.partners.lead}>
        <dl class="facts">
          {city.partners.map((partner) => (
            <div>
              <dt>{words(partner.name)}</dt>
              <dd>
                {words(partner.role)}
                {/* A line kept free, so that nothing moves when the figures come. */}
                {partner.givesComputers && <p data-partner={partner.id}>{'\u00a0'}</p>}
              </dd>
            </div>
          ))}
        </dl>
        <h2>{t.partners.joinTitle}</h2>
        <p>{say(t.partners.join)}</p>
        <p>
          <a href={`mailto:${city.contact.email}`}>{city.contact.email}</a>
        </p>
        <PageData data={wordsFor(context)} />
      </Article>
    );
  },
};
