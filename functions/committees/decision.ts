import type { Allotment } from '../allotments/domain.ts';
import type { City } from '../kernel/city.ts';
import type { Committee } from '../kernel/city-committees.ts';
import { keys, OWNERS, queue } from '../kernel/keys.ts';
import type { Write } from '../kernel/table.ts';
import type { AgendaItem, DecisionRef } from './domain.ts';

export type Counts = Readonly<Record<string, number>>;
/** A decision under its number. Only its publication and a later override are added to it. */
export interface DecisionRecord extends DecisionRef {
  readonly kind: 'decision';
  readonly number: string;
  readonly day: string;
  readonly about: AgendaItem['about'];
  readonly outcome: 'APPROVED' | 'REJECTED';
  readonly meeting: string;
  readonly item: number;
  readonly plan?: string;
  /** The decision that it sets aside, as it is printed and as it is found. */
  readonly overrides?: string;
  readonly overridden?: DecisionRef;
  readonly overriddenBy?: string;
  readonly legalBasis?: NonNullable<AgendaItem['legalBasis']>;
  readonly lines: number;
  readonly byDistrict: Counts;
  readonly byCategory: Counts;
  readonly at: string;
  readonly dueOn: string;
  readonly publishedAt?: string;
}

/** Lines of a plan by district, as numbers alone. */
export const districtsOf = (plan: Pick<Allotment, 'byDistrict'> | undefined): Counts =>
  Object.fromEntries(
    Object.entries(plan?.byDistrict ?? {}).flatMap(([code, { lines }]) => (lines > 0 ? [[code, lines]] : [])),
  );

/** `2026-배분-03` */
export const printDecision = ({ mark }: Pick<Committee, 'mark'>, year: string, n: number): string =>
  `${year}-${mark}-${String(n).padStart(2, '0')}`;

/** `2026-11-30` + 3 months → `2027-02-28`: the same day of the month, or the last one that there is. */
export function monthsAfter(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const end = new Date(Date.UTC(year, month - 1 + months + 1, 0));
  end.setUTCDate(Math.min(date, end.getUTCDate()));
  return end.toISOString().slice(0, 10);
}

/** Until it is published it stands in the queue by the day on which it must be (사회복지공동모금회법 §24). */
export function putDecision(
  decision: Omit<DecisionRecord, 'kind' | 'dueOn'>,
  { decisions: { withinMonths } }: Pick<City, 'decisions'>,
): Write {
  const dueOn = monthsAfter(decision.day, withinMonths);
  return {
    put: {
      ...keys.decision(decision.committee, decision.year, decision.n),
      kind: 'decision',
      ...decision,
      dueOn,
      q: queue(OWNERS.committee, 'UNPUBLISHED'),
      qs: `${dueOn}#${decision.number}`,
    },
    when: { exists: false },
  };
}
