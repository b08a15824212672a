import { localDate } from '../kernel/clock.ts';
import { fail } from './offer.ts';

/** A collection today or later, as the city's calendar says. @throws DomainError COLLECTION_IN_PAST */
export function mustNotBePast(day: string, now: Date, timeZone: string): void {
  const today = localDate(now, timeZone);
  if (day < today) throw fail('COLLECTION_IN_PAST', { today }, [{ path: 'day', code: 'COLLECTION_IN_PAST' }]);
}
