import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCity } from '../kernel/city.ts';
import { DomainError } from '../kernel/errors.ts';
import { APPLICATION_STATUS, type ApplicationStatus } from './contract.ts';
import {
  type Application,
  applicationTransitions,
  type CountAction,
  countComputers,
  moveApplication,
  servedRecently,
  stillWanted,
  withdrawApplication,
} from './domain.ts';

const AT = '2026-11-23T01:00:00.000Z';
const queued = (computers = 1, changes: Partial<Application> = {}): Application => ({
  kind: 'application',
  id: 'app_01KAAAAAAAAAAAAAAAAAAAAAAA',
  reference: 'AAAAAAAAAA',
  applicant: 'organisation',
  status: 'QUEUED',
  version: 2,
  personId: 'per_01KAAAAAAAAAAAAAAAAAAAAAAA',
  district: '11530',
  category: 'CHILD_CENTRE',
  needs: { kind: 'any', screenReader: false, largeScreen: false, internet: false },
  lookUp: false,
  computers,
  reserved: 0,
  allotted: 0,
  installed: 0,
  submittedAt: '2026-11-01T01:00:00.000Z',
  queuedAt: '2026-11-02T01:00:00.000Z',
  since: '2026-11-02T01:00:00.000Z',
  stages: { SUBMITTED: '2026-11-01T01:00:00.000Z', QUEUED: '2026-11-02T01:00:00.000Z' },
  ...changes,
});

/** What the item is after a write, as the database would apply it. */
function written(application: Application, move: { write: unknown }): Application {
  const { change } = move.write as { change: { set: object; remove?: readonly string[] } };
  const after = { ...application, ...change.set } as Record<string, unknown>;
  for (const name of change.remove ?? []) delete after[name];
  return after as unknown as Application;
}
/** Undefined when the deed is refused, which is a 409 and nothing else. */
function tried(deed: () => Application): Application | undefined {
  try {
    return deed();
  } catch (error) {
    expect(error).toBeInstanceOf(DomainError);
    expect((error as DomainError).status).toBe(409);
    return undefined;
  }
}

describe('the table of moves', () => {
  test.each(
    APPLICATION_STATUS.flatMap((status) =>
      Object.keys(applicationTransitions.moves).map((move) => [status, move]),
    ),
  )('from %s, %s goes where it says or is refused', (status, move) => {
    const name = move as keyof typeof applicationTransitions.moves;
    const { from, to } = applicationTransitions.moves[name];
    const after = tried(() => {
      const application = queued(1, { status: status as ApplicationStatus });
      return written(application, moveApplication(application, name, AT));
    });
    if ((from as readonly string[]).includes(String(status)))
      expect(after).toMatchObject({ status: to, version: 3 });
    else expect(after).toBeUndefined();
  });

  test('what has ended has no way on and no place in a queue', () => {
    expect(applicationTransitions.movesFrom('INSTALLED')).toEqual([]);
    // What a plan held for somebody who has withdrawn is let go of; they stay withdrawn.
    expect(applicationTransitions.movesFrom('WITHDRAWN')).toEqual(['releaseWithdrawn']);
    expect(applicationTransitions.movesFrom('INELIGIBLE')).toEqual(['appeal']);
    const done = written(queued(), moveApplication(queued(), 'withdraw', AT));
    expect(done).not.toHaveProperty('q');
  });
});

describe('counts and state', () => {
  const ACTIONS: readonly CountAction[] = ['reserve', 'release', 'allot', 'install', 'bringBack'];
  const deeds = fc.array(
    fc.record({
      action: fc.constantFrom<CountAction | 'withdraw'>(...ACTIONS, 'withdraw'),
      count: fc.integer({ min: 1, max: 3 }),
    }),
    { maxLength: 60 },
  );
  const statusOf = ({ computers, reserved, allotted, installed }: Application): ApplicationStatus => {
    if (installed === computers) return 'INSTALLED';
    if (allotted === computers) return 'ALLOTTED';
    return reserved + allotted === computers ? 'RESERVED' : 'QUEUED';
  };

  test('agree after any sequence of deeds, and the place in the queue is never lost', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), deeds, (computers, sequence) => {
        let application = queued(computers);
        for (const { action, count } of sequence) {
          const before = application;
          const after = tried(() =>
            action === 'withdraw'
              ? written(before, withdrawApplication(before, AT))
              : written(before, countComputers(before, action, AT, count)),
          );
          if (!after) continue;
          application = after;
          const { reserved, allotted, installed, status } = application;
          expect(0 <= installed && installed <= allotted && allotted <= computers).toBe(true);
          expect(reserved >= 0 && reserved + allotted <= computers).toBe(true);
          expect(stillWanted(application)).toBe(computers - reserved - allotted);
          if (status === 'WITHDRAWN') {
            // What a plan has reserved is released by the plan; what is on its way must come back first.
            expect(allotted).toBe(installed);
            if (reserved === 0) break;
            const held = application;
            const released = written(
              held,
              countComputers(held, 'release', '2026-12-24T01:00:00.000Z', reserved),
            );
            expect(released).toMatchObject({ status: 'WITHDRAWN', reserved: 0, stages: { WITHDRAWN: AT } });
            expect(released).not.toHaveProperty('q');
            for (const deed of ['reserve', 'allot', 'install', 'bringBack'] as const)
              expect(tried(() => written(held, countComputers(held, deed, AT)))).toBeUndefined();
            break;
          }
          expect(status).toBe(statusOf(application));
          if (status === 'QUEUED')
            expect(application).toMatchObject({
              q: 'APP#Q#QUEUED#11530',
              qs: `2026-11-02T01:00:00.000Z#${application.id}`,
              stages: { QUEUED: '2026-11-02T01:00:00.000Z' },
            });
        }
      }),
    );
  });

  test('every PC can be reserved, allotted and installed one by one, whatever the order', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), fc.infiniteStream(fc.nat(2)), (computers, choices) => {
        let application = queued(computers);
        for (let step = 0; application.status !== 'INSTALLED'; step++) {
          expect(step).toBeLessThan(500);
          const { value = 0 } = choices.next();
          const action = (['reserve', 'allot', 'install'] as const)[value] ?? 'reserve';
          application =
            tried(() => written(application, countComputers(application, action, AT))) ??
            tried(() => written(application, countComputers(application, 'reserve', AT))) ??
            tried(() => written(application, countComputers(application, 'allot', AT))) ??
            written(application, countComputers(application, 'install', AT));
        }
        expect(application.installed).toBe(computers);
      }),
      { numRuns: 50 },
    );
  });
});

test.each([
  ['WITHDRAWN', undefined, false],
  ['INELIGIBLE', undefined, false],
  ['QUEUED', undefined, true],
  ['INSTALLED', '2024-11-23T01:00:00.000Z', false],
  ['INSTALLED', '2024-11-23T01:00:00.001Z', true],
  ['INSTALLED', '2026-11-22T01:00:00.000Z', true],
] as const)(
  'a household whose last application is %s (%s): served recently %s',
  (status, INSTALLED, served) => {
    const last = queued(1, { status, stages: INSTALLED ? { INSTALLED } : {} });
    expect(servedRecently(last, new Date(AT), readCity({ CITY: 'seoul' }))).toBe(served);
  },
);
