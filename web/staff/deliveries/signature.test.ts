import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Signature } from '../../../functions/deliveries/contract.ts';
import { draw, isSigned, LONGEST_PATH, pathOf } from './signature.ts';

const point = fc.record({ x: fc.integer({ min: 0, max: 600 }), y: fc.integer({ min: 0, max: 220 }) });
const stroke = fc.array(point, { minLength: 1, maxLength: 400 });

test('whatever is drawn, the contract takes it', () => {
  fc.assert(
    fc.property(fc.array(stroke, { minLength: 1, maxLength: 60 }), (strokes) => {
      const path = pathOf(strokes);
      expect(path.length).toBeLessThanOrEqual(LONGEST_PATH);
      expect(Signature.safeParse({ kind: 'drawn', path }).success).toBe(true);
    }),
  );
});

test('thousands of dots, which cannot be thinned, end at a whole stroke', () => {
  const dots = Array.from({ length: 5_000 }, (_, i) => [{ x: i % 600, y: i % 220 }]);
  const path = pathOf(dots);
  expect(path.length).toBeLessThanOrEqual(LONGEST_PATH);
  expect(path).toMatch(/L\d+ \d+$/);
});

test('a pen that hardly moves adds nothing', () => {
  const one = draw([], { x: 10.4, y: 10.2 });
  expect(one).toEqual([{ x: 10, y: 10 }]);
  expect(draw(one, { x: 11, y: 10 })).toBe(one);
  expect(draw(one, { x: 14, y: 10 })).toHaveLength(2);
});

test('a slip of the pen is no signature', () => {
  expect(isSigned([])).toBe(false);
  expect(isSigned([[{ x: 1, y: 1 }]])).toBe(false);
  expect(isSigned([Array.from({ length: 6 }, (_, i) => ({ x: i * 5, y: 0 }))])).toBe(true);
});
