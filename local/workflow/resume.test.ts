import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openEngine } from './engine.ts';
import { awaited, clearRehearsals, machine, rehearse, tokenOf, update } from './rehearsal.ts';

afterAll(clearRehearsals);

const waiting = { Type: 'Task', Resource: awaited, Arguments: { token: '{% $states.context.Task.Token %}' } };

test('a waiting token, variables and a running clock survive a restart', async () => {
  const rehearsal = rehearse();
  const { executionArn } = await rehearsal.run(
    machine({
      A: { Type: 'Pass', Assign: { kept: 'yes' }, Next: 'T' },
      T: { ...waiting, TimeoutSeconds: 100, Next: 'W' },
      W: { Type: 'Wait', Seconds: 50, Next: 'Z' },
      Z: { Type: 'Succeed', Output: '{% $kept %}' },
    }),
  );
  await rehearsal.reopen();
  expect(rehearsal.calls).toHaveLength(1);
  await rehearsal.engine.sendTaskSuccess(tokenOf(rehearsal.calls), '1');
  await rehearsal.reopen({ killed: true });
  await rehearsal.pass(50);
  expect(await rehearsal.describe(executionArn)).toMatchObject({ status: 'SUCCEEDED', output: '"yes"' });
});

test('a call that had not answered is made again, with the same request', async () => {
  const rehearsal = rehearse(() => new Promise(() => undefined));
  const stateMachineArn = rehearsal.deploy(
    machine({ T: { Type: 'Task', Resource: update, Arguments: { id: '{% $uuid() %}' }, End: true } }),
  );
  const { executionArn } = await rehearsal.engine.startExecution({ stateMachineArn, input: '{}' });
  expect(rehearsal.calls).toHaveLength(1);
  await rehearsal.reopen({ invoke: async () => 'second' });
  expect(rehearsal.calls).toHaveLength(2);
  expect(rehearsal.calls[1]).toEqual(rehearsal.calls[0]);
  expect(await rehearsal.describe(executionArn)).toMatchObject({ status: 'SUCCEEDED', output: '"second"' });
});

test('a deadline that passed while nothing ran is acted on at the next start', async () => {
  const rehearsal = rehearse();
  const { executionArn } = await rehearsal.run(machine({ T: { ...waiting, TimeoutSeconds: 10, End: true } }));
  await rehearsal.engine.stop();
  await rehearsal.pass(20);
  expect((await rehearsal.describe(executionArn)).status).toBe('RUNNING');
  await rehearsal.reopen();
  await rehearsal.engine.tick();
  expect(await rehearsal.describe(executionArn)).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
});

test('a running execution keeps the definition it began with', async () => {
  const rehearsal = rehearse();
  const wait = (Output: string) => machine({ W: { Type: 'Wait', Seconds: 5, Output, End: true } });
  const stateMachineArn = rehearsal.deploy(wait('old'), 'same');
  const old = await rehearsal.engine.startExecution({ stateMachineArn, input: '{}' });
  await rehearsal.reopen();
  rehearsal.deploy(wait('new'), 'same');
  const young = await rehearsal.engine.startExecution({ stateMachineArn, input: '{}' });
  await rehearsal.pass(5);
  expect((await rehearsal.describe(old.executionArn)).output).toBe('"old"');
  expect((await rehearsal.describe(young.executionArn)).output).toBe('"new"');
});

test('ended executions are not read at start, and are still known', async () => {
  const rehearsal = rehearse();
  const { executionArn } = await rehearsal.run(machine({ A: { Type: 'Pass', End: true } }));
  await rehearsal.reopen();
  expect(readdirSync(join(rehearsal.folder, 'running'))).toEqual([]);
  expect(await rehearsal.describe(executionArn)).toMatchObject({ status: 'SUCCEEDED', output: '{}' });
  expect(rehearsal.engine.transitions(executionArn)).toBe(1);
});

