import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { openTestCloud, type TestCloud } from '../support/cloud.ts';
import { type Language, lookAt } from './look.ts';
import { visitor } from './people.ts';

/** Every public page as the cloud serves it, with its policy, and every question of every form, in both languages. */
vi.setConfig({ testTimeout: 120_000 });
let cloud: TestCloud;
let browser: Browser;
let page: Page;
beforeAll(async () => {
  [cloud, browser] = await Promise.all([openTestCloud(), openBrowser()]);
  page = await visitor(browser, cloud.site);
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await cloud?.stop();
}, 60_000);

test.each(['/', '/apply/', '/follow/', '/help/', '/about/', '/partners/', '/privacy/', '/accessibility/'])(
  '%s',
  async (path) => {
    const answer = await page.goto(path, { waitUntil: 'networkidle' });
    expect(answer?.status()).toBe(200);
    expect(answer?.headers()['content-security-policy']).toContain("default-src 'none'");
    await lookAt(page, `site${path.replaceAll('/', '-')}`);
  },
);

test('an address that leads nowhere says so, with the status of it', async () => {
  const answer = await page.goto('/nowhere/at/all/', { waitUntil: 'networkidle' });
  expect(answer?.status()).toBe(404);
  await lookAt(page, 'site-404', ['ko']);
});

test.each<[name: string, address: () => string, languages: readonly Language[]]>([
  ['the door of the staff app', () => '/staff/', ['ko', 'en']],
  ['the mailbox', () => `${cloud.door}/_local/mail`, ['ko']],
  ['the clock', () => `${cloud.door}/_local/clock`, ['ko']],
  ['the API document', () => `${cloud.door}/_local/api/`, ['en']],
])('%s', async (name, address, languages) => {
  await page.goto(address(), { waitUntil: 'networkidle' });
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await lookAt(page, name.replaceAll(' ', '-'), languages);
});

/** What is answered at each step, by the field's name; hidden parts are filled when they have appeared. */
type Answers = readonly Readonly<Record<string, string>>[];
const WHERE = { postcode: '08209', street: '공원로 41' };
const CONTACT = { name: '김하늘', email: 'sky@example.com' };
const FORMS: Readonly<Record<string, Answers>> = {
  '/give/': [
    { 'items.0.count:number': '2', 'items.1.count:number': '1' },
    { 'items.0.condition': 'works', 'items.1.condition': 'faulty' },
    { 'pickup.district': '11530', 'pickup.postcode': WHERE.postcode, 'pickup.street': WHERE.street },
    {
      'giver.kind': 'corporation',
      'giver.organisation': '한빛상사',
      'giver.contact.name': CONTACT.name,
      'giver.contact.email': CONTACT.email,
    },
    { 'wantsReceipt:flag': 'true' },
    { 'earmark.district': '11530', 'earmark.use': '어르신 정보화 교육' },
    { 'consents.privacy:flag': 'true', 'consents.erasure:flag': 'true' },
  ],
  '/apply/organisation/': [
    { 'address.district': '11530' },
    { 'organisation.name': '구로햇살센터', 'organisation.kind': 'CHILD_CENTRE' },
    { 'contact.name': CONTACT.name, 'contact.email': CONTACT.email },
    { 'address.postcode': WHERE.postcode, 'address.street': WHERE.street },
    { 'place.name': '2층 컴퓨터실', 'place.network': 'wired' },
    { 'computers:number': '3', 'peopleReached:number': '40', purpose: '방과 후 수업' },
    { 'needs.kind': 'desktop' },
    { 'consents.privacy:flag': 'true' },
  ],
  '/apply/household/': [
    { 'address.district': '11740' },
    { 'contact.name': CONTACT.name, 'contact.email': CONTACT.email, 'birthDate:date': '1958.03.21' },
    { 'address.postcode': WHERE.postcode, 'address.street': WHERE.street },
    { category: 'BASIC_LIVELIHOOD', 'householdSize:number': '2' },
    { 'needs.kind': 'any' },
    { 'consents.privacy:flag': 'true', 'consents.sensitive:flag': 'true' },
  ],
};

/** A step that may be passed by: going on without an answer leads to the next question. */
const OPTIONAL = ['earmark'];

async function answer(name: string, value: string): Promise<void> {
  const field = page.locator(`[name="${name}"]`);
  const kind = await field.first().evaluate((input) => (input as HTMLInputElement).type);
  if (kind === 'radio' || kind === 'checkbox')
    await page.locator(`[name="${name}"][value="${value}"]`).check();
  else if (kind === 'select-one') await field.selectOption(value);
  else await field.fill(value);
}

/** Nothing answered: the summary has the focus, and there is a sentence beside each field. */
async function mustSayWhatIsMissing(where: string): Promise<void> {
  await page.locator('.error-summary:visible').waitFor();
  expect(await page.evaluate(() => document.activeElement?.className)).toBe('error-summary');
  const sentences = await page.locator('.error-summary li').allTextContents();
  const beside = await page.locator('.field-error:visible').allTextContents();
  expect(beside, where).toEqual(sentences);
}

test.each(Object.entries(FORMS))(
  '%s: each question, what is missing, the answers, the confirmation',
  async (path, steps) => {
    const name = path.replaceAll('/', '-').slice(1);
    await page.goto(path, { waitUntil: 'networkidle' });
    const go = page.locator('button[type=submit]:visible');
    for (const [i, answers] of steps.entries()) {
      const step = await page.locator('[data-step]:not([hidden])').getAttribute('id');
      await lookAt(page, `${name}${i + 1}-${step}`);
      await go.click();
      if (OPTIONAL.includes(step ?? '')) {
        await page.locator(`#${step}`).waitFor({ state: 'hidden' });
        await page.goBack();
        await page.locator(`#${step}:visible`).waitFor();
      } else await mustSayWhatIsMissing(`${path} ${step}`);
      if (i === 0) await lookAt(page, `${name}missing`, ['ko']);
      for (const [field, value] of Object.entries(answers)) await answer(field, value);
      await go.click();
    }
    await page.locator('#check:visible').waitFor();
    await lookAt(page, `${name}check`);
    // It is sent in English: the confirmation of the way (way.test.ts) is a Korean one.
    await page.goto(`/en${path}#check`, { waitUntil: 'networkidle' });
    await go.click();
    await page.locator('[data-reference]:visible').waitFor();
    expect(await page.locator('[data-reference]').textContent()).toMatch(/^[0-9A-Z]{5}-[0-9A-Z]{5}$/);
    await lookAt(page, `${name}done`, ['en']);
    await cloud.settled();
    const [mail] = await cloud.mail();
    expect(mail?.to).toEqual([CONTACT.email]);
    expect(mail?.text).toContain(`${cloud.site}/en/follow/`);
  },
);
