import type { City } from './city-shape.ts';
import { fail } from './errors.ts';

/**
 * Nobody is promised messages in a language in which the city does not write.
 * @param path of the field that said so
 * @throws DomainError 422 LANGUAGE_UNKNOWN
 */
export function mustSpeak(
  { messageLanguages }: Pick<City, 'messageLanguages'>,
  language: string,
  path = 'contact.language',
): void {
  if (!messageLanguages.some(({ code }) => code === language))
    throw fail('LANGUAGE_UNKNOWN', {}, [{ path, code: 'LANGUAGE_UNKNOWN' }]);
}
