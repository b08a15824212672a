import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { specimenLshw, specimenNwipe, specimenSmartctl } from '../../functions/devices/readers/specimen.ts';
import { certify } from '../../local/demonstration/applying.ts';
import { machine } from '../../local/demonstration/cast.ts';
import { openBrowser } from '../support/browser.ts';
import { openTestCloud, type TestCloud } from '../support/cloud.ts';
import { decideInCommittee } from '../support/decide.ts';
import { executionsIn } from '../support/executions.ts';
import { lookAt } from './look.ts';
import { officeOf } from './office-deeds.ts';
import { paperBehind, textOf } from './papers.ts';
import { deed, onForm, sign, signIn, visitor } from './people.ts';

/** The seven steps of a donated PC, in a real browser, from an empty store, in one run. */
vi.setConfig({ testTimeout: 120_000 });
let cloud: TestCloud;
let browser: Browser;
let giver: Page;
/** Where the records are that the people of the way come back to. */
const told = { reference: '', donation: '', assets: [''], devices: [''], applications: [''] };
/** What the giver must never learn. */
const RECIPIENT = [
  '박새봄이',
  '이담당',
  '구로햇살센터',
  'home@example.net',
  'centre@example.org',
  '가마산로',
];

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
const recordOf = (page: Page) => new URL(page.url()).pathname;
const idOf = (page: Page) => recordOf(page).split('/').at(-1) ?? '';
const reads = async (path: string, who = 'chest.kim') =>
  (await cloud.ask('GET', `/api/staff/${path}`, { token: await cloud.token(who) })).body;
