import { describe, expect, test } from 'vitest';
import { UnreadableFile } from '../../kernel/unreadable.ts';
import { readCamt } from './camt.ts';
import { camtBalance, camtEntry, camtOf } from './specimen.ts';
import { faultsOf } from './testing.ts';

const ACCOUNT = '<Acct><Id><IBAN>DE02120300000000202051</IBAN></Id></Acct>';
const details = (...payments: readonly string[]) =>
  `<NtryDtls>${payments.map((payment) => `<TxDtls>${payment}</TxDtls>`).join('')}</NtryDtls>`;
const read = (body: string, kind: '052' | '053' | '054' = '053', version = 2) => {
  const [statement] = readCamt(camtOf(kind, version, ACCOUNT + body)).statements;
  if (!statement) throw new Error('no statement');
  return statement;
};
const only = (amount: string, inside: string) => read(camtEntry(amount, '2026-11-27', inside)).entries[0];

function refusalOf(text: string): string {
  try {
    readCamt(text);
    return 'read';
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    return `${error.code} at ${error.place}`;
  }
}

describe('messages and versions', () => {
  test.each(['052', '053', '054'] as const)('camt.%s in every version', (kind) => {
    for (const version of [1, 2, 3, 4, 5, 6, 7, 8, 13]) {
      const text = camtOf(kind, version, ACCOUNT + camtEntry('5.50', '2026-11-27'));
      expect(readCamt(text)).toMatchObject({
        format: `camt.${kind}`,
        statements: [{ account: 'DE02120300000000202051', currency: 'KRW', entries: [{ amount: '5.50' }] }],
      });
      const prefixed = text.replaceAll(/<(\/?)(?=[A-Z])/g, '<$1n:').replace('xmlns=', 'xmlns:n=');
      expect(readCamt(prefixed)).toEqual(readCamt(text));
    }
  });

  test('an account without IBAN, several statements in one message, a statement without entries', () => {
    const other = '<Acct><Id><Othr><Id>110-234</Id></Othr></Id><Ccy>KRW</Ccy></Acct>';
    const { statements } = readCamt(camtOf('053', 2, ACCOUNT, other + camtEntry('-1', '2026-11-27')));
    expect(statements.map(({ account, entries }) => [account, entries.length])).toEqual([
      ['DE02120300000000202051', 0],
      ['110-234', 1],
    ]);
  });

  test('period as said; days with and without time, in the zone of the bank', () => {
    const period =
      '<FrToDt><FrDtTm>2026-11-01T00:00:00+09:00</FrDtTm><ToDtTm>2026-11-30T23:59:59.999Z</ToDtTm></FrToDt>';
    const entry = camtEntry('1', '2026-11-27').replace(
      '<Dt>2026-11-27</Dt>',
      '<DtTm>2026-11-27T00:10:00.000000000+09:00</DtTm>',
    );
    const { from, to, entries } = read(period + entry);
    expect([from, to, entries[0]?.date]).toEqual(['2026-11-01', '2026-11-30', '2026-11-27']);
    const valued = camtEntry('1', '2026-11-27').replaceAll('BookgDt', 'ValDt');
    expect(read(valued).entries[0]?.date).toBe('2026-11-27');
  });
});

