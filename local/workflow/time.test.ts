import { afterAll, expect, test, vi } from 'vitest';
import { awaited, clearRehearsals, machine, rehearse, tokenOf, update } from './rehearsal.ts';

afterAll(clearRehearsals);

const end = { Type: 'Succeed', Output: '{% $states.input %}' };

test.for([
  { what: 'Seconds', fields: { Seconds: 90 }, seconds: 90 },
  { what: 'computed Seconds', fields: { Seconds: '{% $states.input.s * 2 %}' }, seconds: 40 },
  { what: 'Timestamp', fields: { Timestamp: '2026-11-23T01:00:00Z' }, seconds: 3600 },
  { what: 'computed Timestamp', fields: { Timestamp: '{% $fromMillis($millis() + 7000) %}' }, seconds: 7 },
  { what: 'Timestamp with a zone', fields: { Timestamp: '2026-11-23T09:00:30+09:00' }, seconds: 30 },
])('Wait until $what: not a second early', async ({ fields, seconds }) => {
  const { run, pass, describe, engine, now } = rehearse();
  const { executionArn } = await run(machine({ W: { Type: 'Wait', ...fields, Next: 'Z' }, Z: end }), {
    s: 20,
  });
  expect(engine.nextDeadline()).toBe(now() + seconds * 1000);
  await pass(seconds - 1);
  expect((await describe(executionArn)).status).toBe('RUNNING');
  await pass(1);
  expect((await describe(executionArn)).status).toBe('SUCCEEDED');
  expect(engine.nextDeadline()).toBeUndefined();
});

test.for([
  ['a Timestamp that has passed', { Timestamp: '2026-01-01T00:00:00Z' }, 'SUCCEEDED'],
  ['zero Seconds', { Seconds: 0 }, 'SUCCEEDED'],
  ['negative Seconds', { Seconds: '{% -1 %}' }, 'FAILED'],
  ['a Timestamp without a zone', { Timestamp: "{% '2026-11-23T01:00:00' %}" }, 'FAILED'],
] as const)('Wait with %s', async ([, fields, status]) => {
  const { run } = rehearse();
  expect((await run(machine({ W: { Type: 'Wait', ...fields, Next: 'Z' }, Z: end }))).status).toBe(status);
});

const timeouts = [
  { what: 'TimeoutSeconds', fields: { TimeoutSeconds: 60 }, names: 'States.Timeout', after: 60 },
  {
    what: 'computed TimeoutSeconds',
    fields: { TimeoutSeconds: '{% 50 + 10 %}' },
    names: 'States.ALL',
    after: 60,
  },
  {
    what: 'a missed heartbeat',
    fields: { HeartbeatSeconds: 20 },
    names: 'States.HeartbeatTimeout',
    after: 20,
  },
  {
    what: 'a missed heartbeat as a timeout',
    fields: { HeartbeatSeconds: 20 },
    names: 'States.Timeout',
    after: 20,
  },
];

test.for(timeouts)('a callback task ends by $what, caught as $names', async ({ fields, names, after }) => {
  const { run, pass, describe } = rehearse();
  const Catch = [{ ErrorEquals: [names], Output: '{% $states.errorOutput.Error %}', Next: 'Z' }];
  const task = { Type: 'Task', Resource: awaited, Arguments: {}, ...fields, Catch, End: true };
  const { executionArn } = await run(machine({ T: task, Z: end }));
  await pass(after - 1);
  expect((await describe(executionArn)).status).toBe('RUNNING');
  await pass(1);
  expect(await describe(executionArn)).toMatchObject({ status: 'SUCCEEDED', output: '"States.Timeout"' });
});

test('States.TaskFailed and States.HeartbeatTimeout do not take an overall timeout', async () => {
  const { run, pass, describe } = rehearse();
  const Catch = [{ ErrorEquals: ['States.TaskFailed', 'States.HeartbeatTimeout'], Next: 'Z' }];
  const task = { Type: 'Task', Resource: awaited, Arguments: {}, TimeoutSeconds: 5, Catch, End: true };
  const { executionArn } = await run(machine({ T: task, Z: end }));
  await pass(5);
  expect(await describe(executionArn)).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
});

