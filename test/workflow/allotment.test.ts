import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import {
  DescribeExecutionCommand,
  DescribeMapRunCommand,
  ListExecutionsCommand,
  ListMapRunsCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { afterAll, expect, test } from 'vitest';
import { type Spawned, spawnLocalCloud } from '../../local/spawn.ts';
import { type Caller, callerOf } from '../support/caller.ts';
import { openTestCloud, type TestCloud } from '../support/cloud.ts';
import { asOperator, booksOfPlan, type DecidedPlan, writeDecidedPlan } from '../support/decided-plan.ts';

const MINUTE = 60_000;
const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);

/** What the Chest sees of a plan, and does to it. */
function chest(call: Caller, { id }: DecidedPlan) {
  const path = `/api/staff/allotments/${id}`;
  return {
    async read() {
      const { status, body } = await call.ask('GET', path, { token: await call.token('chest.kim') });
      if (status !== 200) throw new Error(`${path}: ${status} ${JSON.stringify(body)}`);
      const { allotted = 0, refused = 0 } = body.progress as { allotted?: number; refused?: number };
      return { status: String(body.status), done: allotted + refused, attempt: Number(body.attempt) };
    },
    async does(deed: 'execution' | 'resumption') {
      const answer = await call.ask('POST', `${path}/${deed}`, {
        token: await call.token('chest.kim'),
        body: {},
      });
      expect([answer.status, answer.body.status]).toEqual([
        expect.toSatisfy((n: number) => n < 300),
        'EXECUTING',
      ]);
    },
  };
}
type Chest = ReturnType<typeof chest>;

/** Looks until so many lines are done; what is seen never goes back. */
async function until(office: Chest, least: number, from: number): Promise<number> {
  for (let seen = from; ; ) {
    const { done, status } = await office.read();
    expect(done).toBeGreaterThanOrEqual(seen);
    seen = done;
    if (done >= least || status === 'EXECUTED') return done;
    await wait(100);
  }
}
async function untilExecuted(office: Chest): Promise<void> {
  while ((await office.read()).status !== 'EXECUTED') await wait(200);
}

/** Every line ended once, as it had to, and all records tell of the same. */
async function expectCarriedOut(
  table: Parameters<typeof booksOfPlan>[0],
  decided: DecidedPlan,
  attempt: number,
): Promise<void> {
  const { lines, recalled } = decided;
  const [allotted, refused] = [lines.length - recalled.length, recalled.length];
  const books = await booksOfPlan(table, decided);
  expect(books.plan).toMatchObject({ status: 'EXECUTED', attempt, done: { allotted, refused } });
  expect(books.results).toEqual({
    allotted: numbers(refused + 1, lines.length),
    ...(refused > 0 ? { refused: recalled } : {}),
  });
  expect([...books.told.keys()].sort((a, b) => a - b)).toEqual(numbers(1, lines.length));
  expect([...books.told.values()].filter((times) => times !== 1)).toEqual([]);
  expect(books.served).toBe(allotted);
  expect(books.applications).toEqual({ reserved: 0, allotted, over: 0 });
}

let spawned: Spawned | undefined;
let cloud: TestCloud | undefined;
let folder: string | undefined;
afterAll(async () => {
  await spawned?.kill();
  await cloud?.stop();
  if (folder) await rm(folder, { recursive: true, force: true });
}, MINUTE);

test(
  'a thousand lines, the whole cloud killed with -9 twice in the middle: each line exactly once',
  async () => {
    const LINES = 1000;
    folder = await mkdtemp(join(tmpdir(), 'ithope-plan-'));
    const start = async () => {
      // At the address it had: tokens name it.
      spawned = await spawnLocalCloud({
        ...(folder ? { folder } : {}),
        ...(spawned ? { port: Number(new URL(spawned.site).port) } : {}),
      });
      return { ...(await asOperator(spawned.door)), call: callerOf(spawned) };
    };
    let { table, workflow, machine, call } = await start();
    const decided = await writeDecidedPlan(table, LINES, 10);
    let office = chest(call, decided);
    await office.does('execution');
    const ran: number[] = [];
    const stretch = async <T>(work: () => Promise<T>): Promise<T> => {
      const began = performance.now();
      const result = await work();
      ran.push(Math.round((performance.now() - began) / 100) / 10);
      return result;
    };
    let done = 0;
    const kills: number[] = [];
    for (const least of [150, 500]) {
      done = await stretch(() => until(office, least, done));
      kills.push(done);
      await spawned?.kill();
      ({ table, workflow, machine, call } = await start());
      office = chest(call, decided);
    }
    expect(kills[0]).toBeLessThan(LINES);
    await stretch(() => untilExecuted(office));
    await expectCarriedOut(table, decided, 1);

    const arn = `${machine.replace(':stateMachine:', ':execution:')}:${decided.id}-1`;
    const execution = await workflow.send(new DescribeExecutionCommand({ executionArn: arn }));
    expect([execution.status, JSON.parse(execution.output ?? '')]).toEqual([
      'SUCCEEDED',
      { allotted: LINES - 10, refused: 10 },
    ]);
    const { mapRuns = [] } = await workflow.send(new ListMapRunsCommand({ executionArn: arn }));
    expect(mapRuns).toHaveLength(1);
    const mapRunArn = mapRuns[0]?.mapRunArn;
    const run = await workflow.send(new DescribeMapRunCommand({ mapRunArn }));
    expect(run).toMatchObject({ status: 'SUCCEEDED', executionCounts: { total: 40, succeeded: 40 } });
    const all = await workflow.send(new ListExecutionsCommand({ stateMachineArn: machine }));
    expect(all.executions?.map(({ executionArn }) => executionArn)).toEqual([arn]);
    console.log(`${LINES} lines: killed at ${kills.join(' and ')}, running for ${ran.join(' + ')} s`);
  },
  15 * MINUTE,
);

test(
  'the function killed in the middle, then the execution: another attempt goes on, each line exactly once',
  async () => {
    const LINES = 200;
    cloud = await openTestCloud();
    const { table, workflow, machine } = await asOperator(cloud.door);
    const decided = await writeDecidedPlan(table, LINES);
    const office = chest(cloud, decided);
    const lines = cloud.cloud
      .ofType('AWS::Lambda::Function')
      .find(({ logicalId }) => logicalId.startsWith('allotmentlines'));
    if (!lines) throw new Error('the function allotment-lines is not there');
    await office.does('execution');
    let done = await until(office, 20, 0);
    await cloud.interrupt(lines.arn);
    done = await until(office, 75, done);
    await cloud.interrupt(lines.arn);
    const executionArn = `${machine.replace(':stateMachine:', ':execution:')}:${decided.id}-1`;
    await workflow.send(new StopExecutionCommand({ executionArn }));
    expect(await office.read()).toMatchObject({ status: 'EXECUTING', attempt: 1 });
    expect(done).toBeLessThan(LINES);
    await office.does('resumption');
    await untilExecuted(office);
    await expectCarriedOut(table, decided, 2);
  },
  10 * MINUTE,
);
