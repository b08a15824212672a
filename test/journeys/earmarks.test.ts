import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { openTestCloud, type TestCloud } from '../support/cloud.ts';
import { lookAt } from './look.ts';
import { deed, onForm, signIn, visitor } from './people.ts';

/** A wish that the law does not allow: asked to be changed, changed by the giver, refused where it is not. */
vi.setConfig({ testTimeout: 240_000 });
let cloud: TestCloud;
let browser: Browser;
beforeAll(async () => {
  [cloud, browser] = await Promise.all([openTestCloud(), openBrowser()]);
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await cloud?.stop();
}, 60_000);

const reads = async (id: string) =>
  (await cloud.ask('GET', `/api/staff/donations/${id}`, { token: await cloud.token('chest.kim') })).body;

/** Gives one PC with a wish, on the public page. */
async function give(
  page: Page,
  wish: (form: ReturnType<typeof onForm>) => Promise<unknown>,
): Promise<string> {
  const form = onForm(page);
  await page.goto('/give/');
  await form.type('데스크톱', '1');
  await form.go();
  await form.choose('잘 켜져요');
  await form.go();
  await form.district('구로구');
  await form.type('우편번호', '08209');
  await form.type('도로명 주소', '공원로 41');
  await form.go();
  await form.choose('개인');
  await form.type('이름', '김나눔');
  await form.type('이메일', 'giver@example.com');
  await form.go();
  await form.choose('필요하지 않아요');
  await form.go();
  await page.getByRole('heading', { name: '어디에 쓰일지 정하고 싶으세요?' }).waitFor();
  await lookAt(page, 'give-earmark');
  await wish(form);
  await form.go();
  await form.choose('개인정보 수집과 이용에 동의해요');
  await form.choose('자료를 모두 지우는 데 동의해요');
  await form.go();
  await form.go();
  return form.reference();
}

async function follow(reference: string): Promise<Page> {
  const page = await visitor(browser, cloud.site);
  const form = onForm(page);
  await cloud.advance(61_000);
  await page.goto('/follow/');
  await form.choose('보낸 PC');
  await form.type('접수 번호', reference);
  await form.go();
  await page.getByText('10분 동안 쓸 수 있어요').waitFor();
  await form.type('인증 번호', await cloud.codeFor('giver@example.com'));
  await form.go();
  await page.getByRole('heading', { name: '보내신 PC' }).waitFor();
  return page;
}

async function openRecord(page: Page, reference: string): Promise<string> {
  await page.goto('/staff/donations?status=OFFERED');
  await page.getByRole('link', { name: reference }).click();
  await page.waitForURL('**/staff/donations/don_*');
  return new URL(page.url()).pathname;
}

test('a wish that names a relative is sent back, changed in the follow page, and taken', async () => {
  const giver = await visitor(browser, cloud.site);
  const reference = await give(giver, async (form) => {
    await giver.locator('#earmark-district').selectOption({ label: '강동구' });
    await form.type('받을 단체나 시설', '제 조카');
  });
  const kim = await signIn(browser, cloud.site, '김나눔');
  const record = await openRecord(kim, reference);
  const id = record.split('/').at(-1) ?? '';
  await kim.getByText('가족이나 아는 사람을 받는 이로 정함').waitFor();
  await kim.getByText('사회복지공동모금회법 제27조').first().waitFor();
  // It cannot be taken like this.
  expect(await kim.locator('[data-deed=screen]').count()).toBe(0);
  await lookAt(kim, 'staff-earmark-unlawful');
  await deed(kim, record, 'askForChange');
  expect(await reads(id)).toMatchObject({ status: 'CHANGE_ASKED', changeAsked: { reasons: ['RELATIVE'] } });
  await lookAt(kim, 'staff-earmark-asked');
  await kim.goto('/staff/');
  await kim.locator('#donation-CHANGE_ASKED').waitFor();

  await cloud.settled();
  const [mail] = (await cloud.mail()).filter(({ subject }) => subject.startsWith('바라시는 쓰임'));
  expect(mail?.text).toContain('가족이나 아는 사람이 아니라');
  const own = await follow(reference);
  await own.getByRole('heading', { name: '바라시는 쓰임을 다시 정해 주세요' }).waitFor();
  await own.getByText('가족이나 아는 사람이 아니라').waitFor();
  expect(await own.locator('#earmark-recipient').inputValue()).toBe('제 조카');
  await lookAt(own, 'follow-amend', ['ko']);
  await own.locator('#earmark-recipient').fill('');
  await own.locator('#earmark-group').selectOption({ label: '지역아동센터' });
  await own.getByRole('button', { name: '고친 대로 보내기' }).click();
  await own.getByText('바라시는 쓰임: 강동구 · 지역아동센터').waitFor();

  await kim.goto(record);
  await kim.getByText('규칙에 걸리는 점이 없습니다').waitFor();
  await deed(kim, record, 'screen');
  expect(await reads(id)).toMatchObject({ status: 'SCREENED', earmark: { group: 'CHILD_CENTRE' } });
});

test('a wish that is not changed is refused, only after it was asked for, with the record of it', async () => {
  const giver = await visitor(browser, cloud.site);
  const reference = await give(giver, (form) => form.type('쓰임', '우리 지역구 주민에게'));
  const kim = await signIn(browser, cloud.site, '김나눔');
  const record = await openRecord(kim, reference);
  const id = record.split('/').at(-1) ?? '';
  await kim.locator('[data-deed=decline]').click();
  await kim.locator('dialog[open]').waitFor();
  expect(await kim.getByText('바라는 쓰임을 바꾸지 않음').count()).toBe(0);
  await kim.keyboard.press('Escape');
  await kim.locator('dialog[open]').waitFor({ state: 'detached' });
  await deed(kim, record, 'askForChange');
  // On the phone: the giver words it anew, and it is no better.
  await deed(kim, record, 'amendEarmark', async (dialog) => {
    await dialog.getByLabel('비고').fill('기부자가 전화로 바꿈');
  });
  await kim.getByText('선거구 단위로 지역을 정함').first().waitFor();
  await deed(kim, record, 'decline', (dialog) => dialog.getByText('바라는 쓰임을 바꾸지 않음').click());
  expect(await reads(id)).toMatchObject({
    status: 'DECLINED',
    declinedBecause: 'EARMARK',
    changeAsked: { reasons: ['CONSTITUENCY'] },
  });
  await lookAt(kim, 'staff-earmark-declined');
});
