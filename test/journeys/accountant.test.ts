import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { localDate } from '../../functions/kernel/clock.ts';
import { cp949 } from '../../functions/kernel/tabular/specimen.ts';
import { openBrowser } from '../support/browser.ts';
import { openTestCloud, type TestCloud } from '../support/cloud.ts';
import { lookAt } from './look.ts';
import { deed, onForm, signIn, visitor } from './people.ts';

/** The Chest's accountant with the bank's own files, in a real browser: until the books are the bank's to the won. */
vi.setConfig({ testTimeout: 120_000 });
let cloud: TestCloud;
let browser: Browser;
let kim: Page;
const told = { day: '', gift: '', reference: '', deposit: '', payment: '' };
const STATEMENTS = '/staff/money/statements';

beforeAll(async () => {
  [cloud, browser] = await Promise.all([openTestCloud(), openBrowser()]);
  told.day = localDate(new Date(await cloud.clock.now()), 'Asia/Seoul');
  kim = await signIn(browser, cloud.site, '김나눔');
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await cloud?.stop();
}, 60_000);

const soon = <T>(read: () => Promise<T>) => expect.poll(read, { timeout: 15_000 });
const pathOf = (page: Page) => new URL(page.url()).pathname;
const reads = async (path: string) =>
  (await cloud.ask('GET', `/api/staff/${path}`, { token: await cloud.token('chest.kim') })).body;
const drop = (name: string, buffer: Buffer) =>
  kim.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer });

/** What came (above zero) and went, with what the bank shows beside it. */
type Move = readonly [amount: number, name: string, memo?: string];
/**
 * A bank's export as Korean banks make it: lines about the account above the table, sums below it, cp949.
 * @param more `account: ''` leaves the account out; `off` makes the sum of deposits wrong by so much
 */
function exported(moves: readonly Move[], more: { account?: string; off?: number } = {}): Buffer {
  const { account = '1005-000-000000', off = 0 } = more;
  let balance = 0;
  const sum = (sign: number) => moves.reduce((total, [amount]) => total + Math.max(0, sign * amount), 0);
  const rows = moves.map(([amount, name, memo = ''], i) => {
    balance += amount;
    const [out, into] = amount < 0 ? [-amount, ''] : ['', amount];
    return [i + 1, `${told.day} 0${i + 1}:10:00`, '타행이체', name, out, into, balance, '가상', memo].join(
      ',',
    );
  });
  const lines = [
    '거래내역조회,,,,,,,,',
    ...(account ? [`계좌번호,${account},,,,,,,`] : []),
    `조회기간,${told.day} ~ ${told.day},,,,,,,`,
    'No.,거래일시,적요,기재내용,지급(원),입금(원),거래후 잔액(원),취급점,메모',
    ...rows,
    `합계,,,,${sum(-1)},${sum(1) + off},,,`,
    '',
  ];
  return Buffer.from(cp949(lines.join('\r\n')));
}
const first = (): Move[] => [
  [50_000, '정가온', told.reference],
  [30_000, '박두리'],
  [-20_000, '나라부품', '메모리'],
];

/** From the preview to the end of the booking. */
async function books(): Promise<string> {
  await kim.locator('[data-deed=book]').click();
  await kim.getByText('기록을 마쳤습니다').waitFor({ timeout: 30_000 });
  return pathOf(kim).split('/').at(-1) ?? '';
}

test('1 · somebody announces a gift on the site, another on the phone: what to read out stands on the page', async () => {
  const { status, body } = await cloud.ask('POST', '/api/public/gifts', {
    body: {
      giver: {
        kind: 'person',
        contact: { name: '정가온', email: 'gaon@example.com', language: 'ko' },
        address: { postcode: '08209', street: '공원로 41' },
      },
      amount: 50_000,
      purpose: 'computers',
      wantsReceipt: true,
      consents: { privacy: true, news: false },
    },
  });
  expect(status).toBe(201);
  Object.assign(told, { gift: body.id, reference: body.reference });

  await kim.getByRole('link', { name: '성금·장부' }).click();
  await kim.getByRole('link', { name: '성금', exact: true }).click();
  await kim.getByRole('link', { name: '전화 성금 접수' }).click();
  await kim.getByRole('button', { name: '접수하기' }).click();
  await kim.getByRole('alert').waitFor();
  await lookAt(kim, 'staff-gift-new');
  await kim.getByLabel('금액').fill('70,000');
  await kim.getByLabel('인터넷 요금').check();
  await kim.getByLabel('이름', { exact: true }).fill('한누리');
  await kim.locator('#gift-new-phone').fill('010-2345-6789');
  await kim.getByLabel('읽어 드렸고, 동의하셨습니다').check();
  await kim.getByRole('button', { name: '접수하기' }).click();
  await kim.getByText('아래 접수번호와 계좌를 읽어 드려 주세요.').waitFor();
  const { items } = (await reads('gifts?status=ANNOUNCED')) as { items: Record<string, unknown>[] };
  expect(items.at(-1)).toMatchObject({
    way: 'phone',
    amount: 70_000,
    purpose: 'internet',
    wantsReceipt: false,
  });
  const reference = String(items.at(-1)?.reference);
  await soon(() => kim.locator('.read-out').textContent()).toBe(
    `${reference.slice(0, 5)}-${reference.slice(5)}`,
  );
  expect(await kim.locator('section[aria-labelledby=transfer]').textContent()).toContain('1005-000-000000');
  await lookAt(kim, 'staff-gift');
  await kim.locator('[data-deed=paper]').click();
  await kim.locator('.paper').waitFor();
  await lookAt(kim, 'staff-gift-paper');
  // Whatever became of a gift, its reference finds it.
  await kim.goto('/staff/money/gifts');
  await lookAt(kim, 'staff-gifts');
  await kim.getByLabel('접수번호로 찾기').fill(told.reference.toLowerCase());
  await kim.getByRole('button', { name: '찾기' }).click();
  await kim.getByText('입금 기다림').first().waitFor();
});