/** Subjects of what an address has been sent, the oldest first. */
async function mailTo(address: string): Promise<string[]> {
  await cloud.settled();
  const mails = (await cloud.mail()).filter(({ to }) => to.includes(address));
  return mails.map(({ subject }) => subject.replace(/ \(.*/, '')).reverse();
}

/** The code as a person finds it: in the mailbox. */
async function codeInMailbox(page: Page, address: string): Promise<string> {
  await cloud.settled();
  const box = await page.context().newPage();
  await box.goto(`${cloud.door}/_local/mail`);
  const mail = box.locator('article', { hasText: address }).filter({ hasText: '확인번호' }).first();
  const code = /확인번호 (\d{6})/.exec((await mail.textContent()) ?? '')?.[1] ?? '';
  await box.close();
  return code;
}

/** Follows with a new code, as on another day: nothing is remembered. */
async function follow(): Promise<Page> {
  const page = await visitor(browser, cloud.site);
  const form = onForm(page);
  // A code is not sent again within a minute.
  await cloud.advance(61_000);
  await page.goto('/follow/');
  await form.choose('보낸 PC');
  await form.type('접수 번호', told.reference);
  await form.go();
  await page.getByText('10분 동안 쓸 수 있어요').waitFor();
  await form.type('인증 번호', await codeInMailbox(page, 'giver@example.com'));
  await form.go();
  await page.getByRole('heading', { name: '보내신 PC' }).waitFor();
  return page;
}

test('1 · a citizen offers two PCs, gets a reference and a mail, and follows with a one-time code', async () => {
  const form = onForm(giver);
  await giver.goto('/');
  await giver.getByRole('link', { name: 'English' }).click();
  await giver.waitForURL('**/en/');
  await giver.getByRole('link', { name: '한국어' }).click();
  await giver.waitForURL((url) => url.pathname === '/');
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
  await form.type('이름', '김나눔');
  await form.type('이메일', 'giver@example.com');
  await form.go();
  await form.choose('필요해요');
  await form.go();
  // Where it goes is left to the Chest.
  await form.go();
  await form.choose('개인정보 수집과 이용에 동의해요');
  await form.choose('자료를 모두 지우는 데 동의해요');
  await form.go();
  // The answers are checked, and one is put right.
  await giver.getByRole('link', { name: '고치기 이름' }).click();
  await form.type('이름', '김나눔이');
  await form.go();
  const summary = (await giver.locator('[data-summary]').textContent()) ?? '';
  for (const words of [
    '데스크톱 2',
    '잘 켜져요',
    '구로구',
    '공원로 41',
    '토요일',
    '김나눔이',
    'giver@example.com',
  ])
    expect(summary).toContain(words);
  await lookAt(giver, 'give-check');
  await form.go();
  told.reference = await form.reference();
  await lookAt(giver, 'give-done', ['ko']);
  expect(await mailTo('giver@example.com')).toEqual(['기부 신청을 받았습니다']);
  expect((await cloud.mail())[0]?.text).toContain(told.reference);

  giver = await follow();
  expect(await giver.locator('[aria-current=step]').textContent()).toContain('접수');
  await lookAt(giver, 'follow-offered');
});

test('2 · the Chest screens, collects, receives, values and accepts; the receipt is in the follow page', async () => {
  const page = await staff('김나눔');
  await lookAt(page, 'staff-today-chest');
  await page.goto('/staff/donations?status=OFFERED');
  await lookAt(page, 'staff-donations');
  await page.getByRole('link', { name: told.reference }).click();
  await page.waitForURL('**/staff/donations/don_*');
  const record = recordOf(page);
  told.donation = idOf(page);
  await page.getByRole('button', { name: '연락처 보기' }).click();
  await page.getByText('김나눔이').waitFor();
  await lookAt(page, 'staff-donation');
  await deed(page, record, 'screen');
  const day = await dayIn(2);
  await deed(page, record, 'bookCollection', (dialog) => dialog.getByLabel('날짜').fill(day));
  await deed(page, record, 'arrive');
  await deed(page, record, 'value', async (dialog) => {
    await dialog.getByLabel('데스크톱 2대').fill('120,000');
    expect(await dialog.locator('.total strong').textContent()).toBe('₩240,000');
  });
  await deed(page, record, 'accept');
  await page.locator('.asset-list .code').nth(1).waitFor();
  told.assets = (await page.locator('.asset-list .code').allTextContents()).map((text) => text.trim());
  expect(told.assets).toEqual(['SH-26-00001', 'SH-26-00002']);
  await page.goto('/staff/receipts');
  await page.getByText(/\d{4}-000001/).waitFor();
  await lookAt(page, 'staff-receipts');
  await page.getByRole('link', { name: /\d{4}-000001/ }).click();
  await page.waitForURL('**/staff/receipts/*/1');
  await lookAt(page, 'staff-receipt');
  await page.context().close();

  expect((await mailTo('giver@example.com')).filter((subject) => !subject.startsWith('확인번호'))).toEqual([
    '기부 신청을 받았습니다',
    '나눠 주신 PC를 받기로 했습니다',
    '수거 날짜가 정해졌습니다',
    '물품이 잘 도착했습니다',
    '기부금영수증이 발급되었습니다',
  ]);
  giver = await follow();
  await lookAt(giver, 'follow-accepted');
  const receipt = await paperBehind(giver, '기부금 영수증 보기');
  for (const words of ['김나눔이', '000001', '240,000', '데스크톱']) expect(receipt).toContain(words);
});

/** A file as `setInputFiles` takes it. */
const file = (name: string, text: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });
const upload = async (page: Page, name: string, text: string) => {
  await page.locator('input[type=file]').setInputFiles(file(name, text));
  await page.locator('.file-read, .files-kept li').filter({ hasText: name }).first().waitFor();
};

test('3 · a technician labels, scans, uploads, is refused while a drive has no evidence; a second person checks', async () => {
  const chest = await staff('김나눔');
  await chest.goto(`/staff/donations/${told.donation}`);
  await chest.locator('a[href*="/staff/labels"]').first().click();
  await chest.waitForURL('**/staff/labels?ids=*');
  await chest.locator('.label-number').nth(1).waitFor();
  await lookAt(chest, 'staff-labels');
  // What the printer gets: one sheet with a label for each, and nothing else of the page.
  const sheet = await textOf(await chest.pdf({ preferCSSPageSize: true }));
  for (const asset of told.assets) expect(sheet).toContain(asset);
  expect(sheet).not.toContain('로그아웃');
  await chest.context().close();

  told.devices = [];
  const lee = await staff('이고침');
  const park = await staff('박점검');
  await lookAt(lee, 'staff-today-repair');
  for (const [i, asset] of told.assets.entries()) {
    await lee.goto('/staff/devices');
    // A scanner types what the code says, like a keyboard; a person types the number.
    await lee.getByLabel('관리번호 찾기').fill(i === 0 ? `${cloud.site}/staff/a/${asset}` : asset);
    await lee.keyboard.press('Enter');
    await lee.waitForURL('**/staff/devices/dev_*');
    told.devices.push(idOf(lee));
    await work(lee, park, i);
  }
  await lee.goto('/staff/devices?status=READY');
  await lee
    .getByText(told.assets[1] ?? '')
    .first()
    .waitFor();
  await lookAt(lee, 'staff-devices-ready');
  await lee.context().close();
  await park.context().close();
});

