import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Desk, openDesk, type Seat } from '../test/desk.ts';
import { everything } from '../test/everything.ts';
import { type Answers, type FakeOffice, Refusal } from '../test/fake-office.ts';
import { driverIds, sheet } from '../test/records-driver.ts';

/** The driver's pages in a real browser, with a network and without. */
let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
}, 60_000);
afterAll(() => desk?.close());

const answers = (more: Answers = {}): Answers => ({
  ...everything(['driver']),
  departRoute: () => ({
    id: driverIds.route,
    status: 'OUT',
    departedAt: new Date().toISOString(),
    departed: 4,
  }),
  confirmDelivery: ({ params }) => ({ id: params.id ?? '', status: 'DONE', recorded: true }),
  failDelivery: ({ params }) => ({ id: params.id ?? '', status: 'FAILED', recorded: true }),
  preparePhoto: () => ({ photo: 'pht_01KAS000000000000000000001', url: '/upload', fields: { key: 'k' } }),
  addPhoto: () => ({ photo: 'pht_01KAS000000000000000000001', keptUntil: '2027-11-28' }),
  ...more,
});
const open = (more?: Answers, path = 'driver') => desk.open(path, answers(more), { width: 360 });
const WRITES = ['departRoute', 'confirmDelivery', 'failDelivery', 'preparePhoto', 'addPhoto'];
const written = (office: FakeOffice) => office.calls.filter(({ name }) => WRITES.includes(name));
const states = (page: Page) =>
  page
    .locator('.deed-list > li')
    .evaluateAll((lines) => lines.map((line) => line.getAttribute('data-state')));

/** The app is on the device: from now on it opens without a network. */
async function goOffline({ page }: Seat): Promise<void> {
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.context().setOffline(true);
}

async function sign(page: Page): Promise<void> {
  const pad = page.locator('canvas.pad');
  await pad.scrollIntoViewIfNeeded();
  const area = await pad.boundingBox();
  if (!area) throw new Error('no pad to sign on');
  await page.mouse.move(area.x + 20, area.y + 30);
  await page.mouse.down();
  for (let i = 1; i <= 8; i++) await page.mouse.move(area.x + 20 + i * 15, area.y + 30 + (i % 2) * 20);
  await page.mouse.up();
}

/** A real picture, made in the page: 40 × 30 px. */
async function takePhoto(page: Page): Promise<void> {
  const bytes = await page.evaluate(async () => {
    const canvas = document.createElement('canvas');
    Object.assign(canvas, { width: 40, height: 30 });
    canvas.getContext('2d')?.fillRect(5, 5, 20, 10);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
    return [...new Uint8Array((await blob?.arrayBuffer()) ?? new ArrayBuffer(0))];
  });
  const file = { name: 'photo.png', mimeType: 'image/png', buffer: Buffer.from(bytes) };
  await page.locator('.photo-input').setInputFiles(file);
  await page.locator('canvas.photo').first().waitFor();
}

async function checkAll(page: Page): Promise<void> {
  // The form is there when what was kept of it has been read.
  await page.locator('input[name=handover]').first().waitFor();
  for (const box of await page.locator('input[name=handover]').all()) await box.check();
}

test('a day without a network: handed over with signature and photo, another failed, reloaded, then told once each', async () => {
  const seat = await open();
  const { page, office, complaints } = seat;
  await page.getByText('박새봄이').first().waitFor();
  await goOffline(seat);
  await page.reload();
  await page.getByText('3곳 중 0곳을 마쳤습니다').waitFor();
  await page.getByText('인터넷에 연결되어 있지 않습니다').waitFor();

  await page.goto(`${office.address}/staff/driver/${driverIds.first}`);
  await page.locator('a[href="tel:01012345678"]').waitFor();
  expect(await page.locator('a[href^="geo:37.4954,126.8874"]').count()).toBe(1);
  await page.getByRole('link', { name: '인수 확인' }).click();
  await checkAll(page);
  await page.getByText('받는 분이 사진 보관에 동의했습니다').click();
  await takePhoto(page);
  await sign(page);
  await page.getByLabel('비고').fill('거실 책상에 설치');
  // The phone dies in the middle: all of it comes back.
  const notes = () =>
    page.evaluate(async () => {
      const answered = <T>(request: IDBRequest<T>) =>
        new Promise<T>((resolve) => {
          request.onsuccess = () => resolve(request.result);
        });
      const database = await answered(indexedDB.open('ithope-day'));
      const kept = await answered(database.transaction('drafts').objectStore('drafts').getAll());
      database.close();
      return (kept as { values: { note: string } }[]).map(({ values }) => values.note);
    });
  await expect.poll(notes, { timeout: 10_000 }).toEqual(['거실 책상에 설치']);
  await page.reload();
  await page.locator('canvas.photo').waitFor();
  expect(await page.getByLabel('비고').inputValue()).toBe('거실 책상에 설치');
  expect(await page.locator('canvas.pad').getAttribute('aria-label')).toContain('서명 있음');
  await page.getByRole('button', { name: '인수 확인' }).click();
  await page.getByText('이 배송지는 마쳤습니다').waitFor();

  await page.getByRole('link', { name: '다음 배송지로' }).click();
  await page.getByRole('link', { name: '전달하지 못함' }).click();
  await page.getByText('부재중', { exact: true }).click();
  await page.getByRole('button', { name: '전달하지 못함으로 기록' }).click();
  await page.getByText('이 배송지는 마쳤습니다').waitFor();
  await page.goto(`${office.address}/staff/driver`);
  await page.getByText('3곳 중 2곳을 마쳤습니다').waitFor();
  // Newest first: two PCs of the centre, the photo, the hand-over.
  expect(await states(page)).toEqual(['waiting', 'waiting', 'waiting', 'waiting']);
  expect(written(office)).toEqual([]);

  await page.context().setOffline(false);
  await page.locator('[data-state=waiting]').first().waitFor({ state: 'detached' });
  expect(await states(page)).toEqual(['sent', 'sent', 'sent', 'sent']);
  const told = written(office);
  expect(told.map(({ name }) => name)).toEqual([
    'confirmDelivery',
    'preparePhoto',
    'addPhoto',
    'failDelivery',
    'failDelivery',
  ]);
  expect(told[0]?.body).toMatchObject({
    signature: { kind: 'drawn' },
    handover: { installed: true, starts: true, internet: true, explained: true, warrantyGiven: true },
    consents: { signature: true, photos: true },
    note: '거실 책상에 설치',
  });
  expect(told[1]?.body).toMatchObject({ type: 'image/jpeg', consent: true });
  expect(told.slice(3).map(({ params, body }) => [params.id, (body as { reason: string }).reason])).toEqual([
    [`dlv_01KAS000000000000000000002`, 'NOBODY_HOME'],
    [driverIds.second, 'NOBODY_HOME'],
  ]);
  expect(new Set(told.map(({ intent }) => intent)).size).toBe(5);
  // Nothing of the recipient stays in what was sent, and no answer of the API in the browser's cache.
  const left = await page.evaluate(async () => {
    const names = await caches.keys();
    const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return requests.flat().map(({ url }) => new URL(url).pathname);
  });
  expect(left).toContain('/staff/');
  expect(left.filter((path) => !path.startsWith('/staff/'))).toEqual([]);
  expect(complaints.filter((line) => !/ERR_FAILED|ERR_INTERNET_DISCONNECTED/.test(line))).toEqual([]);
  await seat.leave();
});

