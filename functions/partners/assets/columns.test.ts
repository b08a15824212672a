import { describe, expect, test } from 'vitest';
import type { AssetField } from './asset.ts';
import { assetHeaderScore, candidates, faultOf, recogniseColumns, tellsOfAssets } from './columns.ts';

/** Our name → the heading, as a person reads it. */
const read = (header: readonly string[]) =>
  Object.fromEntries(
    Object.entries(recogniseColumns(header)).map(([field, column]) => [field, header[column]]),
  );

describe('columns are recognised by what companies call them', () => {
  test.each<[string, string[], Partial<Record<AssetField, string>>]>([
    [
      'a Korean list',
      [
        '연번',
        '관리번호',
        '품명',
        '제조사',
        '모델명',
        'S/N',
        'CPU',
        '메모리(GB)',
        'SSD/HDD',
        '구입일자',
        '상태',
        '수량',
        '비고',
      ],
      {
        ...{
          assetTag: '관리번호',
          kind: '품명',
          maker: '제조사',
          model: '모델명',
          serial: 'S/N',
          cpu: 'CPU',
        },
        ...{
          memory: '메모리(GB)',
          disk: 'SSD/HDD',
          acquired: '구입일자',
          condition: '상태',
          quantity: '수량',
          note: '비고',
        },
      },
    ],
    [
      'spaces, brackets and wide letters',
      ['자산 번호', '제조 번호 (Serial)', 'ＣＰＵ', '[메모리]', '도입 연도'],
      {
        assetTag: '자산 번호',
        serial: '제조 번호 (Serial)',
        cpu: 'ＣＰＵ',
        memory: '[메모리]',
        acquired: '도입 연도',
      },
    ],
    [
      'an English list',
      [
        'Asset No.',
        'Device Type',
        'Brand',
        'Model',
        'Serial #',
        'MAC Address',
        'Purchase Date',
        'Qty',
        'Remarks',
      ],
      {
        ...{ assetTag: 'Asset No.', kind: 'Device Type', maker: 'Brand', model: 'Model', serial: 'Serial #' },
        ...{ mac: 'MAC Address', acquired: 'Purchase Date', quantity: 'Qty', note: 'Remarks' },
      },
    ],
    [
      "the machine's own, not its parts' or a note's",
      [
        'Placeholder Serial Number',
        'Device Serial Number',
        'Processor 1 Serial Number',
        'Model Notes',
        'Model Number',
        'Model',
      ],
      { serial: 'Device Serial Number', model: 'Model' },
    ],
    [
      'a word for the thing in front',
      ['본체 시리얼번호', 'PC 모델명'],
      { serial: '본체 시리얼번호', model: 'PC 모델명' },
    ],
    ['nothing', ['First Name', 'Employee Number', 'Lot Type', '거래일시', ''], {}],
  ])('%s', (_name, header, expected) => {
    expect(read(header)).toEqual(expected);
  });

  test('a heading that stands twice: the first is taken, the other offered', () => {
    const header = ['Tag', 'Category', 'Category'];
    expect(recogniseColumns(header)).toEqual({ assetTag: 0, kind: 1 });
    expect(candidates(header).filter(({ field }) => field === 'kind')).toMatchObject([
      { column: 1 },
      { column: 2 },
    ]);
  });

  test('two columns that may be one field: the surer name wins, whatever their order', () => {
    expect(recogniseColumns(['Type', 'Device Type', 'Model'])).toMatchObject({ kind: 1 });
    expect(recogniseColumns(['일련번호', '시리얼번호', '모델'])).toMatchObject({ serial: 1 });
  });
});

test('a list of machines names a number, a maker or a model', () => {
  expect(tellsOfAssets(recogniseColumns(['관리번호']))).toBe(true);
  expect(tellsOfAssets(recogniseColumns(['종류', '수량', '비고']))).toBe(false);
  expect(assetHeaderScore(['담당', '연락처', '비고'])).toBe(0);
  expect(assetHeaderScore(['관리번호', '모델명', '비고'])).toBe(3);
});

test.each([
  [{ serial: 0, model: 1 }, undefined],
  [{ serial: 2 }, 'NO_SUCH_COLUMN'],
  [{ serial: -1 }, 'NO_SUCH_COLUMN'],
  [{ serial: 0.5 }, 'NO_SUCH_COLUMN'],
  [{ serial: 1, model: 1 }, 'COLUMN_TWICE'],
  [{ note: 1 }, 'TELLS_OF_NOTHING'],
  [{}, 'TELLS_OF_NOTHING'],
])("a person's mapping %j: %s", (mapping, fault) => {
  expect(faultOf(mapping, ['a', 'b'])).toBe(fault);
});
