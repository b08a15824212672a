import { spawn } from 'node:child_process';
import { DescribeExecutionCommand, SFNClient, StopExecutionCommand } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { operatorOf } from '../../local/operator.ts';
import { anOffer, openTestCloud, type TestCloud } from '../support/cloud.ts';

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await openTestCloud();
}, 240_000);
afterAll(() => cloud?.stop());

const COMMAND = ['bin/workflow-rebuild.ts'];
function rebuild(words: readonly string[] = [], env: NodeJS.ProcessEnv = {}) {
  const port = new URL(cloud.site).port;
  const { TABLE_NAME: _, DELIVERY_WORKFLOW: __, ALLOTMENT_WORKFLOW: ___, ...host } = process.env;
  return new Promise<{ status: number | null; stdout: string; stderr: string }>((resolve) => {
    const child = spawn(process.execPath, [...COMMAND, ...words], { env: { ...host, PORT: port, ...env } });
    const out: string[] = [];
    const err: string[] = [];
    child.stdout.on('data', (text) => out.push(String(text)));
    child.stderr.on('data', (text) => err.push(String(text)));
    child.on('close', (status) => resolve({ status, stdout: out.join(''), stderr: err.join('') }));
  });
}

test('npm run workflow:rebuild finds the lost execution of the running local cloud and starts it again', async () => {
  const token = await cloud.token('chest.kim');
  const staff = (path: string, body: object = {}) =>
    cloud.ask('POST', `/api/staff/donations/${path}`, { token, body });
  const offered = await cloud.ask('POST', '/api/public/donations', { body: anOffer('giver@ithope.example') });
  const id = String(offered.body.id);
  await staff(`${id}/screening`);
  await staff(`${id}/collection`, { day: '2099-01-01', slot: 'morning' });
  const arrived = await staff(`${id}/arrival`, { received: [{ kind: 'desktop', count: 1 }] });
  const [{ id: device }] = arrived.body.devices as [{ id: string }];
  await cloud.doorway.settled();
  await cloud.clock.advance(3_600_000);

  const operator = await operatorOf(cloud.door);
  const credentials = {
    accessKeyId: String(operator.env.AWS_ACCESS_KEY_ID),
    secretAccessKey: String(operator.env.AWS_SECRET_ACCESS_KEY),
    sessionToken: String(operator.env.AWS_SESSION_TOKEN),
  };
  const workflow = new SFNClient({
    ...{ endpoint: cloud.door, region: String(operator.env.AWS_REGION), credentials },
    systemClockOffset: operator.offsetMs,
  });
  const arnOf = (attempt: number) =>
    `${operator.output('DeliveryWorkflow').replace(':stateMachine:', ':execution:')}:${device}-${attempt}`;
  const statusOf = async (attempt: number) =>
    (await workflow.send(new DescribeExecutionCommand({ executionArn: arnOf(attempt) }))).status;
  await vi.waitFor(async () => expect(await statusOf(1)).toBe('RUNNING'), 10_000);
  expect(await rebuild()).toMatchObject({ status: 0, stdout: '0 executions started\n' });

  await workflow.send(new StopExecutionCommand({ executionArn: arnOf(1) }));
  const { status, stdout, stderr } = await rebuild(['--local']);
  expect([status, stderr]).toEqual([0, '']);
  const lines = stdout.trim().split('\n');
  expect(lines.map((line) => (line.startsWith('{') ? JSON.parse(line) : line))).toEqual([
    { event: 'execution_started', device, step: 'erasure', round: 1, attempt: 2 },
    '1 executions started',
  ]);
  expect(await statusOf(2)).toBe('RUNNING');
  expect((await rebuild()).stdout).toBe('0 executions started\n');
}, 60_000);

test('a wrong word, a missing variable and a cloud that is not there are told in one line', async () => {
  const refused = async (words: readonly string[], env: NodeJS.ProcessEnv) => {
    const { status, stdout, stderr } = await rebuild(words, env);
    expect([status, stdout]).toEqual([1, '']);
    return stderr.trim();
  };
  expect(await refused(['--all'], {})).toBe('workflow:rebuild: unknown: --all (there is --local)');
  expect(await refused([], { TABLE_NAME: 'programme' })).toBe(
    'workflow:rebuild: Environment: missing or malformed DELIVERY_WORKFLOW, ALLOTMENT_WORKFLOW',
  );
  expect(await refused([], { PORT: '1' })).toMatch(
    /^workflow:rebuild: no local cloud answers at http:\/\/127\.0\.0\.1:2 /,
  );
}, 60_000);
