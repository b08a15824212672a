import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { demandRights, type ScheduleDefinition, unsupportedIn } from './definition.ts';
import { readExpression } from './expression.ts';
import { openScheduler, type Scheduler } from './scheduler.ts';

const DAY = 86_400_000;
/** 10:00 in Seoul. */
const START = Date.parse('2026-11-23T01:00:00Z');

const schedule = (changes: Partial<ScheduleDefinition> = {}): ScheduleDefinition => ({
  name: 'lights-out',
  arn: 'arn:aws:scheduler:ap-northeast-2:000000000000:schedule/default/lights-out',
  times: readExpression('cron(5 0 * * ? *)', 'Asia/Seoul'),
  functionArn: 'arn:function',
  roleArn: 'arn:role',
  input: '{"job":"lights-out","at":"<aws.scheduler.scheduled-time>"}',
  ...{ attempts: 2, maxAgeMs: 12 * 3_600_000, deadLetters: 'arn:queue' },
  ...changes,
});

let now = START;
let calls: { roleArn: string; service: string; action: string; input: Record<string, unknown> }[] = [];
let fail: ((service: string) => Error | undefined) | undefined;
let settled = 0;
let folder = '';
const open: Scheduler[] = [];
function scheduler(schedules = [schedule()], most?: number): Scheduler {
  const made = openScheduler({
    ...{ schedules, folder, now: () => now, ...(most === undefined ? {} : { most }) },
    async call(roleArn, service, action, input) {
      calls.push({ roleArn, service, action, input: input as Record<string, unknown> });
      const error = fail?.(service);
      if (error) throw error;
      return {};
    },
    settled: async () => {
      settled++;
    },
  });
  open.push(made);
  return made;
}
const fired = () =>
  calls
    .filter(({ service }) => service === 'lambda')
    .map(({ input }) => (JSON.parse(String(input.Payload)) as { at: string }).at);
const named = (name: string) => Object.assign(new Error(name), { name });

beforeEach(() => {
  [now, calls, fail, settled] = [START, [], undefined, 0];
  folder = mkdtempSync(join(tmpdir(), 'ithope-scheduler-'));
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
});
afterEach(async () => {
  for (const one of open.splice(0)) await one.stop();
  vi.restoreAllMocks();
});

describe('the scheduler', () => {
  test('invokes the function at its time, as its role, with the occurrence in its input', async () => {
    const one = scheduler();
    await one.tick();
    expect(calls).toEqual([]);
    now = Date.parse('2026-11-23T15:05:00Z');
    await one.tick();
    await one.tick();
    expect(calls).toEqual([
      {
        ...{ roleArn: 'arn:role', service: 'lambda', action: 'Invoke' },
        input: {
          FunctionName: 'arn:function',
          InvocationType: 'Event',
          Payload: '{"job":"lights-out","at":"2026-11-23T15:05:00Z"}',
        },
      },
    ]);
    expect(settled).toBe(1);
  });

  test('moved over days, does each occurrence once, in order over all schedules, one after the other', async () => {
    const noon = schedule({ name: 'noon', times: readExpression('cron(0 12 * * ? *)', 'Asia/Seoul') });
    const one = scheduler([noon, schedule()]);
    now += 3 * DAY;
    await Promise.all([one.tick(), one.tick()]);
    expect(fired()).toEqual([
      ...['2026-11-23T03:00:00Z', '2026-11-23T15:05:00Z', '2026-11-24T03:00:00Z'],
      ...['2026-11-24T15:05:00Z', '2026-11-25T03:00:00Z', '2026-11-25T15:05:00Z'],
    ]);
    expect(settled).toBe(6);
  });

  test('does after a restart what came due while it was off, and never again what it did', async () => {
    const first = scheduler();
    now += DAY;
    await first.tick();
    await first.stop();
    now += 2 * DAY;
    const second = scheduler();
    second.start();
    await second.tick();
    expect(fired()).toEqual(['2026-11-23T15:05:00Z', '2026-11-24T15:05:00Z', '2026-11-25T15:05:00Z']);
    await second.stop();
    await scheduler().tick();
    expect(fired()).toHaveLength(3);
  });

  test('knows a schedule from when it first saw it: nothing is made up for before', async () => {
    await scheduler().tick();
    now += 10 * DAY;
    const later = scheduler([schedule({ name: 'new', times: readExpression('rate(1 day)', 'UTC') })]);
    await later.tick();
    expect(calls).toEqual([]);
    now += DAY;
    await later.tick();
    expect(fired()).toEqual(['2026-12-04T01:00:00Z']);
  });

  test('makes up for the latest so many, and tells how many it left out', async () => {
    const one = scheduler([schedule()], 3);
    now += 10 * DAY;
    await one.tick();
    expect(fired()).toEqual(['2026-11-30T15:05:00Z', '2026-12-01T15:05:00Z', '2026-12-02T15:05:00Z']);
    expect(console.error).toHaveBeenCalledWith(expect.stringContaining('7 occurrences are too long ago'));
  });

  test('goes by itself', async () => {
    now = Date.parse('2026-11-23T15:04:59.950Z');
    const began = Date.now();
    const at = now;
    const one = openScheduler({
      ...{ schedules: [schedule()], folder, now: () => at + Date.now() - began },
      call: async (_roleArn, service, action, input) => {
        calls.push({ roleArn: '', service, action, input: input as Record<string, unknown> });
      },
      settled: async () => undefined,
    });
    open.push(one);
    one.start();
    await vi.waitFor(() => expect(fired()).toEqual(['2026-11-23T15:05:00Z']), 2000);
    expect(one.next()).toEqual([{ name: 'lights-out', at: Date.parse('2026-11-24T15:05:00Z') }]);
  });
});

