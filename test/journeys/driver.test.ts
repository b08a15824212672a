import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { localDate } from '../../functions/kernel/clock.ts';
import { applyAsHousehold, confirm } from '../../local/demonstration/applying.ts';
import type { Giver, Household } from '../../local/demonstration/cast.ts';
import { accept, bring, offer } from '../../local/demonstration/giving.ts';
import { execute, propose } from '../../local/demonstration/giving-out.ts';
import { type Office, openOffice } from '../../local/demonstration/office.ts';
import { workOn } from '../../local/demonstration/workshop.ts';
import { openBrowser } from '../support/browser.ts';
import { openTestCloud, type TestCloud } from '../support/cloud.ts';
import { decideInCommittee } from '../support/decide.ts';
import { lookAt, NARROW } from './look.ts';
import { deskOf } from './office-deeds.ts';
import { sign, signIn } from './people.ts';

/** The office plans a route, the driver carries it out where there is no network, and all of it arrives exactly once. */
vi.setConfig({ testTimeout: 180_000 });
let cloud: TestCloud;
let browser: Browser;
let office: Office;
const GURO = '11530';
const told = {
  today: '',
  devices: [''],
  applications: [''],
  next: '',
  deliveries: [''],
};
const GIVER: Giver = {
  ...{ kind: 'person', name: '한나눔', district: GURO, postcode: '08209', street: '공원로 41' },
  computers: 2,
};
const [NEXT, ...HOMES] = [
  { name: '오다음', birthDate: '1969-01-15', street: '디지털로 300' },
  { name: '박새봄이', birthDate: '1958-03-21', street: '가마산로 245' },
  { name: '최한별', birthDate: '1971-07-02', street: '구로중앙로 10' },
].map(
  (one): Household => ({ ...one, district: GURO, postcode: '08301', category: 'BASIC_LIVELIHOOD', size: 2 }),
);

beforeAll(async () => {
  [cloud, browser] = await Promise.all([openTestCloud(), openBrowser()]);
  office = openOffice({ ...cloud, clock: { ...cloud.clock, offsetMs: () => 0 } });
  told.today = localDate(new Date(await cloud.clock.now()), 'Asia/Seoul');
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await cloud?.stop();
}, 60_000);

const read = async (path: string) => office.get<Record<string, unknown>>('chest.kim', `/api/staff/${path}`);
const events = (record: Record<string, unknown>, type: string) =>
  (record.history as { type: string }[]).filter((line) => line.type === type);

test('two PCs are allotted to two homes', async () => {
  const { id } = await offer(office, GIVER, 1);
  const devices = await bring(office, id, GIVER, told.today);
  await accept(office, id, GIVER);
  for (const [i, device] of devices.entries())
    await workOn(office, device, i, 'READY', new Date(await cloud.clock.now()));
  told.devices = devices.map(({ id: device }) => device);
  told.applications = [];
  for (const [i, home] of HOMES.entries()) {
    const applied = await applyAsHousehold(office, home, i);
    await confirm(office, applied.id);
    told.applications.push(applied.id);
  }
  const plan = await propose(office, 2);
  await decideInCommittee(deskOf(office), String(plan?.id), told.today);
  await execute(office, String(plan?.id));
  await cloud.settled();
  // Somebody who comes after them.
  const next = await applyAsHousehold(office, NEXT as Household, HOMES.length);
  await confirm(office, next.id);
  told.next = next.id;
  for (const device of told.devices)
    expect(await read(`devices/${device}`)).toMatchObject({ status: 'ALLOTTED' });
});

let driver: Page;

test('the office books both for today, plans the route, puts the doors in order and gives it to the driver', async () => {
  // Whoever has signed in once can be given a route.
  driver = await signIn(browser, cloud.site, '노배송');
  await driver.setViewportSize(NARROW);
  await driver.getByRole('button', { name: '메뉴' }).click();
  await driver.getByRole('link', { name: '오늘 배송' }).click();
  await driver.getByText('오늘 배정된 배송이 없습니다').waitFor();

  const page = await signIn(browser, cloud.site, '김나눔');
  told.deliveries = [];
  for (const device of told.devices) {
    await page.goto(`/staff/deliveries/new?device=${device}`);
    await page.getByText('비어 있는 시간 보기').click();
    await page.locator('#free-district').selectOption({ label: '구로구' });
    await page.locator('.free-day button').first().waitFor();
    // Today, as somebody says on the phone who is at home.
    await page.locator('input[type=date]').fill(told.today);
    await page.locator('main form button[type=submit]').click();
    await page.waitForURL('**/staff/deliveries/dlv_*');
    told.deliveries.push(new URL(page.url()).pathname.split('/').at(-1) ?? '');
  }
  await page.goto(`/staff/deliveries/days?district=${GURO}`);
  await page.locator('[data-deed=planRoute]').click();
  const dialog = page.locator('dialog[open]');
  await dialog.locator('select').selectOption({ label: '노배송' });
  await dialog.locator('input[name=crew]').fill('2호차');
  await dialog.locator('button[type=submit]').click();
  await page.locator('.said').getByText('배송지 2곳의 경로를 짰습니다').waitFor();
  await lookAt(page, 'staff-delivery-days');
  await page.locator('a[href*="/routes/rte_"]').first().click();
  await page.waitForURL('**/routes/rte_*');
  const order = () =>
    page.locator('.route-order a.code').evaluateAll((links) => links.map(({ textContent }) => textContent));
  await page.locator('.route-order a.code').nth(1).waitFor();
  const before = await order();
  await page.getByRole('button', { name: '2번 위로' }).click();
  await page.getByRole('button', { name: '이 순서로 저장' }).click();
  await page.locator('.said').getByText('순서를 저장했습니다').waitFor();
  expect(await order()).toEqual([...before].reverse());
  await lookAt(page, 'staff-route');
  await page.getByRole('link', { name: '배송표 인쇄' }).click();
  await page.getByText('박새봄이').waitFor();
  await lookAt(page, 'staff-route-sheet');
  await page.context().close();
});

