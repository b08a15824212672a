import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Condition, conditionExpression } from '../kernel/expression.ts';
import { issueReceipt, padNumber, printNumber, seriesYear } from './domain.ts';

const gift = {
  issuer: 'chest-seoul',
  typeCode: '10',
  year: '2026',
  last: 0,
  donation: 'don_x',
  personId: 'per_x',
  giverKind: 'person' as const,
  givenOn: '2026-11-20',
  lines: [{ kind: 'desktop', count: 2, unitPrice: 150_000 }],
  at: '2026-11-23T01:00:00.000Z',
};

test('the first of a year starts the series, each later one moves it by one from exactly the number read', () => {
  const when = (last: number) => {
    const { takesNumber } = issueReceipt({ ...gift, last });
    if (!('update' in takesNumber)) throw new Error('a series is updated');
    return [
      takesNumber.update,
      takesNumber.change.set,
      conditionExpression(takesNumber.when as Condition).text,
    ];
  };
  expect(when(0)).toEqual([
    { pk: 'SER#chest-seoul#2026', sk: 'LAST' },
    { kind: 'series', last: 1 },
    'attribute_not_exists(#last)',
  ]);
  expect(when(41)).toEqual([
    { pk: 'SER#chest-seoul#2026', sk: 'LAST' },
    { kind: 'series', last: 42 },
    '#last = :last',
  ]);
});

test('the receipt is put, never written over; its total is the sum of its lines', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ kind: fc.string(), count: fc.nat(300), unitPrice: fc.nat(10_000_000) })),
      fc.nat(99_999),
      (lines, last) => {
        const { receipt, writes } = issueReceipt({ ...gift, lines, last });
        expect(receipt.number).toBe(last + 1);
        expect(receipt.total).toBe(lines.reduce((sum, line) => sum + line.count * line.unitPrice, 0));
        const put = writes[1];
        if (!put || !('put' in put)) throw new Error('a receipt is put');
        expect(put.when).toBeUndefined();
        expect(put.put.sk).toBe(`NO#${padNumber(last + 1)}`);
      },
    ),
  );
});

test('numbers, files and years', () => {
  const { receipt } = issueReceipt({ ...gift, last: 16 });
  expect(printNumber(receipt)).toBe('2026-000017');
  expect(receipt.paper).toBe('receipts/2026/000017.pdf');
  expect(seriesYear('2026-12-31T14:59:59.000Z', 'Asia/Seoul')).toBe('2026');
  expect(seriesYear('2026-12-31T15:00:00.000Z', 'Asia/Seoul')).toBe('2027');
});
