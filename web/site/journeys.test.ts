import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { HouseholdApplication, OrganisationApplication } from '../../functions/applications/contract.ts';
import { Offer } from '../../functions/donations/contract.ts';
import { Ulid } from '../../functions/kernel/ids.ts';
import { openBrowser } from '../../test/support/browser.ts';
import { buildSite, type SiteBuild } from './build/site.ts';
import { devices, donation, phases } from './test/demonstration.ts';
import { findingsOn, lettersMissingOn } from './test/inspect.ts';
import { type Asked, serveSite } from './test/server.ts';

/** The site in a real browser, with the real contracts in place of the server. */
let out: string;
let built: SiteBuild;
let browser: Browser;
let site: Awaited<ReturnType<typeof serveSite>>;
let page: Page;
let asked: Asked[];
let next: Array<{ status: number; answer: object }>;

beforeAll(async () => {
  out = await mkdtemp(join(tmpdir(), 'ithope-site-'));
  built = await buildSite({ city: 'seoul', out });
  site = await serveSite(built.files, (request) => {
    if (!request.path.startsWith('/api/')) return undefined;
    if (request.path.endsWith('/phases')) return { answer: phases };
    asked.push(request);
    return next.shift() ?? { status: 500, answer: {} };
  });
  browser = await openBrowser();
}, 60_000);
afterAll(async () => {
  await browser?.close();
  await site?.stop();
  await rm(out, { recursive: true, force: true });
});
beforeEach(async () => {
  asked = [];
  next = [];
  page = await browser.newPage({
    viewport: { width: 360, height: 800 },
    reducedMotion: 'reduce',
    locale: 'ko-KR',
  });
});
afterEach(() => page.close());

const open = (path: string) => page.goto(site.origin + path, { waitUntil: 'networkidle' });
const heading = () => page.locator('h1:visible').textContent();
const go = () => page.locator('button[type=submit]:visible').click();
const type = (label: string, text: string) => page.getByRole('textbox', { name: label }).fill(text);
const choose = (label: string) => page.getByLabel(label, { exact: true }).locator('visible=true').check();
/** Letters that the fonts of this page lack, also in what its script wrote. */
const missing = () => lettersMissingOn(page, built.boldLetters.get(new URL(page.url()).pathname));
const problems = () => page.locator('.error-summary li').allTextContents();

async function offerTwoLaptops(): Promise<void> {
  await open('/give/');
  await type('노트북', '2');
  await go();
  await choose('잘 켜져요');
  await go();
  await page.locator('#district').selectOption({ label: '성동구' });
  await type('우편번호', '04766');
  await type('도로명 주소', '왕십리로 222');
  await choose('토요일');
  await go();
  await choose('개인');
  await type('이름', '홍길동');
  await type('이메일', 'hong@example.com');
  await go();
  await choose('필요해요');
  await go();
  // No wish is a wish too: the step can be left as it is.
  await go();
  await choose('개인정보 수집과 이용에 동의해요');
  await choose('자료를 모두 지우는 데 동의해요');
  await go();
}

