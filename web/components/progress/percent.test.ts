import { expect, test } from 'vitest';
import { percentOf } from './percent.ts';

test.each([
  [0, 3000, 0],
  [2, 3000, 0],
  [3, 3000, 0.1],
  [22, 3000, 0.7],
  [30, 3000, 1],
  [299, 3000, 9.9],
  [329, 3000, 10],
  [2009, 3000, 66],
  // 99.97 % is not "reached": the per cent is cut, never rounded up.
  [2999, 3000, 99],
  [3000, 3000, 100],
  [3100, 3000, 100],
])('%i of %i is %i per cent', (value, target, percent) => {
  expect(percentOf(value, target)).toBe(percent);
});
