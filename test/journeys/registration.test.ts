import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { openTestCloud, type TestCloud } from '../support/cloud.ts';
import { lookAt } from './look.ts';
import { paperBehind } from './papers.ts';
import { deed, onForm, signIn, visitor } from './people.ts';

/** A giver and the number for the receipt: given, refused, masked, printed, read on record; and a giver without one. */
vi.setConfig({ testTimeout: 120_000 });
let cloud: TestCloud;
let browser: Browser;
beforeAll(async () => {
  [cloud, browser] = await Promise.all([openTestCloud(), openBrowser()]);
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await cloud?.stop();
}, 60_000);

/** Made up; it passes every check. */
const NUMBER = '900101-1234568';
const HIDDEN = '******-*******';
const told = { reference: '', record: '' };

/** Up to the question about the receipt. */
async function toReceipt(page: Page, email: string): Promise<void> {
  const form = onForm(page);
  await page.goto('/give/');
  await form.type('노트북', '1');
  await form.go();
  await form.choose('잘 켜져요');
  await form.go();
  await form.district('구로구');
  await form.type('우편번호', '08209');
  await form.type('도로명 주소', '공원로 41');
  await form.go();
  await form.choose('개인');
  await form.type('이름', '김나눔');
  await form.type('이메일', email);
  await form.go();
}
async function fromReceipt(page: Page): Promise<void> {
  const form = onForm(page);
  await form.go();
  // A wish for the gift is asked next; there is none.
  await form.go();
  await form.choose('개인정보 수집과 이용에 동의해요');
  await form.choose('자료를 모두 지우는 데 동의해요');
  await form.go();
}
const number = (page: Page) => page.getByRole('textbox', { name: '주민등록번호' });

/** Follows with a code from the mailbox. */
async function follow(reference: string, email: string): Promise<Page> {
  const page = await visitor(browser, cloud.site);
  const form = onForm(page);
  await cloud.advance(61_000);
  await page.goto('/follow/');
  await form.choose('보낸 PC');
  await form.type('접수 번호', reference);
  await form.go();
  await page.getByText('10분 동안 쓸 수 있어요').waitFor();
  await form.type('인증 번호', await cloud.codeFor(email));
  await form.go();
  await page.getByRole('heading', { name: '보내신 PC' }).waitFor();
  return page;
}

/** The Chest takes an offer up to the receipt. */
async function accept(page: Page, record: string): Promise<void> {
  const day = new Date((await cloud.clock.now()) + 57 * 3_600_000).toISOString().slice(0, 10);
  await deed(page, record, 'screen');
  await deed(page, record, 'bookCollection', (dialog) => dialog.getByLabel('날짜').fill(day));
  await deed(page, record, 'arrive');
  await deed(page, record, 'value', (dialog) => dialog.getByLabel('노트북 1대').fill('150,000'));
  await deed(page, record, 'accept');
  await cloud.settled();
}
const recordOf = async (page: Page, reference: string): Promise<string> => {
  await page.goto('/staff/donations?status=OFFERED');
  await page.getByRole('link', { name: reference }).click();
  await page.waitForURL('**/staff/donations/don_*');
  return new URL(page.url()).pathname;
};

test('the number is asked for with a receipt only, judged beside the field, kept in no tab, and masked', async () => {
  const page = await visitor(browser, cloud.site);
  const form = onForm(page);
  await toReceipt(page, 'giver@example.com');
  expect(await number(page).isVisible()).toBe(false);
  await form.choose('필요하지 않아요');
  expect(await number(page).isVisible()).toBe(false);
  await form.choose('필요해요');
  await page.getByText('번호 없이도 영수증을 받을 수 있어요').waitFor();
  expect(await number(page).getAttribute('autocomplete')).toBe('off');
  expect(await number(page).getAttribute('inputmode')).toBe('numeric');
  await lookAt(page, 'give-receipt');

  for (const [wrong, sentence] of [
    ['900101', '숫자의 개수가 맞지 않아요'],
    ['900230-1234568', '생년월일을 다시 확인해 주세요'],
    ['900101-1234567', '번호가 맞지 않아요'],
  ] as const) {
    await number(page).fill(wrong);
    await form.go();
    const said = page.locator('.field-wrong .field-error', { hasText: sentence });
    await said.waitFor();
    await page.locator('.error-summary li', { hasText: sentence }).waitFor();
  }
  // Only now does the page ask about numbers without a check digit.
  await page.getByText('2020년 10월 5일부터 새로 받았거나 바꾼 번호예요').waitFor();
  await lookAt(page, 'give-receipt-wrong', ['ko']);

  await number(page).fill(NUMBER);
  expect(await page.evaluate(() => JSON.stringify({ ...sessionStorage, ...localStorage }))).not.toContain(
    '900101',
  );
  await page.reload();
  await page.getByRole('heading', { name: '기부금 영수증이 필요하신가요?' }).waitFor();
  expect(await number(page).inputValue()).toBe('');
  expect(await page.locator('input[name="wantsReceipt:flag"][value=true]').isChecked()).toBe(true);

  await number(page).fill('９００１０１ １２３４５６８');
  await fromReceipt(page);
  const summary = page.locator('[data-summary]');
  expect(await summary.textContent()).toContain('900101-1******');
  expect(await page.content()).not.toMatch(/1234568|１２３４５６８/);
  await page.setViewportSize({ width: 360, height: 780 });
  await lookAt(page, 'give-check-number', ['ko']);
  await form.go();
  told.reference = await form.reference();
  await page.context().close();
});

