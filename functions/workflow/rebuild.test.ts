import { DescribeExecutionCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LocalTable, openLocalTable } from '../../test/support/dynamo.ts';
import { registerDevice } from '../devices/domain.ts';
import { fakeDependencies } from '../kernel/testing.ts';
import { entryFor, rebuild } from './rebuild.ts';

let local: LocalTable;
beforeAll(async () => {
  local = await openLocalTable();
});
afterAll(() => local.stop());

test.each([
  ['RECEIVED', 'erasure'],
  ['ERASE_FAILED', 'destruction'],
  ['WAITING_PART', 'check'],
  ['RESERVED', 'allotment'],
  ['OUT_FOR_DELIVERY', 'delivery'],
] as const)('a device that is %s enters at %s, in its round, under the next name', (status, step) => {
  const device = { id: 'dev_1', status, round: 3 };
  expect(entryFor(device, { attempt: 2, running: false })).toEqual({
    entry: { device: 'dev_1', step, round: 3 },
    attempt: 3,
  });
  expect(entryFor(device, { attempt: 2, running: true })).toBeUndefined();
});

test.each(['INSTALLED', 'RECYCLED', 'HARVESTED'] as const)(
  'a device that is %s needs no execution',
  (status) => {
    expect(entryFor({ id: 'dev_1', status, round: 1 }, undefined)).toBeUndefined();
  },
);

test('lost executions are started again, running ones left alone, and a second run has nothing to do', async () => {
  const { ids, clock } = fakeDependencies();
  const at = clock.now().toISOString();
  const devices = [ids.ulid(), ids.ulid(), ids.ulid()].map((ulid) => `dev_${ulid}`);
  for (const [i, id] of devices.entries()) {
    const about = {
      id,
      assetNumber: `SH-26-0000${i}`,
      deviceKind: 'desktop' as const,
      donation: `don_${ids.ulid()}`,
      giver: 'per_x',
      at,
    };
    await local.table.transact(registerDevice(about).writes);
  }
  const machine = 'arn:aws:states:ap-northeast-2:000000000000:stateMachine:delivery';
  const arnOf = (name: string) => `arn:aws:states:ap-northeast-2:000000000000:execution:delivery:${name}`;
  const running = new Set<string>();
  const workflow = mockClient(SFNClient);
  workflow.on(StartExecutionCommand).callsFake(({ name }: { name: string }) => {
    running.add(arnOf(name));
    return { executionArn: arnOf(name) };
  });
  workflow.on(DescribeExecutionCommand).callsFake(({ executionArn }: { executionArn: string }) => ({
    status: running.has(executionArn) ? 'RUNNING' : 'ABORTED',
  }));
  const run = async () => {
    const started: string[] = [];
    const options = { table: local.table, workflow: new SFNClient({}), machine, now: () => clock.now() };
    for await (const { device, step, attempt } of rebuild(options))
      started.push(`${device} ${step} ${attempt}`);
    return started.sort();
  };
  expect(await run()).toEqual(devices.map((id) => `${id} erasure 1`).sort());
  expect(await run()).toEqual([]);
  running.delete(arnOf(`${devices[1]}-1`));
  expect(await run()).toEqual([`${devices[1]} erasure 2`]);
});
