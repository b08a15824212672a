import { describe, expect, test } from 'vitest';
import { UnreadableFile } from '../unreadable.ts';
import { readSheet } from './read.ts';
import { LONGEST_CELL, MOST_COLUMNS, MOST_ROWS } from './sheet.ts';
import { effortOf, odsParts, type Part, rowsXml, utf16, xlsxParts, zipOf } from './specimen.ts';

const headerScore = (cells: readonly string[]) => Number(cells[0] === 'tag');
const read = (parts: readonly Part[]) => readSheet('a.xlsx', zipOf(parts), { headerScore });
const xlsx = (xml: string, extra = {}) => read(xlsxParts([{ title: 'A', xml }], extra));
const ods = (tables: string, styles = '') => read(odsParts(tables, styles));
const said = async (reading: Promise<unknown>) => {
  const error = await reading.catch((caught: unknown) => caught);
  if (!(error instanceof UnreadableFile)) throw new Error('not refused', { cause: error });
  return `${error.code} at ${error.place}`;
};
const LIST = rowsXml([
  ['tag', 'model'],
  ['1', 'PC'],
]);
const OLE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const compound = (stream: string) =>
  readSheet('a.xls', new Uint8Array([...OLE, ...new Array<number>(504).fill(0), ...utf16(stream, false)]));

describe('XLSX', () => {
  test('every type of cell is its text', async () => {
    const styles =
      '<numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;년&quot; m&quot;월&quot;"/><numFmt numFmtId="165" formatCode="000000"/><numFmt numFmtId="166" formatCode="[Red]#,##0&quot;days&quot;"/></numFmts>' +
      '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>' +
      '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="20"/></cellXfs>';
    const shared =
      '<si><t>가</t></si><si><r><t>굵은</t></r><r><t xml:space="preserve"> 글</t></r><rPh sb="0" eb="1"><t>소리</t></rPh></si><si><t>줄_x000D_\n바꿈 _x005F_x0041_</t></si>';
    const cell = (attributes: string, inside: string) => `<c ${attributes}>${inside}</c>`;
    const cells = [
      cell('t="s"', '<v>0</v>'),
      cell('t="s"', '<v>1</v>'),
      cell('t="s"', '<v>2</v>'),
      cell('t="inlineStr"', '<is><t>&lt;안&gt; &#54620;</t></is>'),
      cell('t="str"', '<f>A1&amp;"x"</f><v>가x</v>'),
      cell('', '<f>1+1</f><v>2</v>'),
      cell('', '<f>NOW()</f>'),
      cell('t="b"', '<v>1</v>'),
      cell('t="e"', '<v>#N/A</v>'),
      cell('t="d"', '<v>2026-11-24T00:00:00</v>'),
      cell('s="1"', '<v>43831</v>'),
      cell('s="2"', '<v>43831.5</v>'),
      cell('s="3"', '<v>1</v>'),
      cell('s="4"', '<v>123</v>'),
      cell('s="5"', '<v>3</v>'),
      cell('s="6"', '<v>0.25</v>'),
      cell('', '<v>3.558344370409403E15</v>'),
      cell('', '<v>0.30000000000000004</v>'),
      cell('', '<v>1E-7</v>'),
      cell('', '<v>-5</v>'),
    ];
    const sheet = await xlsx(
      `<sheetData><row><c t="str"><v>tag</v></c></row><row>${cells.join('')}</row></sheetData>`,
      {
        shared,
        styles,
      },
    );
    expect(sheet.rows[0]?.cells).toEqual([
      ...[
        '가',
        '굵은 글',
        '줄\r\n바꿈 _x0041_',
        '<안> 한',
        '가x',
        '2',
        '=NOW()',
        'TRUE',
        '#N/A',
        '2026-11-24',
      ],
      ...['2020-01-01', '2020-01-01T12:00:00', '1900-01-01', '000123', '3', '06:00:00'],
      ...['3558344370409403', '0.3', '0.0000001', '-5'],
    ]);
  });

  test('days from 1904', async () => {
    const sheet = await xlsx(
      '<sheetData><row><c t="str"><v>일</v></c></row><row><c s="0"><v>42369</v></c></row></sheetData>',
      {
        styles: '<cellXfs><xf numFmtId="14"/></cellXfs>',
        properties: '<x:workbookPr date1904="1"/>',
      },
    );
    expect(sheet.rows[0]?.cells).toEqual(['2020-01-01']);
  });

  test('rows and cells stand where they say; blank ones are none', async () => {
    const sheet = await xlsx(
      '<sheetData><row r="3"><c r="B3" t="str"><v>a</v></c><c r="D3" t="str"><v>b</v></c></row><row r="5"><c r="B5"/></row>' +
        '<row r="9"><c r="D9" t="str"><v>y</v></c></row></sheetData>',
    );
    expect(sheet).toMatchObject({
      header: { line: 3, cells: ['', 'a', '', 'b'] },
      rows: [{ line: 9, cells: ['', '', '', 'y'] }],
    });
  });

  test('what is merged downwards holds for every row, a title not for every column', async () => {
    const sheet = await xlsx(
      `${rowsXml([
        ['maker', 'model'],
        ['LG', 'a'],
        ['', 'b'],
        ['', 'c'],
      ])}<mergeCells><mergeCell ref="A2:A3"/><mergeCell ref="A4:B4"/></mergeCells>`,
    );
    expect(sheet.rows.map(({ cells }) => cells)).toEqual([
      ['LG', 'a'],
      ['LG', 'b'],
      ['', 'c'],
    ]);
  });

  test('the first visible sheet with a table; the others are named, hidden ones not', async () => {
    const sheets = [
      { title: '숨김', state: 'hidden', xml: LIST },
      { title: '빈 시트', xml: '<sheetData/>' },
      { title: '표지', xml: rowsXml([['기부 목록']]) },
      { title: '기기', xml: LIST },
    ];
    const sheet = await readSheet('a.xlsx', zipOf(xlsxParts(sheets)), { headerScore });
    expect(sheet).toMatchObject({ format: 'xlsx', title: '기기', others: ['표지'], header: { line: 1 } });
    expect(await readSheet('a.xlsx', zipOf(xlsxParts(sheets)))).toMatchObject({
      title: '표지',
      others: ['기기'],
    });
  });
});

