import { describe, expect, test } from 'vitest';
import { readCity } from '../kernel/city.ts';
import { type DepthItem, linesOf, seenBy } from './domain.ts';

const city = { ...readCity(), office: { due: { 'applications.SUBMITTED': 7, 'deliveries.BOOKED': 0 } } };
const depth = (sk: string, days: Record<string, number>): DepthItem =>
  ({ pk: 'STA#QUEUES', sk, ...days }) as DepthItem;
const TODAY = '2026-11-23';

describe('depths become lines', () => {
  test('by list, step and district; late is what waits longer than the pack allows', () => {
    const lines = linesOf(
      [
        depth('APP#Q#SUBMITTED#11530', {
          '2026-11-15': 2,
          '2026-11-16': 3,
          '2026-11-23': 1,
          '2026-11-01': 0,
        }),
      ],
      TODAY,
      city,
    );
    expect(lines).toEqual([
      {
        ...{ queue: 'applications', step: 'SUBMITTED', district: '11530', waiting: 6, late: 2, dueDays: 7 },
        ...{ oldest: '2026-11-15', who: ['district'] },
      },
    ]);
  });

  test.each([
    [
      'a delivery is late when its day is over',
      'DLV#Q#BOOKED',
      { '2026-11-22': 1, '2026-11-23': 4 },
      { waiting: 5, late: 1 },
    ],
    ['nothing says how long: no lateness', 'DON#Q#OFFERED', { '2026-01-01': 1 }, { waiting: 1 }],
    ['in the lead’s queue all is late', 'WFL#Q#erasure', { '2026-11-23': 2 }, { waiting: 2, late: 2 }],
    [
      'entries of the bank',
      'FND#Q#ENTRY#WAITING',
      { '2026-11-23': 2 },
      { queue: 'entries', step: 'WAITING', waiting: 2 },
    ],
  ])('%s', (_, sk, days, line) => {
    const [found] = linesOf([depth(sk, days)], TODAY, city);
    expect(found).toMatchObject(line);
    expect(found?.late).toBe((line as { late?: number }).late);
  });

  test("pledges of several partners are one line; statements are nobody's work", () => {
    const lines = linesOf(
      [
        depth('PTN#Q#PLEDGE#PLEDGED#samsung-sds', { '2026-11-01': 2 }),
        depth('PTN#Q#PLEDGE#PLEDGED#lg-cns', { '2026-10-01': 1 }),
        depth('FND#Q#STATEMENT', { '2026-10-01': 1 }),
      ],
      TODAY,
      city,
    );
    expect(lines).toMatchObject([{ queue: 'pledges', step: 'PLEDGED', waiting: 3, oldest: '2026-10-01' }]);
  });

  test('a district sees its own lines, and none that has no district', () => {
    const lines = linesOf(
      ['APP#Q#SUBMITTED#11530', 'APP#Q#SUBMITTED#11740', 'DON#Q#OFFERED'].map((sk) =>
        depth(sk, { [TODAY]: 1 }),
      ),
      TODAY,
      city,
    );
    expect(seenBy(lines, '11530').map(({ district }) => district)).toEqual(['11530']);
    expect(seenBy(lines, 'none')).toEqual([]);
    expect(seenBy(lines, undefined)).toHaveLength(3);
  });
});
