import { describe, expect, test } from 'vitest';
import { UnreadableFile } from '../unreadable.ts';
import { readSheet } from './read.ts';
import { LARGEST_SHEET, LONGEST_CELL, MOST_COLUMNS, MOST_ROWS, type Sheet } from './sheet.ts';
import { cp949, utf16 } from './specimen.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const read = (bytes: Uint8Array | string) =>
  readSheet('a.csv', typeof bytes === 'string' ? utf8(bytes) : bytes);
const cellsOf = ({ header, rows }: Sheet) => [header, ...rows].map(({ cells }) => cells);
const linesOf = ({ rows }: Sheet) => rows.map(({ line }) => line);
const refusal = async (bytes: Uint8Array | string) => {
  const error = await read(bytes).catch((caught: unknown) => caught);
  if (!(error instanceof UnreadableFile)) throw new Error('not refused', { cause: error });
  return `${error.code} at ${error.place}`;
};

const LIST = '관리번호;제조사;비고\nA-1;삼성;뷁, 펲\nA-2;LG;\n';

describe('encodings of Korean offices', () => {
  test.each<[string, Uint8Array, string]>([
    ['UTF-8', utf8(LIST), 'utf-8'],
    ['UTF-8 with a mark', utf8(`\ufeff${LIST}`), 'utf-8'],
    ['UTF-16 as Excel writes "Unicode text"', utf16(LIST), 'utf-16le'],
    ['UTF-16, the other end first', Uint8Array.from(Buffer.from(utf16(LIST)).swap16()), 'utf-16be'],
    ['UTF-16 without a mark', utf16(`a${LIST}`, false), 'utf-16le'],
    ['cp949 with syllables that EUC-KR lacks', cp949(LIST), 'cp949'],
  ])('%s', async (_name, bytes, encoding) => {
    const sheet = await read(bytes);
    expect(sheet).toMatchObject({ format: 'csv', encoding, delimiter: ';' });
    expect(sheet.rows[0]).toEqual({ line: 2, cells: ['A-1', '삼성', '뷁, 펲'] });
  });

  test.each<[string, Uint8Array, string]>([
    ['a broken byte in UTF-8', Uint8Array.from([...utf8('번호,비고\n1,가\n2,'), 0xea, 0xb0, 0x0a]), 'line 3'],
    ['a UTF-8 file cut in the middle of a letter', utf8('번호,비고\n1,가나다').slice(0, -1), 'line 2'],
    ['a broken byte in cp949', Uint8Array.from([...cp949('번호,비고\n1,가\n2,'), 0xb0, 0x0a]), 'line 3'],
    [
      'Mac Roman, CR line ends',
      Uint8Array.from([...utf8('tag,city\rA,b\rB,Saint-'), 0x83, ...utf8('tienne\r')]),
      'line 3',
    ],
    ['Windows-1252', Uint8Array.from([...utf8('tag,city\nA,M'), 0xfc, ...utf8('nchen\n')]), 'line 2'],
    ['bytes of no text', Uint8Array.from([0x61, 0x0a, 0x00, 0x00, 0x62]), 'line 2'],
  ])('%s is refused with its line', async (_name, bytes, place) => {
    expect(await refusal(bytes)).toBe(`WRONG_ENCODING at ${place}`);
  });
});

describe('delimiters', () => {
  test.each<[string, string, string]>([
    ['commas', 'a,b,c\n1,2,3\n', ','],
    ['semicolons beside decimal commas', 'a;b;c\n1,5;2,5;3\n1,25;2;3\n', ';'],
    ['tabs beside thousands', '일자\t금액\t잔액\n1\t1,000\t2,000\n2\t5,000\t1,500,000\n', '\t'],
    ['commas beside semicolons in a note', 'a,b\n1,x;y;z\n2,"u;v"\n', ','],
    ['commas in quotation marks', 'a;b\n"x, y, z, w";2\n"x, y, z, w";3\n', ';'],
    ['a preamble that has another', '보고, 2026, 11\n\na;b;c\n1;2;3\n4;5;6\n', ';'],
    ['told by Excel', 'sep=;\na;b,c\n1;2,3\n', ';'],
  ])('%s', async (_name, text, delimiter) => {
    expect((await read(text)).delimiter).toBe(delimiter);
  });

  test('one column is a table too', async () => {
    expect(cellsOf(await read('serial\nA1\nA2\n'))).toEqual([['serial'], ['A1'], ['A2']]);
  });

  test('the line that tells the delimiter is none of the table', async () => {
    expect(await read('sep=;\r\na;b\r\n1;2\r\n')).toMatchObject({
      header: { line: 2, cells: ['a', 'b'] },
      rows: [{ line: 3, cells: ['1', '2'] }],
    });
  });
});

