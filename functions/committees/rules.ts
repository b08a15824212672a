import type { City } from '../kernel/city.ts';
import type { Committee } from '../kernel/city-committees.ts';
import type { CommitteeCode } from './contract.ts';
import { fail } from './fail.ts';

/** What the city pack says of a committee. @throws DomainError NOT_FOUND where the city has no such committee */
export function rulesOf({ committees }: Pick<City, 'committees'>, code: CommitteeCode): Committee {
  const rules = committees.find((one) => one.code === code);
  if (!rules) throw fail('NOT_FOUND');
  return rules;
}
