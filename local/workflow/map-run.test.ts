import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { openEngine } from './engine.ts';
import {
  awaited,
  clearRehearsals,
  machine,
  type Rehearsal,
  rehearse,
  roleArn,
  tokenOf,
  update,
} from './rehearsal.ts';

afterAll(clearRehearsals);

/** A busy machine takes its time over files. */
const PATIENT = { timeout: 20_000 };

const call = (Arguments: unknown = '{% $states.input %}') => ({ Type: 'Task', Resource: update, Arguments });
const map = (states: Record<string, object>, more: object = {}) => ({
  Type: 'Map',
  Items: '{% $states.input.items %}',
  ItemProcessor: {
    ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
    StartAt: Object.keys(states)[0],
    States: states,
  },
  Label: 'each',
  End: true,
  ...more,
});
const one = { One: { ...call(), End: true } };
const input = (count: number) => ({ items: Array.from({ length: count }, (_, n) => ({ n })) });
const sent = ({ calls }: Rehearsal) => calls.map((made) => made.input);
const numbers = (rehearsal: Rehearsal) => sent(rehearsal).map((made) => (made as { n: number }).n);
const typesOf = async ({ engine }: Rehearsal, arn: string) =>
  (await engine.getExecutionHistory(arn)).events.map(({ type }) => type);

/** The only map run of an execution. */
async function runOf({ engine }: Rehearsal, executionArn: string) {
  const { mapRuns } = await engine.listMapRuns(executionArn);
  expect(mapRuns).toHaveLength(1);
  const arn = mapRuns[0]?.mapRunArn ?? '';
  return {
    arn,
    ...(await engine.describeMapRun(arn)),
    children: (await engine.listChildren(arn)).executions,
  };
}