describe('balances', () => {
  const [a, b, c] = ['2026-11-26', '2026-11-27', '2026-11-28'];
  const entry = camtEntry('5', b);
  test.each([
    ['opening and closing', camtBalance('OPBD', '10', a) + camtBalance('CLBD', '15', b), ['10', '15']],
    ['that of the day before', camtBalance('PRCD', '10', a) + camtBalance('CLBD', '15', b), ['10', '15']],
    [
      'opening before previous',
      camtBalance('PRCD', '9', a) + camtBalance('OPBD', '10', a),
      ['10', undefined],
    ],
    ['below zero', camtBalance('OPBD', '-10', a) + camtBalance('CLBD', '-5', b), ['-10', '-5']],
    [
      'of several days, in any order',
      camtBalance('CLBD', '15', b) +
        camtBalance('OPBD', '15', b) +
        camtBalance('OPBD', '10', a) +
        camtBalance('CLBD', '10', a),
      ['10', '15'],
    ],
    [
      'available ones do not count',
      camtBalance('OPAV', '1', a) + camtBalance('CLAV', '2', b, 'EUR'),
      [undefined, undefined],
    ],
    ['interim at the end', camtBalance('OPBD', '10', a) + camtBalance('ITBD', '15', b), ['10', '15']],
    ['interim at the beginning', camtBalance('ITBD', '10', a) + camtBalance('CLBD', '15', b), ['10', '15']],
    ['a page between pages', camtBalance('ITBD', '10', a) + camtBalance('ITBD', '15', c), ['10', '15']],
  ])('%s', (_, balances, expected) => {
    const { opening, closing } = read(balances + entry);
    expect([opening, closing]).toEqual(expected);
  });

  test('a report during the day may hold only what is new: the balance of the morning is not its own', () => {
    const partial = camtBalance('OPBD', '10', a) + camtBalance('ITBD', '99', b) + entry;
    expect(read(partial, '052')).toMatchObject({ opening: undefined, closing: '99' });
    expect(read(partial).faults).toMatchObject([{ code: 'WRONG_TOTALS' }]);
  });
});

describe('entries', () => {
  test('what is not booked is no money yet, and kept apart', () => {
    for (const status of ['PDNG', 'INFO', 'FUTR', '<Cd>PDNG</Cd>']) {
      const body =
        camtBalance('OPBD', '10', '2026-11-26') +
        camtBalance('CLBD', '15', '2026-11-27') +
        camtEntry('5', '2026-11-27') +
        camtEntry('7', '2026-11-27', '', 'KRW', status);
      const { entries, pending } = read(body, '053', 8);
      expect([entries, pending].map((some) => some?.map(({ amount }) => amount))).toEqual([['5'], ['7']]);
    }
  });

  test('name of the other side, text, references', () => {
    const inside =
      '<AcctSvcrRef>B-7</AcctSvcrRef>' +
      details(
        '<Refs><EndToEndId>E-7</EndToEndId></Refs><RltdPties><Dbtr><Nm>Kim &amp; Lee</Nm></Dbtr>' +
          '<Cdtr><Nm>City</Nm></Cdtr></RltdPties><RmtInf><Ustrd>Gift for</Ustrd><Ustrd>PCs</Ustrd>' +
          '<Strd><CdtrRefInf><Ref>RF18</Ref></CdtrRefInf></Strd></RmtInf>',
      );
    expect(only('5', inside)).toMatchObject({
      ...{ counterparty: 'Kim & Lee', text: 'Gift for PCs RF18', reference: 'E-7', bankReference: 'B-7' },
    });
    expect(only('-5', inside)?.counterparty).toBe('City');
    expect(only('5', inside.replace('E-7', 'NOTPROVIDED'))?.reference).toBe('RF18');
    expect(only('5', inside.replace(/<Dbtr>.*<\/Dbtr>/, ''))?.counterparty).toBeUndefined();
    expect(only('5', '<AddtlNtryInf>Interest</AddtlNtryInf>')?.text).toBe('Interest');
  });

  test('parties as of version 8', () => {
    const party = details('<RltdPties><Dbtr><Pty><Nm>Kim</Nm></Pty></Dbtr></RltdPties>');
    expect(only('5', party)?.counterparty).toBe('Kim');
    const ultimate = details('<RltdPties><UltmtDbtr><Nm>Lee</Nm></UltmtDbtr></RltdPties>');
    expect(only('5', ultimate)?.counterparty).toBe('Lee');
  });

  test('a reversal: the mark says which way the money goes now', () => {
    const entry = only(
      '-5',
      `<RvslInd>true</RvslInd>${details('<RltdPties><Dbtr><Nm>Kim</Nm></Dbtr></RltdPties>')}`,
    );
    expect(entry).toMatchObject({ amount: '-5', reversal: true, counterparty: 'Kim' });
    expect(only('-5', '<RvslInd>false</RvslInd>')?.reversal).toBeUndefined();
  });

  test('where the balances say that a bank marks the entry taken back, they are believed', () => {
    const body = (closing: string) =>
      camtBalance('OPBD', '10', '2026-11-26') +
      camtBalance('CLBD', closing, '2026-11-27') +
      camtEntry('-5', '2026-11-27', '<RvslInd>true</RvslInd>');
    expect(read(body('5')).entries[0]?.amount).toBe('-5');
    expect(read(body('15')).entries[0]?.amount).toBe('5');
    expect(read(body('15')).faults).toBeUndefined();
    expect(read(body('16'))).toMatchObject({
      entries: [{ amount: '-5' }],
      faults: [{ code: 'WRONG_TOTALS' }],
    });
  });
});

