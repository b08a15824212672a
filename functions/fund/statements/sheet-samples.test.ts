import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { UnreadableFile } from '../../kernel/unreadable.ts';
import { looksLikeStatement, readSheetStatement } from './sheet.ts';
import { refusalOf } from './testing.ts';

/** Files of other projects, for reading where they are present; the folder stands beside the repository. */
const samples = new URL('../../../../shared/samples/', import.meta.url);
const absent = !existsSync(new URL('bank-kr/', samples));
const bytesOf = (name: string) => readFileSync(new URL(name, samples));
const FOLDERS = ['bank-csv', 'bank-kr', 'bulk-devices'];

/** Every word of each table, as it is read; or how it is refused. */
const EXPECTED: Readonly<Record<string, object | string>> = {
  // What went is said with D and without a sign, what came with C and with one: the balances tell that C is meant.
  'bank-csv/OCA__bank-statement-import__debit_credit.csv': {
    format: 'csv',
    statements: [
      {
        ...{ from: '2018-12-15', to: '2018-12-15', opening: '10.00', closing: '1510.00', place: 'line 1' },
        entries: [
          ['2018-12-15', '-33.50', 'Your best supplier', 'John Doe', '-23.50', 'line 2'],
          ['2018-12-15', '1533.50', 'Your payment', 'Azure Interior', '1510.00', 'line 3'],
        ],
      },
    ],
  },
  'bank-csv/OCA__bank-statement-import__empty_statement_en.csv': {
    format: 'csv',
    statements: [{ place: 'line 1', entries: [] }],
  },
  // No table; what it is, the dispatcher knows.
  'bank-csv/OCA__bank-statement-import__test_qif.qif': 'NOT_A_STATEMENT at line 3',
  // Six rows out of six weeks, newest first: between three of them others are missing, and it says so.
  'bank-kr/im2mu__SafePause__bank_export_example.csv': {
    format: 'csv',
    statements: [
      {
        ...{ from: '2026-07-10', to: '2026-08-15', place: 'line 1', gaps: ['line 6', 'line 5', 'line 4'] },
        entries: [
          ['2026-07-10', '1900000', '급여', '가상회사', '2520860', 'line 7'],
          ['2026-07-25', '-55120', '자동이체', '가나통신 010-****-1234', '2191040', 'line 6'],
          ['2026-08-10', '1900000', '급여', '가상회사', '3374740', 'line 5'],
          ['2026-08-14', '-9600', '체크카드', '분식집', '2852240', 'line 4'],
          ['2026-08-15', '-250000', '모바일이체', '김*호', '2602240', 'line 3'],
          ['2026-08-15', '-5200', '체크카드', '카페', '2597040', 'line 2'],
        ],
      },
    ],
  },
  // Its last row says 잘못된 날짜, "wrong date", where the date belongs.
  'bank-kr/im2mu__SafePause__ibk_like_table_utf8.xls': 'NO_SUCH_DATE at row 9, column 2',
  'bank-kr/im2mu__SafePause__passbook_like_tab_cp949.txt': {
    format: 'text',
    statements: [
      {
        ...{ account: '000-0000-0000-00', from: '2026-05-02', to: '2026-05-03' },
        ...{ opening: '20000', closing: '1458000', place: 'line 3' },
        entries: [
          ['2026-05-02', '1500000', '가상회사', undefined, '1520000', 'line 4'],
          ['2026-05-03', '-50000', '김*호', undefined, '1470000', 'line 5'],
          ['2026-05-03', '-12000', '가상분식', undefined, '1458000', 'line 6'],
        ],
      },
    ],
  },
};

function reading(name: string): object {
  const { format, statements } = readSheetStatement(bytesOf(name), name);
  return {
    format,
    statements: statements.map(({ entries, ...statement }) => ({
      ...Object.fromEntries(Object.entries(statement).filter(([, value]) => value !== undefined)),
      entries: entries.map(({ date, amount, text, counterparty, balance, place }) => [
        ...[date, amount, text, counterparty, balance, place],
      ]),
    })),
  };
}

describe.skipIf(absent)('tables of other projects are read or refused as they deserve', () => {
  test.each(Object.entries(EXPECTED))('%s', (name, expected) => {
    if (typeof expected === 'string') expect(refusalOf(() => reading(name))).toBe(expected);
    else expect(reading(name)).toEqual(expected);
  });

  test('every table of a bank is accounted for; a list of machines is none', () => {
    const there = absent
      ? []
      : FOLDERS.flatMap((folder) =>
          readdirSync(new URL(`${folder}/`, samples)).map((name) => `${folder}/${name}`),
        );
    expect(there.filter((name) => name.startsWith('bank-')).sort()).toEqual(Object.keys(EXPECTED).sort());
    expect(there.filter((name) => looksLikeStatement(bytesOf(name)))).toEqual(
      Object.keys(EXPECTED)
        .filter((name) => !name.endsWith('.qif'))
        .sort(),
    );
  });

  test('without its last row the page of the bank is read', () => {
    const text = absent
      ? ''
      : new TextDecoder().decode(bytesOf('bank-kr/im2mu__SafePause__ibk_like_table_utf8.xls'));
    const page = new TextEncoder().encode(text.replace(/<tr><td>5<\/td>.*<\/tr>/, ''));
    const { format, statements } = readSheetStatement(page, 'a.xls');
    expect({ format, statements }).toMatchObject({
      format: 'html',
      statements: [
        {
          ...{ account: '000-000000-00-000', from: '2026-05-01', to: '2026-05-31' },
          ...{ opening: '891461', closing: '467391' },
          entries: [
            {
              date: '2026-05-15',
              amount: '-300000',
              counterparty: '김*호',
              reference: '용돈',
              place: 'row 8',
            },
            { date: '2026-05-20', amount: '-148070', counterparty: '가상보험(주)' },
            { date: '2026-05-31', amount: '-14000', text: '테스트식당 체크' },
            { date: '2026-05-31', amount: '38000', counterparty: '가나다', balance: '467391' },
          ],
        },
      ],
    });
  });
});

test('a refusal is one of ours', () => {
  expect(() => readSheetStatement(new Uint8Array(), 'a')).not.toThrow(TypeError);
  expect(() => readSheetStatement(Uint8Array.from([0]), 'a')).toThrow(UnreadableFile);
});