test('calls wait until their services are ready, and a stop before that leaves them for the next start', async () => {
  const rehearsal = rehearse(() => new Promise(() => undefined));
  const stateMachineArn = rehearsal.deploy(
    machine({ T: { Type: 'Task', Resource: update, Arguments: {}, End: true } }),
  );
  const { executionArn } = await rehearsal.engine.startExecution({ stateMachineArn, input: '{}' });
  await rehearsal.engine.stop();
  let open: (value: unknown) => void = () => undefined;
  const ready = new Promise((resolve) => (open = resolve));
  let calls = 0;
  const options = { folder: rehearsal.folder, now: rehearsal.now, invoke: async () => (calls += 1) };
  const early = openEngine({ ...options, ready });
  await new Promise((resolve) => setTimeout(resolve, 20));
  await early.stop();
  open(undefined);
  await early.idle();
  expect(calls).toBe(0);
  const late = openEngine({ ...options, ready });
  await new Promise((resolve) => setTimeout(resolve, 20));
  await late.idle();
  expect(await late.describeExecution(executionArn)).toMatchObject({ status: 'SUCCEEDED', output: '1' });
  await late.stop();
});

test('a restart after every single step changes nothing about the outcome', async () => {
  const branch = (name: string, Next: string) => ({
    [name]: {
      ...waiting,
      Arguments: { token: '{% $states.context.Task.Token %}', n: '{% $states.input %}' },
      Next,
    },
  });
  const definition = machine({
    A: { Type: 'Pass', Assign: { base: 100 }, Output: [1, 2, 3], Next: 'M' },
    M: {
      Type: 'Map',
      MaxConcurrency: 2,
      ItemProcessor: {
        StartAt: 'P',
        States: {
          P: {
            Type: 'Parallel',
            Branches: [
              {
                StartAt: 'L',
                States: { ...branch('L', 'L2'), L2: { Type: 'Wait', Seconds: 30, End: true } },
              },
              {
                StartAt: 'R',
                States: {
                  ...branch('R', 'R2'),
                  R2: { Type: 'Pass', Output: '{% $states.input + $base %}', End: true },
                },
              },
            ],
            Retry: [{ ErrorEquals: ['Again'], IntervalSeconds: 5 }],
            End: true,
          },
        },
      },
      Next: 'Z',
    },
    Z: { Type: 'Succeed' },
  });
  async function play(restart: boolean): Promise<unknown[]> {
    const rehearsal = rehearse();
    const { executionArn } = await rehearsal.run(definition);
    for (let step = 0; (await rehearsal.describe(executionArn)).status === 'RUNNING'; step += 1) {
      const call = rehearsal.calls[step];
      const { token = '', n = 0 } = (call?.input ?? {}) as { token?: string; n?: number };
      // The second call's task is failed once, so that its whole Parallel is tried again.
      const answered =
        step === 1
          ? rehearsal.engine.sendTaskFailure(token, 'Again')
          : token && rehearsal.engine.sendTaskSuccess(token, String(n));
      await Promise.resolve(answered).catch((thrown: Error) => expect(thrown.name).toBe('TaskTimedOut'));
      if (restart) await rehearsal.reopen({ killed: step % 2 === 0 });
      await rehearsal.pass(10);
      if (restart) await rehearsal.reopen();
    }
    const { output } = await rehearsal.describe(executionArn);
    return [output, rehearsal.engine.transitions(executionArn), rehearsal.calls.length];
  }
  const [output, transitions, calls] = await play(false);
  expect(output).toBe('[[1,101],[2,102],[3,103]]');
  expect(await play(true)).toEqual([output, transitions, calls]);
});

