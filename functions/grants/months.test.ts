import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countMonths, monthOf, monthsFrom, plusMonths } from './months.ts';

test.each([
  ['2026-12', 0, '2026-12'],
  ['2026-12', 1, '2027-01'],
  ['2026-11', 1, '2026-12'],
  ['2026-01', -1, '2025-12'],
  ['2026-12', 12, '2027-12'],
  ['2026-12', 24, '2028-12'],
  ['2027-03', -15, '2025-12'],
])('%s + %i = %s', (month, count, then) => {
  expect(plusMonths(month, count)).toBe(then);
});

test('months across a year, one by one', () => {
  expect(monthsFrom('2026-11', 4)).toEqual(['2026-11', '2026-12', '2027-01', '2027-02']);
  expect(monthsFrom('2026-11', 0)).toEqual([]);
  expect(monthOf('2026-11-30')).toBe('2026-11');
});

const month = fc
  .record({ year: fc.integer({ min: 2000, max: 2099 }), of: fc.integer({ min: 1, max: 12 }) })
  .map(({ year, of }) => `${year}-${String(of).padStart(2, '0')}`);

test('as the calendar counts: on and back, in order, none left out', () => {
  fc.assert(
    fc.property(month, fc.integer({ min: 0, max: 60 }), (first, count) => {
      const last = plusMonths(first, count);
      const calendar = new Date(`${first}-15T00:00:00Z`);
      calendar.setUTCMonth(calendar.getUTCMonth() + count);
      expect(last).toBe(calendar.toISOString().slice(0, 7));
      expect(plusMonths(last, -count)).toBe(first);
      expect(countMonths(first, last)).toBe(count + 1);
      const all = monthsFrom(first, count + 1);
      expect([...new Set(all)].sort()).toEqual(all);
      expect(all.at(-1)).toBe(last);
    }),
  );
});
