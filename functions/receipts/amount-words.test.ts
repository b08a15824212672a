import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { figures, koreanWords, wonInWords } from './amount-words.ts';

/** Reads Korean number words, written apart from the code that writes them. */
function readWords(words: string): number {
  if (words === '영') return 0;
  const value = (list: string, character: string) => list.indexOf(character);
  let total = 0;
  let group = 0;
  let digit = 0;
  for (const character of words) {
    if (value('일이삼사오육칠팔구', character) >= 0) digit = value('일이삼사오육칠팔구', character) + 1;
    else if (value('십백천', character) >= 0) {
      group += digit * 10 ** (value('십백천', character) + 1);
      digit = 0;
    } else {
      total += (group + digit) * 10_000 ** (value('만억조', character) + 1);
      group = 0;
      digit = 0;
    }
  }
  return total + group + digit;
}

describe('amounts in words', () => {
  test.each([
    [0, '영'],
    [1, '일'],
    [10, '일십'],
    [1_203, '일천이백삼'],
    [10_000, '일만'],
    [113_560, '일십일만삼천오백육십'],
    [2_400_000, '이백사십만'],
    [100_000_000, '일억'],
    [100_000_001, '일억일'],
    [1_000_000_000_000, '일조'],
    [120_003_000_400_500, '일백이십조삼십억사십만오백'],
  ])('%d is %s', (n, words) => expect(koreanWords(n)).toBe(words));

  test('every amount can be read back', () => {
    fc.assert(
      fc.property(fc.nat({ max: Number.MAX_SAFE_INTEGER }), (n) => {
        expect(readWords(koreanWords(n))).toBe(n);
      }),
    );
  });

  test.each([-1, 0.5, Number.NaN, 2 ** 53])('%d is no amount', (n) =>
    expect(() => koreanWords(n)).toThrow(RangeError),
  );

  test('as a receipt says it', () => {
    expect(wonInWords(320_000)).toBe('일금 삼십이만원정');
    expect(figures(1_234_567)).toBe('1,234,567');
    expect(figures(999)).toBe('999');
  });
});
