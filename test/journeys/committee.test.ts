import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { applyAsOrganisation, certify, confirm } from '../../local/demonstration/applying.ts';
import { propose } from '../../local/demonstration/giving-out.ts';
import type { Office } from '../../local/demonstration/office.ts';
import { openBrowser } from '../support/browser.ts';
import { openTestCloud, type TestCloud } from '../support/cloud.ts';
import { lookAt } from './look.ts';
import { dayIn, deskOf, officeOf, readyComputer } from './office-deeds.ts';
import { paperBehind } from './papers.ts';
import { signIn } from './people.ts';

/** A secretary and two members: one votes on her own page, the plan concerns the other, who sees nothing of it. */
vi.setConfig({ testTimeout: 180_000 });
const CODE = 'ALLOTMENT_SUBCOMMITTEE';
let cloud: TestCloud;
let browser: Browser;
let office: Office;
let secretary: Page;
const told = { plan: '', organisation: '', meeting: '', today: '' };

beforeAll(async () => {
  [cloud, browser] = await Promise.all([openTestCloud(), openBrowser()]);
  office = officeOf(cloud);
  told.today = await dayIn(cloud);
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await cloud?.stop();
}, 60_000);

const read = (path: string) => deskOf(office).get(path);
const dialogOf = (page: Page) => page.locator('dialog[open]');
/** Sends the open dialog and waits for what the page says then. */
async function send(page: Page, button: string, said: string | RegExp): Promise<void> {
  await dialogOf(page).getByRole('button', { name: button, exact: true }).click();
  await page.locator('.said').getByText(said).waitFor({ timeout: 20_000 });
}

test('a plan for an organisation waits for a committee', async () => {
  await readyComputer(cloud, office);
  const centre = {
    name: '구로햇살지역아동센터',
    kind: 'CHILD_CENTRE' as const,
    contact: '이담당',
    computers: 1,
  };
  const place = { district: '11530', postcode: '08301', street: '가마산로 245' };
  const { id } = await applyAsOrganisation(
    office,
    { ...centre, ...place, purpose: '방과 후 학습', people: 20 },
    0,
  );
  await certify(office, id);
  await confirm(office, id);
  told.plan = (await propose(office, 1))?.id ?? '';
  told.organisation = String((await read(`applications/${id}`)).organisationId);
  expect(await read(`allotments/${told.plan}`)).toMatchObject({ status: 'PROPOSED', lines: 1 });
});

test('a member reads the number of their account off their page; the secretary appoints them with their interest', async () => {
  const member = await signIn(browser, cloud.site, '임나눔');
  await member.goto('/staff/committees');
  const account = (await member.locator('main .code').textContent()) ?? '';
  await member.context().close();

  secretary = await signIn(browser, cloud.site, '김나눔');
  await secretary.goto('/staff/committees/members?do=appoint');
  const dialog = dialogOf(secretary);
  await dialog.getByLabel('이름').fill('임나눔');
  await dialog.getByLabel('계정 번호').fill(account);
  await dialog.getByLabel('이해관계가 있는 기관의 번호').fill(told.organisation);
  await dialog.getByLabel('임기 첫날').fill(told.today);
  await dialog.getByLabel('임기 마지막 날').fill(await dayIn(cloud, 300));
  await send(secretary, '위촉하기', '임나눔 위원을 위촉했습니다.');
  const term = { from: told.today, until: await dayIn(cloud, 300), interests: [] };
  const { account: chair } = await office.get<{ account: string }>('committee.yoon', '/api/staff/committees');
  const appoint = (body: object) => deskOf(office).post(`committees/${CODE}/members`, { ...term, ...body });
  await appoint({ name: '윤위원', chair: true, account: chair });
  for (const name of ['송복지', '강디딤']) await appoint({ name });
  await lookAt(secretary, 'committee-members');
});

