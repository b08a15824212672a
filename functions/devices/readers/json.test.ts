import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { effortOf } from '../../../test/support/effort.ts';
import { UnreadableFile } from '../../kernel/unreadable.ts';
import { parseDocuments } from './json.ts';

function refusal(text: string): [string, string] {
  try {
    parseDocuments(text);
  } catch (error) {
    if (error instanceof UnreadableFile) return [error.code, error.place];
    throw error;
  }
  return ['READ', ''];
}

describe('a fault is named with its place', () => {
  test.each([
    ['{"a": 1,}', 'NOT_JSON', 'line 1, column 9'],
    ['[1,,2]', 'NOT_JSON', 'line 1, column 4'],
    ['{\n  "a": tru,\n}', 'NOT_JSON', 'line 2, column 8'],
    ['{"a" 1}', 'NOT_JSON', 'line 1, column 6'],
    ['{a: 1}', 'NOT_JSON', 'line 1, column 2'],
    ['{"a": "x\ny"}', 'NOT_JSON', 'line 1, column 9'],
    ['{"a": "\\q"}       ', 'NOT_JSON', 'line 1, column 8'],
    ['{"a": 01}', 'NOT_JSON', 'line 1, column 8'],
    ['[1}', 'NOT_JSON', 'line 1, column 3'],
    ['{"a": [1, 2', 'TRUNCATED', 'line 1, column 12'],
    ['{"a": "half', 'TRUNCATED', 'line 1, column 12'],
    ['{"a": "half\\', 'TRUNCATED', 'line 1, column 13'],
    ['{"a"', 'TRUNCATED', 'line 1, column 5'],
    ['{"a": tr', 'TRUNCATED', 'line 1, column 9'],
    ['{', 'TRUNCATED', 'line 1, column 2'],
  ])('%j', (text, code, place) => expect(refusal(text)).toEqual([code, place]));

  test('nesting without end is refused, at once', async () => {
    const effort = await effortOf(() => expect(refusal('['.repeat(5_000_000))[0]).toBe('TOO_DEEP'));
    expect(effort).toBeLessThan(2_000);
  });
});

test('several documents in a row are read, with and without commas', () => {
  expect(parseDocuments('{"a":1}\n{"b":2}')).toEqual([{ a: 1 }, { b: 2 }]);
  expect(parseDocuments('{"a":1},\n  {"b":[2]}\n')).toEqual([{ a: 1 }, { b: [2] }]);
});

test('what JSON.parse reads is read alike, and every cut of it is refused as an early end', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), fc.nat(), fc.boolean(), (value, cut, pretty) => {
      const text = JSON.stringify({ value }, null, pretty ? 2 : 0);
      expect(parseDocuments(text)).toEqual([JSON.parse(text)]);
      const [code] = refusal(text.slice(0, 1 + (cut % (text.length - 1))));
      expect(code).toBe('TRUNCATED');
    }),
  );
});

test('where JSON.parse fails, so do we, and only by a stated refusal', () => {
  fc.assert(
    fc.property(
      fc.json(),
      fc.nat(),
      fc.constantFrom('"', '{', ']', ',', '\\', '\u0001', '1'),
      (text, at, sign) => {
        const broken = `${text.slice(0, at % (text.length + 1))}${sign}${text.slice(at % (text.length + 1))}`;
        const [code] = refusal(broken);
        let parsed = true;
        try {
          JSON.parse(broken);
        } catch {
          parsed = false;
        }
        if (parsed) expect(code).toBe('READ');
      },
    ),
  );
});