/** A picture that the browser itself has made. */
async function picture(page: Page): Promise<Buffer> {
  return Buffer.from(await page.screenshot({ type: 'jpeg' }));
}

test('the driver departs, loses the network, hands one over, fails the other, reloads, and all arrives once', async () => {
  await driver.goto('/staff/driver');
  await driver.getByRole('button', { name: '출발했습니다' }).click();
  await driver.locator('[data-deed=depart][data-state=sent]').waitFor();
  await lookAt(driver, 'driver-day');
  await driver.setViewportSize(NARROW);
  const photo = await picture(driver);
  await driver.evaluate(() => navigator.serviceWorker.ready);

  await driver.context().setOffline(true);
  await driver.reload();
  await driver.getByText('인터넷에 연결되어 있지 않습니다').waitFor();
  await driver.getByText('2곳 중 0곳을 마쳤습니다').waitFor();
  await driver.getByRole('link', { name: '배송지 열기' }).click();
  const [first = ''] = (await driver.locator('.doorway .door-who').allTextContents()) ?? [];
  expect(HOMES.map(({ name }) => name)).toContain(first);
  await driver.getByRole('link', { name: '인수 확인' }).click();
  // The form is there when what was kept of it has been read.
  await driver.locator('input[name=handover]').first().waitFor();
  for (const box of await driver.locator('input[name=handover]').all()) await box.check();
  await driver.getByText('받는 분이 사진 보관에 동의했습니다').click();
  await driver
    .locator('.photo-input')
    .setInputFiles({ name: 'pc.jpg', mimeType: 'image/jpeg', buffer: photo });
  await driver.locator('canvas.photo').waitFor();
  await sign(driver.locator('form.at-door'));
  await driver.getByRole('button', { name: '인수 확인' }).click();
  await driver.getByText('이 배송지는 마쳤습니다').waitFor();
  await driver.getByRole('link', { name: '다음 배송지로' }).click();
  await driver.getByRole('link', { name: '전달하지 못함' }).click();
  await driver.getByText('부재중', { exact: true }).click();
  await driver.getByRole('button', { name: '전달하지 못함으로 기록' }).click();
  await driver.getByText('이 배송지는 마쳤습니다').waitFor();
  await driver.goto('/staff/driver');
  await driver.reload();
  await driver.getByText('2곳을 모두 마쳤습니다').waitFor();
  expect(await driver.locator('.deed-list [data-state=waiting]').count()).toBe(3);
  for (const id of told.deliveries) expect(await read(`deliveries/${id}`)).toMatchObject({ status: 'OUT' });

  // The first answer is lost on its way back: the same is sent again, under the same key.
  let lost = 0;
  await driver.context().route('**/confirmation', async (route) => {
    if (lost++ > 0) return route.fallback();
    await route.fetch();
    await route.abort();
  });
  await driver.context().setOffline(false);
  await driver
    .locator('.deed-list [data-state=waiting]')
    .first()
    .waitFor({ state: 'detached', timeout: 60_000 });
  expect(await driver.locator('.deed-list [data-state=sent]').count()).toBe(4);
  expect(lost).toBeGreaterThan(1);
  await lookAt(driver, 'driver-done');

  await cloud.settled();
  const records = await Promise.all(told.deliveries.map((id) => read(`deliveries/${id}`)));
  const done = records.find(({ status }) => status === 'DONE');
  const failed = records.find(({ status }) => status === 'FAILED');
  if (!done || !failed) throw new Error(`not told: ${records.map(({ status }) => status).join()}`);
  expect(events(done, 'delivery.confirm')).toHaveLength(1);
  expect(events(failed, 'delivery.fail')).toHaveLength(1);
  expect(done.photos).toHaveLength(1);
  expect([done.dispute, failed.dispute]).toEqual([undefined, undefined]);
  expect(failed).toMatchObject({ failedBecause: 'NOBODY_HOME' });
});

test('who was not home is back in the queue at the old place; signing out leaves nothing on the phone', async () => {
  const records = await Promise.all(told.deliveries.map((id) => read(`deliveries/${id}`)));
  const application = String(records.find(({ status }) => status === 'FAILED')?.application);
  expect(await read(`applications/${application}`)).toMatchObject({ status: 'QUEUED' });
  const { items } = (await read('applications?status=QUEUED')) as unknown as { items: { id: string }[] };
  expect(items.map(({ id }) => id)).toEqual([application, told.next]);
  await driver.locator('.person').getByRole('button', { name: '로그아웃' }).click();
  await driver.getByRole('button', { name: '로그인' }).waitFor();
  const names = await driver.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));
  expect(names).not.toContain('ithope-day');
});
