import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Desk, openDesk } from './test/desk.ts';
import { everything } from './test/everything.ts';
import { type FakeOffice, Refusal } from './test/fake-office.ts';
import { checkable, device, donation, ids, valuedDonation } from './test/records.ts';
import * as committeeRecords from './test/records-committees.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
}, 60_000);
afterAll(() => desk?.close());

const callsOf = (office: FakeOffice, name: string) => office.calls.filter((call) => call.name === name);
const dialog = (page: Page) => page.locator('dialog[open]');
const booked = { ...donation, status: 'SCREENED' as const, moves: ['bookCollection', 'decline'] };

test('a collection is booked: the wrong day stands beside its field, then the right one is taken and said', async () => {
  const { page, office, leave } = await desk.open(`donations/${ids.donation}`, {
    ...everything(['chest']),
    readDonation: () => booked,
    bookCollection: ({ body }) =>
      (body as { day: string }).day < '2050-01-01'
        ? new Refusal(422, 'COLLECTION_IN_PAST')
        : { id: ids.donation, status: 'COLLECTION_BOOKED' },
  });
  await page.getByRole('link', { name: '수거일 정하기' }).click();
  // Nothing chosen: told without asking the server.
  await page.getByRole('button', { name: '수거일 확정' }).click();
  await page.getByText('날짜: 꼭 입력해야 합니다').waitFor();
  expect(callsOf(office, 'bookCollection')).toHaveLength(0);
  await dialog(page).getByLabel('날짜').fill('2049-12-31');
  await dialog(page).getByText('오후', { exact: true }).click();
  await page.getByRole('button', { name: '수거일 확정' }).click();
  await dialog(page).locator('.error-summary').waitFor();
  expect(await dialog(page).locator('.field-error:visible').textContent()).toContain('지난 날짜');
  expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('alert');
  await dialog(page).getByLabel('날짜').fill('2050-01-03');
  await page.getByRole('button', { name: '수거일 확정' }).click();
  await page.locator('.said .notification-success').waitFor();
  expect(await dialog(page).count()).toBe(0);
  const [first, second] = callsOf(office, 'bookCollection');
  expect(second?.body).toEqual({ day: '2050-01-03', slot: 'afternoon' });
  expect(first?.intent).not.toBe(second?.intent);
  await leave();
});

test('what was typed outlives a dead network; the same again goes under the same key', async () => {
  const { page, office, leave } = await desk.open(`donations/${ids.donation}?do=decline`, {
    ...everything(['chest']),
    declineDonation: () => new Refusal(500, 'INTERNAL'),
  });
  await dialog(page).getByText('컴퓨터가 아님').click();
  await dialog(page).getByLabel('비고').fill('모니터만 있음');
  const send = page.getByRole('button', { name: '접수 불가로 처리' });
  await send.click();
  await page.getByText('문의하실 때 이 번호').waitFor();
  await page.reload();
  await dialog(page).waitFor();
  expect(await dialog(page).getByLabel('비고').inputValue()).toBe('모니터만 있음');
  office.answers.declineDonation = () => ({ id: ids.donation, status: 'DECLINED' });
  await send.click();
  await page.locator('.said .notification-success').waitFor();
  const [first, second] = callsOf(office, 'declineDonation');
  expect(second?.body).toEqual({ reason: 'NOT_A_COMPUTER', note: '모니터만 있음' });
  expect(second?.intent).toBe(first?.intent);
  await leave();
});

test('a session that ended is opened again, and the form is there as it was left', async () => {
  const { page, office, leave } = await desk.open(`donations/${ids.donation}?do=screen`, {
    ...everything(['chest']),
    screenDonation: () => ({ id: ids.donation, status: 'SCREENED' }),
  });
  await dialog(page).getByLabel('비고').fill('전화로 확인함');
  office.expired = true;
  await page.getByRole('button', { name: '승인', exact: true }).click();
  const again = page.getByRole('button', { name: '다시 로그인' });
  await again.waitFor();
  office.expired = false;
  await again.click();
  await page.waitForURL('**/staff/donations/*do=screen');
  await dialog(page).waitFor();
  expect(await dialog(page).getByLabel('비고').inputValue()).toBe('전화로 확인함');
  await page.getByRole('button', { name: '승인', exact: true }).click();
  await page.locator('.said .notification-success').waitFor();
  await leave();
});

