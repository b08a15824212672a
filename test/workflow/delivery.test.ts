import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { SFNClient } from '@aws-sdk/client-sfn';
import { SendTaskSuccessCommand, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { readCity } from '../../functions/kernel/city.ts';
import { keys } from '../../functions/kernel/keys.ts';
import type { Change } from '../../functions/kernel/stream.ts';
import { movableClock, seededIds } from '../../functions/kernel/testing.ts';
import type { StepItem } from '../../functions/workflow/domain.ts';
import { listLate, workflowRepository } from '../../functions/workflow/repository.ts';
import { startExecution } from '../../functions/workflow/start.ts';
import { deliveryWorkflow } from '../../functions/workflow/states.ts';
import { EXCEPTIONS, type StepName, WAITS } from '../../functions/workflow/steps.ts';
import { joinWorkflow } from '../../functions/workflow/stream.ts';
import { unsupportedIn } from '../../local/workflow/engine.ts';
import { clearRehearsals, type Rehearsal, rehearse } from '../../local/workflow/rehearsal.ts';
import { type LocalTable, openLocalTable } from '../support/dynamo.ts';

let local: LocalTable;
beforeAll(async () => {
  vi.spyOn(console, 'log').mockImplementation(() => undefined);
  local = await openLocalTable();
});
afterAll(async () => {
  clearRehearsals();
  await local.stop();
});

const city = readCity({ CITY: 'seoul' });
const definitionFor = (tableName: string) => deliveryWorkflow({ tableName, deadlines: city.deadlines });
const DAY = 24 * 60 * 60;
const ids = seededIds(movableClock());

/** The definition as it is deployed, on the engine, its one AWS call on a real table; people decide through the stream. */
function openWay() {
  const rehearsal: Rehearsal = rehearse(async ({ service, action, input }) => {
    expect([service.toLowerCase(), action.toLowerCase()]).toEqual(['dynamodb', 'updateitem']);
    const request = input as ConstructorParameters<typeof UpdateItemCommand>[0];
    await local.client.send(new UpdateItemCommand(request));
    await tell({ pk: request.Key?.pk?.S ?? '', sk: request.Key?.sk?.S ?? '' });
    return {};
  });
  const machine = rehearsal.deploy(definitionFor(local.name));
  const client = {
    async send(command: { input: Record<string, string> }) {
      const { input } = command;
      if (command instanceof StartExecutionCommand)
        return rehearsal.engine.startExecution({
          stateMachineArn: machine,
          name: input.name ?? '',
          input: input.input ?? '',
        });
      return command instanceof SendTaskSuccessCommand
        ? rehearsal.engine.sendTaskSuccess(input.taskToken ?? '', input.output ?? '')
        : rehearsal.engine.sendTaskFailure(input.taskToken ?? '', input.error, input.cause);
    },
  } as unknown as SFNClient;
  const repository = workflowRepository(local.table);
  const join = joinWorkflow({ workflow: client, machine, allotments: machine, repository });
  const stream: Change[] = [];
  /** The stream tells of an item as it is now. */
  async function tell(key: { pk: string; sk: string }): Promise<void> {
    const item = (await local.table.get<Change['item']>(key)) ?? {};
    stream.push({ ...key, inserted: false, item });
  }
  /** Lets table, stream and engine come to rest; a record that fails is told again, as Lambda does. */
  async function settle(): Promise<void> {
    for (let quiet = 0, told = 0; quiet < 3; quiet++) {
      await new Promise((resolve) => setTimeout(resolve, 5));
      await rehearsal.rest();
      for (const change of stream.splice(0)) {
        quiet = 0;
        if (++told > 500) throw new Error('the stream never rests');
        await join(change).catch(() => stream.push(change));
      }
    }
  }
  return {
    rehearsal,
    settle,
    async start(step: StepName = 'erasure', round = 1, attempt = 1, device = `dev_${ids.ulid()}`) {
      await startExecution(
        { workflow: client, machine, repository },
        { device, step, round },
        attempt,
        'now',
      );
      await settle();
      const arn = (await repository.readExecution(device))?.arn ?? '';
      return {
        device,
        arn,
        item: (name: StepName, inRound = 1) =>
          local.table.get<StepItem & { q?: string }>(keys.step(device, name, inRound)),
        /** Somebody did it: the event that concludes a step, as the stream tells it. */
        async happens(name: StepName, outcome: string, inRound = 1) {
          const item = {
            type: 'device.x',
            subject: device,
            at: 'now',
            facts: { step: name, round: inRound, outcome },
          };
          await join({ pk: `DEV#${device.slice(4)}`, sk: `EVT#${ids.ulid()}`, inserted: true, item });
          await tell(keys.step(device, name, inRound));
          await settle();
        },
        async waitsIn(): Promise<string | undefined> {
          const { events } = await rehearsal.engine.getExecutionHistory(arn);
          const entered = events.filter(({ type }) => type.endsWith('StateEntered')).at(-1);
          return (entered?.stateEnteredEventDetails as { name?: string } | undefined)?.name;
        },
        end: async () => {
          const { status, output } = await rehearsal.describe(arn);
          return { status, ...(output ? { output: JSON.parse(output) as unknown } : {}) };
        },
        transitions: () => rehearsal.engine.transitions(arn),
      };
    },
  };
}
const atHome = (device: string) => ({ status: 'SUCCEEDED', output: { device, end: 'INSTALLED' } });
const recycled = (device: string) => ({ status: 'SUCCEEDED', output: { device, end: 'RECYCLED' } });

test('the definition has nothing that the local engine does not implement', () => {
  expect(unsupportedIn(definitionFor('programme'))).toEqual([]);
});

describe('the straight way', () => {
  test('is six transitions from the repair centre to a home', async () => {
    const way = await openWay().start();
    const seen: (string | undefined)[] = [];
    for (const step of ['erasure', 'check', 'allotment', 'delivery'] as const) {
      seen.push(await way.waitsIn());
      expect(await way.item(step)).toMatchObject({
        device: way.device,
        step,
        round: 1,
        taskToken: expect.any(String),
      });
      await way.happens(step, WAITS[step].straight);
      expect((await way.item(step))?.settled).toBe((await way.item(step))?.taskToken);
    }
    expect(seen).toEqual(['Erasure', 'Check', 'Allotment', 'Delivery']);
    expect(await way.end()).toEqual(atHome(way.device));
    expect(way.transitions()).toBe(6);
  });

  test('goes on at once where people were faster than the workflow', async () => {
    const { start } = openWay();
    const device = `dev_${ids.ulid()}`;
    const repository = workflowRepository(local.table);
    for (const step of ['erasure', 'check', 'allotment', 'delivery'] as const)
      await repository.recordOutcome({ device, step, round: 1, outcome: WAITS[step].straight }, 'before');
    const way = await start('erasure', 1, 1, device);
    expect(await way.end()).toEqual(atHome(device));
  });
});

describe('each exceptional outcome', () => {
  const branches = (Object.keys(WAITS) as StepName[]).flatMap((step) =>
    WAITS[step].exceptional.map((outcome) => [step, outcome] as const),
  );
  test.each(branches)('%s: %s leads where the table says, in its round', async (step, outcome) => {
    const way = await openWay().start(step, 4);
    await way.happens(step, outcome === 'REWORK' ? 'FAILED' : outcome, 4);
    const { goTo, again } = EXCEPTIONS[outcome];
    if (goTo === 'RECYCLED') {
      expect(await way.end()).toEqual(recycled(way.device));
      return;
    }
    expect(await way.waitsIn()).toBe(WAITS[goTo].state);
    expect(await way.item(goTo, again ? 5 : 4)).toMatchObject({ taskToken: expect.any(String) });
  });

  test('a long way: failed erasure, failed check, two failed deliveries, and home at last', async () => {
    const way = await openWay().start();
    await way.happens('erasure', 'FAILED', 1);
    await way.happens('destruction', 'DESTROYED', 1);
    await way.happens('check', 'FAILED', 1);
    await way.happens('check', 'PASSED', 2);
    await way.happens('allotment', 'ALLOTTED', 2);
    await way.happens('delivery', 'RETURNED', 2);
    await way.happens('allotment', 'ALLOTTED', 3);
    await way.happens('delivery', 'FAULTY', 3);
    await way.happens('check', 'PASSED', 4);
    await way.happens('allotment', 'ALLOTTED', 4);
    await way.happens('delivery', 'INSTALLED', 4);
    expect(await way.end()).toEqual(atHome(way.device));
  });
});

describe('a deadline', () => {
  const hash = async (_: string, text: string) => text;
  const late = async (step: StepName) =>
    (await listLate({ table: local.table, vault: { hash } as never, city }, step, { limit: 50 })).items;

  test.each(Object.keys(WAITS) as StepName[])(
    'of %s puts the device into the lead’s queue and goes on waiting',
    async (step) => {
      const { start, rehearsal, settle } = openWay();
      const way = await start(step);
      const first = (await way.item(step))?.taskToken;
      const seconds = city.deadlines[step] * DAY;
      await rehearsal.pass(seconds - 1);
      expect(await way.waitsIn()).toBe(WAITS[step].state);
      await rehearsal.pass(2);
      await settle();
      expect(await way.waitsIn()).toBe(`${WAITS[step].state} (late)`);
      const item = await way.item(step);
      expect(item?.taskToken).not.toBe(first);
      expect((await late(step)).map(({ device }) => device)).toContain(way.device);
      const since = Date.parse(String(item?.lateSince));
      expect(Math.abs(since - rehearsal.now())).toBeLessThan(5000);

      await way.happens(step, WAITS[step].straight);
      const { next } = WAITS[step];
      if (next === 'AT_HOME') expect(await way.end()).toEqual(atHome(way.device));
      else expect(await way.waitsIn()).toBe(WAITS[next].state);
      expect((await late(step)).map(({ device }) => device)).not.toContain(way.device);
    },
  );

  test('passed, an exceptional outcome still leads off the way', async () => {
    const { start, rehearsal, settle } = openWay();
    const way = await start('check');
    await rehearsal.pass(city.deadlines.check * DAY + 1);
    await settle();
    await way.happens('check', 'FAILED');
    expect(await way.waitsIn()).toBe('Check');
    expect(await way.item('check', 2)).toMatchObject({ round: 2, taskToken: expect.any(String) });
  });
});

describe('an execution built again', () => {
  test.each(Object.keys(WAITS) as StepName[])('enters at %s, in the round of the table', async (step) => {
    const device = `dev_${ids.ulid()}`;
    await workflowRepository(local.table).recordExecution(device, 1, 'lost', 'before');
    const way = await openWay().start(step, 3, 2, device);
    expect(way.arn).toMatch(new RegExp(`${way.device}-2$`));
    expect(await way.waitsIn()).toBe(WAITS[step].state);
    expect(await way.item(step, 3)).toMatchObject({ round: 3, taskToken: expect.any(String) });
  });

  test('takes the wait over from the one that was lost; its token counts, the old one does not', async () => {
    const { start, rehearsal } = openWay();
    const lost = await start('delivery');
    const old = (await lost.item('delivery'))?.taskToken ?? '';
    await rehearsal.engine.stopExecution(lost.arn);
    const built = await start('delivery', 1, 2, lost.device);
    expect((await built.item('delivery'))?.taskToken).not.toBe(old);
    await expect(rehearsal.engine.sendTaskSuccess(old, '{}')).rejects.toThrow();
    await built.happens('delivery', 'INSTALLED');
    expect(await built.end()).toEqual(atHome(built.device));
    expect((await lost.end()).status).toBe('ABORTED');
  });

  test('under a name that was used is the same execution', async () => {
    const { start, rehearsal } = openWay();
    const one = await start('check');
    const two = await start('check', 1, 1, one.device);
    expect(two.arn).toBe(one.arn);
    await rehearsal.engine.stopExecution(one.arn);
    await start('check', 1, 1, one.device);
    expect((await one.end()).status).toBe('ABORTED');
  });
});

test('a database that stumbles does not end an execution', async () => {
  let stumbles = 3;
  const rehearsal = rehearse(async () => {
    if (stumbles-- > 0) throw Object.assign(new Error('slow down'), { name: 'ThrottlingException' });
    return {};
  });
  const { executionArn } = await rehearsal.engine.startExecution({
    stateMachineArn: rehearsal.deploy(definitionFor('programme')),
    input: JSON.stringify({ device: 'dev_x', step: 'erasure', round: 1 }),
  });
  await rehearsal.rest();
  for (let i = 0; i < 5; i++) await rehearsal.pass(60);
  expect((await rehearsal.describe(executionArn)).status).toBe('RUNNING');
  expect(rehearsal.calls).toHaveLength(4);
});
