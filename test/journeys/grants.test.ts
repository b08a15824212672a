import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { localDate } from '../../functions/kernel/clock.ts';
import { cp949 } from '../../functions/kernel/tabular/specimen.ts';
import { openBrowser } from '../support/browser.ts';
import { openTestCloud, type TestCloud } from '../support/cloud.ts';
import { aHousehold, GANGDONG } from '../support/programme.ts';
import { lookAt } from './look.ts';
import { deed, signIn } from './people.ts';
import { bookStatement, does } from './statements.ts';

/** A household's internet fee in a real browser: granted, paid month by month, stopped; each district sees its own. */
vi.setConfig({ testTimeout: 120_000 });
const NUMBER = '010471-9926';
let cloud: TestCloud;
let browser: Browser;
let chest: Page;
const told = { months: [] as string[], grant: '', reference: '', other: '', waiting: '' };

const plus = (month: string, count: number): string => {
  const all = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + count;
  return `${Math.floor(all / 12)}-${String((all % 12) + 1).padStart(2, '0')}`;
};
const inKorean = (month: string) => `${Number(month.slice(0, 4))}년 ${Number(month.slice(5))}월`;
const printed = (reference: string) => `${reference.slice(0, 5)}-${reference.slice(5)}`;
const run = (month: string) => `/staff/money/runs/${month}`;
const grant = () => `/staff/money/grants/${told.grant}`;

/** A household of a district that has applied. */
async function applies(name: string, district?: string) {
  const address = { district, postcode: '05278', street: '강동로 7' };
  const { body, status } = await cloud.ask('POST', '/api/public/applications/households', {
    body: aHousehold({
      contact: { name, email: `${district ?? 'guro'}@ithope.example`, language: 'ko' },
      ...(district ? { address } : {}),
    }),
  });
  expect(status).toBe(201);
  return body as { id: string; reference: string };
}

beforeAll(async () => {
  [cloud, browser] = await Promise.all([openTestCloud(), openBrowser()]);
  const day = localDate(new Date(await cloud.clock.now()), 'Asia/Seoul');
  told.months = [0, 1, 2].map((off) => plus(day.slice(0, 7), off));
  await bookStatement(cloud, [{ day, amount: 300_000, text: '인터넷 요금에 써 주세요', ref: 'FEES-1' }]);
  const { items } = (await does(cloud, 'chest.kim', 'bank-entries?status=WAITING')) as {
    items: { id: string }[];
  };
  await does(cloud, 'chest.kim', `bank-entries/${items[0]?.id}/assignment`, {
    as: 'GIFT',
    purpose: 'internet',
  });
  const [guro, gangdong] = [await applies('김하늘'), await applies('이바다', GANGDONG)];
  await does(cloud, 'guro.jung', `applications/${guro.id}/eligibility`, { evidence: 'LOOK_UP' });
  [told.reference, told.waiting] = [guro.reference, gangdong.reference];
  chest = await signIn(browser, cloud.site, '김나눔');
  told.other = gangdong.id;
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await cloud?.stop();
}, 60_000);

/** What stands beside a field as wrong. */
const wrongAt = (page: Page | Locator, label: string) =>
  page.locator('.field', { hasText: label }).locator('.field-error:visible');

