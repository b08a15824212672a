import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { City } from '../../functions/kernel/city.ts';
import { buildStaff, type StaffBuild } from './build.ts';
import { glyphsOf } from './glyphs.ts';
import { routeTable } from './route-table.ts';

let out: string;
let made: StaffBuild;
beforeAll(async () => {
  out = await mkdtemp(join(tmpdir(), 'staff-'));
  made = await buildStaff({ out, city: 'seoul' });
}, 60_000);
afterAll(() => rm(out, { recursive: true }));

/** numbers.md: staff app ≤ 60 KB script compressed. */
const BUDGET = 60 * 1024;

/** All that is fetched when pages are opened, together: nobody opens all of them. */
const LATER = 130 * 1024;

test('what the first page waits for stays within the budget, what is fetched later too, and zod is in neither', async () => {
  expect(made.scriptBytes).toBeLessThanOrEqual(BUDGET);
  expect(made.laterBytes).toBeGreaterThan(0);
  expect(made.laterBytes).toBeLessThanOrEqual(LATER);
  const scripts = await Promise.all(
    made.files.filter((file) => file.endsWith('.js')).map((file) => readFile(join(out, file), 'utf8')),
  );
  expect(scripts.join()).not.toMatch(/ZodError|safeParse/);
});

test('the page holds nothing inline and names only files that exist', async () => {
  const html = await readFile(join(out, 'index.html'), 'utf8');
  expect(html).not.toMatch(/<style|style=|<script(?![^>]*src=)|\son\w+=/);
  const named = [...html.matchAll(/(?:src|href)="\/staff\/([^"]+)"/g)].map(([, file = '']) => file);
  expect(named.length).toBeGreaterThanOrEqual(5);
  for (const file of named) expect(made.files).toContain(file);
});

test('assets carry a mark of their content, so that they may be kept for ever', () => {
  for (const file of made.files) {
    if (file !== 'index.html' && file !== 'worker.js')
      expect(file).toMatch(/^assets\/[\w.]+-[0-9a-zA-Z]{8,10}\.\w+$/);
  }
});

test('what a driver needs without a network is kept by the worker, whose version is that of its files', async () => {
  const worker = await readFile(join(out, 'worker.js'), 'utf8');
  const shell = /JSON\.parse\((['"`])(.+?)\1\)/s.exec(worker)?.[2] ?? '';
  const { version, page, files } = JSON.parse(shell.replaceAll('\\"', '"')) as {
    version: string;
    page: { script: string };
    files: string[];
  };
  expect(version).toMatch(/^[0-9a-f]{10}$/);
  expect(await readFile(join(out, 'index.html'), 'utf8')).toContain(page.script);
  for (const file of files) expect(made.files).toContain(file.replace('/staff/', ''));
  const scripts = await Promise.all(
    files
      .filter((file) => file.endsWith('.js'))
      .map((file) => readFile(join(out, file.replace('/staff/', '')), 'utf8')),
  );
  // Every script that these import at once is among them.
  const imported = scripts.flatMap((text) => [...text.matchAll(/(?:from|^import|;import)\s?"\.\/([^"]+)"/g)]);
  expect(imported.length).toBeGreaterThan(0);
  for (const [, file] of imported) expect(files).toContain(`/staff/assets/${file}`);
  for (const language of ['ko', 'en'])
    expect(files.filter((file) => file.includes(`/${language}-`))).toHaveLength(1);
  expect(worker).not.toContain('/api/');
});

test('the style sheet asks for no property that is not defined', async () => {
  const file = made.files.find((name) => name.endsWith('.css')) ?? '';
  const css = await readFile(join(out, file), 'utf8');
  const defined = new Set([...css.matchAll(/(--[\w-]+):/g)].map(([, name]) => name));
  const asked = new Set([...css.matchAll(/var\((--[\w-]+)/g)].map(([, name]) => name));
  expect([...asked].filter((name) => !defined.has(name))).toEqual([]);
});

test('the fonts have what Intl writes: money, weekdays, both halves of the day', async () => {
  const glyphs = new Set(glyphsOf({}, JSON.parse(await readFile('cities/seoul/city.json', 'utf8')) as City));
  for (const sign of '₩월화수목금토일오전오후é') expect(glyphs, sign).toContain(sign);
});

test('the route table has no public and no citizen route but the one that says where to sign in', () => {
  const others = Object.entries(routeTable()).filter(([, [, , groups]]) => groups === undefined);
  expect(others.map(([name]) => name)).toEqual(['readConfiguration']);
});
