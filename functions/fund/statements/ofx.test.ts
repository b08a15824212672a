import { describe, expect, test } from 'vitest';
import { UnreadableFile } from '../../kernel/unreadable.ts';
import { encodingOf, isOfx, readOfx } from './ofx.ts';
import { faultsOf } from './testing.ts';

const HEAD = 'OFXHEADER:100\nDATA:OFXSGML\nVERSION:102\nENCODING:USASCII\nCHARSET:1252\n\n';
const HEAD2 = '<?xml version="1.0"?>\n<?OFX OFXHEADER="200" VERSION="211"?>\n';
/** SGML as banks write it: values are not closed. */
function sgml(entries: string, more = '', head = HEAD): string {
  return (
    `${head}<OFX>\n<BANKMSGSRSV1>\n<STMTTRNRS>\n<STMTRS>\n<CURDEF>KRW\n<BANKACCTFROM>\n<BANKID>088\n` +
    `<ACCTID>110-234\n</BANKACCTFROM>\n<BANKTRANLIST>\n<DTSTART>20261101\n<DTEND>20261130235959[9:KST]\n` +
    `${entries}\n</BANKTRANLIST>\n${more}</STMTRS>\n</STMTTRNRS>\n</BANKMSGSRSV1>\n</OFX>\n`
  );
}
const entry = (inside: string) => `<STMTTRN>\n<TRNTYPE>OTHER\n${inside}\n</STMTTRN>`;
const plain = (amount: string, more = '') => entry(`<DTPOSTED>20261127\n<TRNAMT>${amount}\n<FITID>F1${more}`);
const first = (text: string) => readOfx(text).statements[0]?.entries[0];

function refusalOf(text: string): string {
  try {
    readOfx(text);
    return 'read';
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    return `${error.code} at ${error.place}`;
  }
}

test('what is said of account and entries', () => {
  const text = sgml(
    plain('-1200.50', '\n<NAME>KIM\n<MEMO>Gift\n<CHECKNUM>7'),
    '<LEDGERBAL>\n<BALAMT>9\n<DTASOF>20261130\n</LEDGERBAL>\n',
  );
  expect(readOfx(text)).toEqual({
    format: 'ofx1',
    statements: [
      {
        ...{ account: '110-234', currency: 'KRW', from: '2026-11-01', to: '2026-11-30', closing: '9' },
        ...{ place: 'line 10', closingPlace: 'line 29', pending: undefined },
        entries: [
          {
            ...{ date: '2026-11-27', amount: '-1200.50', currency: 'KRW', text: 'Gift', counterparty: 'KIM' },
            ...{ reference: '7', bankReference: 'F1', place: 'line 19' },
          },
        ],
      },
    ],
  });
});

describe('SGML and XML, whatever the header says', () => {
  const xml = (text: string) => text.replace(/<(\w+)>([^<\n]+)\n/g, '<$1>$2</$1>\n');
  const source = sgml(plain('5', '\n<NAME>A &amp; B\n<MEMO>x < y'));

  test.each([
    ['values closed', xml(source), 'ofx1'],
    ['unclosed under the header of version 2', source.replace(HEAD, HEAD2), 'ofx2'],
    ['closed under the header of version 2', xml(source).replace(HEAD, HEAD2), 'ofx2'],
    ['without a header', source.replace(HEAD, ''), 'ofx1'],
    ['on one line', source.replace(HEAD, '').replaceAll('\n', ''), 'ofx1'],
    ['with other line ends', source.replaceAll('\n', '\r\n'), 'ofx1'],
    ['in small letters', source.replace(/<\/?\w+>/g, (tag) => tag.toLowerCase()), 'ofx1'],
  ])('%s', (_, text, format) => {
    expect(isOfx(text)).toBe(true);
    const found = readOfx(text);
    expect(found.format).toBe(format);
    expect(found.statements[0]?.entries[0]).toMatchObject({
      ...{ amount: '5', date: '2026-11-27', counterparty: 'A & B', text: 'x < y' },
    });
  });

  test('an empty element that nothing closes does not swallow what follows', () => {
    const text = sgml(entry('<DTPOSTED>20261127\n<MEMO>\n<CHECKNUM>\n<TRNAMT>5\n<NAME>KIM'));
    expect(first(text)).toMatchObject({
      amount: '5',
      counterparty: 'KIM',
      text: undefined,
      reference: undefined,
    });
  });

  test('texts in CDATA, signs by number, comments', () => {
    const text = sgml(
      plain('5', '\n<NAME><![CDATA[A & <B>]]>\n<!-- a > b --><MEMO>&#44032;&#10;&lt;&bogus;'),
    );
    expect(first(text)).toMatchObject({ counterparty: 'A & <B>', text: '가 <&bogus;' });
  });
});

test('credit cards, several accounts, an account without movements', () => {
  const bank = sgml(plain('5'));
  const card = bank
    .slice(bank.indexOf('<BANKMSGSRSV1>'), bank.indexOf('</OFX>'))
    .replaceAll('BANKMSGS', 'CREDITCARDMSGS')
    .replaceAll('STMTTRNRS', 'CCSTMTTRNRS')
    .replaceAll('STMTRS', 'CCSTMTRS')
    .replaceAll('BANKACCTFROM', 'CCACCTFROM')
    .replace('110-234', '9999')
    .replace(/<STMTTRN>[\s\S]*<\/STMTTRN>/, '');
  const { statements } = readOfx(bank.replace('</OFX>', `${card}</OFX>`));
  expect(statements.map(({ account, entries }) => [account, entries.length])).toEqual([
    ['110-234', 1],
    ['9999', 0],
  ]);
});

