import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { specimenLshw } from '../../functions/devices/readers/specimen.ts';
import { openBrowser } from '../support/browser.ts';
import { anOffer, openTestCloud, type TestCloud } from '../support/cloud.ts';
import { aHousehold, machine } from '../support/programme.ts';
import { lookAt } from './look.ts';
import { onForm, signIn, visitor } from './people.ts';
import { endSession } from './tokens.ts';

/** What people do wrong, what goes wrong under their hands, and what they are told. */
vi.setConfig({ testTimeout: 90_000 });
let cloud: TestCloud;
let browser: Browser;
beforeAll(async () => {
  [cloud, browser] = await Promise.all([openTestCloud(), openBrowser()]);
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await cloud?.stop();
}, 60_000);

const problems = (page: Page) => page.locator('.error-summary:visible li').allTextContents();
async function offered(email: string): Promise<{ id: string; reference: string }> {
  const { body } = await cloud.ask('POST', '/api/public/donations', { body: anOffer(email) });
  return { id: String(body.id), reference: String(body.reference) };
}
/** Does something and sees that the table is as it was. */
async function writesNothing(deed: () => Promise<void>): Promise<void> {
  await cloud.settled();
  const before = cloud.written();
  await deed();
  await cloud.settled();
  expect(cloud.written()).toBe(before);
}

async function askForCode(page: Page, reference: string): Promise<void> {
  await page.goto('/follow/');
  const form = onForm(page);
  await form.choose('보낸 PC');
  await form.type('접수 번호', reference);
  await form.go();
  await page.locator('#code-step:visible').waitFor();
}

test('five wrong codes lock the code, also for the right one; a new code opens', async () => {
  const { reference } = await offered('locked@example.com');
  const page = await visitor(browser, cloud.site);
  await askForCode(page, reference);
  const right = await cloud.codeFor('locked@example.com');
  const wrong = right === '000000' ? '000001' : '000000';
  const tryCode = async (code: string) => {
    await onForm(page).type('인증 번호', code);
    const answer = page.waitForResponse('**/follow/sessions');
    await onForm(page).go();
    await (await answer).finished();
    await page.locator('#code-step [type=submit]:enabled').waitFor({ state: 'attached' });
  };
  for (let i = 0; i < 5; i++) await tryCode(wrong);
  await tryCode(right);
  const sentence = '다섯 번 틀려서 이 번호는 쓸 수 없어요. 인증 번호를 다시 받아 주세요.';
  expect(await problems(page)).toEqual([sentence]);
  expect(await page.locator('#code-error').textContent()).toBe(sentence);
  await lookAt(page, 'follow-locked', ['ko']);

  await cloud.advance(61_000);
  await askForCode(page, reference);
  await tryCode(await cloud.codeFor('locked@example.com'));
  await page.getByRole('heading', { name: '보내신 PC' }).waitFor();
  await page.context().close();
});

test('a reference that does not exist is not told apart, and nobody gets a mail', async () => {
  const mails = (await cloud.mail()).length;
  const page = await visitor(browser, cloud.site);
  await askForCode(page, '7K3M9-QX24W');
  await onForm(page).type('인증 번호', '123456');
  await onForm(page).go();
  await page.locator('.error-summary:visible').waitFor();
  await cloud.settled();
  expect((await cloud.mail()).length).toBe(mails);
  await page.context().close();
});

async function householdUpToCheck(page: Page, born: string): Promise<void> {
  const form = onForm(page);
  await page.goto('/apply/household/');
  await form.district('구로구');
  await form.go();
  await form.type('이름', '김하늘');
  await form.type('이메일', 'home@ithope.example');
  await form.type('태어난 날', born);
  await form.go();
  await form.type('우편번호', '08375');
  await form.type('도로명 주소', '구로로 1');
  await form.go();
  await form.choose('기초생활수급자');
  await form.type('함께 사는 사람', '3');
  await form.go();
  await form.choose('어느 것이든 괜찮아요');
  await form.go();
  await page.locator('#privacy-0').check();
  await page.locator('#sensitive-0').check();
  await form.go();
  await page.locator('#check:visible').waitFor();
}

test('what only the server can see is said beside its field, with everything else kept', async () => {
  const page = await visitor(browser, cloud.site);
  await householdUpToCheck(page, '2090.01.01');
  await writesNothing(async () => {
    await onForm(page).go();
    await page.locator('.error-summary:visible').waitFor();
  });
  const [sentence = ''] = await problems(page);
  expect(await page.locator('#birth-error').textContent()).toBe(sentence);
  expect(await page.evaluate(() => document.activeElement?.className)).toBe('error-summary');
  expect(await page.locator('#birth').inputValue()).toBe('2090.01.01');
  await lookAt(page, 'apply-household-refused', ['ko']);
  await onForm(page).type('태어난 날', '1980.05.06');
  await onForm(page).go();
  await page.locator('#check:visible').waitFor();
  expect(await page.locator('[data-summary]').textContent()).toContain('김하늘');
  await onForm(page).go();
  await onForm(page).reference();
  await page.context().close();
});

test('a second application of the same household is refused in words', async () => {
  const { status } = await cloud.ask('POST', '/api/public/applications/households', { body: aHousehold() });
  expect(status).toBe(409);
  const page = await visitor(browser, cloud.site);
  await householdUpToCheck(page, '1980.05.06');
  await writesNothing(async () => {
    await onForm(page).go();
    await page.locator('.error-summary:visible').waitFor();
  });
  expect(await problems(page)).toHaveLength(1);
  expect((await problems(page))[0]).not.toMatch(/[A-Z_]{6}/);
  await lookAt(page, 'apply-household-second', ['ko']);
  await page.context().close();
});

