import fc from 'fast-check';
import { expect, test } from 'vitest';
import { levelOf } from './level.ts';

test.each([
  [0, 40, 0],
  [1, 40, 1],
  [10, 40, 1],
  [11, 40, 2],
  [40, 40, 4],
  [0, 0, 0],
])('%i of at most %i has shade %i', (value, largest, level) => {
  expect(levelOf(value, largest)).toBe(level);
});

test('more PCs never have a lighter shade, and the most have the darkest', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(5000), { minLength: 1 }), (values) => {
      const largest = Math.max(...values);
      const levels = values.toSorted((a, b) => a - b).map((value) => levelOf(value, largest));
      expect(levels).toEqual(levels.toSorted((a, b) => a - b));
      if (largest > 0) expect(levels.at(-1)).toBe(4);
    }),
  );
});
