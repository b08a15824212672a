import { describe, expect, test } from 'vitest';
import { UnreadableFile } from '../../kernel/unreadable.ts';
import { isMt940, readMt940 } from './mt940.ts';
import { faultsOf } from './testing.ts';

/** A statement of 100 euros with the lines between its balances. */
function statementOf(lines: string, closing: string, opening = 'C261126EUR100,'): string {
  return `:20:S\n:25:DE02120300000000202051\n:28C:7/1\n:60F:${opening}\n${lines}\n:62F:${closing}\n-\n`;
}
const entriesOf = (text: string) => readMt940(text).statements.flatMap(({ entries }) => entries);
const only = (lines: string, closing: string) => entriesOf(statementOf(lines, closing))[0];

function refusalOf(text: string): string {
  try {
    readMt940(text);
    return 'read';
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    return `${error.code} at ${error.place}`;
  }
}

describe('field :61:', () => {
  test.each([
    ['credit', '2611271127C50,NTRFNONREF', 'C261127EUR150,', '50', undefined],
    ['debit, cents without a leading zero', '2611271127D,50NTRFNONREF', 'C261127EUR99,5', '-0.50', undefined],
    [
      'R of EUR behind the mark is no reversal',
      '2611271127DR50,NTRFNONREF',
      'C261127EUR50,',
      '-50',
      undefined,
    ],
    ['a debit taken back brings money', '2611271127RD50,NRTINONREF', 'C261127EUR150,', '50', true],
    ['a credit taken back takes it', '2611271127RC50,NRTINONREF', 'C261127EUR50,', '-50', true],
    ['a reversal with the currency letter', '2611271127RCR50,NRTINONREF', 'C261127EUR50,', '-50', true],
    ['an amount filled with zeros', '261127C000000000050,00N0441', 'C261127EUR150,00', '50.00', undefined],
    ['blanks for the day of entry', '261127    C50,NTRFNONREF', 'C261127EUR150,', '50', undefined],
    ['a kind with blanks', '2611271127C50,S   X', 'C261127EUR150,', '50', undefined],
    ['without a currency in the closing balance', '2611271127C50,NTRFX', 'C261127150,', '50', undefined],
    ['below zero at the end', '2611271127D150,NTRFX', 'D261127EUR50,', '-150', undefined],
  ])('%s', (_, line, closing, amount, reversal) => {
    const entry = only(`:61:${line}`, closing);
    expect(entry).toMatchObject({ amount, date: '2026-11-27', currency: 'EUR', place: 'line 5' });
    expect(entry?.reversal).toBe(reversal);
  });

  test.each([
    ['of the same year', '2611271128', '2026-11-28'],
    ['booked in the new year', '2612310102', '2027-01-02'],
    ['booked in the old year', '2701011230', '2026-12-30'],
    ['of a leap year', '2402280229', '2024-02-29'],
    ['of another century', '9912310103', '2000-01-03'],
  ])('the day of entry has no year: %s', (_, days, date) => {
    expect(only(`:61:${days}C1,NTRFX`, 'C261127EUR101,')?.date).toBe(date);
  });

  test.each([
    ['references of customer and bank', 'INV 7//B7', { reference: 'INV 7', bankReference: 'B7' }],
    ['none of either', 'NONREF', { reference: undefined, bankReference: undefined }],
    ['slashes within', 'A/1//O/2', { reference: 'A/1', bankReference: 'O/2' }],
    ['a pointer to what stands in :86:', 'KREF+//B7', { reference: undefined, bankReference: 'B7' }],
    ['longer than SWIFT allows', `//${'x'.repeat(40)}`, { bankReference: 'x'.repeat(40) }],
    [
      'Rabobank: the account for a reference, the name behind',
      '0121470966      W.P. Jansen',
      { reference: undefined, counterparty: 'W.P. Jansen' },
    ],
  ])('%s', (_, behind, expected) => {
    expect(only(`:61:261127C1,N044${behind}`, 'C261127EUR101,')).toMatchObject(expected);
  });

  test('further details stand for the text where there is no :86:', () => {
    expect(only(':61:261127C1,NTRFX\n/OCMT/EUR4,5/', 'C261127EUR101,')?.text).toBe('/OCMT/EUR4,5/');
  });
});

