import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Office } from '../../local/demonstration/office.ts';
import { openBrowser } from '../support/browser.ts';
import { openTestCloud, type TestCloud } from '../support/cloud.ts';
import { lookAt } from './look.ts';
import { allotOldest, applicationId, handOver, officeOf, readyComputer } from './office-deeds.ts';
import { textOf } from './papers.ts';
import { onForm, openWithCode, visitor } from './people.ts';

/** A household with a phone: applies, photographs papers, is refused, appeals, gets a PC and chooses the day. */
vi.setConfig({ testTimeout: 180_000 });
let cloud: TestCloud;
let browser: Browser;
let page: Page;
let office: Office;
const told = { reference: '', id: '' };
const EMAIL = 'home@example.net';
const PHONE = { hasTouch: true, isMobile: true };
const PROOF = '자격을 보여 주는 증명서';
const ABSTRACT = '주민등록초본';

beforeAll(async () => {
  [cloud, browser] = await Promise.all([openTestCloud(), openBrowser()]);
  page = await visitor(browser, cloud.site, PHONE);
  office = officeOf(cloud);
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await cloud?.stop();
}, 60_000);

/** Everything a household is asked, up to the answers to check. */
async function fillIn(on: Page, name: string): Promise<void> {
  const form = onForm(on);
  await on.goto('/apply/household/');
  await form.district('구로구');
  await form.go();
  await form.type('이름', name);
  await form.type('이메일', EMAIL);
  await form.type('태어난 날', '1958.03.21');
  await form.go();
  await form.type('우편번호', '08301');
  await form.type('도로명 주소', '가마산로 245');
  await form.type('상세 주소', '101동 1203호');
  await form.go();
  await form.choose('기초생활수급자');
  await form.type('함께 사는 사람', '2');
  await form.go();
  await form.choose('어느 것이든 괜찮아요');
  await on.getByLabel('쓰실 언어').selectOption({ label: '베트남어' });
  await form.go();
  await form.choose('개인정보 수집과 이용에 동의해요');
  await form.choose('복지 자격과 장애 정보를 쓰는 데 동의해요');
  await form.go();
  await on.getByRole('heading', { name: '맞는지 확인해 주세요' }).waitFor();
}

/** Follows with a code from the mailbox, as on another day: nothing is remembered. */
async function follow(): Promise<void> {
  await page.context().close();
  page = await visitor(browser, cloud.site, PHONE);
  await openWithCode(page, cloud, { subject: '신청한 PC', reference: told.reference, email: EMAIL });
  await page.getByRole('heading', { name: '신청하신 PC' }).waitFor();
}
const now = () => page.locator('.follow-now').textContent();
const paper = (code: string) => page.locator(`[data-paper=${code}]`);

/** Through the chooser that the camera's button opens. */
async function photograph(
  label: string,
  file: { name: string; mimeType: string; buffer: Buffer },
): Promise<void> {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByLabel(`${label}: 사진 찍기`).locator('xpath=..').click(),
  ]);
  expect(chooser.isMultiple()).toBe(true);
  await chooser.setFiles(file);
}

/** A photograph as the browser itself makes one. */
async function picture(width: number, height: number): Promise<Buffer> {
  const base64 = await page.evaluate(
    async ([w, h]) => {
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height] = [w ?? 0, h ?? 0];
      canvas.getContext('2d')?.fillText('증명서', 20, 20);
      const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg'));
      const reader = new FileReader();
      reader.readAsDataURL(blob as Blob);
      await new Promise((done) => {
        reader.onload = done;
      });
      return (reader.result as string).split(',')[1] ?? '';
    },
    [width, height],
  );
  return Buffer.from(base64, 'base64');
}

test('1 · a household applies by phone and hears which papers are still needed', async () => {
  await fillIn(page, '김영희');
  const summary = (await page.locator('[data-summary]').textContent()) ?? '';
  for (const said of ['구로구', '101동 1203호', '베트남어', '기초생활수급자'])
    expect(summary).toContain(said);
  await onForm(page).go();
  told.reference = (await onForm(page).reference()).replace('-', '');
  expect(await page.locator('[data-by]:visible').count()).toBe(2);
  await lookAt(page, 'applicant-applied', ['ko']);
  told.id = await applicationId(office, told.reference, 'SUBMITTED');
  await page.getByRole('link', { name: '서류 보내기' }).click();
  await page.waitForURL('**/follow/');
  expect(await page.getByRole('textbox', { name: '접수 번호' }).inputValue()).toBe(told.reference);
});

