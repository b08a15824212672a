import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { findingsOn } from '../../web/site/test/inspect.ts';

export const WIDE = { width: 1280, height: 900 };
export const NARROW = { width: 360, height: 780 };
export type Language = 'ko' | 'en';
const BOTH: readonly Language[] = ['ko', 'en'];

/** Set JOURNEY_PICTURES to a folder to get a picture of every page that is looked at. */
const pictures = process.env.JOURNEY_PICTURES;

/**
 * The page as it stands, in both languages, on a phone and a desktop: no accessibility fault (axe), nothing that
 * scrolls sideways. Afterwards it stands as before.
 * @param languages one, where the page cannot be asked for in the other (a confirmation) or speaks both at once
 * @param ready what must be there first, where a script brings it
 */
export async function lookAt(page: Page, name: string, languages = BOTH, ready?: string): Promise<void> {
  const before = page.url();
  for (const language of languages) {
    await speak(page, language);
    for (const size of [NARROW, WIDE]) {
      await page.setViewportSize(size);
      // A page that still asks for what it shows has no heading yet.
      await page.locator('h1').first().waitFor({ state: 'attached' });
      if (ready) await page.locator(ready).first().waitFor();
      await page.evaluate(() => document.fonts.ready);
      const which = `${name}-${language}-${size.width}`;
      if (pictures) {
        mkdirSync(pictures, { recursive: true });
        await page.screenshot({ path: join(pictures, `${which}.png`), fullPage: true });
      }
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(wide, `${which}: sideways`).toBeLessThanOrEqual(0);
      expect(await findingsOn(page), which).toEqual([]);
    }
  }
  if (languages.length > 1) await speak(page, 'ko');
  if (page.url() !== before) await page.goto(before);
  if (ready) await page.locator(ready).first().waitFor();
}

/** At one click: the staff app says the same page in the other language, the site has another address for it. */
async function speak(page: Page, language: Language): Promise<void> {
  const now = await page.evaluate(() => document.documentElement.lang);
  if (now === language) return;
  if (new URL(page.url()).pathname.startsWith('/staff')) {
    // Also behind an open dialog, where a person would close it first.
    await page.evaluate(
      (tongue) => document.querySelector<HTMLElement>(`.top-button[lang=${tongue}]`)?.click(),
      language,
    );
  } else {
    const { hash } = new URL(page.url());
    const address = await page.locator('.site-language').getAttribute('href');
    await page.goto(`${address}${hash}`);
  }
  await page.waitForFunction((tongue) => document.documentElement.lang === tongue, language);
}
