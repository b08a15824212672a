import { describe, expect, test } from 'vitest';
import { UnreadableFile } from '../../kernel/unreadable.ts';
import { negated, normalAmount, unitsOfAll } from './amount.ts';
import { mustBeBookable } from './bookable.ts';
import { checked } from './check.ts';
import { dayOf, fullYear } from './day.ts';
import type { Statement, StatementEntry } from './statement.ts';

test.each([
  ['000012,5', '12.5'],
  ['-6800,', '-6800'],
  [',50', '0.50'],
  ['+8.850', '8.850'],
  ['-0,00', '0.00'],
  ['-1200.50', '-1200.50'],
  ['0', '0'],
  ['5442.09000', '5442.09000'],
  ['', undefined],
  ['-', undefined],
  [',', undefined],
  ['1 000', undefined],
  ['1,000.00', undefined],
  ['1e5', undefined],
  ['٣', undefined],
  ['1'.repeat(23), undefined],
])('the amount %j is kept as %j', (text, amount) => {
  expect(normalAmount(text)).toBe(amount);
});

test('sums are exact where floats are not', () => {
  expect(unitsOfAll(['0.1', '0.2', '-0.3'])).toBe(0n);
  expect(unitsOfAll(['9007199254740993', '-9007199254740992'])).toBe(10_000_000_000n);
  expect([negated('5'), negated('-5'), negated('0.00')]).toEqual(['-5', '5', '0.00']);
});

test('days that do not exist are none', () => {
  expect(dayOf('2024', '2', '29')).toBe('2024-02-29');
  const none = [
    ['2026', '2', '29'],
    ['1900', '2', '29'],
    ['2026', '4', '31'],
    ['2026', '13', '1'],
    ['2026', '0', '1'],
    ['2026', '1', '0'],
    ['26', '1', '1'],
    ['', '', ''],
  ].map(([year = '', month = '', day = '']) => dayOf(year, month, day));
  expect(none.filter(Boolean)).toEqual([]);
  expect([fullYear('79'), fullYear('80'), fullYear('00')]).toEqual(['2079', '1980', '2000']);
});

const entry = (date: string, amount: string, more: Partial<StatementEntry> = {}): StatementEntry => ({
  ...{ date, amount, place: `line of ${amount}` },
  ...more,
});
const statement = (entries: StatementEntry[], more: Partial<Statement> = {}): Statement => ({
  ...{ place: 'line 1', entries },
  ...more,
});
const amounts = (of: Statement) => checked(of).entries.map(({ amount }) => amount);

describe('entries come oldest first, whatever the order of the file', () => {
  test('a file that falls is turned, so that entries of one day keep the order in which they happened', () => {
    expect(
      amounts(statement([entry('2026-11-03', '3'), entry('2026-11-02', '2'), entry('2026-11-02', '1')])),
    ).toEqual([...['1', '2', '3']]);
  });

  test('a file in no order is sorted by day', () => {
    const mixed = [entry('2026-11-02', '1'), entry('2026-11-01', '2'), entry('2026-11-02', '3')];
    expect(amounts(statement(mixed))).toEqual(['2', '1', '3']);
  });

  test('a single day is turned where only the running balances tell', () => {
    const day = [
      entry('2026-11-01', '-4', { balance: '106' }),
      entry('2026-11-01', '10', { balance: '110' }),
    ];
    expect(amounts(statement(day))).toEqual(['10', '-4']);
    expect(amounts(statement(day.toReversed(), { opening: '100', closing: '106' }))).toEqual(['10', '-4']);
  });

  test('the period is what the file says, else that of the entries; one that ends before it begins says nothing', () => {
    const two = [entry('2026-11-02', '1'), entry('2026-11-05', '2')];
    const period = ({ from, to }: Statement) => `${from} ${to}`;
    expect(period(checked(statement(two, { from: '2026-11-01', to: '2026-11-30' })))).toBe(
      '2026-11-01 2026-11-30',
    );
    expect(period(checked(statement(two, { from: '2026-11-01' })))).toBe('2026-11-01 2026-11-05');
    expect(period(checked(statement(two, { from: '2026-12-01', to: '2026-11-30' })))).toBe(
      '2026-11-02 2026-11-05',
    );
    expect(period(checked(statement([])))).toBe('undefined undefined');
  });
});

/** Everything in it that contradicts itself; it is read nevertheless, with every entry. */
const faults = (of: Statement) => {
  const { faults: found = [], entries } = checked(of);
  expect(entries).toHaveLength(of.entries.length);
  return found.map(({ code, place }) => `${code} at ${place}`);
};
const refusal = (read: () => unknown) => {
  try {
    read();
    return 'read';
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    return `${error.code} at ${error.place}`;
  }
};
const two = [entry('2026-11-01', '0.1'), entry('2026-11-02', '0.2')];

