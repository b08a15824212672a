import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readSheet } from './read.ts';
import { harmless, type Value } from './write.ts';
import { writeCsv } from './write-csv.ts';
import { writeXlsx } from './write-xlsx.ts';

const HEADER = ['자산번호', '금액', '일자', '비고'];
const ROWS: Value[][] = [
  ['A-1', 1_234_567, new Date('2026-11-24'), 'a "b", c;\n<d> & \'e\''],
  ['000123', -5, new Date('1999-12-31'), undefined],
  ['뷁', 0.5, null, true],
];
const SAID = [
  ['A-1', '1234567', '2026-11-24', 'a "b", c;\n<d> & \'e\''],
  ['000123', '-5', '1999-12-31', ''],
  ['뷁', '0.5', '', 'TRUE'],
];
const cellsOf = async (bytes: Uint8Array) => (await readSheet('a', bytes)).rows.map(({ cells }) => cells);

test('CSV as Korean Excel opens it: the mark of UTF-8, CRLF, quotation marks where needed', () => {
  const text = Buffer.from(writeCsv(['가', 'b'], [['x,y', 'z']])).toString('utf8');
  expect(text).toBe('\ufeff가,b\r\n"x,y",z\r\n');
});

test('what is written is read again, in both forms', async () => {
  expect(await cellsOf(writeCsv(HEADER, ROWS))).toEqual(SAID);
  const sheet = await readSheet(
    'a',
    writeXlsx([{ name: '목록', header: HEADER, rows: ROWS, totals: ['합계', 9] }]),
  );
  expect(sheet).toMatchObject({ format: 'xlsx', title: '목록', header: { line: 1, cells: HEADER } });
  expect(sheet.rows.map(({ cells }) => cells)).toEqual([...SAID, ['합계', '9', '', '']]);
});

test('the same content is the same file', () => {
  const sheets = [{ name: 'a', header: HEADER, rows: ROWS }];
  expect(Buffer.from(writeXlsx(sheets)).equals(Buffer.from(writeXlsx(sheets)))).toBe(true);
});

test('names of sheets as Excel takes them, none twice', async () => {
  const header = ['a', 'b'];
  const name = '2026/11: 강동구 [전체] 목록이 아주 길어서 서른한 자를 넘는 이름';
  const bytes = writeXlsx([name, name, '', "'x'"].map((one) => ({ name: one, header, rows: [] })));
  const { title, others } = await readSheet('a', bytes);
  const names = [title ?? '', ...others];
  expect(new Set(names).size).toBe(4);
  for (const one of names) expect(one).toMatch(/^(?!')[^[\]:*?/\\]{1,31}(?<!')$/);
});

describe('nothing that goes out is computed where it is opened', () => {
  test.each([
    '=1+1',
    '=HYPERLINK("http://x","y")',
    '+SUM(A1)',
    "-2+3+cmd|' /C calc'!A0",
    '@SUM(1)',
    '\t=1',
    '\r=1',
    ' =1',
    '＝1+1',
    '|x',
    '+82-10-1234-5678',
  ])('%j', async (text) => {
    expect(harmless(text)).toBe(`'${text}`);
    for (const bytes of [
      writeCsv(['a', 'b'], [[text, 'x']]),
      writeXlsx([{ name: 'a', header: ['a', 'b'], rows: [[text, 'x']] }]),
    ]) {
      expect((await cellsOf(bytes))[0]?.[0]).toBe(`'${text}`.trim());
    }
  });

  test.each(['-5', '+3', '-1,234.5', '5-3', 'a=b', "'=1", '', '가-나'])('%j is as it was', (text) => {
    expect(harmless(text)).toBe(text);
  });

  test('whatever the text: no cell begins as a formula, none is lost, the form stays whole', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.string({ unit: 'binary', maxLength: 40 }), fc.string({ unit: 'grapheme' }))),
        async (rows) => {
          const numbered = rows.map((row, at) => [`n${at}`, ...row]);
          for (const bytes of [
            writeCsv(['tag', 'b', 'c'], numbered),
            writeXlsx([{ name: 'a', header: ['tag', 'b', 'c'], rows: numbered }]),
          ]) {
            const sheet = await readSheet('a', bytes, { headerScore: ([first]) => Number(first === 'tag') });
            expect(sheet.rows.map(({ cells }) => cells[0])).toEqual(numbered.map(([first]) => first));
            expect(
              sheet.rows.flatMap(({ cells }) => cells.slice(1)).filter((cell) => /^[=@]/.test(cell)),
            ).toEqual([]);
          }
        },
      ),
      { numRuns: 150 },
    );
  });
});
