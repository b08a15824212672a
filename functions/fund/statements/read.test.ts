import { describe, expect, test } from 'vitest';
import { cp949, utf16, xlsxParts, zipOf } from '../../kernel/tabular/specimen.ts';
import { UnreadableFile } from '../../kernel/unreadable.ts';
import { LARGEST_STATEMENT, readStatementFile } from './read.ts';
import { type MeantStatement, writeCamt, writeMt940, writeOfx, writeQif } from './specimen.ts';
import { faultsOf } from './testing.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const latin1 = (text: string) => Uint8Array.from(Buffer.from(text, 'latin1'));
const GIFT: MeantStatement = {
  ...{ account: '110-234-567890', currency: 'KRW', opening: '100' },
  entries: [{ date: '2026-11-27', amount: '50000', text: '컴퓨터 기부', counterparty: '김하늘', id: 'B1' }],
};
const FILES = {
  'camt.053': writeCamt(GIFT, 8),
  mt940: writeMt940(GIFT),
  ofx1: writeOfx(GIFT, 1),
  ofx2: writeOfx(GIFT, 2),
  qif: writeQif(GIFT),
};

function refusalOf(bytes: Uint8Array): string {
  try {
    readStatementFile(bytes, 'bank.bin');
    return 'read';
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    expect(error.file).toBe('bank.bin');
    return `${error.code} at ${error.place}`;
  }
}

describe.each(Object.entries(FILES))('%s', (format, text) => {
  test('is recognised by its content, in the encodings of banks', () => {
    const korean = cp949(
      text.replace('CHARSET:1252', 'CHARSET:949').replace('encoding="UTF-8"', 'encoding="EUC-KR"'),
    );
    for (const bytes of [utf8(text), utf8(`\ufeff${text}`), utf16(text), korean, cp949(text)]) {
      expect(readStatementFile(bytes, 'no-ending')).toMatchObject({
        format,
        statements: [{ entries: [{ amount: '50000', counterparty: '김하늘', text: '컴퓨터 기부' }] }],
      });
    }
  });

  test('Western letters of one byte', () => {
    const western = text.replace('컴퓨터 기부', 'Überweisung für Jürgen').replace('김하늘', 'Müller');
    const [entry] = readStatementFile(latin1(western), 'a').statements[0]?.entries ?? [];
    expect([entry?.counterparty, entry?.text]).toEqual(['Müller', 'Überweisung für Jürgen']);
  });

  test('an encoding that the header names', () => {
    const polish = text
      .replace('컴퓨터 기부', 'za s\u00b3o\u0144ce')
      .replace('CHARSET:1252', 'CHARSET:1250')
      .replace('encoding="UTF-8"', 'encoding="windows-1250"');
    // ł and ń are B3 and F1 there.
    const bytes = Uint8Array.from(
      Buffer.from(polish.replace('\u0144', '\u00f1').replace('김하늘', 'Jan'), 'latin1'),
    );
    const names = /1250/.test(polish);
    const [entry] = readStatementFile(bytes, 'a').statements[0]?.entries ?? [];
    expect(entry?.text).toBe(names ? 'za słońce' : 'za s³oñce');
  });

  test('one bad byte in UTF-8 is refused, not read as other letters', () => {
    const bytes = utf8(text);
    bytes[utf8(text.slice(0, text.indexOf('퓨'))).length + 1] = 0x41;
    expect(refusalOf(bytes)).toMatch(/^WRONG_ENCODING at line \d+$/);
  });
});

const zipped = (parts: Readonly<Record<string, string>>) =>
  zipOf(Object.entries(parts).map(([name, content]) => ({ name, content })));

describe('archives', () => {
  const [first, second] = [GIFT, { ...GIFT, account: '110-999' }].map((one) => writeCamt(one, 2)) as [
    string,
    string,
  ];

  test('of several files are one file with several statements, in the order of names', () => {
    const packed = zipped({ 'b.xml': second, 'a.xml': first, '__MACOSX/._a.xml': 'x', 'Thumbs.db': 'x' });
    const { format, statements } = readStatementFile(packed, 'a.zip');
    expect([format, statements.map(({ account }) => account)]).toEqual([
      'camt.053',
      ['110-234-567890', '110-999'],
    ]);
    expect(statements.map(({ place }) => place)).toEqual(['file 1, line 5', 'file 2, line 5']);
    expect(statements[1]?.entries[0]?.place).toMatch(/^file 2, line \d+$/);
  });

  test('of tables', () => {
    const csv = '거래일,적요,출금,입금,잔액\n2026-11-27,기부,0,50000,150000\n';
    const { format, statements } = readStatementFile(zipped({ '11월.csv': csv }), 'a.zip');
    expect([format, statements[0]?.entries.map(({ amount, place }) => `${amount} ${place}`)]).toEqual([
      ...['csv', ['50000 file 1, line 2']],
    ]);
  });

  test.each([
    [
      'of a file that cannot be read',
      { 'a.xml': first, 'b.xml': second.slice(0, -60) },
      /^TRUNCATED at file 2, line \d+$/,
    ],
    ['of two forms', { 'a.xml': first, 'b.sta': writeMt940(GIFT) }, /^WRONG_SHAPE at file 2$/],
    ['of what is no statement', { 'a.xml': first, 'b.txt': 'hello' }, /^NOT_A_STATEMENT at file 2, line 1$/],
    ['of archives', { 'a.zip': 'PK\u0003\u0004' }, /^ARCHIVE at file 1$/],
    ['of nothing', {}, /^NO_STATEMENT at file$/],
  ])('%s: refused as a whole, with the file', (_, parts, expected) => {
    expect(refusalOf(zipped(parts))).toMatch(expected);
  });

  test('of a file that contradicts itself: the fault says which', () => {
    const wrong = second.replace('>50000<', '>50001<');
    const file = readStatementFile(zipped({ 'a.xml': first, 'b.xml': wrong }), 'a.zip');
    expect(faultsOf(file)).toEqual([expect.stringMatching(/^WRONG_TOTALS at file 2, line \d+$/)]);
  });

  test('that are cut or swell are refused before anything is read', () => {
    const packed = zipped({ 'a.xml': first });
    expect(refusalOf(packed.slice(0, -10))).toBe('DAMAGED at file');
    expect(refusalOf(zipped({ 'a.xml': ' '.repeat(40e6) }))).toBe('SWELLS at file');
  });

  test('a workbook is no archive of statements', () => {
    expect(refusalOf(zipOf(xlsxParts([{ title: 'A', xml: '<sheetData/>' }])))).not.toMatch(
      /NO_STATEMENT|file 1/,
    );
  });
});

test('what is no statement, nothing, or too much', () => {
  expect(refusalOf(new Uint8Array())).toBe('EMPTY at file');
  expect(refusalOf(new Uint8Array(LARGEST_STATEMENT + 1))).toBe('TOO_LARGE at file');
  expect(refusalOf(utf8('hello'))).toBe('NOT_A_STATEMENT at line 1');
  expect(
    refusalOf(
      utf8('<?xml version="1.0"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.03"/>'),
    ),
  ).toBe('NOT_A_SHEET at file');
});
