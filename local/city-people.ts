import { type City, districtOf } from '../functions/kernel/city.ts';
import type { Person } from './signin/person.ts';

/** The demonstration's staff of a city pack, as the sign-in wants them. */
export const peopleOf = (city: City): Person[] =>
  city.demonstrationStaff.map(({ district, ...person }) =>
    district === undefined ? person : { ...person, district },
  );

/** A district's name in the city's first language; the code itself where the pack does not know it. */
export const districtNames =
  (city: City) =>
  (code: string): string =>
    districtOf(city, code)?.name[city.languages[0] ?? 'ko'] ?? code;
