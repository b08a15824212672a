import { Article } from '../layout/article.tsx';
import type { Page } from '../page.ts';

/** What was done for everyone to be served, and what is missing, honestly. */
export const accessibility: Page = {
  path: '/accessibility/',
  family: 'reading',
  title: ({ t }) => t.accessibility.title,
  description: ({ t }) => t.accessibility.description,
  body: ({ t, say }) => (
    <Article title={t.accessibility.title} lead={t.accessibility.lead}>
      <h2>{t.accessibility.doneTitle}</h2>
      <ul class="prose-list">
        {t.accessibility.done.map((text) => (
          <li>{text}</li>
        ))}
      </ul>
      <h2>{t.accessibility.knownTitle}</h2>
      <ul class="prose-list">
        {t.accessibility.known.map((text) => (
          <li>{text}</li>
        ))}
      </ul>
      <h2>{t.accessibility.tellTitle}</h2>
      <p>{say(t.accessibility.tell)}</p>
    </Article>
  ),
};