test('staff and giver see that there is a number, the paper has it in full, the reading is on record', async () => {
  const chest = await signIn(browser, cloud.site, '김나눔');
  told.record = await recordOf(chest, told.reference);
  await chest.getByText(HIDDEN).waitFor();
  await lookAt(chest, 'staff-donation-number');
  expect(await chest.content()).not.toMatch(/1234568|900101/);
  await accept(chest, told.record);
  await chest.context().close();

  const giver = await follow(told.reference, 'giver@example.com');
  await giver.getByText(HIDDEN).waitFor();
  expect(await giver.content()).not.toMatch(/1234568|900101/);
  await lookAt(giver, 'follow-number');
  const paper = await paperBehind(giver, '기부금 영수증 보기');
  expect(paper).toContain(NUMBER);
  await giver.context().close();

  await cloud.settled();
  const read = await cloud.ask('GET', `/api/staff/audit/events?record=${told.reference.replace('-', '')}`, {
    token: await cloud.token('audit.jang'),
  });
  expect(read.body.items).toContainEqual(
    expect.objectContaining({
      type: 'registration.read',
      by: { kind: 'system' },
      facts: { purpose: 'receipt' },
      refs: expect.objectContaining({ receipt: expect.stringMatching(/-000001$/) }),
    }),
  );
  expect(JSON.stringify(read.body)).not.toMatch(/1234568|900101/);
});

test('without a number the receipt comes too; the office may enter one, which nobody reads back', async () => {
  const page = await visitor(browser, cloud.site);
  const form = onForm(page);
  const references: string[] = [];
  for (const email of ['without@example.com', 'phone@example.com']) {
    await toReceipt(page, email);
    await form.choose('필요해요');
    await fromReceipt(page);
    expect(await page.locator('[data-summary]').textContent()).toContain('적지 않았어요');
    await form.go();
    references.push(await form.reference());
  }
  await page.context().close();
  const [without = '', phone = ''] = references;

  const chest = await signIn(browser, cloud.site, '김나눔');
  await accept(chest, await recordOf(chest, without));
  const record = await recordOf(chest, phone);
  await chest.locator('[data-deed=register]').click();
  const dialog = chest.locator('dialog[open]');
  await dialog.getByLabel('주민등록번호').fill('900101-1234567');
  await dialog.locator('button[type=submit]').click();
  await dialog.locator('.field-error', { hasText: '번호가 맞지 않습니다' }).waitFor();
  await lookAt(chest, 'staff-register-refused');
  // Typed, left, opened again, reloaded: nothing of it is there.
  await chest.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await chest.locator('[data-deed=register]').click();
  expect(await dialog.getByLabel('주민등록번호').inputValue()).toBe('');
  await dialog.getByLabel('주민등록번호').fill(NUMBER);
  expect(await chest.evaluate(() => JSON.stringify({ ...sessionStorage, ...localStorage }))).not.toContain(
    '900101',
  );
  await chest.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await deed(chest, record, 'register', (open) => open.getByLabel('주민등록번호').fill(NUMBER));
  await chest.getByText(HIDDEN).waitFor();
  await chest.locator('[data-deed=register]').click();
  expect(await dialog.getByLabel('주민등록번호').inputValue()).toBe('');
  await dialog.getByText('이미 등록된 번호가 있습니다').waitFor();
  await chest.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  expect(await chest.content()).not.toMatch(/1234568|900101/);
  await accept(chest, record);
  expect(await chest.locator('[data-deed=register]').count()).toBe(0);
  await chest.context().close();

  for (const [reference, email, words] of [
    [without, 'without@example.com', '미기재'],
    [phone, 'phone@example.com', NUMBER],
  ] as const) {
    const giver = await follow(reference, email);
    expect(await paperBehind(giver, '기부금 영수증 보기')).toContain(words);
    await giver.context().close();
  }
});