describe('collective entries', () => {
  const payment = (amount: string, more = '') => `<Amt Ccy="KRW">${amount}</Amt>${more}`;
  const amounts = (total: string, ...payments: readonly string[]) =>
    read(camtEntry(total, '2026-11-27', `<AcctSvcrRef>B</AcctSvcrRef>${details(...payments)}`)).entries.map(
      ({ amount, bankReference }) => `${amount} ${bankReference}`,
    );

  test('one entry for each payment whose amounts add up', () => {
    expect(amounts('5', payment('2'), payment('3', '<Refs><AcctSvcrRef>C</AcctSvcrRef></Refs>'))).toEqual([
      ...['2 B/1', '3 C'],
    ]);
    expect(amounts('-5', payment('2'), payment('3'))).toEqual(['-2 B/1', '-3 B/2']);
    const mixed = [payment('7', '<CdtDbtInd>CRDT</CdtDbtInd>'), payment('2', '<CdtDbtInd>DBIT</CdtDbtInd>')];
    expect(amounts('5', ...mixed)).toEqual(['7 B/1', '-2 B/2']);
    const old = (amount: string) => `<AmtDtls><TxAmt>${payment(amount)}</TxAmt></AmtDtls>`;
    expect(amounts('5', old('2'), old('3'))).toEqual(['2 B/1', '3 B/2']);
  });

  test('otherwise one for all, and what differs is not said', () => {
    expect(amounts('5', payment('2'), payment('2'))).toEqual(['5 B']);
    expect(amounts('5', payment('2'), '')).toEqual(['5 B']);
    expect(amounts('5', payment('2'), payment('3').replace('KRW', 'USD'))).toEqual(['5 B']);
    expect(amounts('5', payment('99'))).toEqual(['5 B']);
    const named = (name: string) => `<RltdPties><Dbtr><Nm>${name}</Nm></Dbtr></RltdPties>`;
    const two = (first: string, second: string) =>
      only('5', details(named(first), named(second)))?.counterparty;
    expect([two('Kim', 'Kim'), two('Kim', 'Lee')]).toEqual(['Kim', undefined]);
  });
});

const GOOD = camtOf(
  '053',
  2,
  ACCOUNT +
    camtBalance('OPBD', '10', '2026-11-26') +
    camtBalance('CLBD', '15', '2026-11-27') +
    camtEntry('5', '2026-11-27'),
);
const line = (of: string) => GOOD.split('\n').findIndex((one) => one.includes(of)) + 1;

describe('what contradicts itself is read, with its faults', () => {
  const balance = line('CLBD') - 3;
  test.each<[string, string, string[], object]>([
    [
      'a sum that does not hold',
      GOOD.replace('>5</Amt>', '>6</Amt>'),
      [`WRONG_TOTALS at line ${balance}`],
      { opening: '10', closing: '15', entries: [{ amount: '6', currency: 'KRW' }] },
    ],
    [
      'an entry in another currency, of which there is no sum with the others',
      GOOD.replace('"KRW">5<', '"USD">6<'),
      [`MIXED_CURRENCIES at line ${line('<Ntry>')}`],
      { currency: 'KRW', entries: [{ amount: '6', currency: 'USD' }] },
    ],
    [
      'an announced amount in another; the sums of what is booked are looked at all the same',
      GOOD.replace('>15<', '>16<').replace(
        '</Stmt>',
        `${camtEntry('7', '2026-11-27', '', 'USD', 'PDNG')}</Stmt>`,
      ),
      [`MIXED_CURRENCIES at line ${line('</Stmt>')}`, `WRONG_TOTALS at line ${balance}`],
      { entries: [{ amount: '5' }], pending: [{ amount: '7', currency: 'USD' }] },
    ],
    [
      'a balance in another',
      GOOD.replace('"KRW">15<', '"USD">99<'),
      [`MIXED_CURRENCIES at line ${balance}`],
      { currency: 'KRW', opening: '10', closing: '99', entries: [{ amount: '5' }] },
    ],
  ])('%s', (_, text, faults, statement) => {
    const file = readCamt(text);
    expect(faultsOf(file)).toEqual(faults);
    expect(file.statements).toMatchObject([statement]);
    expect(faultsOf(readCamt(GOOD))).toEqual([]);
  });
});