test('heartbeats keep a task alive, but not past its TimeoutSeconds', async () => {
  const { run, pass, describe, calls, engine } = rehearse();
  const Arguments = { token: '{% $states.context.Task.Token %}' };
  const task = {
    Type: 'Task',
    Resource: awaited,
    Arguments,
    TimeoutSeconds: 50,
    HeartbeatSeconds: 20,
    End: true,
  };
  const { executionArn } = await run(machine({ T: task }));
  const token = tokenOf(calls);
  for (const seconds of [15, 15, 15]) {
    await pass(seconds);
    await engine.sendTaskHeartbeat(token);
  }
  expect((await describe(executionArn)).status).toBe('RUNNING');
  await pass(5);
  expect(await describe(executionArn)).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
});

test('an answer that comes after the timeout changes nothing', async () => {
  let answer: (value: unknown) => void = () => undefined;
  const { engine, calls, deploy, pass, describe, rest } = rehearse(
    () => new Promise((resolve) => (answer = resolve)),
  );
  const Catch = [{ ErrorEquals: ['States.Timeout'], Output: 'late', Next: 'Z' }];
  const task = { Type: 'Task', Resource: update, Arguments: {}, TimeoutSeconds: 3, Catch, End: true };
  const stateMachineArn = deploy(machine({ T: task, Z: end }));
  const { executionArn } = await engine.startExecution({ stateMachineArn, input: '{}' });
  await vi.waitFor(() => expect(calls).toHaveLength(1), 10_000);
  // Resting means that no call is under way, which here is only after the answer.
  const ticking = pass(3);
  await vi.waitFor(async () => expect((await describe(executionArn)).status).toBe('SUCCEEDED'), 10_000);
  answer({ Item: 1 });
  await ticking;
  await rest();
  expect(await describe(executionArn)).toMatchObject({ status: 'SUCCEEDED', output: '"late"' });
});

test('TimeoutSeconds of the machine ends it as TIMED_OUT, with the error in the history only', async () => {
  const { run, pass, describe, engine } = rehearse();
  const { executionArn } = await run(
    machine({ W: { Type: 'Wait', Seconds: 500, End: true } }, { TimeoutSeconds: 30 }),
  );
  await pass(30);
  const ended = await describe(executionArn);
  expect(ended).toMatchObject({ status: 'TIMED_OUT' });
  expect(ended).not.toHaveProperty('error');
  const { events } = await engine.getExecutionHistory(executionArn);
  expect(events.at(-1)).toMatchObject({
    type: 'ExecutionTimedOut',
    executionTimedOutEventDetails: { error: 'States.Timeout' },
  });
});

test('one move of the clock over several deadlines ends each state at its own turn', async () => {
  const { run, pass, describe, engine } = rehearse();
  const wait = (Next: string) => ({ Type: 'Wait', Seconds: 10, Next });
  const { executionArn } = await run(machine({ A: wait('B'), B: wait('Z'), Z: end }));
  await pass(1000);
  // The second wait began when the first was noticed: now.
  expect((await describe(executionArn)).status).toBe('RUNNING');
  expect(engine.transitions(executionArn)).toBe(2);
  await pass(10);
  expect((await describe(executionArn)).status).toBe('SUCCEEDED');
});

const named = (name: string) => Object.assign(new Error('no'), { name });

