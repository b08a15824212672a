import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

interface Axe {
  run(): Promise<{ violations: Array<{ id: string; nodes: Array<{ html: string }> }> }>;
}

/** What axe finds on the page as it stands, as lines. */
export async function findingsOn(page: Page): Promise<string[]> {
  // Trusted types forbid the page to take text for script; axe is put in by the browser itself.
  await page.evaluate(await import('node:fs').then((fs) => fs.readFileSync(axe, 'utf8')));
  return page.evaluate(async () => {
    const { violations } = await (window as unknown as { axe: Axe }).axe.run();
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
  });
}

/** Texts that are set in bold on the page and would need a glyph the bold subset lacks. */
export const boldTextOn = (page: Page): Promise<string> =>
  page.evaluate(() => {
    let text = '';
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const parent = walker.currentNode.parentElement;
      if (
        parent &&
        !['SCRIPT', 'NOSCRIPT'].includes(parent.tagName) &&
        Number(getComputedStyle(parent).fontWeight) >= 600
      )
        text += walker.currentNode.textContent;
    }
    return text;
  });
