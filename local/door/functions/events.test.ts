import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openAuthority } from '../authority.ts';
import { openQueues } from '../queues/store.ts';
import { functionArn, QUEUE, resource, roleArn, sampleCloud } from '../sample-cloud.ts';
import type { AsyncPolicy } from './destinations.ts';
import { demandDestinations, readAsyncPolicy } from './destinations.ts';
import { openEventQueue } from './events.ts';

const NAME = functionArn('Project');
const standard: AsyncPolicy = { retries: 2, maxAgeMs: 3_600_000 };
const failed = { status: 200, payload: { errorType: 'Odd' }, functionError: 'Unhandled' };
const done = { status: 200, payload: 'done' };

function start(
  answers: (object | 'hang')[],
  policy: Partial<AsyncPolicy> = {},
  folder = mkdtempSync(join(tmpdir(), 'ev-')),
) {
  const calls: unknown[] = [];
  const queues = openQueues(sampleCloud(), join(folder, 'queues'), Date.now);
  const events = openEventQueue({
    folder: join(folder, 'events'),
    now: Date.now,
    policyOf: () => ({ ...standard, ...policy }),
    queues,
    invoke: async (arn, payload) => {
      calls.push([arn, payload]);
      const answer = answers.shift() ?? done;
      if (answer === 'hang') await new Promise(() => {});
      return answer as typeof done;
    },
  });
  const waiting = () => readdirSync(join(folder, 'events')).length;
  return { events, calls, queues, folder, waiting };
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  vi.spyOn(console, 'error').mockImplementation(() => {});
});
afterEach(() => vi.useRealTimers());

describe('events that nobody waits for', () => {
  it.each<[string, object[], Partial<AsyncPolicy>, calls: number, letters: object[]]>([
    ['one that is taken', [done], {}, 1, []],
    ['one that fails twice', [failed, failed, done], {}, 3, []],
    ['one that always fails', [failed, failed, failed], {}, 3, []],
    ['one that may not be retried', [failed], { retries: 0 }, 1, []],
    [
      'throttling, which is no failure',
      [...Array(6).fill({ status: 429, payload: null }), done],
      { retries: 0 },
      7,
      [],
    ],
    [
      'a failure with a destination',
      [failed, failed, failed],
      { onFailure: QUEUE },
      3,
      [
        {
          requestContext: { condition: 'RetriesExhausted', approximateInvokeCount: 3 },
          requestPayload: { a: 1 },
        },
      ],
    ],
    ['a failure with a dead letter queue', [failed], { retries: 0, deadLetters: QUEUE }, 1, [{ a: 1 }]],
    ['a success with a destination', [done], { onSuccess: QUEUE }, 1, [{ responsePayload: 'done' }]],
    [
      'an old event',
      [failed],
      { maxAgeMs: -1, onFailure: QUEUE },
      1,
      [{ requestContext: { condition: 'EventAgeExceeded' } }],
    ],
  ])('%s', async (_, answers, policy, count, letters) => {
    const { events, calls, queues, waiting } = start(answers, policy);
    events.accept(NAME, { a: 1 });
    await vi.runAllTimersAsync();
    await events.settled();
    expect(calls).toEqual(Array(count).fill([NAME, { a: 1 }]));
    expect(queues.messages(QUEUE).map(({ body }) => JSON.parse(body))).toMatchObject(letters);
    expect(waiting()).toBe(0);
  });

  it('outlive a restart', async () => {
    const first = start(['hang']);
    first.events.accept(NAME, { a: 1 });
    first.events.stop();
    const second = start([done], {}, first.folder);
    second.events.resume();
    await second.events.settled();
    expect(second.calls).toEqual([[NAME, { a: 1 }]]);
    expect(second.waiting()).toBe(0);
  });
});

describe('what a function does with such events', () => {
  const config = (destination: string) =>
    resource('Config', 'AWS::Lambda::EventInvokeConfig', 'config', {
      FunctionName: 'Project',
      Qualifier: '$LATEST',
      MaximumRetryAttempts: 1,
      MaximumEventAgeInSeconds: 60,
      DestinationConfig: { OnFailure: { Destination: destination } },
    });
  const called = (cloud: ReturnType<typeof sampleCloud>) =>
    cloud.ofType('AWS::Lambda::Function').find(({ arn }) => arn === NAME) as ReturnType<typeof resource>;

  it('is read from the template', () => {
    const cloud = sampleCloud(config(QUEUE));
    expect(readAsyncPolicy(called(cloud), cloud)).toEqual({
      retries: 1,
      maxAgeMs: 60_000,
      onFailure: QUEUE,
      deadLetters: QUEUE,
    });
  });

  it.each([
    [QUEUE.replace('Failed', 'Other'), /sqs:SendMessage/],
    ['arn:aws:sns:ap-northeast-2:000000000000:topic', /not implemented/],
  ])('needs the right to its destination: %s', (destination, message) => {
    const cloud = sampleCloud(config(destination));
    const authority = openAuthority(cloud, Date.now);
    expect(authority.roles.has(roleArn('Project'))).toBe(true);
    expect(() => demandDestinations(authority, called(cloud), cloud)).toThrow(message);
  });
});
