import { render } from 'preact-render-to-string';
import type { SiteCity } from '../city.ts';
import { type Assets, addressOf, contextOf } from '../context.ts';
import { applicationWordsFile, applicationWordsOf } from '../follow/application-words.ts';
import { giftWordsFile, giftWordsOf } from '../follow/data.ts';
import { Document } from '../layout/document.tsx';
import type { Family } from '../page.ts';
import { pages } from '../pages/index.ts';

/** A page as text, still with the marks of `LATER` in it. */
export interface Rendered {
  readonly path: string;
  readonly language: string;
  readonly locale: string;
  readonly family: Family;
  readonly island: string | undefined;
  readonly html: string;
}

/** Every page in every language of the city. */
export function renderPages(city: SiteCity, assets: Assets): Rendered[] {
  return city.languages.flatMap((language) => {
    const context = contextOf(city, language, assets);
    return pages.map((page) => ({
      path: addressOf(city, language, page.path),
      language,
      locale: context.locale,
      family: page.family,
      island: page.island,
      html: `<!doctype html>${render(<Document page={page} context={context} />)}`,
    }));
  });
}

/** A file of words that a page's script fetches when somebody needs them. */
export interface WordFile {
  readonly name: string;
  readonly language: string;
  /** Whose pages may show them: their letters come in a file beside the fonts of these families. */
  readonly families: readonly Family[];
  readonly content: string;
}

export const wordFiles = (city: SiteCity): WordFile[] =>
  city.languages.flatMap((language) => {
    const context = contextOf(city, language, {});
    const file = (name: string, words: object): WordFile => ({
      ...{ name, language, families: ['follow'] },
      content: JSON.stringify(words),
    });
    return [
      file(giftWordsFile(language), giftWordsOf(context)),
      file(applicationWordsFile(language), applicationWordsOf(context)),
    ];
  });

export { LATER } from '../layout/document.tsx';
