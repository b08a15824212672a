import { afterAll, expect, test } from 'vitest';
import { effortOf } from '../../test/support/effort.ts';
import { clearRehearsals, machine, rehearse } from './rehearsal.ts';

afterAll(clearRehearsals);

const waits = machine({ W: { Type: 'Wait', Seconds: 60, End: true } });
const ninetyDays = 90 * 24 * 3600;

test('the same name and input while running is the same execution; anything else is refused', async () => {
  const { engine, deploy, pass } = rehearse();
  const stateMachineArn = deploy(waits);
  const start = (input: string, name = 'one') => engine.startExecution({ stateMachineArn, name, input });
  const [first, twin] = await Promise.all([start('{"a":1}'), start('{"a":1}')]);
  expect(twin).toEqual(first);
  expect(first.executionArn).toBe('arn:aws:states:ap-northeast-2:000000000000:execution:machine-1:one');
  expect(engine.transitions(first.executionArn)).toBe(1);
  await expect(start('{"a":2}')).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' });
  await pass(60);
  await expect(start('{"a":1}')).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' });
  await pass(ninetyDays);
  expect((await start('{"a":2}')).executionArn).toBe(first.executionArn);
  expect((await engine.describeExecution(first.executionArn)).input).toBe('{"a":2}');
});

test.for([
  [
    'no machine',
    { stateMachineArn: 'arn:aws:states:x:0:stateMachine:no', input: '{}' },
    'StateMachineDoesNotExist',
  ],
  ['input that is no JSON', { input: '{' }, 'InvalidExecutionInput'],
  ['input over 256 KiB', { input: JSON.stringify('x'.repeat(262_144)) }, 'InvalidExecutionInput'],
  ['a name with a space', { name: 'a b', input: '{}' }, 'InvalidName'],
  ['a name with a slash', { name: 'a/b', input: '{}' }, 'InvalidName'],
  ['an empty name', { name: '', input: '{}' }, 'InvalidName'],
  ['a name of 81 characters', { name: 'x'.repeat(81), input: '{}' }, 'InvalidName'],
] as const)('StartExecution with %s is refused', async ([, input, name]) => {
  const { engine, deploy } = rehearse();
  await expect(engine.startExecution({ stateMachineArn: deploy(waits), ...input })).rejects.toMatchObject({
    name,
  });
});

test('an unknown execution does not exist, whatever is asked of it', async () => {
  const { engine } = rehearse();
  const gone = { name: 'ExecutionDoesNotExist' };
  await expect(engine.describeExecution('x')).rejects.toMatchObject(gone);
  await expect(engine.getExecutionHistory('x')).rejects.toMatchObject(gone);
  await expect(engine.stopExecution('x')).rejects.toMatchObject(gone);
  expect(() => engine.transitions('x')).toThrow(expect.objectContaining(gone));
});

test('StopExecution aborts once, with error and cause', async () => {
  const { engine, run, pass, describe } = rehearse();
  const { executionArn } = await run(waits);
  const { stopDate } = await engine.stopExecution(executionArn, 'Stopped', 'by hand');
  expect(await describe(executionArn)).toMatchObject({
    status: 'ABORTED',
    error: 'Stopped',
    cause: 'by hand',
    stopDate,
  });
  await pass(120);
  expect(await engine.stopExecution(executionArn, 'Again')).toEqual({ stopDate });
  expect(await describe(executionArn)).toMatchObject({ status: 'ABORTED', error: 'Stopped' });
});

test('lists come newest first, by status, in pages that new executions do not shift', async () => {
  const { engine, deploy, pass } = rehearse();
  const stateMachineArn = deploy(waits);
  const names = ['a', 'b', 'c', 'd', 'e'];
  for (const name of names) {
    await engine.startExecution({ stateMachineArn, name, input: '{}' });
    await pass(20);
  }
  const namesOf = (page: { executions: { name: string }[] }) => page.executions.map(({ name }) => name);
  expect(namesOf(await engine.listExecutions(stateMachineArn))).toEqual(['e', 'd', 'c', 'b', 'a']);
  expect(namesOf(await engine.listExecutions(stateMachineArn, { statusFilter: 'RUNNING' }))).toEqual([
    'e',
    'd',
  ]);
  const first = await engine.listExecutions(stateMachineArn, { maxResults: 2 });
  await engine.startExecution({ stateMachineArn, name: 'new', input: '{}' });
  const { nextToken = '' } = first;
  const second = await engine.listExecutions(stateMachineArn, { maxResults: 3, nextToken });
  expect([namesOf(first), namesOf(second), second.nextToken]).toEqual([
    ['e', 'd'],
    ['c', 'b', 'a'],
    undefined,
  ]);
  await expect(engine.listExecutions(stateMachineArn, { nextToken: 'x' })).rejects.toMatchObject({
    name: 'InvalidToken',
  });
  for (const bad of [
    { maxResults: -1 },
    { maxResults: 1001 },
    { maxResults: 1.5 },
    { statusFilter: 'DONE' as never },
  ]) {
    await expect(engine.listExecutions(stateMachineArn, bad)).rejects.toMatchObject({
      name: 'ValidationException',
    });
  }
  await expect(engine.listExecutions('x')).rejects.toMatchObject({ name: 'StateMachineDoesNotExist' });
});

test('the history reads as on AWS', async () => {
  const { engine, run } = rehearse(async () => ({ Item: 1 }));
  const { executionArn } = await run(
    machine({
      T: {
        Type: 'Task',
        Resource: 'arn:aws:states:::aws-sdk:dynamodb:getItem',
        Arguments: { k: 1 },
        Next: 'Z',
      },
      Z: { Type: 'Succeed' },
    }),
  );
  const { events } = await engine.getExecutionHistory(executionArn);
  expect(events.map(({ id, previousEventId, type }) => [id, previousEventId, type])).toEqual([
    [1, 0, 'ExecutionStarted'],
    [2, 0, 'TaskStateEntered'],
    [3, 2, 'TaskScheduled'],
    [4, 3, 'TaskStarted'],
    [5, 4, 'TaskSucceeded'],
    [6, 5, 'TaskStateExited'],
    [7, 6, 'SucceedStateEntered'],
    [8, 7, 'SucceedStateExited'],
    [9, 8, 'ExecutionSucceeded'],
  ]);
  expect(events[2]).toMatchObject({
    taskScheduledEventDetails: {
      resourceType: 'aws-sdk:dynamodb',
      resource: 'getItem',
      region: 'ap-northeast-2',
      parameters: '{"k":1}',
    },
  });
});

test('a machine that never ends is ended by the history quota', { timeout: 30_000 }, async () => {
  const { run } = rehearse();
  const { status, error } = await run(
    machine({
      A: { Type: 'Pass', Next: 'B' },
      B: { Type: 'Choice', Choices: [{ Condition: '{% true %}', Next: 'A' }], Default: 'Z' },
      Z: { Type: 'Succeed' },
    }),
  );
  expect([status, error]).toEqual(['FAILED', 'States.Runtime']);
});

test('500 executions move at one tick', { timeout: 60_000 }, async () => {
  const { engine, deploy, pass } = rehearse();
  const stateMachineArn = deploy(waits);
  await Promise.all(
    Array.from({ length: 500 }, () => engine.startExecution({ stateMachineArn, input: '{}' })),
  );
  // Nothing is due: no file is touched.
  expect(await effortOf(() => engine.tick())).toBeLessThan(50);
  await pass(60);
  const { executions } = await engine.listExecutions(stateMachineArn, {
    statusFilter: 'SUCCEEDED',
    maxResults: 1000,
  });
  expect(executions).toHaveLength(500);
});