describe('field :86:', () => {
  const details = (lines: string, more = 'NTRFNONREF') =>
    only(`:61:261127C1,${more}\n${lines}`, 'C261127EUR101,');

  test('subfields: text, name, references, broken anywhere', () => {
    const long =
      ':86:166?00GUTSCHRIFT?109075?20EREF+G-2026-7K2M?21SVWZ+Spende fuer die PC-Kla?22sse am Rathaus Nord?23und mehr?30DRESDEFF?31DE14?32Kim Haneul?33und Familie';
    const content = long.slice(4);
    const broken = `:86:${(content.match(/.{1,65}/g) ?? []).join('\n')}`;
    expect(broken.split('\n').length).toBeGreaterThan(2);
    const expected = {
      text: 'Spende fuer die PC-Klasse am Rathaus Nord und mehr',
      counterparty: 'Kim Haneul und Familie',
      reference: 'G-2026-7K2M',
    };
    expect(details(broken)).toMatchObject(expected);
    expect(details(broken.replace(/\?(?=\d\d)/g, '<'))).toMatchObject(expected);
  });

  test('a subfield that is full goes on in the next without a blank; a shorter one with one', () => {
    const full = 'abcdefghijklmnopqrstuvwxyz1';
    expect(details(`:86:051?00KIND?20${full}?212 end?22more`)?.text).toBe(`${full}2 end more`);
  });

  test('without a purpose the kind of booking is the text', () => {
    expect(details(':86:808?00KONTOFUEHRUNG?101')?.text).toBe('KONTOFUEHRUNG');
  });

  test('EREF+NOTPROVIDED is no reference', () => {
    expect(details(':86:166?00GUTSCHRIFT?20EREF+NOTPROVIDED?21SVWZ+Gift', 'NTRFINV 7')).toMatchObject({
      ...{ text: 'Gift', reference: 'INV 7' },
    });
  });

  test.each([
    [
      'ABN AMRO',
      '/TRTP/SEPA OVERBOEKING/IBAN/NL12/BIC/ABNANL2A/NAME/CITY OF X/REMI/Gift G-1/EREF/E-7',
      { text: 'Gift G-1', counterparty: 'CITY OF X', reference: 'E-7' },
    ],
    [
      'ING',
      '/EREF/NOTPROVIDED//CNTP/NL32INGB0000012345/INGBNL2A/ING BANK NV///REMI/USTD//Gift G-1/',
      { text: 'Gift G-1', counterparty: 'ING BANK NV', reference: undefined },
    ],
    [
      'Rabobank',
      '/ORDP//NAME/J. Smit/REMI/Gift/2026/ISDT/2026-11-27',
      { text: 'Gift/2026', counterparty: 'J. Smit' },
    ],
  ])('words between slashes, as %s writes them', (_, text, expected) => {
    expect(details(`:86:${text}`)).toMatchObject(expected);
  });

  test('labels, as mBank writes them', () => {
    const text = ':86:911 COLLECT; Z RACH.: \n5611; OD: JAN NOWAK  \nUL. NIJAKA 1; TYT.: Gift; TNR: 1';
    expect(details(text)).toMatchObject({ counterparty: 'JAN NOWAK' });
    expect(details(text)?.text).toContain('TYT.: Gift');
  });

  test('the name below and the text behind, as ASN writes them', () => {
    const entry = only(
      ':61:2611271127C1,NOVBNL47INGB9999999999\nj smit\n:86:NL47INGB9999999999 j smit\n\nGift\n\n',
      'C261127EUR101,',
    );
    expect(entry).toMatchObject({ counterparty: 'j smit', text: 'Gift', reference: undefined });
  });

  test('numbered lines (:NS:), as savings banks write them', () => {
    expect(details(':NS:01Gift for PCs\n02G-1\n15Kim Haneul\n17TRANSFER\n3310918001')).toMatchObject({
      ...{ text: 'Gift for PCs G-1', counterparty: 'Kim Haneul' },
    });
  });

  test('several for one entry, and free text over full lines', () => {
    expect(details(':86:Gift\n:86:for PCs')?.text).toBe('Gift for PCs');
    const line = 'x'.repeat(64);
    expect(details(`:86:${line}I\nCS end`)?.text).toBe(`${line}ICS end`);
  });

  test('what stands behind the closing balance belongs to no entry', () => {
    const text = statementOf(':61:261127C1,NTRFX', 'C261127EUR101,').replace(
      '\n-',
      '\n:64:C261127EUR101,\n:86:total\n-',
    );
    expect(entriesOf(text)[0]?.text).toBeUndefined();
  });
});

describe('messages', () => {
  test('several, in an envelope, with a first line of the bank, signs of lines of old, any line ends', () => {
    const one = statementOf(':61:261127C1,NTRFX', 'C261127EUR101,');
    const two = one.replace(':20:S', ':20:T').replace('202051', '202052');
    const wrapped = `{1:F01ABNANL2AXXXX0000000000}{2:I940ABNANL2AXXXN}{3:}{4:\n${one.trimEnd()}}{5:}\n`;
    const noisy = `\u0001\r\n0000 01INGBNL2A\r\n${(wrapped + two).replaceAll('\n', '\r\n')}\u0003`;
    for (const text of [one + two, wrapped + two, noisy, (one + two).replaceAll('\n', '\r')]) {
      expect(isMt940(text)).toBe(true);
      expect(readMt940(text).statements.map(({ account }) => account)).toEqual([
        ...['DE02120300000000202051', 'DE02120300000000202052'],
      ]);
    }
  });

  test('account, period and balances', () => {
    const [statement] = readMt940(
      statementOf('', 'D261128EUR5,', 'D261126EUR5,').replace('202051', '202051EUR'),
    ).statements;
    expect(statement).toEqual({
      ...{ account: 'DE02120300000000202051', currency: 'EUR', from: '2026-11-26', to: '2026-11-28' },
      ...{
        opening: '-5',
        closing: '-5',
        place: 'line 1',
        closingPlace: 'line 6',
        faults: undefined,
        entries: [],
        pending: undefined,
      },
    });
  });

  test('pages that go on (:60M:, :62M:) stand each for itself', () => {
    const first = statementOf(':61:261127C1,NTRFX', 'C261127EUR101,').replace(':62F:', ':62M:');
    const second = statementOf(':61:261127C2,NTRFX', 'C261127EUR103,', 'C261127EUR101,').replace(
      ':60F:',
      ':60M:',
    );
    expect(
      readMt940(first + second).statements.map(({ opening, closing }) => `${opening} ${closing}`),
    ).toEqual([...['100 101', '101 103']]);
  });

  test('a statement may begin with its account', () => {
    const text = statementOf('', 'C261127EUR100,').replace(':20:S\n', '');
    expect(readMt940(text + text).statements.length).toBe(2);
  });
});

