import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fingerprint } from '../../kernel/fingerprint.ts';
import { MOST_ROWS } from '../../kernel/tabular/sheet.ts';
import { effortOf } from '../../kernel/tabular/specimen.ts';
import { writeCsv } from '../../kernel/tabular/write-csv.ts';
import { writeXlsx } from '../../kernel/tabular/write-xlsx.ts';
import { UnreadableFile } from '../../kernel/unreadable.ts';
import type { AssetReading } from './asset.ts';
import { readAssetFile, readAssets } from './read.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
async function read(text: string | Uint8Array): Promise<AssetReading> {
  const { sheet, mapping } = await readAssetFile('list', typeof text === 'string' ? utf8(text) : text);
  return readAssets(sheet, mapping, '2026-11-24');
}
const HEAD = '관리번호,시리얼,종류,제조사,모델명,구입일,수량,비고';
/** What became of each row below `HEAD`, by its line. */
const verdicts = async (...rows: string[]) => {
  const { accepted, doubtful, refused } = await read([HEAD, ...rows].join('\n'));
  return Object.fromEntries([
    ...accepted.map(({ line }) => [line, 'accepted']),
    ...doubtful.map(({ line, why }) => [line, why.join(' ')]),
    ...refused.map(({ line, reason, field }) => [line, field ? `${reason} ${field}` : reason]),
  ]);
};

test('a row is understood in full', async () => {
  const { accepted, columns } = await read(
    `${HEAD},MAC 주소,CPU,메모리,SSD,상태\nA-1,LGB0042,노트북,LG전자,15Z990,2019.3.2,1,모니터 포함,00-1B-44-11-3A-B7,i5-8265U,8GB,256GB,양호\n`,
  );
  expect(accepted).toEqual([
    {
      ...{ line: 2, assetTag: 'A-1', serial: 'LGB0042', kind: 'laptop', maker: 'LG전자', model: '15Z990' },
      ...{ cpu: 'i5-8265U', memory: '8GB', disk: '256GB', mac: '00:1b:44:11:3a:b7', acquired: '2019-03-02' },
      ...{ condition: '양호', quantity: 1, note: '모니터 포함' },
      fingerprint: fingerprint({
        ...{
          maker: 'LG전자',
          model: '15Z990',
          chassis: 'laptop',
          serial: 'lgb-0042',
          macs: ['00:1b:44:11:3a:b7'],
        },
      }),
    },
  ]);
  expect(Object.keys(columns)[0]).toBe('assetTag');
  expect(columns).toMatchObject({ assetTag: '관리번호', memory: '메모리', mac: 'MAC 주소' });
});

