import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { allotted, application, appointment, phases, refusal } from './test/demonstration.ts';
import { faultsOn, openStage, type Stage } from './test/stage.ts';

/** What applicants do after they have applied: papers, an appeal, a day for the visit. */
let stage: Stage;
let page: Page;
beforeAll(async () => {
  stage = await openStage();
}, 60_000);
afterAll(() => stage?.close());
beforeEach(async () => {
  stage.asked = [];
  stage.next = [];
  const context = await stage.browser.newContext({
    viewport: { width: 360, height: 800 },
    reducedMotion: 'reduce',
    locale: 'ko-KR',
    // A finger: the camera is offered.
    hasTouch: true,
    isMobile: true,
  });
  page = await context.newPage();
  page.setDefaultTimeout(5_000);
});
afterEach(() => page.context().close());

const ok = (answer: object, status = 200) => ({ status, answer });
const refused = (code: string, status = 422) => ({ status, answer: { code } });
const problems = () => page.locator('.error-summary li').allTextContents();

/** Opens the follow page with a session, as after a code. */
async function follow(...answers: object[]): Promise<void> {
  stage.next = answers.map((answer) => ok(answer));
  await page.goto(`${stage.origin}/follow/`);
  await page.evaluate(() => {
    sessionStorage.setItem(
      'follow',
      JSON.stringify({ subject: 'application', reference: 'ABCDE12345', token: 'secret' }),
    );
  });
  await page.reload({ waitUntil: 'networkidle' });
}
const photo = (name: string, bytes = 4_000) => ({
  name,
  mimeType: 'image/jpeg',
  buffer: Buffer.alloc(bytes, 7),
});
const form = (document: string) =>
  ok({ document, url: `${stage.origin}/api/upload`, fields: { key: 'k' }, largest: 10_485_760 }, 201);
const PAPER = '자격을 보여 주는 증명서';
const paper = () => page.locator('[data-paper=STATUS_PROOF]');

test('papers: what is wanted and what has come; two photographs are sent, each with its progress', async () => {
  await follow(application);
  expect(await page.locator('.follow-now').textContent()).toContain('서류를 부탁드렸어요');
  expect(await paper().locator('.document-state').textContent()).toBe('아직 필요해요');
  expect(await page.locator('[data-paper=RESIDENT_ABSTRACT]').textContent()).toContain(
    '2026년 11월 22일에 보내셨어요',
  );
  expect(await faultsOn(page, stage)).toEqual([]);
  expect(await paper().getByText('사진 찍기').isVisible()).toBe(true);

  const there = { ...application, documentsMissing: [], status: 'SUBMITTED', documentsWanted: undefined };
  stage.next = [
    form('doc_a'),
    ok({}),
    ok({ id: 'app_x', document: 'doc_a' }),
    form('doc_b'),
    ok({}),
    ok({ id: 'app_x', document: 'doc_b' }),
    ok(there),
  ];
  await page.getByLabel(`${PAPER}: 사진 찍기`).setInputFiles([photo('앞.jpg'), photo('뒤.jpg')]);
  await page.getByText('필요한 서류를 모두 보내셨어요').waitFor();
  const paths = stage.asked.map(({ method, path }) => `${method} ${path}`).slice(1);
  const own = '/api/public/applications/ABCDE12345';
  expect(paths).toEqual([
    `POST ${own}/documents`,
    'POST /api/upload',
    `POST ${own}/documents/doc_a`,
    `POST ${own}/documents`,
    'POST /api/upload',
    `POST ${own}/documents/doc_b`,
    `GET ${own}`,
  ]);
  expect(stage.asked[1]?.body).toEqual({ code: 'STATUS_PROOF' });
  expect(stage.asked[1]?.headers['x-follow-session']).toBe('secret');
});

test('a photograph of many megabytes is made smaller before it is sent, and stays large enough to read', async () => {
  await follow(application);
  // Drawn in the browser itself: noise, which compresses badly, in the size of a phone's camera.
  const large = await page.evaluate(async () => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [4000, 3000];
    const pen = canvas.getContext('2d') as CanvasRenderingContext2D;
    const dots = pen.createImageData(4000, 3000);
    let dot = 1;
    for (let i = 0; i < dots.data.length; i++) {
      // Marsaglia's xorshift: the same noise every time.
      dot ^= dot << 13;
      dot ^= dot >>> 17;
      dot ^= dot << 5;
      dots.data[i] = i % 4 === 3 ? 255 : 96 + (dot & 63);
    }
    pen.putImageData(dots, 0, 0);
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', 0.9));
    const reader = new FileReader();
    reader.readAsDataURL(blob as Blob);
    await new Promise((done) => {
      reader.onload = done;
    });
    return (reader.result as string).split(',')[1] ?? '';
  });
  const buffer = Buffer.from(large, 'base64');
  expect(buffer.length).toBeGreaterThan(2_000_000);
  stage.next = [form('doc_a'), ok({}), ok({}), ok(application)];
  await page
    .getByLabel(`${PAPER}: 사진 찍기`)
    .setInputFiles({ name: 'IMG_0001.jpg', mimeType: 'image/jpeg', buffer });
  await expect.poll(() => stage.asked.length, { timeout: 20_000 }).toBe(5);
  const sent = Number((stage.asked[2]?.body as { bytes: number } | undefined)?.bytes);
  expect(sent).toBeLessThan(buffer.length * 0.8);
  expect(sent).toBeGreaterThan(200_000);
});