test('a file over 10 MB, one that is not what it says and one that ends too soon are refused with their reasons', async () => {
  const device = await arrived();
  const page = await signIn(browser, cloud.site, '이고침');
  await page.goto(`/staff/devices/${device}`);
  const upload = (name: string, content: string | Buffer) =>
    page
      .locator('input[type=file]')
      .setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(content) });
  const refused = page.locator('.file-refused');
  await writesNothing(async () => {
    await upload('big.json', Buffer.alloc(11 * 1024 * 1024, 32));
    await refused.filter({ hasText: 'big.json' }).getByText('10 MB').waitFor();
    await upload('empty.log', '');
    await refused.filter({ hasText: 'empty.log' }).waitFor();
    await upload('letter.json', '%PDF-1.7 a letter');
    await refused.filter({ hasText: 'letter.json' }).waitFor();
    const whole = specimenLshw(machine(device));
    await upload('torn.json', whole.slice(0, whole.length / 2));
    await refused
      .filter({ hasText: 'torn.json' })
      .getByText(/\d+번째 줄/)
      .waitFor();
  });
  for (const text of await refused.locator('.file-said').allTextContents()) {
    expect(text).not.toBe('');
    expect(text).not.toMatch(/[A-Z_]{6}/);
  }
  await lookAt(page, 'staff-device-refused');
  const { body } = await cloud.ask('GET', `/api/staff/devices/${device}`, {
    token: await cloud.token('repair.lee'),
  });
  expect(body.evidence).toEqual([]);
  await page.context().close();
});

test('what was typed outlives an access token that ends, and a session that ends', async () => {
  const { id } = await offered('typed@example.com');
  const page = await signIn(browser, cloud.site, '김나눔');
  const dialog = page.locator('dialog[open]');
  const submit = dialog.locator('button[type=submit]');
  const note = dialog.locator('textarea');
  await page.goto(`/staff/donations/${id}`);
  await page.locator('[data-deed=screen]').click();
  await note.fill('전화로 확인함');
  // The app renews it without a word.
  await endSession(page, cloud.folder, { refresh: true });
  const refused = page.waitForResponse((response) => response.status() === 401);
  await submit.click();
  await refused;
  await dialog.waitFor({ state: 'detached' });
  await page.locator('.said .notification-success').waitFor();

  await page.locator('[data-deed=decline]').click();
  await dialog.locator('input[type=radio]').first().check();
  await note.fill('전원이 켜지지 않는다고 함');
  await endSession(page, cloud.folder, { refresh: false });
  await submit.click();
  const again = page.getByRole('button', { name: '다시 로그인' });
  await again.waitFor();
  await lookAt(page, 'staff-session-ended');
  await again.click();
  await page.waitForURL(/\/_signin\/|do=decline/);
  if (page.url().includes('/_signin/')) await page.getByText('김나눔').first().click();
  await page.waitForURL('**/staff/donations/*do=decline');
  expect(await note.inputValue()).toBe('전원이 켜지지 않는다고 함');
  await submit.click();
  await dialog.waitFor({ state: 'detached' });
  await page.locator('.said .notification-success').waitFor();
  await page.context().close();
});

test('who comes second is told who was first, and keeps the note', async () => {
  const { id } = await offered('race@example.com');
  const page = await signIn(browser, cloud.site, '김나눔');
  const dialog = page.locator('dialog[open]');
  await page.goto(`/staff/donations/${id}`);
  await page.locator('[data-deed=screen]').click();
  await dialog.locator('textarea').fill('상자째 있음');
  const token = await cloud.token('chest.kim');
  const first = await cloud.ask('POST', `/api/staff/donations/${id}/screening`, { token, body: {} });
  expect(first.status).toBe(200);
  await writesNothing(async () => {
    await dialog.locator('button[type=submit]').click();
    await dialog.locator('.notification-warning').waitFor();
  });
  expect(await dialog.locator('textarea').inputValue()).toBe('상자째 있음');
  await lookAt(page, 'staff-conflict');
  await page.context().close();
});

test("another district's application is not shown to whoever types its address", async () => {
  const applied = await cloud.ask('POST', '/api/public/applications/households', {
    body: aHousehold({ birthDate: '1971-02-03' }),
  });
  const page = await signIn(browser, cloud.site, '한강동');
  await page.goto(`/staff/applications/${applied.body.id}`);
  await page.locator('main .notification').waitFor();
  expect(await page.locator('main').textContent()).not.toContain('기초생활수급자');
  expect(await page.locator('[data-deed]').count()).toBe(0);
  await lookAt(page, 'staff-other-district');
  await page.context().close();
});

/** A device of an offer that has arrived. */
async function arrived(): Promise<string> {
  const { id } = await offered('workshop@example.com');
  const token = await cloud.token('chest.kim');
  const day = new Date((await cloud.clock.now()) + 3 * 86_400_000).toISOString().slice(0, 10);
  const does = async (deed: string, body: object) =>
    (await cloud.ask('POST', `/api/staff/donations/${id}/${deed}`, { token, body })).body;
  await does('screening', {});
  await does('collection', { day, slot: 'morning' });
  const { devices } = await does('arrival', { received: [{ kind: 'desktop', count: 1 }] });
  return (devices as { id: string }[])[0]?.id ?? '';
}
