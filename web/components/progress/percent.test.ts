import { expect, test } from 'vitest';
import { percentOf } from './percent.ts';

test.each([
  [0, 3000, 0],
  [29, 3000, 0],
  [30, 3000, 1],
  [2009, 3000, 66],
  // 99.97 % is not "reached": the per cent is cut, never rounded up.
  [2999, 3000, 99],
  [3000, 3000, 100],
  [3100, 3000, 100],
])('%i of %i is %i per cent', (value, target, percent) => {
  expect(percentOf(value, target)).toBe(percent);
});