test('who lost a race sees who did what, loads it, and keeps the input', async () => {
  const { page, office, leave } = await desk.open(`donations/${ids.donation}?do=bookCollection`, {
    ...everything(['chest']),
    readDonation: () => booked,
    bookCollection: () => new Refusal(409, 'CHANGED_MEANWHILE'),
  });
  await dialog(page).getByLabel('날짜').fill('2050-01-03');
  office.answers.readDonation = () => ({
    ...booked,
    history: [
      ...booked.history,
      { at: new Date().toISOString(), type: 'donation.screen', by: { kind: 'staff', id: 'colleague-7f3a' } },
    ],
  });
  await page.getByRole('button', { name: '수거일 확정' }).click();
  await page.getByText('마지막 처리: 접수 승인 (정동료').waitFor();
  await page.getByRole('button', { name: '바뀐 내용 불러오기' }).click();
  await page.getByText('그 사이 기록이 바뀌었습니다').waitFor({ state: 'hidden' });
  expect(await dialog(page).getByLabel('날짜').inputValue()).toBe('2050-01-03');
  await leave();
});

test('an arrival is what was offered until somebody corrects it', async () => {
  const { page, office, leave } = await desk.open(`donations/${ids.donation}?do=arrive`, {
    ...everything(['chest']),
    readDonation: () => ({ ...donation, status: 'COLLECTION_BOOKED', moves: ['arrive', 'bookCollection'] }),
    recordArrival: () => ({
      id: ids.donation,
      status: 'RECEIVED',
      devices: [{ id: ids.device, assetNumber: 'SH-26-00001', kind: 'laptop' }],
    }),
  });
  expect(await dialog(page).getByLabel('노트북').inputValue()).toBe('2');
  await dialog(page).getByLabel('노트북').fill('1');
  await dialog(page).getByLabel('모니터').fill('두 대');
  await page.getByRole('button', { name: '도착 등록' }).click();
  await page.getByText('모니터: 0부터 30까지').waitFor();
  await dialog(page).getByLabel('모니터').fill('0');
  await page.getByRole('button', { name: '도착 등록' }).click();
  await page.getByText('관리번호: SH-26-00001').waitFor();
  expect(callsOf(office, 'recordArrival')[0]?.body).toEqual({
    received: [
      { kind: 'laptop', count: 1 },
      { kind: 'monitor', count: 0 },
    ],
  });
  await leave();
});

test('goods are valued line by line with the total counting along', async () => {
  const { page, office, leave } = await desk.open(`donations/${ids.donation}?do=value`, {
    ...everything(['chest']),
    readDonation: () => ({ ...valuedDonation, status: 'RECEIVED', moves: ['value'] }),
    valueDonation: () => ({ id: ids.donation, status: 'VALUED', total: 400_000, secondPerson: false }),
  });
  await dialog(page).getByLabel('노트북 2대').fill('180,000');
  await dialog(page).getByLabel('모니터 1대').fill('40000');
  expect(await dialog(page).locator('.total strong').textContent()).toBe('₩400,000');
  await page.getByRole('button', { name: '평가 저장' }).click();
  await page.getByText('장부가액 증빙: 꼭 입력해야 합니다').first().waitFor();
  await dialog(page).getByLabel('장부가액 증빙', { exact: true }).selectOption({ label: '고정자산대장' });
  await dialog(page).getByLabel('장부가액 증빙 내용').fill('대장 12쪽');
  // Other than the rule gives: not without a reason.
  await dialog(page).getByRole('button', { name: '다른 단가 쓰기' }).last().click();
  await dialog(page).getByLabel('모니터 1대 다른 단가').fill('0');
  await page.getByRole('button', { name: '평가 저장' }).click();
  await page.getByText('모니터: 사유를 적어 주세요').waitFor();
  await dialog(page).getByLabel('모니터 1대 다른 단가').fill('35,000');
  await dialog(page).getByLabel('사유').fill('화면에 흠이 있음');
  await page.getByRole('button', { name: '평가 저장' }).click();
  await page.getByText('₩400,000으로 평가').waitFor();
  expect(callsOf(office, 'valueDonation')[0]?.body).toEqual({
    lines: [
      { kind: 'laptop', book: 180_000 },
      { kind: 'monitor', book: 40_000, unitPrice: 35_000, reason: '화면에 흠이 있음' },
    ],
    evidence: [{ kind: 'ASSET_REGISTER', text: '대장 12쪽' }],
  });
  await leave();
});

