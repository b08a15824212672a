import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DECISIONS_FILE, decisionsFile } from '../../functions/committees/contract.ts';
import { openBrowser } from '../../test/support/browser.ts';
import { buildSite, type SiteBuild } from './build/site.ts';
import { decisions, decisionsOf2026 } from './test/decisions.ts';
import { ledger, phases, stats } from './test/demonstration.ts';
import { findingsOn, lettersMissingOn } from './test/inspect.ts';
import { serveSite } from './test/server.ts';

const PATHS = [
  '/',
  '/give/',
  '/give/money/',
  '/apply/',
  '/apply/organisation/',
  '/apply/household/',
  '/apply/household/paper/',
  '/apply/organisation/paper/',
  '/follow/',
  '/appointment/',
  '/help/',
  '/about/',
  '/partners/',
  '/ledger/',
  '/decisions/',
  '/points/',
  '/privacy/',
  '/accessibility/',
  '/404.html',
];
const ADDRESSES = [...PATHS, ...PATHS.map((path) => `/en${path}`)];

let out: string;
let built: SiteBuild;
let browser: Browser;
let site: Awaited<ReturnType<typeof serveSite>>;

beforeAll(async () => {
  out = await mkdtemp(join(tmpdir(), 'ithope-site-'));
  built = await buildSite({ city: 'seoul', out });
  site = await serveSite(built.files, ({ path }) => {
    if (path === '/data/stats.json') return { answer: stats };
    if (path === '/data/ledger.json') return { answer: ledger };
    if (path === `/${DECISIONS_FILE}`) return { answer: decisions };
    if (path === `/${decisionsFile('2026')}`) return { answer: decisionsOf2026 };
    return path.endsWith('/phases') ? { answer: phases } : undefined;
  });
  browser = await openBrowser();
}, 60_000);
afterAll(async () => {
  await browser?.close();
  await site?.stop();
  await rm(out, { recursive: true, force: true });
});

const fileOf = (address: string): string =>
  Buffer.from(
    built.files.get((address.endsWith('/') ? `${address}index.html` : address).slice(1)) ?? '',
  ).toString();

describe.each([360, 1280])('at %i px', (width) => {
  let context: BrowserContext;
  beforeAll(async () => {
    context = await browser.newContext({ viewport: { width, height: 800 }, reducedMotion: 'reduce' });
    await context.addInitScript(() => {
      const record = window as unknown as { moved: number };
      record.moved = 0;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) record.moved += (entry as unknown as { value: number }).value;
      }).observe({ type: 'layout-shift', buffered: true });
    });
  });
  afterAll(() => context.close());

  test.each(ADDRESSES)('%s: whole, still, without a finding of axe', async (address) => {
    const page = await context.newPage();
    const said: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') said.push(message.text());
    });
    page.on('pageerror', (error) => said.push(error.message));
    await page.goto(site.origin + address, { waitUntil: 'networkidle' });

    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    expect(await page.evaluate(() => (window as unknown as { moved: number }).moved)).toBe(0);
    expect(await findingsOn(page)).toEqual([]);
    expect(said).toEqual([]);
    expect(await lettersMissingOn(page, built.boldLetters.get(address))).toEqual([]);
    // The phone number is on the page twice, and the language one click away.
    expect(await page.locator('a[href="tel:02120"]:visible').count()).toBeGreaterThanOrEqual(2);
    const other = await page.locator('.site-language').getAttribute('href');
    expect(built.files.has(`${other?.slice(1)}index.html`)).toBe(true);
    await page.close();
  });
});

