import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tokenNames, tokensCss } from './tokens.ts';

const web = join(import.meta.dirname, '..');
const sheets = globSync('**/*.css', { cwd: web }).map((file) => readFileSync(join(web, file), 'utf8'));
const all = sheets.join('\n');
const used = new Set(all.match(/(?<=var\(--)[\w-]+/g));
const own = new Set(all.match(/(?<=^\s*--)[\w-]+(?=:)/gm));

test('every token is used, and every property that is used exists', () => {
  expect(tokenNames.filter((name) => !used.has(name))).toEqual([]);
  expect([...used].filter((name) => !tokenNames.includes(name) && !own.has(name))).toEqual([]);
});

test('tokens are plain values in our own root size', () => {
  const css = tokensCss();
  expect(css).toContain('--blue-60:#0b50d0;');
  // KRDS: 1.7rem of 10 px = 17 px = 1.0625rem of 16 px, rounded to three places
  expect(css).toContain('--text-m:1.063rem;');
  expect(css).not.toMatch(/[{]primitive|undefined/);
});