/** Erasure, repair and check of one device, on whose page the technician stands. */
async function work(lee: Page, park: Page, i: number): Promise<void> {
  const record = recordOf(lee);
  // The fifth machine of the cast has two drives, and every fifth after it.
  const pc = machine(4 + i * 5, false);
  const [first, second] = pc.drives;
  if (!first || !second) throw new Error('two drives');
  await upload(lee, 'lshw.json', specimenLshw(pc));
  await upload(lee, 'smart.json', specimenSmartctl(first));
  for (const words of [pc.model, first.serial, second.serial]) await lee.getByText(words).first().waitFor();
  await upload(lee, 'nwipe-1.log', specimenNwipe([first], { at: new Date() }));
  if (i === 0) {
    await lookAt(lee, 'staff-device');
    await deedRefused(lee, 'concludeErasure', second.serial);
  }
  await upload(lee, 'nwipe-2.log', specimenNwipe([second], { at: new Date() }));
  await deed(lee, record, 'concludeErasure');
  await deed(lee, record, 'refurbish');
  await deed(lee, record, 'installSystem');
  // Who worked on it last does not check it.
  await lee.locator('.next .notification-warning').waitFor();
  await deed(park, record, 'check');
  expect(await reads(`devices/${told.devices[i]}`)).toMatchObject({ status: 'READY' });
}

/** A deed that the system refuses, with the words that say why; the dialog is closed again. */
async function deedRefused(page: Page, name: string, why: string): Promise<void> {
  await page.locator(`[data-deed=${name}]`).click();
  const dialog = page.locator('dialog[open]');
  await dialog.locator('button[type=submit]').click();
  await dialog.getByRole('alert').waitFor();
  await dialog.getByText(why).waitFor();
  await lookAt(page, `staff-${name}-refused`);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
}

test('4 · an organisation and a household apply; the officer of their district, and only that one, confirms', async () => {
  told.applications = [await organisationApplies(), await householdApplies()];
  expect(await mailTo('centre@example.org')).toEqual(['신청을 받았습니다']);

  const jung = await staff('정구로');
  await lookAt(jung, 'staff-today-district');
  const records: string[] = [];
  for (const reference of told.applications) {
    await jung.goto('/staff/applications?status=SUBMITTED');
    await jung.getByRole('link', { name: reference }).click();
    await jung.waitForURL('**/staff/applications/app_*');
    records.push(idOf(jung));
    await seenByNoOtherDistrict(idOf(jung), reference);
    await lookAt(jung, `staff-application-${records.length}`);
    // Its certificate has a journey of its own; a household has none.
    if (records.length === 1) await certify(officeOf(cloud), idOf(jung));
    await deed(jung, recordOf(jung), 'confirm', (form) => form.getByText('창구에서 서류 확인').click());
  }
  await jung.goto('/staff/applications?status=QUEUED');
  for (const reference of told.applications) await jung.getByRole('link', { name: reference }).waitFor();
  await lookAt(jung, 'staff-applications-queued');
  await jung.context().close();
  expect(await mailTo('home@example.net')).toEqual(['신청을 받았습니다', '지원 대상으로 확인되었습니다']);
});

async function organisationApplies(): Promise<string> {
  const page = await visitor(browser, cloud.site);
  const form = onForm(page);
  await page.goto('/apply/');
  await page.locator('.doors a[href="/apply/organisation/"]').click();
  await page.waitForURL('**/apply/organisation/');
  await form.district('구로구');
  await form.go();
  await form.type('이름', '구로햇살센터');
  await form.choose('지역아동센터');
  await form.go();
  await form.type('담당자', '이담당');
  await form.type('이메일', 'centre@example.org');
  await form.go();
  await form.type('우편번호', '08307');
  await form.type('도로명 주소', '구로중앙로 89');
  await form.go();
  await form.type('놓을 자리', '2층 컴퓨터실');
  await form.choose('와이파이를 써요');
  await form.go();
  await page.locator('#computers').fill('1');
  await page.locator('#people').fill('20');
  await page.locator('#purpose').fill('방과 후 수업에 써요');
  await form.go();
  await form.choose('데스크톱');
  await form.go();
  await form.choose('개인정보 수집과 이용에 동의해요');
  await form.go();
  await form.go();
  const reference = await form.reference();
  await page.context().close();
  return reference;
}

