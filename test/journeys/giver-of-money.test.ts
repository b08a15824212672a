import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { localDate } from '../../functions/kernel/clock.ts';
import { openBrowser } from '../support/browser.ts';
import { openTestCloud, type TestCloud } from '../support/cloud.ts';
import { lookAt } from './look.ts';
import { paperBehind } from './papers.ts';
import { onForm, openWithCode, visitor } from './people.ts';
import { bookStatement } from './statements.ts';

/** A citizen who gives money, in a real browser: announced, followed, withdrawn, arrived, receipted. */
vi.setConfig({ testTimeout: 120_000 });
let cloud: TestCloud;
let browser: Browser;
let page: Page;
const BOTH = ['ko', 'en'] as const;
const ACCOUNT = '1005-000-000000';
const told = { day: '', first: '', second: '' };
const printed = (reference: string) => reference.replace('-', '');

beforeAll(async () => {
  [cloud, browser] = await Promise.all([openTestCloud(), openBrowser()]);
  told.day = localDate(new Date(await cloud.clock.now()), 'Asia/Seoul');
  page = await visitor(browser, cloud.site);
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await cloud?.stop();
}, 60_000);

/** What stands beside the shown field as wrong. */
const wrong = () => page.locator('.field-error:visible').first().textContent();
/** In a browser of its own, where nobody has looked anything up before. */
async function follows(reference: string, email: string): Promise<void> {
  await page.context().close();
  page = await visitor(browser, cloud.site);
  await openWithCode(page, cloud, { subject: '보낸 성금', reference, email });
}
const mailsTo = async (address: string) => {
  await cloud.settled();
  return (await cloud.mail()).filter(({ to }) => to.includes(address));
};

test('money is announced with a receipt: wrong amounts are refused in words; the account and a reference are told, and mailed', async () => {
  const form = onForm(page);
  await page.goto('/give/money/');
  await form.go();
  expect(await wrong()).toContain('보내실 금액을 적어 주세요');
  for (const amount of ['오만 원', '999', '0', '-50000', '50,000.5']) {
    await form.type('금액(원)', amount);
    await form.go();
    expect([amount, await wrong()]).toEqual([amount, expect.stringContaining('금액은 1,000원 이상')]);
  }
  await lookAt(page, 'give-money-amount-wrong', ['ko']);
  await form.type('금액(원)', '50,000');
  await form.go();
  await form.choose('인터넷 요금');
  await form.go();
  await form.choose('개인');
  await page.getByRole('textbox', { name: '이름', exact: true }).fill('한나눔');
  await form.type('이메일', 'giver@example.com');
  await form.go();
  await form.choose('필요해요');
  await form.go();
  expect(await wrong()).toContain('우편번호를 적어 주세요');
  await form.type('우편번호', '61234');
  await form.type('도로명 주소', '나눔로 1');
  await lookAt(page, 'give-money-receipt', ['ko']);
  await form.go();
  await form.choose('개인정보 수집과 이용에 동의해요');
  await form.go();
  await page.getByRole('heading', { name: '맞는지 확인해 주세요' }).waitFor();
  expect(await page.locator('main').textContent()).toContain('50,000');
  await lookAt(page, 'give-money-check', ['ko']);
  await form.go();
  await page.getByRole('heading', { name: '이제 보내 주시면 돼요' }).waitFor();
  told.first = printed(await form.reference());
  expect(await page.locator('main').textContent()).toContain(ACCOUNT);
  await lookAt(page, 'give-money-done', ['ko']);

  const [mail] = await mailsTo('giver@example.com');
  for (const said of [ACCOUNT, '50,000', `${told.first.slice(0, 5)}-${told.first.slice(5)}`])
    expect(mail?.text).toContain(said);
});

test('in English, without a receipt, and the purpose left to the Chest', async () => {
  const form = onForm(page);
  await page.goto('/give/money/');
  await page.locator('.site-language').click();
  await page.waitForFunction(() => document.documentElement.lang === 'en');
  await form.type('Amount (won)', '500');
  await form.go();
  expect(await wrong()).toContain('₩1,000 or more');
  await form.type('Amount (won)', '30000');
  await form.go();
  await form.choose('Leave it to the Chest');
  await form.go();
  await form.choose('Private person');
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Hana Giver');
  await form.type('Email address', 'other@example.com');
  await form.go();
  await form.choose('No, thank you');
  await form.go();
  await form.choose('I agree to my data being used in this way');
  await form.go();
  await page.getByRole('heading', { name: 'Is everything right?' }).waitFor();
  await form.go();
  await page.getByRole('heading', { name: 'Now please make the transfer' }).waitFor();
  told.second = printed(await form.reference());
  await lookAt(page, 'give-money-done', ['en']);
  const [mail] = await mailsTo('other@example.com');
  expect(mail?.text).toContain(ACCOUNT);
  expect(mail?.subject).not.toMatch(/[가-힣]/);
});

test('the giver follows it with a code: how to transfer is said again; another announcement is withdrawn', async () => {
  await follows(told.first, 'giver@example.com');
  const transfer = page.locator('.follow-transfer');
  await transfer.waitFor();
  expect(await transfer.textContent()).toContain(ACCOUNT);
  expect(await page.locator('.follow-items').textContent()).toContain('50,000원 · 인터넷 요금');
  await lookAt(page, 'follow-gift-announced', ['ko']);

  await follows(told.second, 'other@example.com');
  await page.getByText('30,000원 · 모금회에 맡김').waitFor();
  await page.getByRole('button', { name: '접수 거두기' }).click();
  await page.getByRole('button', { name: '네, 거둘게요' }).click();
  await page.getByText('접수를 거두셨어요').first().waitFor();
  expect(await page.locator('.follow-transfer').count()).toBe(0);
});

test('when the bank’s statement is booked, the giver sees the day, the numbers in the open ledger and the receipt', async () => {
  const deposit = { day: told.day, amount: 50_000, text: `${told.first} 한나눔`, ref: 'GIFT-1' };
  await bookStatement(cloud, [deposit]);
  await cloud.settled();
  expect((await mailsTo('giver@example.com'))[0]?.subject).toContain('영수증이 나왔습니다');

  await follows(told.first, 'giver@example.com');
  const [year, month, day] = told.day.split('-').map(Number);
  await page.getByText(`${year}년 ${month}월 ${day}일에 50,000원이 도착했어요`).waitFor();
  const numbers = await page.locator('.follow-numbers code').allTextContents();
  expect(numbers.length).toBeGreaterThan(0);
  await lookAt(page, 'follow-gift-receipted', ['ko']);
  const file = await (await fetch(new URL(`data/ledger/${told.day.slice(0, 7)}/1.csv`, cloud.site))).text();
  for (const number of numbers) expect(file).toContain(number.replace('trf_', ''));
  expect(file).not.toContain('한나눔');

  const paper = (await paperBehind(page, '기부금 영수증 보기')).replace(/\s+/g, ' ');
  for (const said of ['한나눔', '(61234) 나눔로 1', '50,000']) expect(paper).toContain(said);
});

test('the public ledger has the gift among the purposes, in both languages, and nobody’s name', async () => {
  await page.goto('/ledger/');
  await page.locator('[data-months] tr').first().waitFor();
  expect(await page.locator('[data-purpose=internet] [data-sum=in]').textContent()).toBe('50,000');
  expect(await page.locator('body').textContent()).not.toContain('한나눔');
  await lookAt(page, 'ledger-with-a-gift', BOTH, '[data-months] tr');
});
