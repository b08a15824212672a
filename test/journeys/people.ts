import type { Browser, Locator, Page } from 'playwright-core';
import type { TestCloud } from '../support/cloud.ts';
import { lookAt, WIDE } from './look.ts';

/** Somebody with a browser of their own; a fault of a script or a breach of the page's policy ends the journey. */
export async function visitor(
  browser: Browser,
  site: string,
  device: { readonly hasTouch?: boolean; readonly isMobile?: boolean } = {},
): Promise<Page> {
  const context = await browser.newContext({
    ...device,
    viewport: WIDE,
    locale: 'ko-KR',
    baseURL: site,
    acceptDownloads: true,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(8_000);
  page.on('pageerror', (error) => {
    throw error;
  });
  page.on('console', (message) => {
    if (/Content Security Policy|TrustedHTML|Trusted Types/.test(message.text()))
      throw new Error(`${page.url()}: ${message.text()}`);
  });
  return page;
}

/** Signs in at the real sign-in page: code flow with PKCE. */
export async function signIn(browser: Browser, site: string, name: string): Promise<Page> {
  const page = await visitor(browser, site);
  await page.goto('/staff/');
  await page.getByRole('button', { name: '로그인' }).click();
  await page.waitForURL('**/_signin/**');
  await page.getByText(name).first().click();
  await page.waitForURL('**/staff/');
  await page.getByRole('heading', { level: 1 }).waitFor();
  return page;
}

/** A citizen at the real sign-in page, from the page of points and back to it. */
export async function signInCitizen(page: Page, email: string): Promise<void> {
  await page.getByRole('button', { name: '로그인하고 내 포인트 보기' }).click();
  await page.waitForURL('**/_signin/**');
  await page.getByLabel('이메일').fill(email);
  await page.getByRole('button', { name: '로그인' }).click();
  await page.waitForURL('**/points/');
}

/**
 * Opens the page of what somebody gave or asked for, with a code from the mailbox.
 * @param subject as the page calls it: 보낸 PC, 보낸 성금
 */
export async function openWithCode(
  page: Page,
  cloud: Pick<TestCloud, 'advance' | 'codeFor'>,
  { subject, reference, email }: { subject: string; reference: string; email: string },
): Promise<void> {
  const form = onForm(page);
  // A code is sent once a minute at most.
  await cloud.advance(61_000);
  await page.goto('/follow/');
  await form.choose(subject);
  await form.type('접수 번호', reference);
  await form.go();
  await page.getByText('10분 동안 쓸 수 있어요').waitFor();
  await form.type('인증 번호', await cloud.codeFor(email));
  await form.go();
}

/** Answers what a form still wants: the first choice of each group, a word in each empty required field. */
async function answerTheRest(form: Locator): Promise<void> {
  const groups = new Set<string>();
  for (const radio of await form.locator('input[type=radio]').all()) {
    const name = (await radio.getAttribute('name')) ?? '';
    if (groups.has(name)) continue;
    groups.add(name);
    if ((await form.locator(`input[type=radio][name="${name}"]:checked`).count()) === 0) {
      await radio.check({ force: true });
    }
  }
  for (const select of await form.locator('select:visible').all()) {
    if ((await select.inputValue()) === '') await select.selectOption({ index: 1 });
  }
  for (const field of await form
    .locator('input[type=text]:visible, input:not([type]):visible, textarea:visible')
    .all()) {
    const needed =
      (await field.getAttribute('required')) !== null ||
      (await field.getAttribute('aria-required')) === 'true';
    if (needed && (await field.inputValue()) === '') await field.fill('확인함');
  }
}

const looked = new Set<string>();

/** One deed of the staff app: opens its dialog on the record's page, fills it in, sends it, sees that it is said. */
export async function deed(
  page: Page,
  record: string,
  name: string,
  fill?: (dialog: Locator) => Promise<unknown>,
): Promise<void> {
  if (new URL(page.url()).pathname !== record) await page.goto(record);
  await page.locator(`[data-deed=${name}]`).click();
  const dialog = page.locator(`dialog[open]:has(form[id^="${name}-"])`);
  await dialog.waitFor();
  const kind = `staff-${record.split('/').at(-2)}-${name}`;
  if (!looked.has(kind)) await lookAt(page, kind);
  looked.add(kind);
  await fill?.(dialog);
  await answerTheRest(dialog);
  await dialog.locator('button[type=submit]').click();
  await dialog.waitFor({ state: 'detached' });
  await page.locator('.said .notification-success').waitFor();
}

/** Draws a signature with the mouse. */
export async function sign(dialog: Locator): Promise<void> {
  const pad = dialog.locator('canvas.pad');
  await pad.scrollIntoViewIfNeeded();
  const area = await pad.boundingBox();
  if (!area) throw new Error('no pad to sign on');
  const { mouse } = dialog.page();
  await mouse.move(area.x + 30, area.y + 40);
  await mouse.down();
  for (let i = 1; i <= 8; i++) await mouse.move(area.x + 30 + i * 20, area.y + 40 + (i % 2) * 30);
  await mouse.up();
}

/** The public site's forms: one thing a page. */
export const onForm = (page: Page) => ({
  go: () => page.locator('button[type=submit]:visible').click(),
  type: (label: string, text: string) => page.getByRole('textbox', { name: label }).fill(text),
  choose: (label: string) => page.getByLabel(label, { exact: true }).locator('visible=true').check(),
  district: (name: string) => page.locator('#district').selectOption({ label: name }),
  /** The reference on the confirmation page, `7K3M9-QX24W`. */
  async reference(): Promise<string> {
    const text = page
      .getByText(/[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}/)
      .locator('visible=true')
      .first();
    await text.waitFor();
    return /[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}/.exec((await text.textContent()) ?? '')?.[0] ?? '';
  },
});
