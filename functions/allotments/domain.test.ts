import { describe, expect, test } from 'vitest';
import { DomainError } from '../kernel/errors.ts';
import { fakeDependencies } from '../kernel/testing.ts';
import { ALLOTMENT_STATUS } from './contract.ts';
import {
  type Allotment,
  allotmentTransitions,
  decidePlan,
  moveAllotment,
  type PlanDecision,
} from './domain.ts';

const AT = '2026-11-23T01:00:00.000Z';

describe('the table of moves', () => {
  const moves = Object.keys(allotmentTransitions.moves) as (keyof typeof allotmentTransitions.moves)[];
  test.each(ALLOTMENT_STATUS.flatMap((status) => moves.map((move) => [status, move] as const)))(
    'from %s, %s goes where it says or is refused',
    (status, move) => {
      const plan = {
        id: 'alt_01KAAAAAAAAAAAAAAAAAAAAAAA',
        status,
        version: 1,
        stages: {},
        since: AT,
        lines: [],
      };
      const deed = () => moveAllotment(plan as unknown as Allotment, move, AT);
      const { from, to } = allotmentTransitions.moves[move];
      if ((from as readonly string[]).includes(status)) expect(deed().to).toBe(to);
      else expect(deed).toThrow(DomainError);
    },
  );
});

describe('a decision', () => {
  const { city } = fakeDependencies();
  const plan = (byCategory: Record<string, number>) =>
    ({
      ...{ id: 'alt_01KAAAAAAAAAAAAAAAAAAAAAAA', status: 'PROPOSED', version: 1, stages: {}, since: AT },
      byCategory,
    }) as unknown as Allotment;
  const decision = (
    legalBasis: PlanDecision['legalBasis'],
    outcome: PlanDecision['outcome'],
  ): PlanDecision => ({
    ...{ committee: 'STEERING', number: '1', decidedOn: '2026-11-23', recordedBy: 'x', legalBasis, outcome },
  });

  test('rests on a law that allows every category of the plan; a category that people took out does not count', () => {
    const mixed = plan({ BASIC_LIVELIHOOD: 2, CHILD_CENTRE: 1 });
    const decide = (one: Allotment, basis: PlanDecision['legalBasis'], outcome: PlanDecision['outcome']) =>
      decidePlan(one, decision(basis, outcome), AT, city).to;
    expect(decide(mixed, 'CHEST', 'APPROVED')).toBe('DECIDED');
    expect(() => decide(mixed, 'DIGITAL_INCLUSION_24', 'APPROVED')).toThrow('BASIS_NOT_ALLOWED');
    expect(decide(mixed, 'DIGITAL_INCLUSION_24', 'REJECTED')).toBe('REJECTED');
    const people = plan({ BASIC_LIVELIHOOD: 2, CHILD_CENTRE: 0 });
    expect(decide(people, 'DIGITAL_INCLUSION_24', 'APPROVED')).toBe('DECIDED');
    expect(() => decide(plan({ MADE_UP: 1 }), 'CHEST', 'APPROVED')).toThrow('BASIS_NOT_ALLOWED');
  });
});
