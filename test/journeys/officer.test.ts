import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { openTestCloud, type TestCloud } from '../support/cloud.ts';
import { aHousehold, anOrganisation, GANGDONG, GURO } from '../support/programme.ts';
import { lookAt } from './look.ts';
import { deed, openWithCode, signIn, visitor } from './people.ts';
import { does } from './statements.ts';

/** A district officer in a real browser: documents asked and seen, four eyes, refusal and appeal, an organisation. */
vi.setConfig({ testTimeout: 120_000 });
let cloud: TestCloud;
let browser: Browser;
let officer: Page;
let office: Page;

const printed = (reference: string) => `${reference.slice(0, 5)}-${reference.slice(5)}`;
const record = (id: string) => `/staff/applications/${id}`;
interface Applied {
  readonly id: string;
  readonly reference: string;
  readonly email: string;
}
let count = 0;
/** A household that resembles no other, unless it is told to. */
async function applies(name: string, changes: Record<string, unknown> = {}): Promise<Applied> {
  const n = ++count;
  const email = `home${n}@ithope.example`;
  const { body, status } = await cloud.ask('POST', '/api/public/applications/households', {
    body: aHousehold({
      contact: { name, email, phone: `010-5500-${1000 + n}`, language: 'ko' },
      birthDate: `197${n}-03-04`,
      address: { district: GURO, postcode: '08375', street: `구로로 ${100 + n}`, detail: `${n}호` },
      ...changes,
    }),
  });
  expect(status, JSON.stringify(body)).toBe(201);
  return { id: String(body.id), reference: String(body.reference), email };
}
/** What an address was sent last. */
async function lastMail(to: string): Promise<string> {
  await cloud.settled();
  const [mail] = (await cloud.mail()).filter((one) => one.to.includes(to));
  return `${mail?.subject ?? ''}\n${mail?.text ?? ''}`;
}
const statusOf = async (id: string) => (await does(cloud, 'office.seo', `applications/${id}`)).status;
/** The smallest JPEG that is one by its first bytes. */
const PHOTO = Buffer.from([
  0xff,
  0xd8,
  0xff,
  0xe0,
  0,
  16,
  ...Buffer.from('JFIF\0'),
  ...Array(40).fill(1),
  0xff,
  0xd9,
]);

beforeAll(async () => {
  [cloud, browser] = await Promise.all([openTestCloud(), openBrowser()]);
  officer = await signIn(browser, cloud.site, '정구로');
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await cloud?.stop();
}, 60_000);

test('1 · the queue is the own district’s; the officer takes an application, and everybody sees who has it', async () => {
  const one = await applies('한하늘', { consents: { privacy: true, sensitive: true, lookUp: false } });
  const elsewhere = await applies('강바다', {
    address: { district: GANGDONG, postcode: '05278', street: '강동로 7' },
  });
  await officer.goto('/staff/applications');
  await officer.getByText(printed(one.reference)).click();
  await officer.getByRole('heading', { name: printed(one.reference) }).waitFor();
  await officer.getByRole('button', { name: '내가 맡기' }).click();
  await officer.getByText('이 신청을 맡았습니다').waitFor();
  await officer.goto('/staff/applications');
  const row = officer.locator('tr', { hasText: printed(one.reference) });
  await row.getByText('본인', { exact: true }).waitFor();
  expect(await officer.locator('main').textContent()).not.toContain(printed(elsewhere.reference));
  await lookAt(officer, 'officer-queue');
  await officer.goto(record(elsewhere.id));
  await officer.getByText('다른 자치구의 기록이라 열 수 없습니다').waitFor();
});