test('where nothing moved, the balances say of which days the statement is', () => {
  const balances =
    camtBalance('OPBD', '10', '2026-11-26').replace(/<Dt>(2.*?)<\/Dt>/, '<DtTm>$1T00:00:00.000</DtTm>') +
    camtBalance('CLBD', '10', '2026-11-27');
  expect(read(balances)).toMatchObject({ from: '2026-11-26', to: '2026-11-27', entries: [] });
});

describe('what is malformed is refused with its line', () => {
  test.each([
    [
      'a day that does not exist',
      GOOD.replace('<BookgDt>\n<Dt>2026-11-27', '<BookgDt>\n<Dt>2026-02-30'),
      `NO_SUCH_DATE at line ${line('<BookgDt>') + 1}`,
    ],
    [
      'a day of no form',
      GOOD.replace('<Dt>2026-11-27</Dt>', '<Dt>27.11.2026</Dt>'),
      `NO_SUCH_DATE at line ${line('<Dt>2026-11-27')}`,
    ],
    ['no day', GOOD.replace(/<BookgDt>[\s\S]*<\/BookgDt>/, ''), `NO_DATE at line ${line('<Ntry>')}`],
    ['no amount', GOOD.replace('>5</Amt>', '></Amt>'), `WRONG_AMOUNT at line ${line('>5</Amt>')}`],
    [
      'an amount with a comma',
      GOOD.replace('>5</Amt>', '>5,00</Amt>'),
      `WRONG_AMOUNT at line ${line('>5</Amt>')}`,
    ],
    [
      'an amount with a sign',
      GOOD.replace('>5</Amt>', '>-5</Amt>'),
      `WRONG_AMOUNT at line ${line('>5</Amt>')}`,
    ],
    [
      'neither credit nor debit',
      GOOD.replace(/(>5<\/Amt>\n<CdtDbtInd>)CRDT/, '$1'),
      `WRONG_SHAPE at line ${line('<Ntry>')}`,
    ],
    [
      'an entry outside of a statement',
      GOOD.replaceAll(/<(\/?)Stmt>/g, '<$1Sttm>'),
      `OUT_OF_PLACE at line ${line('<Ntry>')}`,
    ],
    [
      'a statement outside of a message',
      GOOD.replaceAll('BkToCstmrStmt', 'BkToCstmr'),
      `OUT_OF_PLACE at line ${line('<Stmt>')}`,
    ],
    ['no statement', camtOf('053', 2), 'NO_STATEMENT at file'],
    [
      'a declaration of entities',
      GOOD.replace('<Document', '<!DOCTYPE d [<!ENTITY a "b">]><Document'),
      'NOT_XML at line 2',
    ],
    [
      'an entity of its own',
      GOOD.replace('>5</Amt>', '>&five;</Amt>'),
      `NOT_XML at line ${line('>5</Amt>')}`,
    ],
    ['elements over each other', GOOD.replace('</Ntry>', '</Stmt>'), `NOT_XML at line ${line('</Ntry>')}`],
  ])('%s', (_, text, expected) => {
    expect(refusalOf(GOOD)).toBe('read');
    expect(refusalOf(text)).toBe(expected);
  });

  test('cut anywhere it is refused', () => {
    const whole = GOOD.trimEnd().length;
    for (let length = 60; length < whole; length += 7) {
      expect(refusalOf(GOOD.slice(0, length))).toMatch(/^(TRUNCATED|NOT_XML) at line \d+$/);
    }
    expect(refusalOf(GOOD.slice(0, GOOD.indexOf('</Ntry>')))).toBe(`TRUNCATED at line ${line('</Ntry>')}`);
  });

  test('nested without end', () => {
    expect(refusalOf(`<Document>${'<a>'.repeat(100)}`)).toBe('TOO_DEEP at line 1');
  });
});
