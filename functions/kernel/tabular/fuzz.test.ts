import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { UnreadableFile } from '../unreadable.ts';
import { readSheet } from './read.ts';
import { LARGEST_SHEET, MOST_ROWS } from './sheet.ts';
import { cp949, effortOf, odsParts, rowsXml, utf16, xlsxParts, zipOf } from './specimen.ts';
import { writeCsv } from './write-csv.ts';
import { writeXlsx } from './write-xlsx.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const LIST = '기부 목록\n\n관리번호,모델,비고\nA-1,"가 ""나""",다\nA-2,"라\n마",\n';
const FILES = [
  utf8(LIST),
  cp949(LIST),
  utf16(LIST),
  zipOf(
    xlsxParts([
      {
        title: 'A',
        xml: rowsXml([
          ['a', 'b'],
          ['1', '2'],
        ]),
      },
    ]),
  ),
  zipOf(
    odsParts(
      '<table:table table:name="A"><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell></table:table-row></table:table>',
    ),
  ),
  writeXlsx([{ name: 'a', header: ['a', 'b'], rows: [[1, new Date('2026-11-24')]] }]),
  utf8('<html><style>a{}</style><table><tr><td rowspan=2 colspan="2">가&amp;<td>b<tr><td>c</table></html>'),
  cp949('일자          금액    내용\n2026.05.02    1,000   가나\n2026.05.03            다\n'),
];
const file = fc.constantFrom(...FILES);

/** A table or a stated refusal, and nothing else. */
async function outcomeOf(bytes: Uint8Array): Promise<string> {
  try {
    const sheet = await readSheet('fuzz', bytes, { also: ['html', 'text'] });
    JSON.stringify(sheet);
    return sheet.format;
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    expect(error.place).not.toBe('');
    expect(error.reason).not.toMatch(/\n|undefined|\bat .*:\d+:\d+/);
    return error.code;
  }
}

describe('whatever the bytes are, the answer is a table or a stated refusal', () => {
  test('arbitrary bytes, also behind the first of a known form', async () => {
    const head = fc.constantFrom(
      '',
      'PK\x03\x04',
      'PK\x05\x06',
      '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1',
      '\xff\xfe',
      '\xef\xbb\xbf',
      'sep=;\n',
      '<table><tr><td>',
    );
    await fc.assert(
      fc.asyncProperty(head, fc.uint8Array({ maxLength: 1500 }), async (start, bytes) => {
        await outcomeOf(Uint8Array.from([...Buffer.from(start, 'latin1'), ...bytes]));
      }),
      { numRuns: 600 },
    );
  });

  test('files cut anywhere', async () => {
    await fc.assert(
      fc.asyncProperty(file, fc.nat(), async (bytes, cut) => {
        await outcomeOf(bytes.slice(0, cut % bytes.length));
      }),
      { numRuns: 400 },
    );
  });

  test('files with bytes changed, doubled and left out', async () => {
    const change = fc.record({
      at: fc.nat(),
      skip: fc.nat({ max: 40 }),
      put: fc.uint8Array({ maxLength: 12 }),
    });
    await fc.assert(
      fc.asyncProperty(file, fc.array(change, { minLength: 1, maxLength: 4 }), async (bytes, changes) => {
        let mutated = bytes;
        for (const { at, skip, put } of changes) {
          const start = at % (mutated.length + 1);
          mutated = Uint8Array.from([...mutated.slice(0, start), ...put, ...mutated.slice(start + skip)]);
        }
        await outcomeOf(mutated);
      }),
      { numRuns: 600 },
    );
  });

  test('parts of any content under the right names', async () => {
    const xml = fc.oneof(
      fc.string(),
      fc
        .array(
          fc.constantFrom(
            '<row>',
            '</row>',
            '<c r="B2" t="s">',
            '<c s="9">',
            '</c>',
            '<v>9</v>',
            '<table:table-row table:number-rows-repeated="9">',
            '</table:table-row>',
            '<table:table-cell/>',
            'x',
            '<sheetData>',
            '<mergeCell ref="A1:B9"/>',
          ),
        )
        .map((parts) => parts.join('')),
    );
    await fc.assert(
      fc.asyncProperty(xml, xml, async (a, b) => {
        await outcomeOf(zipOf(xlsxParts([{ title: 'A', xml: a }], { shared: b, styles: b })));
        await outcomeOf(zipOf(odsParts(a, b)));
      }),
      { numRuns: 300 },
    );
  });
});