test('2 · documents are asked for in words, a paper that is brought is added, seen on record, and decides', async () => {
  const one = await applies('조노을', { consents: { privacy: true, sensitive: true, lookUp: false } });
  await deed(officer, record(one.id), 'requestDocuments', async (dialog) => {
    await dialog.getByLabel('주민등록초본').check();
    await dialog.getByLabel('자격을 보여 주는 증명서').check();
  });
  const mail = await lastMail(one.email);
  for (const words of ['서류가 더 필요합니다', '- 주민등록초본', '- 자격을 보여 주는 증명서', '/follow/'])
    expect(mail).toContain(words);
  // Nothing has come: the verdict cannot rest on documents.
  await officer.locator('[data-deed=confirm]').click();
  const dialog = officer.locator('dialog[open]');
  await dialog.getByText('제출 서류').click();
  await dialog.getByRole('button', { name: '자격 있음으로 확인' }).click();
  await dialog.getByText('아직 받지 못한 서류가 있습니다').first().waitFor();
  await dialog.getByRole('button', { name: '닫기' }).first().click();

  for (const kind of ['주민등록초본', '자격을 보여 주는 증명서']) {
    await deed(officer, record(one.id), 'addDocument', async (form) => {
      await form.getByLabel(kind).check();
      await form
        .locator('input[type=file]')
        .setInputFiles({ name: 'photo.jpg', mimeType: 'image/jpeg', buffer: PHOTO });
    });
  }
  const open = officer.getByRole('button', { name: '주민등록초본 열기' });
  const [popup] = await Promise.all([officer.waitForEvent('popup'), open.click()]);
  await officer.getByText('서류를 새 창에서 열었습니다').waitFor();
  await popup.close();
  const seen = (await does(cloud, 'guro.jung', `applications/${one.id}/eligibility`)) as {
    documents: { id: string }[];
  };
  const link = await does(cloud, 'guro.jung', `applications/${one.id}/documents/${seen.documents[0]?.id}`);
  const file = Buffer.from(await (await fetch(String(link.url))).arrayBuffer());
  expect(file.equals(PHOTO)).toBe(true);
  await officer.reload();
  expect(await officer.locator('.history').textContent()).toContain('서류 열람');
  await lookAt(officer, 'officer-documents');
  await deed(officer, record(one.id), 'confirm', (form) => form.getByText('제출 서류').click());
  expect(await statusOf(one.id)).toBe('QUEUED');
  expect(await lastMail(one.email)).toContain('지원 대상으로 확인되었습니다');
});

test('3 · what may be the same household needs a second officer, who is another person', async () => {
  const phone = '010-9911-2233';
  const contact = { name: '마강물', phone, email: 'double@ithope.example', language: 'ko' };
  const first = await applies('마바람', {
    contact: { ...contact, name: '마바람', email: 'single@ithope.example' },
    address: { district: GANGDONG, postcode: '05278', street: '강동로 9' },
  });
  const one = await applies('마강물', { contact });
  await officer.goto(record(one.id));
  await officer.getByText('이 신청은 두 사람이 확인해야 합니다').waitFor();
  const doubts = (await officer.locator('.doubts').textContent()) ?? '';
  expect(doubts).toContain(`전화번호가 같음: 강동구 ${printed(first.reference)}`);
  // Of the other application nothing but its reference and district.
  expect(await officer.content()).not.toMatch(/마바람|강동로 9|single@/);
  await deed(officer, record(one.id), 'confirm', (form) => form.getByText('창구에서 서류 확인').click());
  expect(await officer.locator('.said').textContent()).toContain('다른 담당자의 확인을 기다립니다');
  await officer.getByText('1차 확인을 하셨습니다').waitFor();
  expect(await officer.locator('[data-deed=confirmSecond]').count()).toBe(0);
  await lookAt(officer, 'officer-first');
  office = await signIn(browser, cloud.site, '서기획');
  await office.goto('/staff/applications?status=SECOND_CHECK');
  await office.getByText(printed(one.reference)).click();
  await deed(office, record(one.id), 'confirmSecond');
  expect(await statusOf(one.id)).toBe('QUEUED');
  expect(await lastMail('double@ithope.example')).toContain('지원 대상으로 확인되었습니다');
});

