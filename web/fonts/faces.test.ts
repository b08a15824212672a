import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { facesCss, hangulWithout, laterFace, subsetFaces } from './faces.ts';

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

test('words that come later bring the syllables the page lacks, and no others', async () => {
  const later = await laterFace('Bold', '희망나눔', '희망을 나눠요 ABC');
  expect(later?.range).toBe('U+b220,U+c694,U+c744');
  expect(later?.font.length).toBeLessThan(3_000);
  expect(await laterFace('Regular', '희망', '희망 123')).toBeUndefined();
});

test('for a syllable in two ranges the small file comes last, and so is taken', () => {
  const files = { regular: '/r', bold: '/b', hangul: '/h' };
  const all = { regular: 'U+ac00-d7a3', bold: 'U+ac00-d7a3' };
  const css = facesCss(files, all, [{ weight: 700, url: '/lb', range: 'U+ac00' }]);
  expect(css.indexOf('/lb')).toBeGreaterThan(css.lastIndexOf('/h'));
  expect(css.match(/@font-face/g)).toHaveLength(5);
});
