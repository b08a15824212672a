import { localDate } from '../kernel/clock.ts';
import { OWNERS } from '../kernel/keys.ts';

/** A record's place in the queue index, as an image of the stream has it. */
export interface Place {
  readonly q?: unknown;
  readonly qs?: unknown;
}

/** How many records more (or fewer) stand in a queue since a day. */
export interface Step {
  readonly q: string;
  readonly day: string;
  readonly by: number;
}

/** Lists that nobody works off: a journal in an index has no depth that matters, and would cost a write for each line. */
const NO_WORK: readonly string[] = [OWNERS.ledger, OWNERS.report, OWNERS.receipt, OWNERS.points];

/**
 * The queue and the day since when: `qs` begins with an instant or a day and ends with the id.
 * @returns undefined for a record that stands in no queue of people
 */
function standing({ q, qs }: Place, timeZone: string): { q: string; day: string } | undefined {
  if (typeof q !== 'string' || typeof qs !== 'string' || NO_WORK.includes(q.slice(0, 3))) return undefined;
  const [since = ''] = qs.split('#');
  return { q, day: since.includes('T') ? localDate(since, timeZone) : since };
}

/** What a change of one record means to the depths: out of where it stood, into where it stands. */
export function stepsOf(before: Place, after: Place, timeZone: string): Step[] {
  const from = standing(before, timeZone);
  const to = standing(after, timeZone);
  if (from?.q === to?.q && from?.day === to?.day) return [];
  return [...(from ? [{ ...from, by: -1 }] : []), ...(to ? [{ ...to, by: 1 }] : [])];
}

/** Steps of many records, each queue and day once; what cancels out is left away. */
export function summed(steps: readonly Step[]): Step[] {
  const sums = new Map<string, Step>();
  for (const { q, day, by } of steps) {
    const key = `${q} ${day}`;
    sums.set(key, { q, day, by: (sums.get(key)?.by ?? 0) + by });
  }
  return [...sums.values()].filter(({ by }) => by !== 0);
}
