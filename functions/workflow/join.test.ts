import {
  SendTaskFailureCommand,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type LocalTable, openLocalTable } from '../../test/support/dynamo.ts';
import { keys } from '../kernel/keys.ts';
import type { Change } from '../kernel/stream.ts';
import type { Table } from '../kernel/table.ts';
import { movableClock, seededIds } from '../kernel/testing.ts';
import { callbackDue, type StepItem } from './domain.ts';
import { type ExecutionItem, workflowRepository } from './repository.ts';
import { conclusionOf, isStraight } from './steps.ts';
import { joinWorkflow } from './stream.ts';

let local: LocalTable;
const journal: string[] = [];
beforeAll(async () => {
  vi.spyOn(console, 'log').mockImplementation((line) => void journal.push(String(line)));
  local = await openLocalTable();
});
afterAll(() => local.stop());

const MACHINE = 'arn:aws:states:ap-northeast-2:000000000000:stateMachine:delivery';
const ALLOTMENTS = MACHINE.replace('delivery', 'allotments');
const ids = seededIds(movableClock());
const named = (name: string) => Object.assign(new Error(name), { name });

/** Step Functions as far as tokens go: a token is answered once, while it lives. */
function waitingRoom() {
  const live = new Map<string, 'open' | 'answered' | 'timedOut'>();
  const answers: { token: string; error?: string | undefined; output?: string | undefined }[] = [];
  let fault: 'before' | 'after' | undefined;
  const answer = async (input: { taskToken?: string | undefined; error?: string; output?: string }) => {
    const dies = fault;
    fault = undefined;
    if (dies === 'before') throw named('ThrottlingException');
    const token = input.taskToken ?? '';
    const state = live.get(token);
    if (state === undefined) throw named('InvalidToken');
    if (state === 'timedOut') throw named('TaskTimedOut');
    if (state === 'answered') throw named('TaskDoesNotExist');
    live.set(token, 'answered');
    answers.push({ token, error: input.error, output: input.output });
    if (dies === 'after') throw named('TimeoutError');
    return {};
  };
  const mock = mockClient(SFNClient);
  mock.on(SendTaskSuccessCommand).callsFake(answer);
  mock.on(SendTaskFailureCommand).callsFake(answer);
  return {
    client: new SFNClient({ region: 'ap-northeast-2' }),
    mock,
    answers,
    open: (token: string) => live.set(token, 'open'),
    timeOut: (token: string) => live.set(token, 'timedOut'),
    isOpen: (token: string) => live.get(token) === 'open',
    fail: (when: 'before' | 'after') => {
      fault = when;
    },
  };
}

/** One step of one device: its item, the stream that tells of it, and the workflow that waits. */
function oneStep(outcome: string) {
  const device = `dev_${ids.ulid()}`;
  const key = keys.step(device, 'delivery', 1);
  const room = waitingRoom();
  const stream: Change[] = [];
  let tableFails = false;
  const update: Table['update'] = async (...deed) => {
    if (tableFails) {
      tableFails = false;
      throw named('InternalServerError');
    }
    const before = await local.table.get(deed[0]);
    const done = await local.table.update(...deed);
    const item = await local.table.get<Record<string, unknown>>(deed[0]);
    // The stream is silent about a write that changed nothing.
    if (item && JSON.stringify(item) !== JSON.stringify(before))
      stream.push({ ...deed[0], inserted: !before, item });
    return done;
  };
  const repository = workflowRepository({ ...local.table, update });
  const join = joinWorkflow({ workflow: room.client, machine: MACHINE, allotments: ALLOTMENTS, repository });
  let tokens = 0;
  const token = () => `token-${device}-${tokens}`;
  return {
    device,
    key,
    room,
    stream,
    token,
    /** What the workflow's own UpdateItem does. */
    async wait(late = false) {
      tokens += 1;
      room.open(token());
      const set = { device, step: 'delivery', round: 1, taskToken: token() };
      const place = late ? { q: 'WFL#Q#delivery', qs: `2026#${device}`, lateSince: '2026' } : {};
      await update(key, { set: { ...set, ...place } }, {});
    },
    happen: () =>
      stream.push({
        pk: `DLV#${device.slice(4)}`,
        sk: 'EVT#01',
        inserted: true,
        item: {
          type: 'delivery.confirm',
          subject: 'dlv',
          at: '2026',
          refs: { device },
          facts: { step: 'delivery', round: 1, outcome },
        },
      }),
    failTable: () => {
      tableFails = true;
    },
    /** Takes the next record; one that fails stays, as Lambda comes back with it. */
    async deliver(): Promise<void> {
      const [change] = stream;
      if (!change) return;
      const done = await join(change).then(
        () => true,
        () => false,
      );
      if (done) stream.splice(stream.indexOf(change), 1);
    },
    /** The stream may tell of a record again. */
    repeat: () => {
      const [change] = stream;
      if (change) stream.splice(1, 0, change);
    },
    item: () => local.table.get<StepItem & { q?: string }>(key),
  };
}
type Step = ReturnType<typeof oneStep>;

