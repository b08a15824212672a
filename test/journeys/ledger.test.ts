import { afterAll, beforeAll, expect, test } from 'vitest';
import { verify } from '../../bin/ledger-verify.ts';
import { localDate } from '../../functions/kernel/clock.ts';
import type { PublicLedger } from '../../functions/ledger/contract.ts';
import { openTestCloud, type TestCloud } from '../support/cloud.ts';

/** From a member's deed to the public pages and the auditor's files, under the rights of the deployed functions. */
let cloud: TestCloud;
beforeAll(async () => {
  cloud = await openTestCloud();
}, 180_000);
afterAll(() => cloud?.stop(), 60_000);

const published = async (file: string) => {
  const answer = await fetch(new URL(file, cloud.site));
  return answer.ok ? { name: file, text: await answer.text() } : undefined;
};

test('points that are earned and given stand in the public books, which hold; the auditor has them as files', async () => {
  const { accessToken: token } = await cloud.signInCitizen('member@example.com');
  const contact = { name: '이회원', email: 'member@example.com', language: 'ko' };
  const joined = await cloud.ask('POST', '/api/citizen/points/membership', {
    ...{ token, body: { contact, consents: { privacy: true, news: false } } },
  });
  expect(joined.status).toBe(201);
  const day = localDate(new Date(await cloud.clock.now()), 'Asia/Seoul');
  for (let hours = 1; hours <= 2; hours++) {
    const activity = {
      member: joined.body.number,
      activity: 'VOLUNTEERING',
      day,
      count: hours,
      evidence: '확인서',
    };
    const credited = await cloud.ask('POST', '/api/staff/points/activities', {
      ...{ token: await cloud.token('chest.kim'), body: activity },
    });
    expect(credited.status).toBe(201);
  }
  const given = await cloud.ask('POST', '/api/citizen/points/gifts', {
    ...{ token, body: { points: 1200, purpose: 'internet' } },
  });
  expect(given.status).toBe(201);
  await cloud.settled();

  const index = await published('data/ledger.json');
  const { total, months } = JSON.parse(index?.text ?? '{}') as PublicLedger;
  expect(total.points).toEqual({ earned: 3000, given: 1200, expired: 0, corrected: 0 });
  expect(total.purposes).toMatchObject([{ purpose: 'internet', points: 1200 }]);
  const month = months[0]?.month ?? '';
  const page = await published(`data/ledger/${month}/1.csv`);
  const files = [index, page].flatMap((file) => file ?? []);
  expect(verify(files)).toMatchObject({ faults: [], report: [expect.stringContaining('entries 1–4 (4)')] });
  expect(page?.text).toContain(String(given.body.transfer));
  expect(files.map(({ text }) => text).join()).not.toContain('member:');

  const auditor = await cloud.token('audit.jang');
  const accounts = await cloud.ask('GET', '/api/staff/ledger/accounts', { token: auditor });
  const items = accounts.body.items as { account: string; balance: number; published: number }[];
  expect(items.filter(({ balance }) => balance !== 0)).toMatchObject([
    { account: 'purpose:internet', balance: 1200, published: 1200 },
    { account: 'settlement', balance: -1200 },
    { account: 'pool', balance: -1800 },
    { account: 'member', balance: 1800 },
  ]);
  const list = `/api/staff/ledger/transfers?currency=KRW&month=${month}&purpose=internet`;
  expect((await cloud.ask('GET', list, { token: auditor })).body.items).toMatchObject([
    { id: given.body.transfer, amount: 1200 },
  ]);
  const ordered = await cloud.ask('POST', '/api/staff/ledger/reports', {
    ...{ token: auditor, body: { from: month, to: month, currency: 'POINT', language: 'ko' } },
  });
  expect(ordered.status).toBe(202);
  await cloud.settled();
  const report = await cloud.ask('GET', `/api/staff/ledger/reports/${ordered.body.id}`, { token: auditor });
  const done = report.body.done as {
    entries: number;
    agrees: boolean;
    files: { name: string; url: string }[];
  };
  expect(done).toMatchObject({ entries: 3, agrees: true });
  const file = await fetch(done.files.find(({ name }) => name === `거래내역-${month}-1.csv`)?.url ?? '');
  expect(file.status).toBe(200);
  expect((await file.text()).split('\r\n')).toHaveLength(6);
}, 120_000);