test('2 · the same person under another spelling is refused kindly, and nothing typed is lost', async () => {
  const other = await visitor(browser, cloud.site, PHONE);
  await fillIn(other, '김 영　희');
  await onForm(other).go();
  await other.locator('.error-summary:visible').waitFor();
  expect(await other.locator('.error-summary').textContent()).toContain('이 가구는 이미 신청했거나');
  await lookAt(other, 'applicant-twice', ['ko']);
  expect(await other.locator('[data-summary]').textContent()).toContain('가마산로 245');
  await other.context().close();
});

test('3 · papers by camera: a forged one is refused in words, a photograph and a PDF are taken', async () => {
  await follow();
  expect(await paper('STATUS_PROOF').textContent()).toContain('아직 필요해요');
  await lookAt(page, 'applicant-papers', ['ko']);
  // A program that calls itself a photograph.
  await photograph(PROOF, {
    name: '증명서.jpg',
    mimeType: 'image/jpeg',
    buffer: Buffer.from('MZ\x90\x00 not a photograph'),
  });
  await page.locator('.sending-failed').waitFor();
  expect(await page.locator('.sending-failed').textContent()).toContain('사진이나 PDF만 받을 수 있어요');
  await lookAt(page, 'applicant-forged', ['ko']);

  await photograph(PROOF, { name: '증명서.jpg', mimeType: 'image/jpeg', buffer: await picture(1200, 900) });
  await paper('STATUS_PROOF').getByText('받았어요').waitFor();
  expect(await paper('RESIDENT_ABSTRACT').textContent()).toContain('아직 필요해요');
  const pdf = Buffer.from(
    '%PDF-1.4\n%âãÏÓ\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n',
    'latin1',
  );
  await page
    .getByLabel(`${ABSTRACT}: 파일 고르기`)
    .setInputFiles({ name: '초본.pdf', mimeType: 'application/pdf', buffer: pdf });
  await page.getByText('필요한 서류를 모두 보내셨어요').waitFor();
});

test('4 · the officer asks for another paper; it is sent, and the application is looked at again', async () => {
  await office.post('office.seo', `/api/staff/applications/${told.id}/documents-request`, {
    documents: ['OTHER'],
    note: '임대차 계약서를 보내 주세요.',
  });
  await page.reload();
  await page.getByText('담당자가 서류를 부탁드렸어요').waitFor();
  await photograph('담당자가 말씀드린 서류', {
    name: '계약서.jpg',
    mimeType: 'image/jpeg',
    buffer: await picture(800, 1100),
  });
  await page.getByText('담당자가 신청하신 내용을 살펴보고 있어요').waitFor();
  const seen = await office.get<{ status: string; documents: { code: string; type?: string }[] }>(
    'office.seo',
    `/api/staff/applications/${told.id}`,
  );
  expect(seen.status).toBe('SUBMITTED');
  const kept = seen.documents.map(({ code, type }) => [code, type]);
  expect(kept).toContainEqual(['STATUS_PROOF', 'image/jpeg']);
  expect(kept).toContainEqual(['RESIDENT_ABSTRACT', 'application/pdf']);
  expect(kept).toContainEqual(['OTHER', 'image/jpeg']);
});

test('5 · refused with a reason: the applicant appeals, and somebody else allows it', async () => {
  await office.post('office.seo', `/api/staff/applications/${told.id}/refusal`, {
    reason: 'NOT_IN_CATEGORY',
  });
  await follow();
  expect(await now()).toContain('이번에는 PC를 드리지 못해요');
  expect(await page.locator('main').textContent()).toContain('까닭: 지원하는 대상에 들지 않아요');
  const send = page.getByRole('button', { name: '다시 살펴봐 달라고 하기' });
  await send.click();
  expect(await page.locator('.field-error:visible').textContent()).toContain('까닭을 적어 주세요');
  await lookAt(page, 'applicant-refused', ['ko']);
  await page.getByLabel('다시 살펴봐야 하는 까닭').fill('지난달부터 수급자예요. 증명서를 다시 봐 주세요.');
  await send.click();
  await page.getByText('처음에 보지 않은 담당자가 살펴보고 있어요').waitFor();
  await lookAt(page, 'applicant-appealed', ['ko']);

  const token = await cloud.token('guro.jung');
  const allowed = await cloud.ask('POST', `/api/staff/applications/${told.id}/appeal-decision`, {
    token,
    body: { outcome: 'ALLOWED' },
  });
  expect([allowed.status, allowed.body.status]).toEqual([200, 'QUEUED']);
  await page.reload();
  await page.getByText('차례가 되면 알려 드릴게요').waitFor();
});

