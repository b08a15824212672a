import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { localDate } from '../../functions/kernel/clock.ts';
import { openBrowser } from '../support/browser.ts';
import { openTestCloud, type TestCloud } from '../support/cloud.ts';
import { lookAt } from './look.ts';
import { deed, openWithCode, signIn, visitor } from './people.ts';
import { does } from './statements.ts';

/** Somebody who does not use the web, at the district's counter: typed, printed, signed, handed in, helped all the way. */
vi.setConfig({ testTimeout: 120_000 });
let cloud: TestCloud;
let browser: Browser;
let officer: Page;
let today = '';
const told = { id: '', reference: '' };

beforeAll(async () => {
  [cloud, browser] = await Promise.all([openTestCloud(), openBrowser()]);
  today = localDate(new Date(await cloud.clock.now()), 'Asia/Seoul');
  officer = await signIn(browser, cloud.site, '정구로');
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await cloud?.stop();
}, 60_000);

/** A field by the name of its answer: labels of optional ones say so too. */
const field = (name: string) => officer.locator(`form [name=${name}]`);
const agree = (name: string) =>
  officer.getByRole('group', { name }).getByRole('checkbox').check({ force: true });
const submit = () => officer.getByRole('button', { name: '접수하기' }).click();
const printed = (reference: string) => `${reference.slice(0, 5)}-${reference.slice(5)}`;
const record = () => `/staff/applications/${told.id}`;
async function lastMail(to: string): Promise<string> {
  await cloud.settled();
  const [mail] = (await cloud.mail()).filter((one) => one.to.includes(to));
  return `${mail?.subject ?? ''}\n${mail?.text ?? ''}`;
}
/** On the record's page after handing in. */
async function landed(): Promise<void> {
  await officer.waitForURL(/\/staff\/applications\/app_/);
  told.id = new URL(officer.url()).pathname.split('/').at(-1) ?? '';
  told.reference = told.id.slice(-10);
  await officer.getByRole('heading', { name: printed(told.reference) }).waitFor();
}

test('1 · a household’s form is typed, printed for signature with what was typed, and handed in', async () => {
  await officer.goto('/staff/applications');
  await officer.getByRole('link', { name: '신청 대신 입력' }).click();
  await officer.getByRole('heading', { name: '신청 대신 입력' }).waitFor();
  await lookAt(officer, 'assisted-blank');
  await field('fullName').fill('문노을');
  await field('birthDate').fill('1948-02-11');
  await field('postcode').fill('08375');
  await field('street').fill('가마산로 245');
  await field('detail').fill('101동 1203호');
  await officer.locator('select[name=category]').selectOption({ label: '기초생활수급자' });
  await field('householdSize').fill('1');
  await officer.getByText('노트북', { exact: true }).click();
  await agree('개인정보 수집과 이용');
  await field('signedOn').fill(today);
  // The same rules as on the site: how to reach them, and each consent by itself.
  await submit();
  await officer.locator('.error-summary:visible').waitFor();
  const wrong = (await officer.locator('.error-summary').textContent()) ?? '';
  expect(wrong).toContain('이메일이나 전화 가운데 하나는');
  expect(wrong).toContain('복지 자격과 장애 정보');
  await field('phone').fill('010-5511-2277');
  await field('email').fill('assisted@ithope.example');
  await agree('복지 자격과 장애 정보');

  await officer.getByRole('link', { name: '인쇄해서 서명받기' }).click();
  const paper = officer.locator('.paper');
  await paper.waitFor();
  const said = (await paper.textContent()) ?? '';
  for (const words of [
    '문노을',
    '010-5511-2277',
    '가마산로 245',
    '101동 1203호',
    '기초생활수급자',
    '노트북',
    '서명',
  ])
    expect(said).toContain(words);
  await lookAt(officer, 'assisted-paper', ['ko']);
  await officer.getByRole('link', { name: '신청 대신 입력' }).click();
  expect(await field('fullName').inputValue()).toBe('문노을');
  await submit();
  await landed();
  expect(await officer.locator('.history').textContent()).toContain('본인');
  const seen = await does(cloud, 'guro.jung', `applications/${told.id}`);
  expect(seen).toMatchObject({ status: 'SUBMITTED', assisted: true, district: '11530', lookUp: false });
  expect(await lastMail('assisted@ithope.example')).toContain('신청을 받았습니다');
});

