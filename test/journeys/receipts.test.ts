import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { openTestCloud, type TestCloud } from '../support/cloud.ts';
import { lookAt } from './look.ts';
import { textOf } from './papers.ts';
import { deed, onForm, openWithCode, signIn, visitor } from './people.ts';

/** What a receipt goes through after it was issued, in a real browser: copy, void, again, anonymous, the year. */
vi.setConfig({ testTimeout: 120_000 });
let cloud: TestCloud;
let browser: Browser;
let chest: Page;
const told = { year: '', donation: '' };

beforeAll(async () => {
  [cloud, browser] = await Promise.all([openTestCloud(), openBrowser()]);
  chest = await signIn(browser, cloud.site, '김나눔');
  told.year = new Date(await cloud.clock.now()).toISOString().slice(0, 4);
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await cloud?.stop();
}, 60_000);

const receipt = (number: number) => `/staff/receipts/${told.year}/${number}`;
const printed = (number: number) => `${told.year}-${String(number).padStart(6, '0')}`;

/** Offers as the site does, up to the question that asks for a receipt. */
async function offers(name: string, wants: (page: Page) => Promise<void>): Promise<string> {
  const page = await visitor(browser, cloud.site);
  const form = onForm(page);
  await page.goto('/give/');
  await form.type('데스크톱', '2');
  await form.go();
  await form.choose('잘 켜져요');
  await form.go();
  await form.district('구로구');
  await form.type('우편번호', '08209');
  await form.type('도로명 주소', '공원로 41');
  await form.go();
  await form.choose('개인');
  await form.type('이름', name);
  await form.type('이메일', `${name === '김나눔이' ? 'giver' : 'other'}@example.com`);
  await form.go();
  await wants(page);
  await form.go();
  // The wish: where and for whom is left to the Chest.
  if ((await page.getByLabel('개인정보 수집과 이용에 동의해요').locator('visible=true').count()) === 0)
    await form.go();
  await form.choose('개인정보 수집과 이용에 동의해요');
  await form.choose('자료를 모두 지우는 데 동의해요');
  await form.go();
  await form.go();
  const reference = await form.reference();
  await page.context().close();
  return reference;
}

/** The giver's page, opened with a code from the mailbox. */
async function follows(reference: string, email: string, name: string, shows: string): Promise<void> {
  const page = await visitor(browser, cloud.site);
  await openWithCode(page, cloud, { subject: '보낸 PC', reference, email });
  await page.getByText(shows).waitFor();
  await lookAt(page, name);
  await page.context().close();
}

/** The Chest's way from the offer to the receipt, by the API: another journey shows it. */
async function accepts(reference: string): Promise<string> {
  const token = await cloud.token('chest.kim');
  const post = async (path: string, body: object) => {
    const answer = await cloud.ask('POST', `/api/staff/donations/${path}`, { token, body });
    expect([path, answer.status]).toEqual([path, 200]);
  };
  const found = await cloud.ask('GET', '/api/staff/donations?status=OFFERED', { token });
  const ref = reference.replace('-', '');
  const line = (found.body.items as { id: string; reference: string }[]).find((one) => one.reference === ref);
  const id = line?.id ?? '';
  const day = new Date((await cloud.clock.now()) + 2 * 86_400_000).toISOString().slice(0, 10);
  await post(`${id}/screening`, {});
  await post(`${id}/collection`, { day, slot: 'morning' });
  await post(`${id}/arrival`, { received: [{ kind: 'desktop', count: 2 }] });
  await post(`${id}/valuation`, {
    lines: [{ kind: 'desktop', market: 120_000 }],
    evidence: [{ kind: 'PRICE_COMPARISON', text: '중고 시세 3건 평균' }],
  });
  await post(`${id}/acceptance`, {});
  await cloud.settled();
  return id;
}

const paperBehindLink = async (page: Page, name: string): Promise<string> => {
  const url = (await page.getByRole('link', { name }).first().getAttribute('href')) ?? '';
  return textOf(new Uint8Array(await (await fetch(url)).arrayBuffer()));
};

