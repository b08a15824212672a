import { keys } from '../kernel/keys.ts';
import type { Write } from '../kernel/table.ts';
import type { CommitteeCode } from './contract.ts';
import type { Series } from './repository.ts';

/**
 * The next number of a committee's year, and the write that takes it. It is written with what bears the number or not
 * at all, so that there is no gap; whoever comes second finds it taken.
 */
export function nextNumber(
  committee: CommitteeCode,
  year: string,
  series: Series,
  of: 'meetings' | 'decisions',
): { readonly number: number; readonly write: Write } {
  const last = series[of];
  const number = (last ?? 0) + 1;
  return {
    number,
    write: {
      update: keys.committeeSeries(committee, year),
      change: { set: { kind: 'committee-series', [of]: number } },
      when: last === undefined ? { absent: [of] } : { equals: { [of]: last } },
    },
  };
}