test('2 · another application for the same household is refused at the field; nothing typed is lost', async () => {
  await officer.goto('/staff/applications/new');
  await field('fullName').fill('문 노을');
  await field('phone').fill('010-5511-2277');
  await field('birthDate').fill('1948-02-11');
  await field('postcode').fill('08375');
  await field('street').fill('가마산로 245');
  await officer.locator('select[name=category]').selectOption({ label: '차상위계층' });
  await field('householdSize').fill('1');
  await agree('개인정보 수집과 이용');
  await agree('복지 자격과 장애 정보');
  await field('signedOn').fill(today);
  await submit();
  await officer.getByText('이 가구는 이미 신청했거나').first().waitFor();
  expect(await field('fullName').inputValue()).toBe('문 노을');
  await lookAt(officer, 'assisted-twice', ['ko']);
});

test('3 · whoever entered it does not decide it alone; a colleague gives the second word', async () => {
  await officer.goto(record());
  await officer.getByText('신청서를 대신 입력한 사람이 확인함').waitFor();
  await deed(officer, record(), 'confirm', (form) => form.getByText('창구에서 서류 확인').click());
  await officer.getByText('1차 확인을 하셨습니다').waitFor();
  const office = await signIn(browser, cloud.site, '서기획');
  await deed(office, record(), 'confirmSecond');
  await office.context().close();
  expect((await does(cloud, 'guro.jung', `applications/${told.id}`)).status).toBe('QUEUED');
});

test('4 · who was helped can follow by code as anybody can, and is helped to withdraw', async () => {
  const applicant = await visitor(browser, cloud.site);
  await openWithCode(applicant, cloud, {
    ...{ subject: '신청한 PC', reference: told.reference, email: 'assisted@ithope.example' },
  });
  await applicant.getByText('차례가 되면 알려 드릴게요').waitFor();
  await applicant.context().close();
  await deed(officer, `${record()}`, 'withdraw');
  expect((await does(cloud, 'guro.jung', `applications/${told.id}`)).status).toBe('WITHDRAWN');
});

test('5 · a child of thirteen with a guardian, and an organisation, by the same forms', async () => {
  await officer.goto('/staff/applications/new');
  await field('fullName').fill('권새싹');
  await field('phone').fill('010-5511-9900');
  await field('birthDate').fill(`${Number(today.slice(0, 4)) - 13}-01-02`);
  await officer.getByText('보호자의 서명도 필요합니다').waitFor();
  await field('guardianName').fill('권보호');
  await field('postcode').fill('08375');
  await field('street').fill('구일로 30');
  await officer.locator('select[name=category]').selectOption({ label: '기초생활수급자' });
  await field('householdSize').fill('2');
  await submit();
  await landed();

  await officer.goto('/staff/applications/new?kind=organisation');
  await field('organisation').fill('구로한마음센터');
  await officer.locator('select[name=organisationKind]').selectOption({ label: '지역아동센터' });
  await field('fullName').fill('이담당');
  await field('email').fill('heart@ithope.example');
  await field('postcode').fill('08375');
  await field('street').fill('구로로 77');
  await field('computers').fill('4');
  await field('peopleReached').fill('30');
  await field('purpose').fill('방과 후 학습');
  await field('place').fill('2층 공부방');
  await officer.getByText('무선', { exact: true }).click();
  await agree('개인정보 수집과 이용');
  await field('signedOn').fill(today);
  await lookAt(officer, 'assisted-organisation');
  await submit();
  await landed();
  const seen = await does(cloud, 'guro.jung', `applications/${told.id}`);
  expect(seen).toMatchObject({ kind: 'organisation', computers: 4, assisted: true });
  await officer.getByText('단체 확인이 끝나야').waitFor();
});
