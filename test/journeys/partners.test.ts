import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { readSheet } from '../../functions/kernel/tabular/read.ts';
import { writeXlsx } from '../../functions/kernel/tabular/write-xlsx.ts';
import { aList } from '../../functions/partners/testing.ts';
import { openBrowser } from '../support/browser.ts';
import { openTestCloud, type TestCloud } from '../support/cloud.ts';
import { executionsIn } from '../support/executions.ts';
import { lookAt } from './look.ts';
import { deed, signIn } from './people.ts';

/** A company gives in bulk, as its people and the Chest live it, in a real browser. */
vi.setConfig({ testTimeout: 120_000 });
let cloud: TestCloud;
let browser: Browser;
let moon: Page;
let kim: Page;
const told = { pledge: '', list: '', gift: '' };

beforeAll(async () => {
  [cloud, browser] = await Promise.all([openTestCloud(), openBrowser()]);
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await cloud?.stop();
}, 60_000);

/** A machine that others use as well may need its time. */
const soon = <T>(read: () => Promise<T>) => expect.poll(read, { timeout: 10_000 });
const pathOf = (page: Page) => new URL(page.url()).pathname;
const reads = async (path: string, who = 'chest.kim') =>
  (await cloud.ask('GET', `/api/staff/${path}`, { token: await cloud.token(who) })).body;
const drop = (page: Page, name: string, buffer: Buffer) =>
  page.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
/** cp949, as Excel in Korea saves CSV; only the letters of `aList` and what the test adds. */
const CP949: Readonly<Record<string, readonly number[]>> = await cp949Of(
  '관리번호구분제조사모델일련수량데스크톱노트북삼성일곱',
);
async function cp949Of(letters: string) {
  // Node decodes cp949 but does not encode it: the table is turned round, two bytes at a time.
  const decoder = new TextDecoder('euc-kr');
  const found: Record<string, readonly number[]> = {};
  for (let a = 0x81; a <= 0xfe; a++)
    for (let b = 0x41; b <= 0xfe; b++) {
      const letter = decoder.decode(new Uint8Array([a, b]));
      if (letters.includes(letter) && letter.length === 1) found[letter] ??= [a, b];
    }
  return found;
}
const inCp949 = (text: string) =>
  Buffer.from([...text].flatMap((letter) => CP949[letter] ?? [letter.charCodeAt(0)]));
const sheetOf = (text: string) => {
  const [header = [], ...rows] = text.split('\n').map((line) => line.split(','));
  return Buffer.from(writeXlsx([{ name: '자산', header, rows }]));
};

test("1 · a partner's person signs in and pledges; nobody else's pledges are seen", async () => {
  moon = await signIn(browser, cloud.site, '문나래');
  await moon.getByRole('link', { name: '후원 기업' }).click();
  await moon.getByRole('heading', { level: 1, name: '후원 기업' }).waitFor();
  await soon(() => moon.locator('.figures tbody tr').count()).toBe(1);
  await moon.getByRole('link', { name: '기부 약속 적기' }).click();
  await moon.getByRole('button', { name: '약속 등록' }).click();
  await moon.getByRole('alert').waitFor();
  await lookAt(moon, 'staff-pledge-new');
  await moon.getByLabel('PC 대수').fill('300');
  await moon.getByLabel('언제까지').fill('2027-03-31');
  await moon.getByLabel('이름').fill('문나래');
  await moon.getByLabel('이메일').fill('moon@example.com');
  await moon.locator('#pledge-new-district').selectOption({ label: '송파구' });
  await moon.getByLabel('우편번호').fill('05510');
  await moon.getByLabel('도로명 주소').fill('올림픽로35길 125');
  await moon.getByLabel('담당자가 연락처').check();
  await moon.getByRole('button', { name: '약속 등록' }).click();
  await moon.getByRole('heading', { level: 1, name: /삼성SDS · PC 300대/ }).waitFor();
  told.pledge = pathOf(moon);
  await lookAt(moon, 'staff-pledge');
  const lg = await signIn(browser, cloud.site, '백두리');
  await lg.goto(told.pledge);
  await lg.getByText('다른 후원 기업의 기록이에요.').waitFor();
  await lg.context().close();
});

test('2 · a list with a line that cannot be read is refused with that line, and nothing is imported', async () => {
  await moon.goto(told.pledge);
  const bad = `${aList(4, 'BAD')}\nBAD-X,데스크톱,삼성,DB400,SN-X,일곱`;
  await drop(moon, '자산-오류.csv', inCp949(bad));
  await moon.getByRole('heading', { name: '열 확인' }).waitFor();
  await soon(() => moon.locator('#column-assetTag').inputValue()).toBe('0');
  await soon(() => moon.locator('.column-sample').first().textContent()).toContain('BAD-0001');
  await lookAt(moon, 'staff-list-columns');
  await moon.getByRole('button', { name: '이대로 살펴보기' }).click();
  await moon.getByText('받을 수 없는 줄이 1개 있어 등록하지 않습니다').waitFor();
  const row = moon.locator('tr.row-refused');
  await soon(() => row.textContent()).toContain('수량이 숫자가 아니에요');
  expect(await row.locator('th').textContent()).toBe('6');
  expect(await moon.getByRole('button', { name: /등록하기/ }).count()).toBe(0);
  await lookAt(moon, 'staff-list-refused');
  await deed(moon, pathOf(moon), 'drop');
  await moon.goto(told.pledge);
  await drop(moon, '통장.csv', Buffer.from(''));
  await moon.getByText('목록을 받지 않았습니다').waitFor();
});

