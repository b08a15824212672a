import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hangulWithout, subsetFaces } from './faces.ts';

const syllable = fc.integer({ min: 0xac00, max: 0xd7a3 }).map((point) => String.fromCodePoint(point));

describe('hangulWithout', () => {
  test('nothing known: all syllables', () => {
    expect(hangulWithout(new Set())).toBe('U+ac00-d7a3');
  });

  test('every syllable is either known or in a range', () => {
    fc.assert(
      fc.property(fc.array(syllable, { maxLength: 40 }), syllable, (known, one) => {
        const point = one.codePointAt(0) ?? 0;
        const inRange = hangulWithout(new Set(known))
          .split(',')
          .some((range) => {
            const [from = 0, to = from] = range
              .slice(2)
              .split('-')
              .map((hex) => Number.parseInt(hex, 16));
            return from <= point && point <= to;
          });
        expect(inRange).toBe(!known.includes(one));
      }),
    );
  });
});

test('the subset is small and holds what it must', async () => {
  const { regular, bold } = await subsetFaces({ regular: '희망나눔 뷁', bold: '희망' });
  expect(regular.subarray(0, 4).toString()).toBe('wOF2');
  expect(regular.length).toBeLessThan(12_000);
  expect(bold.length).toBeLessThan(regular.length);
});