describe('cells and lines', () => {
  test.each<[string, string, string[][]]>([
    [
      'quotation marks',
      'a,b\n"x, ""y""",z\n',
      [
        ['a', 'b'],
        ['x, "y"', 'z'],
      ],
    ],
    [
      'an inch mark inside a cell',
      'a,b\n13" LCD,z\n',
      [
        ['a', 'b'],
        ['13" LCD', 'z'],
      ],
    ],
    [
      'text behind a closed mark',
      'a,b\n"x" y,z\n',
      [
        ['a', 'b'],
        ['x y', 'z'],
      ],
    ],
    [
      'no line end at the end',
      'a,b\n1,2',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'an empty last cell at the end',
      'a,b\n1,',
      [
        ['a', 'b'],
        ['1', ''],
      ],
    ],
    [
      'spaces around, also wide ones',
      'a,b\n  1 ,\u3000나\u00a0\n',
      [
        ['a', 'b'],
        ['1', '나'],
      ],
    ],
    [
      'a formula is its text',
      'a,b\n=1+1,@x\n',
      [
        ['a', 'b'],
        ['=1+1', '@x'],
      ],
    ],
  ])('%s', async (_name, text, cells) => {
    expect(cellsOf(await read(text))).toEqual(cells);
  });

  test.each(['\n', '\r\n', '\r'])(
    'lines are those of an editor (%j), also behind a cell of several',
    async (end) => {
      const text = ['제목', '', 'a,b', '1,"x', 'y', 'z"', ',', ' , ', '2,w', ''].join(end);
      const sheet = await read(text);
      expect(sheet.preamble).toEqual([{ line: 1, cells: ['제목'] }]);
      expect([sheet.header.line, ...linesOf(sheet)]).toEqual([3, 4, 9]);
      expect(sheet.rows[0]?.cells).toEqual(['1', `x${end}y${end}z`]);
    },
  );

  test('a row is as wide as it was written', async () => {
    expect((await read('a,b,c\n1,2\n1,2,3,4\n')).rows.map(({ cells }) => cells.length)).toEqual([2, 4]);
  });
});

describe('the header', () => {
  test('a line of words nearly as wide as the table', async () => {
    const sheet = await read('기부 목록\n담당,홍길동\n1,2,3,4\n번호,품명,수량,비고\n1,PC,3,\n');
    expect(sheet.header.line).toBe(4);
    expect(sheet.preamble.map(({ line }) => line)).toEqual([1, 2, 3]);
  });

  test('whoever knows the headings finds it', async () => {
    const headerScore = (cells: readonly string[]) => (cells.includes('시리얼') ? 1 : 0);
    const sheet = await readSheet('a.csv', utf8('가,나,다\n시리얼,,\nA,,\n'), { headerScore });
    expect(sheet.header.line).toBe(2);
  });
});

describe('refused with the line', () => {
  test.each<[string, string, string]>([
    ['a mark that never closes', 'a,b\n1,2\n"x,3\n4,5\n', 'OPEN_QUOTE at line 3'],
    ['one that closes too late', `a,b\n1,"${'x'.repeat(2 * LONGEST_CELL + 9)}"\n`, 'OPEN_QUOTE at line 2'],
    ['a cell too long', `a,b\n1,${'x'.repeat(LONGEST_CELL + 1)}\n`, 'CELL_TOO_LONG at line 2'],
    ['too many columns', `a,b\n${','.repeat(MOST_COLUMNS)}x\n`, 'TOO_MANY_COLUMNS at line 2'],
    ['one row too many', `a,b\n${'1,2\n'.repeat(MOST_ROWS + 1)}`, `TOO_MANY_ROWS at line ${MOST_ROWS + 2}`],
    ['nothing', '', 'EMPTY at file'],
    ['spaces', ' \n \n', 'EMPTY at file'],
    ['delimiters alone', ',,,\n,,,\n', 'EMPTY at file'],
    ['a web page called .xls', '\ufeff <html><table><tr><td>1</td></tr></table>', 'NOT_A_SHEET at file'],
    ['XML called .xls', '<?xml version="1.0"?><Workbook/>', 'NOT_A_SHEET at file'],
    ['a PDF', '%PDF-1.7', 'NOT_A_SHEET at file'],
  ])('%s', async (_name, text, said) => {
    expect(await refusal(text)).toBe(said);
  });

  test('exactly as many rows as are allowed', async () => {
    expect((await read(`a,b\n${'1,2\n'.repeat(MOST_ROWS)}`)).rows).toHaveLength(MOST_ROWS);
  });

  test('a file over the limit, before it is looked into', async () => {
    expect(await refusal(new Uint8Array(LARGEST_SHEET + 1))).toBe('TOO_LARGE at file');
  });

  test('the message names the file', async () => {
    await expect(readSheet('목록.csv', new Uint8Array())).rejects.toMatchObject({ file: '목록.csv' });
  });
});
