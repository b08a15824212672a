import fc from 'fast-check';
import { expect, test } from 'vitest';
import { errorIsNamed } from './errors.ts';
import { grantRetry, retryDelay } from './retry.ts';

test.for([
  [{}, 1, 1000],
  [{}, 2, 2000],
  [{}, 3, 4000],
  [{ IntervalSeconds: 3, BackoffRate: 1.5 }, 3, 6750],
  [{ IntervalSeconds: 10, BackoffRate: 10, MaxDelaySeconds: 60 }, 3, 60_000],
] as const)('%o waits before attempt %d for %d ms', ([fields, attempt, delay]) => {
  expect(retryDelay({ ErrorEquals: [], ...fields }, attempt)).toBe(delay);
});

test('full jitter stays between nothing and the plain delay', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 8 }),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      (attempt, drawn) => {
        const jittered = retryDelay({ ErrorEquals: [], JitterStrategy: 'FULL' }, attempt, () => drawn);
        expect(jittered).toBeGreaterThanOrEqual(0);
        expect(jittered).toBeLessThanOrEqual(retryDelay({ ErrorEquals: [] }, attempt));
      },
    ),
  );
});

test.for([
  [['States.ALL'], 'Any.Error', false, true],
  [['States.ALL'], 'States.DataLimitExceeded', false, false],
  [['States.ALL', 'States.Runtime'], 'States.Runtime', false, false],
  [['States.DataLimitExceeded'], 'States.DataLimitExceeded', false, true],
  [['States.TaskFailed'], 'Any.Error', false, true],
  [['States.TaskFailed'], 'States.Timeout', false, false],
  [['States.HeartbeatTimeout'], 'States.Timeout', false, false],
  [['States.HeartbeatTimeout'], 'States.Timeout', true, true],
  [['any.error'], 'Any.Error', false, false],
  [[], 'Any.Error', false, false],
] as const)('%o names %s (heartbeat %s): %s', ([names, error, heartbeat, named]) => {
  expect(errorIsNamed(names, error, heartbeat)).toBe(named);
});

test('a retrier grants exactly its MaxAttempts, whatever other errors come between', () => {
  fc.assert(
    fc.property(
      fc.nat({ max: 4 }),
      fc.array(fc.constantFrom('A', 'B'), { maxLength: 30 }),
      (most, errors) => {
        const retriers = [
          { ErrorEquals: ['A'], MaxAttempts: most },
          { ErrorEquals: ['B'], MaxAttempts: 100 },
        ];
        const attempts = [0, 0];
        let granted = 0;
        for (const error of errors) {
          const grant = grantRetry(retriers, attempts, error, false);
          if (!grant) continue;
          attempts[grant.index] = grant.attempt;
          if (error === 'A') granted += 1;
        }
        expect(granted).toBe(Math.min(most, errors.filter((error) => error === 'A').length));
      },
    ),
  );
});
