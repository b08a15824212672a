import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { openTestCloud, type TestCloud } from '../support/cloud.ts';
import { lookAt } from './look.ts';
import { deed, signIn } from './people.ts';

/** A sole trader's lot: valued by the higher of two amounts, and so much that a colleague accepts it. */
vi.setConfig({ testTimeout: 180_000 });
let cloud: TestCloud;
let browser: Browser;
beforeAll(async () => {
  [cloud, browser] = await Promise.all([openTestCloud(), openBrowser()]);
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await cloud?.stop();
}, 60_000);

const does = async (path: string, body: object = {}, who = 'chest.kim') =>
  cloud.ask('POST', `/api/staff/${path}`, { token: await cloud.token(who), body });
const dayIn = async (days: number) =>
  new Date((await cloud.clock.now()) + (days * 24 + 9) * 3_600_000).toISOString().slice(0, 10);

test('valued by its rule with evidence; the valuer is told that a colleague accepts; the colleague does', async () => {
  const items = [
    { kind: 'desktop', count: 20, condition: 'works' },
    { kind: 'monitor', count: 2, condition: 'unknown' },
  ];
  const offered = await cloud.ask('POST', '/api/public/donations', {
    body: {
      giver: {
        kind: 'business',
        organisation: '한빛상사',
        contact: { name: '문가람', email: 'giver@example.com', language: 'ko' },
      },
      pickup: { district: '11530', postcode: '08209', street: '공원로 41' },
      items,
      wantsReceipt: true,
      consents: { privacy: true, erasure: true, news: false },
    },
  });
  const donation = `donations/${offered.body.id}`;
  await does(`${donation}/screening`);
  await does(`${donation}/collection`, { day: await dayIn(1), slot: 'morning' });
  const received = items.map(({ kind, count }) => ({ kind, count }));
  expect((await does(`${donation}/arrival`, { received })).status).toBe(200);

  const record = `/staff/${donation}`;
  const kim = await signIn(browser, cloud.site, '김나눔');
  await deed(kim, record, 'value', async (dialog) => {
    await dialog.getByText('소득세법 시행령 제81조제3항').waitFor();
    await dialog.getByLabel('데스크톱 20대 시가').fill('140,000');
    await dialog.getByLabel('데스크톱 20대 장부가액').fill('160,000');
    await dialog.getByLabel('모니터 2대 시가').fill('0');
    await dialog.getByLabel('모니터 2대 장부가액').fill('0');
    await dialog.locator('button[type=submit]').click();
    // A value of nothing is not taken without its reason, nor an amount without evidence.
    await dialog.getByText('모니터: 사유를 적어 주세요').waitFor();
    await lookAt(kim, 'staff-value-refused');
    await dialog.getByLabel('사유').fill('화면이 깨져 재활용');
    await dialog.getByLabel('시가 증빙', { exact: true }).selectOption({ label: '중고 시세 비교' });
    await dialog.getByLabel('시가 증빙 내용').fill('중고 거래 3건 평균');
    await dialog.getByLabel('장부가액 증빙', { exact: true }).selectOption({ label: '고정자산대장' });
    await dialog.getByLabel('장부가액 증빙 내용').fill('대장 3쪽');
    expect(await dialog.locator('.total strong').textContent()).toBe('₩3,200,000');
  });
  await kim.getByText('확정은 공동모금회의 다른 담당자만 할 수 있습니다').waitFor();
  expect(await kim.locator('[data-deed=accept]').count()).toBe(0);
  await lookAt(kim, 'staff-valued-mine');
  const refused = await does(`${donation}/acceptance`);
  expect([refused.status, refused.body.code]).toEqual([409, 'VALUED_BY_SAME_PERSON']);

  const moon = await signIn(browser, cloud.site, '문두리');
  await moon.goto(record);
  await moon.getByText('김나눔의 평가를 살펴보고').waitFor();
  await lookAt(moon, 'staff-valued-yours');
  await deed(moon, record, 'accept');
  const read = await cloud.ask('GET', `/api/staff/${donation}`, { token: await cloud.token('chest.moon') });
  expect(read.body).toMatchObject({
    receipt: { number: 1 },
    valuation: { rule: 'HIGHER_OF_MARKET_AND_BOOK', total: 3_200_000 },
  });
});
