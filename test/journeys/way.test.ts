import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { specimenLshw, specimenNwipe, specimenSmartctl } from '../../functions/devices/readers/specimen.ts';
import { machine } from '../../local/demonstration/cast.ts';
import { openBrowser } from '../support/browser.ts';
import { openTestCloud, type TestCloud } from '../support/cloud.ts';
import { lookAt } from './look.ts';
import { deed, onForm, signIn, visitor } from './people.ts';

vi.setConfig({ testTimeout: 120_000 });

/** The seven steps of a donated PC, in a real browser, from an empty store, in one run. */
let cloud: TestCloud;
let browser: Browser;
let giver: Page;
const told: {
  reference: string;
  donation: string;
  devices: string[];
  assets: string[];
  applications: string[];
} = {
  reference: '',
  donation: '',
  devices: [],
  assets: [],
  applications: [],
};
beforeAll(async () => {
  [cloud, browser] = await Promise.all([openTestCloud(), openBrowser()]);
  giver = await visitor(browser, cloud.site);
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await cloud?.stop();
}, 60_000);

const staff = (name: string) => signIn(browser, cloud.site, name);
const dayIn = async (days: number) =>
  new Date((await cloud.clock.now()) + (days * 24 + 9) * 3_600_000).toISOString().slice(0, 10);
const mails = async (words: string) => {
  await cloud.settled();
  return (await cloud.mail()).filter((mail) => JSON.stringify(mail).includes(words));
};

test('1 · a citizen offers two PCs, gets a reference and a mail, and follows with a one-time code', async () => {
  const form = onForm(giver);
  await giver.goto('/');
  await giver
    .getByRole('link', { name: /PC 나누기/ })
    .first()
    .click();
  await form.type('데스크톱', '2');
  await form.go();
  await form.choose('잘 켜져요');
  await form.go();
  await form.district('구로구');
  await form.type('우편번호', '08209');
  await form.type('도로명 주소', '공원로 41');
  await form.choose('토요일');
  await form.go();
  await form.choose('개인');
  await form.type('이름', '김나눔이');
  await form.type('이메일', 'giver@example.com');
  await form.go();
  await form.choose('필요해요');
  await form.go();
  await form.choose('개인정보 수집과 이용에 동의해요');
  await form.choose('자료를 모두 지우는 데 동의해요');
  await form.go();
  expect(await giver.locator('[data-summary]').textContent()).toContain('김나눔이');
  await lookAt(giver, 'give-check');
  await form.go();
  told.reference = await form.reference();
  await lookAt(giver, 'give-done', ['ko']);
  expect(await mails(told.reference)).toHaveLength(1);
  giver = await follow(told.reference, '보낸 PC', 'giver@example.com');
  await lookAt(giver, 'follow-offered');
});

/** Follows with a new code, as on another day: nothing is remembered. */
async function follow(reference: string, subject: string, email: string): Promise<Page> {
  const page = await visitor(browser, cloud.site);
  const form = onForm(page);
  // A code is not sent again within a minute.
  await cloud.advance(61_000);
  await page.goto('/follow/');
  await form.choose(subject);
  await form.type('접수 번호', reference);
  await form.go();
  await page.getByText('10분 동안 쓸 수 있어요').waitFor();
  await form.type('인증 번호', await cloud.codeFor(email));
  await form.go();
  await page.getByRole('heading', { name: '보내신 PC' }).waitFor();
  return page;
}

