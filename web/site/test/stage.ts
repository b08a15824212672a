import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../../../test/support/browser.ts';
import { buildSite, type SiteBuild } from '../build/site.ts';
import { phases } from './demonstration.ts';
import { findingsOn, lettersMissingOn } from './inspect.ts';
import { type Asked, serveSite } from './server.ts';

/** The built site in a real browser, its API played by a list of answers. */
export interface Stage {
  readonly built: SiteBuild;
  readonly origin: string;
  readonly browser: Browser;
  /** What the pages have asked of the API, in order. */
  asked: Asked[];
  /** What it answers, in order; when nothing is left, 500. */
  next: Array<{ status: number; answer: object }>;
  close(): Promise<void>;
}

export async function openStage(): Promise<Stage> {
  const out = await mkdtemp(join(tmpdir(), 'ithope-site-'));
  const built = await buildSite({ city: 'seoul', out });
  const stage: { asked: Asked[]; next: Stage['next'] } = { asked: [], next: [] };
  const site = await serveSite(built.files, (request) => {
    if (!request.path.startsWith('/api/')) return undefined;
    if (request.path.endsWith('/phases')) return { answer: phases };
    stage.asked.push(request);
    return stage.next.shift() ?? { status: 500, answer: {} };
  });
  const browser = await openBrowser();
  return Object.assign(stage, {
    built,
    origin: site.origin,
    browser,
    async close() {
      await browser.close();
      await site.stop();
      await rm(out, { recursive: true, force: true });
    },
  });
}

/** What is wrong with a page as it stands: findings of axe, letters that its bold font lacks, a width that scrolls. */
export async function faultsOn(page: Page, { built }: Stage): Promise<string[]> {
  const letters = await lettersMissingOn(page, built.boldLetters.get(new URL(page.url()).pathname));
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  return [
    ...(await findingsOn(page)),
    ...letters.map((letter) => `bold font lacks ${letter}`),
    ...(wide > 0 ? [`${wide} px too wide`] : []),
  ];
}
