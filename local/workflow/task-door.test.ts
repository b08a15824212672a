import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import type { Engine } from './engine.ts';
import { awaited, clearRehearsals, machine, rehearse, tokenOf } from './rehearsal.ts';
import { mintToken } from './token.ts';

afterAll(clearRehearsals);

const waiting = {
  Type: 'Task',
  Resource: awaited,
  Arguments: { token: '{% $states.context.Task.Token %}' },
  End: true,
};
const one = machine({ T: waiting });

async function withToken(definition: object = one) {
  const rehearsal = rehearse();
  const { executionArn } = await rehearsal.run(definition);
  return { ...rehearsal, executionArn, token: tokenOf(rehearsal.calls) };
}

test('a success is the task’s result', async () => {
  const { engine, token, executionArn, describe } = await withToken();
  await engine.sendTaskSuccess(token, '{"a":1}');
  expect(await describe(executionArn)).toMatchObject({ status: 'SUCCEEDED', output: '{"a":1}' });
});

test('a failure is the task’s error, which Catch knows by name', async () => {
  const { engine, token, executionArn, describe } = await withToken(
    machine({
      T: {
        ...waiting,
        Catch: [{ ErrorEquals: ['Refused'], Output: '{% $states.errorOutput.Cause %}', Next: 'Z' }],
      },
      Z: { Type: 'Succeed' },
    }),
  );
  await engine.sendTaskFailure(token, 'Refused', 'not today');
  expect(await describe(executionArn)).toMatchObject({ status: 'SUCCEEDED', output: '"not today"' });
});

const callbacks: [string, (engine: Engine, token: string) => Promise<void>][] = [
  ['success', (engine, token) => engine.sendTaskSuccess(token, '1')],
  ['failure', (engine, token) => engine.sendTaskFailure(token, 'E', 'c')],
  ['heartbeat', (engine, token) => engine.sendTaskHeartbeat(token)],
];

test.for(callbacks)('a late %s is refused and changes nothing', async ([, call]) => {
  const { engine, token, executionArn, describe } = await withToken();
  await engine.sendTaskSuccess(token, '"first"');
  const before = await describe(executionArn);
  const { events } = await engine.getExecutionHistory(executionArn);
  await expect(call(engine, token)).rejects.toMatchObject({ name: 'TaskTimedOut' });
  expect(await describe(executionArn)).toEqual(before);
  expect((await engine.getExecutionHistory(executionArn)).events).toEqual(events);
});

test.for(callbacks)('a %s for a token nobody minted is refused', async ([, call]) => {
  const { engine, token } = await withToken();
  const forged = `${token.startsWith('A') ? 'B' : 'A'}${token.slice(1)}`;
  for (const bad of [
    'x',
    `${token}x`,
    forged,
    token.slice(2),
    mintToken(Buffer.alloc(32), 'ab'.repeat(32)),
  ]) {
    await expect(call(engine, bad)).rejects.toMatchObject({ name: 'InvalidToken' });
  }
});

test('a token tells its machine, spent or not; other text tells none', async () => {
  const { engine, token, executionArn } = await withToken();
  const { stateMachineArn } = await engine.describeExecution(executionArn);
  expect(engine.stateMachineOf(token)).toBe(stateMachineArn);
  await engine.sendTaskSuccess(token, '1');
  expect([engine.stateMachineOf(token), engine.stateMachineOf('x')]).toEqual([stateMachineArn, undefined]);
});

test.for([
  ['x'.repeat(257), ''],
  ['E', 'x'.repeat(32_769)],
] as const)(
  'an error or cause past its length is refused and leaves the token good',
  async ([error, cause]) => {
    const { engine, token } = await withToken();
    await expect(engine.sendTaskFailure(token, error, cause)).rejects.toMatchObject({
      name: 'ValidationException',
    });
    await engine.sendTaskSuccess(token, '1');
  },
);

test('an output that is no JSON or too large is refused and leaves the token good', async () => {
  const { engine, token, executionArn, describe } = await withToken();
  for (const output of ['{', '', JSON.stringify('x'.repeat(262_144))]) {
    await expect(engine.sendTaskSuccess(token, output)).rejects.toMatchObject({ name: 'InvalidOutput' });
  }
  await engine.sendTaskSuccess(token, 'null');
  expect((await describe(executionArn)).output).toBe('null');
});

test('a token is spent once its deadline has passed, even before a tick has looked', async () => {
  const late = await withToken(machine({ T: { ...waiting, TimeoutSeconds: 10 } }));
  await late.pass(10);
  await expect(late.engine.sendTaskSuccess(late.token, '1')).rejects.toMatchObject({ name: 'TaskTimedOut' });
});