test('2 · the Chest screens, collects, receives, values and accepts; the receipt is in the follow page', async () => {
  const page = await staff('김나눔');
  await lookAt(page, 'staff-today-chest');
  await page.goto('/staff/donations?status=OFFERED');
  await page.getByRole('link', { name: told.reference }).click();
  await page.waitForURL('**/staff/donations/don_*');
  const record = new URL(page.url()).pathname;
  told.donation = record.split('/').at(-1) ?? '';
  await lookAt(page, 'staff-donation');
  await deed(page, record, 'screen');
  const day = await dayIn(2);
  await deed(page, record, 'bookCollection', async (dialog) => dialog.getByLabel('날짜').fill(day));
  await deed(page, record, 'arrive');
  await deed(page, record, 'value', async (dialog) => {
    await dialog.getByLabel('데스크톱 2대').fill('120,000');
    expect(await dialog.locator('.total strong').textContent()).toBe('₩240,000');
  });
  await deed(page, record, 'accept');
  told.assets = (await page.locator('.asset-list .code').allTextContents()).map((text) => text.trim());
  expect(told.assets).toHaveLength(2);
  await page.goto('/staff/receipts');
  await page.getByText(/\d{4}-000001/).waitFor();
  await lookAt(page, 'staff-receipts');
  await page.context().close();

  await cloud.settled();
  const { body } = await cloud.ask('GET', `/api/staff/receipts/${(await dayIn(0)).slice(0, 4)}/1`, {
    token: await cloud.token('chest.kim'),
  });
  const paper = body.paper as { url: string };
  const pdf = await fetch(paper.url);
  expect(pdf.headers.get('content-type')).toBe('application/pdf');
  expect(
    Buffer.from(await pdf.arrayBuffer())
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-');
  giver = await follow(told.reference, '보낸 PC', 'giver@example.com');
  await giver
    .getByText(/영수증/)
    .first()
    .waitFor();
  await lookAt(giver, 'follow-accepted');
});

test('3 · a technician labels, scans, uploads, is refused while a drive has no evidence; a second person checks', async () => {
  const lee = await staff('이고침');
  for (const [i, asset] of told.assets.entries()) {
    await lee.goto('/staff/devices');
    await lee.getByLabel('관리번호 찾기').fill(asset);
    await lee.keyboard.press('Enter');
    await lee.waitForURL('**/staff/devices/dev_*');
    const record = new URL(lee.url()).pathname;
    told.devices.push(record.split('/').at(-1) ?? '');
    // The fifth machine of the cast has two drives.
    const pc = machine(4 + i * 5, false);
    const [first, second] = pc.drives;
    if (!first || !second) throw new Error('two drives');
    const files = (texts: Record<string, string>) =>
      Object.entries(texts).map(([name, text]) => ({
        name,
        mimeType: 'text/plain',
        buffer: Buffer.from(text),
      }));
    const upload = async (texts: Record<string, string>) => {
      await lee.locator('input[type=file]').setInputFiles(files(texts));
      for (const name of Object.keys(texts)) await lee.locator('li', { hasText: name }).first().waitFor();
      await cloud.settled();
    };
    await upload({ 'lshw.json': specimenLshw(pc), 'smart.json': specimenSmartctl(first) });
    await lee.getByText(first.serial).first().waitFor();
    await upload({ 'nwipe-1.log': specimenNwipe([first], { at: new Date() }) });
    if (i === 0) {
      await lee.locator('input[type=file]').setInputFiles(files({ 'letter.pdf': '%PDF-1.7 a letter' }));
      await lee
        .locator('li', { hasText: 'letter.pdf' })
        .getByText(/읽|아닙|형식|PDF/)
        .first()
        .waitFor();
      await lookAt(lee, 'staff-device');
      await lee.goto(`${record}?do=concludeErasure`);
      await lee.locator('dialog[open] button[type=submit]').click();
      await lee.locator('dialog[open] .error-summary, dialog[open] [role=alert]').first().waitFor();
      expect(await lee.locator('dialog[open]').textContent()).toContain(second.serial);
    }
    await lee.goto(record);
    await upload({ 'nwipe-2.log': specimenNwipe([second], { at: new Date() }) });
    await deed(lee, record, 'concludeErasure');
    await deed(lee, record, 'refurbish');
    await deed(lee, record, 'installSystem');
    const park = await staff('박점검');
    await deed(park, record, 'check');
    const { body } = await cloud.ask('GET', `/api${record}`, { token: await cloud.token('repair.lee') });
    expect(body.status).toBe('READY');
    await park.context().close();
  }
  const chest = await staff('김나눔');
  await chest.goto(`/staff/labels?ids=${told.devices.join(',')}`);
  await chest
    .getByText(told.assets[0] ?? '')
    .first()
    .waitFor();
  expect(await chest.locator('svg').count()).toBeGreaterThanOrEqual(2);
  await lookAt(chest, 'staff-labels');
  await chest.context().close();
  await lee.context().close();
}, 120_000);

test('4 · an organisation and a household apply; the officer of their district, and only that one, confirms', async () => {
  const applicant = await visitor(browser, cloud.site);
  const form = onForm(applicant);
  await applicant.goto('/apply/organisation/');
  await form.type('이름', '구로햇살센터');
  await form.choose('지역아동센터');
  await form.go();
  await applicant.locator('input:visible').first().fill('이담당');
  await applicant.locator('input[type=email]:visible').fill('centre@example.org');
  await form.go();
  await form.district('구로구');
  await form.type('우편번호', '08307');
  await form.type('도로명 주소', '구로중앙로 89');
  await form.go();
  const numbers = applicant.locator('input:visible');
  await numbers.nth(0).fill('1');
  await numbers.nth(1).fill('20');
  await applicant.locator('textarea:visible').fill('방과 후 수업에 써요');
  await form.go();
  await form.choose('데스크톱');
  await form.go();
  await applicant.locator('input[type=checkbox]:visible').first().check();
  await form.go();
  await form.go();
  told.applications.push(await form.reference());

  await applicant.goto('/apply/household/');
  await form.district('종로구');
  await applicant.getByText('종로구는 2027년 1월 4일부터 신청할 수 있어요').waitFor();
  await lookAt(applicant, 'apply-closed');
  await form.district('구로구');
  await form.go();
  await form.type('이름', '박새봄이');
  await form.type('이메일', 'home@example.net');
  await form.type('태어난 날', '1958.03.21');
  await form.go();
  await form.type('우편번호', '08301');
  await form.type('도로명 주소', '가마산로 1');
  await form.go();
  await form.choose('기초생활수급자');
  await form.type('함께 사는 사람', '2');
  await form.go();
  await form.choose('데스크톱');
  await form.go();
  await form.choose('개인정보 수집과 이용에 동의해요');
  await form.choose('복지 자격과 장애 정보를 쓰는 데 동의해요');
  await form.go();
  await lookAt(applicant, 'apply-check');
  await form.go();
  told.applications.push(await form.reference());
  await applicant.context().close();

  const han = await staff('한강동');
  await han.goto('/staff/applications');
  await han.getByRole('heading', { level: 1 }).waitFor();
  await han.waitForLoadState('networkidle');
  for (const reference of told.applications) expect(await han.getByText(reference).count()).toBe(0);
  await han.context().close();
  const jung = await staff('정구로');
  for (const reference of told.applications) {
    await jung.goto('/staff/applications?status=SUBMITTED');
    await jung.getByRole('link', { name: reference }).click();
    await jung.waitForURL('**/staff/applications/app_*');
    await lookAt(jung, 'staff-application');
    await deed(jung, new URL(jung.url()).pathname, 'confirm');
  }
  await jung.context().close();
}, 90_000);

test('5 · the Chest proposes, a decision is recorded with its legal basis, device and application become allotted', async () => {
  const page = await staff('김나눔');
  await page.goto('/staff/allotments/suggestion');
  await page.locator('.plan-line').nth(1).waitFor();
  await lookAt(page, 'staff-suggestion');
  await page.getByRole('button', { name: '배분안 올리기' }).click();
  await page.waitForURL('**/staff/allotments/alt_*');
  const record = new URL(page.url()).pathname;
  const today = await dayIn(0);
  await deed(page, record, 'decide', async (dialog) => dialog.locator('input[type=date]').fill(today));
  await deed(page, record, 'execute');
  await lookAt(page, 'staff-allotment');
  const { body } = await cloud.ask('GET', `/api/staff/allotments/${record.split('/').at(-1)}`, {
    token: await cloud.token('chest.kim'),
  });
  expect(body.decision).toMatchObject({
    legalBasis: expect.stringMatching(/CHEST|DIGITAL_INCLUSION_24|ORDINANCE/),
  });
  expect((body.lines as { result: string }[]).map(({ result }) => result)).toEqual(['allotted', 'allotted']);
  await page.context().close();
});

test('6 · deliveries are booked, carried out, signed; both sides get a mail; the public numbers move', async () => {
  const day = await dayIn(1);
  const page = await staff('김나눔');
  for (const device of told.devices) {
    await page.goto(`/staff/deliveries/new?device=${device}`);
    await page.locator('input[type=date]').fill(day);
    await lookAt(page, 'staff-booking');
    await page.locator('main form button[type=submit]').click();
    await page.waitForURL('**/staff/deliveries/dlv_*');
    const record = new URL(page.url()).pathname;
    await deed(page, record, 'depart');
    await deed(page, record, 'confirm', async (dialog) => {
      for (const box of await dialog.locator('input[type=checkbox]').all()) await box.check({ force: true });
      const pad = dialog.locator('canvas, svg[role], .signature-pad, [class*=signature] svg').last();
      await pad.scrollIntoViewIfNeeded();
      const area = await pad.boundingBox();
      if (!area) throw new Error('no pad to sign on');
      await page.mouse.move(area.x + 30, area.y + 40);
      await page.mouse.down();
      for (let i = 1; i <= 8; i++) await page.mouse.move(area.x + 30 + i * 20, area.y + 40 + (i % 2) * 30);
      await page.mouse.up();
    });
    await lookAt(page, 'staff-delivery');
  }
  await page.context().close();
  await cloud.settled();
  expect(await mails('home@example.net')).not.toHaveLength(0);
  expect((await mails('새 주인을 만났습니다')).length).toBeGreaterThanOrEqual(2);
  const numbers = (await (await fetch(`${cloud.site}/data/stats.json`)).json()) as {
    delivered: number;
    waiting: number;
    districts: { code: string; delivered: number }[];
  };
  expect(numbers).toMatchObject({ delivered: 2, waiting: 0 });
  expect(numbers.districts.find(({ code }) => code === '11530')).toMatchObject({ delivered: 2 });
  const home = await visitor(browser, cloud.site);
  await home.goto('/');
  await home.locator('[data-numbers], main').getByText('2', { exact: true }).first().waitFor();
  await home.context().close();
}, 90_000);

test("7 · the giver sees each PC's way with dates, district and certificate, and no name of the recipient", async () => {
  giver = await follow(told.reference, '보낸 PC', 'giver@example.com');
  await giver.locator('.follow-device').nth(1).waitFor();
  const text = (await giver.locator('main').textContent()) ?? '';
  expect(text).toContain('구로구');
  for (const name of ['박새봄이', '이담당', '구로햇살센터', 'home@example.net', '가마산로'])
    expect(text).not.toContain(name);
  await lookAt(giver, 'follow-delivered');
  const [answer] = await Promise.all([
    giver.waitForResponse((response) => response.url().includes('/certificate')),
    giver.getByRole('button', { name: '자료 삭제 확인서 보기' }).first().click(),
  ]);
  const { url } = (await answer.json()) as { url: string };
  const certificate = await fetch(url);
  expect([certificate.status, certificate.headers.get('content-type')]).toEqual([200, 'application/pdf']);
  // Every execution has ended where it should.
  const { body } = await cloud.ask('GET', `/api/staff/devices/${told.devices[0]}`, {
    token: await cloud.token('repair.lee'),
  });
  expect(body.status).toBe('INSTALLED');
});