describe('files made to exhaust the reader end quickly', () => {
  /** A page begins once. */
  const fill = (unit: string) => {
    const page = '<table>';
    const [start, again] = unit.startsWith(page) ? [page, unit.slice(page.length)] : ['', unit];
    return utf8(start + again.repeat(Math.floor(LARGEST_SHEET / again.length)));
  };
  const sheet = (xml: string) => zipOf(xlsxParts([{ title: 'A', xml }]));
  test.each<[string, () => Uint8Array]>([
    ['commas', () => fill(',')],
    ['line ends', () => fill('\n')],
    ['cells of a page', () => fill('<table><td>')],
    ['rows of a page', () => fill('<table><tr>')],
    ['tags that close nothing', () => fill('<table></b>')],
    ['quotation marks in tags', () => fill('<table><td a="')],
    ['tags without end', () => fill('<table><td a= b')],
    [
      'rows below merged cells',
      () => fill(`<table><tr>${'<td rowspan=9999>'.repeat(500)}${'<tr>'.repeat(60_000)}`),
    ],
    ['references', () => fill('<table><td>&amp&#x1;&')],
    ['scripts', () => fill('<table><script></script>')],
    ['spaces', () => fill('a  b  c  ')],
    ['lines of spaces', () => fill('a  b  c\n')],
    ['quotation marks', () => fill('"')],
    ['open cells', () => fill('a,"')],
    ['rows of one cell', () => fill('a\n')],
    ['Korean without end', () => cp949('가'.repeat(LARGEST_SHEET / 2))],
    ['bytes of no text', () => new Uint8Array(LARGEST_SHEET).fill(0xff)],
    ['blank rows', () => sheet(`<sheetData>${'<row><c/></row>'.repeat(1_000_000)}</sheetData>`)],
    [
      'merged areas',
      () =>
        sheet(
          `${rowsXml(Array(MOST_ROWS).fill(['a', 'b']))}${'<mergeCell ref="A1:A1048576"/>'.repeat(100_000)}`,
        ),
    ],
    [
      'one long text',
      () => sheet(`<sheetData><row><c t="str"><v>${'x'.repeat(20e6)}</v></c></row></sheetData>`),
    ],
    ['one long attribute', () => sheet(`<sheetData a="${'x'.repeat(20e6)}"/>`)],
    [
      'attributes',
      () => sheet(`<sheetData ${Array.from({ length: 300_000 }, (_, n) => `a${n}="1"`).join(' ')}/>`),
    ],
    [
      'directories without end',
      () =>
        Uint8Array.from(
          Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.from('PK\x05\x06'.repeat(2_000_000))]),
        ),
    ],
  ])(
    '%s',
    async (_name, make) => {
      const bytes = make();
      // A Lambda has seconds; on a busy small machine this is far above what was measured.
      expect(await effortOf(() => outcomeOf(bytes))).toBeLessThan(5_000);
    },
    30_000,
  );

  test('5,000 rows of 20 columns are read in less than 2 seconds, in every form', async () => {
    const header = Array.from({ length: 20 }, (_, at) => `열${at}`);
    const rows = Array.from({ length: MOST_ROWS }, (_, row) => header.map((_, at) => `값 ${row}-${at}`));
    const ods = rows.map(
      (row) =>
        `<table:table-row>${row.map((cell) => `<table:table-cell office:value-type="string"><text:p>${cell}</text:p></table:table-cell>`).join('')}</table:table-row>`,
    );
    for (const bytes of [
      writeCsv(header, rows),
      writeXlsx([{ name: 'a', header, rows }]),
      zipOf(odsParts(`<table:table table:name="a">${ods.join('')}</table:table>`)),
    ]) {
      const effort = await effortOf(async () => {
        const { format, rows: found } = await readSheet('a', bytes);
        expect(found.length).toBe(format === 'ods' ? MOST_ROWS - 1 : MOST_ROWS);
      });
      expect(effort).toBeLessThan(2_000);
    }
  }, 30_000);
});
