import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { readSheet } from '../../functions/kernel/tabular/read.ts';
import { openBrowser } from '../support/browser.ts';
import { anOffer, openTestCloud, type TestCloud } from '../support/cloud.ts';
import { lookAt } from './look.ts';
import { signIn } from './people.ts';

/** An auditor asks who did what; the answer comes from the stream's copies, and the asking is on record itself. */
vi.setConfig({ testTimeout: 120_000 });
let cloud: TestCloud;
let browser: Browser;
let page: Page;
let gift: { id: string; reference: string };
beforeAll(async () => {
  [cloud, browser] = await Promise.all([openTestCloud(), openBrowser()]);
  const { body } = await cloud.ask('POST', '/api/public/donations', { body: anOffer('giver@example.com') });
  gift = { id: String(body.id), reference: String(body.reference) };
  const token = await cloud.token('chest.kim');
  await cloud.ask('POST', '/api/staff/me/entry', { token, body: {} });
  await cloud.ask('POST', `/api/staff/donations/${gift.id}/screening`, { token, body: {} });
  const read = await cloud.ask('GET', `/api/staff/donations/${gift.id}`, { token });
  await cloud.ask('GET', `/api/staff/people/${read.body.personId}`, { token });
  await cloud.settled();
  page = await signIn(browser, cloud.site, '장감사');
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await cloud?.stop();
}, 60_000);

const rows = () => page.locator('.queue tbody tr');
const whats = async () => {
  await rows().first().waitFor();
  const texts = await rows().locator('th').allInnerTexts();
  return texts.map((text) => text.split('\n')[0]?.trim() ?? '');
};
const find = () => page.getByRole('button', { name: '찾기' }).click();

test('the last days are there at once, in words: the gift, its screening, and that a contact was read', async () => {
  await page.getByRole('link', { name: '감사 기록' }).click();
  const found = await whats();
  for (const what of ['연락처 열람', '접수 승인', '기부 신청']) expect(found).toContain(what);
  await lookAt(page, 'staff-audit');
});

test('one record, as people call it; the question stands in the address; who leads to their deeds', async () => {
  await page.goto('/staff/audit');
  await page
    .getByRole('textbox', { name: '기록' })
    .fill(`${gift.reference.slice(0, 5)}-${gift.reference.slice(5)}`.toLowerCase());
  await find();
  await page.waitForURL(/record=/);
  await expect.poll(whats).toEqual(['접수 승인', '기부 신청']);
  await rows().first().getByText('검토 대기 → 수거일 미정').locator('visible=true').waitFor();
  await page.reload();
  expect(await whats()).toEqual(['접수 승인', '기부 신청']);
  // By name: the app of the officer was opened once.
  await rows().first().locator('a[href*="who="]', { hasText: '김나눔' }).locator('visible=true').click();
  await page.waitForURL(/who=/);
  await expect.poll(whats).toEqual(['연락처 열람', '접수 승인', '담당자 이름 등록']);
});

test('a record’s page leads an auditor to its trail', async () => {
  await page.goto(`/staff/donations/${gift.id}`);
  await page.getByRole('link', { name: '감사 기록에서 보기' }).click();
  await page.waitForURL(/audit\?record=don_/);
  await expect.poll(whats).toEqual(['접수 승인', '기부 신청']);
});

test('nothing found, and days the wrong way round, are said in words', async () => {
  await page.goto('/staff/audit?record=SH-26-99999');
  await page.getByText('조건에 맞는 기록이 없습니다.').waitFor();
  await lookAt(page, 'staff-audit-none', ['ko']);
  await page.goto('/staff/audit?from=2026-11-20&to=2026-11-01');
  await page.getByText('종료일이 시작일보다 빠릅니다').locator('visible=true').waitFor();
  await lookAt(page, 'staff-audit-refused', ['ko']);
});

test('taken out as CSV and as a workbook; both are on record', async () => {
  await page.goto(`/staff/audit?record=${gift.id}`);
  await rows().first().waitFor();
  for (const format of ['csv', 'xlsx']) {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.locator(`[data-format=${format}]`).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(new RegExp(`^감사기록-.*\\.${format}$`));
    const sheet = await readSheet(`audit.${format}`, await readFile(await download.path()));
    expect(sheet.header.cells[0]).toBe('일시');
    expect(sheet.rows.map(({ cells }) => cells[2])).toEqual(['donation.screen', 'donation.offer']);
    expect(sheet.rows.map(({ cells }) => cells[4])).toEqual(['김나눔', '']);
    await page.locator('.audit-out .note').waitFor();
  }
  await cloud.settled();
  await page.goto('/staff/audit');
  await page.getByLabel('처리 내용').selectOption('audit.export');
  await find();
  await page.waitForURL(/what=audit\.export/);
  await expect.poll(whats).toEqual(['감사 기록 내보내기', '감사 기록 내보내기']);
  await page.context().close();
});

test('nobody else has the page in the menu, and its address says why', async () => {
  const other = await signIn(browser, cloud.site, '김나눔');
  expect(await other.locator('.side').getByText('감사 기록').count()).toBe(0);
  await other.goto('/staff/audit');
  await other.getByText('이 업무를 할 권한이 없습니다.').waitFor();
  await other.context().close();
});
