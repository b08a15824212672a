import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readCity } from '../../functions/kernel/city.ts';
import { findOfficeHolders } from '../../functions/kernel/printed-text.ts';
import { readCityPack } from '../../lib/city.ts';

/**
 * 공직선거법 §112④: what is printed or sent names no office-holder. What people write is refused where they write it
 * (functions/kernel/printed-text.ts), the city pack when it is read (lib/city.ts); here are the words that we write.
 */
const city = readCity({ CITY: 'seoul' });

/** Every text in a value, with its path. Words that are made with a number or a day are made with one. */
function textsIn(node: unknown, path = ''): [path: string, text: string][] {
  if (typeof node === 'string') return [[path, node]];
  if (typeof node === 'function') return textsIn((node as (...of: unknown[]) => unknown)('2026-01', 1), path);
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([name, inner]) => textsIn(inner, path ? `${path}.${name}` : name));
}
const namedIn = (texts: readonly [string, string][]) =>
  texts.flatMap(([path, text]) => findOfficeHolders(text, city).map(({ who }) => `${path}: ${who}`));

const json = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));

/** Words of the public site, of the staff's pages and label sheets, and of messages. */
const TEXTS = globSync(['web/texts/*/*.json', 'functions/notices/texts/*.json']).sort();
/** Words of the papers; amounts in words are made of numbers alone. */
const WORDS = globSync('functions/**/*-words.ts', { exclude: ['**/amount-words.ts'] }).sort();

test('the texts of both languages are there, and the words of all papers', () => {
  const folders = ['web/texts/ko/site', 'web/texts/en/site', 'web/texts/ko/staff', 'web/texts/en/staff'];
  for (const one of [...folders, 'functions/notices/texts/ko', 'functions/notices/texts/en'])
    expect(TEXTS).toContain(`${one}.json`);
  expect(WORDS).toEqual([
    'functions/committees/minutes-words.ts',
    'functions/deliveries/handover-words.ts',
    'functions/devices/certificate-words.ts',
    'functions/receipts/form-words.ts',
  ]);
});

test('a name would be found, wherever it stood', () => {
  const words = {
    a: ['x', ['홍길동']],
    b: { c: (day: string) => `${day} 서울시장 표창` },
    d: 'Hong Gil-dong',
  };
  expect(namedIn(textsIn(words))).toEqual(['a.1.0: 홍길동', 'b.c: 시장', 'd: 홍길동']);
});

describe('names no office-holder', () => {
  test.each(TEXTS)('%s', (file) => {
    const texts = textsIn(json(file));
    expect(texts.length).toBeGreaterThan(5);
    expect(namedIn(texts)).toEqual([]);
  });

  test.each(WORDS)('%s', async (file) => {
    const texts = textsIn({ ...((await import(resolve(file))) as object) });
    expect(texts.length).toBeGreaterThan(20);
    expect(namedIn(texts)).toEqual([]);
  });

  test('what the pack adds to a label, a paper, a message or a page', () => {
    // Reading the pack is the check; that it can fail is tested in test/infra/settings.test.ts.
    expect(readCityPack('seoul').programme.ko).toBe(city.programme.ko);
    expect(namedIn(textsIn({ ...city, officeHolders: {}, demonstrationStaff: {}, earmarks: {} }))).toEqual(
      [],
    );
  });
});
