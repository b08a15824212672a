import type { City } from '../kernel/city.ts';
import en from './texts/en.json' with { type: 'json' };
import ko from './texts/ko.json' with { type: 'json' };
import vi from './texts/vi.json' with { type: 'json' };

/** What a language's file says; every language has every template and every word of it (a test). */
export type Texts = typeof ko;
export type Template = keyof Texts['templates'];

interface Spoken {
  readonly texts: Texts;
  /** How days, months and amounts are written (BCP 47). */
  readonly locale: string;
  /** The language of the city pack's names and of the site, where they have not this one. */
  readonly names?: string;
}

/**
 * THE place where a language of messages is entered: its file, how it writes days and amounts. Which of them a city
 * speaks is the city pack's `messageLanguages`.
 */
const SPOKEN: Readonly<Record<string, Spoken>> = {
  ko: { texts: ko, locale: 'ko-KR' },
  en: { texts: en, locale: 'en-GB' },
  vi: { texts: vi, locale: 'vi-VN', names: 'en' },
};

export type Languages = Readonly<Record<string, Spoken>>;
export const LANGUAGES: Languages = SPOKEN;

export interface Reader extends Spoken {
  readonly language: string;
  /** The language in which this reader reads names and the site. */
  readonly names: string;
}

/** Who reads: in the language they wish where the city speaks it, else in the city's first. */
export function readerOf(
  wanted: string,
  city: Pick<City, 'languages' | 'messageLanguages'>,
  spoken: Languages = LANGUAGES,
): Reader {
  const first = city.languages[0] ?? 'ko';
  const language =
    city.messageLanguages.some(({ code }) => code === wanted) && spoken[wanted] ? wanted : first;
  const own = spoken[language] ?? (LANGUAGES.ko as Spoken);
  return { ...own, language, names: city.languages.includes(language) ? language : (own.names ?? first) };
}

/** The city pack's words as the reader reads them; in its first language where they are in no better one. */
export const named = (
  words: Readonly<Record<string, string>> | undefined,
  { language, names }: Reader,
): string => words?.[language] ?? words?.[names] ?? Object.values(words ?? {})[0] ?? '';
