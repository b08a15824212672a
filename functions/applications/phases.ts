import type { City, Phase } from '../kernel/city.ts';
import { districtOf, openPhases } from '../kernel/city.ts';
import { localDate } from '../kernel/clock.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import { fail } from './failures.ts';

const holdsIn = ({ districts }: { readonly districts: readonly string[] }, district: string) =>
  districts.length === 0 || districts.includes(district);

/** What else there is in a district for whom the programme does not serve yet. */
export const elsewhereFor = (city: City, kind: Phase['kind'], district: string) =>
  city.elsewhere.filter((one) => one.kinds.includes(kind) && holdsIn(one, district));

/**
 * Who may apply now is a matter of date and district (phases of the city pack).
 * @param today the city's calendar
 * @throws DomainError DISTRICT_UNKNOWN; PHASE_CLOSED with the next opening, if any, and codes of what else there is
 */
export function mustBeOpen(city: City, kind: Phase['kind'], district: string, today: string): void {
  if (!districtOf(city, district))
    throw fail('DISTRICT_UNKNOWN', {}, [{ path: 'address.district', code: 'DISTRICT_UNKNOWN' }]);
  if (openPhases(city, kind, today, district).length > 0) return;
  const [next] = city.phases
    .filter((phase) => phase.kind === kind && phase.opensOn > today && holdsIn(phase, district))
    .map(({ opensOn }) => opensOn)
    .sort();
  const elsewhere = elsewhereFor(city, kind, district).map(({ code }) => code);
  throw fail('PHASE_CLOSED', { ...(next ? { opensOn: next } : {}), district, elsewhere });
}

export function phasesOf({ city, clock }: Pick<Dependencies, 'city' | 'clock'>) {
  const today = localDate(clock.now(), city.timeZone);
  const open = (['organisation', 'household'] as const).flatMap((kind) => openPhases(city, kind, today));
  return {
    today,
    phases: city.phases.map((phase) => ({ ...phase, open: open.includes(phase) })),
    elsewhere: city.elsewhere.map(({ link, phone, ...one }) => ({
      ...one,
      ...(link ? { link } : {}),
      ...(phone ? { phone } : {}),
    })),
  };
}
