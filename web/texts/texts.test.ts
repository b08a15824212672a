import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

type Json = string | readonly Json[] | { readonly [key: string]: Json };

const read = (language: string, file: string): Json =>
  JSON.parse(readFileSync(join(import.meta.dirname, language, file), 'utf8')) as Json;

/** Every text with its path: `home.how.steps.0.title`. */
function textsIn(node: Json, path = ''): Array<[string, string]> {
  if (typeof node === 'string') return [[path, node]];
  return Object.entries(node).flatMap(([key, value]) =>
    textsIn(value as Json, path ? `${path}.${key}` : key),
  );
}
const gaps = (text: string): string[] => [...new Set(text.match(/\{\w+\}/g))].sort();

const files = readdirSync(join(import.meta.dirname, 'ko'));

test('both languages have the same files', () => {
  expect(readdirSync(join(import.meta.dirname, 'en'))).toEqual(files);
});

describe.each(files)('%s', (file) => {
  const ko = new Map(textsIn(read('ko', file)));
  const en = new Map(textsIn(read('en', file)));

  test('the same keys in both languages', () => {
    expect([...en.keys()].sort()).toEqual([...ko.keys()].sort());
  });

  test('the same things to fill in, and no text empty', () => {
    for (const [key, text] of ko) {
      expect(text.trim(), `ko ${key}`).not.toBe('');
      expect(en.get(key)?.trim(), `en ${key}`).not.toBe('');
      expect(gaps(en.get(key) ?? ''), key).toEqual(gaps(text));
    }
  });

  test('English is not left in Korean, nor Korean in English', () => {
    // The name of the other language is written in itself.
    const english = [...en].filter(([, text]) => text !== '한국어');
    expect(english.filter(([, text]) => /[가-힣]/.test(text))).toEqual([]);
    // Four words of English in a row are a sentence, not a name.
    expect([...ko].filter(([, text]) => /([a-z]+ ){3}[a-z]+/i.test(text) && !/[가-힣]/.test(text))).toEqual(
      [],
    );
  });
});