test('the token of an aborted execution, or of a cancelled branch, is spent', async () => {
  const { engine, token, executionArn } = await withToken();
  await engine.stopExecution(executionArn, 'Stopped', 'by hand');
  await expect(engine.sendTaskSuccess(token, '1')).rejects.toMatchObject({ name: 'TaskTimedOut' });
  const parallel = await withToken(
    machine({
      P: {
        Type: 'Parallel',
        Branches: [
          { StartAt: 'T', States: { T: waiting } },
          { StartAt: 'U', States: { U: waiting } },
        ],
        Catch: [{ ErrorEquals: ['Broken'], Next: 'W' }],
        End: true,
      },
      W: { Type: 'Wait', Seconds: 99, End: true },
    }),
  );
  await parallel.engine.sendTaskFailure(tokenOf(parallel.calls, 1), 'Broken');
  await expect(parallel.engine.sendTaskSuccess(tokenOf(parallel.calls), '1')).rejects.toMatchObject({
    name: 'TaskTimedOut',
  });
});

test('a callback may come before the call that handed the token out has answered', async () => {
  let answered: () => void = () => undefined;
  const { engine, run, describe } = rehearse(async ({ input }) => {
    await engine.sendTaskSuccess((input as { token: string }).token, '"early"');
    answered();
    throw new Error('the answer no longer counts');
  });
  const early = new Promise<void>((resolve) => (answered = resolve));
  const { executionArn } = await run(one);
  await early;
  expect(await describe(executionArn)).toMatchObject({ status: 'SUCCEEDED', output: '"early"' });
});

const act = fc.record({
  token: fc.nat({ max: 3 }),
  kind: fc.constantFrom('success', 'failure', 'heartbeat', 'reopen', 'kill', 'pass'),
});

test('whatever callbacks come in whatever order, each token is resolved at most once', {
  timeout: 60_000,
}, async () => {
  const branch = (name: string) => ({
    StartAt: name,
    States: {
      [name]: {
        ...waiting,
        HeartbeatSeconds: 100,
        Catch: [
          { ErrorEquals: ['States.ALL'], Output: '{% $states.errorOutput.Error %}', Next: `${name}-caught` },
        ],
      },
      [`${name}-caught`]: { Type: 'Pass', End: true },
    },
  });
  const definition = machine({
    P: { Type: 'Parallel', Branches: ['A', 'B', 'C', 'D'].map(branch), Next: 'Z' },
    Z: { Type: 'Succeed' },
  });
  await fc.assert(
    fc.asyncProperty(fc.array(act, { maxLength: 14 }), async (acts) => {
      const rehearsal = rehearse();
      const { executionArn } = await rehearsal.run(definition);
      const tokens = rehearsal.calls.map(({ input }) => (input as { token: string }).token);
      const outcome: (string | undefined)[] = [undefined, undefined, undefined, undefined];
      const beaten = [0, 0, 0, 0];
      let time = 0;
      const burst: Promise<void>[] = [];
      const flush = () => Promise.all(burst.splice(0));
      for (const [at, { token, kind }] of acts.entries()) {
        const id = tokens[token] ?? '';
        if (kind === 'reopen' || kind === 'kill' || kind === 'pass') {
          await flush();
          if (kind === 'pass') {
            time += 60;
            await rehearsal.pass(60);
            for (const n of outcome.keys()) {
              if (outcome[n] === undefined && time - (beaten[n] ?? 0) >= 100) outcome[n] = '"States.Timeout"';
            }
          } else await rehearsal.reopen({ killed: kind === 'kill' });
          continue;
        }
        // Calls of one burst race; the engine takes them in the order they were made.
        const open = outcome[token] === undefined;
        if (open && kind === 'success') outcome[token] = JSON.stringify(`s${at}`);
        if (open && kind === 'failure') outcome[token] = JSON.stringify(`f${at}`);
        if (open && kind === 'heartbeat') beaten[token] = time;
        const { engine } = rehearsal;
        const call: Promise<void> =
          kind === 'success'
            ? engine.sendTaskSuccess(id, JSON.stringify(`s${at}`))
            : kind === 'failure'
              ? engine.sendTaskFailure(id, `f${at}`)
              : engine.sendTaskHeartbeat(id);
        burst.push(open ? call : expect(call).rejects.toMatchObject({ name: 'TaskTimedOut' }));
      }
      await flush();
      const ended = await rehearsal.describe(executionArn);
      const done = outcome.every((value) => value !== undefined);
      expect(ended.status).toBe(done ? 'SUCCEEDED' : 'RUNNING');
      if (done) expect(ended.output).toBe(`[${outcome.join(',')}]`);
      const { events } = await rehearsal.engine.getExecutionHistory(executionArn);
      const ends = events.filter(({ type }) => /^Task(Succeeded|Failed|TimedOut)$/.test(type));
      expect(ends).toHaveLength(outcome.filter((value) => value !== undefined).length);
      expect(events.map(({ id }) => id)).toEqual(events.map((_, index) => index + 1));
      await rehearsal.engine.stop();
    }),
    { numRuns: 25 },
  );
});
