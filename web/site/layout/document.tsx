import type { VNode } from 'preact';
import { Breadcrumbs } from '../../components/breadcrumbs/breadcrumbs.tsx';
import { SiteFooter } from '../../components/site-footer/site-footer.tsx';
import { SiteHeader } from '../../components/site-header/site-header.tsx';
import { SkipLink } from '../../components/skip-link/skip-link.tsx';
import { addressOf, type PageContext } from '../context.ts';
import type { Page } from '../page.ts';
import { textsOf } from '../texts.ts';

/** Marks in the rendered page that the build replaces when the fonts and styles of its family are made. */
export const LATER = {
  styles: '/assets/later.css',
  regular: '/assets/later-400.woff2',
  bold: '/assets/later-700.woff2',
};

/** The whole page: head, header, what it is about, footer. */
export function Document({ page, context }: { page: Page; context: PageContext }): VNode {
  const { t, city, language, words, href } = context;
  const title = page.title(context);
  const programme = words(city.programme);
  return (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{page.path === '/' ? programme : `${title} – ${programme}`}</title>
        <meta name="description" content={page.description(context)} />
        <meta name="theme-color" content="#052561" />
        <link rel="preload" href={LATER.regular} as="font" type="font/woff2" crossorigin="anonymous" />
        <link rel="preload" href={LATER.bold} as="font" type="font/woff2" crossorigin="anonymous" />
        <link rel="stylesheet" href={LATER.styles} />
        {page.sheet && <link rel="stylesheet" href={context.asset(`${page.sheet}.css`)} />}
        {page.path !== '/404.html' &&
          city.languages.map((code) => (
            <link rel="alternate" hreflang={code} href={addressOf(city, code, page.path)} />
          ))}
        <link rel="icon" href={context.asset('icon.svg')} type="image/svg+xml" />
        {page.island && <script type="module" src={context.asset(`${page.island}.js`)} />}
      </head>
      <body>
        <SkipLink text={t.common.skip} />
        <SiteHeader {...headerOf(page, context)} />
        {page.path !== '/' && (
          <div class="site-width">
            <Breadcrumbs
              label={t.common.trail}
              items={[
                { href: href('/'), text: t.common.home },
                ...(page.above ?? []).map((above) => ({
                  href: href(above.path),
                  text: above.title(context),
                })),
                { href: href(page.path), text: title },
              ]}
            />
          </div>
        )}
        <main id="main" tabIndex={-1}>
          {page.body(context)}
        </main>
        <SiteFooter {...footerOf(context)} />
      </body>
    </html>
  );
}

const phoneOf = ({ t, city, words }: PageContext) => ({
  number: city.contact.phone,
  invitation: t.common.phoneInvitation,
  hours: words(city.contact.phoneHours),
});

function headerOf(page: Page, context: PageContext) {
  const { t, city, language, words, href } = context;
  // Every page of this site exists in both languages; a city with more gets the next one in turn.
  const index = city.languages.indexOf(language);
  const other = city.languages[(index + 1) % city.languages.length] ?? language;
  const nav = ['give', 'apply', 'follow', 'help', 'about'] as const;
  return {
    brand: words(city.programme),
    home: href('/'),
    phone: phoneOf(context),
    language: {
      href: addressOf(city, other, page.path === '/404.html' ? '/' : page.path),
      code: other,
      name: textsOf(other).site.language,
    },
    nav: {
      label: t.common.mainMenu,
      items: nav.map((name) => ({
        href: href(`/${name}/`),
        text: t.nav[name],
        current: page.path.startsWith(`/${name}/`),
      })),
    },
  };
}

function footerOf(context: PageContext) {
  const { t, city, words, href } = context;
  return {
    programme: words(city.programme),
    owner: words(city.owner),
    address: `${city.contact.postcode} ${words(city.contact.address)}`,
    phone: phoneOf(context),
    email: city.contact.email,
    art: { src: context.asset('roofs.svg'), width: 1440, height: 96 },
    nav: {
      label: t.common.footerMenu,
      items: [
        { href: href('/privacy/'), text: t.privacy.title, strong: true },
        { href: href('/accessibility/'), text: t.accessibility.title },
        { href: href('/help/'), text: t.help.title },
        { href: href('/ledger/'), text: context.texts.money.ledger.title },
        { href: href('/decisions/'), text: context.texts.apply.decisions.title },
        { href: href('/partners/'), text: t.partners.title },
        { href: href('/about/'), text: t.about.title },
        { href: '/staff/', text: t.common.staff },
      ],
    },
  };
}