test('a disk that refuses a write loses nothing: the answer is asked for again', async () => {
  const rehearsal = rehearse();
  const running = join(rehearsal.folder, 'running');
  let answers = 0;
  await rehearsal.reopen({
    invoke: async () => {
      // The folder disappears while the first answer is on its way.
      if (++answers === 1) renameSync(running, `${running}.gone`);
      return answers;
    },
  });
  const stateMachineArn = rehearsal.deploy(
    machine({
      T: { Type: 'Task', Resource: update, Arguments: {}, Next: 'W' },
      W: { Type: 'Wait', Seconds: 9, Output: '{% $states.input %}', End: true },
    }),
  );
  const { executionArn } = await rehearsal.engine.startExecution({ stateMachineArn, input: '{}' });
  await rehearsal.rest();
  expect((await rehearsal.describe(executionArn)).status).toBe('RUNNING');
  expect(rehearsal.engine.transitions(executionArn)).toBe(1);
  renameSync(`${running}.gone`, running);
  await rehearsal.pass(5);
  expect(rehearsal.engine.transitions(executionArn)).toBe(2);
  await rehearsal.pass(9);
  expect(await rehearsal.describe(executionArn)).toMatchObject({ status: 'SUCCEEDED', output: '2' });
  const { events } = await rehearsal.engine.getExecutionHistory(executionArn);
  expect(events.map(({ id }) => id)).toEqual(events.map((_, index) => index + 1));
});

test('what a kill can leave behind is read past: torn lines, drafts, an unfinished ending', async () => {
  const rehearsal = rehearse();
  const { executionArn, stateMachineArn } = await rehearsal.run(machine({ A: { Type: 'Pass', End: true } }));
  const [file = ''] = readdirSync(join(rehearsal.folder, 'ended'));
  const history = join(rehearsal.folder, 'history', file.replace('.json', '.jsonl'));
  appendFileSync(history, '{"id":99,"type":"NeverSaved"}\n{"id":3,"ty');
  appendFileSync(join(rehearsal.folder, 'ended.jsonl'), '{"arn":"to');
  appendFileSync(join(rehearsal.folder, 'running', `${file}.abcd.tmp`), '{');
  appendFileSync(join(rehearsal.folder, 'running', file), '{"status":"RUNNING"}');
  await rehearsal.reopen({ killed: true });
  expect(readdirSync(join(rehearsal.folder, 'running'))).toEqual([]);
  expect((await rehearsal.describe(executionArn)).status).toBe('SUCCEEDED');
  const { events } = await rehearsal.engine.getExecutionHistory(executionArn);
  expect(events.map(({ type }) => type)).toEqual([
    'ExecutionStarted',
    'PassStateEntered',
    'PassStateExited',
    'ExecutionSucceeded',
  ]);
  expect((await rehearsal.engine.listExecutions(stateMachineArn)).executions).toHaveLength(1);
});

test('after kill -9 every promise made to a caller holds', { timeout: 60_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'workflow-kill-'));
  const witness = join(folder, 'witness.jsonl');
  const child = spawn(process.execPath, [join(import.meta.dirname, 'kill.fixture.ts'), folder, witness], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  // Long enough for some hundred changes to be under way, and for one of them to be cut in two.
  await new Promise((resolve) => setTimeout(resolve, 700));
  await end(child);
  const told = readFileSync(witness, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as { started?: string; resolved?: string; token?: string });
  const engine = openEngine({ folder, now: Date.now, invoke: async () => ({}) });
  await new Promise((resolve) => setImmediate(resolve));
  await engine.idle();
  const started = told.flatMap(({ started }) => started ?? []);
  const resolved = new Set(told.flatMap(({ resolved }) => resolved ?? []));
  expect(started.length).toBeGreaterThan(20);
  expect(resolved.size).toBeGreaterThan(5);
  for (const arn of started) await engine.describeExecution(arn);
  for (const { token = '' } of told.filter(({ token }) => token)) {
    const again = engine.sendTaskSuccess(token, '"again"');
    if (resolved.has(token)) await expect(again).rejects.toMatchObject({ name: 'TaskTimedOut' });
    // Not told that it was taken: it may or may not have been, but never half.
    else await again.catch((thrown: Error) => expect(thrown.name).toBe('TaskTimedOut'));
  }
  await engine.idle();
  const done = await Promise.all(started.map((arn) => engine.describeExecution(arn)));
  expect(done.filter(({ status }) => status === 'SUCCEEDED').length).toBeGreaterThanOrEqual(resolved.size);
  await engine.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function end(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}
