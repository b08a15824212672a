import type { PageContext } from '../context.ts';
import { Article } from '../layout/article.tsx';
import { PageData } from '../layout/page-data.tsx';
import type { Page } from '../page.ts';
import { accountScript } from '../points/words.ts';

const wordsFor = (context: PageContext) => ({
  account: accountScript(context),
  failed: context.texts.money.points.failed,
  back: context.href('/points/'),
});
export type SignInData = ReturnType<typeof wordsFor>;

/** Where the sign-in page sends a citizen back to; it takes the code and leads on at once. */
export const signIn: Page = {
  path: '/signin/',
  family: 'money',
  island: 'sign-in',
  title: ({ texts }) => texts.money.points.title,
  description: ({ texts }) => texts.money.points.description,
  body: (context) => {
    const { title, opening } = context.texts.money.points;
    return (
      <Article title={title}>
        <p role="status" data-state>
          {opening}
        </p>
        <PageData data={wordsFor(context)} />
      </Article>
    );
  },
};