test('the Chest grants a household three months: what is refused is said beside its field, what is set aside before', async () => {
  await chest.goto('/staff/money');
  await chest.getByRole('link', { name: '인터넷 요금 지원' }).click();
  await chest.getByText('지금 지원하는 가정이 없습니다').waitFor();
  await lookAt(chest, 'staff-grants-none');
  await chest.getByRole('link', { name: '새 지원' }).click();
  await chest.getByRole('heading', { name: '새 지원' }).waitFor();
  await lookAt(chest, 'staff-grant-new');

  const send = chest.getByRole('button', { name: '이대로 지원하기' });
  await send.click();
  await wrongAt(chest, '지원 신청 접수번호').waitFor();
  await chest.getByLabel('지원 신청 접수번호').fill(printed(told.waiting));
  await chest.getByLabel('통신사', { exact: true }).selectOption({ label: 'KT' });
  await chest.getByLabel('요금제', { exact: true }).selectOption({ label: '인터넷 슬림 100M · 월 ₩22,000' });
  expect(await chest.getByLabel('한 달 지원액').inputValue()).toBe('22,000');
  await chest.getByLabel('고객번호').fill(NUMBER);
  await chest.getByLabel('개월 수').fill('25');
  await send.click();
  expect(await wrongAt(chest, '개월 수').textContent()).toContain('지원할 수 있는 개월 수를 넘습니다');
  await chest.getByLabel('개월 수').fill('3');
  await chest.getByLabel('한 달 지원액').fill('22,001');
  await send.click();
  expect(await wrongAt(chest, '한 달 지원액').textContent()).toContain('지원 한도보다 많습니다');
  await chest.getByLabel('한 달 지원액').fill('22,000');
  const last = inKorean(told.months[2] ?? '');
  await chest.getByText(`${last}까지 3개월 × ₩22,000 = ₩66,000을 따로 둡니다`).waitFor();
  // The server's refusals stand there too: the district has not confirmed this household.
  await send.click();
  await wrongAt(chest, '지원 신청 접수번호').waitFor();
  expect(await wrongAt(chest, '지원 신청 접수번호').textContent()).toContain('자격이 확인된 가정의 신청에만');

  // Nothing typed is lost, but the number is nowhere in the browser.
  expect(await chest.evaluate(() => JSON.stringify(sessionStorage))).not.toContain(NUMBER);
  await chest.reload();
  await chest.getByRole('heading', { name: '새 지원' }).waitFor();
  expect(await chest.getByLabel('개월 수').inputValue()).toBe('3');
  expect(await chest.getByLabel('고객번호').inputValue()).toBe('');
  await chest.getByLabel('고객번호').fill(NUMBER);
  await chest.getByLabel('지원 신청 접수번호').fill(printed(told.reference));
  await send.click();
  await chest.waitForURL(/\/staff\/money\/grants\/grt_/);
  told.grant = new URL(chest.url()).pathname.split('/').at(-1) ?? '';
  await chest.getByRole('heading', { name: printed(told.reference) }).waitFor();
  expect(await chest.locator('.fee-months .status-tag').allTextContents()).toEqual([
    '지급 예정',
    '지급 예정',
    '지급 예정',
  ]);
  expect(await chest.locator('main').textContent()).not.toContain(NUMBER);
  await lookAt(chest, 'staff-grant');
});

/** Starts a month's run on its page and waits until its files are there. */
async function pays(month: string): Promise<void> {
  await deed(chest, run(month), 'startRun', async (dialog) => {
    expect(await dialog.locator('.deed-lead').textContent()).toContain('1가구에 1건, 모두 ₩22,000');
  });
  // The page follows by itself.
  await chest.locator('.record-head .status-done').waitFor({ timeout: 30_000 });
}

test('a month is looked at and run: the carrier’s file is right to the byte, and nothing is paid twice', async () => {
  const [month = '', next = ''] = told.months;
  await chest.goto('/staff/money/runs');
  await chest.getByText('아직 지급한 달이 없습니다').waitFor();
  // The month to come can be looked at, and not started.
  await chest.locator('.run-choice select').selectOption(next);
  await chest.getByRole('link', { name: '이 달 보기' }).click();
  await chest.getByText('아직 시작되지 않은 달은 지급할 수 없습니다').waitFor();
  expect(await chest.locator('[data-deed=startRun]').count()).toBe(0);

  await chest.goto(run(month));
  await chest.getByText('1가구 · ₩22,000').waitFor();
  expect(await does(cloud, 'chest.kim', 'fee-runs')).toEqual({ items: [] });
  await lookAt(chest, 'staff-run-preview');
  await pays(month);
  await lookAt(chest, 'staff-run');

  const [download] = await Promise.all([
    chest.waitForEvent('download'),
    chest.getByRole('link', { name: `KT_${month}.csv` }).click(),
  ]);
  const bytes = await readFile(await download.path());
  const rows = [
    '순번,서비스번호,청구월,요금제,납부금액,지원번호',
    `1,${NUMBER},${month},인터넷 슬림 100M,22000,${told.grant}`,
    '합계,1,,,22000,',
  ];
  expect(bytes.toString('hex')).toBe(Buffer.from(cp949(`${rows.join('\r\n')}\r\n`)).toString('hex'));
  const digest = createHash('sha256').update(bytes).digest('hex');
  expect(await chest.locator('.payment-files .digest').textContent()).toBe(digest);

  const before = await does(cloud, 'chest.kim', 'ledger/accounts');
  expect(await does(cloud, 'chest.kim', 'fee-runs', { month })).toEqual({ month, status: 'DONE' });
  await cloud.settled();
  expect(await does(cloud, 'chest.kim', 'ledger/accounts')).toEqual(before);
  await chest.reload();
  await chest.getByRole('link', { name: printed(told.reference) }).waitFor();
  expect(await chest.locator('main tbody tr').allTextContents()).toHaveLength(2);
  await chest.goto('/staff/money/runs');
  await chest.getByRole('link', { name: inKorean(month) }).waitFor();
  await lookAt(chest, 'staff-runs');
});

