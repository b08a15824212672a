import { type City, districtOf } from '../functions/kernel/city.ts';
import type { Person } from './signin/person.ts';

/** The demonstration's staff of a city pack, as the sign-in wants them. */
export const peopleOf = (city: City): Person[] =>
  city.demonstrationStaff.map(({ district, partner, ...person }) => ({
    ...person,
    ...(district === undefined ? {} : { district }),
    ...(partner === undefined ? {} : { partner }),
  }));

/** The name of whom somebody serves, in the city's first language: a district, else a partner, else the code itself. */
export const servedNames =
  (city: City) =>
  (code: string): string => {
    const served = districtOf(city, code) ?? city.partners.find(({ id }) => id === code);
    return served?.name[city.languages[0] ?? 'ko'] ?? code;
  };
