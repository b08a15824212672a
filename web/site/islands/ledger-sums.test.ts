import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inOut, type PublicMonth, purseOf } from './ledger-sums.ts';

const zero = {
  ...{ purpose: 'internet', given: 0, points: 0, returned: 0, spent: 0 },
  ...{ costs: 0, granted: 0, fees: 0, other: 0 },
};

test.each([
  ['nothing', undefined, { in: 0, out: 0, reserved: 0, left: 0 }],
  ['a gift', { given: 50_000 }, { in: 50_000, out: 0, reserved: 0, left: 50_000 }],
  ['a gift sent back', { given: 50_000, returned: 50_000 }, { in: 0, out: 0, reserved: 0, left: 0 }],
  [
    'points, a grant, its first month',
    { given: 300_000, points: 1_000, granted: 264_000, fees: 22_000 },
    { in: 301_000, out: 22_000, reserved: 242_000, left: 37_000 },
  ],
  ['a purchase and costs', { given: 10, spent: 3, costs: 1 }, { in: 10, out: 4, reserved: 0, left: 6 }],
])('%s', (_, sums, purse) => {
  expect(purseOf(sums && { ...zero, ...sums })).toEqual(purse);
});

test('what came is what is spent, promised and left, whatever moved', () => {
  const sums = fc.record(
    Object.fromEntries(
      Object.keys(zero).map((name) => [name, name === 'purpose' ? fc.constant('p') : fc.nat(1e9)]),
    ) as { [K in keyof typeof zero]: fc.Arbitrary<(typeof zero)[K]> },
  );
  fc.assert(
    fc.property(fc.array(sums), (purposes) => {
      for (const purpose of purposes) {
        const { in: came, out, reserved, left } = purseOf(purpose);
        expect(out + reserved + left).toBe(came);
      }
      const all = inOut({ purposes } as unknown as PublicMonth);
      expect(all.in).toBe(purposes.map(purseOf).reduce((sum, purse) => sum + purse.in, 0));
    }),
  );
});
