import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemIds } from '../../functions/kernel/ids.ts';
import { openTestCloud, type TestCloud } from '../support/cloud.ts';
import { openPortal, type TestPortal } from '../support/portal.ts';

const REPORTS = '/api/portal/points/activities';
const MEMBERSHIP = '/api/citizen/points/membership';
const DAY = 86_400_000;

let cloud: TestCloud;
let portal: TestPortal;
let citizen: string;
let member: string;
beforeAll(async () => {
  cloud = await openTestCloud();
  portal = await openPortal(cloud);
  citizen = (await cloud.signInCitizen('hana@example.com')).accessToken;
  const joined = await cloud.ask('POST', MEMBERSHIP, {
    token: citizen,
    body: {
      contact: { name: '김하나', email: 'hana@example.com', language: 'ko' },
      consents: { privacy: true, news: false },
    },
  });
  expect(joined.status).toBe(201);
  member = String(joined.body.number);
}, 180_000);
afterAll(() => cloud?.stop(), 60_000);

const today = async () =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Seoul', dateStyle: 'short' }).format(
    await cloud.clock.now(),
  );
const activity = async (changes: object = {}) => ({
  ...{ id: systemIds.ulid(), member, activity: 'TAX_EMAIL', day: await today(), count: 1 },
  ...changes,
});
const balance = async () => (await cloud.ask('GET', MEMBERSHIP, { token: citizen })).body.balance as number;

/** Points of the member's lines of one kind, newest first. */
async function linesOf(kind: string): Promise<number[]> {
  const { body } = await cloud.ask('GET', '/api/citizen/points/lines', { token: citizen });
  const items = body.items as { what: string; points: number }[];
  return items.filter(({ what }) => what === kind).map(({ points }) => points);
}

describe('the portal reports', () => {
  test('and its member has points, once, however often the report comes', async () => {
    const report = await activity();
    const first = await portal.report(REPORTS, report);
    expect([first.status, first.body]).toMatchObject([201, { points: 500 }]);
    for (const off of [-200, 0, 200]) {
      const again = await portal.ask('POST', REPORTS, { body: report }, off);
      expect(again).toEqual(first);
    }
    expect(await balance()).toBe(500);
    expect(await linesOf('EARNED')).toEqual([500]);
  });

  test('two things under one name: the second is refused', async () => {
    const report = await activity({ activity: 'PORTAL_VISIT' });
    expect((await portal.report(REPORTS, report)).status).toBe(201);
    const { status, body } = await portal.report(REPORTS, { ...report, count: 2 });
    expect([status, body.code]).toEqual([422, 'KEY_REUSED']);
    expect(await balance()).toBe(600);
  });
});

describe('nobody else reports', () => {
  const refused = async (asked: ReturnType<TestPortal['ask']>) => {
    const before = cloud.written();
    const { status, body } = await asked;
    expect(cloud.written()).toBe(before);
    return [status, body.code ?? body.message];
  };

  test('with a token of people, whoever signs', async () => {
    for (const token of [citizen, await cloud.token('chest.kim'), 'e30.e30.e30'])
      expect(await refused(portal.report(REPORTS, await activity(), { token }))).toEqual([
        401,
        'Unauthorized',
      ]);
  });

  test('without the signature, with an old one, or with one of something else', async () => {
    const report = await activity({ activity: 'PORTAL_VISIT' });
    const token = await portal.token();
    const plain = cloud.ask('POST', REPORTS, { token, body: report, key: report.id });
    expect(await refused(plain)).toEqual([401, 'SIGNATURE_MISSING']);
    for (const off of [-310, 310])
      expect(await refused(portal.ask('POST', REPORTS, { body: report }, off))).toEqual([
        401,
        'SIGNATURE_STALE',
      ]);
    expect(await refused(portal.ask('POST', REPORTS, { body: report, key: systemIds.ulid() }))).toEqual([
      422,
      'KEY_NOT_OF_REPORT',
    ]);
  });

  test('and a portal does nothing else', async () => {
    const token = await portal.token();
    for (const path of [MEMBERSHIP, '/api/staff/me', '/api/staff/points/survey'])
      expect((await cloud.ask('GET', path, { token })).status, path).toBe(401);
  });
});

describe('the schedule', () => {
  test('moves with the clock: what ended is booked out at night, by the job that the template schedules', async () => {
    const before = await balance();
    expect(before).toBeGreaterThan(0);
    const status = async () =>
      (await (await fetch(`${cloud.door}/_local/status`)).json()) as {
        schedules: { name: string; at: number }[];
        queues: { name: string; messages: number }[];
      };
    const [job] = (await status()).schedules.filter(({ name }) => /pointsexpiry/i.test(name));
    const clockShows = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Seoul', timeStyle: 'short' });
    expect(clockShows.format(job?.at)).toBe('00:05');

    await cloud.advance(26 * 31 * DAY);
    await cloud.settled();
    expect(await balance()).toBe(0);
    // Not only unusable: a line says so, which the job wrote.
    expect((await linesOf('EXPIRED')).reduce((sum, points) => sum + points, 0)).toBe(before);
    const { queues, schedules } = await status();
    expect(queues.filter(({ messages }) => messages > 0)).toEqual([]);
    const next = schedules.find(({ name }) => name === job?.name)?.at ?? 0;
    expect(next - (await cloud.clock.now())).toBeLessThanOrEqual(DAY);
  }, 120_000);
});
