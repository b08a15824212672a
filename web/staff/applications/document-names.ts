import { applicationsCity } from 'ithope:city-applications';
import { inWords } from '../core/words.ts';

/** A kind of document in the city pack's words. */
export const documentName = (code: string): string =>
  inWords(applicationsCity.documents.find((one) => one.code === code)?.name) || code;

/** Kinds that can be asked of a category: what it needs, and what nobody needs unless asked. */
export const kindsFor = (category: string): readonly string[] =>
  applicationsCity.documents
    .filter(({ neededBy }) => neededBy.length === 0 || neededBy.includes(category))
    .map(({ code }) => code);
