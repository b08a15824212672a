import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countArrived, machinesIn } from './arrival.ts';
import { mustNotBePast } from './collection.ts';
import { ITEM_KINDS } from './contract.ts';
import { ARRIVING_AT_MOST, devicesIn } from './offer.ts';

const kind = fc.constantFrom(...ITEM_KINDS);

describe('arrival', () => {
  test('lines of one kind are added; nothing at all is refused', () => {
    expect(
      countArrived([
        { kind: 'laptop', count: 1 },
        { kind: 'monitor', count: 0 },
        { kind: 'laptop', count: 2 },
      ]),
    ).toEqual([{ kind: 'laptop', count: 3 }]);
    expect(() => countArrived([{ kind: 'desktop', count: 0 }])).toThrow('NOTHING_ARRIVED');
  });

  test('the transaction holds 45 machines and no more', () => {
    expect(
      machinesIn(
        countArrived([
          { kind: 'desktop', count: 30 },
          { kind: 'laptop', count: 15 },
        ]),
      ),
    ).toHaveLength(45);
    expect(() =>
      countArrived([
        { kind: 'desktop', count: 30 },
        { kind: 'laptop', count: 16 },
      ]),
    ).toThrow('TOO_MANY_ITEMS');
  });

  test('monitors and printers come with the lot, without a way of their own', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ kind, count: fc.nat(8) }), { minLength: 1, maxLength: 5 }),
        (lines) => {
          fc.pre(lines.some((line) => line.count > 0));
          const received = countArrived(lines);
          expect(machinesIn(received)).toHaveLength(devicesIn(lines));
          expect(devicesIn(lines)).toBeLessThanOrEqual(ARRIVING_AT_MOST);
          expect(new Set(received.map((r) => r.kind)).size).toBe(received.length);
        },
      ),
    );
  });
});

describe('collection', () => {
  // 15:30 UTC on the 23rd is half past midnight on the 24th in Seoul.
  const night = new Date('2026-11-23T15:30:00.000Z');
  test.each([
    ['2026-11-23', false],
    ['2026-11-24', true],
    ['2026-11-25', true],
  ])('%s at night in Seoul', (day, fine) => {
    const book = () => mustNotBePast(day, night, 'Asia/Seoul');
    if (fine) expect(book).not.toThrow();
    else expect(book).toThrow('COLLECTION_IN_PAST');
  });
});