test('4 · refused in plain words; the applicant appeals, and somebody who did not decide gives the place back', async () => {
  const one = await applies('서가람');
  await deed(officer, record(one.id), 'refuse', (form) =>
    form.getByText('지원 대상에 해당하지 않음').click(),
  );
  const refusal = await lastMail(one.email);
  expect(refusal).toContain('이유: 지원 대상에 해당하지 않습니다');
  expect(refusal).toMatch(/\d{4}년 \d+월 \d+일 .+까지 다시 살펴봐 달라고/);

  const applicant = await visitor(browser, cloud.site);
  await openWithCode(applicant, cloud, { subject: '신청한 PC', ...one });
  await applicant.getByLabel('다시 살펴봐야 하는 까닭').fill('지난달부터 수급자입니다.');
  await applicant.getByRole('button', { name: '다시 살펴봐 달라고 하기' }).click();
  await applicant.getByText('처음에 보지 않은 담당자가 살펴보고 있어요').waitFor();
  await applicant.context().close();
  expect(await lastMail(one.email)).toContain('다른 담당자가 다시 살펴본 뒤');

  await officer.goto(`${record(one.id)}?again`);
  await officer.getByText('이의는 다른 담당자가 결정합니다').waitFor();
  expect(await officer.locator('[data-deed=decideAppeal]').count()).toBe(0);
  await office.goto('/staff/applications?status=APPEALED');
  await office.getByText(printed(one.reference)).click();
  await office.getByText('지난달부터 수급자입니다.').waitFor();
  await lookAt(office, 'officer-appeal');
  await deed(office, record(one.id), 'decideAppeal', (form) =>
    form.getByText('받아들임', { exact: true }).click(),
  );
  expect(await statusOf(one.id)).toBe('QUEUED');
  expect(await lastMail(one.email)).toContain('처음 결과가 나온 날의 순서로');
});

test('5 · an appeal by phone is entered and dismissed with a reason; it is told, and it ends there', async () => {
  const one = await applies('오이슬');
  await deed(officer, record(one.id), 'refuse', (form) => form.getByText('요청한 서류를 내지 않음').click());
  await deed(officer, record(one.id), 'appeal', (form) =>
    form.getByLabel('신청인의 말').fill('우편이 늦게 왔다고 하십니다.'),
  );
  await deed(office, record(one.id), 'decideAppeal', async (form) => {
    await form.getByText('받아들이지 않음', { exact: true }).click();
    await form.locator('select').selectOption({ label: '우리 자치구 거주가 확인되지 않음' });
  });
  expect(await statusOf(one.id)).toBe('INELIGIBLE');
  expect(await lastMail(one.email)).toContain('이유: 주소지가 담당 자치구가 아닙니다');
  expect(await office.locator('[data-deed=appeal]').count()).toBe(0);
});

test('6 · an organisation is certified before its application is confirmed; the next time it only has to apply', async () => {
  const organisation = { name: '구로햇살센터', kind: 'CHILD_CENTRE', registrationNumber: '113-82-01234' };
  const contact = { name: '이담당', email: 'centre@ithope.example', language: 'ko' };
  const apply = async () =>
    String(
      (
        await cloud.ask('POST', '/api/public/applications/organisations', {
          body: anOrganisation({ organisation, contact }),
        })
      ).body.id,
    );
  const first = await apply();
  await officer.goto(record(first));
  await officer.getByText('단체 확인이 끝나야').waitFor();
  await officer.locator('[data-deed=confirm]').click();
  const dialog = officer.locator('dialog[open]');
  await dialog.getByText('행정정보 조회').click();
  await dialog.getByRole('button', { name: '자격 있음으로 확인' }).click();
  await dialog.getByText('단체부터 확인해 주세요').first().waitFor();
  await dialog.getByRole('button', { name: '닫기' }).first().click();
  await officer.getByRole('link', { name: '단체 기록 보기' }).first().click();
  await officer.getByRole('heading', { name: '구로햇살센터' }).waitFor();
  const page = new URL(officer.url()).pathname;
  await deed(officer, page, 'certify', async (form) => {
    for (const box of await form.locator('input[type=checkbox]').all()) await box.check({ force: true });
  });
  await lookAt(officer, 'officer-organisation');
  expect(await lastMail('centre@ithope.example')).toContain('이 사업이 지원하는 단체로 확인되었습니다');
  const second = await apply();
  for (const id of [first, second]) {
    await deed(officer, record(id), 'confirm', (form) => form.getByText('행정정보 조회').click());
    expect(await statusOf(id)).toBe('QUEUED');
  }
});