test('2 · a file whose sums are wrong and one of another account are refused, with the line and why', async () => {
  await kim.goto(STATEMENTS);
  await kim.getByText('가져온 거래내역이 없습니다.').waitFor();
  await drop('합계오류.csv', exported(first(), { off: 1_000 }));
  const refused = kim.getByRole('alert').filter({ hasText: '받지 않았습니다' });
  await refused.getByText(/8번째 줄.*|8행.*/).waitFor();
  await lookAt(kim, 'staff-statement-refused');
  await drop('다른계좌.csv', exported(first(), { account: '110-222-333333' }));
  await refused.getByText('우리 기부금 계좌의 거래내역이 아닙니다').waitFor();
  expect(await refused.textContent()).toMatch(/\d번째 줄|\d행/);
  expect((await reads('statements')).items).toEqual([]);
});

test('3 · a statement is seen before it is booked; the certain deposit books itself, the rest waits', async () => {
  await drop('우리은행_1.csv', exported(first()));
  await kim.getByText('기록하면 이렇게 됩니다').waitFor();
  await kim.getByText('1건은 저절로 맞추어 기록하고').waitFor();
  await kim.getByText('입금 1건은 누가 보냈는지').waitFor();
  const certain = kim.locator('tr[data-verdict=new]').first();
  expect(await certain.textContent()).toContain('접수번호가 같습니다 · 금액이 같습니다');
  await kim.getByText(/장부의 통장 잔액은 ₩60,000, 파일의 마지막 잔액과 같습니다/).waitFor();
  await lookAt(kim, 'staff-statement-preview');
  const statement = await books();
  expect(await reads(`statements/${statement}`)).toMatchObject({
    status: 'BOOKED',
    booked: 3,
    known: 0,
    aside: 0,
  });
  await lookAt(kim, 'staff-statement-booked');
  await cloud.settled();

  const gift = await reads(`gifts/${told.gift}`);
  expect(gift).toMatchObject({ status: 'RECEIPTED', booked: { amount: 50_000 }, receipt: { number: 1 } });
  await kim.goto(`/staff/money/gifts/${told.gift}`);
  await kim.getByRole('link', { name: `${told.day.slice(0, 4)}-000001` }).waitFor();
  await lookAt(kim, 'staff-gift-booked');

  const page = await visitor(browser, cloud.site);
  const form = onForm(page);
  await page.goto('/follow/');
  await form.choose('보낸 성금');
  await form.type('접수 번호', told.reference);
  await form.go();
  await page.getByText('10분 동안 쓸 수 있어요').waitFor();
  await form.type('인증 번호', await cloud.codeFor('gaon@example.com'));
  await form.go();
  await page.getByText('50,000원이 도착했어요').waitFor();
  await page.getByRole('button', { name: '기부금 영수증 보기' }).waitFor();
  await page.context().close();
});