test('the history tells who did what, and what was noted then', async () => {
  const { page, leave } = await desk.open(`donations/${ids.donation}`, {
    ...everything(['chest']),
    readDonation: () => valuedDonation,
  });
  const lines = await page.locator('.history > li').allTextContents();
  expect(lines[0]).toMatch(/^가액 평가금액 ₩400,000 · 기준 장부가액.*정동료$/);
  expect(lines[3]).toMatch(/^접수 승인전화로 확인함.*본인$/);
  await leave();
});

test('a device that nobody has touched tells when it arrived', async () => {
  const { page, leave } = await desk.open(`devices/${ids.device}`, {
    ...everything(['repair']),
    readDevice: () => ({ ...device, status: 'RECEIVED', history: [] }),
  });
  await page.locator('.history > li').waitFor();
  expect(await page.locator('.history > li').allTextContents()).toEqual([
    expect.stringMatching(/^도착 등록\d/),
  ]);
  await leave();
});

test('a contact is read only when asked for', async () => {
  const { page, office, leave } = await desk.open(`donations/${ids.donation}`, everything(['chest']));
  await page.getByText('누가 언제 보았는지 기록됩니다').waitFor();
  expect(callsOf(office, 'readContact')).toHaveLength(0);
  await page.getByRole('button', { name: '연락처 보기' }).click();
  await page.getByRole('link', { name: '010-1234-5678' }).waitFor();
  expect(callsOf(office, 'readContact')).toHaveLength(1);
  await leave();
});

test('a scanner types a label and Enter, and the device is there', async () => {
  const { page, office, leave } = await desk.open('devices', everything(['repair']));
  await page.getByLabel('관리번호 찾기').fill('http://elsewhere/staff/a/SH-26-00001');
  await page.keyboard.press('Enter');
  await page.waitForURL(`**/staff/devices/${ids.device}`);
  expect(callsOf(office, 'findDevice')[0]?.params.assetNumber).toBe('SH-26-00001');
  await page.goBack();
  await page.getByLabel('관리번호 찾기').fill('이상한 것');
  await page.keyboard.press('Enter');
  await page.getByText('관리번호가 아닙니다').waitFor();
  await leave();
});

test('a label can be scanned on any page', async () => {
  const { page, leave } = await desk.open('deliveries', everything(['repair']));
  await page.keyboard.type('SH-26-00001');
  await page.keyboard.press('Enter');
  await page.waitForURL(`**/staff/devices/${ids.device}`);
  await leave();
});