test('an offer: one thing a page, the answers checked, what the contract asks for, a reference', async () => {
  await offerTwoLaptops();
  expect(await heading()).toBe('맞는지 확인해 주세요');
  const summary = await page.locator('[data-summary]').textContent();
  for (const words of ['노트북 2대', '성동구', '토요일', '홍길동', '필요해요'])
    expect(summary).toContain(words);
  expect(await findingsOn(page)).toEqual([]);

  next = [{ status: 201, answer: { id: 'don_x', reference: '7K3M9QX24W', status: 'OFFERED' } }];
  await go();
  await page.getByText('7K3M9-QX24W').waitFor();
  expect(await findingsOn(page)).toEqual([]);
  const [sent] = asked;
  expect(Offer.parse(sent?.body)).toMatchObject({
    giver: { kind: 'person', contact: { name: '홍길동', email: 'hong@example.com', language: 'ko' } },
    items: [{ kind: 'laptop', count: 2, condition: 'works' }],
    preferredDays: ['sat'],
    wantsReceipt: true,
    consents: { privacy: true, erasure: true, news: false },
  });
  expect(Ulid.safeParse(sent?.headers['idempotency-key']).success).toBe(true);
  expect(await page.locator('[data-follow]').getAttribute('href')).toMatch(/\/follow\/#donation=7K3M9QX24W$/);
  expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
  await page.goBack();
  expect(await page.getByText('7K3M9-QX24W').isVisible()).toBe(true);
});

test('a step with something missing says so beside the field and at the top, where the focus goes', async () => {
  await open('/give/');
  await go();
  expect(await problems()).toEqual(['보내실 것을 하나 이상 적어 주세요']);
  expect(await page.evaluate(() => document.activeElement?.className)).toBe('error-summary');
  expect(await page.title()).toMatch(/^오류: /);
  expect(await findingsOn(page)).toEqual([]);
  await page.locator('.error-summary a').click();
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('count-0');

  await type('데스크톱', '31');
  await go();
  expect(await problems()).toEqual(['1부터 30까지의 숫자로 적어 주세요']);
  await type('데스크톱', '3');
  await go();
  expect(await heading()).toBe('상태는 어떤가요?');
  expect(await page.title()).not.toMatch(/^오류: /);
});

test('a contact needs a phone or an e-mail; a company its name', async () => {
  await offerTwoLaptops();
  await page.getByRole('link', { name: '고치기 이름' }).click();
  await choose('법인·단체');
  await type('이메일', ' ');
  await go();
  expect(await problems()).toEqual([
    '상호나 단체 이름을 적어 주세요',
    '전화번호나 이메일 가운데 하나는 적어 주세요',
  ]);
  await type('상호나 단체 이름', '한빛상사');
  await type('전화번호', '02-3144-7700');
  await go();
  // What was asked before is not asked again.
  expect(await heading()).toBe('맞는지 확인해 주세요');
});

test('"back" goes back one step; a reload keeps the answers; a link into the middle leads to the first gap', async () => {
  await open('/give/');
  await type('노트북', '2');
  await go();
  await choose('고장 났어요');
  await go();
  expect(await heading()).toBe('어디로 가지러 갈까요?');
  await page.goBack();
  expect(await heading()).toBe('상태는 어떤가요?');
  await page.reload({ waitUntil: 'networkidle' });
  expect(await heading()).toBe('상태는 어떤가요?');
  expect(await page.getByLabel('고장 났어요').locator('visible=true').isChecked()).toBe(true);
  await open('/give/#consents');
  await page.reload({ waitUntil: 'networkidle' });
  expect(await heading()).toBe('어디로 가지러 갈까요?');
});

test('what the server refuses is said on the step where it was asked, and nothing typed is lost', async () => {
  await offerTwoLaptops();
  const errors = [{ path: 'items.0.count', code: 'TOO_LONG' }];
  next = [
    { status: 400, answer: { code: 'INVALID_REQUEST', errors } },
    { status: 201, answer: { reference: '7K3M9QX24W' } },
  ];
  await go();
  await page.locator('.error-summary:visible').waitFor();
  expect(await heading()).toBe('무엇을 몇 대 보내시나요?');
  expect(await page.locator('#count-1').getAttribute('aria-invalid')).toBe('true');
  expect(await page.locator('#count-1').inputValue()).toBe('2');
  await go();
  await go();
  await page.getByText('7K3M9-QX24W').waitFor();
  // The same intent, the same key: a second sending cannot make a second offer.
  expect(new Set(asked.map(({ headers }) => headers['idempotency-key'])).size).toBe(1);
});

test('a failure of the server is said in words, with the answers kept', async () => {
  await offerTwoLaptops();
  next = [{ status: 500, answer: { code: 'INTERNAL' } }];
  await go();
  await page.locator('.error-summary:visible').waitFor();
  expect((await problems())[0]).toContain('적으신 내용은 그대로 있으니');
  expect(await heading()).toBe('맞는지 확인해 주세요');
});

test('an organisation applies', async () => {
  await open('/en/apply/organisation/');
  await page.locator('#district').selectOption({ label: 'Guro-gu' });
  await go();
  await type('Name of the organisation', 'Haneul Child Centre');
  await choose('Community child centre');
  await go();
  await type('Name of the person in charge', 'Lee Sora');
  await type('Phone number', '+82 10 1234 5678');
  await go();
  await type('Postcode', '08301');
  await type('Street address', '1 Gamasan-ro');
  await go();
  await type('Where they will stand', 'Computer room');
  await choose('By Wi-Fi');
  await go();
  await type('Number of PCs', '5');
  await type('Number of people who will use them', '24');
  await type('Purpose', 'Homework');
  await go();
  await choose('Desktop');
  await choose('A large screen');
  await go();
  await choose('I agree to my data being used in this way');
  await go();
  expect(await heading()).toBe('Is everything right?');
  next = [{ status: 201, answer: { reference: 'ABCDE12345' } }];
  await go();
  await page.getByText('ABCDE-12345').waitFor();
  expect(OrganisationApplication.parse(asked[0]?.body)).toMatchObject({
    computers: 5,
    peopleReached: 24,
    contact: { phone: '01012345678', language: 'en' },
    needs: { kind: 'desktop', screenReader: false, largeScreen: true, internet: false },
  });
});

test('a household hears at the first question whether its district is open, and applies', async () => {
  await open('/apply/household/');
  await page.locator('#district').selectOption({ label: '종로구' });
  expect(await page.getByText('종로구는 2027년 1월 4일부터 신청할 수 있어요').isVisible()).toBe(true);
  // What else there is, from the city pack.
  expect(await page.getByRole('link', { name: '1800-0096' }).isVisible()).toBe(true);
  expect(await missing()).toEqual([]);
  expect(await findingsOn(page)).toEqual([]);
  await go();
  expect(await heading()).toBe('어느 구에 사시나요?');

  await page.locator('#district').selectOption({ label: '구로구' });
  await go();
  await type('이름', '김영희');
  await type('전화번호', '010-1234-5678');
  await type('태어난 날', '1958.03.21');
  await go();
  await type('우편번호', '08301');
  await type('도로명 주소', '가마산로 1');
  await go();
  await choose('기초생활수급자');
  await type('함께 사는 사람', '2');
  await go();
  await choose('노트북');
  await go();
  await choose('개인정보 수집과 이용에 동의해요');
  await choose('복지 자격과 장애 정보를 쓰는 데 동의해요');
  await go();
  next = [
    { status: 409, answer: { code: 'HOUSEHOLD_HAS_ONE' } },
    { status: 201, answer: { reference: 'ABCDE12345' } },
  ];
  await go();
  await page.locator('.error-summary:visible').waitFor();
  expect((await problems())[0]).toContain('이 가구는 이미 신청했거나');
  await go();
  await page.getByText('ABCDE-12345').waitFor();
  // What is still to send, of this category: without the consent to a look-up both papers.
  expect(await page.locator('[data-by]:visible').allTextContents()).toEqual([
    expect.stringContaining('주민등록초본'),
    expect.stringContaining('증명서'),
  ]);
  expect(await page.getByRole('link', { name: '서류 보내기' }).getAttribute('href')).toMatch(
    /\/follow\/#application=ABCDE12345$/,
  );
  expect(await missing()).toEqual([]);
  expect(await findingsOn(page)).toEqual([]);
  expect(HouseholdApplication.parse(asked[1]?.body)).toMatchObject({
    birthDate: '1958-03-21',
    householdSize: 2,
    address: { district: '11530' },
    consents: { privacy: true, sensitive: true, lookUp: false },
  });
});

async function holdTheCode(subject: string): Promise<void> {
  await choose(subject);
  await type('접수 번호', '7k3m9-qx24w');
  next.push({ status: 202, answer: { sent: true, validMinutes: 10 } });
  await go();
  await page.getByText('10분 동안 쓸 수 있어요').waitFor();
  await type('인증 번호', '482913');
}

test('the giver follows the gift: wrong code, right code, the way of each PC, its certificate', async () => {
  await open('/follow/');
  await holdTheCode('보낸 PC');
  next.push({ status: 422, answer: { code: 'CODE_WRONG' } });
  await go();
  await page.locator('.error-summary:visible').waitFor();
  expect(await problems()).toEqual(['인증 번호가 맞지 않아요. 다시 확인해 주세요.']);
  expect(await findingsOn(page)).toEqual([]);

  next = [
    { status: 201, answer: { token: 'secret', expiresAt: '2026-11-23T10:00:00.000Z' } },
    { status: 200, answer: donation },
    { status: 200, answer: { items: devices } },
  ];
  await go();
  await page.getByText('ThinkPad X280').waitFor();
  expect(await heading()).toBe('보내신 PC');
  expect(await missing()).toEqual([]);
  expect(await page.locator('.follow-device').first().textContent()).toContain('강북구 이웃에게');
  expect(await page.locator('.follow-device').first().textContent()).toContain('2026년 10월 7일');
  expect(await page.locator('[aria-current=step]').textContent()).toContain('센터 도착');
  expect(await findingsOn(page)).toEqual([]);
  expect(asked.at(-1)?.headers['x-follow-session']).toBe('secret');

  next = [{ status: 200, answer: { url: `${site.origin}/404.html`, expiresAt: '2026-11-23T10:00:00.000Z' } }];
  await page.getByRole('button', { name: '자료 삭제 확인서 보기' }).click();
  await page.waitForURL('**/404.html');
  expect(asked.at(-1)?.path).toBe(`/api/public/donations/7K3M9QX24W/devices/${devices[0]?.id}/certificate`);
});

test('a session that has ended leads back to the question', async () => {
  await open('/follow/');
  await page.evaluate(() => {
    sessionStorage.setItem(
      'follow',
      JSON.stringify({ subject: 'donation', reference: '7K3M9QX24W', token: 'old' }),
    );
  });
  next = Array.from({ length: 2 }, () => ({ status: 401, answer: { code: 'SESSION_REQUIRED' } }));
  await page.reload();
  await page.locator('.error-summary:visible').waitFor();
  expect(await heading()).toBe('무엇을 조회할까요?');
  expect(await problems()).toEqual(['조회 시간이 끝났어요. 인증 번호를 다시 받아 주세요.']);
});