test('a copy says which it is; a void receipt is marked, told and given out no more; issued again it names the old', async () => {
  const reference = await offers('김나눔이', (page) => onForm(page).choose('필요해요'));
  told.donation = await accepts(reference);
  await chest.goto(receipt(1));
  await deed(chest, receipt(1), 'copyReceipt');
  await cloud.settled();
  await chest.goto(receipt(1));
  await lookAt(chest, 'staff-receipt-copied');
  expect(await paperBehindLink(chest, '1번째 사본')).toContain('재출력 1번째 사본');

  await deed(chest, receipt(1), 'voidReceipt');
  await cloud.settled();
  await chest.goto(receipt(1));
  await chest.getByText('취소된 영수증입니다').waitFor();
  await lookAt(chest, 'staff-receipt-void');
  expect(await paperBehindLink(chest, '영수증 PDF')).toContain('취소된 영수증입니다');

  await follows(reference, 'giver@example.com', 'follow-receipt-void', '고쳐서 다시 보내 드릴게요');

  const donation = `/staff/donations/${told.donation}`;
  await deed(chest, donation, 'correctContact', (dialog) => dialog.getByLabel('이름').fill('김나눔희'));
  await lookAt(chest, 'staff-donation-voided');
  await deed(chest, receipt(1), 'reissueReceipt');
  await cloud.settled();
  await chest.goto(receipt(1));
  await chest.getByRole('link', { name: printed(2) }).click();
  await chest.waitForURL(`**${receipt(2)}`);
  await lookAt(chest, 'staff-receipt-again');
  const paper = await paperBehindLink(chest, '영수증 PDF');
  expect(paper).toContain(`${printed(1)}호를 대신하여 다시 발급`);
  expect(paper).toContain('김나눔희');

  await follows(reference, 'giver@example.com', 'follow-receipt-again', `${printed(1)}호를 대신하여`);

  const subjects = (await cloud.mail())
    .filter(({ to }) => to.includes('giver@example.com'))
    .map(({ subject }) => subject.replace(/ \(.*/, ''));
  expect(subjects).toContain('기부금영수증이 취소되었습니다');
  expect(subjects).toContain('기부금영수증을 다시 발급했습니다');
});

test("an anonymous gift's receipt names nobody and is kept by the Chest", async () => {
  const reference = await offers('이익명이', async (page) => {
    const form = onForm(page);
    // One question, one answer: a number that was typed before is neither asked for nor sent with it.
    await form.choose('필요해요');
    await page.getByRole('textbox', { name: '주민등록번호' }).fill('900101-1234568');
    await form.choose('익명으로 기부할게요');
    expect(await page.getByRole('textbox', { name: '주민등록번호' }).count()).toBe(0);
    await lookAt(page, 'give-anonymous');
  });
  await accepts(reference);
  await chest.goto(`/staff/receipts?year=${told.year}&show=anonymous`);
  await chest.getByRole('link', { name: printed(3) }).waitFor();
  await lookAt(chest, 'staff-receipts-anonymous');
  await chest.getByRole('link', { name: printed(3) }).click();
  await chest.waitForURL(`**${receipt(3)}`);
  await lookAt(chest, 'staff-receipt-anonymous');
  const paper = await paperBehindLink(chest, '영수증 PDF');
  expect(paper).toContain('무명(익명)');
  expect(paper).not.toContain('이익명이');
  await follows(reference, 'other@example.com', 'follow-receipt-anonymous', '사회복지공동모금회가 보관해요');
  const mails = (await cloud.mail()).filter(({ to }) => to.includes('other@example.com'));
  expect(mails.filter(({ subject }) => subject.includes('영수증'))).toEqual([]);
});

test('the year: totals, files for the tax office that agree with the books, how long they are kept', async () => {
  const year = `/staff/receipts/${told.year}`;
  await chest.goto(year);
  await deed(chest, year, 'requestFiling');
  await cloud.settled();
  await chest.goto(year);
  await chest.getByText('장부 합계와 일치').waitFor();
  await lookAt(chest, 'staff-receipt-year');
  const link = chest.getByRole('link', { name: `발급명세서-${told.year}.csv` });
  const csv = await (await fetch((await link.getAttribute('href')) ?? '')).text();
  expect(csv.split('\r\n').filter((line) => line.startsWith(told.year))).toHaveLength(3);
  for (const words of [`${printed(1)},`, '취소', '김나눔희', '무명(익명)', '240000'])
    expect(csv).toContain(words);
});
