import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stepsOf, summed } from './depth.ts';

const SEOUL = 'Asia/Seoul';

describe('what a change means to the depths of queues', () => {
  test.each([
    [
      'joins',
      {},
      { q: 'APP#Q#SUBMITTED#11530', qs: '2026-11-23T01:00:00.000Z#app_1' },
      [['APP#Q#SUBMITTED#11530', '2026-11-23', 1]],
    ],
    [
      'leaves',
      { q: 'DON#Q#OFFERED', qs: '2026-11-23T01:00:00.000Z#don_1' },
      {},
      [['DON#Q#OFFERED', '2026-11-23', -1]],
    ],
    [
      'moves on',
      { q: 'DON#Q#OFFERED', qs: '2026-11-22T01:00:00.000Z#don_1' },
      { q: 'DON#Q#SCREENED', qs: '2026-11-23T01:00:00.000Z#don_1' },
      [
        ['DON#Q#OFFERED', '2026-11-22', -1],
        ['DON#Q#SCREENED', '2026-11-23', 1],
      ],
    ],
    [
      'stays where it is',
      { q: 'DON#Q#OFFERED', qs: '2026-11-22T01:00:00.000Z#x' },
      { q: 'DON#Q#OFFERED', qs: '2026-11-22T01:00:00.000Z#x' },
      [],
    ],
    // 15:30 UTC is after midnight in Seoul: the day is the city's.
    [
      'late in the evening',
      {},
      { q: 'DON#Q#OFFERED', qs: '2026-11-22T15:30:00.000Z#x' },
      [['DON#Q#OFFERED', '2026-11-23', 1]],
    ],
    [
      'a queue by day',
      {},
      { q: 'DLV#Q#BOOKED', qs: '2026-11-25#dlv_1' },
      [['DLV#Q#BOOKED', '2026-11-25', 1]],
    ],
    ['no work of anybody', {}, { q: 'LED#Q#KRW#2026-11#computers', qs: '2026-11-25#trf_1' }, []],
    ['neither', {}, {}, []],
  ])('%s', (_, before, after, steps) => {
    expect(stepsOf(before, after, SEOUL)).toEqual(steps.map(([q, day, by]) => ({ q, day, by })));
  });

  test('after any history, the depths are those of the records that stand there', () => {
    const place = fc.option(
      fc.record({
        q: fc.constantFrom('A#Q#1', 'A#Q#2', 'B#Q#1'),
        qs: fc.constantFrom('2026-11-01#x', '2026-11-02#x'),
      }),
      { nil: {} },
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(5), place), { maxLength: 60 }), (history) => {
        const now = new Map<number, object>();
        const steps = history.flatMap(([record, after]) => {
          const before = now.get(record) ?? {};
          now.set(record, after);
          return stepsOf(before, after, SEOUL);
        });
        const standing = summed([...now.values()].flatMap((after) => stepsOf({}, after, SEOUL)));
        const order = (some: readonly { q: string; day: string }[]) =>
          some.toSorted((a, b) => (`${a.q} ${a.day}` < `${b.q} ${b.day}` ? -1 : 1));
        expect(order(summed(steps))).toEqual(order(standing));
      }),
    );
  });
});