async function settle(step: Step): Promise<void> {
  for (let i = 0; step.stream.length > 0; i++) {
    if (i > 100) throw new Error('the stream never rests');
    await step.deliver();
  }
}

describe('a wait and its event meet once', () => {
  test.each([
    [
      'the event first',
      async (step: Step) => {
        step.happen();
        await settle(step);
        await step.wait();
      },
    ],
    [
      'the wait first',
      async (step: Step) => {
        await step.wait();
        await settle(step);
        step.happen();
      },
    ],
    [
      'the event told twice',
      async (step: Step) => {
        await step.wait();
        step.happen();
        step.happen();
      },
    ],
    [
      'after the deadline',
      async (step: Step) => {
        await step.wait();
        step.room.timeOut(step.token());
        await step.wait(true);
        await settle(step);
        expect((await step.item())?.q).toBe('WFL#Q#delivery');
        step.happen();
      },
    ],
    [
      'at the very deadline',
      async (step: Step) => {
        await step.wait();
        step.happen();
        step.room.timeOut(step.token());
        await settle(step);
        expect(step.room.answers).toEqual([]);
        await step.wait(true);
      },
    ],
  ] as const)('%s', async (_, play) => {
    const step = oneStep('INSTALLED');
    await play(step);
    await settle(step);
    expect(step.room.answers).toEqual([
      {
        token: step.token(),
        output: JSON.stringify({ device: step.device, step: 'delivery', round: 1, outcome: 'INSTALLED' }),
        error: undefined,
      },
    ]);
    const item = await step.item();
    expect(item).toMatchObject({ settled: step.token(), outcome: 'INSTALLED' });
    expect(item).not.toHaveProperty('q');
  });

  test('in any order, with faults of table and workflow, doubled records and deadlines', async () => {
    const deeds = fc.array(
      fc.constantFrom(
        'wait',
        'deadline',
        'happen',
        'deliver',
        'deliver',
        'repeat',
        'failTable',
        'failBefore',
        'failAfter',
      ),
      { maxLength: 25 },
    );
    await fc.assert(
      fc.asyncProperty(deeds, fc.constantFrom('INSTALLED', 'RETURNED'), async (sequence, outcome) => {
        const step = oneStep(outcome);
        const { room } = step;
        for (const deed of sequence) {
          const waits = room.isOpen(step.token());
          if (deed === 'wait' && !waits && room.answers.length === 0)
            await step.wait().catch(() => undefined);
          if (deed === 'deadline' && waits) {
            room.timeOut(step.token());
            await step.wait(true).catch(() => step.wait(true));
          }
          if (deed === 'happen') step.happen();
          if (deed === 'deliver') await step.deliver();
          if (deed === 'repeat') step.repeat();
          if (deed === 'failTable') step.failTable();
          if (deed === 'failBefore') room.fail('before');
          if (deed === 'failAfter') room.fail('after');
        }
        step.happen();
        await settle(step);
        // Step Functions retries a wait that could not be stored; then it stands in the table.
        while (room.answers.length === 0 && (await step.item())?.taskToken !== step.token()) {
          await step.wait().catch(() => undefined);
        }
        await settle(step);
        expect(room.answers).toHaveLength(1);
        expect(room.answers[0]).toMatchObject(
          outcome === 'INSTALLED' ? { output: expect.stringContaining(outcome) } : { error: outcome },
        );
        const item = await step.item();
        expect(item).toMatchObject({ outcome, settled: item?.taskToken });
        expect(item).not.toHaveProperty('q');
        room.mock.restore();
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  test('a token that nobody knows is logged as refused, never as sent', async () => {
    const step = oneStep('INSTALLED');
    await step.wait();
    step.room.timeOut(step.token());
    step.happen();
    journal.length = 0;
    await settle(step);
    expect(journal.map((line) => (JSON.parse(line) as { event: string }).event)).toEqual([
      'callback_refused',
    ]);
  });
});

test('a callback is due when token and outcome have met and the token is not settled', () => {
  const item = { taskToken: 'a', outcome: 'INSTALLED' };
  expect(callbackDue(item)).toBe(true);
  expect(callbackDue({ ...item, settled: 'a' })).toBe(false);
  expect(callbackDue({ ...item, settled: 'b' })).toBe(true);
  expect(callbackDue({ taskToken: 'a' })).toBe(false);
  expect(callbackDue({ outcome: 'INSTALLED' })).toBe(false);
});

test.each([
  [
    { type: 'device.failCheck', subject: 'dev_1', facts: { step: 'check', round: 2, outcome: 'FAILED' } },
    { device: 'dev_1', step: 'check', round: 2, outcome: 'REWORK' },
  ],
  [
    { type: 'device.failErasure', subject: 'dev_1', facts: { step: 'erasure', round: 1, outcome: 'FAILED' } },
    { device: 'dev_1', step: 'erasure', round: 1, outcome: 'FAILED' },
  ],
  [
    {
      type: 'delivery.confirm',
      subject: 'dlv_1',
      refs: { device: 'dev_2' },
      facts: { step: 'delivery', round: 1, outcome: 'INSTALLED' },
    },
    { device: 'dev_2', step: 'delivery', round: 1, outcome: 'INSTALLED' },
  ],
  [
    {
      type: 'delivery.confirm',
      subject: 'dlv_1',
      facts: { step: 'delivery', round: 1, outcome: 'INSTALLED' },
    },
    undefined,
  ],
  [
    { type: 'device.recycle', subject: 'dev_1', facts: { step: 'none', round: 1, outcome: 'RECYCLED' } },
    undefined,
  ],
  [{ type: 'donation.offer', subject: 'don_1' }, undefined],
] as const)('%o means %o to the workflow', (event, conclusion) => {
  expect(conclusionOf(event)).toEqual(conclusion);
  if (conclusion)
    expect(isStraight(conclusion.step, conclusion.outcome)).toBe(conclusion.outcome === 'INSTALLED');
});

describe('devices that arrived', () => {
  const arrival = (devices: string[]): Change => ({
    pk: 'DON#1',
    sk: 'EVT#1',
    inserted: true,
    item: { type: 'donation.arrive', subject: 'don_1', at: '2026-11-23T01:00:00.000Z', facts: { devices } },
  });

  test('get one execution each, by their name, however often the stream tells', async () => {
    const mock = mockClient(SFNClient);
    const started = new Set<string>();
    mock.on(StartExecutionCommand).callsFake(({ name }: { name: string }) => {
      if (started.has(name)) throw named('ExecutionAlreadyExists');
      started.add(name);
      return { executionArn: `${MACHINE.replace(':stateMachine:', ':execution:')}:${name}` };
    });
    const repository = workflowRepository(local.table);
    const join = joinWorkflow({
      workflow: new SFNClient({}),
      machine: MACHINE,
      allotments: ALLOTMENTS,
      repository,
    });
    const devices = [`dev_${ids.ulid()}`, `dev_${ids.ulid()}`];
    await join(arrival(devices));
    await join(arrival(devices));
    expect([...started]).toEqual(devices.map((device) => `${device}-1`));
    const [first = ''] = devices;
    const arn = `${MACHINE.replace(':stateMachine:', ':execution:')}:${first}-1`;
    expect(await repository.readExecution(first)).toMatchObject({ device: first, attempt: 1, arn });
    expect(mock.commandCalls(StartExecutionCommand)[0]?.args[0].input).toEqual({
      stateMachineArn: MACHINE,
      name: `${first}-1`,
      input: JSON.stringify({ device: first, step: 'erasure', round: 1 }),
    });
    // Built again meanwhile: the repeated arrival does not bring the old execution back into the books.
    await repository.recordExecution(first, 2, 'arn-2', '2026-11-24T01:00:00.000Z');
    await join(arrival(devices));
    expect((await repository.readExecution(first)) as ExecutionItem).toMatchObject({
      attempt: 2,
      arn: 'arn-2',
    });
    mock.restore();
  });

  test('a start that AWS refuses for another reason is tried again', async () => {
    const mock = mockClient(SFNClient);
    mock.on(StartExecutionCommand).rejects(named('ThrottlingException'));
    const join = joinWorkflow({
      workflow: new SFNClient({}),
      machine: MACHINE,
      allotments: ALLOTMENTS,
      repository: workflowRepository(local.table),
    });
    const device = `dev_${ids.ulid()}`;
    await expect(join(arrival([device]))).rejects.toThrow('ThrottlingException');
    expect(await workflowRepository(local.table).readExecution(device)).toBeUndefined();
    mock.restore();
  });

  test('a plan that is started gets an execution for its attempt, once', async () => {
    const mock = mockClient(SFNClient);
    const started = new Set<string>();
    mock.on(StartExecutionCommand).callsFake(({ name }: { name: string }) => {
      if (started.has(name)) throw named('ExecutionAlreadyExists');
      started.add(name);
      return {};
    });
    const join = joinWorkflow({
      workflow: new SFNClient({}),
      machine: MACHINE,
      allotments: ALLOTMENTS,
      repository: workflowRepository(local.table),
    });
    const allotment = `alt_${ids.ulid()}`;
    const start = (attempt: number): Change => ({
      pk: `ALT#${allotment.slice(4)}`,
      sk: `EVT#${attempt}`,
      inserted: true,
      item: { kind: 'event', type: 'allotment.start', subject: allotment, facts: { lines: 1000, attempt } },
    });
    for (const attempt of [1, 1, 2]) await join(start(attempt));
    expect([...started]).toEqual([`${allotment}-1`, `${allotment}-2`]);
    expect(mock.commandCalls(StartExecutionCommand).at(-1)?.args[0].input).toEqual({
      stateMachineArn: ALLOTMENTS,
      name: `${allotment}-2`,
      input: JSON.stringify({ allotment, lines: 1000, attempt: 2 }),
    });
    mock.on(StartExecutionCommand).rejects(named('ThrottlingException'));
    await expect(join(start(3))).rejects.toThrow('ThrottlingException');
    mock.restore();
  });

  test('what is not new, or not an event, concerns nobody', async () => {
    const mock = mockClient(SFNClient);
    const join = joinWorkflow({
      workflow: new SFNClient({}),
      machine: MACHINE,
      allotments: ALLOTMENTS,
      repository: workflowRepository(local.table),
    });
    await join({ ...arrival(['dev_x']), inserted: false });
    await join({ pk: 'DEV#1', sk: 'STATE', inserted: true, item: { taskToken: 'a', outcome: 'b' } });
    expect(mock.calls()).toHaveLength(0);
    mock.restore();
  });
});
