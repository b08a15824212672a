import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Axe {
  run(): Promise<{ violations: Array<{ id: string; nodes: Array<{ html: string }> }> }>;
}

/** What axe finds on the page as it stands, as lines. */
export async function findingsOn(page: Page): Promise<string[]> {
  // Trusted types forbid the page to take text for script; axe is put in by the browser itself.
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { violations } = await (window as unknown as { axe: Axe }).axe.run();
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
  });
}

/**
 * Letters set in bold on the page that its bold font lacks: the list in build/bold.ts must know what the style
 * sheets set in bold. ASCII is in every font.
 */
export async function lettersMissingOn(page: Page, boldLetters = ''): Promise<string[]> {
  const text = await page.evaluate(() => {
    let bold = '';
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const parent = walker.currentNode.parentElement;
      const said = parent && !['SCRIPT', 'NOSCRIPT', 'TEMPLATE'].includes(parent.tagName);
      if (said && Number(getComputedStyle(parent).fontWeight) >= 600) bold += walker.currentNode.textContent;
    }
    return bold;
  });
  return [...new Set(text)].filter((letter) => letter > '~' && !boldLetters.includes(letter));
}