async function householdApplies(): Promise<string> {
  const page = await visitor(browser, cloud.site);
  const form = onForm(page);
  await page.goto('/apply/household/');
  // Outside the pilot districts nobody is led through seven questions in vain.
  await form.district('종로구');
  await page.getByText('종로구는 2027년 1월 4일부터 신청할 수 있어요').waitFor();
  await form.go();
  expect(await page.locator('[data-step]:visible').getAttribute('id')).toBe('district-step');
  await lookAt(page, 'apply-closed');
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
  await form.go();
  const reference = await form.reference();
  await page.context().close();
  return reference;
}

async function seenByNoOtherDistrict(id: string, reference: string): Promise<void> {
  const token = await cloud.token('gangdong.han');
  for (const [method, path] of [
    ['GET', `/api/staff/applications/${id}`],
    ['POST', `/api/staff/applications/${id}/eligibility`],
  ] as const) {
    const body = method === 'POST' ? { body: { evidence: 'DOCUMENTS' } } : {};
    const answer = await cloud.ask(method, path, { token, ...body });
    expect([answer.status, answer.body.code]).toEqual([403, 'OTHER_DISTRICT']);
  }
  const han = await staff('한강동');
  await han.goto('/staff/applications');
  await han.locator('main .empty').waitFor();
  expect(await han.getByText(reference).count()).toBe(0);
  await han.context().close();
}

test('5 · the Chest proposes, a committee decides on a legal basis, device and application become allotted', async () => {
  const page = await staff('김나눔');
  await page.goto('/staff/allotments');
  await page
    .getByRole('link', { name: /배분안/ })
    .first()
    .click();
  await page.waitForURL('**/staff/allotments/new');
  await lookAt(page, 'staff-computation');
  await page.getByRole('button', { name: '배분안 작성' }).click();
  await page.waitForURL('**/staff/allotments/alt_*');
  // The page follows by itself: first computing, then proposed with its lines.
  await page.locator('.plan-line').nth(1).waitFor();
  await lookAt(page, 'staff-plan');
  const record = recordOf(page);
  const today = await dayIn(0);
  // A meeting has a journey of its own.
  const post = async (path: string, body: object) =>
    (await cloud.ask('POST', `/api/staff/${path}`, { token: await cloud.token('chest.kim'), body })).body;
  await decideInCommittee({ get: reads, post }, idOf(page), today);
  await page.reload();
  await page.locator('[aria-labelledby=decision]').getByText('사회복지공동모금회법').waitFor();
  await deed(page, record, 'start');
  // A machine of its own carries it out; the page follows.
  await page.locator('.plan-line').getByText('배분', { exact: true }).nth(1).waitFor({ timeout: 60_000 });
  await lookAt(page, 'staff-allotment');
  expect(await reads(`allotments/${idOf(page)}`)).toMatchObject({
    status: 'EXECUTED',
    decision: { legalBasis: 'CHEST', outcome: 'APPROVED', decidedOn: today },
    progress: { allotted: 2, refused: 0 },
  });
  const { items } = await reads(`allotments/${idOf(page)}/lines`);
  for (const { device, application } of items as { device: string; application: string }[]) {
    expect(told.devices).toContain(device);
    expect(await reads(`devices/${device}`)).toMatchObject({ status: 'ALLOTTED' });
    expect(await reads(`applications/${application}`)).toMatchObject({ status: 'ALLOTTED', allotted: 1 });
  }
  await page.context().close();
});

