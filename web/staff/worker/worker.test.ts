import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser } from '../../../test/support/browser.ts';
import { buildStaff } from '../build.ts';
import { everything } from '../test/everything.ts';
import { type FakeOffice, openFakeOffice } from '../test/fake-office.ts';

/** Deploys while somebody has the app open, in a real browser. */
let built: string;
let browser: Browser;
beforeAll(async () => {
  built = await mkdtemp(join(tmpdir(), 'worker-'));
  [browser] = await Promise.all([openBrowser(), buildStaff({ out: built, city: 'seoul' })]);
}, 60_000);
afterAll(async () => {
  await browser?.close();
  await rm(built, { recursive: true });
});

/** A build of its own to deploy to, and a tab on it. */
async function seat(): Promise<{
  folder: string;
  office: FakeOffice;
  page: Page;
  leave: () => Promise<void>;
}> {
  const folder = await mkdtemp(join(tmpdir(), 'deployed-'));
  await cp(built, folder, { recursive: true });
  const office = await openFakeOffice(folder, everything(['driver']));
  const context = await browser.newContext({ viewport: { width: 360, height: 780 }, locale: 'ko-KR' });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  await page.goto(`${office.address}/staff/driver`);
  await page.getByText('박새봄이').first().waitFor();
  await page.evaluate(() => navigator.serviceWorker.ready);
  const leave = async () => {
    await context.close();
    await office.stop();
    await rm(folder, { recursive: true });
  };
  return { folder, office, page, leave };
}

const NEXT = 'ffffffffff';
const PATIENTLY = { timeout: 15_000 };
const entryOf = (html: string) => /\/staff\/(assets\/app-\w+\.js)/.exec(html)?.[1] ?? '';

/** The next version: its script has another name. @param parts what of it has arrived in the bucket */
async function deploy(folder: string, parts: readonly ('script' | 'page' | 'worker')[]): Promise<string> {
  const html = await readFile(join(folder, 'index.html'), 'utf8');
  const before = entryOf(html);
  const after = before.replace('app-', 'app-NEXT');
  if (parts.includes('script')) await cp(join(folder, before), join(folder, after));
  if (parts.includes('page')) await writeFile(join(folder, 'index.html'), html.replaceAll(before, after));
  if (parts.includes('worker')) {
    const worker = await readFile(join(folder, 'worker.js'), 'utf8');
    const next = worker.replaceAll(before, after).replace(/(version\W+)([0-9a-f]{10})/, `$1${NEXT}`);
    await writeFile(join(folder, 'worker.js'), next);
  }
  return after;
}

const scriptOf = (page: Page) =>
  page.evaluate(() => document.querySelector('script')?.getAttribute('src')?.replace('/staff/', ''));
const caches = (page: Page) => page.evaluate(() => globalThis.caches.keys());

test('a deploy arrives at the next opening, opens without a network from then on, and the old files stay for open tabs', async () => {
  const { folder, page, leave } = await seat();
  expect(await caches(page)).toHaveLength(1);
  const next = await deploy(folder, ['script', 'page', 'worker']);
  await page.reload();
  expect(await scriptOf(page)).toBe(next);
  // A moment after the page, the new worker has all of its files and takes over.
  const version = () =>
    page.evaluate(async () => {
      const { active, installing, waiting } = await navigator.serviceWorker.ready;
      return active?.state === 'activated' && !installing && !waiting;
    });
  await expect.poll(() => caches(page), PATIENTLY).toContain(`ithope-staff-${NEXT}`);
  await expect.poll(version, PATIENTLY).toBe(true);
  await page.context().setOffline(true);
  await page.reload();
  await page.getByText('박새봄이').first().waitFor();
  expect(await scriptOf(page)).toBe(next);
  expect(await caches(page)).toHaveLength(2);
  await leave();
});

test('half a deploy is not kept: without a network the version before it opens, whole', async () => {
  const { folder, page, leave } = await seat();
  const before = await scriptOf(page);
  // The new worker is there, the page is still the old one.
  await deploy(folder, ['script', 'worker']);
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    await registration.update().catch(() => undefined);
    const { installing } = registration;
    if (installing) await new Promise((resolve) => installing.addEventListener('statechange', resolve));
  });
  await page.context().setOffline(true);
  await page.reload();
  await page.getByText('박새봄이').first().waitFor();
  expect(await scriptOf(page)).toBe(before);
  expect(await caches(page)).toHaveLength(1);
  await leave();
});

test('a page that no version keeps says that there is no network', async () => {
  const { office, page, leave } = await seat();
  await page.context().setOffline(true);
  await page.goto(`${office.address}/staff/audit`);
  await page.locator('.notification-error').waitFor();
  await leave();
});