const GOOD = statementOf(':61:2611271127C50,NTRFNONREF\n:86:Gift', 'C261127EUR150,');

describe('what contradicts itself is read, with its faults', () => {
  const entry = { date: '2026-11-27', amount: '50', text: 'Gift' };
  test.each<[string, string, string[], object]>([
    [
      'a sum that does not hold',
      GOOD.replace('EUR150,', 'EUR150,01'),
      ['WRONG_TOTALS at line 7'],
      { opening: '100', closing: '150.01', entries: [entry] },
    ],
    [
      'an entry left out',
      GOOD.replace(/:61:.*\n:86:.*\n/, ''),
      ['WRONG_TOTALS at line 5'],
      { opening: '100', closing: '150', entries: [] },
    ],
    [
      'two currencies',
      GOOD.replace('C261127EUR150,', 'C261127USD999,'),
      ['MIXED_CURRENCIES at line 7'],
      { currency: 'EUR', closing: '999', entries: [entry] },
    ],
    [
      'an entry behind the closing balance, with its details',
      `${GOOD}:61:261127C1,NTRFX\nPayment\n:86:Late\n`,
      ['OUT_OF_PLACE at line 9'],
      { closing: '150', entries: [entry, { amount: '1', text: 'Late', currency: 'EUR', place: 'line 9' }] },
    ],
  ])('%s', (_, text, faults, statement) => {
    // What follows is a statement of its own.
    for (const file of [readMt940(text), readMt940(text + GOOD)]) {
      expect(faultsOf(file)).toEqual(faults);
      expect(file.statements[0]).toMatchObject(statement);
    }
    expect(readMt940(text + GOOD).statements[1]).toMatchObject({ opening: '100', entries: [entry] });
    expect(faultsOf(readMt940(GOOD))).toEqual([]);
  });
});

describe('what is malformed is refused with its line', () => {
  test.each([
    [
      'a day of value that does not exist',
      GOOD.replace(':61:261127', ':61:260230'),
      'NO_SUCH_DATE at line 5',
    ],
    ['a day of entry that does not exist', GOOD.replace('1127C50', '1131C50'), 'NO_SUCH_DATE at line 5'],
    ['a day of balance that does not exist', GOOD.replace('C261126', 'C260931'), 'NO_SUCH_DATE at line 4'],
    ['no amount', GOOD.replace('C50,', 'C,'), 'WRONG_AMOUNT at line 5'],
    ['an amount with a point', GOOD.replace('C50,', 'C50.00'), 'WRONG_SHAPE at line 5'],
    ['no mark', GOOD.replace('C50,', '50,'), 'WRONG_SHAPE at line 5'],
    ['a line cut within', GOOD.replace('C50,NTRFNONREF', 'C5'), 'WRONG_SHAPE at line 5'],
    ['a balance cut within', GOOD.replace('C261127EUR150,', 'C2611'), 'WRONG_SHAPE at line 7'],
    ['cut within the closing balance', GOOD.slice(0, GOOD.indexOf('50,\n-')), 'TRUNCATED at line 7'],
    ['no closing balance', GOOD.replace(/:62F:.*\n/, ''), 'TRUNCATED at line 7'],
    ['no closing balance before the next', GOOD.replace(/:62F:.*\n/, '') + GOOD, 'TRUNCATED at line 8'],
    ['no opening balance', GOOD.replace(/:60F:.*\n/, ''), 'OUT_OF_PLACE at line 4'],
    ['an entry before all', `:61:261127C1,NTRFX\n${GOOD}`, 'OUT_OF_PLACE at line 1'],
    ['a second account', GOOD.replace(':61:', ':25:X\n:61:'), 'OUT_OF_PLACE at line 5'],
    ['a second opening balance', GOOD.replace(':61:', ':60F:C261126EUR1,\n:61:'), 'OUT_OF_PLACE at line 5'],
    ['nothing', ':940:\n', 'NO_STATEMENT at file'],
  ])('%s', (_, text, expected) => {
    expect(refusalOf(GOOD)).toBe('read');
    expect(refusalOf(text)).toBe(expected);
  });
});