test('Retry waits interval × rate^n, counts each retrier by itself, and is billed', async () => {
  const errors = ['A', 'B', 'A', 'B'];
  const seen: unknown[] = [];
  const { run, pass, describe, calls, engine } = rehearse(async ({ input }) => {
    seen.push((input as { n: number }).n);
    const error = errors.shift();
    if (error) throw named(`Sdk.${error}`);
    return 'done';
  });
  const Retry = [
    { ErrorEquals: ['Sdk.A'], IntervalSeconds: 4, BackoffRate: 3, MaxAttempts: 2 },
    { ErrorEquals: ['States.ALL'], IntervalSeconds: 2, MaxDelaySeconds: 3 },
  ];
  const Arguments = { n: '{% $states.context.State.RetryCount %}' };
  const task = { Type: 'Task', Resource: update, Arguments, Retry, End: true };
  const { executionArn } = await run(machine({ T: task }));
  for (const [seconds, made] of [
    [4, 2],
    [2, 3],
    [12, 4],
    [3, 5],
  ] as const) {
    await pass(seconds - 1);
    expect(calls).toHaveLength(made - 1);
    await pass(1);
    expect(calls).toHaveLength(made);
  }
  expect(await describe(executionArn)).toMatchObject({ status: 'SUCCEEDED', output: '"done"' });
  expect(seen).toEqual([0, 1, 2, 3, 4]);
  expect(engine.transitions(executionArn)).toBe(5);
});

test('a spent retrier gives way to Catch; MaxAttempts 0 never retries', async () => {
  const { run, pass, describe, calls } = rehearse(async () => {
    throw named('Sdk.A');
  });
  const Retry = [{ ErrorEquals: ['Sdk.A'], MaxAttempts: 1 }, { ErrorEquals: ['States.ALL'] }];
  const Catch = [{ ErrorEquals: ['Sdk.A'], Output: 'caught', Next: 'Z' }];
  const { executionArn } = await run(
    machine({ T: { Type: 'Task', Resource: update, Arguments: {}, Retry, Catch, End: true }, Z: end }),
  );
  await pass(1);
  expect(calls).toHaveLength(2);
  expect(await describe(executionArn)).toMatchObject({ status: 'SUCCEEDED', output: '"caught"' });
  const never = {
    Type: 'Task',
    Resource: update,
    Arguments: {},
    Retry: [{ ErrorEquals: ['States.ALL'], MaxAttempts: 0 }],
    End: true,
  };
  expect((await run(machine({ T: never }))).status).toBe('FAILED');
});

test('a retried callback task has a new token, and the old one is spent', async () => {
  const { run, pass, calls, engine, describe } = rehearse();
  const Retry = [{ ErrorEquals: ['Again'], IntervalSeconds: 1 }];
  const Arguments = { token: '{% $states.context.Task.Token %}' };
  const { executionArn } = await run(
    machine({ T: { Type: 'Task', Resource: awaited, Arguments, Retry, End: true } }),
  );
  const first = tokenOf(calls);
  await engine.sendTaskFailure(first, 'Again', 'once more');
  await pass(1);
  const second = tokenOf(calls, 1);
  expect(second).not.toBe(first);
  await expect(engine.sendTaskSuccess(first, '1')).rejects.toMatchObject({ name: 'TaskTimedOut' });
  await engine.sendTaskSuccess(second, '2');
  expect(await describe(executionArn)).toMatchObject({ status: 'SUCCEEDED', output: '2' });
});

test('Retry of a Map runs all of it again', async () => {
  let failures = 1;
  const { run, pass, describe, calls } = rehearse(async ({ input }) => {
    if (input === 2 && failures-- > 0) throw named('Sdk.A');
    return input;
  });
  const iteration = { Type: 'Task', Resource: update, Arguments: '{% $states.input %}', End: true };
  const map = {
    Type: 'Map',
    Items: [1, 2],
    ItemProcessor: { StartAt: 'I', States: { I: iteration } },
    Retry: [{ ErrorEquals: ['Sdk.A'], IntervalSeconds: 1 }],
    End: true,
  };
  const { executionArn } = await run(machine({ M: map }));
  await pass(1);
  expect(await describe(executionArn)).toMatchObject({ status: 'SUCCEEDED', output: '[1,2]' });
  expect(calls).toHaveLength(4);
});