describe('each row is accepted, doubtful with why, or refused with the reason', () => {
  test.each<[string, string, string]>([
    ['all there', 'A-1,LGB0042,노트북,LG,15Z990,2019,1,', 'accepted'],
    ['a tag alone is an identity', 'A-1,,노트북,,,,1,', 'accepted'],
    ['a serial number alone too', ',LGB0042,PC,,,,1,', 'accepted'],
    ['what says nothing is not there', 'A-1,-,노트북,N/A,없음,미상,1,', 'accepted'],
    ['monitors come along', 'M-1,,모니터,,,,1,', 'accepted'],
    ['a short serial number of a maker', ',A1,노트북,LG,X1,,1,', 'accepted'],

    ['a kind that is none of ours', 'A-1,,빔프로젝터,,,,1,', 'KIND_UNKNOWN'],
    ['no kind', 'A-1,,,,,,1,', 'KIND_MISSING'],
    ["the firmware's filler", 'A-1,To Be Filled By O.E.M.,PC,,,,1,', 'SERIAL_PLACEHOLDER'],
    ['zeros', 'A-1,0000000,PC,,,,1,', 'SERIAL_PLACEHOLDER'],
    ['a keyboard played down', 'A-1,123456789,PC,,,,1,', 'SERIAL_PLACEHOLDER'],
    ['a running number as serial number', 'A-1,7,PC,,,,1,', 'SERIAL_PLACEHOLDER'],
    ['a filler as tag', 'No Asset Tag,LGB0042,PC,,,,1,', 'TAG_PLACEHOLDER'],
    ['digits that Excel cut off', 'A-1,6.37702E+15,PC,,,,1,', 'ROUNDED_NUMBER'],
    ['only a model: which of them is it?', ',,노트북,LG,15Z990,,1,', 'NO_NUMBER'],
    ['twenty of a model', ',,노트북,LG,15Z990,,20대,', 'NO_NUMBER'],
    ['a filler is all there is', ',Default string,PC,,,,1,', 'SERIAL_PLACEHOLDER NO_NUMBER'],
    ['three machines with one number', 'A-1,LGB0042,PC,,,,3,', 'SEVERAL_WITH_ONE_NUMBER'],
    ['the quantity left out', 'A-1,,PC,,,,,', 'QUANTITY_MISSING'],
    ['a date that is none', 'A-1,,PC,,,약 5년 전,1,', 'DATE_UNCLEAR'],
    ['a formula is text, and shown', '=SUM(A1),,PC,,,,1,', 'FORMULA'],
    ['a formula in a note', 'A-1,,PC,,,,1,@SUM(1)', 'FORMULA'],

    ['a cell too few', 'A-1,,PC,,,,1', 'WRONG_COLUMN_COUNT'],
    ['a cell too many', 'A-1,,PC,,,,1,,x', 'WRONG_COLUMN_COUNT'],
    ['nothing that names it', ',,노트북,,,2019,1,비고뿐', 'NO_IDENTITY'],
    ['a control character', 'A\u0007-1,,PC,,,,1,', 'CONTROL_CHARACTER assetTag'],
    ['a turned direction of writing', 'A-1,AB\u202eC1,PC,,,,1,', 'CONTROL_CHARACTER serial'],
    ['a lost letter', 'A-1,,PC,삼\ufffd,,,1,', 'CONTROL_CHARACTER maker'],
    ['a paragraph in the wrong column', `${'A'.repeat(65)},,PC,,,,1,`, 'CELL_TOO_LONG assetTag'],
    ['a quantity in words', 'A-1,,PC,,,,여러 대,', 'QUANTITY_NOT_A_NUMBER quantity'],
    ['none of it', 'A-1,,PC,,,,0,', 'QUANTITY_OUT_OF_RANGE quantity'],
    ['more than a list has', ',,PC,LG,X,,99999,', 'QUANTITY_OUT_OF_RANGE quantity'],
    ['no such day', 'A-1,,PC,,,2026-02-30,1,', 'IMPOSSIBLE_DATE acquired'],
    ['bought tomorrow', 'A-1,,PC,,,2026-11-25,1,', 'IMPOSSIBLE_DATE acquired'],
  ])('%s', async (_name, row, verdict) => {
    expect(await verdicts(row)).toEqual({ 2: verdict });
  });

  test('cells beyond the header that are empty do no harm', async () => {
    expect(await verdicts('A-1,,PC,,,,1,,,')).toEqual({ 2: 'accepted' });
  });

  test('the model lets guess the kind; a person says it', async () => {
    const { doubtful } = await read(`${HEAD}\nA-1,,,Apple,MacBook Air,,1,\n`);
    expect(doubtful).toMatchObject([{ why: ['KIND_MISSING'], asset: { kind: 'laptop' } }]);
  });
});

describe('doubles in one list are both shown, each with the line of the other', () => {
  test.each<[string, string[], Record<number, string>]>([
    [
      'a tag',
      ['A-1,S-001,PC,,,,1,', 'a-1 ,S-002,PC,,,,1,', 'A-2,,PC,,,,1,'],
      { 2: 'SAME_TAG:3', 3: 'SAME_TAG:2', 4: 'accepted' },
    ],
    [
      'a machine',
      ['A-1,LGB-0042,노트북,LG,X,,1,', 'A-2,lgb0042,노트북,lg,x,,1,'],
      { 2: 'SAME_MACHINE:3', 3: 'SAME_MACHINE:2' },
    ],
    [
      'a serial number of two models',
      ['A-1,LGB0042,PC,LG,X1,,1,', 'A-2,LGB0042,PC,LG,Y1,,1,'],
      { 2: 'SAME_SERIAL:3', 3: 'SAME_SERIAL:2' },
    ],
    [
      'three',
      ['B-7,,PC,,,,1,', 'B-7,,PC,,,,1,', 'B-7,,PC,,,,1,'],
      { 2: 'SAME_TAG:3', 3: 'SAME_TAG:2', 4: 'SAME_TAG:2' },
    ],
    ['fillers are no doubles', ['A-1,None,PC,,,,1,', 'A-2,None,PC,,,,1,'], { 2: 'accepted', 3: 'accepted' }],
  ])('%s', async (_name, rows, expected) => {
    expect(await verdicts(...rows)).toEqual(expected);
  });
});