describe('ODS', () => {
  const cell = (text: string, attributes = '') =>
    `<table:table-cell ${attributes}><text:p>${text}</text:p></table:table-cell>`;
  const row = (cells: string, attributes = '') => `<table:table-row ${attributes}>${cells}</table:table-row>`;
  const table = (rows: string, attributes = 'table:name="A"') =>
    `<table:table ${attributes}>${rows}</table:table>`;
  const HEAD = row(cell('tag') + cell('model'));

  test('every type of cell is its text', async () => {
    const sheet = await ods(
      table(
        HEAD +
          row(
            cell('1,234', 'office:value-type="float" office:value="1234"') +
              cell('000123', 'office:value-type="float" office:value="123"') +
              cell('26.11.24', 'office:value-type="date" office:date-value="2026-11-24T00:00:00"') +
              cell('참', 'office:value-type="boolean" office:boolean-value="true"') +
              cell('3', 'table:formula="of:=1+2" office:value-type="float" office:value="3"') +
              '<table:table-cell table:formula="of:=NOW()"/>' +
              cell('a<text:s text:c="3"/>b<text:line-break/>c</text:p><text:p>d') +
              '<table:table-cell><office:annotation><text:p>쪽지</text:p></office:annotation><text:p>말</text:p></table:table-cell>',
          ),
      ),
    );
    expect(sheet.rows[0]?.cells).toEqual([
      '1234',
      '000123',
      '2026-11-24',
      'TRUE',
      '3',
      '=NOW()',
      'a   b c\nd',
      '말',
    ]);
  });

  test('repeated rows and cells are there as often as they say; a million empty ones cost nothing', async () => {
    const sheet = await ods(
      table(
        HEAD +
          row(
            '<table:table-cell table:number-columns-repeated="16384"/>',
            'table:number-rows-repeated="1000"',
          ) +
          row(cell('x', 'table:number-columns-repeated="2"'), 'table:number-rows-repeated="3"') +
          row(
            '<table:table-cell table:number-columns-repeated="16384"/>',
            'table:number-rows-repeated="1047573"',
          ),
      ),
    );
    expect(sheet.rows).toEqual([1002, 1003, 1004].map((line) => ({ line, cells: ['x', 'x'] })));
  });

  test('what is merged downwards holds for every row', async () => {
    const rows =
      row(cell('LG', 'table:number-rows-spanned="2"') + cell('a')) +
      row(`<table:covered-table-cell/>${cell('b')}`);
    expect((await ods(table(HEAD + rows))).rows.map(({ cells }) => cells)).toEqual([
      ['LG', 'a'],
      ['LG', 'b'],
    ]);
  });

  test('hidden sheets are none, others are named', async () => {
    const hidden =
      '<style:style style:name="h"><style:table-properties table:display="false"/></style:style>';
    const tables =
      table(HEAD, 'table:name="H" table:style-name="h"') +
      table(HEAD + row(cell('1')), 'table:name="B"') +
      table(HEAD, 'table:name="C"');
    expect(await ods(tables, hidden)).toMatchObject({ format: 'ods', title: 'B', others: ['C'] });
  });

  test.each([
    [
      'a cell repeated beyond the columns',
      row(cell('x', 'table:number-columns-repeated="1000000000"')),
      'TOO_MANY_COLUMNS at row 2',
    ],
    [
      'a row repeated beyond the rows',
      row(cell('x'), 'table:number-rows-repeated="1000000000"'),
      `TOO_MANY_ROWS at row ${MOST_ROWS + 32}`,
    ],
    ['spaces without end', row(cell('a<text:s text:c="4000000000"/>x')), 'CELL_TOO_LONG at row 2'],
    [
      'one long text in every cell',
      row(
        cell('x'.repeat(30_000), `table:number-columns-repeated="${MOST_COLUMNS}"`),
        'table:number-rows-repeated="5000"',
      ),
      'SWELLS at row 4',
    ],
  ])('%s', async (_name, rows, expected) => {
    expect(await said(ods(table(HEAD + rows)))).toBe(expected);
  });
});