test('4 · what is unknown is placed: a deposit for a purpose, a payment as spent', async () => {
  await kim.goto('/staff/money/entries');
  const row = kim.locator('.queue tbody tr').filter({ hasText: '박두리' });
  await row.waitFor();
  expect(await kim.locator('.queue tbody tr').count()).toBe(1);
  await lookAt(kim, 'staff-entries');
  await row.getByRole('link').first().click();
  await kim.getByRole('heading', { level: 1, name: '입금 +₩30,000' }).waitFor();
  told.deposit = pathOf(kim);
  await lookAt(kim, 'staff-entry');
  // More than there is: told beside the field, and nothing is lost.
  await kim.locator('[data-deed=assign]').click();
  const dialog = kim.locator('dialog[open]');
  await dialog.getByLabel('이만큼만 처리').fill('40,000');
  await dialog.getByRole('button', { name: '이대로 확정' }).click();
  await dialog.getByText('남은 금액보다 많습니다.').first().waitFor();
  await dialog.getByRole('button', { name: '나중에 하기' }).click();
  await deed(kim, told.deposit, 'assign', async (shown) => {
    await shown.getByLabel('이만큼만 처리').fill('');
    await shown.locator('select[name=purpose]').selectOption('internet');
  });
  await kim.getByText('확인한 입금').first().waitFor();
  expect(await reads(`bank-entries/${told.deposit.split('/').at(-1)}`)).toMatchObject({
    status: 'BOOKED',
    parts: [{ as: 'GIFT', purpose: 'internet', amount: 30_000 }],
  });

  await kim.goto('/staff/money/entries?status=UNEXPLAINED');
  await kim.locator('.queue tbody tr').filter({ hasText: '나라부품' }).getByRole('link').first().click();
  await kim.getByRole('heading', { level: 1, name: '출금 −₩20,000' }).waitFor();
  told.payment = pathOf(kim);
  await deed(kim, told.payment, 'explain', (shown) =>
    shown.locator('select[name=purpose]').selectOption('computers'),
  );
  await kim.getByText('사업비 지출').first().waitFor();
  await lookAt(kim, 'staff-entry-explained');
  await kim.goto('/staff/money/purposes');
  const costs = kim.locator('section[aria-labelledby=purpose-computers]');
  await soon(() => costs.textContent()).toContain('₩30,000');
  await lookAt(kim, 'staff-purposes');
  // No gifts of the year before: the law allows no costs yet.
  await deedRefused('takeCosts', '법으로 정한 운영비 한도를 넘습니다');
});

/** A deed that the server refuses: said beside the field, with what was typed still there. */
async function deedRefused(name: string, why: string): Promise<void> {
  await kim.locator(`[data-deed=${name}]`).click();
  const dialog = kim.locator('dialog[open]');
  await dialog.locator('select').first().selectOption({ index: 1 });
  await dialog.locator('input[name=amount]').fill('1,000');
  await dialog.locator('textarea').fill('회의비');
  await dialog.locator('button[type=submit]').click();
  await dialog.getByText(why).first().waitFor();
  expect(await dialog.locator('textarea').inputValue()).toBe('회의비');
  await dialog.getByRole('button', { name: '나중에 하기' }).click();
}

test('5 · a refund is ordered; a statement that overlaps adds only the payment, which is matched with it', async () => {
  await deed(kim, told.deposit, 'orderRefund');
  await kim.getByText('돌려줄 돈').first().waitFor();
  await kim.goto(STATEMENTS);
  // The same days once more, in a file that names no account: a person says whose it is.
  await drop('우리은행_2.csv', exported([...first(), [-30_000, '박두리']], { account: '' }));
  await kim.getByText('계좌의 거래내역이 맞습니까?').waitFor();
  await lookAt(kim, 'staff-statement-whose');
  await kim.getByRole('button', { name: '우리 계좌가 맞습니다' }).click();
  await kim.getByText('3건은 이미 있는 거래라 다시 기록하지 않습니다.').waitFor();
  await kim.getByText('이미 가져온 거래내역과 날짜가 겹칩니다').waitFor();
  await kim.getByRole('button', { name: /^이미 있는 거래 3/ }).click();
  await soon(() => kim.locator('tr[data-verdict=known]').count()).toBe(3);
  const statement = await books();
  expect(await reads(`statements/${statement}`)).toMatchObject({ booked: 1, known: 3, aside: 0 });
  await kim.goto(told.deposit);
  await kim.getByText('보낸 분께 돌려드렸습니다').first().waitFor();
  await lookAt(kim, 'staff-entry-refunded');
  // The receipt of the refunded money is void; that of the other gift stands.
  const year = told.day.slice(0, 4);
  expect(await reads(`receipts/${year}/2`)).toHaveProperty('void');
  expect(await reads(`receipts/${year}/1`)).not.toHaveProperty('void');
});

test('6 · the books are the bank’s to the won, inside and in public', async () => {
  await kim.goto('/staff/money/reconciliation');
  await kim.getByRole('heading', { name: '맞습니다', exact: true }).waitFor();
  await kim.getByText('기다리는 것이 없습니다.').waitFor();
  expect(await reads('reconciliation')).toMatchObject({ difference: 0, bank: 30_000 });
  await lookAt(kim, 'staff-reconciliation');
  const taken = kim.waitForEvent('download');
  await kim.locator('.page-head').getByRole('button', { name: 'CSV 받기' }).click();
  expect((await taken).suggestedFilename()).toMatch(/^reconciliation-.*\.csv$/);
  await cloud.settled();
  await kim.goto('/staff/money/ledger');
  await soon(() => kim.locator('.queue tbody tr').count()).toBeGreaterThan(6);
  expect(await kim.locator('.queue').textContent()).toContain('구입');

  const page = await visitor(browser, cloud.site);
  await page.goto('/ledger/');
  const computers = page.locator('.purse[data-purpose=computers]');
  await soon(() => computers.textContent()).toMatch(/50,000[\s\S]*20,000[\s\S]*30,000/);
  expect(await page.locator('body').textContent()).not.toContain('박두리');
  await page.context().close();
});