test('preamble, blank lines and totals are no rows; lines are those of the file', async () => {
  const text = `2026년 기부 목록\n담당,홍길동\n\n${HEAD}\n\nA-1,,PC,,,,1,"두\n줄"\n,,,,,,,\nA-2,,빔,,,,1,\n합계,,,,,,2,\n`;
  const reading = await read(text);
  expect(reading).toMatchObject({ rows: 2, totals: [10], doubtful: [{ line: 9 }] });
  expect(reading.accepted.map(({ line }) => line)).toEqual([6]);
});

test("a person's mapping is read with in place of the recognised one", async () => {
  const { sheet, mapping } = await readAssetFile(
    'a',
    utf8('번호,관리번호,기타사항,모델\nX-9,A-1,노트북,15Z\n'),
  );
  expect(readAssets(sheet, mapping).doubtful).toMatchObject([{ why: ['KIND_MISSING'] }]);
  const { accepted, columns } = readAssets(sheet, { ...mapping, assetTag: 0, kind: 2 });
  expect(accepted).toMatchObject([{ assetTag: 'X-9', kind: 'laptop' }]);
  expect(columns).toMatchObject({ assetTag: '번호', kind: '기타사항' });
});

test.each([
  ['a list of people', 'First Name,Last Name,Email,Notes\na,b,c,d\n', 'NO_KNOWN_COLUMN at line 1'],
  ['a bank statement', '거래일시,적요,출금,입금,잔액\n2026-11-24,가,0,1,1\n', 'NO_KNOWN_COLUMN at line 1'],
  ['headings alone', `${HEAD}\n`, 'NO_ROWS at line 1'],
])('%s is refused as a file', async (_name, text, expected) => {
  const error = await readAssetFile('a.csv', utf8(text)).catch((caught: unknown) => caught);
  if (!(error instanceof UnreadableFile)) throw new Error('not refused');
  expect(`${error.code} at ${error.place}`).toBe(expected);
  expect(error.file).toBe('a.csv');
});

test('5,000 rows are read and judged in less than 2 seconds, from CSV and XLSX', async () => {
  const header = HEAD.split(',');
  const rows = Array.from({ length: MOST_ROWS }, (_, at) => [
    ...[`A-${at}`, `LGB${100_000 + at}`, '노트북', 'LG전자', `15Z${at % 9}`, '2019-03-02', 1, '가방 있음'],
  ]);
  for (const bytes of [writeCsv(header, rows), writeXlsx([{ name: '목록', header, rows }])]) {
    const effort = await effortOf(async () => {
      const { rows: count, accepted } = await read(bytes);
      expect([count, accepted.length]).toEqual([MOST_ROWS, MOST_ROWS]);
    });
    expect(effort).toBeLessThan(2_000);
  }
});

test('no row is lost, and none is in two places, whatever stands in the cells', async () => {
  const cell = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.constantFrom('A-1', '노트북', '2026-02-30', '3', '-', '=1', '6.3E+15', 'None', '합계'),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(cell, { minLength: 8, maxLength: 8 }), { minLength: 1, maxLength: 12 }),
      async (cells) => {
        const body = cells.map((row) =>
          ['k', ...row]
            .map((one) => `"${one.toWellFormed().replaceAll('\0', '').replaceAll('"', '""')}"`)
            .join(','),
        );
        const { rows, accepted, doubtful, refused, totals } = await read(`key,${HEAD}\n${body.join('\n')}\n`);
        const lines = [...accepted, ...doubtful, ...refused].map(({ line }) => line);
        expect(new Set(lines).size).toBe(rows);
        expect(lines.length).toBe(rows);
        expect(rows + totals.length).toBe(cells.length);
      },
    ),
    { numRuns: 300 },
  );
});