test('a payee in full, a pending entry, a currency of its own', () => {
  expect(first(sgml(plain('5', '\n<PAYEE>\n<NAME>KIM\n<CITY>Seoul\n</PAYEE>')))?.counterparty).toBe('KIM');
  const pending = plain('7').replaceAll('STMTTRN>', 'STMTTRNP>').replace('DTPOSTED', 'DTTRAN');
  const [statement] = readOfx(sgml(plain('5'), `<BANKTRANLISTP>\n${pending}\n</BANKTRANLISTP>\n`)).statements;
  expect([statement?.entries, statement?.pending].map((some) => some?.map(({ amount }) => amount))).toEqual([
    ['5'],
    ['7'],
  ]);
  const own = (name: string) => sgml(plain('5', `\n<${name}>\n<CURRATE>1.2\n<CURSYM>USD\n</${name}>`));
  expect(first(own('ORIGCURRENCY'))?.currency).toBe('KRW');
  expect(first(own('CURRENCY'))?.currency).toBe('USD');
  expect(faultsOf(readOfx(own('CURRENCY')))).toEqual(['MIXED_CURRENCIES at line 19']);
});

describe('amounts and days', () => {
  test.each([
    ['1400,82', '1400.82'],
    ['-5', '-5'],
    ['+5.5', '5.5'],
    ['8.850', '8.850'],
    ['1,400.82', '1400.82'],
    ['1.400,82', '1400.82'],
    ['-1,400,000', '-1400000'],
  ])('%s is %s', (written, amount) => {
    expect(first(sgml(plain(written)))?.amount).toBe(amount);
  });

  test('what could be a thousand or one is decided by the other amounts, or refused', () => {
    expect(refusalOf(sgml(plain('1,400')))).toBe('WRONG_AMOUNT at line 22');
    const both = (other: string) =>
      readOfx(sgml(`${plain('1,400')}\n${plain(other)}`)).statements[0]?.entries.map(({ amount }) => amount);
    expect(both('5.50')).toEqual(['1400', '5.50']);
    expect(both('5,50')).toEqual(['1.400', '5.50']);
    expect(refusalOf(sgml(`${plain('5,50')}\n${plain('5.50')}`))).toBe('WRONG_AMOUNT at line 28');
  });

  test.each([
    ['20261127', '2026-11-27'],
    ['20261127000000', '2026-11-27'],
    // Turned into another zone these would be the day before and the day after.
    ['20261127003000.000[9:KST]', '2026-11-27'],
    ['20261127233000.000[-5:EST]', '2026-11-27'],
    ['2026-11-27', '2026-11-27'],
  ])('%s is %s', (written, date) => {
    expect(first(sgml(entry(`<DTPOSTED>${written}\n<TRNAMT>5`)))?.date).toBe(date);
  });
});

describe('what is malformed is refused with its line', () => {
  const good = sgml(plain('5'));
  test.each([
    ['no day', sgml(entry('<TRNAMT>5')), 'NO_DATE at line 19'],
    ['an empty day', sgml(entry('<DTPOSTED></DTPOSTED>\n<TRNAMT>5')), 'NO_DATE at line 19'],
    ['a day that does not exist', good.replace('20261127', '20260230'), 'NO_SUCH_DATE at line 21'],
    ['a period that does not exist', good.replace('20261101', '20261301'), 'NO_SUCH_DATE at line 17'],
    ['no amount', sgml(entry('<DTPOSTED>20261127')), 'WRONG_AMOUNT at line 19'],
    ['letters for an amount', good.replace('<TRNAMT>5', '<TRNAMT>five'), 'WRONG_AMOUNT at line 22'],
    [
      'an element closed that is not open',
      good.replace('</BANKACCTFROM>', '</BANKACCT>'),
      'WRONG_SHAPE at line 15',
    ],
    ['cut at the end', good.replace('</OFX>\n', ''), 'TRUNCATED at line 29'],
    ['cut within', good.slice(0, good.indexOf('<FITID>')), 'TRUNCATED at line 23'],
    ['text without end', good.replace('<FITID>', '<![CDATA['), 'TRUNCATED at line 23'],
    ['nothing', `${HEAD}<OFX></OFX>`, 'NO_STATEMENT at file'],
    ['only a header', HEAD, 'NO_STATEMENT at file'],
    [
      'an account that the bank could not answer for',
      good.replace(/<STMTRS>[\s\S]*<\/STMTRS>/, '<STATUS><CODE>2000<SEVERITY>ERROR</STATUS>'),
      'NO_STATEMENT at line 9',
    ],
    [
      'an entry in an account of securities',
      good.replaceAll('STMTRS>', 'INVSTMTRS>').replaceAll('STMTTRNRS>', 'INVSTMTTRNRS>'),
      'OUT_OF_PLACE at line 19',
    ],
    ['nested without end', `<OFX>${'<A>'.repeat(300)}`, 'TOO_DEEP at line 1'],
  ])('%s', (_, text, expected) => {
    expect(refusalOf(good)).toBe('read');
    expect(refusalOf(text)).toBe(expected);
  });

  test('cut anywhere it is refused', () => {
    for (let length = HEAD.length; length < good.trimEnd().length; length += 3)
      expect(refusalOf(good.slice(0, length))).toMatch(/^(TRUNCATED|NO_STATEMENT)/);
  });
});

test('the encoding that the header claims', () => {
  expect([
    encodingOf(HEAD),
    encodingOf('<?xml version="1.0" encoding="EUC-KR"?>'),
    encodingOf('<OFX>'),
  ]).toEqual([...['1252', 'EUC-KR', undefined]]);
});