test('3 · an XLSX is imported, interrupted by closing the page, and gone on with after that', async () => {
  await moon.goto(told.pledge);
  await drop(moon, '자산-2026.xlsx', sheetOf(`${aList(240, 'SDS')}\nSDS-0001,데스크톱,삼성,DB400,SN-2,1`));
  await moon.getByRole('button', { name: '이대로 살펴보기' }).click();
  // The doubtful ones are shown first, with why, and left out unless they are taken in.
  await moon.getByText('번째 줄과 관리번호가 같아요').first().waitFor();
  await lookAt(moon, 'staff-list-preview');
  told.list = pathOf(moon);
  const closing = moon.waitForResponse((answer) => answer.url().endsWith('/import-start'));
  await moon.locator('[data-deed=begin]').click();
  await closing;
  await moon.goto('about:blank');
  const id = told.list.split('/').at(-1) ?? '';
  const before = await reads(`lists/${id}`);
  expect(['IMPORTING', 'IMPORTED']).toContain(before.status);
  await moon.goto(told.list);
  await moon.getByText('등록 마침').first().waitFor();
  const list = await reads(`lists/${id}`);
  expect(list).toMatchObject({ status: 'IMPORTED', outstanding: list.units });
  told.gift = String(list.donation);
  await soon(() => moon.locator('section[aria-labelledby=units] tbody tr').count()).toBeGreaterThan(40);
  await lookAt(moon, 'staff-list');
});

test('4 · the same file once more adds nothing and says where it is', async () => {
  await moon.goto(told.pledge);
  await drop(moon, '다시.xlsx', sheetOf(`${aList(240, 'SDS')}\nSDS-0001,데스크톱,삼성,DB400,SN-2,1`));
  await moon.getByText('이미 등록한 파일이에요. 아무것도 더하지 않았어요.').waitFor();
  await lookAt(moon, 'staff-pledge-known');
  await moon.getByRole('link', { name: '등록한 목록 보기' }).click();
  await moon.waitForURL(`**${told.list}`);
});

test('5 · the Chest fetches it and records the arrival with two rejects; the devices go on', async () => {
  kim = await signIn(browser, cloud.site, '김나눔');
  const gift = `/staff/donations/${told.gift}`;
  await deed(kim, gift, 'screen');
  await deed(kim, gift, 'bookCollection', (dialog) =>
    dialog.locator('input[type=date]').fill(new Date(Date.now() + 33 * 3_600_000).toISOString().slice(0, 10)),
  );
  expect(await kim.locator('[data-deed=arrive]').count()).toBe(0);
  await kim.goto(told.list);
  await deed(kim, told.list, 'arrive', async (dialog) => {
    await dialog.getByLabel('왔지만 받지 않는 기기').fill('5, 9');
    await dialog.locator('select[name=reason]').selectOption('DAMAGED');
  });
  await kim.getByText('입고 마침').first().waitFor({ timeout: 30_000 });
  await cloud.settled();
  const id = told.list.split('/').at(-1) ?? '';
  const list = await reads(`lists/${id}`);
  expect(list).toMatchObject({ status: 'SETTLED', rejected: 2, outstanding: 0 });
  const { items } = (await reads(`lists/${id}/units?limit=100`)) as {
    items: { status: string; device: string }[];
  };
  expect(items.filter(({ status }) => status === 'REJECTED')).toHaveLength(2);
  const running = executionsIn(cloud.folder);
  for (const { device, status } of items.slice(0, 20))
    expect([device, running.some((one) => JSON.stringify(one).includes(device))]).toEqual([
      device,
      status === 'RECEIVED',
    ]);
  await kim.reload();
  await kim.getByText('옮기다 부서짐').first().waitFor();
  await lookAt(kim, 'staff-list-settled');
  const donation = await reads(`donations/${told.gift}`);
  const counts = (donation.received as { count: number }[]).reduce((n, { count }) => n + count, 0);
  expect([donation.status, counts]).toEqual(['RECEIVED', Number(list.units) - 2]);
});

test('6 · the figures are on the page, in both files, and in public', async () => {
  const { units } = await reads(`lists/${told.list.split('/').at(-1)}`);
  const row = ['삼성SDS', '300', String(units), String(Number(units) - 2), '2', '0'];
  await kim.goto('/staff/partners');
  await soon(() => kim.locator('.figures tr[data-record=samsung-sds] > *').allTextContents()).toEqual(row);
  await lookAt(kim, 'staff-partners');
  for (const [name, file] of [
    ['CSV 받기', 'partners.csv'],
    ['엑셀 받기', 'partners.xlsx'],
  ] as const) {
    const taken = kim.waitForEvent('download');
    await kim.getByRole('button', { name }).click();
    const sheet = await readSheet(file, await readFile(await (await taken).path()));
    expect(sheet.header.cells).toEqual(['후원 기업', '약속', '등록', '도착', '받지 않음', '전달']);
    expect(sheet.rows[0]?.cells).toEqual(row);
    expect(sheet.rows.at(-1)?.cells).toEqual(['합계', ...row.slice(1)]);
  }
  const published = await (await fetch(`${cloud.site}/data/stats.json`)).json();
  expect(published.partners[0]).toEqual({ id: 'samsung-sds', pledged: 300, delivered: 0 });
  await kim.goto(`/staff/labels?list=${told.list.split('/').at(-1)}`);
  await soon(() => kim.locator('.label:not(.label-empty)').count()).toBe(Number(units) - 2);
});
