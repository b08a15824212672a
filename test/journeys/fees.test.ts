import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { camtOf } from '../../functions/fund/testing.ts';
import { readCity } from '../../functions/kernel/city.ts';
import { localDate } from '../../functions/kernel/clock.ts';
import { decodeCp949 } from '../../functions/kernel/tabular/cp949.ts';
import { type Running, startLocalCloud } from '../../local/start.ts';
import { type Caller, callerOf } from '../support/caller.ts';
import { aHousehold, GURO } from '../support/programme.ts';

/**
 * The internet fee of a household, from a transfer to the charity account to the carrier's payment file, over HTTP
 * through the deployed functions, their rights, the stream and the task; then every file of every store is searched.
 */
const NUMBER = '0104711CANARY';
let folder: string;
let cloud: Running;
let api: Caller;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ithope-fees-'));
  const env = { ...process.env, LOCAL_LOG: join(folder, 'functions.log') };
  cloud = await startLocalCloud({ folder, env });
  api = callerOf(cloud);
}, 180_000);
afterAll(async () => {
  await cloud?.stop();
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

type Body = Record<string, unknown>;
async function does(who: string, path: string, body?: object): Promise<Body> {
  const token = await api.token(who);
  const answer = await api.ask(body ? 'POST' : 'GET', `/api/staff/${path}`, {
    ...{ token, ...(body ? { body } : {}) },
  });
  expect([answer.status < 300, answer.body], path).toEqual([true, answer.body]);
  return answer.body;
}

/** Money for internet fees: a statement with one transfer, booked, and assigned by the Chest. */
async function fund(amount: number, day: string): Promise<void> {
  const text = camtOf({ entries: [{ day, amount, text: '인터넷 요금에 써 주세요', ref: 'R-1' }] });
  const size = Buffer.byteLength(text);
  const form = await does('chest.kim', 'statement-uploads', { fileName: 'a.xml', size });
  const { statement, url, fields } = form as { statement: string; url: string; fields: Body };
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.append(name, String(value));
  data.append('file', new Blob([text]), 'a.xml');
  expect((await fetch(url, { method: 'POST', body: data })).ok).toBe(true);
  await does('chest.kim', 'statements', { statement, fileName: 'a.xml' });
  for (let status = ''; status !== 'BOOKED'; )
    status = String((await does('chest.kim', `statements/${statement}/booking`, {})).status);
  const { items } = (await does('chest.kim', 'bank-entries?status=WAITING')) as { items: { id: string }[] };
  await does('chest.kim', `bank-entries/${items[0]?.id}/assignment`, { as: 'GIFT', purpose: 'internet' });
}

test('money comes, a household is granted its fee, the month is run, the carrier gets its file', {
  timeout: 240_000,
}, async () => {
  const { timeZone } = readCity();
  const today = localDate(new Date(await cloud.clock.now()), timeZone);
  const month = today.slice(0, 7);
  await fund(300_000, today);
  const applied = await api.ask('POST', '/api/public/applications/households', {
    body: aHousehold({
      contact: { name: '김하늘', email: 'home@ithope.example', language: 'ko' },
    }),
  });
  expect(applied.status).toBe(201);
  const { id, reference } = applied.body as { id: string; reference: string };
  const wish = { carrier: 'kt', plan: 'slim', customerNumber: NUMBER, fee: 22_000, firstMonth: month };
  const early = await api.ask('POST', '/api/staff/grants', {
    ...{ token: await api.token('chest.kim'), body: { ...wish, application: reference, months: 12 } },
  });
  expect([early.status, early.body.code]).toEqual([409, 'APPLICATION_NOT_ELIGIBLE']);
  await does('guro.jung', `applications/${id}/eligibility`, { evidence: 'LOOK_UP' });
  const grant = await does('chest.kim', 'grants', { ...wish, application: reference, months: 12 });
  expect(grant).toMatchObject({ status: 'ACTIVE', reserved: 264_000 });
  const other = await api.ask('POST', '/api/staff/grants', {
    ...{ token: await api.token('chest.kim'), body: { ...wish, application: reference, months: 1 } },
  });
  expect(other.body).toMatchObject({ code: 'HOUSEHOLD_HAS_GRANT', detail: { grant: grant.id } });

  expect(await does('office.seo', `fee-runs/${month}/preview`)).toMatchObject({
    ...{ mayStart: true, lines: 1, sum: 22_000 },
  });
  expect(await does('chest.kim', 'fee-runs', { month })).toEqual({ month, status: 'RUNNING' });
  let run: Body = {};
  for (let i = 0; i < 300 && run.status !== 'DONE'; i++) {
    await wait(200);
    run = await does('audit.jang', `fee-runs/${month}`);
  }
  expect(run).toMatchObject({
    ...{ status: 'DONE', lines: 1, sum: 22_000, carriers: [{ carrier: 'kt', lines: 1, sum: 22_000 }] },
  });
  // The file holds customer numbers: who only reads the books is told that it is there, and what it must be.
  expect(run.files).toMatchObject([{ carrier: 'kt', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }]);
  expect(JSON.stringify(run.files)).not.toContain('http');
  const [file] = (await does('chest.kim', `fee-runs/${month}`)).files as { url: string; name: string }[];
  const bytes = new Uint8Array(await (await fetch(file?.url ?? '')).arrayBuffer());
  expect(decodeCp949(bytes)).toContain(`\r\n1,${NUMBER},${month},인터넷 슬림 100M,22000,${grant.id}\r\n`);
  expect(await does('guro.jung', `grants?status=ACTIVE&district=${GURO}`)).toMatchObject({
    ...{ items: [{ id: grant.id, paid: 1, open: 11, reserved: 242_000 }] },
  });
  const stopped = { from: `${Number(month.slice(0, 4)) + 1}${month.slice(4)}`, reason: 'OTHER' };
  const late = await api.ask('POST', `/api/staff/grants/${grant.id}/stop`, {
    ...{ token: await api.token('chest.kim'), body: stopped },
  });
  expect([late.status, late.body.code]).toEqual([422, 'MONTH_OUT_OF_RANGE']);
  expect(await does('chest.kim', `grants/${grant.id}/returns`, { month, reason: 'OTHER' })).toMatchObject({
    ...{ status: 'ACTIVE', month },
  });

  await cloud.settled();
  const mails = (await cloud.mail()).filter(({ to }) => to.includes('home@ithope.example'));
  expect(mails.map(({ subject }) => subject.replace(/ \(.*/, ''))).toContain('인터넷 요금을 지원해 드립니다');
  expect(mails.map(({ text }) => text).join()).toMatch(/KT 인터넷 요금을 대신 냅니다.*22,000/s);

  // The number is in the payment file and nowhere else: not in the table, its log, the functions' log, the mailbox.
  await cloud.stop();
  const found = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map((one) => join(one.parentPath, one.name))
    .filter((path) => readFileSync(path).includes(NUMBER));
  expect(found).toHaveLength(1);
  expect(decodeCp949(readFileSync(found[0] ?? ''))).toContain('합계,1,,,22000,');
});