describe('refused early, with the reason', () => {
  const good = xlsxParts([{ title: 'A', xml: LIST }]);
  const withPart = (part: Part) => [...good.filter(({ name }) => name !== part.name), part];
  const sheetOf = (content: string | Uint8Array, told?: Part['told']): Part[] =>
    withPart({ name: 'xl/worksheets/sheet1.xml', content, ...(told ? { told } : {}) });
  const zeros = (megabytes: number) => new Uint8Array(megabytes * 1024 * 1024);

  test.each<[string, Part[], string]>([
    ['a part of 1000:1', sheetOf(zeros(20)), 'SWELLS at file'],
    ['a part larger than any list', sheetOf(zeros(33)), 'SWELLS at file'],
    ['a part that lies about its size', sheetOf(zeros(20), { size: 1000 }), 'SWELLS at file'],
    [
      'many parts, large together',
      Array.from({ length: 3 }, (_, n) => ({
        name: `${n}`,
        content: 'x',
        told: { size: 30e6, packed: 1e6 },
      })),
      'SWELLS at file',
    ],
    [
      'a bomb beside the sheet that nobody asks for',
      withPart({ name: 'xl/media/a.zip', content: zeros(30) }),
      'SWELLS at file',
    ],
    [
      'more parts than a workbook has',
      [...good, ...Array.from({ length: 1000 }, (_, n) => ({ name: `x${n}`, content: '' }))],
      'SWELLS at file',
    ],
    [
      'parts laid over each other',
      withPart({ name: 'x', content: 'x', told: { packed: 100_000 } }),
      'SWELLS at file',
    ],
    ['an archive in an archive', [{ name: 'a.zip', content: zipOf(good) }], 'NOT_A_SHEET at file'],
    [
      'a text document',
      [{ name: 'mimetype', content: 'application/vnd.oasis.opendocument.text', method: 0 }],
      'NOT_A_SHEET at file',
    ],
    ['a Word document', [{ name: '[Content_Types].xml', content: '<Types/>' }], 'NOT_A_SHEET at file'],
    ['a macro project', withPart({ name: 'xl/vbaProject.bin', content: 'x' }), 'MACROS at file'],
    [
      'macro sheets of Excel 4',
      withPart({ name: 'xl/macrosheets/sheet1.xml', content: 'x' }),
      'MACROS at file',
    ],
    [
      'a type with macros',
      withPart({
        name: '[Content_Types].xml',
        content:
          '<Types><Override ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>',
      }),
      'MACROS at file',
    ],
    [
      'Basic in an ODS',
      [...odsParts(''), { name: 'Basic/Standard/Module1.xml', content: 'x' }],
      'MACROS at file',
    ],
    ['Python in an ODS', [...odsParts(''), { name: 'Scripts/python/a.py', content: 'x' }], 'MACROS at file'],
    ['an encrypted part', withPart({ name: 'xl/styles.xml', content: 'x', flags: 1 }), 'PASSWORD at file'],
    ['a WinZip AES part', withPart({ name: 'xl/styles.xml', content: 'x', method: 99 }), 'PASSWORD at file'],
    [
      'an ODS with a password',
      odsParts('', '', '<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>'),
      'PASSWORD at file',
    ],
    ['a wrong checksum', sheetOf('<worksheet/>', { crc: 1 }), 'DAMAGED at file'],
    ['two parts of one name', [...good, { name: 'xl/styles.xml', content: 'x' }], 'DAMAGED at file'],
    [
      'a packing of other kind',
      withPart({ name: 'xl/workbook.xml', content: 'x', method: 12 }),
      'DAMAGED at file',
    ],
    ['a workbook without its sheet', good.filter(({ name }) => !name.includes('sheet1')), 'DAMAGED at file'],
    ['an empty workbook', sheetOf('<worksheet><sheetData/></worksheet>'), 'EMPTY at file'],
    [
      'entities of its own',
      sheetOf(
        '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><worksheet><sheetData><row><c><v>&b;</v></c></row></sheetData></worksheet>',
      ),
      'NOT_XML at sheet, line 1',
    ],
    [
      'an entity from outside',
      sheetOf('<!DOCTYPE x SYSTEM "file:///etc/passwd"><worksheet/>'),
      'NOT_XML at sheet, line 1',
    ],
    ['an unknown entity', sheetOf('<worksheet>\n<v>&nbsp;</v></worksheet>'), 'NOT_XML at sheet, line 2'],
    ['tags that do not close', sheetOf('<worksheet>\n<sheetData></worksheet>'), 'NOT_XML at sheet, line 2'],
    ['XML cut', sheetOf('<worksheet><sheetData><row>'), 'NOT_XML at sheet, line 1'],
    [
      'XML in other letters',
      sheetOf(Uint8Array.from([0x3c, 0x61, 0x3e, 0xb0, 0xa1])),
      'NOT_XML at sheet, line 1',
    ],
    ['nesting', sheetOf('<a>'.repeat(100)), 'NOT_XML at sheet, line 1'],
    [
      'rows beyond the limit',
      sheetOf(`<worksheet>${rowsXml(Array(MOST_ROWS + 2).fill(['a', 'b']))}</worksheet>`),
      `TOO_MANY_ROWS at row ${MOST_ROWS + 2}`,
    ],
    [
      'columns beyond the limit',
      sheetOf(
        '<worksheet><sheetData><row r="1"><c r="ZZZ1" t="str"><v>x</v></c></row></sheetData></worksheet>',
      ),
      'TOO_MANY_COLUMNS at row 1',
    ],
    [
      'a cell too long',
      sheetOf(`<worksheet>${rowsXml([['x'.repeat(LONGEST_CELL + 1)]])}</worksheet>`),
      'CELL_TOO_LONG at row 1',
    ],
  ])('%s', async (_name, parts, expected) => {
    const effort = await effortOf(async () => expect(await said(read(parts))).toBe(expected));
    expect(effort).toBeLessThan(2_000);
  });

  test.each([
    ['EncryptedPackage', 'PASSWORD at file'],
    ['Workbook', 'OLD_WORKBOOK at file'],
    ['WordDocument', 'NOT_A_SHEET at file'],
  ])('a Compound File with %s', async (stream, expected) => {
    expect(await said(compound(stream))).toBe(expected);
  });

  test('a workbook of 1990', async () => {
    expect(await said(readSheet('a.xls', Uint8Array.from([0x09, 0x02, 0x06, 0x00, 0, 0])))).toBe(
      'OLD_WORKBOOK at file',
    );
  });

  test('a workbook cut anywhere', async () => {
    const bytes = zipOf(good);
    for (let cut = 3; cut < bytes.length; cut += 97) {
      expect(await said(readSheet('cut', bytes.slice(0, cut)))).toMatch(/^(DAMAGED|WRONG_ENCODING)/);
    }
  });
});
