import { ButtonLink } from '../../components/button/button.tsx';
import { Article } from '../layout/article.tsx';
import type { Page } from '../page.ts';
import { partners } from './partners.tsx';

/** What the programme is, who does what, and the laws behind it in plain words. */
export const about: Page = {
  path: '/about/',
  family: 'reading',
  title: ({ t }) => t.about.title,
  description: ({ t }) => t.about.description,
  body: (context) => {
    const { t, say, href } = context;
    return (
      <Article title={t.about.title} lead={t.about.lead}>
        <h2>{t.about.startTitle}</h2>
        {t.about.start.map((text) => (
          <p>{text}</p>
        ))}
        <h2>{t.about.whoTitle}</h2>
        <dl class="facts">
          {t.about.who.map((who) => (
            <div>
              <dt>{say(who.name)}</dt>
              <dd>{who.text}</dd>
            </div>
          ))}
        </dl>
        <p>
          <a href={href(partners.path)}>{t.partners.title}</a>
        </p>
        <h2>{t.about.lawTitle}</h2>
        <p>{t.about.lawLead}</p>
        {t.about.law.map((law) => (
          <section class="law">
            <h3>{law.name}</h3>
            <p>{law.text}</p>
            <p class="note">{law.source}</p>
          </section>
        ))}
        <h2>{t.about.numbersTitle}</h2>
        <p>{say(t.about.numbers)}</p>
        <div class="button-row">
          <ButtonLink href={href('/give/')}>{t.home.give}</ButtonLink>
          <ButtonLink href={href('/apply/')} variant="secondary">
            {t.home.apply}
          </ButtonLink>
        </div>
      </Article>
    );
  },
};
