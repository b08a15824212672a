import fc from 'fast-check';
import { expect, test } from 'vitest';
import { breakLines } from './paper-lines.ts';

const width = (text: string) => [...text].length;

test.each([
  ['기부금을 위와 같이', 6, ['기부금을', '위와 같이']],
  ['한 줄', 10, ['한 줄']],
  ['첫째\n둘째 줄', 10, ['첫째', '둘째 줄']],
  ['너무긴낱말 뒤', 3, ['너무긴', '낱말', '뒤']],
  ['', 5, ['']],
])('%j in %d', (text, room, lines) => expect(breakLines(text, room, width)).toEqual(lines));

test('nothing is lost, nothing is wider than the line', () => {
  fc.assert(
    fc.property(
      fc.array(fc.stringMatching(/^[가-힣a-z]{1,12}$/), { maxLength: 20 }),
      fc.integer({ min: 1, max: 15 }),
      (words, room) => {
        const lines = breakLines(words.join(' '), room, width);
        expect(lines.join('').replaceAll(' ', '')).toBe(words.join(''));
        for (const line of lines) expect(width(line)).toBeLessThanOrEqual(room);
      },
    ),
  );
});
