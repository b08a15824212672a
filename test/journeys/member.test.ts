import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { localDate } from '../../functions/kernel/clock.ts';
import { openBrowser } from '../support/browser.ts';
import { openTestCloud, type TestCloud } from '../support/cloud.ts';
import { openPortal, type TestPortal } from '../support/portal.ts';
import { lookAt } from './look.ts';
import { paperBehind } from './papers.ts';
import { signIn, signInCitizen, visitor } from './people.ts';

/** A member's points in a real browser: joined, earned, given in two clicks, receipted, ended, left. */
vi.setConfig({ testTimeout: 120_000 });
const EMAIL = 'nanum@example.com';
const DAY = 86_400_000;
const BOTH = ['ko', 'en'] as const;
let cloud: TestCloud;
let browser: Browser;
let portal: TestPortal;
let page: Page;
const told = { number: '', year: '', month: '' };

beforeAll(async () => {
  [cloud, browser] = await Promise.all([openTestCloud(), openBrowser()]);
  portal = await openPortal(cloud);
  const day = await today();
  [told.year, told.month] = [day.slice(0, 4), day.slice(0, 7)];
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await cloud?.stop();
}, 60_000);

const today = async () => localDate(new Date(await cloud.clock.now()), 'Asia/Seoul');
const balance = () => page.locator('.points-balance b').textContent();
const look = (name: string) => lookAt(page, name, BOTH, '.points-account');
/** As somebody who opens the page again. */
async function comesBack(): Promise<void> {
  await page.goto('/points/');
  await page.locator('.points-balance').waitFor();
}
const reports = async (activity: string) => {
  const report = { member: told.number, activity, day: await today(), count: 1 };
  expect((await portal.report('/api/portal/points/activities', report)).status).toBe(201);
};

test('a citizen signs in by e-mail, becomes a member and has the first points for answering the survey', async () => {
  page = await visitor(browser, cloud.site);
  await page.goto('/points/');
  await lookAt(page, 'site-points-door');
  await signInCitizen(page, EMAIL);
  await page.getByRole('heading', { name: '처음 오셨네요' }).waitFor();
  await lookAt(page, 'site-points-join', BOTH, '.points-join');
  await page.getByLabel('이름', { exact: true }).fill('김나눔');
  await page.getByRole('button', { name: '시작하기' }).click();
  await page.getByText('동의해 주셔야 접수할 수 있어요').locator('visible=true').first().waitFor();
  await page.getByLabel('개인정보 수집과 이용에 동의해요').check();
  expect(await page.getByRole('textbox', { name: '이메일' }).inputValue()).toBe(EMAIL);
  await page.getByRole('button', { name: '시작하기' }).click();
  await page.getByRole('heading', { name: '내 포인트' }).waitFor();
  expect(await balance()).toBe('0');
  told.number = ((await page.locator('.note b.numeric').first().textContent()) ?? '').replace('-', '');
  expect(told.number).toMatch(/^[0-9A-HJKMNP-TV-Z]{10}$/);

  await page.getByText('설문에 답하고 300점 받기').click();
  await page.getByRole('button', { name: '답 보내기' }).click();
  await page.getByText('모든 물음에 답해 주세요').waitFor();
  for (const answer of ['서울시 누리집', '인터넷 요금', '네'])
    await page.getByLabel(answer, { exact: true }).check();
  await page.getByRole('button', { name: '답 보내기' }).click();
  await page.getByText('고맙습니다. 300점을 드렸어요').waitFor();
  await expect.poll(balance).toBe('300');
  expect(await page.getByText('설문에 답하고').count()).toBe(0);
});

test('the office confirms an activity by the member’s number; the portal reports one; both are there', async () => {
  const office = await signIn(browser, cloud.site, '서기획');
  await office.goto('/staff/points');
  const credit = office.locator('section', { has: office.getByRole('heading', { name: '활동 확인' }) });
  await credit.getByLabel('회원 번호').fill('0000000000');
  await credit.getByText('자원봉사 한 시간을 확인받았어요').click();
  await credit.getByLabel('횟수(시간)').fill('2');
  await credit.getByLabel('확인한 자료').fill('봉사확인서 2026-417');
  await credit.getByRole('button', { name: '포인트 드리기' }).click();
  await credit.locator('.field-error:visible').waitFor();
  await credit.getByLabel('회원 번호').fill(`${told.number.slice(0, 5)}-${told.number.slice(5)}`);
  await credit.getByRole('button', { name: '포인트 드리기' }).click();
  await office.getByText('회원에게 2,000점을 드렸습니다').waitFor();
  expect(await office.locator('main').textContent()).not.toContain('김나눔');
  await lookAt(office, 'staff-points-credited');

  await reports('ECO_MILEAGE');
  await comesBack();
  expect(await balance()).toBe('12,300');
  await page.getByText('자원봉사 한 시간을 확인받았어요').first().waitFor();
  await look('site-points-member');
});

