import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { render } from 'preact-render-to-string';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser } from '../../test/support/browser.ts';
import { bundleStyles } from '../styles/bundle.ts';
import type { Examples } from './examples.ts';

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const folders = readdirSync(import.meta.dirname, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);
const named = folders.filter((name) => existsSync(join(import.meta.dirname, name, `${name}.examples.tsx`)));
const loaded = new Map<string, Examples>();
for (const name of named) {
  const module = (await import(`./${name}/${name}.examples.tsx`)) as { examples: Examples };
  loaded.set(name, module.examples);
}
/** Parts of other components, shown there. */
const parts = ['brand', 'field', 'icon'];

describe('every component', () => {
  let browser: Browser;
  let styles = '';
  beforeAll(async () => {
    styles = await bundleStyles(join(import.meta.dirname, '../site/site.css'));
    browser = await openBrowser();
  }, 60_000);
  afterAll(() => browser.close());

  test('a component shows what it can look like', () => {
    expect(folders.filter((name) => !loaded.has(name))).toEqual(parts);
  });

  test.each([...loaded])('%s: axe finds nothing, at 360 px nothing sticks out', async (file, examples) => {
    const html = Object.entries(examples)
      .map(([name, example]) => `<h2>${name}</h2><div>${render(example())}</div>`)
      .join('');
    expect(html).not.toMatch(/ style=/);
    const page = await browser.newPage({ viewport: { width: 360, height: 800 } });
    await page.setContent(
      `<!doctype html><html lang="ko"><title>${file}</title><style>${styles}</style>` +
        `<main id="main"><h1>${file}</h1>${html}</main></html>`,
    );
    await page.addScriptTag({ path: axe });
    // Header and footer are landmarks of a whole page, which the gallery puts inside <main>.
    const violations = await page.evaluate(async () => {
      const run = (
        window as unknown as { axe: { run: (options: object) => Promise<{ violations: Finding[] }> } }
      ).axe.run;
      const off = { enabled: false };
      const rules = {
        'landmark-banner-is-top-level': off,
        'landmark-contentinfo-is-top-level': off,
        'landmark-no-duplicate-main': off,
        'page-has-heading-one': off,
        'heading-order': off,
      };
      interface Finding {
        id: string;
        nodes: Array<{ html: string }>;
      }
      const result = await run({ rules });
      return result.violations.map(
        (finding) => `${finding.id}: ${finding.nodes.map((n) => n.html).join(' ')}`,
      );
    });
    expect(violations).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    await page.close();
  });
});
