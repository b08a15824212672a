import { describe, expect, test } from 'vitest';
import { DomainError } from '../kernel/errors.ts';
import { ALLOTMENT_STATUS } from './contract.ts';
import { type Allotment, allotmentTransitions, moveAllotment } from './domain.ts';

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