test('several files go up at once, each with its own result', async () => {
  const { page, office, leave } = await desk.open(`devices/${ids.device}`, {
    ...everything(['repair']),
    requestUpload: () => ({
      upload: 'upl_1',
      url: `${office.address}/upload`,
      fields: { key: 'evidence/1' },
    }),
    recordEvidence: ({ body }) =>
      (body as { fileName: string }).fileName === 'broken.json'
        ? new Refusal(422, 'UNREADABLE_FILE', {
            detail: { file: 'broken.json', place: 'line 3, column 7', reason: 'TRUNCATED' },
          })
        : { id: 'upl_1', kind: 'device', format: 'lshw', drives: device.drives },
  });
  const file = (name: string, text: string) => ({
    name,
    mimeType: 'application/json',
    buffer: Buffer.from(text),
  });
  await page
    .getByLabel('파일 올리기')
    .setInputFiles([file('lshw.json', '{}'), file('broken.json', '{"a":'), file('empty.log', '')]);
  await page.getByText('기기 정보를 읽었습니다 (lshw) · 저장장치 2개').waitFor();
  await page.getByText('3번째 줄 7번째 글자: 파일이 중간에 끊겼습니다').waitFor();
  await page.getByText('빈 파일입니다').waitFor();
  expect(callsOf(office, 'requestUpload')).toHaveLength(2);
  await leave();
});

test('erasure is not concluded while a drive has no evidence, and the page names the drive', async () => {
  const { page, leave } = await desk.open(`devices/${ids.device}?do=concludeErasure`, {
    ...everything(['repair']),
    concludeErasure: () =>
      new Refusal(409, 'ERASURE_EVIDENCE_MISSING', {
        detail: { drives: [{ serial: 'ZN1ABCDE', why: 'NO_EVIDENCE' }] },
      }),
  });
  await page.getByRole('button', { name: '증거 대조' }).click();
  await dialog(page).locator('.lacking').waitFor();
  expect(await dialog(page).locator('.lacking').textContent()).toMatch(/ZN1ABCDE\s*삭제 기록이 없음/);
  // It is nobody's race: no offer to load what somebody changed.
  expect(await dialog(page).getByText('그 사이 기록이').count()).toBe(0);
  await leave();
});

test('the one who worked last is told why they cannot check', async () => {
  const { page, leave } = await desk.open(`devices/${ids.device}`, {
    ...everything(['repair']),
    readDevice: () => ({ ...checkable, lastWorker: 'me' }),
  });
  await page.getByText('마지막으로 작업한 본인은 점검할 수 없습니다').waitFor();
  await leave();
});

test('a check is answered item by item and graded; one failure needs no grade', async () => {
  const { page, office, leave } = await desk.open(`devices/${ids.device}?do=check`, {
    ...everything(['repair']),
    readDevice: () => checkable,
    checkDevice: ({ body }) => ({
      id: ids.device,
      status: (body as { grade?: object }).grade ? 'READY' : 'REFURBISHING',
    }),
  });
  await page.getByRole('button', { name: '점검 결과 저장' }).click();
  expect(await dialog(page).locator('.error-summary li').count()).toBe(10);
  // A line leads to its control, not only near it.
  await dialog(page).getByRole('link', { name: '소리: 꼭 입력해야 합니다' }).click();
  await dialog(page).getByRole('group', { name: '소리' }).locator('input:focus').waitFor();
  for (const row of await dialog(page).locator('.check-row').all())
    await row.getByText('합격', { exact: true }).click();
  await dialog(page).getByLabel('외관').selectOption('B');
  await dialog(page).getByLabel('기능').selectOption('A');
  await page.getByRole('button', { name: '점검 결과 저장' }).click();
  await page.getByText('점검에 합격했습니다').waitFor();
  expect(callsOf(office, 'checkDevice')[0]?.body).toMatchObject({
    checks: { starts: 'pass', clean: 'pass' },
    grade: { appearance: 'B', functionality: 'A' },
  });
  await leave();
});

