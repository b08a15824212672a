import { describe, expect, test } from 'vitest';
import { isFormula, isRounded, macOf, piecesOf, said } from './cells.ts';
import { readAcquired } from './dates.ts';
import { kindOf, kindOfModel } from './kinds.ts';

describe('kinds', () => {
  test.each([
    ['데스크톱', 'desktop'],
    ['데스크탑 PC', 'desktop'],
    ['PC', 'desktop'],
    ['컴퓨터 본체', 'desktop'],
    ['Mini PC', 'desktop'],
    ['Workstation', 'desktop'],
    ['노트북', 'laptop'],
    ['노트북 컴퓨터', 'laptop'],
    ['Notebook PC', 'laptop'],
    ['LAPTOP', 'laptop'],
    ['일체형PC', 'all-in-one'],
    ['All-in-One', 'all-in-one'],
    ['태블릿PC', 'tablet'],
    ['iPad', 'tablet'],
    ['모니터', 'monitor'],
    ['LCD 모니터', 'monitor'],
    ['레이저 프린터', 'printer'],
    ['복합기', 'printer'],
    // What belongs to a machine is none; two kinds in one cell are for a person to part.
    ['노트북 가방', undefined],
    ['도킹스테이션', undefined],
    ['Server', undefined],
    ['키보드', undefined],
    ['데스크톱+모니터', undefined],
    ['Ornamental Railings', undefined],
    ['', undefined],
  ])('%s: %s', (cell, kind) => {
    expect(kindOf(cell)).toBe(kind);
  });

  test.each([
    ['Macbook Pro 13"', 'laptop'],
    ['LG 그램 15', 'laptop'],
    ['OptiPlex 7050', 'desktop'],
    ['iMac 24', 'all-in-one'],
    ['갤럭시탭 S7', 'tablet'],
    ['XPS', undefined],
  ])('the model %s lets one guess %s', (model, kind) => {
    expect(kindOfModel(model)).toBe(kind);
  });
});

describe('when it was bought', () => {
  test.each([
    ['2019', '2019'],
    ['2019년', '2019'],
    ['2019년식', '2019'],
    ['2019-03', '2019-03'],
    ['2019. 3.', '2019-03'],
    ['201903', '2019-03'],
    ['2019년 3월', '2019-03'],
    ['2019-03-02', '2019-03-02'],
    ['2019.03.02', '2019-03-02'],
    ['2019. 3. 2.', '2019-03-02'],
    ['2019/3/2', '2019-03-02'],
    ['20190302', '2019-03-02'],
    ['2019년 3월 2일', '2019-03-02'],
    ['2019-03-02T09:30:00', '2019-03-02'],
    ['19.3.2', '2019-03-02'],
    ["'19.3", '2019-03'],
    ['1/23/23', '2023-01-23'],
    ['23/1/2023', '2023-01-23'],
    // April or May? The year is certain, and no more is said than that.
    ['4/5/16', '2016'],
    ['5/5/16', '2016-05-05'],
    ['2020-02-29', '2020-02-29'],
  ])('%s is %s', (cell, at) => {
    expect(readAcquired(cell)).toEqual({ at });
  });

  test.each([
    '2026-02-30',
    '2019-13',
    '2019-00-01',
    '20190230',
    '31/31/2019',
    '13/32/19',
    '1066',
    '2019.2.29',
    '9999',
  ])('%s is impossible', (cell) => {
    expect(readAcquired(cell)).toBe('impossible');
  });

  test.each(['약 5년 전', '43831', '곧', '3월', '19', 'Q3 2019'])('%s is unclear', (cell) => {
    expect(readAcquired(cell)).toBe('unclear');
  });

  test('nothing was bought tomorrow', () => {
    expect(readAcquired('2026-11-25', '2026-11-24')).toBe('impossible');
    expect(readAcquired('2027', '2026-11-24')).toBe('impossible');
    expect(readAcquired('2026-11', '2026-11-24')).toEqual({ at: '2026-11' });
    expect(readAcquired('2026-11-24', '2026-11-24')).toEqual({ at: '2026-11-24' });
  });
});

test.each([
  ['3', 3],
  ['3대', 3],
  ['3 EA', 3],
  ['3.0', 3],
  ['1,000', 1000],
  ['0', 0],
  ['-1', -1],
  ['세 대', undefined],
  ['1.5', undefined],
  ['1e3', undefined],
  ['3-4', undefined],
])('%s pieces: %s', (cell, pieces) => {
  expect(piecesOf(cell)).toBe(pieces);
});

test.each(['-', '—', 'N/A', 'n/a', '없음', '해당 없음', 'NULL', ' ', '?', '\u200b'])(
  '%j says nothing',
  (cell) => {
    expect(said(cell)).toBeUndefined();
  },
);

test.each([
  ['  a\n b\u00a0', 'a b'],
  ['\ufeffA\u200b1', 'A1'],
  ["'=1+1", '=1+1'],
  ["'tis", "'tis"],
])('%j says %j', (cell, text) => {
  expect(said(cell)).toBe(text);
});

test.each([
  ['6.37702E+15', true],
  ['5E+18', true],
  ['3,01043E+13', true],
  ['5CG6E+1', false],
  ['E15', false],
])('%s has lost its last digits: %s', (text, rounded) => {
  expect(isRounded(text)).toBe(rounded);
});

test.each([
  ['=1+1', true],
  ['@SUM(1)', true],
  ['+SUM(A1)', true],
  ['-cmd|x!A1', true],
  ['-5', false],
  ['+82 10-1234', false],
  ['A=1', false],
])('%s looks like a formula: %s', (text, formula) => {
  expect(isFormula(text)).toBe(formula);
});

test.each([
  ['00-1B-44-11-3A-B7', '00:1b:44:11:3a:b7'],
  ['001b.4411.3ab7', '00:1b:44:11:3a:b7'],
  ['00:00:00:00:00:00', undefined],
  ['00:1b:44', undefined],
])('the address %s is %s', (text, mac) => {
  expect(macOf(text)).toBe(mac);
});
