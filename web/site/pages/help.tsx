import { Icon, type IconName } from '../../components/icon/icon.tsx';
import { telephone } from '../../components/site-header/site-header.tsx';
import { Article } from '../layout/article.tsx';
import type { Page } from '../page.ts';

const icons: readonly IconName[] = ['phone', 'person', 'mail'];

/** Every way to be served without the web, and what people ask. */
export const help: Page = {
  path: '/help/',
  family: 'reading',
  title: ({ t }) => t.help.title,
  description: ({ t }) => t.help.description,
  body: ({ t, texts, city, words, say, href }) => (
    <Article title={t.help.title} lead={t.help.lead}>
      <section class="call" aria-labelledby="call">
        <h2 id="call">{t.help.callTitle}</h2>
        <a class="call-number" href={telephone(city.contact.phone)}>
          {city.contact.phone}
        </a>
        <p>{words(city.contact.phoneHours)}</p>
      </section>
      <ul class="ways">
        {t.help.ways.map((way, i) => (
          <li>
            <Icon name={icons[i] ?? 'info'} />
            <h3>{way.title}</h3>
            <p>{way.text}</p>
            {icons[i] === 'mail' && <a href={`mailto:${city.contact.email}`}>{city.contact.email}</a>}
          </li>
        ))}
      </ul>
      <h2>{t.help.cannotTitle}</h2>
      <ul class="prose-list">
        {t.help.cannot.map((text) => (
          <li>{text}</li>
        ))}
      </ul>
      <h2>{texts.apply.paper.linkTitle}</h2>
      <p>{say(texts.apply.paper.about)}</p>
      <ul class="prose-list">
        {(['household', 'organisation'] as const).map((applicant) => (
          <li>
            <a href={href(`/apply/${applicant}/paper/`)}>{texts.apply.paper[applicant]}</a>
          </li>
        ))}
      </ul>
      <h2>{t.help.questionsTitle}</h2>
      {t.help.questions.map((item) => (
        <details class="question">
          <summary>{item.question}</summary>
          <p>{say(item.answer)}</p>
        </details>
      ))}
    </Article>
  ),
};
