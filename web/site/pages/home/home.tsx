import type { PageContext } from '../../context.ts';
import { PageData } from '../../layout/page-data.tsx';
import type { Page } from '../../page.ts';
import { Districts } from './districts.tsx';
import { Gap } from './gap.tsx';
import { Hero } from './hero.tsx';
import { Notices } from './notices.tsx';
import { Numbers } from './numbers.tsx';
import { Partners } from './partners.tsx';
import { Story } from './story.tsx';
import { Way } from './way.tsx';

/** The words the home page's script puts figures into. */
const wordsFor = ({ t, locale, city }: PageContext) => ({
  locale,
  timeZone: city.timeZone,
  target: city.target.computers,
  caption: t.home.progress.caption,
  failed: t.home.progress.failed,
  phases: { open: t.home.notices.open, soon: t.home.notices.soon, closed: t.home.notices.closed },
});
export type HomeData = ReturnType<typeof wordsFor>;

export const home: Page = {
  path: '/',
  family: 'home',
  island: 'home',
  title: ({ t }) => t.home.title,
  description: ({ t }) => t.home.description,
  body: (context) => (
    <>
      <Hero context={context} />
      <Numbers context={context} />
      <Districts context={context} />
      <Way context={context} />
      <Story context={context} />
      <Gap context={context} />
      <Notices context={context} />
      <Partners context={context} />
      <PageData data={wordsFor(context)} />
    </>
  ),
};
