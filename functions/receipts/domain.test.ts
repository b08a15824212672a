import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCity } from '../kernel/city.ts';
import { type Condition, conditionExpression } from '../kernel/expression.ts';
import {
  type Gift,
  issueReceipt,
  mediumOf,
  NO_SERIES,
  padNumber,
  paperKey,
  printNumber,
  type Series,
  seriesYear,
  standingOf,
  voidReceipt,
  yearsLater,
} from './domain.ts';

const city = readCity({ CITY: 'seoul' });
const gift: Gift = {
  gift: 'don_x',
  personId: 'per_x',
  giverKind: 'person',
  givenOn: '2026-11-20',
  form: 'in-kind',
  lines: [{ kind: 'desktop', count: 2, unitPrice: 150_000 }],
};
const at = '2026-11-23T01:00:00.000Z';
const series = (changes: Partial<Series> = {}): Series => ({ ...NO_SERIES, ...changes });
const issue = (own: Partial<Series> = {}, before: Partial<Series> = {}, changes: Partial<Gift> = {}) =>
  issueReceipt(
    city,
    { year: '2026', series: series(own), previous: series(before) },
    { ...gift, ...changes },
    at,
  );
const conditionOf = (write: object | undefined) => conditionExpression((write as { when: Condition }).when);

describe('taking a number', () => {
  test('the first of a year starts the series, each later one moves it from exactly what was read', () => {
    const [first, none] = issue().takesNumber;
    expect(first).toMatchObject({
      update: { pk: 'SER#chest-seoul#2026', sk: 'LAST' },
      change: { set: { kind: 'series', last: 1, count: 1, total: 300_000, voids: 0, voidTotal: 0 } },
    });
    expect(conditionOf(first).text).toBe('attribute_not_exists(#last)');
    expect(none).toMatchObject({ check: { pk: 'SER#chest-seoul#2025', sk: 'LAST' } });
    expect(conditionOf(none).text).toBe('attribute_not_exists(#pk)');

    const read = { last: 41, count: 41, total: 5_000_000, voids: 2, voidTotal: 70_000 };
    const [next, before] = issue(read, { last: 7, voids: 1 }).takesNumber;
    expect(next).toMatchObject({ change: { set: { last: 42, count: 42, total: 5_300_000 } } });
    expect(conditionOf(next)).toMatchObject({
      text: '#last = :last AND #voids = :voids',
      values: { ':last': 41, ':voids': 2 },
    });
    expect(conditionOf(before).values).toEqual({ ':last': 7, ':voids': 1 });
  });

  test('the receipt is put, never written over; its total is the sum of its lines', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ kind: fc.string(), count: fc.nat(300), unitPrice: fc.nat(10_000_000) })),
        fc.nat(99_999),
        (lines, last) => {
          const { receipt, writes, takesNumber } = issue({ last, count: last }, {}, { lines });
          expect(receipt.number).toBe(last + 1);
          expect(receipt.total).toBe(lines.reduce((sum, line) => sum + line.count * line.unitPrice, 0));
          const put = writes[takesNumber.length];
          if (!put || !('put' in put)) throw new Error('a receipt is put');
          expect(put.when).toBeUndefined();
          expect(put.put.sk).toBe(`NO#${padNumber(last + 1)}`);
        },
      ),
    );
  });

  test('one in the place of another is marked, and the old one leads to it', () => {
    const { receipt, writes } = issue({ last: 16 }, {}, { replaces: { year: '2025', number: 3 } });
    expect(receipt.replaces).toEqual({ year: '2025', number: 3 });
    expect(writes.at(-1)).toEqual({
      put: {
        pk: 'RCP#chest-seoul#2025',
        sk: 'NEXT#000003',
        kind: 'receipt-next',
        year: '2026',
        number: 17,
      },
    });
  });
});

describe('making void', () => {
  test('puts the void beside the receipt and counts it in the same transaction; the receipt is not touched', () => {
    const { receipt } = issue({ last: 16 });
    const why = { reason: 'GIVER_WRONG', note: '이름 오기', by: 'chest-1', at } as const;
    const { voided, writes } = voidReceipt(city, receipt, why);
    expect(writes).toEqual([
      {
        put: {
          pk: 'RCP#chest-seoul#2026',
          sk: 'VOID#000017',
          q: 'RCP#Q#2026#VOID',
          qs: '000017',
          ...voided,
        },
      },
      {
        update: { pk: 'SER#chest-seoul#2026', sk: 'LAST' },
        change: { add: { voids: 1, voidTotal: 300_000 } },
        when: { exists: true },
      },
    ]);
    expect(voided).toMatchObject({ ...why, total: 300_000, retainUntil: '2031-11-23' });
  });
});

describe('the medium', () => {
  const from = 300_000_000;
  test.each([
    ['previous-year', { total: 0 }, { total: from - 1 }, 'paper'],
    ['previous-year', { total: 0 }, { total: from }, 'electronic'],
    ['previous-year', { total: 0 }, { total: from + 5, voidTotal: 6 }, 'paper'],
    ['previous-year', { total: 2 * from }, { total: 0 }, 'paper'],
    ['same-year', { total: from - 101 }, { total: 2 * from }, 'paper'],
    ['same-year', { total: from - 100 }, { total: 0 }, 'electronic'],
    ['same-year', { total: from, voidTotal: 101 }, { total: 0 }, 'paper'],
  ] as const)('%s: this year %j, the year before %j: %s', (electronicBasis, own, before, medium) => {
    const rule = { electronicFrom: from, electronicBasis };
    expect(mediumOf(rule, { series: series(own), previous: series(before) }, 100)).toBe(medium);
  });

  test('it is decided with the number; an anonymous receipt is always paper, and each list has its own', () => {
    const before = { last: 9, total: from };
    expect(issue({}, before)).toMatchObject({ receipt: { medium: 'electronic' } });
    expect(issue({}, before).writes[2]).toMatchObject({ put: { q: 'RCP#Q#2026#ELECTRONIC', qs: '000001' } });
    const nobody = issue({}, before, { anonymous: true });
    expect(nobody.receipt).toMatchObject({ medium: 'paper', anonymous: true });
    expect(nobody.writes[2]).toMatchObject({ put: { q: 'RCP#Q#2026#ANONYMOUS' } });
    expect(issue({}, {}).writes[2]).not.toMatchObject({ put: { q: expect.anything() } });
  });
});

test('a standing is read from what is there', () => {
  const own = { pk: 'SER#chest-seoul#2026', sk: 'LAST', last: 3, count: 3, total: 9, voids: 0, voidTotal: 0 };
  expect(standingOf(city, '2026', [own])).toMatchObject({ series: { last: 3 }, previous: NO_SERIES });
  expect(standingOf(city, '2027', [own])).toMatchObject({ series: NO_SERIES, previous: { last: 3 } });
});

test('numbers, files, years and how long they are kept', () => {
  const { receipt } = issue({ last: 16 });
  expect(printNumber(receipt)).toBe('2026-000017');
  expect(receipt.paper).toBe('receipts/2026/000017.pdf');
  expect(paperKey('2026', 17, 'COPY-002')).toBe('receipts/2026/000017-copy-002.pdf');
  expect(receipt.retainUntil).toBe('2031-11-23');
  expect(yearsLater('2024-02-29', 5)).toBe('2029-03-01');
  expect(seriesYear('2026-12-31T14:59:59.000Z', 'Asia/Seoul')).toBe('2026');
  expect(seriesYear('2026-12-31T15:00:00.000Z', 'Asia/Seoul')).toBe('2027');
});