test('a plan is ordered with its choices, and its lines are changed with a reason', async () => {
  const { page, office, leave } = await desk.open('allotments/new', {
    ...everything(['chest']),
    computeAllotment: () => ({ id: ids.allotment, status: 'COMPUTING' }),
    exchangeDevice: () => ({ id: ids.allotment, status: 'PROPOSED', n: 2 }),
    dropAllotmentLine: () => ({ id: ids.allotment, status: 'PROPOSED', n: 1 }),
  });
  await page.getByLabel('최대 대수').fill('0');
  await page.getByRole('button', { name: '배분안 작성' }).click();
  await page.getByText('1에서 5,000 사이의 수를 적어 주세요.').first().waitFor();
  expect(callsOf(office, 'computeAllotment')).toEqual([]);
  await page.getByLabel('최대 대수').fill('40');
  await page.getByLabel('구로구').check();
  await page.getByLabel('법적 근거').selectOption('ORDINANCE');
  await page.getByRole('button', { name: '배분안 작성' }).click();
  await page.waitForURL(`**/staff/allotments/${ids.allotment}`);
  expect(callsOf(office, 'computeAllotment')[0]?.body).toEqual({
    legalBasis: 'ORDINANCE',
    limit: 40,
    districts: ['11530'],
  });

  await page.getByRole('link', { name: '기기 바꾸기 2' }).click();
  await dialog(page).getByLabel('기기', { exact: true }).selectOption('line-3');
  await dialog(page).getByRole('button', { name: '기기 바꾸기' }).click();
  expect(callsOf(office, 'exchangeDevice')).toEqual([]);
  await dialog(page).getByLabel('사유').fill('두 신청의 요청이 바뀜');
  await dialog(page).getByRole('button', { name: '기기 바꾸기' }).click();
  await page.getByText('2번의 기기를 바꾸었습니다.').waitFor();
  expect(callsOf(office, 'exchangeDevice')[0]?.body).toEqual({
    withLine: 3,
    reason: '두 신청의 요청이 바뀜',
  });

  await page.getByRole('link', { name: '빼기 1' }).click();
  await dialog(page).getByLabel('사유').fill('이사 예정');
  await dialog(page).getByRole('button', { name: '빼기' }).click();
  await page.getByText('1번을 뺐습니다.').waitFor();
  expect(callsOf(office, 'dropAllotmentLine')[0]?.body).toEqual({ reason: '이사 예정' });
  await leave();
});

test('a decision is made with its legal basis from the city pack', async () => {
  const { page, office, leave } = await desk.open(
    `meetings/${committeeRecords.committeeIds.meeting}/1?do=close`,
    {
      ...everything(['chest']),
      closeItem: () => ({
        id: committeeRecords.committeeIds.meeting,
        n: 1,
        status: 'APPROVED',
        decision: '2026-배분-14',
      }),
    },
  );
  await dialog(page).getByLabel('법적 근거').selectOption('DIGITAL_INCLUSION_24');
  await dialog(page).getByRole('button', { name: '결정하기' }).click();
  await page.getByText('2026-배분-14 가결로 결정했습니다.').waitFor();
  expect(callsOf(office, 'closeItem')[0]?.body).toEqual({ legalBasis: 'DIGITAL_INCLUSION_24' });
  await leave();
});

test('a member votes once, on their own page', async () => {
  const { page, office, leave } = await desk.open(
    `meetings/${committeeRecords.committeeIds.meeting}/1?do=vote`,
    {
      ...everything(['committee']),
      readMeeting: () => ({
        ...committeeRecords.meeting,
        own: committeeRecords.committeeIds.member,
        moves: [],
      }),
      readItem: () => ({ ...committeeRecords.item, votes: [], moves: ['recuse', 'vote'] }),
      vote: () => ({ id: committeeRecords.committeeIds.meeting, n: 1, status: 'VOTING' }),
    },
    { width: 360 },
  );
  await dialog(page).getByText('찬성', { exact: true }).click();
  await dialog(page).getByRole('button', { name: '표결하기' }).click();
  await page.getByText('찬성 표결을 했습니다.').waitFor();
  expect(callsOf(office, 'vote')[0]?.body).toEqual({ vote: 'FOR' });
  await leave();
});