/** The link of the newest mail about the visit, as it stands in the mailbox. */
async function linkInMail(): Promise<string> {
  await cloud.settled();
  for (const { to, text } of await cloud.mail()) {
    const link = /https?:\S+\/appointment\/#\S+/.exec(text ?? '')?.[0];
    if (to.includes(EMAIL) && link) return link;
  }
  throw new Error('no mail has a link');
}

test('6 · a PC is allotted; the link of the mail opens the days, one is booked and moved once', async () => {
  await readyComputer(cloud, office);
  await allotOldest(cloud, office);
  const link = await linkInMail();
  await page.context().close();
  page = await visitor(browser, cloud.site, PHONE);
  await page.goto(link);
  const book = page.getByRole('button', { name: '이 날로 정하기' });
  await book.waitFor();
  expect(new URL(page.url()).hash).toBe('');
  await lookAt(page, 'applicant-days', ['ko']);
  await page.getByLabel(/^오후/).check();
  await book.click();
  await page.getByText(/에 찾아가요/).waitFor();
  const first = await page.locator('.appointment-day').textContent();
  await page.getByText('날짜 바꾸기').click();
  await page.locator('select').selectOption({ index: 2 });
  await page.getByLabel(/^오전/).check();
  await page.getByRole('button', { name: '이 날로 바꾸기' }).click();
  await page.getByText('바꾸셔야 하면 전화').waitFor();
  expect(await page.locator('.appointment-day').textContent()).not.toBe(first);
  await lookAt(page, 'applicant-booked', ['ko']);
});

test('7 · after the hand-over the link is dead and says so; the paper is on the follow page', async () => {
  const link = await linkInMail();
  const { items } = await office.get<{ items: { id: string; application: string }[] }>(
    'chest.kim',
    '/api/staff/deliveries?status=BOOKED',
  );
  const mine = items.find(({ application }) => application === told.id);
  await handOver(office, mine?.id ?? '');
  await cloud.settled();
  await page.context().close();
  page = await visitor(browser, cloud.site, PHONE);
  await page.goto(link);
  await page.getByRole('heading', { name: '이 링크는 이제 쓸 수 없어요' }).waitFor();
  await lookAt(page, 'applicant-dead-link', ['ko']);
  await follow();
  expect(await now()).toContain('설치를 마쳤어요');
  const [opened] = await Promise.all([
    page.waitForRequest((request) => request.isNavigationRequest()),
    page.getByRole('button', { name: '인수증 보기' }).click(),
  ]);
  const pdf = new Uint8Array(await (await fetch(opened.url())).arrayBuffer());
  expect((await textOf(pdf)).replace(/\s+/g, ' ')).toContain('02-120');
});

test('8 · the committee’s decision is public, in counts and without a name', async () => {
  await page.goto('/decisions/', { waitUntil: 'networkidle' });
  const row = page.locator('[data-decisions] tr');
  await row.first().waitFor();
  expect(await row.count()).toBe(1);
  const said = (await page.locator('[data-decisions]').textContent()) ?? '';
  for (const words of ['배분 계획', '가결', '구로구 1대', '공동모금회의 배분']) expect(said).toContain(words);
  // One household of a kind would be somebody: its kind is not told.
  expect(said).not.toContain('기초생활수급자');
  const file = await (await fetch(new URL('data/decisions.json', cloud.site))).text();
  for (const secret of ['김영희', told.reference, told.id, '가마산로', 'BASIC_LIVELIHOOD'])
    expect(file).not.toContain(secret);
  await lookAt(page, 'applicant-decisions', ['ko', 'en'], '[data-decisions] tr');
});