describe('a distributed Map', () => {
  test('gives each item to a child execution of its own, and has their outputs in the order of the items', async () => {
    const rehearsal = rehearse(async ({ input }) => (input as { n: number }).n * 10);
    const done = await rehearsal.run(machine({ M: map(one) }), input(3));
    expect(done).toMatchObject({ status: 'SUCCEEDED', output: '[0,10,20]' });
    expect(rehearsal.calls.every((made) => made.roleArn === roleArn)).toBe(true);
    const run = await runOf(rehearsal, done.executionArn);
    expect(run).toMatchObject({
      arn: expect.stringMatching(
        /^arn:aws:states:ap-northeast-2:000000000000:mapRun:machine-1\/each:[0-9a-f-]{36}$/,
      ),
      executionArn: done.executionArn,
      status: 'SUCCEEDED',
      stopDate: expect.any(Date),
      itemCounts: { total: 3, succeeded: 3, running: 0, pending: 0 },
      executionCounts: { total: 3, succeeded: 3 },
    });
    expect(run.children).toHaveLength(3);
    const child = await rehearsal.describe(run.children[0]?.executionArn ?? '');
    expect(child).toMatchObject({
      executionArn: expect.stringMatching(/:execution:machine-1\/each:[0-9a-f-]{36}$/),
      stateMachineArn: expect.stringMatching(/:stateMachine:machine-1\/each$/),
      mapRunArn: run.arn,
      status: 'SUCCEEDED',
    });
    // The children are nobody's who asks for the machine's own executions.
    const listed = await rehearsal.engine.listExecutions(done.stateMachineArn);
    expect(listed.executions.map(({ executionArn }) => executionArn)).toEqual([done.executionArn]);
    expect(await typesOf(rehearsal, done.executionArn)).toEqual([
      'ExecutionStarted',
      'MapStateEntered',
      'MapStateStarted',
      'MapRunStarted',
      'MapRunSucceeded',
      'MapStateSucceeded',
      'MapStateExited',
      'ExecutionSucceeded',
    ]);
    expect(await typesOf(rehearsal, child.executionArn)).toEqual([
      'ExecutionStarted',
      'TaskStateEntered',
      'TaskScheduled',
      'TaskStarted',
      'TaskSucceeded',
      'TaskStateExited',
      'ExecutionSucceeded',
    ]);
    expect(rehearsal.engine.transitions(done.executionArn)).toBe(1);
    expect(rehearsal.engine.transitions(child.executionArn)).toBe(1);
  });

  test('hands items over in batches, each with what all have in common', async () => {
    const rehearsal = rehearse();
    const ItemBatcher = { MaxItemsPerBatch: 2, BatchInput: { of: '{% $states.input.items[0].n %}' } };
    const ItemSelector = {
      at: '{% $states.context.Map.Item.Index %}',
      n: '{% $states.context.Map.Item.Value.n %}',
    };
    const done = await rehearsal.run(machine({ M: map(one, { ItemBatcher, ItemSelector }) }), input(3));
    expect(done.status).toBe('SUCCEEDED');
    // Children run at once: in which order they call is nobody's promise.
    const batches = sent(rehearsal) as { Items: unknown[] }[];
    expect(batches.toSorted((a, b) => b.Items.length - a.Items.length)).toEqual([
      {
        BatchInput: { of: 0 },
        Items: [
          { at: 0, n: 0 },
          { at: 1, n: 1 },
        ],
      },
      { BatchInput: { of: 0 }, Items: [{ at: 2, n: 2 }] },
    ]);
    const run = await runOf(rehearsal, done.executionArn);
    expect(run).toMatchObject({ itemCounts: { total: 3, succeeded: 3 }, executionCounts: { total: 2 } });
    expect(run.children.map(({ itemCount }) => itemCount).sort()).toEqual([1, 2]);
  });

  test('has nothing to do without items', async () => {
    const rehearsal = rehearse();
    const done = await rehearsal.run(machine({ M: map(one) }), input(0));
    expect(done).toMatchObject({ status: 'SUCCEEDED', output: '[]' });
    expect(rehearsal.calls).toEqual([]);
  });

  test('has at most so many children at once, and shows how far it is', async () => {
    const rehearsal = rehearse();
    const states = {
      One: { ...call({ token: '{% $states.context.Task.Token %}' }), Resource: awaited, End: true },
    };
    const { executionArn } = await rehearsal.run(
      machine({ M: map(states, { MaxConcurrency: 2 }) }),
      input(5),
    );
    for (const [count, itemCounts] of [
      [2, { pending: 3, running: 2, succeeded: 0 }],
      [3, { pending: 2, running: 2, succeeded: 1 }],
      [4, { pending: 1, running: 2, succeeded: 2 }],
      [5, { pending: 0, running: 2, succeeded: 3 }],
    ] as const) {
      expect(rehearsal.calls).toHaveLength(count);
      expect(await runOf(rehearsal, executionArn)).toMatchObject({ status: 'RUNNING', itemCounts });
      await rehearsal.engine.sendTaskSuccess(tokenOf(rehearsal.calls, count - 2), '1');
      await rehearsal.rest();
    }
    expect((await rehearsal.describe(executionArn)).status).toBe('RUNNING');
    await rehearsal.engine.sendTaskSuccess(tokenOf(rehearsal.calls, 4), '1');
    await rehearsal.rest();
    expect(await rehearsal.describe(executionArn)).toMatchObject({
      status: 'SUCCEEDED',
      output: '[1,1,1,1,1]',
    });
  });

  test('retries belong to the children', async () => {
    let failures = 2;
    const rehearsal = rehearse(async ({ input }) => {
      if ((input as { n: number }).n === 1 && failures-- > 0)
        throw Object.assign(new Error('busy'), { name: 'ThrottlingException' });
      return {};
    });
    const Retry = [{ ErrorEquals: ['DynamoDb.ThrottlingException'], IntervalSeconds: 5, MaxAttempts: 2 }];
    const { executionArn } = await rehearsal.run(
      machine({ M: map({ One: { ...call(), Retry, End: true } }) }),
      input(3),
    );
    expect(numbers(rehearsal).sort()).toEqual([0, 1, 2]);
    await rehearsal.pass(5);
    await rehearsal.pass(10);
    expect(numbers(rehearsal).sort()).toEqual([0, 1, 1, 1, 2]);
    expect((await rehearsal.describe(executionArn)).status).toBe('SUCCEEDED');
  });
});

