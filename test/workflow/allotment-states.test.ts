import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import {
  allotmentWorkflow,
  LINES_PER_PART,
  PARTS_AT_ONCE,
} from '../../functions/workflow/allotment-states.ts';
import { clearRehearsals, type Rehearsal, rehearse } from '../../local/workflow/rehearsal.ts';

afterAll(clearRehearsals);

const LINES_FUNCTION = 'arn:aws:lambda:ap-northeast-2:000000000000:function:lines';
const definition = allotmentWorkflow({ linesFunction: LINES_FUNCTION });
const entry = (lines: number) => ({ allotment: 'alt_1', lines, attempt: 1 });
interface Asked {
  allotment: string;
  from?: number;
  to?: number;
  close?: true;
}
const asked = ({ calls }: Rehearsal): Asked[] =>
  calls.map(({ input }) => {
    const { FunctionName, Payload } = input as { FunctionName: string; Payload: string };
    expect(FunctionName).toBe(LINES_FUNCTION);
    return JSON.parse(Payload) as Asked;
  });
const answer = (payload: unknown) => ({ StatusCode: 200, Payload: JSON.stringify(payload) });
const failing = (name: string) => Object.assign(new Error(name), { name });
const thrown = (errorType: string) => ({
  FunctionError: 'Unhandled',
  Payload: JSON.stringify({ errorType, errorMessage: 'no' }),
});

test('whatever the number of lines: every line is in one part, and the plan is closed after them', async () => {
  const sizes = fc.oneof(fc.constantFrom(0, 1, 24, 25, 26, 50, 1000), fc.integer({ min: 1, max: 300 }));
  await fc.assert(
    fc.asyncProperty(sizes, async (lines) => {
      const rehearsal = rehearse(async () => answer({ allotted: 1, refused: 0 }));
      const done = await rehearsal.run(definition, entry(lines));
      expect(done).toMatchObject({ status: 'SUCCEEDED', output: '{"allotted":1,"refused":0}' });
      const [close, ...parts] = asked(rehearsal).reverse();
      expect(close).toEqual({ allotment: 'alt_1', close: true });
      const numbers = parts
        .sort((a, b) => (a.from ?? 0) - (b.from ?? 0))
        .flatMap(({ from = 0, to = 0, allotment }) => {
          expect([allotment, to - from < LINES_PER_PART]).toEqual(['alt_1', true]);
          return Array.from({ length: to - from + 1 }, (_, i) => from + i);
        });
      expect(numbers).toEqual(Array.from({ length: lines }, (_, i) => i + 1));
      await rehearsal.engine.stop();
    }),
    { numRuns: 12, examples: [[0], [1], [26], [1000]] },
  );
}, 120_000);

test('a thousand lines are 42 transitions, five parts at once', async () => {
  let under = 0;
  let most = 0;
  // The first ones wait for each other: on a slow machine one part would be over before the next has begun.
  const { promise: together, resolve: allHere } = Promise.withResolvers<void>();
  const rehearsal = rehearse(async () => {
    most = Math.max(most, ++under);
    if (under === PARTS_AT_ONCE) allHere();
    await together;
    await new Promise((resolve) => setTimeout(resolve, 2));
    under -= 1;
    return answer({ allotted: 25, refused: 0 });
  });
  const { executionArn } = await rehearsal.run(definition, entry(1000));
  const { engine } = rehearsal;
  const [run] = (await engine.listMapRuns(executionArn)).mapRuns;
  const { executions } = await engine.listChildren(run?.mapRunArn ?? '');
  const children = executions.reduce((sum, child) => sum + engine.transitions(child.executionArn), 0);
  expect(engine.transitions(executionArn) + children).toBe(42);
  expect(most).toBe(PARTS_AT_ONCE);
  await engine.stop();
});

test('what Lambda or the function stumbles over is tried again, part by part', async () => {
  const troubles = [
    () => Promise.reject(failing('TooManyRequestsException')),
    async () => thrown('Runtime.ExitError'),
    async () => thrown('Sandbox.Timedout'),
    async () => thrown('Error'),
  ];
  const rehearsal = rehearse(async ({ input }) => {
    const { from } = JSON.parse((input as { Payload: string }).Payload) as Asked;
    const trouble = from === 1 ? troubles.shift() : undefined;
    return trouble ? trouble() : answer({});
  });
  const { executionArn } = await rehearsal.run(definition, entry(60));
  for (const seconds of [1, 2, 4, 8]) await rehearsal.pass(seconds);
  expect((await rehearsal.describe(executionArn)).status).toBe('SUCCEEDED');
  expect(asked(rehearsal).filter(({ from }) => from === 1)).toHaveLength(5);
  expect(asked(rehearsal).filter(({ from }) => from === 26)).toHaveLength(1);
  await rehearsal.engine.stop();
});

test('a part that cannot be done ends the execution: the plan is not closed, another attempt asks for all of it', async () => {
  let broken = true;
  const rehearsal = rehearse(async ({ input }) => {
    const { from } = JSON.parse((input as { Payload: string }).Payload) as Asked;
    return broken && from === 26 ? thrown('Error') : answer({ allotted: 60, refused: 0 });
  });
  const { executionArn } = await rehearsal.run(definition, entry(60));
  for (const seconds of [2, 4, 8]) await rehearsal.pass(seconds);
  expect(await rehearsal.describe(executionArn)).toMatchObject({
    status: 'FAILED',
    error: 'States.ExceedToleratedFailureThreshold',
  });
  expect(asked(rehearsal).some(({ close }) => close)).toBe(false);
  broken = false;
  rehearsal.calls.splice(0);
  const again = await rehearsal.run(definition, { ...entry(60), attempt: 2 });
  expect(again).toMatchObject({ status: 'SUCCEEDED', output: '{"allotted":60,"refused":0}' });
  expect(asked(rehearsal).map(({ from }) => from)).toHaveLength(4);
  await rehearsal.engine.stop();
});