describe('what contradicts itself is read, and its faults named where they are', () => {
  test('totals', () => {
    expect(faults(statement(two, { opening: '0', closing: '0.3' }))).toEqual([]);
    expect(faults(statement(two, { opening: '0', closing: '0.30', closingPlace: 'line 9' }))).toEqual([]);
    expect(faults(statement(two, { opening: '0', closing: '0.31', closingPlace: 'line 9' }))).toEqual([
      'WRONG_TOTALS at line 9',
    ]);
    expect(faults(statement([], { opening: '1', closing: '2' }))).toEqual(['WRONG_TOTALS at line 1']);
    expect(faults(statement(two, { closing: '99' }))).toEqual([]);
  });

  test('running balances, also over an entry that has none, and with the closing balance alone', () => {
    const running = (...balances: (string | undefined)[]) =>
      balances.map((balance, at) => entry(`2026-11-0${at + 1}`, `${at + 1}`, { balance }));
    expect(faults(statement(running('11', '13', '16')))).toEqual([]);
    expect(faults(statement(running('11', undefined, '16')))).toEqual([]);
    expect(faults(statement(running('11', '14', '17')))).toEqual(['WRONG_BALANCE at line of 2']);
    expect(faults(statement(running('11', '14', '16')))).toEqual([
      'WRONG_BALANCE at line of 2',
      'WRONG_BALANCE at line of 3',
    ]);
    expect(faults(statement(running('11', undefined, '17')))).toEqual(['WRONG_BALANCE at line of 3']);
    expect(faults(statement(running('11', '13', '16'), { opening: '9' }))).toEqual([
      'WRONG_BALANCE at line of 1',
    ]);
    expect(faults(statement(running('11', '14', '17'), { opening: '10', closing: '17' }))).toEqual([
      'WRONG_BALANCE at line of 2',
      'WRONG_TOTALS at line 1',
    ]);
    expect(faults(statement(running('11', '13', undefined), { closing: '16' }))).toEqual([]);
    expect(faults(statement(running('11', '13', undefined), { closing: '15' }))).toEqual([
      'WRONG_TOTALS at line 1',
    ]);
  });

  test('currencies, also of what is only announced; an entry keeps its own', () => {
    const euro = entry('2026-11-02', '3', { currency: 'EUR' });
    const mixed = statement([...two, euro], { currency: 'KRW', opening: '0', closing: '1' });
    // Of two currencies there is no sum that could be wrong.
    expect(faults(mixed)).toEqual(['MIXED_CURRENCIES at line of 3']);
    expect(checked(mixed).entries.map(({ currency }) => currency)).toEqual(['KRW', 'KRW', 'EUR']);
    const announced = statement(two, { currency: 'KRW', pending: [euro], opening: '0', closing: '1' });
    expect(faults(announced)).toEqual(['MIXED_CURRENCIES at line of 3', 'WRONG_TOTALS at line 1']);
    expect(checked(announced).pending?.[0]?.currency).toBe('EUR');
    expect(checked(statement([euro])).currency).toBe('EUR');
    expect(checked(statement(two, { currency: 'KRW' })).entries[0]?.currency).toBe('KRW');
  });

  test('what a reader has found stands first, and sums do not tell it again', () => {
    const found = { code: 'WRONG_BALANCE', place: 'line 7', reason: 'a reason' } as const;
    const wrong = statement(two.toReversed(), { opening: '0', closing: '1', faults: [found] });
    expect(checked(wrong)).toMatchObject({
      faults: [found],
      entries: [{ amount: '0.1' }, { amount: '0.2' }],
    });
  });

  test('money is booked from a file without faults only: the first is why not', () => {
    const good = checked(statement(two, { opening: '0', closing: '0.3' }));
    const bad = checked(statement(two, { opening: '0', closing: '0.31', closingPlace: 'line 9' }));
    const worse = checked(statement([entry('2026-11-01', '3', { currency: 'EUR' })], { currency: 'KRW' }));
    const book = (...statements: Statement[]) => refusal(() => mustBeBookable({ format: 'qif', statements }));
    expect([book(good), book(good, bad, worse), book(worse, bad), book()]).toEqual([
      ...['read', 'WRONG_TOTALS at line 9', 'MIXED_CURRENCIES at line of 3', 'read'],
    ]);
  });
});

describe('what is not what it claims to be is refused', () => {
  const refused = (of: Statement) => refusal(() => checked(of));

  test('a currency that is no code of one', () => {
    expect(refused(statement(two, { currency: 'Won' }))).toBe('WRONG_SHAPE at line 1');
    expect(refused(statement([entry('2026-11-01', '1', { currency: '' })]))).toBe('WRONG_SHAPE at line 1');
    const second = entry('2026-11-02', '5', { currency: 'Won' });
    expect(refused(statement([...two, second], { currency: 'KRW' }))).toBe('WRONG_SHAPE at line of 5');
  });

  test('texts come on one line and of a length that a record holds; references are never cut', () => {
    const [long] = checked(
      statement([
        entry('2026-11-01', '1', { text: `a\n\u0007 b${'x'.repeat(2_000)}`, counterparty: '김'.repeat(300) }),
      ]),
    ).entries;
    expect([long?.text?.slice(0, 5), long?.text?.length, long?.text?.at(-1)]).toEqual(['a bxx', 1_000, '…']);
    expect(long?.counterparty?.length).toBe(200);
    const halves = checked(statement([entry('2026-11-01', '1', { text: '😀'.repeat(600) })])).entries[0]
      ?.text;
    expect([halves?.isWellFormed(), halves?.length]).toEqual([true, 999]);
    const numbered = (reference: string) =>
      statement([entry('2026-11-01', '1', { bankReference: reference })]);
    expect(checked(numbered('x'.repeat(255))).entries[0]?.bankReference?.length).toBe(255);
    expect(refused(numbered('x'.repeat(256)))).toBe('WRONG_SHAPE at line of 1');
  });

  test('a number that two entries bear is no id of either', () => {
    const ids = [
      entry('2026-11-01', '1', { bankReference: 'A' }),
      entry('2026-11-01', '2', { bankReference: 'B' }),
      entry('2026-11-02', '3', { bankReference: 'A' }),
    ];
    expect(checked(statement(ids)).entries.map(({ bankReference }) => bankReference)).toEqual([
      ...[undefined, 'B', undefined],
    ]);
  });
});
