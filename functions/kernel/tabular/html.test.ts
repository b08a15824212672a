import { describe, expect, test } from 'vitest';
import { UnreadableFile } from '../unreadable.ts';
import { readSheet } from './read.ts';
import type { SheetOptions } from './sheet.ts';
import { cp949, utf16 } from './specimen.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const WELCOME: SheetOptions = {
  also: ['html', 'text'],
  headerScore: (cells) => Number(cells.includes('일자')),
};
const read = (page: string | Uint8Array, options = WELCOME) =>
  readSheet('a.xls', typeof page === 'string' ? utf8(page) : page, options);
const rowsOf = async (page: string | Uint8Array) => {
  const { preamble, header, rows } = await read(page, { also: ['html'] });
  return [...preamble, header, ...rows].map(({ cells }) => cells);
};
const refusal = async (page: string | Uint8Array, options?: SheetOptions) => {
  const error = await read(page, options).catch((caught: unknown) => caught);
  if (!(error instanceof UnreadableFile)) throw new Error('not refused', { cause: error });
  return `${error.code} at ${error.place}`;
};
const table = (rows: string) => `<html><body><table>${rows}</table></body></html>`;

describe('web pages named .xls', () => {
  const PAGE =
    '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="CHARSET">' +
    '<style><!-- td { mso-number-format:"\\@"; } .a > .b {} --></style><script>document.write("<tr><td>악</td></tr>")</script></head><body>' +
    '<!--[if gte mso 9]><xml><table><tr><td>숨은</td></tr></table></xml><![endif]-->' +
    '<TABLE border=1><TR><TD colspan=3>거래내역</TD></TR></TABLE><p>표 밖의 말</p>' +
    "<table><tr><th>일자</th><th nowrap>내용</th><th title='a > b'>금액</th></tr>" +
    '<tr><td>2026-05-01</td><td>가&nbsp;&amp;&#45208;<br>다</td><td style="mso-number-format:\'0\'">1,000</td></tr></table></body></html>';
  const CELLS = [
    ['거래내역', '', ''],
    ['일자', '내용', '금액'],
    ['2026-05-01', '가 &나 다', '1,000'],
  ];

  test.each<[string, Uint8Array, string]>([
    ['UTF-8', utf8(PAGE.replace('CHARSET', 'utf-8')), 'utf-8'],
    ['UTF-8 with a mark, called EUC-KR', utf8(`\ufeff${PAGE.replace('CHARSET', 'euc-kr')}`), 'utf-8'],
    ['cp949', cp949(PAGE.replace('CHARSET', 'euc-kr')), 'cp949'],
    ['cp949, called UTF-8', cp949(PAGE.replace('CHARSET', 'utf-8')), 'cp949'],
    ['UTF-16', utf16(PAGE.replace('CHARSET', 'utf-16')), 'utf-16le'],
  ])('%s', async (_name, bytes, encoding) => {
    const sheet = await read(bytes);
    expect(sheet).toMatchObject({ format: 'html', encoding, others: [] });
    expect(sheet.preamble).toEqual([{ line: 1, cells: ['거래내역'] }]);
    expect(sheet.header.line).toBe(2);
    expect(sheet.rows).toEqual([{ line: 3, cells: CELLS[2] }]);
  });

  test('rare syllables in cp949 are read when the page names its encoding', async () => {
    const page = (charset: string) => cp949(`<meta charset=${charset}><table><tr><td>뷁펲</td></tr></table>`);
    expect(await rowsOf(page('ks_c_5601-1987'))).toEqual([['뷁펲']]);
    expect(await refusal(page('latin1'))).toBe('WRONG_ENCODING at line 1');
  });

  test.each<[string, string, string[][]]>([
    [
      'cells and rows that are never closed',
      '<table><tr><td>a<td>b<tr><td>c<td>d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['head and body of a table', table('<thead><tr><th>a</thead><tbody><tr><td>b</tbody>'), [['a'], ['b']]],
    ['a cell without a row', table('<td>a</td><td>b</td>'), [['a', 'b']]],
    [
      'an ampersand and a sign of less that begin nothing',
      table('<tr><td>A&B</td><td>C&</td><td>1 < 2</td><td>&no;&#0;&#xd800;</td></tr>'),
      [['A&B', 'C&', '1 < 2', '&no;&#0;&#xd800;']],
    ],
    ['references without a semicolon', table('<tr><td>a&nbsp b&lt c</td></tr>'), [['a b< c']]],
    ['a merged title', table('<tr><td colspan="2">a</td><td>b</td></tr>'), [['a', '', 'b']]],
    [
      'a cell over two rows',
      table('<tr><td rowspan=2>a<td>b</tr><tr><td>c</tr><tr><td>d</tr>'),
      [['a', 'b'], ['a', 'c'], ['d']],
    ],
    [
      'cells over two rows at the end',
      table('<tr><td>a<td rowspan=2>b</tr><tr><td>c</tr>'),
      [
        ['a', 'b'],
        ['c', 'b'],
      ],
    ],
    [
      'a header in two rows',
      table('<tr><th rowspan=2>일자<th colspan=2>금액<th rowspan=2>잔액<tr><th>입금<th>출금'),
      [
        ['일자', '금액', '', '잔액'],
        ['일자', '입금', '출금', '잔액'],
      ],
    ],
    [
      'tables in the cells of a table',
      table('<tr><td>a<table><tr><td>b</td></tr></table></td><td>c</td></tr>'),
      [['b'], ['a', 'c']],
    ],
    [
      'text areas and hidden scripts',
      table('<tr><td><textarea><td>x</textarea>a<script>"<td>"</script></td><td>b</td></tr>'),
      [['a', 'b']],
    ],
    [
      'a quotation mark that opens nothing',
      table('<tr><td width=5">a</td><td alt="x > y" title=\'>\'>b</td></tr>'),
      [['a', 'b']],
    ],
  ])('%s', async (_name, page, cells) => {
    const rows = await rowsOf(page);
    const width = Math.max(...cells.map(({ length }) => length));
    expect(rows.map((row) => [...row, ...Array<string>(width - row.length).fill('')])).toEqual(
      cells.map((row) => [...row, ...Array<string>(width - row.length).fill('')]),
    );
  });

  test('what stands once beside several rows is repeated only where it is meant for all', async () => {
    const page = table('<tr><td rowspan=2>2026-05-01<td rowspan=2>5,000<td>a</tr><tr><td>b</tr>');
    const { header, rows } = await read(page, { also: ['html'], repeats: (text) => text.includes('-') });
    expect([header, ...rows].map(({ cells }) => cells)).toEqual([
      ['2026-05-01', '5,000', 'a'],
      ['2026-05-01', '', 'b'],
    ]);
  });

  test.each<[string, string, string]>([
    ['no table', '<html><body><p>점검 중입니다</p></body></html>', 'NOT_A_SHEET at file'],
    ['a table that holds nothing', table('<tr><td></td></tr>'), 'EMPTY at file'],
    ['a page cut within a tag', '<table>\n<tr><td>a</td><td cla', 'TRUNCATED at line 2'],
    ['a page cut within a script', '<table><tr><td>a<script>x', 'TRUNCATED at line 1'],
    ['a page cut within a comment', '<table><tr><td>a<!-- x', 'TRUNCATED at line 1'],
    ['tables without bottom', '<table><tr><td>'.repeat(20), 'TOO_DEEP at row 1'],
    ['too many columns', table(`<tr><td colspan=999>a<td>b</tr>`), 'TOO_MANY_COLUMNS at row 1'],
    ['too much in a cell', table(`<tr><td>${'x '.repeat(40_000)}`), 'CELL_TOO_LONG at row 1'],
    ['too many rows', table('<tr><td>a</tr>'.repeat(6_000)), 'TOO_MANY_ROWS at row 5032'],
    ['other XML', '<?xml version="1.0"?><Workbook><Table/></Workbook>', 'NOT_A_SHEET at file'],
  ])('%s is refused', async (_name, page, expected) => {
    expect(await refusal(page, { also: ['html'] })).toBe(expected);
  });

  test('where they are not welcome they are refused as before', async () => {
    expect(await refusal(table('<tr><td>관리번호'), {})).toBe('NOT_A_SHEET at file');
  });
});

describe('text whose columns spaces hold apart', () => {
  const TEXT = [
    '예금거래내역서',
    '',
    '일자          찾으신금액    맡기신금액      남은금액  내용',
    '2026.05.02                   1,500,000     1,520,000  가상 회사',
    '2026.05.03        50,000                   1,470,000',
    '합계              50,000     1,500,000',
  ].join('\r\n');

  test.each([
    ['UTF-8', utf8(TEXT)],
    ['cp949', cp949(TEXT)],
  ])('empty cells stay in their columns: %s', async (_name, bytes) => {
    const { format, header, rows, preamble } = await read(bytes);
    expect({ format, preamble }).toEqual({
      format: 'text',
      preamble: [{ line: 1, cells: ['예금거래내역서'] }],
    });
    expect([header, ...rows].map(({ cells }) => cells)).toEqual([
      ['일자', '찾으신금액', '맡기신금액', '남은금액', '내용'],
      ['2026.05.02', '', '1,500,000', '1,520,000', '가상 회사'],
      ['2026.05.03', '50,000', '', '1,470,000', ''],
      ['합계', '50,000', '1,500,000', '', ''],
    ]);
    expect(rows.map(({ line }) => line)).toEqual([4, 5, 6]);
  });

  test('tabs come first; commas in amounts mislead nobody', async () => {
    const { format, delimiter, header, rows } = await read(
      '일자\t금액\n2026.05.02\t1,500,000\n2026.05.03\t1,000,000\n',
    );
    expect({ format, delimiter, header: header.cells, rows: rows.length }).toEqual({
      ...{ format: 'text', delimiter: '\t', header: ['일자', '금액'], rows: 2 },
    });
  });

  test('bars, and a list that is none of both', async () => {
    expect(await read('일자|금액\n2026.05.02|1,500\n')).toMatchObject({ format: 'csv', delimiter: '|' });
    expect(await read('a,b\n1,2\n')).toMatchObject({ format: 'csv', delimiter: ',' });
  });
});
