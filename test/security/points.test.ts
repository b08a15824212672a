import { afterAll, beforeAll, expect, test } from 'vitest';
import { residentCheckDigit } from '../../functions/kernel/registration-number.ts';
import { ANSWERS, joining } from '../../functions/points/testing.ts';
import type { Answer, Ask } from '../support/caller.ts';
import { openTestCloud, type TestCloud } from '../support/cloud.ts';
import { openPortal, type TestPortal } from '../support/portal.ts';

/**
 * A member's way through the deployed functions, each with the rights of its own role: what a grant does not cover is
 * AccessDenied here as on AWS.
 */
let cloud: TestCloud;
let portal: TestPortal;
let tokens: { own: string; other: string };
beforeAll(async () => {
  cloud = await openTestCloud();
  portal = await openPortal(cloud);
  const [own, other] = await Promise.all(
    ['member@example.com', 'stranger@example.com'].map((email) => cloud.signInCitizen(email)),
  );
  tokens = { own: own?.accessToken ?? '', other: other?.accessToken ?? '' };
}, 180_000);
afterAll(() => cloud?.stop(), 60_000);

const contact = { name: '한나눔', email: 'member@example.com', language: 'ko' };
const POINTS = '/api/citizen/points';
const mine = (method: string, path: string, what: Ask = {}) =>
  cloud.ask(method, `${POINTS}${path}`, { token: tokens.own, ...what });
const done = (answer: Answer, status = 200) => {
  expect([answer.status, answer.body.code]).toEqual([status, undefined]);
  return answer.body;
};
const DAY = 86_400_000;
const localDay = async () =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Seoul' }).format(await cloud.clock.now());
const mailTo = async (words: string) => {
  await cloud.settled();
  return (await cloud.mail()).filter(
    ({ to, subject }) => to.includes(contact.email) && subject.includes(words),
  );
};

test('join, earn in three ways, give, a receipt on paper, the nudge, the end, and out', {
  timeout: 240_000,
}, async () => {
  const number = String(
    done(await mine('POST', '/membership', { body: { ...joining, contact } }), 201).number,
  );
  expect(await mailTo('포인트 회원')).toHaveLength(1);

  const day = await localDay();
  const hours = { member: number, activity: 'VOLUNTEERING', day, count: 2, evidence: 'V-1' };
  const chest = await cloud.token('chest.kim');
  done(await cloud.ask('POST', '/api/staff/points/activities', { token: chest, body: hours }), 201);
  const report = { id: '01K0000000000000000000000A', member: number, activity: 'ECO_MILEAGE', day, count: 1 };
  const path = '/api/portal/points/activities';
  const first = await portal.ask('POST', path, { body: report });
  expect(done(first, 201)).toMatchObject({ number, points: 10_000 });
  expect(await portal.ask('POST', path, { body: report })).toEqual(first);
  done(await mine('POST', '/survey', { body: { answers: ANSWERS } }));
  expect(done(await mine('GET', '/membership'))).toMatchObject({ balance: 12_300, survey: false });

  const gift = done(await mine('POST', '/gifts', { body: { points: 11_000, purpose: 'internet' } }), 201);
  expect(gift).toMatchObject({ balance: 1300, worth: 11_000, transfer: expect.stringMatching(/^trf_/) });
  expect((await mine('POST', '/gifts', { body: { points: 1301, purpose: 'internet' } })).body.code).toBe(
    'BALANCE_TOO_LOW',
  );
  expect(done(await mine('GET', '/lines')).items).toHaveLength(4);

  const asked = {
    year: day.slice(0, 4),
    contact,
    address: { postcode: '08375', street: '공원로 41' },
    registrationNumber: `800101-123456${residentCheckDigit('800101123456')}`,
  };
  const receipt = done(await mine('POST', '/receipts', { body: asked }), 201);
  await cloud.settled();
  const { url } = done(await mine('GET', `/receipts/${receipt.id}`));
  expect(await mailTo('포인트 기부의 영수증')).toHaveLength(1);
  const paper = await fetch(String(url));
  expect([paper.status, (await paper.text()).slice(0, 5)]).toEqual([200, '%PDF-']);

  // Whoever else is signed in sees nothing of it.
  const strange = (what: string) => cloud.ask('GET', `${POINTS}${what}`, { token: tokens.other });
  expect((await strange('/membership')).body.code).toBe('NOT_A_MEMBER');
  done(
    await cloud.ask('POST', `${POINTS}/membership`, { token: tokens.other, body: { ...joining, contact } }),
    201,
  );
  expect((await strange(`/receipts/${receipt.id}`)).status).toBe(404);
  expect(done(await strange('/lines')).items).toEqual([]);

  // Time passes: the schedule tells the member, then books out what ended.
  const { nextExpiry } = done(await mine('GET', '/membership')) as { nextExpiry: { expires: string } };
  const left = Date.parse(`${nextExpiry.expires}T00:00:00Z`) - Date.parse(`${day}T00:00:00Z`);
  await cloud.clock.advance(left - 29 * DAY);
  const [nudge, ...more] = await mailTo('곧 사라집니다');
  expect(nudge?.text).toContain('1,300포인트');
  expect(more).toEqual([]);
  expect(done(await mine('GET', '/membership')).balance).toBe(1300);
  await cloud.clock.advance(31 * DAY);
  expect(done(await mine('GET', '/membership'))).toMatchObject({ balance: 0, lots: [] });
  await expect
    .poll(async () => (done(await mine('GET', '/lines')).items as { what: string }[])[0], { timeout: 20_000 })
    .toMatchObject({ what: 'EXPIRED', points: 1300 });

  expect(done(await mine('POST', '/membership/end', { body: {} }))).toEqual({ ended: 0 });
  expect((await mine('GET', '/membership')).body.code).toBe('NOT_A_MEMBER');
  const gone = await cloud.ask('GET', `/api/staff/points/members/${number}`, { token: chest });
  expect(gone.status).toBe(404);
});

test('the office reads how the survey was answered; no one else does', async () => {
  const survey = '/api/staff/points/survey';
  const office = await cloud.ask('GET', survey, { token: await cloud.token('office.seo') });
  expect(done(office).answered).toBe(1);
  expect((await cloud.ask('GET', survey, { token: await cloud.token('repair.lee') })).status).toBe(403);
  expect((await cloud.ask('GET', survey, { token: tokens.own })).status).toBe(401);
});