test('points are given in exactly two clicks; the member and everybody else see it within seconds', async () => {
  await comesBack();
  await page.evaluate(() => {
    const counted = globalThis as unknown as { clicks: number };
    counted.clicks = 0;
    // Not what the keyboard or a script does in a person's place.
    addEventListener('click', (event) => (counted.clicks += event.detail > 0 ? 1 : 0), true);
  });
  await page.getByRole('button', { name: '12,300점 나누기' }).click();
  await page.getByRole('button', { name: '네, 나눌게요' }).click();
  await page.getByText('고맙습니다. 12,300점을 나눴어요').waitFor();
  const given = Date.now();
  expect(await page.evaluate(() => (globalThis as unknown as { clicks: number }).clicks)).toBe(2);
  const thanks = (await page.locator('.points-account [role=status]').first().textContent()) ?? '';
  const [transfer = ''] = /trf_[0-9A-Z]{26}/.exec(thanks) ?? [];
  expect(thanks).toContain('12,300원이 ‘사랑의 PC’에 쓰여요');
  await expect.poll(balance).toBe('0');
  await expect.poll(() => page.locator('.points-lines li').first().textContent()).toContain('−12,300');

  const anybody = await visitor(browser, cloud.site);
  await expect
    .poll(
      async () => {
        await anybody.goto('/ledger/');
        await anybody.locator('[data-as-of]', { hasText: '기준' }).waitFor();
        return anybody.locator('[data-purpose=computers] [data-sum=in]').textContent();
      },
      { timeout: 20_000 },
    )
    .toBe('12,300');
  expect(Date.now() - given).toBeLessThan(20_000);
  const file = await (await fetch(new URL(`data/ledger/${told.month}/1.csv`, cloud.site))).text();
  expect(file).toContain(transfer.replace('trf_', ''));
  expect(file).not.toContain(told.number);
  await lookAt(anybody, 'site-ledger', BOTH, '[data-months] tr');
  await anybody.context().close();
  await look('site-points-given');
});

test('for a year’s gifts of the threshold there is a receipt when it is asked for', async () => {
  await comesBack();
  await page.getByText(`${told.year}년에 나눈 포인트 12,300원어치`).click();
  const ask = page.locator('.points-receipt');
  await ask.getByRole('button', { name: `${told.year}년 영수증 받기` }).click();
  await ask.locator('.field-error:visible').first().waitFor();
  await ask.getByLabel('이름', { exact: true }).fill('김나눔');
  await ask.getByLabel('우편번호').fill('04524');
  await ask.getByLabel('도로명 주소').fill('세종대로 110');
  await ask.getByRole('button', { name: `${told.year}년 영수증 받기` }).click();
  await page.getByText(`${told.year}-000001호 영수증을 발급했어요`).waitFor();
  await cloud.settled();
  await comesBack();
  await look('site-points-receipt');
  const paper = (await paperBehind(page, `${told.year}-000001호 영수증 보기 (12,300원)`)).replace(
    /\s+/g,
    ' ',
  );
  for (const said of ['김나눔', '세종대로 110', '12,300']) expect(paper).toContain(said);
});

test('before points end a mail says so; then they are gone with a line of their own', async () => {
  await reports('PORTAL_VISIT');
  await comesBack();
  expect(await balance()).toBe('100');
  const { accessToken: token } = await cloud.signInCitizen(EMAIL);
  const member = await cloud.ask('GET', '/api/citizen/points/membership', { token });
  const { expires } = member.body.nextExpiry as { expires: string };
  const until = async (days: number) =>
    Date.parse(`${expires}T12:00:00+09:00`) + days * DAY - (await cloud.clock.now());
  const nudges = async () => {
    await cloud.settled();
    return (await cloud.mail()).filter(({ to, text }) => to.includes(EMAIL) && text?.includes('사라'));
  };
  expect(await nudges()).toEqual([]);
  await cloud.advance(await until(-29));
  const [nudge, ...others] = await nudges();
  expect([nudge?.text?.includes('100'), others.length]).toEqual([true, 0]);
  await comesBack();
  expect(await balance()).toBe('100');

  await cloud.advance(await until(1));
  await cloud.settled();
  await comesBack();
  expect(await balance()).toBe('0');
  await expect.poll(() => page.locator('.points-lines li').first().textContent()).toContain('사라짐');
  await look('site-points-ended');
});

test('who leaves is a member no more', async () => {
  await comesBack();
  await page.locator('summary', { hasText: '그만두기' }).click();
  await page.getByRole('button', { name: '회원 그만두기' }).click();
  await page.getByRole('button', { name: '네, 그만둘게요' }).click();
  await page.getByText('그만두셨어요').waitFor();
  await page.goto('/points/');
  await page.getByRole('heading', { name: '처음 오셨네요' }).waitFor();
  const office = await cloud.token('office.seo');
  const found = await cloud.ask('GET', `/api/staff/points/members/${told.number}`, { token: office });
  expect([found.status, found.body.code]).toEqual([404, 'NOT_FOUND']);
});