describe('a child that fails', () => {
  const failing = (n: number) =>
    rehearse(async ({ input }) => {
      const made = input as { n: number };
      if (made.n === n) throw Object.assign(new Error('no'), { name: 'ValidationException' });
      return made.n < n ? {} : new Promise(() => undefined);
    });

  test('ends the Map by its own error, and its sisters are stopped', async () => {
    const rehearsal = failing(1);
    const stateMachineArn = rehearsal.deploy(machine({ M: map(one, { MaxConcurrency: 3 }) }));
    const { executionArn } = await rehearsal.engine.startExecution({
      stateMachineArn,
      input: JSON.stringify(input(6)),
    });
    await expect.poll(async () => (await rehearsal.describe(executionArn)).status, PATIENT).toBe('FAILED');
    expect(await rehearsal.describe(executionArn)).toMatchObject({
      error: 'States.ExceedToleratedFailureThreshold',
      cause: 'The specified tolerated failure threshold was exceeded',
    });
    expect(await typesOf(rehearsal, executionArn)).toEqual(
      expect.arrayContaining(['MapRunFailed', 'MapStateFailed', 'ExecutionFailed']),
    );
    await expect
      .poll(
        async () => (await runOf(rehearsal, executionArn)).children.map(({ status }) => status).sort(),
        PATIENT,
      )
      .not.toContain('RUNNING');
    const run = await runOf(rehearsal, executionArn);
    expect(run).toMatchObject({ status: 'FAILED', itemCounts: { failed: 1, total: 6 } });
    expect(run.children.map(({ status }) => status)).toContain('ABORTED');
    expect(numbers(rehearsal)).not.toContain(5);
  });

  test('can be caught, and tried again by another map run', async () => {
    let failed = false;
    const rehearsal = rehearse(async ({ input }) => {
      if ((input as { n: number }).n === 1 && !failed) {
        failed = true;
        throw Object.assign(new Error('no'), { name: 'ValidationException' });
      }
      return {};
    });
    const Retry = [{ ErrorEquals: ['States.ExceedToleratedFailureThreshold'], IntervalSeconds: 1 }];
    const { executionArn } = await rehearsal.run(machine({ M: map(one, { Retry }) }), input(2));
    await rehearsal.pass(1);
    expect(await rehearsal.describe(executionArn)).toMatchObject({ status: 'SUCCEEDED', output: '[{},{}]' });
    expect((await rehearsal.engine.listMapRuns(executionArn)).mapRuns).toHaveLength(2);
    expect(numbers(rehearsal).sort()).toEqual([0, 0, 1, 1]);
  });
});

describe('what keeps a Map from running', () => {
  test.each(['states:StartExecution', 'states:DescribeExecution', 'states:StopExecution'])(
    'a role without %s on its own machine',
    async (missing) => {
      const { folder } = rehearse();
      const asked: [string, string][] = [];
      const engine = openEngine({
        folder: `${folder}/denied`,
        now: () => 0,
        invoke: async () => ({}),
        permits: (role, action, resource) => {
          expect(role).toBe(roleArn);
          asked.push([action, resource]);
          return action !== missing;
        },
      });
      const arn = 'arn:aws:states:ap-northeast-2:000000000000:stateMachine:m';
      engine.deploy({ arn, name: 'm', roleArn, definition: machine({ M: map(one) }) });
      const { executionArn } = await engine.startExecution({
        stateMachineArn: arn,
        input: JSON.stringify(input(1)),
      });
      expect(await engine.describeExecution(executionArn)).toMatchObject({
        status: 'FAILED',
        error: 'States.Permissions',
        cause: expect.stringContaining(missing),
      });
      const execution = `${arn.replace('stateMachine', 'execution')}:*`;
      for (const [action, resource] of asked)
        expect(resource).toBe(action === 'states:StartExecution' ? arn : execution);
      await engine.stop();
    },
  );

  test('items that are no list, and an input that is too large', async () => {
    const rehearsal = rehearse();
    expect(await rehearsal.run(machine({ M: map(one) }), { items: 1 })).toMatchObject({
      error: 'States.QueryEvaluationError',
    });
    const large = map(one, { ItemSelector: { text: "{% $pad('x', 300000) %}" } });
    expect(await rehearsal.run(machine({ M: large }), input(1))).toMatchObject({
      error: 'States.DataLimitExceeded',
    });
    expect(rehearsal.calls).toEqual([]);
  });

  test('nothing that its children could have seen of the machine around them', async () => {
    const rehearsal = rehearse();
    const states = { One: { Type: 'Pass', Output: '{% $outer %}', End: true } };
    const done = await rehearsal.run(
      machine({ A: { Type: 'Pass', Assign: { outer: 1 }, Next: 'M' }, M: map(states) }),
      input(1),
    );
    expect(done).toMatchObject({ status: 'FAILED', error: 'States.ExceedToleratedFailureThreshold' });
    const [child] = (await runOf(rehearsal, done.executionArn)).children;
    expect(await rehearsal.describe(child?.executionArn ?? '')).toMatchObject({
      error: 'States.QueryEvaluationError',
    });
  });
});