test('on a phone the recipient signs with a finger; who cannot, types the name', async () => {
  const { page, office, leave } = await desk.open(
    `deliveries/${ids.delivery}?do=confirm`,
    {
      ...everything(['repair']),
      confirmDelivery: () => ({ id: ids.delivery, status: 'DONE', recorded: true }),
    },
    { width: 360 },
  );
  for (const box of await dialog(page).getByRole('checkbox').all()) await box.check();
  await page.getByRole('button', { name: '인수 확인' }).click();
  await page.getByText('받는 분 서명: 서명란에 서명을').waitFor();
  const pad = dialog(page).locator('canvas');
  await pad.scrollIntoViewIfNeeded();
  const box = await pad.boundingBox();
  if (!box) throw new Error('no pad');
  await page.mouse.move(box.x + 30, box.y + 50);
  await page.mouse.down();
  for (let i = 1; i <= 20; i++) await page.mouse.move(box.x + 30 + i * 10, box.y + 50 + (i % 5) * 8);
  await page.mouse.up();
  await page.getByRole('button', { name: '인수 확인' }).click();
  await page.getByText('설치와 인수를 확인했습니다').waitFor();
  const body = callsOf(office, 'confirmDelivery')[0]?.body as {
    signature: { kind: string; path: string };
    handover: Record<string, boolean>;
  };
  expect(body.signature.kind).toBe('drawn');
  expect(body.signature.path).toMatch(/^M\d+ \d+(L\d+ \d+){10,}$/);
  expect(Object.values(body.handover)).toEqual([true, true, true, true, true]);
  await leave();
});

test('a typed name is a signature too', async () => {
  const { page, office, leave } = await desk.open(`deliveries/${ids.delivery}?do=confirm`, {
    ...everything(['repair']),
    confirmDelivery: () => ({ id: ids.delivery, status: 'DONE', recorded: true }),
  });
  for (const box of await dialog(page).getByRole('checkbox').all()) await box.check();
  await dialog(page).getByText('성명 입력').click();
  await dialog(page).getByLabel('받는 분 성명').fill('홍길동');
  await page.getByRole('button', { name: '인수 확인' }).click();
  await page.getByText('설치와 인수를 확인했습니다').waitFor();
  expect(callsOf(office, 'confirmDelivery')[0]?.body).toMatchObject({
    signature: { kind: 'typed', name: '홍길동' },
  });
  await leave();
});

test('a list goes on from its cursor', async () => {
  const { page, leave } = await desk.open('donations', {
    ...everything(['chest']),
    listDonations: ({ query }) => {
      const { items } = (everything(['chest']).listDonations?.({
        query,
        params: {},
        body: undefined,
        intent: undefined,
      }) ?? { items: [] }) as { items: { id: string }[] };
      const renamed = items.map((item) => ({
        ...item,
        id: query.get('cursor') ? `${item.id.slice(0, -1)}Z` : item.id,
      }));
      return { items: renamed as never, ...(query.get('cursor') ? {} : { cursor: 'next' }) };
    },
  });
  await page.getByText('7건 표시').waitFor();
  await page.getByRole('button', { name: '더 보기' }).click();
  await page.getByText('모두 14건').waitFor();
  await leave();
});

test('the keyboard alone opens, closes and comes back to where it was', async () => {
  const { page, leave } = await desk.open(`donations/${ids.donation}`, everything(['chest']));
  await page.getByRole('link', { name: '접수 승인' }).focus();
  await page.keyboard.press('Enter');
  await dialog(page).waitFor();
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('접수 승인');
  await page.keyboard.press('Escape');
  await dialog(page).waitFor({ state: 'detached' });
  await page.locator('[data-deed=screen]:focus').waitFor();
  await leave();
});

test('signing out forgets the drafts', async () => {
  const { page, leave } = await desk.open(`donations/${ids.donation}?do=screen`, everything(['chest']));
  await dialog(page).getByLabel('비고').fill('초안');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: '로그아웃' }).click();
  await page.getByRole('button', { name: '로그인', exact: true }).waitFor();
  expect(await page.evaluate(() => JSON.stringify(sessionStorage))).not.toContain('초안');
  await leave();
});