test('a meeting is called, its agenda filled, opened with who is there', async () => {
  const page = secretary;
  await page.goto('/staff/committees');
  await page.getByRole('link', { name: '회의 소집' }).click();
  await page.getByLabel('날짜').fill(told.today);
  await page.getByLabel('장소').fill('6층 회의실');
  await page.getByRole('button', { name: '이대로 소집하기' }).click();
  await page.waitForURL('**/staff/meetings/mtg_*');
  told.meeting = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  await page.getByRole('link', { name: '안건 올리기' }).click();
  await dialogOf(page).getByLabel('배분안', { exact: true }).selectOption(told.plan);
  await send(page, '안건 올리기', '1번 안건으로 올렸습니다.');
  await page.getByRole('link', { name: '회의 열기' }).click();
  // The dialog opens a moment after its link was followed; what is not there yet would not be ticked.
  await dialogOf(page).getByRole('checkbox').first().waitFor({ state: 'attached' });
  for (const box of await dialogOf(page).getByRole('checkbox').all()) await box.check();
  await dialogOf(page).getByLabel('의장').selectOption({ label: '윤위원 (위원장)' });
  await send(page, '회의 열기', /제1차 회의를 열었습니다/);
  await lookAt(page, 'committee-meeting');
  await page.goto(`/staff/meetings/${told.meeting}/1?do=startVote`);
  await send(page, '표결 시작', '표결을 시작했습니다.');
});

test('whom it concerns sees nothing of it; another member votes once', async () => {
  const lim = await signIn(browser, cloud.site, '임나눔');
  await lim.goto('/staff/committees?status=OPEN');
  await lim.locator('.row-link').first().click();
  await lim.getByText('1번 안건은 이해관계가 있어 보이지 않습니다.').waitFor();
  expect(await lim.locator('main').textContent()).not.toContain(told.plan.slice(-5));
  await lim.goto(`/staff/meetings/${told.meeting}/1`);
  await lim.getByText('이해관계가 있는 안건이라 보거나 표결할 수 없습니다.').waitFor();
  await lim.context().close();

  const yoon = await signIn(browser, cloud.site, '윤위원');
  await yoon.goto(`/staff/meetings/${told.meeting}/1`);
  await yoon.getByText('받는 분의 이름과 주소는 위원회에 보이지 않습니다.').waitFor();
  await yoon.getByRole('link', { name: '표결하기' }).click();
  await dialogOf(yoon).getByText('찬성', { exact: true }).click();
  await send(yoon, '표결하기', '찬성 표결을 했습니다.');
  expect(await yoon.getByRole('link', { name: '표결하기' }).count()).toBe(0);
  await lookAt(yoon, 'committee-item-member');
  await yoon.context().close();
});

test('the secretary writes down the others, decides on a legal basis, and the plan may be carried out', async () => {
  const page = secretary;
  await page.goto(`/staff/meetings/${told.meeting}/1`);
  for (const [name, vote] of [
    ['송복지', '찬성'],
    ['강디딤', '기권'],
  ] as const) {
    await page.getByRole('link', { name: '위원의 표결 기록' }).click();
    await dialogOf(page).getByLabel('위원').selectOption({ label: name });
    await dialogOf(page).getByText(vote, { exact: true }).click();
    await send(page, '표결 기록', `${name} 위원의 표결을 기록했습니다.`);
  }
  await page.getByText('지금 마치면 가결입니다.').waitFor();
  await lookAt(page, 'committee-item');
  await page.getByRole('link', { name: '표결 마치고 결정' }).click();
  await send(page, '결정하기', /2\d{3}-배분-01 가결로 결정했습니다\./);
  expect(await read(`allotments/${told.plan}`)).toMatchObject({
    status: 'DECIDED',
    decision: { committee: CODE, legalBasis: 'CHEST', outcome: 'APPROVED' },
  });
});

test('the meeting is closed, its minutes tell of it, and the decision is public without a name', async () => {
  const page = secretary;
  await page.goto(`/staff/meetings/${told.meeting}?do=close`);
  await send(page, '회의 마치기', /회의를 마쳤습니다/);
  await cloud.settled();
  await vi.waitFor(async () => expect((await read(`meetings/${told.meeting}`)).minutes).toBe('READY'), {
    timeout: 60_000,
    interval: 500,
  });
  await page.reload();
  const minutes = await paperBehind(page, '회의록 열기');
  expect(minutes).toContain('임나눔 제척(이해관계)');
  expect(minutes).toContain('찬성 2명, 반대 0명, 기권 1명');

  await page.goto('/staff/committees/decisions');
  await page
    .getByRole('link', { name: /공개하기/ })
    .first()
    .click();
  await send(page, '공개하기', /결정을 공개했습니다/);
  await lookAt(page, 'committee-decisions');
  await cloud.settled();
  const text = await (await fetch(`${cloud.site}/data/decisions.json`)).text();
  expect(JSON.parse(text)).toMatchObject({
    decisions: [{ committee: CODE, outcome: 'APPROVED', computers: 1 }],
  });
  for (const secret of [told.plan, told.organisation, '임나눔', '햇살']) expect(text).not.toContain(secret);
  await page.context().close();
});