describe('a Map that is let go of', () => {
  const states = {
    One: { ...call({ token: '{% $states.context.Task.Token %}' }), Resource: awaited, End: true },
  };

  test('by stopping its execution: the children are stopped with it', async () => {
    const rehearsal = rehearse();
    const { executionArn } = await rehearsal.run(
      machine({ M: map(states, { MaxConcurrency: 2 }) }),
      input(3),
    );
    await rehearsal.engine.stopExecution(executionArn);
    await rehearsal.rest();
    const run = await runOf(rehearsal, executionArn);
    expect(run).toMatchObject({ status: 'ABORTED', itemCounts: { aborted: 3, running: 0, pending: 0 } });
    expect(run.children.map(({ status }) => status)).toEqual(['ABORTED', 'ABORTED']);
    await expect(rehearsal.engine.sendTaskSuccess(tokenOf(rehearsal.calls), '1')).rejects.toThrow();
  });

  test('while nothing ran: the next start stops them', async () => {
    const rehearsal = rehearse();
    const definition = machine({ M: map(states) }, { TimeoutSeconds: 10 });
    const { executionArn } = await rehearsal.run(definition, input(2));
    await rehearsal.engine.stop();
    await rehearsal.pass(20);
    await rehearsal.reopen();
    await rehearsal.engine.tick();
    await rehearsal.rest();
    const run = await runOf(rehearsal, executionArn);
    expect((await rehearsal.describe(executionArn)).status).toBe('TIMED_OUT');
    expect(run.children.map(({ status }) => status)).toEqual(['ABORTED', 'ABORTED']);
  });
});

test('killed with -9 in the middle, again and again: every item is done, and its end counted once', async () => {
  const items = 80;
  const folder = mkdtempSync(join(tmpdir(), 'map-killed-'));
  const witness = join(folder, 'witness');
  const program = new URL('./map-kill.fixture.ts', import.meta.url).pathname;
  /** @returns whether it came to its own end */
  async function live(ms: number): Promise<boolean> {
    const child = spawn(process.execPath, [program, join(folder, 'data'), witness, String(items)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = once(child, 'exit') as Promise<[number | null]>;
    await Promise.race([once(child.stdout, 'data'), ended]);
    const timer = setTimeout(() => child.kill('SIGKILL'), ms);
    const [code] = await ended;
    clearTimeout(timer);
    return code === 0;
  }
  let kills = 0;
  for (const ms of [40, 90, 15, 150]) if (!(await live(ms))) kills += 1;
  expect(kills).toBeGreaterThan(1);
  expect(await live(60_000)).toBe(true);

  const engine = openEngine({ folder: join(folder, 'data'), now: Date.now, invoke: async () => ({}) });
  const arn = 'arn:aws:states:ap-northeast-2:000000000000:execution:kill:only';
  const numbered = Array.from({ length: items }, (_, n) => n + 1);
  const { status, output = '' } = await engine.describeExecution(arn);
  expect([status, JSON.parse(output)]).toEqual(['SUCCEEDED', numbered]);
  const done = readFileSync(witness, 'utf8').trim().split('\n').map(Number);
  expect([...new Set(done)].sort((a, b) => a - b)).toEqual(numbered);
  // What was under way at a kill is called again, four at most each time; nothing else is.
  expect(done.length).toBeLessThanOrEqual(items + 4 * kills);
  const { mapRuns } = await engine.listMapRuns(arn);
  const mapRunArn = mapRuns[0]?.mapRunArn ?? '';
  expect(mapRuns).toHaveLength(1);
  const none = { failed: 0, aborted: 0, timedOut: 0, running: 0, pending: 0 };
  const { itemCounts } = await engine.describeMapRun(mapRunArn);
  expect(itemCounts).toMatchObject({ total: items, succeeded: items, ...none });
  const { executions } = await engine.listChildren(mapRunArn, { maxResults: 1000 });
  expect(executions.map((child) => child.status)).toEqual(Array(items).fill('SUCCEEDED'));
  await engine.stop();
  rmSync(folder, { recursive: true, maxRetries: 5 });
}, 120_000);
