import { describe, expect, test } from 'vitest';
import { UnreadableFile } from '../../kernel/unreadable.ts';
import { amountOf, decimalMarkOf, figureIn } from './sheet-amounts.ts';
import { dateIn, daysOf, timeIn } from './sheet-dates.ts';
import { directionOf } from './sheet-signs.ts';
import { refusalOf } from './testing.ts';

const spot = (line = 1) => ({ word: 'line' as const, line, column: 2 });
const figures = (cells: readonly string[]) =>
  cells.map((cell, at) => {
    const figure = figureIn(cell, spot(at + 1));
    if (figure === undefined || figure === 'nothing') throw new Error(`no figure: ${cell}`);
    return figure;
  });
const amounts = (cells: readonly string[], known = {}) => {
  const found = figures(cells);
  const mark = decimalMarkOf(found, known);
  return found.map((figure) => amountOf(figure, mark));
};

describe('amounts', () => {
  test.each([
    ['1,000', '1000'],
    ['1,000원', '1000'],
    ['₩1,000', '1000'],
    ['￦ 1,000', '1000'],
    ['\\1,000', '1000'],
    ['KRW 1,000', '1000'],
    ['(1,000)', '-1000'],
    ['−1,000', '-1000'],
    ['–1,000', '-1000'],
    ['1,000-', '-1000'],
    ['△1,000', '-1000'],
    ['▲ 1,000', '-1000'],
    ['-₩1,000', '-1000'],
    ['₩-1,000', '-1000'],
    ['+1,000', '1000'],
    ["'-1,000", '-1000'],
    ['１，０００', '1000'],
    ['1 000', '1000'],
    ["1'000.50", '1000.50'],
    ['12.50 DR', '-12.50'],
    ['12.50CR', '12.50'],
    ['12,34,567.00', '1234567.00'],
    ['.50', '0.50'],
    ['-0', '0'],
    ['0.00', '0.00'],
    ['007', '7'],
    ['9007199254740993', '9007199254740993'],
  ])('%s is %s', (cell, amount) => {
    expect(amounts([cell])).toEqual([amount]);
  });

  test.each(['', '-', '--', '–', '없음', 'N/A'])('%j is no amount and no fault', (cell) => {
    expect(figureIn(cell, spot())).toBe('nothing');
  });

  test.each([
    '천원',
    '1,000원정',
    '12abc',
    '1.2.3-4',
    '(1,000',
    '-(1,000)',
    '=1+1',
    '1e5',
    '1,000usd',
    '12:30',
    '2026.05.01(금)',
    '9'.repeat(61),
  ])('%j is no amount', (cell) => {
    expect(figureIn(cell, spot())).toBeUndefined();
  });

  test.each<[string, string[], string[]]>([
    ['German', ['1.234,56', '1.000', '7'], ['1234.56', '1000', '7']],
    ['German, from one cell of cents', ['1.000', '25,50'], ['1000', '25.50']],
    ['German, from one cell of millions', ['1.000', '1.000.000'], ['1000', '1000000']],
    ['English', ['1,234.56', '1,000'], ['1234.56', '1000']],
    ['English, from one cell of cents', ['1,000', '2.5'], ['1000', '2.5']],
    ['Korean', ['1,000', '100'], ['1000', '100']],
    ['three decimals that begin with zero', ['0.125', '1.500'], ['0.125', '1.500']],
    ['no mark at all', ['1000', '5'], ['1000', '5']],
  ])('over the column: %s', (_name, cells, expected) => {
    expect(amounts(cells)).toEqual(expected);
  });

  test('a point and three digits alone are open, unless currency or workbook decide', () => {
    expect(refusalOf(() => amounts(['5', '1.000']))).toBe('WRONG_AMOUNT at line 2, column 3');
    expect(amounts(['1.000'], { whole: true })).toEqual(['1000']);
    expect(amounts(['1.125'], { workbook: true })).toEqual(['1.125']);
  });

  test.each<[string[], string]>([
    [['1.234,56', '1,234.56'], 'line 2, column 3'],
    [['5', '1,50', '1.5'], 'line 3, column 3'],
    [['1.5', '12,34'], 'line 2, column 3'],
    [['1,234.56', '1234,567,8'], 'line 2, column 3'],
    [['1,2345,678.5'], 'line 1, column 3'],
  ])('contradictions in %j are refused', (cells, place) => {
    expect(refusalOf(() => amounts(cells))).toBe(`WRONG_AMOUNT at ${place}`);
  });
});

const days = (cells: readonly string[], hints = {}) =>
  daysOf(
    cells.map((cell, at) => {
      const date = dateIn(cell, spot(at + 1));
      if (!date) throw new Error(`no date: ${cell}`);
      return date;
    }),
    { korean: false, ...hints },
  );

