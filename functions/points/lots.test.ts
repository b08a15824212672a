import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nextDay } from '../kernel/clock.ts';
import {
  addPoints,
  dueDay,
  ended,
  type Lot,
  lastDay,
  pointsIn,
  takePoints,
  toNudge,
  usable,
} from './lots.ts';

const TODAY = '2026-11-23';

describe('the last day of a lot', () => {
  test.each([
    ['2026-11-23', 24, '2028-11-30'],
    ['2026-11-30', 3, '2027-02-28'],
    ['2026-11-01', 15, '2028-02-29'],
    ['2026-12-31', 1, '2027-01-31'],
    ['2026-01-31', 1, '2026-02-28'],
    ['2026-12-01', 12, '2027-12-31'],
    ['2026-11-23', 120, '2036-11-30'],
  ])('earned on %s, %d months: %s', (day, months, last) => {
    expect(lastDay(day, months)).toBe(last);
  });
});

describe('taking points', () => {
  const lots: Lot[] = [
    { expires: '2026-11-22', points: 5 },
    { expires: '2026-11-23', points: 10, nudged: true },
    { expires: '2026-12-31', points: 20 },
  ];
  test.each<[number, Lot[] | undefined]>([
    [1, [lots[0], { ...lots[1], points: 9 }, lots[2]] as Lot[]],
    [10, [lots[0], lots[2]] as Lot[]],
    [11, [lots[0], { ...lots[2], points: 19 }] as Lot[]],
    [30, [lots[0]] as Lot[]],
    [31, undefined],
    [35, undefined],
  ])('%d of 30 that are usable, the oldest first; what ended last night is not touched', (wanted, left) => {
    expect(takePoints(lots, wanted, TODAY)).toEqual(left);
  });
});

describe('what is due', () => {
  const in30 = nextDay(TODAY, 30);
  test.each<[string, Lot[], string | undefined]>([
    ['nothing', [], undefined],
    ['to tell the member, 30 days before', [{ expires: in30, points: 1 }], TODAY],
    ['to book out, the day after', [{ expires: in30, points: 1, nudged: true }], nextDay(in30)],
    [
      'the next lot is told of before the first is booked out',
      [
        { expires: '2026-12-31', points: 1, nudged: true },
        { expires: '2027-01-15', points: 1 },
      ],
      '2026-12-16',
    ],
    [
      'the first is booked out before the next is told of',
      [
        { expires: '2026-12-31', points: 1, nudged: true },
        { expires: '2027-02-28', points: 1 },
      ],
      '2027-01-01',
    ],
  ])('%s', (_, lots, day) => {
    expect(dueDay(lots, 30)).toBe(day);
  });

  test.each<[Lot, boolean]>([
    [{ expires: in30, points: 1 }, true],
    [{ expires: nextDay(in30), points: 1 }, false],
    [{ expires: TODAY, points: 1 }, true],
    [{ expires: nextDay(TODAY, -1), points: 1 }, false],
    [{ expires: in30, points: 1, nudged: true }, false],
  ])('%o is told of today: %s', (lot, told) => {
    expect(toNudge([lot], TODAY, 30) !== undefined).toBe(told);
  });
});

const day = fc.integer({ min: -40, max: 400 }).map((n) => nextDay(TODAY, n));
const history = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('add' as const), day, points: fc.integer({ min: 1, max: 500 }) }),
    fc.record({ kind: fc.constant('take' as const), day, points: fc.integer({ min: 1, max: 900 }) }),
  ),
  { maxLength: 40 },
);
test('any history: lots in the order of their days, one a day, none empty; what is taken is missing, nothing else', () => {
  fc.assert(
    fc.property(history, (steps) => {
      let lots: Lot[] = [];
      for (const step of steps) {
        const before = pointsIn(lots);
        if (step.kind === 'add') {
          lots = addPoints(lots, step.day, step.points);
          expect(pointsIn(lots)).toBe(before + step.points);
        } else {
          const can = pointsIn(usable(lots, step.day));
          const left = takePoints(lots, step.points, step.day);
          expect(left !== undefined).toBe(can >= step.points);
          if (!left) continue;
          expect(pointsIn(left)).toBe(before - step.points);
          expect(ended(left, step.day)).toEqual(ended(lots, step.day));
          // Of two usable lots the later is touched only when the earlier is used up.
          const touched = usable(lots, step.day).filter((lot) => !left.includes(lot));
          expect(touched).toEqual(usable(lots, step.day).slice(0, touched.length));
          lots = left;
        }
        const days = lots.map(({ expires }) => expires);
        expect(days).toEqual([...new Set(days)].sort());
        expect(lots.every(({ points }) => points > 0)).toBe(true);
        for (const one of usable(lots, TODAY)) expect(one.expires >= TODAY).toBe(true);
      }
    }),
  );
});
