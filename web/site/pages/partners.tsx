import { Article } from '../layout/article.tsx';
import type { Page } from '../page.ts';

/** Companies and institutions of the city pack, with what each does. */
export const partners: Page = {
  path: '/partners/',
  family: 'reading',
  title: ({ t }) => t.partners.title,
  description: ({ t }) => t.partners.description,
  body: ({ t, city, words, say }) => (
    <Article title={t.partners.title} lead={t.partners.lead}>
      <dl class="facts">
        {city.partners.map((partner) => (
          <div>
            <dt>{words(partner.name)}</dt>
            <dd>{words(partner.role)}</dd>
          </div>
        ))}
      </dl>
      <h2>{t.partners.joinTitle}</h2>
      <p>{say(t.partners.join)}</p>
      <p>
        <a href={`mailto:${city.contact.email}`}>{city.contact.email}</a>
      </p>
    </Article>
  ),
};