test('the next month is another run; then the household asks to stop, and the rest goes back', async () => {
  const [, next = '', third = ''] = told.months;
  const begins = Date.parse(`${next}-01T00:30:00+09:00`);
  await cloud.advance(begins - (await cloud.clock.now()));
  chest = await signIn(browser, cloud.site, '김나눔');
  await chest.goto(run(next));
  await chest.getByText('1가구 · ₩22,000').waitFor();
  await pays(next);
  await chest.goto(grant());
  await chest.locator('.fee-months').first().waitFor();
  expect(await chest.locator('.fee-months .status-tag').allTextContents()).toEqual([
    '지급',
    '지급',
    '지급 예정',
  ]);
  await deed(chest, grant(), 'stop', async (dialog) => {
    expect(await dialog.getByLabel('언제부터 중지할까요').inputValue()).toBe(third);
    await dialog.getByText('1개월분 ₩22,000이 쓰임으로 돌아갑니다').waitFor();
    await dialog.getByText('본인이 요청').click();
  });
  await chest.getByText(`${inKorean(third)}부터 중지했습니다. ₩22,000이 쓰임으로 돌아갔습니다.`).waitFor();
  expect(await chest.locator('.fee-months .status-tag').allTextContents()).toEqual([
    '지급',
    '지급',
    '지급하지 않음',
  ]);
  await lookAt(chest, 'staff-grant-stopped');
  const { items } = (await does(cloud, 'chest.kim', 'ledger/accounts')) as {
    items: { account: string; balance: number }[];
  };
  const balance = (name: string) => items.find(({ account }) => account === name)?.balance;
  expect([balance('purpose:internet'), balance('reserved:internet') ?? 0, balance('carrier:kt')]).toEqual([
    256_000, 0, 44_000,
  ]);
});

test('a district officer has a way to the own district’s households, and to no other', async () => {
  await does(cloud, 'gangdong.han', `applications/${told.other}/eligibility`, { evidence: 'LOOK_UP' });
  const other = await does(cloud, 'chest.kim', 'grants', {
    ...{ application: told.waiting, carrier: 'lgu', plan: 'slim', customerNumber: '55501', fee: 22_000 },
    ...{ firstMonth: told.months[1], months: 2 },
  });
  const guro = await signIn(browser, cloud.site, '정구로');
  const menu = guro.locator('.side');
  await menu.getByRole('link', { name: '인터넷 요금 지원' }).click();
  await guro.getByText('구로구의 지원만 보입니다').waitFor();
  expect(await menu.getByRole('link', { name: '성금·장부' }).count()).toBe(0);
  await guro.getByText('지금 지원하는 가정이 없습니다').waitFor();
  await guro.getByRole('link', { name: '중지', exact: true }).click();
  await guro.getByRole('link', { name: printed(told.reference) }).waitFor();
  await lookAt(guro, 'staff-grants-district');
  await guro.goto(grant());
  await guro.locator('.fee-months').first().waitFor();
  expect(await guro.locator('[data-deed]').count()).toBe(0);
  await guro.goto(`/staff/money/grants/${other.id}`);
  await guro.getByText('다른 자치구의 기록이라 열 수 없습니다').waitFor();

  const gangdong = await signIn(browser, cloud.site, '한강동');
  await gangdong.goto('/staff/money/grants');
  await gangdong.getByRole('link', { name: printed(told.waiting) }).waitFor();
  expect(await gangdong.locator('tbody tr').count()).toBe(1);
});