test('the session ends on the way: it is said, nothing is lost, and after signing in all is sent under the same keys', async () => {
  const seat = await open({}, `driver/${driverIds.first}?do=fail`);
  const { page, office } = seat;
  await page.getByText('부재중', { exact: true }).waitFor();
  office.expired = true;
  await page.getByText('부재중', { exact: true }).click();
  await page.getByRole('button', { name: '전달하지 못함으로 기록' }).click();
  await page.getByText('로그인 시간이 끝났습니다').waitFor();
  const first = written(office)[0]?.intent;
  office.expired = false;
  await page.getByRole('button', { name: '다시 로그인' }).click();
  await page.waitForURL(`**/staff/driver/${driverIds.first}`);
  await page.getByText('이 배송지는 마쳤습니다').waitFor();
  await page.goto(`${office.address}/staff/driver`);
  await page.locator('[data-state=sent]').waitFor();
  expect(new Set(written(office).map(({ intent }) => intent))).toEqual(new Set([first]));
  await seat.leave();
});

test('what the server refuses stays with the reason in words, and can be sent again or given up', async () => {
  const seat = await open(
    { failDelivery: () => new Refusal(403, 'NOT_ALLOWED') },
    `driver/${driverIds.first}?do=fail`,
  );
  const { page, office } = seat;
  await page.getByText('부재중', { exact: true }).click();
  await page.getByRole('button', { name: '전달하지 못함으로 기록' }).click();
  // It is safe on the phone.
  await page.waitForURL((url) => url.search === '');
  await page.goto(`${office.address}/staff/driver`);
  const line = page.locator('[data-state=refused]');
  await line.waitFor();
  expect(await line.locator('.wrong').textContent()).not.toContain('NOT_ALLOWED');
  // Refused is not done: the door is open again.
  await page.getByText('3곳 중 0곳을 마쳤습니다').waitFor();
  office.answers.failDelivery = ({ params }) => ({ id: params.id ?? '', status: 'FAILED', recorded: false });
  await line.getByRole('button', { name: '다시 보내기' }).click();
  await page.getByText('이미 다른 결과로 기록되어 있습니다').waitFor();
  const [before, after] = written(office);
  expect(after?.intent).toBe(before?.intent);
  await seat.leave();
});

test('signing out deletes the doors of the day, asks while something is unsent, and leaves that to its owner', async () => {
  const seat = await open({
    departRoute: () => new Refusal(500, 'INTERNAL'),
    readRouteSheet: () => sheet({ status: 'PLANNED' }),
  });
  const { page } = seat;
  await page.getByRole('button', { name: '출발했습니다' }).click();
  await page.locator('[data-state=waiting]').waitFor();
  const leave = page.locator('.person').getByRole('button', { name: '로그아웃' });
  await leave.click();
  await page.getByText('아직 보내지 못한 기록이 1건 있습니다').waitFor();
  await page.getByRole('button', { name: '그래도 로그아웃' }).click();
  await page.locator('.door').waitFor();
  const names = await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));
  expect(names).not.toContain('ithope-day');
  expect(names).toContain('ithope-outbox');
  expect(await page.evaluate(() => localStorage.getItem('ithope.away'))).toBeNull();
  await seat.leave();
});