describe('dates', () => {
  test.each([
    ['2026-11-23', ''],
    ['2026.11.23', ''],
    ['2026.11.23.', ''],
    ['2026. 11. 23.', ''],
    ['2026/11/23 9:05', '090500'],
    ['20261123', ''],
    ['20261123093015', '093015'],
    ['2026-11-23T09:30:15', '093015'],
    ['2026-11-23T09:30:15+09:00', '093015'],
    ['2026년 11월 23일', ''],
    ['2026년11월23일 (월) 오후 2:05', '140500'],
    ['26년 11월 23일', ''],
    ['2026.11.23(월)', ''],
    ['2026.11.23 14시 05분', '140500'],
    ['23 Nov 2026', ''],
    ['23-Nov-26', ''],
    ['Nov 23, 2026', ''],
    ['November 23, 2026 12:05 AM', '000500'],
    ["'2026-11-23", ''],
    ['２０２６．１１．２３', ''],
  ])('%s', (cell, time) => {
    expect(days([cell])).toEqual(['2026-11-23']);
    expect(dateIn(cell, spot())?.time).toBe(time);
  });

  test('a workbook may hold a bare count of days', () => {
    expect(dateIn('46349.396527777775', spot(), true)).toMatchObject({
      numbers: ['2026', '11', '23'],
      time: '093100',
    });
    expect(dateIn('46349', spot())).toBeUndefined();
    expect(dateIn('5000', spot(), true)).toBeUndefined();
  });

  test.each(['', '잘못된 날짜', '합계', '11-23', '1,000', '2026-11', '2026-11-23 잔액', 'x'.repeat(100)])(
    '%j is no date',
    (cell) => {
      expect(dateIn(cell, spot())).toBeUndefined();
    },
  );

  test.each<[string, string[], string[], object?]>([
    ['day first, for there is no month 23', ['05/04/2026', '23/04/2026'], ['2026-04-05', '2026-04-23']],
    ['month first', ['04/05/2026', '04/23/2026'], ['2026-04-05', '2026-04-23']],
    ['day and month alike', ['05/05/2026', '04/04/2026'], ['2026-05-05', '2026-04-04']],
    [
      'by the order of the list',
      ['02/04/2026', '01/05/2026', '01/06/2026', '02/06/2026', '01/07/2026'],
      ['2026-04-02', '2026-05-01', '2026-06-01', '2026-06-02', '2026-07-01'],
    ],
    [
      'by the period',
      ['04/05/2026', '04/05/2026'],
      ['2026-05-04', '2026-05-04'],
      { from: '2026-05-01', to: '2026-05-31' },
    ],
    [
      'Korean, two digits: the year',
      ['26.11.23', '26.11.10'],
      ['2026-11-23', '2026-11-10'],
      { korean: true },
    ],
    ['two digits, days of one month last', ['26-10-05', '26-12-31'], ['2026-10-05', '2026-12-31']],
    [
      'two digits, days of one month first',
      ['23.11.26', '30.11.26', '31.12.26'],
      ['2026-11-23', '2026-11-30', '2026-12-31'],
    ],
  ])('decided over the column: %s', (_name, cells, expected, hints) => {
    expect(days(cells, hints)).toEqual(expected);
  });

  test.each<[string, string[], string]>([
    ['30 February', ['2026-02-01', '2026-02-30'], 'NO_SUCH_DATE at line 2, column 3'],
    ['29 February of a common year', ['20270229'], 'NO_SUCH_DATE at line 1, column 3'],
    ['month 13', ['2026.13.01'], 'NO_SUCH_DATE at line 1, column 3'],
    ['a day that no order has', ['31/12/2026', '12/31/2026'], 'NO_SUCH_DATE at line 2, column 3'],
    ['31 April', ['15/04/2026', '31/04/2026'], 'NO_SUCH_DATE at line 2, column 3'],
    [
      'which is the month cannot be told',
      ['05/05/2026', '04/05/2026', '05/06/2026'],
      'UNCLEAR_DATE at line 2, column 3',
    ],
    ['which is the year cannot be told', ['10.11.12'], 'UNCLEAR_DATE at line 1, column 3'],
  ])('refused: %s', (_name, cells, expected) => {
    expect(refusalOf(() => days(cells))).toBe(expected);
  });

  test.each([
    ['9:03:12', '090312'],
    ['93012', '093012'],
    ['0930', '093000'],
    ['오전 12:01', '000100'],
    ['3:15 pm', '151500'],
    ['가상지점', ''],
  ])('time %s', (cell, time) => {
    expect(timeIn(cell)).toBe(time);
  });
});

test.each([
  ['입금', 'came'],
  ['[+]', 'came'],
  ['타행이체입금', 'came'],
  ['C', 'came'],
  ['출금', 'went'],
  ['지급', 'went'],
  ['DR', 'went'],
  ['-', 'went'],
  ['입금취소', undefined],
  ['입출금', undefined],
  ['체크카드', undefined],
  ['', undefined],
])('the word %j says %s', (word, direction) => {
  expect(directionOf(word)).toBe(direction);
});

test('refusals carry nothing of the file', () => {
  try {
    amounts(['1.234,56', '9,999.99']);
    throw new Error('not refused');
  } catch (error) {
    expect(error instanceof UnreadableFile && error.reason).not.toContain('9');
  }
});