test('6 · deliveries are booked, carried out, signed; both sides get a mail; the public numbers move within seconds', async () => {
  const home = await visitor(browser, cloud.site);
  const page = await staff('김나눔');
  const day = await dayIn(1);
  await page.goto('/staff/deliveries');
  await page
    .locator('[aria-labelledby=to-book]')
    .getByText(told.assets[1] ?? '')
    .waitFor();
  await lookAt(page, 'staff-deliveries');
  for (const [i, device] of told.devices.entries()) {
    await page.goto(`/staff/deliveries/new?device=${device}`);
    await page.locator('input[type=date]').fill(day);
    if (i === 0) await lookAt(page, 'staff-booking');
    await page.locator('main form button[type=submit]').click();
    await page.waitForURL('**/staff/deliveries/dlv_*');
    await deed(page, recordOf(page), 'depart');
    await deed(page, recordOf(page), 'confirm', (dialog) => handOver(dialog, i === 0 ? 'drawn' : 'typed'));
  }
  const confirmed = Date.now();
  await lookAt(page, 'staff-delivery');
  await page.context().close();

  const tile = home.locator('[data-district="11530"]');
  for (;;) {
    await home.goto('/', { waitUntil: 'networkidle' });
    if ((await tile.locator('b').textContent()) === '2') break;
    expect(Date.now() - confirmed, 'seconds, not minutes').toBeLessThan(20_000);
  }
  expect(await home.locator('[data-value]').textContent()).toBe('2');
  expect(await tile.getAttribute('data-level')).not.toBe('0');
  expect(await home.locator('[data-record="11530"] [data-column=delivered]').textContent()).toBe('2');
  await lookAt(home, 'home-delivered');
  await home.context().close();

  for (const address of ['home@example.net', 'centre@example.org'])
    expect((await mailTo(address)).slice(-3)).toEqual([
      'PC가 정해졌습니다. 받으실 날을 골라 주세요',
      'PC를 가져다 드릴 날짜가 정해졌습니다',
      'PC 설치를 마쳤습니다',
    ]);
  const thanked = (await mailTo('giver@example.com')).filter((subject) => subject.includes('새 주인'));
  expect(thanked).toHaveLength(2);
});

async function handOver(dialog: Locator, how: 'drawn' | 'typed'): Promise<void> {
  for (const box of await dialog.locator('input[type=checkbox]').all()) await box.check();
  if (how === 'drawn') return sign(dialog);
  await dialog.locator('input[type=radio][value=typed]').check();
  await dialog.locator('input[name=name]').fill('박새봄이');
}

test("7 · the giver sees each PC's way with dates, district and certificate, and no name of the recipient", async () => {
  const answers: string[] = [];
  giver = await follow();
  giver.on('response', async (response) => {
    if (response.url().includes('/api/')) answers.push(await response.text().catch(() => ''));
  });
  await giver.reload();
  const device = giver.locator('.follow-device');
  await device.nth(1).waitFor();
  for (const i of [0, 1]) {
    expect(await device.nth(i).locator('time').count()).toBe(6);
    expect(await device.nth(i).textContent()).toContain('구로구');
  }
  await lookAt(giver, 'follow-delivered');
  const certificate = await paperBehind(giver, '자료 삭제 확인서 보기');
  for (const words of ['SH-26-00001', ...machine(4, false).drives.map(({ serial }) => serial)])
    expect(certificate).toContain(words);

  const mails = (await cloud.mail()).filter(({ to }) => to.includes('giver@example.com'));
  const seen = [await giver.locator('main').textContent(), certificate, JSON.stringify(mails), ...answers];
  expect(answers.length).toBeGreaterThan(1);
  for (const name of RECIPIENT) for (const text of seen) expect(text).not.toContain(name);
});

test('behind the scenes: each execution has ended as it should, and nothing had to be given up', async () => {
  await cloud.settled();
  const executions = executionsIn(cloud.folder);
  expect(executions.filter(({ status }) => status !== 'SUCCEEDED')).toEqual([]);
  const devices = executions.filter(({ name }) => name.startsWith('dev_'));
  expect(devices).toHaveLength(2);
  for (const { transitions } of devices) expect(transitions).toBeLessThanOrEqual(10);
  // The plan's own, and its one part of lines.
  expect(executions).toHaveLength(4);
  const status = (await (await fetch(`${cloud.door}/_local/status`)).json()) as {
    queues: { messages: number }[];
    log: string[];
  };
  expect(status.queues.reduce((sum, { messages }) => sum + messages, 0)).toBe(0);
  expect(status.log).toEqual([]);
});
