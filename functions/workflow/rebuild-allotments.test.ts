import { DescribeExecutionCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LocalTable, openLocalTable } from '../../test/support/dynamo.ts';
import { keys, OWNERS, queue } from '../kernel/keys.ts';
import { fakeDependencies } from '../kernel/testing.ts';
import { rebuildAllotments } from './rebuild-allotments.ts';

let local: LocalTable;
beforeAll(async () => {
  local = await openLocalTable();
});
afterAll(() => local.stop());

const allotments = 'arn:aws:states:ap-northeast-2:000000000000:stateMachine:allotments';
const arnOf = (name: string) => `${allotments.replace(':stateMachine:', ':execution:')}:${name}`;

test('a plan that is being carried out gets the execution that it has not; one that ended is left to people', async () => {
  const { ids } = fakeDependencies();
  const plan = async (status: string, attempt: number) => {
    const id = `alt_${ids.ulid()}`;
    const place = { q: queue(OWNERS.allotment, status), qs: `2026-11-28T00:00:00.000Z#${id}` };
    const put = { ...keys.allotment(id), kind: 'allotment', id, status, attempt, lineCount: 60, ...place };
    await local.table.transact([{ put, when: { exists: false } }]);
    return id;
  };
  const [lost, running, failed] = [
    await plan('EXECUTING', 2),
    await plan('EXECUTING', 1),
    await plan('EXECUTING', 1),
  ];
  await plan('DECIDED', 1);
  const known = new Map([
    [arnOf(`${running}-1`), 'RUNNING'],
    [arnOf(`${failed}-1`), 'FAILED'],
    // The attempt before: what is gone is the one that the plan counts.
    [arnOf(`${lost}-1`), 'FAILED'],
  ]);
  const workflow = mockClient(SFNClient);
  workflow.on(DescribeExecutionCommand).callsFake(({ executionArn }: { executionArn: string }) => {
    const status = known.get(executionArn);
    if (!status) throw Object.assign(new Error('gone'), { name: 'ExecutionDoesNotExist' });
    return { status };
  });
  workflow.on(StartExecutionCommand).callsFake(({ name }: { name: string }) => {
    known.set(arnOf(name), 'RUNNING');
    return { executionArn: arnOf(name) };
  });
  const run = async () => {
    const started = [];
    const parts = { table: local.table, workflow: new SFNClient({}), allotments };
    for await (const entry of rebuildAllotments(parts)) started.push(entry);
    return started;
  };
  const entry = { allotment: lost, lines: 60, attempt: 2 };
  expect(await run()).toEqual([entry]);
  expect(workflow.commandCalls(StartExecutionCommand).map(({ args }) => args[0].input)).toEqual([
    { stateMachineArn: allotments, name: `${lost}-2`, input: JSON.stringify(entry) },
  ]);
  expect(await run()).toEqual([]);
  workflow
    .on(DescribeExecutionCommand)
    .rejects(Object.assign(new Error('no'), { name: 'ThrottlingException' }));
  await expect(run()).rejects.toThrow('no');
  workflow.restore();
});