describe('what cannot be handed over', () => {
  const due = async () => {
    const one = scheduler();
    now += DAY;
    await one.tick();
  };
  const services = () => calls.map(({ service }) => service);

  test('is tried as often as the schedule says, then a dead letter', async () => {
    fail = (service) => (service === 'lambda' ? named('TooManyRequestsException') : undefined);
    await due();
    expect(services()).toEqual(['lambda', 'lambda', 'lambda', 'sqs']);
    expect(calls[3]).toMatchObject({
      roleArn: 'arn:role',
      action: 'SendMessage',
      input: { QueueUrl: 'arn:queue', MessageBody: '{"job":"lights-out","at":"2026-11-23T15:05:00Z"}' },
    });
  });

  test('is handed over when a later try succeeds', async () => {
    let tries = 0;
    fail = () => (++tries < 3 ? named('ServiceException') : undefined);
    await due();
    expect(services()).toEqual(['lambda', 'lambda', 'lambda']);
  });

  test('is not tried again when that cannot help', async () => {
    fail = (service) => (service === 'lambda' ? named('AccessDeniedException') : undefined);
    await due();
    expect(services()).toEqual(['lambda', 'sqs']);
  });

  test('is not tried for longer than the schedule says', async () => {
    fail = (service) => {
      now += 13 * 3_600_000;
      return service === 'lambda' ? named('ServiceException') : undefined;
    };
    await due();
    expect(services().slice(0, 2)).toEqual(['lambda', 'sqs']);
  });

  test('and has no place for its letter either, is told, and does not stop the next', async () => {
    fail = () => named('AccessDeniedException');
    const one = scheduler();
    now += 2 * DAY;
    await one.tick();
    expect(services()).toEqual(['lambda', 'sqs', 'lambda', 'sqs']);
    expect(console.error).toHaveBeenCalledWith(expect.stringContaining('no dead letter'));
  });

  test('when it is stopped in the middle is done after the next start: at least once', async () => {
    fail = () => named('ServiceException');
    const one = scheduler();
    now += DAY;
    const ticking = one.tick();
    await vi.waitFor(() => expect(calls.length).toBeGreaterThan(0));
    await one.stop();
    await ticking;
    [calls, fail] = [[], undefined];
    await scheduler().tick();
    expect(fired()).toEqual(['2026-11-23T15:05:00Z']);
  });
});

describe('a schedule that is not done here', () => {
  const right = {
    ScheduleExpression: 'cron(5 0 * * ? *)',
    ScheduleExpressionTimezone: 'Asia/Seoul',
    FlexibleTimeWindow: { Mode: 'OFF' },
    State: 'ENABLED',
    Target: { Arn: 'a', RoleArn: 'b', Input: '{}', RetryPolicy: { MaximumRetryAttempts: 1 } },
  };
  test.each<[object, string[]]>([
    [{}, []],
    [{ State: 'DISABLED' }, []],
    [{ State: 'SLEEPING' }, ['the state SLEEPING']],
    [{ FlexibleTimeWindow: { Mode: 'FLEXIBLE' } }, ['a window of FLEXIBLE']],
    [{ StartDate: '2026-11-23' }, ['schedule: StartDate']],
    [{ GroupName: 'x', KmsKeyArn: 'y' }, ['schedule: GroupName', 'schedule: KmsKeyArn']],
    [{ Target: { ...right.Target, SqsParameters: {} } }, ['target: SqsParameters']],
    [{ Target: { RetryPolicy: { Backoff: 1 } } }, ['retry policy: Backoff']],
    [{ ScheduleExpression: 'cron(0 0 L * ? *)' }, ['cron, day of month: L is not implemented']],
    [{ ScheduleExpressionTimezone: 'Mars/Utopia' }, ['Invalid time zone specified: Mars/Utopia']],
  ])('%j', (changes, expected) => {
    expect(unsupportedIn({ ...right, ...changes })).toEqual(expected);
  });

  test('or whose role may not do its work, keeps the cloud from starting', () => {
    const allowed = (action: string) => (_role: string, asked: string) => asked === action;
    expect(() => demandRights([schedule()], allowed('sqs:SendMessage'))).toThrow(
      /lights-out: its role arn:role may not lambda:InvokeFunction on arn:function/,
    );
    expect(() => demandRights([schedule()], allowed('lambda:InvokeFunction'))).toThrow(
      /may not sqs:SendMessage/,
    );
    expect(() => demandRights([schedule()], () => true)).not.toThrow();
  });
});
