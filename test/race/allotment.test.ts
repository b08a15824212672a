import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PlanLine } from '../../functions/allotments/domain.ts';
import { executePart } from '../../functions/allotments/execute-part.ts';
import type { Application } from '../../functions/applications/domain.ts';
import type { Device } from '../../functions/devices/domain.ts';
import type { EventItem } from '../../functions/kernel/events.ts';
import { type Key, keys } from '../../functions/kernel/keys.ts';
import { fakeDependencies } from '../../functions/kernel/testing.ts';
import { type LocalTable, openLocalTable } from '../support/dynamo.ts';
import { anOrganisation, openProgramme, type Programme, people } from '../support/programme.ts';

let local: LocalTable;
let programme: Programme;
beforeAll(async () => {
  local = await openLocalTable();
  programme = openProgramme(fakeDependencies({ table: local.table }), local);
});
afterAll(() => local.stop());

const RACERS = 100;
const PROPOSE = 'POST /api/staff/allotments';
type Item = Key & Record<string, unknown>;

/** Every count of the books against every other: devices, applications and plans tell of the same allotments. */
async function booksAgree(): Promise<void> {
  const items = (await local.everything()) as Item[];
  const of = <T>(kind: string) => items.filter((item) => item.kind === kind) as unknown as T[];
  const devices = of<Device>('device');
  const open = of<PlanLine>('plan-line').filter(({ result }) => result === 'open');
  for (const { id, reserved, allotted } of of<Application>('application')) {
    expect(devices.filter((d) => d.status === 'ALLOTTED' && d.application === id)).toHaveLength(allotted);
    expect(open.filter((line) => line.application === id)).toHaveLength(reserved);
  }
  const reserved = devices.filter(({ status }) => status === 'RESERVED').map(({ id }) => id);
  expect(open.map(({ device }) => device).sort()).toEqual(reserved.sort());
  const done = (items as unknown as EventItem[]).filter(({ type }) => type === 'allotment.executeLine');
  const allotted = done.map(({ refs }) => refs?.device);
  expect(new Set(allotted).size).toBe(allotted.length);
}

test('one hundred at once for one device: one wins, ninety-nine hear 409, the books agree', async () => {
  const device = await programme.makeReady();
  const homes: string[] = [];
  for (let i = 0; i < RACERS / 20; i++)
    homes.push(await programme.queued('organisations', anOrganisation({ computers: 20 })));
  const answers = await Promise.all(
    Array.from({ length: RACERS }, (_, i) =>
      programme.send(PROPOSE, {
        body: { lines: programme.plan([[device, homes[i % homes.length] ?? '']]) },
        staff: people.kim,
        key: programme.deps.ids.ulid(),
      }),
    ),
  );
  const won = answers.filter(({ status }) => status === 201);
  expect(won).toHaveLength(1);
  const lost = answers.filter(({ status }) => status !== 201);
  expect(lost.every(({ status }) => status === 409)).toBe(true);
  const codes = lost.map(({ body }) => body.code);
  // BUSY is said to whoever could not get a word in for five seconds; everyone else is told that the device is taken.
  expect(
    codes.every((code) => code === 'DEVICE_TAKEN' || code === 'BUSY' || code === 'CHANGED_MEANWHILE'),
  ).toBe(true);
  expect(codes.filter((code) => code === 'DEVICE_TAKEN').length).toBeGreaterThan(RACERS / 2);
  await booksAgree();

  const plan = String(won[0]?.body.id);
  await programme.decide(plan);
  const execute = () =>
    programme.send('POST /api/staff/allotments/{id}/execution', {
      params: { id: plan },
      staff: people.kim,
      key: programme.deps.ids.ulid(),
    });
  const executed = await Promise.all(Array.from({ length: RACERS }, execute));
  expect(executed.filter(({ status }) => status === 202)).toHaveLength(1);
  expect(executed.every(({ status }) => status === 202 || status === 409)).toBe(true);
  const parts = Array.from({ length: 20 }, () =>
    executePart(programme.deps, { allotment: plan, from: 1, to: 1, close: true }),
  );
  expect(await Promise.all(parts)).toEqual(Array(20).fill({ allotted: 1, refused: 0 }));
  const allotted = await programme.item<Device>(keys.device(device));
  const line = await programme.item<PlanLine>(keys.allotmentLine(plan, 1));
  expect(allotted.status).toBe('ALLOTTED');
  // The plan tells which device went to whom; the device keeps only the application.
  expect(line).toMatchObject({ device, application: allotted.application, result: 'allotted' });
  await booksAgree();
}, 60_000);

test('one hundred plans at once for ten devices: each device once', async () => {
  const devices: string[] = [];
  for (let i = 0; i < 10; i++) devices.push(await programme.makeReady());
  const home = await programme.queued('organisations', anOrganisation({ computers: 20 }));
  const other = await programme.queued('organisations', anOrganisation({ computers: 20 }));
  const answers = await Promise.all(
    Array.from({ length: RACERS }, (_, i) => {
      const pair = (n: number): [string, string] => [devices[(i + n) % 10] ?? '', i % 2 === 0 ? home : other];
      return programme.send(PROPOSE, {
        body: { lines: programme.plan([pair(0), pair(3)]) },
        staff: people.kim,
        key: programme.deps.ids.ulid(),
      });
    }),
  );
  expect(answers.every(({ status }) => status === 201 || status === 409)).toBe(true);
  const won = answers.filter(({ status }) => status === 201).length;
  const reserved = await Promise.all(devices.map((id) => programme.item<Device>(keys.device(id))));
  expect(reserved.filter(({ status }) => status === 'RESERVED')).toHaveLength(2 * won);
  expect(won).toBeGreaterThan(0);
  await booksAgree();
}, 60_000);