describe('what is built', () => {
  test('every link inside the site leads to a page', () => {
    for (const address of ADDRESSES) {
      const links = [...fileOf(address).matchAll(/ href="(\/[^"#]*)/g)].map((match) => match[1] ?? '');
      for (const link of links.filter((to) => to !== '/staff/')) {
        const file = (link.endsWith('/') ? `${link}index.html` : link).slice(1);
        expect(built.files.has(file), `${address} → ${link}`).toBe(true);
      }
    }
  });

  test('nothing is left to fill in, nothing is inline', () => {
    for (const address of ADDRESSES) {
      // Words for scripts are filled when they are shown.
      const html = fileOf(address).replace(/<script type="application\/json".*?<\/script>/gs, '');
      expect(/\{[a-z]\w*\}/i.exec(html)?.[0]).toBeUndefined();
      expect(/ style=|<style|<script>| on\w+=/.exec(html)?.[0]).toBeUndefined();
      expect(html.includes('undefined')).toBe(false);
    }
  });

  test('within the budgets: 80 KB a page, 5 KB of script', () => {
    for (const size of built.sizes) {
      expect(size.total, size.page).toBeLessThanOrEqual(80 * 1024);
      expect(size.script, size.page).toBeLessThanOrEqual(5 * 1024);
    }
  });
});

test('without script the home page can be read, and forms say what to do instead', async () => {
  const context = await browser.newContext({
    javaScriptEnabled: false,
    viewport: { width: 360, height: 800 },
  });
  const page = await context.newPage();
  await page.goto(`${site.origin}/`);
  expect(await page.locator('noscript .note').isVisible()).toBe(true);
  await page.goto(`${site.origin}/give/`);
  expect(await page.locator('noscript .notification').isVisible()).toBe(true);
  expect(await page.getByText('어디로 가지러 갈까요?').isVisible()).toBe(true);
  expect(await page.getByRole('button').count()).toBe(0);
  await context.close();
});

test('figures come from the projection', async () => {
  const page = await browser.newPage({ locale: 'ko-KR' });
  await page.goto(`${site.origin}/`, { waitUntil: 'networkidle' });
  expect(await page.locator('[data-value]').textContent()).toBe('2,009');
  expect(await page.locator('[data-caption]').textContent()).toBe(
    '목표 3,000대 가운데 66% · 2026년 11월 23일 기준',
  );
  expect(await page.locator('[data-chart] rect').count()).toBe(10);
  const rows = await page.locator('tr[data-record] [data-column="delivered"]').allTextContents();
  expect(rows).toHaveLength(25);
  expect(rows.map(Number)).toEqual(rows.map(Number).toSorted((a, b) => b - a));
  const busiest = stats.districts.toSorted((a, b) => b.delivered - a.delivered)[0];
  expect(await page.locator(`[data-district="${busiest?.code}"]`).getAttribute('data-level')).toBe('4');
  await page.close();
});

test('a partner that has pledged PCs shows how many, and how many are at home', async () => {
  const page = await browser.newPage({ locale: 'ko-KR' });
  await page.goto(`${site.origin}/partners/`, { waitUntil: 'networkidle' });
  const shown = await page.locator('[data-partner]').allTextContents();
  expect(shown.map((text) => text.trim()).filter(Boolean)).toEqual(['약속 1,200대 · 전달 930대']);
  await page.close();
});

test.each([
  [403, '0', /^목표 3,000대 가운데 0% · /],
  [500, '–', /불러오지 못했어요/],
])('numbers that answer %i read %s', async (status, value, caption) => {
  const page = await browser.newPage({ locale: 'ko-KR' });
  await page.route('**/data/stats.json', (route) => route.fulfill({ status, body: '<Error/>' }));
  await page.goto(`${site.origin}/`, { waitUntil: 'networkidle' });
  expect(await page.locator('[data-value]').textContent()).toBe(value);
  expect(await page.locator('[data-caption]').textContent()).toMatch(caption);
  await page.close();
});

test('decisions: a row each with counts, what was set aside is marked; an earlier year is one click away', async () => {
  const page = await browser.newPage({ locale: 'ko-KR' });
  await page.goto(`${site.origin}/decisions/`, { waitUntil: 'networkidle' });
  const rows = page.locator('[data-decisions] tr');
  expect(await rows.count()).toBe(decisions.decisions.length);
  expect(await rows.nth(1).textContent()).toContain('2026-운영-01 결정으로 바뀜');
  await rows.nth(1).getByText('어디로, 누구에게').click();
  const detail = (await rows.nth(1).textContent()) ?? '';
  for (const said of ['구로구 30대', '지역아동센터 12대', '그 밖 4대', '공동모금회의 배분'])
    expect(detail).toContain(said);
  expect(await findingsOn(page)).toEqual([]);
  await page.getByRole('button', { name: '2026년' }).click();
  await page.getByText('2026-배분-01').waitFor();
  expect(await page.getByRole('button', { name: '2026년' }).getAttribute('aria-pressed')).toBe('true');
  await page.close();
});

test.each([
  [404, /아직 실린 결정이 없어요/],
  [500, /불러올 수 없어요/],
])('decisions that answer %i: %s', async (status, said) => {
  const page = await browser.newPage({ locale: 'ko-KR' });
  await page.route('**/data/decisions.json', (route) => route.fulfill({ status, body: '' }));
  await page.goto(`${site.origin}/decisions/`, { waitUntil: 'networkidle' });
  expect(await page.locator('[data-state]').textContent()).toMatch(said);
  expect(await page.locator('[data-decisions] tr').count()).toBe(0);
  await page.close();
});