test.each([
  ['FILE_KIND', '사진이나 PDF만 받을 수 있어요'],
  ['TOO_MANY_DOCUMENTS', '서류를 더 보낼 수 없어요'],
  ['FILE_TOO_LARGE', '한 개에 10MB까지'],
])('a paper refused with %s says so in words, and can be sent again', async (code, words) => {
  await follow(application);
  stage.next = [form('doc_a'), ok({}), refused(code), form('doc_b'), ok({}), ok({}), ok(application)];
  await page.getByLabel(`${PAPER}: 파일 고르기`).setInputFiles(photo('증명서.jpg'));
  await page.locator('.sending-failed').waitFor();
  expect(await page.locator('.sending-failed').textContent()).toContain(words);
  expect(await faultsOn(page, stage)).toEqual([]);
  await page.getByRole('button', { name: '다시 보내기' }).click();
  await expect.poll(() => stage.asked.length, { timeout: 5_000 }).toBe(8);
});

test('an empty file, and one that is too large, are refused before anything is sent', async () => {
  await follow(application);
  await page.getByLabel(`${PAPER}: 파일 고르기`).setInputFiles(photo('빈.jpg', 0));
  await page.getByText('빈 파일이에요').waitFor();
  const pdf = { name: '큰.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(11 * 1024 * 1024) };
  await page.getByLabel(`${PAPER}: 파일 고르기`).setInputFiles(pdf, { timeout: 30_000 });
  await page.getByText('파일이 너무 커요').waitFor();
  expect(stage.asked).toHaveLength(1);
});

test('a connection that breaks while sending is said in words', async () => {
  await follow(application);
  stage.next = [form('doc_a')];
  await page.route('**/api/upload', (route) => route.abort());
  await page.getByLabel(`${PAPER}: 파일 고르기`).setInputFiles(photo('증명서.jpg'));
  await page.getByText('인터넷에 연결되지 않았어요').waitFor();
});

test('an applicant may withdraw after being asked', async () => {
  await follow(application);
  await page.getByRole('button', { name: '신청 거두기' }).click();
  await page.getByRole('button', { name: '아니요' }).click();
  expect(stage.asked.at(-1)?.method).toBe('GET');
  const stages = { ...application.stages, WITHDRAWN: phases.today };
  stage.next = [
    ok({ id: 'app_x', status: 'WITHDRAWN' }),
    ok({
      ...application,
      status: 'WITHDRAWN',
      stages,
      documentsMissing: [],
      documents: [],
      documentsWanted: undefined,
      may: [],
    }),
  ];
  await page.getByRole('button', { name: '신청 거두기' }).click();
  await page.getByRole('button', { name: '네, 거둘게요' }).click();
  await page.locator('.follow-now', { hasText: '신청을 거두셨어요' }).waitFor();
  expect(stage.asked.at(-2)?.path).toBe('/api/public/applications/ABCDE12345/withdrawal');
});

test('a refusal can be appealed with a reason until a day; what is typed survives a failure and a reload', async () => {
  await follow(refusal);
  await page.getByText('까닭: 지원하는 대상에 들지 않아요').waitFor();
  await page.getByText('2027년 1월 22일까지').waitFor();
  await page.getByText('민원 처리에 관한 법률').waitFor();
  const send = page.getByRole('button', { name: '다시 살펴봐 달라고 하기' });
  await send.click();
  expect(await problems()).toEqual(['까닭을 적어 주세요']);
  expect(await faultsOn(page, stage)).toEqual([]);

  await page.getByLabel('다시 살펴봐야 하는 까닭').fill('지난달에 수급자가 되었어요');
  stage.next = [{ status: 500, answer: {} }];
  await send.click();
  await page.getByText('저희 쪽에 문제가 생겼어요').first().waitFor();
  stage.next = [ok(refusal)];
  await page.reload({ waitUntil: 'networkidle' });
  expect(await page.getByLabel('다시 살펴봐야 하는 까닭').inputValue()).toBe('지난달에 수급자가 되었어요');

  const stages = { ...refusal.stages, APPEALED: '2026-11-25T01:00:00.000Z' };
  const appealed = {
    ...refusal,
    status: 'APPEALED',
    stages,
    appealUntil: undefined,
    may: ['addDocument', 'withdraw'],
  };
  stage.next = [ok({ id: 'app_x', status: 'APPEALED' }), ok(appealed)];
  await send.click();
  await page.getByText('처음에 보지 않은 담당자가 살펴보고 있어요').waitFor();
  expect(await page.locator('[aria-current=step]').textContent()).toContain('다시 살펴보기');
  const sent = stage.asked.find(({ path }) => path.endsWith('/appeal'));
  expect(sent?.body).toEqual({ words: '지난달에 수급자가 되었어요' });

  const final = { ...appealed, status: 'INELIGIBLE', may: [] };
  stage.next = [ok(final)];
  await page.reload({ waitUntil: 'networkidle' });
  await page.getByText('다시 살펴본 결과예요').waitFor();
  expect(await page.getByRole('button', { name: '다시 살펴봐 달라고 하기' }).count()).toBe(0);
  expect(await page.evaluate(() => sessionStorage.getItem('appeal:ABCDE12345'))).toBeNull();
});

test.each([
  ['SECOND_CHECK', '다른 담당자가 한 번 더 살펴보고 있어요', '한 번 더 확인'],
  ['QUEUED', '차례가 되면 알려 드릴게요', '대상 확인'],
  ['RESERVED', '위원회가 정하기를 기다리고 있어요', '배분 심의'],
])('%s in plain words, the place on the way marked', async (status, now, step) => {
  const at = '2026-11-25T01:00:00.000Z';
  const stages = { SUBMITTED: at, ...(status === 'RESERVED' && { QUEUED: at }), [status]: at };
  const plain = { documentsWanted: undefined, documentsMissing: [], documents: [], may: ['withdraw'] };
  await follow({ ...application, ...plain, status, stages });
  await page.getByText(now).waitFor();
  expect(await page.locator('[aria-current=step]').textContent()).toContain(step);
  expect(await faultsOn(page, stage)).toEqual([]);
});

const LINK = `/appointment/#ABCDE12345.${'0a'.repeat(16)}`;

test('a day is chosen by the link of the mail: the link is gone from the address bar, full halves cannot be chosen', async () => {
  stage.next = [ok({ token: 'secret', expiresAt: '2026-12-05T01:30:00.000Z' }, 201), ok(appointment)];
  await page.goto(stage.origin + LINK, { waitUntil: 'networkidle' });
  await page.getByRole('heading', { name: '찾아갈 날', exact: true }).waitFor();
  expect(page.url()).toBe(`${stage.origin}/appointment/`);
  expect(stage.asked[0]?.body).toEqual({ reference: 'ABCDE12345', mark: '0a'.repeat(16) });
  expect(stage.asked[1]?.headers['x-follow-session']).toBe('secret');
  expect(await page.evaluate(() => JSON.stringify(sessionStorage))).not.toContain('0a0a');
  // Nobody can come on the 9th; the morning of the 8th is full, so its afternoon is the choice.
  expect(await page.locator('select option').count()).toBe(2);
  expect(await page.getByLabel('오전(09:30~12:00) (마감)').isDisabled()).toBe(true);
  expect(await page.getByLabel('오후(13:30~17:30)').isChecked()).toBe(true);
  expect(await faultsOn(page, stage)).toEqual([]);

  await page.locator('select').selectOption('2026-12-10');
  await page.getByRole('button', { name: '이 날로 정하기' }).click();
  expect(await problems()).toEqual(['오전과 오후 가운데 골라 주세요']);
  expect(await faultsOn(page, stage)).toEqual([]);
  await page.getByLabel('오전(09:30~12:00)').check();
  const full = [
    appointment.days[0],
    { ...appointment.days[2], slots: [{ slot: 'morning', from: '09:30', until: '12:00', free: 0 }] },
  ];
  stage.next = [refused('SLOT_FULL', 409), ok({ ...appointment, days: full })];
  await page.getByRole('button', { name: '이 날로 정하기' }).click();
  await page.getByText('방금 다른 분이 그 시간을 고르셨어요').first().waitFor();
  expect(await page.locator('select option').count()).toBe(1);

  const booked = { day: '2026-12-08', slot: 'afternoon', computers: 1, movable: true };
  stage.next = [ok(booked, 201), ok({ ...appointment, toBook: 0, booked })];
  await page.getByRole('button', { name: '이 날로 정하기' }).click();
  await page.getByText('2026년 12월 8일 화요일 오후(13:30~17:30)에 찾아가요').waitFor();
  expect(await faultsOn(page, stage)).toEqual([]);

  // Once it may be moved; then only by phone.
  await page.getByText('날짜 바꾸기').click();
  await page.locator('select').selectOption('2026-12-10');
  await page.getByLabel('오전(09:30~12:00)').check();
  const moved = { ...booked, day: '2026-12-10', slot: 'morning', movable: false };
  stage.next = [ok(moved), ok({ ...appointment, toBook: 0, booked: moved })];
  await page.getByRole('button', { name: '이 날로 바꾸기' }).click();
  await page.getByText('12월 10일 목요일 오전').waitFor();
  expect(await page.getByText('날짜 바꾸기').count()).toBe(0);
  expect(stage.asked.filter(({ path }) => path.endsWith('/move'))[0]?.body).toEqual({
    day: '2026-12-10',
    slot: 'morning',
  });
});

test('no day suits: a call is asked for once', async () => {
  stage.next = [
    ok({ token: 'secret' }, 201),
    ok({ ...appointment, days: [] }),
    ok({ askedAt: '2026-12-05T01:00:00.000Z' }),
    ok({ ...appointment, days: [], callAskedAt: '2026-12-05T01:00:00.000Z' }),
  ];
  await page.goto(stage.origin + LINK, { waitUntil: 'networkidle' });
  await page.getByText('지금 고를 수 있는 날이 없어요').waitFor();
  await page.getByRole('button', { name: '전화로 정할래요' }).click();
  await page.getByText('곧 연락드릴게요').waitFor();
  expect(await page.getByRole('button', { name: '전화로 정할래요' }).count()).toBe(0);
});

test.each(['', '/en'])(
  '%s a link that has ended says so, and offers the code and the phone',
  async (language) => {
    stage.next = [refused('LINK_ENDED', 410)];
    await page.goto(`${stage.origin}${language}${LINK}`, { waitUntil: 'networkidle' });
    await page.getByRole('heading', { name: language ? 'no longer works' : '쓸 수 없어요' }).waitFor();
    expect(await page.locator('h1:visible').count()).toBe(1);
    expect(await page.locator('main').textContent()).toContain('02-120');
    expect(await page.locator('[data-code]').getAttribute('href')).toMatch(
      new RegExp(`${language}/follow/#application=ABCDE12345$`),
    );
    expect(await faultsOn(page, stage)).toEqual([]);
  },
);

test('a visit without a link says where the link is', async () => {
  await page.goto(`${stage.origin}/appointment/`, { waitUntil: 'networkidle' });
  await page.getByText('메일이나 문자의 링크를 눌러').waitFor();
  expect(stage.asked).toEqual([]);
});

test('on the follow page the day is chosen too, and after the hand-over its paper is there', async () => {
  await follow(allotted, appointment);
  await page.getByRole('button', { name: '이 날로 정하기' }).waitFor();
  expect(stage.asked.at(-1)?.path).toBe('/api/public/appointments/ABCDE12345');
  expect(await faultsOn(page, stage)).toEqual([]);

  const done = { ...allotted, status: 'INSTALLED', installed: 1 };
  stage.next = [
    ok(done),
    ok({ ...appointment, toBook: 0, handedOverAt: '2026-12-08T05:00:00.000Z', days: [] }),
  ];
  await page.reload({ waitUntil: 'networkidle' });
  const link = (assetNumber: string) => ({
    ...{ assetNumber, url: `${stage.origin}/404.html`, expiresAt: '2026-12-08T05:10:00.000Z' },
  });
  stage.next = [ok({ papers: [] })];
  await page.getByRole('button', { name: '인수증 보기' }).click();
  await page.getByText('인수증을 만들고 있어요').first().waitFor();
  stage.next = [ok({ papers: [link('SH-26-00001'), link('SH-26-00002')] })];
  await page.getByRole('button', { name: '인수증 보기' }).click();
  await page.getByRole('link', { name: 'SH-26-00002' }).waitFor();
  expect(await faultsOn(page, stage)).toEqual([]);
  stage.next = [
    ok(done),
    ok({ ...appointment, toBook: 0, handedOverAt: '2026-12-08T05:00:00.000Z', days: [] }),
  ];
  await page.reload({ waitUntil: 'networkidle' });
  stage.next = [ok({ papers: [link('SH-26-00001')] })];
  await page.getByRole('button', { name: '인수증 보기' }).click();
  await page.waitForURL('**/404.html');
  expect(stage.asked.at(-1)?.path).toBe('/api/public/appointments/ABCDE12345/paper');
});
