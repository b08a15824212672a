import type { City } from '../kernel/city.ts';
import type { Meeting } from './domain.ts';
import { rulesOf } from './rules.ts';

export const minutesKey = (meeting: string): string => `minutes/${meeting}.pdf`;

/** `회의록-배분분과실행위원회-2026-3.pdf` */
export const minutesName = ({ committee, year, number }: Meeting, city: City): string =>
  `회의록-${rulesOf(city, committee).name.ko ?? committee}-${year}-${number}.pdf`;
