import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Application, stillWanted } from '../applications/domain.ts';
import type { Device } from '../devices/domain.ts';
import { DomainError } from '../kernel/errors.ts';
import { ALLOTMENT_STATUS } from './contract.ts';
import { type Allotment, allotmentTransitions, earmarkRank, moveAllotment, suggest } from './domain.ts';

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

describe('a suggestion', () => {
  const kind = fc.constantFrom('desktop' as const, 'laptop' as const, 'any' as const);
  const waiting = fc
    .array(
      fc.record({
        kind,
        computers: fc.integer({ min: 1, max: 4 }),
        reserved: fc.integer({ min: 0, max: 1 }),
      }),
      { maxLength: 12 },
    )
    .map((all) =>
      all.map(
        ({ kind, computers, reserved }, i) =>
          ({ id: `app_${i}`, computers, reserved, allotted: 0, needs: { kind } }) as unknown as Application,
      ),
    );
  const ready = fc
    .array(fc.constantFrom('desktop', 'laptop', 'all-in-one', 'tablet'), { maxLength: 20 })
    .map((kinds) => kinds.map((deviceKind, i) => ({ id: `dev_${i}`, deviceKind }) as unknown as Device));
  const serving = { any: /./, desktop: /^(desktop|all-in-one)$/, laptop: /^laptop$/ };
  const fits = (device: Device, { needs }: Application) => serving[needs.kind].test(device.deviceKind);

  test('is fair: nobody who waited longer and whom a device fits goes without it', () => {
    fc.assert(
      fc.property(waiting, ready, fc.integer({ min: 1, max: 20 }), (applications, devices, limit) => {
        const lines = suggest(applications, devices, limit);
        expect(lines.length).toBeLessThanOrEqual(limit);
        expect(new Set(lines.map(({ device }) => device.id)).size).toBe(lines.length);
        const got = (application: Application) =>
          lines.filter((line) => line.application === application).length;
        for (const application of applications) {
          expect(got(application)).toBeLessThanOrEqual(stillWanted(application));
        }
        for (const { device, application, why } of lines) {
          expect(fits(device, application)).toBe(true);
          expect(why).toBe(
            application.needs.kind === 'any' ? 'LONGEST_WAITING' : 'LONGEST_WAITING_FITTING_KIND',
          );
          const earlier = applications.slice(0, applications.indexOf(application));
          for (const other of earlier)
            expect(got(other) < stillWanted(other) && fits(device, other)).toBe(false);
        }
        const left = devices.filter((device) => !lines.some((line) => line.device === device));
        if (lines.length < limit)
          for (const application of applications)
            if (got(application) < stillWanted(application))
              expect(left.some((device) => fits(device, application))).toBe(false);
      }),
    );
  });

  const GURO = '11530';
  const centre = { district: GURO, category: 'CHILD_CENTRE' };
  test.each([
    [undefined, 1],
    [{ use: '코딩 수업' }, 1],
    [{ recipient: '구로지역아동센터' }, 1],
    [{ district: GURO }, 0],
    [{ group: 'CHILD_CENTRE' }, 0],
    [{ district: GURO, group: 'CHILD_CENTRE' }, 0],
    [{ district: '11740' }, 2],
    [{ district: GURO, group: 'ELDERLY_CENTRE' }, 2],
    [{ district: '11740', group: 'CHILD_CENTRE' }, 2],
  ] as const)('an earmark %j for a child centre in Guro: %i', (earmark, rank) => {
    expect(earmarkRank(earmark ? { earmark } : {}, centre)).toBe(rank);
  });

  test('takes first what was given for the applicant, last what was given for others', () => {
    const pc = (id: string, earmark?: Device['earmark']) =>
      ({ id, deviceKind: 'desktop', ...(earmark ? { earmark } : {}) }) as unknown as Device;
    const ready = [pc('others', { district: '11740' }), pc('free'), pc('theirs', { district: GURO })];
    const wants = { computers: 3, reserved: 0, allotted: 0, needs: { kind: 'any' } };
    const application = { id: 'app', ...centre, ...wants } as unknown as Application;
    const order = (limit: number) => suggest([application], ready, limit).map(({ device }) => device.id);
    expect(order(3)).toEqual(['theirs', 'free', 'others']);
    expect(order(1)).toEqual(['theirs']);
    expect(ready).toHaveLength(3);
  });

  test('is the same for the same queues', () => {
    fc.assert(
      fc.property(waiting, ready, (applications, devices) => {
        expect(suggest(applications, devices, 10)).toEqual(suggest(applications, devices, 10));
      }),
    );
  });
});
