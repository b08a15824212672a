import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { specimenLshw } from '../../functions/devices/readers/specimen.ts';
import { type Spawned, spawnLocalCloud } from '../../local/spawn.ts';
import { type Answer, anOffer, type Caller, callerOf } from '../support/caller.ts';
import { decideInCommittee } from '../support/decide.ts';
import { executionsIn } from '../support/executions.ts';
import { aHousehold, erasureOf, machine, PASSED, SIGNED } from '../support/programme.ts';

/** `npm start -- --empty`, killed with -9 in the middle of a PC's way, twice, and started again on the same folder. */
let folder: string;
let cloud: Spawned;
let call: Caller;

/** At the address it had: tokens name it. */
async function start(): Promise<void> {
  cloud = await spawnLocalCloud({ folder, ...(cloud && { port: Number(new URL(cloud.site).port) }) });
  call = callerOf(cloud);
}
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ithope-restart-'));
  await start();
}, 180_000);
afterAll(async () => {
  await cloud?.kill();
  await rm(folder, { recursive: true, force: true });
}, 30_000);

/** A deed of a member of staff that is taken. */
async function does(who: string, path: string, body: object = {}): Promise<Answer['body']> {
  const answer = await call.ask('POST', `/api/staff/${path}`, { token: await call.token(who), body });
  expect([answer.status, answer.body], path).toEqual([expect.toSatisfy((n: number) => n < 300), answer.body]);
  return answer.body;
}
const reads = async (path: string, who = 'chest.kim') =>
  (await call.ask('GET', `/api/staff/${path}`, { token: await call.token(who) })).body;
const today = async (days = 0) =>
  new Date((await cloud.clock.now()) + (9 + 24 * days) * 3_600_000).toISOString().slice(0, 10);

let device: string;
let session: string;
let reference: string;

test('killed when the goods have just arrived: nothing that was answered is lost', async () => {
  const offered = await call.ask('POST', '/api/public/donations', { body: anOffer('giver@example.com') });
  reference = String(offered.body.reference);
  const about = { subject: 'donation', reference };
  await call.ask('POST', '/api/public/follow/codes', { body: about });
  const code = await call.codeFor('giver@example.com');
  const opened = await call.ask('POST', '/api/public/follow/sessions', { body: { ...about, code } });
  session = String(opened.body.token);

  const donation = `donations/${offered.body.id}`;
  await does('chest.kim', `${donation}/screening`);
  await does('chest.kim', `${donation}/collection`, { day: await today(1), slot: 'morning' });
  const { devices } = await does('chest.kim', `${donation}/arrival`, {
    received: [{ kind: 'desktop', count: 1 }],
  });
  // The stream may not have told of it yet: the execution is started by the process to come, if not by this one.
  await cloud.kill();
  await start();
  device = (devices as { id: string }[])[0]?.id ?? '';
  expect(await reads(donation)).toMatchObject({ status: 'RECEIVED', devices });
  await does('chest.kim', `${donation}/valuation`, {
    lines: [{ kind: 'desktop', market: 150_000 }],
    evidence: [{ kind: 'PRICE_COMPARISON', text: '중고 시세' }],
  });
  expect(await does('chest.kim', `${donation}/acceptance`)).toMatchObject({ receipt: { number: 1 } });
}, 120_000);

