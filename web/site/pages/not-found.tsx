import { Article } from '../layout/article.tsx';
import type { Page } from '../page.ts';

/** For addresses that lead nowhere: the ways that do. */
export const notFound: Page = {
  path: '/404.html',
  family: 'reading',
  title: ({ t }) => t.notFound.title,
  description: ({ t }) => t.notFound.description,
  body: ({ t, href }) => (
    <Article title={t.notFound.title} lead={t.notFound.text}>
      <ul class="prose-list">
        {(['give', 'apply', 'follow', 'help', 'about'] as const).map((name) => (
          <li>
            <a href={href(`/${name}/`)}>{t[name].title}</a>
          </li>
        ))}
        <li>
          <a href={href('/')}>{t.common.home}</a>
        </li>
      </ul>
    </Article>
  ),
};
