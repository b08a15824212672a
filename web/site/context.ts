import type { SiteCity, Words } from './city.ts';
import { fill, type SiteTexts, textsOf } from './texts.ts';

/** Addresses of built files by their plain name: `hero.svg` → `/assets/hero.1a2b3c4d.svg`. */
export type Assets = Readonly<Record<string, string>>;

/** Everything a page is made of, in one language. */
export interface PageContext {
  readonly city: SiteCity;
  readonly language: string;
  /** For dates and figures: English here is British, as its spelling is. */
  readonly locale: string;
  readonly t: SiteTexts['site'];
  readonly texts: SiteTexts;
  /** A text of the city pack in this language. */
  words(words: Words): string;
  /** Fills `{phone}`, `{target}` … from the city pack, and what the caller adds. */
  say(text: string, more?: Readonly<Record<string, string | number>>): string;
  /** The address of a page in this language: `/give/` → `/en/give/`. */
  href(path: string): string;
  asset(name: string): string;
  number(n: number): string;
  /** `2027-06-30` → "2027년 6월 30일". */
  day(iso: string): string;
}

export function contextOf(city: SiteCity, language: string, assets: Assets): PageContext {
  const texts = textsOf(language);
  const words = (text: Words): string => text[language] ?? text[city.languages[0] ?? ''] ?? '';
  const locale = language === 'en' ? 'en-GB' : language;
  const number = (n: number): string => n.toLocaleString(locale);
  // A day of the calendar, not an instant: formatted in UTC, in which it was parsed.
  const day = (iso: string): string =>
    new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(iso));
  const values = {
    phone: city.contact.phone,
    email: city.contact.email,
    owner: words(city.owner),
    target: number(city.target.computers),
    by: day(city.target.by),
    months: city.warrantyMonths,
    years: city.household.yearsBetween,
    documentDays: city.eligibility.keepDocumentsDays,
    passes: city.erasure.minimumPasses,
    region: city.region,
    year: city.gap.year,
    everyone: city.gap.everyone,
    underprivileged: city.gap.underprivileged,
    // One decimal as in the figures themselves; binary fractions would give 26.400000000000006.
    points: (city.gap.everyone - city.gap.underprivileged).toFixed(1),
    source: words(city.gap.source),
  };
  return {
    city,
    language,
    locale,
    t: texts.site,
    texts,
    words,
    say: (text, more) => fill(text, { ...values, ...more }),
    href: (path) => addressOf(city, language, path),
    asset: (name) => {
      const address = assets[name];
      if (!address) throw new Error(`no built file "${name}"`);
      return address;
    },
    number,
    day,
  };
}

/** The first language of the pack is at `/`, others under their code. */
export const addressOf = (city: SiteCity, language: string, path: string): string =>
  language === city.languages[0] ? path : `/${language}${path}`;
