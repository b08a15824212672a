import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { extractText, getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser } from '../../test/support/browser.ts';
import { buildSite, type SiteBuild } from './build/site.ts';
import { readSiteCity } from './city.ts';
import { serveSite } from './test/server.ts';

/** The paper forms as a printer gets them. */
const city = readSiteCity('seoul');
/** Points of A4: 210 × 297 mm. */
const A4 = { width: 595, height: 842 };
const FORMS = ['', '/en'].flatMap((language) =>
  ['household', 'organisation'].map((applicant) => [language, applicant] as const),
);

let out: string;
let built: SiteBuild;
let browser: Browser;
let site: Awaited<ReturnType<typeof serveSite>>;

beforeAll(async () => {
  out = await mkdtemp(join(tmpdir(), 'ithope-paper-'));
  built = await buildSite({ city: 'seoul', out });
  site = await serveSite(built.files, () => undefined);
  browser = await openBrowser();
}, 60_000);
afterAll(async () => {
  await browser?.close();
  await site?.stop();
  await rm(out, { recursive: true, force: true });
});

const squeezed = (text: string) => text.replace(/\s+/g, '');
/** Labels, hints, choices and consents as the web form asks them. */
const askedOn = (page: Page) =>
  page
    .locator('form .step:not(#check, #done)')
    .locator('.field-label, .field-hint, .choice label, .step > h1, .step-lead')
    .allTextContents();

describe.each(FORMS)('%s/apply/%s/paper/', (language, applicant) => {
  let page: Page;
  let text: string;
  let pages: number;
  let size: readonly number[];
  beforeAll(async () => {
    page = await browser.newPage();
    await page.goto(`${site.origin}${language}/apply/${applicant}/paper/`, { waitUntil: 'networkidle' });
    const pdf = await getDocumentProxy(new Uint8Array(await page.pdf({ preferCSSPageSize: true })));
    const read = await extractText(pdf, { mergePages: true });
    text = squeezed(read.text);
    pages = pdf.numPages;
    size = (await pdf.getPage(1)).view;
  });
  afterAll(() => page.close());

  test('two pages of A4', () => {
    expect(pages).toBe(2);
    expect(Math.round(size[2] ?? 0)).toBe(A4.width);
    expect(Math.round(size[3] ?? 0)).toBe(A4.height);
  });

  test('every question, hint, choice and consent of the web form is on it', async () => {
    const form = await browser.newPage();
    await form.goto(`${site.origin}${language}/apply/${applicant}/`);
    const asked = await askedOn(form);
    expect(asked.length).toBeGreaterThan(20);
    expect(asked.filter((one) => !text.includes(squeezed(one)))).toEqual([]);
    await form.close();
  });

  test('phone, where to hand it in, what to enclose, and nothing of the web around it', () => {
    const code = language ? 'en' : 'ko';
    const categories = applicant === 'household' ? city.householdCategories : city.organisationKinds;
    const papers = city.eligibility.documents.filter(({ neededBy }) =>
      categories.some((one) => neededBy.includes(one.code)),
    );
    const said = [
      city.contact.phone,
      `(${city.contact.postcode})`,
      city.contact.address[code],
      ...papers.map(({ name }) => name[code]),
    ];
    expect(said.filter((one) => !text.includes(squeezed(one ?? '?')))).toEqual([]);
    expect(papers.length).toBeGreaterThan(0);
    expect(text).not.toContain(language ? 'Skip' : '본문으로');
    expect(text).not.toContain(city.contact.email);
  });

  test('no text is cut and nothing is wider than the sheet; black on white', async () => {
    await page.emulateMedia({ media: 'print' });
    // 182 mm between the margins, 96 dots an inch.
    await page.setViewportSize({ width: 688, height: 1000 });
    const faults = await page.evaluate(() => {
      const inside = [...document.querySelectorAll<HTMLElement>('.paper, .paper *')];
      return inside
        .filter((one) => {
          const { backgroundColor, color, overflow } = getComputedStyle(one);
          const cut = one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 0 && overflow !== 'visible';
          const wide = one.getBoundingClientRect().right > 689;
          return cut || wide || color !== 'rgb(0, 0, 0)' || backgroundColor !== 'rgba(0, 0, 0, 0)';
        })
        .map((one) => one.outerHTML.slice(0, 80));
    });
    expect(faults).toEqual([]);
  });

  test('room to write: lines at least 9 mm apart, squares of 5 mm', async () => {
    // mm → CSS pixels: 96 / 25.4
    const sizes = await page.evaluate(() => ({
      lines: [...document.querySelectorAll('.paper .written .pen-line')].map((one) => one.clientHeight),
      squares: [...document.querySelectorAll('.paper .pen-box')].map((one) => one.clientWidth),
    }));
    expect(Math.min(...sizes.lines)).toBeGreaterThanOrEqual(33);
    expect(Math.min(...sizes.squares)).toBeGreaterThanOrEqual(15);
    expect(sizes.squares.length).toBeGreaterThan(5);
  });
});
