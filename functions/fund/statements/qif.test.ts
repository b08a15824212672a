import { describe, expect, test } from 'vitest';
import { UnreadableFile } from '../../kernel/unreadable.ts';
import { isQif, readQif } from './qif.ts';

const record = (date: string, amount: string, more = '') => `D${date}\nT${amount}\n${more}^\n`;
const bank = (...records: readonly string[]) => `!Type:Bank\n${records.join('')}`;
const daysOf = (...dates: readonly string[]) =>
  readQif(bank(...dates.map((date) => record(date, '5')))).statements[0]?.entries.map(({ date }) => date);

function refusalOf(text: string): string {
  try {
    readQif(text);
    return 'read';
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    return `${error.code} at ${error.place}`;
  }
}

test('an account with its entries', () => {
  const text = `!Account\nNChest\nTBank\n^\n${bank(
    record('2026-11-27', '-1,200.50', 'PKim\nMGift\nN7\nCX\nLFood\nSFood\n$-1,000.00\nSTax\n$-200.50\n'),
  )}`;
  expect(isQif(text)).toBe(true);
  expect(readQif(text)).toEqual({
    format: 'qif',
    statements: [
      {
        ...{
          account: 'Chest',
          currency: undefined,
          from: '2026-11-27',
          to: '2026-11-27',
          opening: undefined,
        },
        ...{ place: 'line 5', pending: undefined },
        entries: [
          {
            ...{
              date: '2026-11-27',
              amount: '-1200.50',
              currency: undefined,
              text: 'Gift',
              counterparty: 'Kim',
            },
            ...{ reference: '7', bankReference: undefined, place: 'line 6' },
          },
        ],
      },
    ],
  });
});

describe('the order of dates is decided over the whole file', () => {
  test.each([
    [
      ['8/12/13', '8/15/13'],
      ['2013-08-12', '2013-08-15'],
    ],
    [
      ['12/8/13', '15/8/13'],
      ['2013-08-12', '2013-08-15'],
    ],
    [
      ["8/12'13", "8/15' 4"],
      ['2004-08-15', '2013-08-12'],
    ],
    [['12.8.2026'], ['2026-08-12']],
    [
      ['2026-08-12', '2026/8/15'],
      ['2026-08-12', '2026-08-15'],
    ],
    [['20260812'], ['2026-08-12']],
    [
      ['8/15/99', '8/16/01'],
      ['1999-08-15', '2001-08-16'],
    ],
    [
      ['12/ 8/2013', '13/ 8/2013'],
      ['2013-08-12', '2013-08-13'],
    ],
    // Day and month are one number: there is nothing to tell apart.
    [['8/8/2026'], ['2026-08-08']],
  ])('%j', (dates, days) => {
    expect(daysOf(...dates)).toEqual(days);
  });

  test.each([
    ['two orders fit and differ', ['8/8/13', '8/12/13'], 'UNCLEAR_DATE at line 5'],
    ['no order fits all', ['8/15/13', '15/8/13'], 'UNCLEAR_DATE at line 5'],
    ['a year first beside a year last', ['2013-08-15', '15/8/13'], 'UNCLEAR_DATE at line 5'],
    ['a day that no month has', ['2/30/2026', '8/15/2026'], 'NO_SUCH_DATE at line 2'],
    ['a word', ['today'], 'NO_SUCH_DATE at line 2'],
    ['three digits for a year', ['8/15/202'], 'NO_SUCH_DATE at line 2'],
  ])('%s: refused', (_, dates, expected) => {
    expect(refusalOf(bank(...dates.map((date) => record(date, '5'))))).toBe(expected);
  });
});

describe('amounts', () => {
  const amountsOf = (...amounts: readonly string[]) =>
    readQif(bank(...amounts.map((amount) => record('2026-11-27', amount)))).statements[0]?.entries.map(
      ({ amount }) => amount,
    );

  test.each([
    [
      ['-1,000.00', '75.46'],
      ['-1000.00', '75.46'],
    ],
    [
      ['-1.000,00', '75,46'],
      ['-1000.00', '75.46'],
    ],
    [
      ['1,000', '75.46'],
      ['1000', '75.46'],
    ],
    [
      ['1,000', '2,000,000'],
      ['1000', '2000000'],
    ],
    [["1'000.50"], ['1000.50']],
    [
      ['5', '-7'],
      ['5', '-7'],
    ],
  ])('%j', (written, amounts) => {
    expect(amountsOf(...written)).toEqual(amounts);
  });

  test.each([
    ['1,000 alone', ['1,000'], 'WRONG_AMOUNT at line 3'],
    ['point and comma', ['5.50', '5,50'], 'WRONG_AMOUNT at line 6'],
    ['groups of no thousands', ['5.50', '1,00.50'], 'WRONG_AMOUNT at line 6'],
    ['letters', ['five'], 'WRONG_AMOUNT at line 3'],
  ])('%s: refused', (_, written, expected) => {
    expect(refusalOf(bank(...written.map((amount) => record('2026-11-27', amount))))).toBe(expected);
  });

  test('U stands for T where that is missing', () => {
    const [statement] = readQif(bank('D2026-11-27\nU5.50\n^\n')).statements;
    expect(statement?.entries[0]?.amount).toBe('5.50');
  });
});

test("Quicken's first record is the opening balance and no payment", () => {
  const opening = record('2026-11-01', '100.00', 'POpening Balance\nL[Chest]\n');
  const [statement] = readQif(bank(opening, record('2026-11-27', '5.00'))).statements;
  expect(statement).toMatchObject({ account: 'Chest', opening: '100.00', entries: [{ amount: '5.00' }] });
  // A payment may be called so too.
  const [other] = readQif(bank(record('2026-11-01', '100.00', 'POpening Balance\n'))).statements;
  expect([other?.opening, other?.entries.length]).toEqual([undefined, 1]);
});

test('several accounts; lists of categories and options hold no money', () => {
  const account = (name: string) => `!Account\nN${name}\nTBank\n^\n`;
  const text =
    `!Option:AutoSwitch\n!Account\nNA\n^\nNB\n^\n!Clear:AutoSwitch\n!Type:Cat\nNFood\nE\n^\n` +
    `${account('A')}${bank(record('2026-11-27', '1'))}${account('B')}!Type:CCard\n${record('2026-11-27', '2')}`;
  const { statements } = readQif(text);
  expect(statements.map(({ account: name, entries }) => [name, entries.map(({ amount }) => amount)])).toEqual(
    [
      ['A', ['1']],
      ['B', ['2']],
    ],
  );
});

describe('what is malformed is refused with its line', () => {
  test.each([
    [
      'a record that is not closed',
      bank(record('2026-11-27', '5')).replace('^\n', ''),
      'TRUNCATED at line 3',
    ],
    ['a section within a record', `${bank('D2026-11-27\n')}!Type:Bank\n`, 'TRUNCATED at line 2'],
    ['a record before any section', record('2026-11-27', '5'), 'OUT_OF_PLACE at line 1'],
    ['no date', bank('T5\n^\n'), 'NO_DATE at line 2'],
    ['no amount', bank('D2026-11-27\n^\n'), 'WRONG_AMOUNT at line 2'],
    ['an account of securities', '!Type:Invst\nD2026-11-27\n^\n', 'WRONG_SHAPE at line 1'],
    ['no account', '!Type:Cat\nNFood\n^\n', 'NO_STATEMENT at file'],
  ])('%s', (_, text, expected) => {
    expect(refusalOf(text)).toBe(expected);
  });

  test('an account without movements is read', () => {
    expect(readQif('!Type:Bank\n').statements).toMatchObject([{ entries: [] }]);
  });
});
