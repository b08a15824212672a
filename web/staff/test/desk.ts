import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../../../test/support/browser.ts';
import { buildStaff } from '../build.ts';
import { type Answers, type FakeOffice, openFakeOffice } from './fake-office.ts';

export interface Desk {
  /** A new tab of a person who is signed in, at an address below `/staff/`. */
  open(path: string, answers: Answers, look?: Look): Promise<Seat>;
  close(): Promise<void>;
}
export interface Look {
  readonly width?: number;
  readonly language?: 'ko' | 'en';
  /** Stay at the door. */
  readonly signedOut?: boolean;
}
export interface Seat {
  readonly page: Page;
  readonly office: FakeOffice;
  /** What the page complained about in the console: a broken policy, a missing file, an exception. */
  readonly complaints: string[];
  leave(): Promise<void>;
}

/** Builds the app once and opens a browser; every seat has an office of its own. */
export async function openDesk(): Promise<Desk> {
  const folder = await mkdtemp(join(tmpdir(), 'desk-'));
  const [browser] = await Promise.all([openBrowser(), buildStaff({ out: folder, city: 'seoul' })]);
  return {
    open: (path, answers, look) => openSeat(browser, folder, path, answers, look),
    async close() {
      await browser.close();
      await rm(folder, { recursive: true });
    },
  };
}

async function openSeat(
  browser: Browser,
  folder: string,
  path: string,
  answers: Answers,
  { width = 1280, language = 'ko', signedOut = false }: Look = {},
): Promise<Seat> {
  const office = await openFakeOffice(folder, answers);
  const context = await browser.newContext({
    viewport: { width, height: 800 },
    locale: language === 'ko' ? 'ko-KR' : 'en-GB',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(`${office.address}/staff/${path}`);
  // A deep link signs in by itself; the front door waits for the button.
  if (path === '' && !signedOut) await page.locator('.door .button-large').click();
  await page.locator('h1').waitFor();
  // The heading is there before what it stands over.
  if (!signedOut) await page.locator('.rows-to-come').first().waitFor({ state: 'detached' });
  return {
    page,
    office,
    complaints,
    async leave() {
      await context.close();
      await office.stop();
    },
  };
}

const axe = readFile(createRequire(import.meta.url).resolve('axe-core'), 'utf8');

/** What axe finds, one line each; the policy of the page stays on, so the script is evaluated, not linked. */
export async function axeFindings(page: Page): Promise<string[]> {
  await page.evaluate(await axe);
  const { violations } = await page.evaluate(() =>
    (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
  );
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}