test('killed in step 3, with a listing read and no erasure proven: the technician goes on', async () => {
  const pc = machine(device);
  await does('repair.lee', `devices/${device}/erasure-start`);
  expect((await call.upload(device, 'repair.lee', 'lshw.json', specimenLshw(pc))).status).toBe(200);
  const before = await reads(`devices/${device}`);
  const signedIn = await call.token('repair.lee');
  await cloud.kill();
  await start();

  expect(await reads(`devices/${device}`)).toEqual(before);
  // Who was signed in stays signed in, and what was sent by mail is still there.
  expect((await call.ask('GET', '/api/staff/me', { token: signedIn })).status).toBe(200);
  expect(await cloud.mail()).not.toHaveLength(0);

  expect(await refusal('repair.lee', `devices/${device}/erasure`)).toEqual([409, 'ERASURE_EVIDENCE_MISSING']);
  expect((await call.upload(device, 'repair.lee', 'nwipe.log', erasureOf(pc))).status).toBe(200);
  await does('repair.lee', `devices/${device}/erasure`);
  await does('repair.lee', `devices/${device}/refurbishment`, { work: ['메모리 8GB 추가'] });
  await does('repair.lee', `devices/${device}/system`, { os: '하모니카 8.0' });
  const check = { checks: PASSED, grade: { appearance: 'B', functionality: 'A' } };
  expect(await refusal('repair.lee', `devices/${device}/check`, check)).toEqual([
    409,
    'CHECKED_BY_SAME_PERSON',
  ]);
  expect(await does('repair.park', `devices/${device}/check`, check)).toMatchObject({ status: 'READY' });
}, 120_000);

test('the way goes on to a home, the books agree, and the execution ends as if nothing had happened', async () => {
  const applied = await call.ask('POST', '/api/public/applications/households', { body: aHousehold() });
  expect(applied.status).toBe(201);
  const application = String(applied.body.id);
  await does('guro.jung', `applications/${application}/eligibility`, { evidence: 'LOOK_UP' });
  const plan = await does('chest.kim', 'allotments', {
    lines: [{ device, application, why: 'LONGEST_WAITING' }],
  });
  const desk = { get: reads, post: (path: string, body: object) => does('chest.kim', path, body) };
  await decideInCommittee(desk, String(plan.id), await today());
  await does('chest.kim', `allotments/${plan.id}/execution`);
  await until(async () => (await reads(`allotments/${plan.id}`)).status === 'EXECUTED');
  const booked = await does('chest.kim', 'deliveries', { device, day: await today(1), slot: 'afternoon' });
  await does('chest.kim', `deliveries/${booked.id}/departure`);
  await does('chest.kim', `deliveries/${booked.id}/confirmation`, SIGNED);

  expect((await reads(`devices/${device}`)).status).toBe('INSTALLED');
  await until(() => executionsIn(folder).every(({ status }) => status !== 'RUNNING'));
  const executions = executionsIn(folder);
  expect(executions.filter(({ status }) => status !== 'SUCCEEDED')).toEqual([]);
  const ofDevice = executions.filter(({ name }) => name.startsWith('dev_'));
  expect(ofDevice).toHaveLength(1);
  expect(ofDevice[0]?.transitions).toBeLessThanOrEqual(10);
  // The plan's own, and its one part of lines.
  expect(executions).toHaveLength(3);

  await until(async () => (await numbers()).delivered === 1);
  expect(await numbers()).toMatchObject({ offered: 1, received: 1, erased: 1, refurbished: 1, waiting: 0 });
  const way = await call.ask('GET', `/api/public/donations/${reference}/devices`, { session });
  expect(way.body.items).toMatchObject([{ status: 'INSTALLED', district: '11530', certificate: true }]);
  const said = (await cloud.mail()).map(({ subject, to }) => `${to} ${subject}`);
  expect(said.filter((line) => line.includes('새 주인을 만났습니다'))).toHaveLength(1);
  // A kill between sending and writing down that it was sent doubles that one message, and no other (deliver.ts).
  const twice = said.length - new Set(said).size;
  expect(twice, 'told twice, for two kills').toBeLessThanOrEqual(2);
}, 60_000);

async function refusal(who: string, path: string, body: object = {}): Promise<unknown[]> {
  const answer = await call.ask('POST', `/api/staff/${path}`, { token: await call.token(who), body });
  return [answer.status, answer.body.code];
}
const numbers = async () =>
  (await (await fetch(cloud.api('/data/stats.json'))).json()) as Record<string, number>;

/** Seconds, not minutes: what the page promises. */
async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 15_000; !(await holds()); await wait(100))
    if (Date.now() > end) throw new Error('it did not come within 15 s');
}
