import { describe, expect, test } from 'vitest';
import { rowsXml, xlsxParts, zipOf } from '../../kernel/tabular/specimen.ts';
import { writeXlsx } from '../../kernel/tabular/write-xlsx.ts';
import { looksLikeStatement, readSheetStatement } from './sheet.ts';
import { csvOf, faultsOf, movesOf, pageOf, readText, refusalOf, statementOf } from './testing.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
/** A table of date, what went, what came, balance. */
const table = (...rows: string[]) => ['거래일자,출금액,입금액,잔액,적요', ...rows].join('\n');
const refused = (text: string) => refusalOf(() => readText(text));
/** What contradicts itself in a table that is read. */
const faulty = (text: string) => faultsOf(readText(text));

describe('order', () => {
  const OLDEST_FIRST = [
    '2026-05-01 9:00,,1000,1000,가',
    '2026-05-01 9:00,300,,700,나',
    '2026-05-02 8:00,,50,750,다',
  ];
  const MOVES = ['2026-05-01 1000', '2026-05-01 -300', '2026-05-02 50'];

  test.each([
    ['oldest first', OLDEST_FIRST],
    ['newest first', OLDEST_FIRST.toReversed()],
    ['shuffled', [OLDEST_FIRST[2], OLDEST_FIRST[0], OLDEST_FIRST[1]]],
    ['shuffled, the same moment newest first', [OLDEST_FIRST[1], OLDEST_FIRST[2], OLDEST_FIRST[0]]],
    ['days oldest first, within them newest first', [OLDEST_FIRST[1], OLDEST_FIRST[0], OLDEST_FIRST[2]]],
  ])('%s', (_name, rows) => {
    expect(movesOf(statementOf(table(...rows.map(String))))).toEqual(MOVES);
  });

  test('one day without times, newest first: balances show it', () => {
    const rows = ['2026-05-01,,50,750,다', '2026-05-01,300,,700,나', '2026-05-01,,1000,1000,가'];
    const { opening, closing, ...statement } = statementOf(table(...rows));
    expect(movesOf(statement as never)).toEqual(['2026-05-01 1000', '2026-05-01 -300', '2026-05-01 50']);
    expect({ opening, closing }).toEqual({ opening: '0', closing: '750' });
  });

  test('a day in any order, with balances that come back, has a way along which they follow', () => {
    const rows = ['5,,10', ',5,10', ',5,15', '5,,5', ',10,15', '5,,10'].map(
      (row, at) => `2026-05-01,${row},${at}`,
    );
    const { entries, opening, closing } = statementOf(table(...rows));
    expect(entries.map(({ text }) => Number(text)).sort()).toEqual([0, 1, 2, 3, 4, 5]);
    expect([opening, closing]).toEqual(['5', '10']);
  });

  test('times that a machine noted late do not matter where balances tell', () => {
    const rows = [
      '2026-05-01 9:02,,1000,1000,가',
      '2026-05-01 9:01,300,,700,나',
      '2026-05-02 8:00,,50,750,다',
    ];
    expect(movesOf(statementOf(table(...rows)))).toEqual(MOVES);
  });

  test('without balances the dates, then the file', () => {
    const bare = (rows: string[]) => ['일자,금액', ...rows].join('\n');
    expect(movesOf(statementOf(bare(['2026-05-02,3', '2026-05-01,2', '2026-05-01,1'])))).toEqual([
      ...['2026-05-01 1', '2026-05-01 2', '2026-05-02 3'],
    ]);
    expect(movesOf(statementOf(bare(['2026-05-01,2', '2026-05-01,1'])))).toEqual([
      '2026-05-01 2',
      '2026-05-01 1',
    ]);
  });
});

describe('which way money went', () => {
  const kinds = (...rows: string[]) => ['Date,Type,Amount,Balance', ...rows].join('\n');

  test.each<[string, string, string[]]>([
    ['signed amounts', 'Date,Amount\n2026-05-01,-5\n2026-05-02,7', ['-5', '7']],
    ['brackets', 'Date,Amount\n2026-05-01,(5.00)\n2026-05-02,7.00', ['-5.00', '7.00']],
    ['words', '일자,구분,금액\n2026-05-01,출금,5\n2026-05-02,입금,7', ['-5', '7']],
    ['words and signs that agree', '일자,구분,금액\n2026-05-01,출금,-5\n2026-05-02,입금,7', ['-5', '7']],
    ['D and C', kinds('2026-05-01,D,5,95', '2026-05-02,C,7,102'), ['-5', '7']],
    [
      'words against signs: balances follow the words',
      kinds('2026-05-01,D,5,95', '2026-05-02,C,-7,102'),
      ['-5', '7'],
    ],
    [
      'words against signs: balances follow both',
      kinds('2026-05-01,D,5,95', '2026-05-02,C,-7,88'),
      ['-5', '-7'],
    ],
    [
      'a kind between words: balances know',
      kinds('2026-05-01,출금,5,95', '2026-05-02,이자,7,102'),
      ['-5', '7'],
    ],
    ['kinds that say no way', kinds('2026-05-01,체크,-5,95', '2026-05-02,이체,7,102'), ['-5', '7']],
    ['two columns, what went with a sign', 'Date,Debit,Credit\n2026-05-01,-5,\n2026-05-02,,7', ['-5', '7']],
    ['debit and credit of today', 'Date,Debit,Credit\n2026-05-01,5,0.00\n2026-05-02,,7', ['-5', '7']],
    ['deposits only', '일자,입금액,입금자\n2026-05-01,5,가\n2026-05-02,7,나', ['5', '7']],
  ])('%s', (_name, text, amounts) => {
    expect(statementOf(text).entries.map(({ amount }) => amount)).toEqual(amounts);
  });

  test('a withdrawal taken back comes in again, and says so', () => {
    const { entries } = statementOf(
      table('2026-05-01,5000,,5000,가', '2026-05-02,-5000,,10000,가 취소', '2026-05-03,,-100,9900,나 취소'),
    );
    expect(entries.map(({ amount, reversal }) => [amount, reversal])).toEqual([
      ['-5000', undefined],
      ['5000', true],
      ['-100', true],
    ]);
  });

  test.each<[string, string, string]>([
    ['both columns filled', table('2026-05-01,5,7,102,'), 'BOTH_IN_AND_OUT at line 2'],
    ['neither filled', table('2026-05-01,,,102,'), 'WRONG_AMOUNT at line 2'],
    [
      'words against signs, no balance',
      '일자,구분,금액\n2026-05-01,출금,5\n2026-05-02,입금,-7',
      'WRONG_AMOUNT at line 3',
    ],
    [
      'a kind between words, no balance',
      '일자,구분,금액\n2026-05-01,출금,5\n2026-05-02,이자,7',
      'WRONG_AMOUNT at line 3',
    ],
    ['words for a number', table('2026-05-01,,천원,102,'), 'WRONG_AMOUNT at line 2, column 3'],
    ['a balance that is none', table('2026-05-01,,7,?!,'), 'WRONG_AMOUNT at line 2, column 4'],
  ])('refused: %s', (_name, text, expected) => {
    expect(refused(text)).toBe(expected);
  });

  test('a row that moves nothing is no entry', () => {
    expect(
      movesOf(statementOf(table('2026-05-01,,5,5,', '2026-05-02,0,0,5,통장정리', '2026-05-03,,1,6,'))),
    ).toEqual(['2026-05-01 5', '2026-05-03 1']);
  });
});

describe('what stands around the rows', () => {
  test('preamble, totals, notes below, headings said again, second lines', () => {
    const text = [
      '예금 거래내역,,,,',
      '예금주,홍길동 귀하,,,',
      '계좌번호,123-456-789012 (보통예금),,,',
      '조회 기간: 2026.04.30 ~ 2026.05.31,,,,',
      '통화,KRW,,,',
      table('2026-05-01,,1000,1000,가', ',,,,가의 둘째 줄', '소계,0,1000,,'),
      '거래일자,출금액,입금액,잔액,적요',
      '2026-05-02,300,,700,나',
      '소계,300,0,,',
      '합계,300,"1,000",,',
      '현재잔액,700,,,',
      '※ 참고용이며 법적 효력이 없습니다,,,,',
    ].join('\n');
    expect(statementOf(text)).toEqual({
      ...{
        account: '123-456-789012',
        currency: 'KRW',
        from: '2026-04-30',
        to: '2026-05-31',
        opening: '0',
        closing: '700',
      },
      place: 'line 6',
      entries: [
        {
          date: '2026-05-01',
          amount: '1000',
          balance: '1000',
          currency: 'KRW',
          text: '가 가의 둘째 줄',
          place: 'line 7',
        },
        { date: '2026-05-02', amount: '-300', balance: '700', currency: 'KRW', text: '나', place: 'line 11' },
      ],
    });
  });

  test.each<[string, string[], string | undefined]>([
    ['a total of all', ['합계,300,1000,,'], undefined],
    ['named last', ['5월 합계,300,1000,,'], undefined],
    ['with its count', ['입금 1건,"1,000",,,', '출금 1건,299,,,'], 'WRONG_TOTALS at line 5, column 2'],
    ['of what came too little', ['합계,300,999,,'], 'WRONG_TOTALS at line 4'],
    ['of what went too much', ['총 계,301,1000,,'], 'WRONG_TOTALS at line 4'],
    ['above the rows', [], undefined],
    ['in words', ['총 입금액,"1,000원",,,', '출금합계: 300원,,,,'], undefined],
    ['in words, wrong', ['입금 합계 : 1000 / 출금 합계 : 299,,,,'], 'WRONG_TOTALS at line 4, column 1'],
    [
      'of the page only',
      ['소계,300,1000,,', '2026-05-03,,50,750,다', '소계,0,50,,', '누계,300,1050,,'],
      undefined,
    ],
    [
      'of the page, wrong',
      ['소계,300,1000,,', '2026-05-03,,50,750,다', '소계,1,50,,'],
      'WRONG_TOTALS at line 6',
    ],
  ])('totals: %s', (_name, below, expected) => {
    const text = table('2026-05-01,,1000,1000,가', '2026-05-02,300,,700,나', ...below);
    expect(faulty(text)).toEqual(expected ? [expected] : []);
    expect(statementOf(text).entries.length).toBe(below.length > 2 ? 3 : 2);
  });

  test('a total above the rows is one of all', () => {
    expect(
      statementOf(table('합계,300,1000,,', '2026-05-01,,1000,1000,', '2026-05-02,300,,700,')).entries,
    ).toHaveLength(2);
    expect(faulty(table('합계,,1001,,', '2026-05-01,,1000,1000,'))).toEqual(['WRONG_TOTALS at line 2']);
  });

  test('balances carried over, in rows and in notes', () => {
    const carried = table('2026-05-01,,,500,전월이월', '2026-05-01,,1000,1500,가');
    expect(statementOf(carried)).toMatchObject({ opening: '500', closing: '1500' });
    expect(statementOf('기초잔액,500\n기말잔액,1500\n일자,금액,적요\n2026-05-01,1000,가')).toMatchObject({
      opening: '500',
      closing: '1500',
    });
    expect(faulty('기초잔액,500\n기말잔액,1501\n일자,금액,적요\n2026-05-01,1000,가')).toEqual([
      'WRONG_TOTALS at line 2, column 2',
    ]);
    const other = `기초잔액,499,,,\n${table('2026-05-01,,1000,1500,가')}`;
    expect(faulty(other)).toEqual(['WRONG_TOTALS at line 1, column 2']);
    // What the file says stands, whichever of the two is wrong.
    expect(statementOf(other)).toMatchObject({ opening: '499', closing: '1500' });
  });

  test('a header in two rows', () => {
    const text =
      '거래일자,거래금액,,잔액,적요\n,입금,출금,,\n2026-05-01,1000,,1000,가\n2026-05-02,,300,700,나';
    expect(movesOf(statementOf(text))).toEqual(['2026-05-01 1000', '2026-05-02 -300']);
    const page =
      '<table><tr><th rowspan=2>거래일자<th colspan=2>거래금액<th rowspan=2>잔액<tr><th>입금<th>출금<tr><td>2026-05-01<td>1,000<td><td>1,000<tr><td>2026-05-02<td><td>300<td>700</table>';
    expect(readSheetStatement(utf8(page), 'a.xls').statements.map(movesOf)).toEqual([
      ['2026-05-01 1000', '2026-05-02 -300'],
    ]);
  });

  test('an amount merged over two rows is booked once, its second line is kept', () => {
    const page =
      '<table><tr><th>거래일자<th>입금액<th>적요<tr><td rowspan=2>2026-05-01<td rowspan=2>1,000<td>가<tr><td>나<tr><td>2026-05-02<td>5<td>다</table>';
    const [statement] = readSheetStatement(utf8(page), 'a.xls').statements;
    expect(statement?.entries.map(({ amount, text }) => [amount, text])).toEqual([
      ['1000', '가 나'],
      ['5', '다'],
    ]);
  });

  test('no rows are a statement without entries', () => {
    expect(statementOf('Date,Label,Currency,Amount,Amount Currency,Partner Name\n')).toEqual({
      place: 'line 1',
      entries: [],
    });
    expect(statementOf(table('조회된 내역이 없습니다,,,,')).entries).toEqual([]);
  });

  test('a workbook has a statement for every sheet with such a table; days may be dates or counts', () => {
    const header = ['거래일자', '입금액', '출금액', '잔액'];
    const book = writeXlsx([
      { name: '안내', header: ['이 파일은'], rows: [['안내입니다']] },
      {
        name: '1',
        header,
        rows: [
          [new Date('2026-05-01'), 1000, null, 1000],
          [new Date('2026-05-02'), null, 300.5, 699.5],
        ],
      },
      { name: '2', header, rows: [[46143, 7, 0, 7]] },
    ]);
    const { format, statements } = readSheetStatement(book, 'a.xlsx');
    expect({ format, moves: statements.map(movesOf) }).toEqual({
      format: 'xlsx',
      moves: [['2026-05-01 1000', '2026-05-02 -300.5'], ['2026-05-01 7']],
    });
  });
});

describe('several accounts in one sheet', () => {
  const first = ['계좌번호,111-11-111111,,,', table('2026-05-01,,1000,1000,가', '합계,0,1000,,')];
  const second = [
    '계좌번호,222-22-222222,,,',
    '조회기간,2026-05-01 ~ 2026-05-31,,,',
    table('2026-05-01,,7,7,나'),
  ];

  test('another account above headings of its own begins another statement', () => {
    const { statements } = readText([...first, '', ...second].join('\n'));
    expect(statements.map(({ account, to, place, entries }) => [account, to, place, entries.length])).toEqual(
      [
        ['111-11-111111', '2026-05-01', 'line 2', 1],
        ['222-22-222222', '2026-05-31', 'line 8', 1],
      ],
    );
    const wrong = [...first, ...second, '2026-05-02,,1,9,다'].join('\n');
    expect(faulty(wrong)).toEqual(['WRONG_BALANCE at line 9']);
  });

  test('headings said again for the same account go on; what a payer writes names none', () => {
    const paid = table('2026-05-01,,1000,1000,계좌번호: 999-99-999999');
    const next = table('2026-05-02,,1,1001,다');
    for (const lines of [
      [first[0], paid, first[0], next],
      [first[0], paid, next],
    ]) {
      const statement = statementOf(lines.join('\n'));
      expect(statement).toMatchObject({ account: '111-11-111111', opening: '0', closing: '1001' });
    }
  });

  test('of a second sheet the place says so', () => {
    const sheet = (day: string) => ({ name: day, header: ['일자', '금액'], rows: [[day, 5]] });
    const book = writeXlsx([sheet('2026-05-01'), sheet('2026-02-30')]);
    expect(refusalOf(() => readSheetStatement(book, 'a.xlsx'))).toBe(
      'NO_SUCH_DATE at table 2, row 2, column 1',
    );
  });
});

describe('currencies', () => {
  test.each<[string, string, string | undefined]>([
    ['a column', 'Date,Amount,Currency\n2026-05-01,5,eur\n2026-05-02,6,EUR', 'EUR'],
    ['the headings', '일자,입금액(원),출금액(원)\n2026-05-01,5,', 'KRW'],
    ['the cells', '일자,입금액,출금액\n2026-05-01,5원,', 'KRW'],
    ['the preamble', '통화 : USD,\n일자,금액\n2026-05-01,5', 'USD'],
    ['nothing', '일자,금액\n2026-05-01,5', undefined],
    ['no word that is none', 'Date,Amount (net)\n2026-05-01,5', undefined],
  ])('said by %s', (_name, text, currency) => {
    const statement = statementOf(text);
    expect([statement.currency, statement.entries[0]?.currency]).toEqual([currency, currency]);
  });

  test.each<[string, string, string, string[]]>([
    [
      'in a column',
      'Date,Amount,Currency\n2026-05-01,5,EUR\n2026-05-02,6,USD',
      'MIXED_CURRENCIES at line 3',
      ['EUR', 'USD'],
    ],
    [
      'in the cells',
      '일자,금액\n2026-05-01,5원\n2026-05-02,€6',
      'MIXED_CURRENCIES at line 3',
      ['KRW', 'EUR'],
    ],
    ['of preamble and rows', '통화,KRW\n일자,금액\n2026-05-01,EUR 5', 'MIXED_CURRENCIES at line 3', ['EUR']],
  ])('mixed %s are a fault, and every entry keeps its own', (_name, text, expected, own) => {
    expect(faulty(text)).toEqual([expected]);
    expect(statementOf(text).entries.map(({ currency }) => currency)).toEqual(own);
  });
});

describe('running balances', () => {
  const rows = [
    '2026-05-01,,1000,1000,',
    '2026-05-02,300,,700,',
    '2026-05-03,,50,750,',
    '2026-05-04,,50,800,',
  ];
  const changed = (at: number, row: string) => table(...rows.with(at, row));

  test.each<[string, string, string[]]>([
    ['an amount', changed(1, '2026-05-02,301,,700,'), ['line 3']],
    ['a balance', changed(1, '2026-05-02,300,,701,'), ['line 3', 'line 4']],
    ['the last balance', changed(3, '2026-05-04,,50,801,'), ['line 5']],
    ['a row left out', table(...rows.toSpliced(1, 1)), ['line 3']],
    ['a row twice', table(...rows.toSpliced(1, 0, rows[1] ?? '')), ['line 4']],
  ])('%s that is wrong is a fault', (_name, text, places) => {
    expect(faulty(text)).toEqual(places.map((place) => `WRONG_BALANCE at ${place}`));
    // What opens and closes it is still what its first and last row say.
    const last = /,(\d+),$/.exec(text)?.[1];
    expect(statementOf(text)).toMatchObject({ opening: '0', closing: last });
  });

  test('a balance and a total that are wrong are two faults', () => {
    expect(faulty(`${changed(1, '2026-05-02,301,,700,')}\n합계,300,1101,,`)).toEqual([
      ...['WRONG_BALANCE at line 3', 'WRONG_TOTALS at line 6'],
    ]);
  });

  test('an extract of a list is read, keeps its balances and says where something is missing', () => {
    const text = table(
      '2026-05-01,,1000,1000,',
      '2026-05-09,,30,5000,',
      '2026-05-12,,40,2500,',
      '2026-05-20,,50,9000,',
    );
    const statement = statementOf(text);
    expect(statement).toMatchObject({
      gaps: ['line 3', 'line 4', 'line 5'],
      from: '2026-05-01',
      to: '2026-05-20',
    });
    expect(statement.opening ?? statement.closing).toBeUndefined();
    expect(statement.entries.map(({ balance }) => balance)).toEqual(['1000', '5000', '2500', '9000']);
  });

  test('rows without a balance are counted over', () => {
    expect(statementOf(changed(1, '2026-05-02,300,,,'))).toMatchObject({ opening: '0', closing: '800' });
    expect(faulty(changed(1, '2026-05-02,299,,,'))).toEqual(['WRONG_BALANCE at line 4']);
  });
});

describe('refused with the line', () => {
  test.each<[string, string, string]>([
    ['30 February', table('2026-02-28,,1,1,', '2026-02-30,,1,2,'), 'NO_SUCH_DATE at line 3, column 1'],
    [
      'a date that is none',
      table('2026-02-28,,1,1,', '잘못된 날짜,,1,2,'),
      'NO_SUCH_DATE at line 3, column 1',
    ],
    ['no date', table('2026-02-28,,1,1,', ',,1,2,'), 'NO_DATE at line 3, column 1'],
    ['day or month', 'Date,Amount\n04/05/2026,1\n', 'UNCLEAR_DATE at line 2, column 1'],
    ['a date and words', table('2026-02-28,,1,1,', 'x,,y,2,'), 'NO_SUCH_DATE at line 3, column 1'],
    ['no headings of a statement', 'a,b\n1,2', 'NOT_A_STATEMENT at line 1'],
    ['a list of machines', '일자,금액,모델명\n2026-05-01,5,PC', 'NOT_A_STATEMENT at line 1'],
    [
      'more than 50,000 rows',
      table(...Array<string>(50_001).fill('2026-05-01,,0,0,')),
      'TOO_MANY_ROWS at line 50002',
    ],
    ['an open quotation mark', table('2026-05-01,,1,1,"가'), 'OPEN_QUOTE at line 2'],
  ])('%s', (_name, text, expected) => {
    expect(refused(text)).toBe(expected);
  });

  test('in a page: the row as a spreadsheet counts it', () => {
    const page = pageOf([['안내'], ['일자', '금액'], ['2026-05-01', '1'], ['2026-13-01', '1']]);
    expect(refusalOf(() => readSheetStatement(utf8(page), 'a.xls'))).toBe('NO_SUCH_DATE at row 4, column 1');
  });

  test('a damaged encoding, a workbook of before 2007, a page without a table', () => {
    const broken = Uint8Array.from([...utf8(table('2026-05-01,,1,1,가나다라')), 0xea, 0xb0, 0x0a]);
    const old = Uint8Array.from([
      0xd0,
      0xcf,
      0x11,
      0xe0,
      0xa1,
      0xb1,
      0x1a,
      0xe1,
      ...new Array<number>(504).fill(0),
      ...Buffer.from('Workbook', 'utf16le'),
    ]);
    expect(refusalOf(() => readSheetStatement(broken, 'a.csv'))).toBe('WRONG_ENCODING at line 2');
    expect(refusalOf(() => readSheetStatement(old, 'a.xls'))).toBe('OLD_WORKBOOK at file');
    expect(refusalOf(() => readSheetStatement(utf8('<html>점검 중</html>'), 'a.xls'))).toBe(
      'NOT_A_SHEET at file',
    );
  });
});

describe('a statement is told from a list of machines by its headings', () => {
  test.each<[string, string | Uint8Array, boolean]>([
    ['a statement', table('2026-05-01,,1,1,'), true],
    ['one that will be refused', table('2026-02-30,,1,1,'), true],
    [
      'a page',
      pageOf([
        ['거래일시', '입금'],
        ['x', 'y'],
      ]),
      true,
    ],
    ['a list of machines', '관리번호,모델명,구입일,금액\n1,PC,2020-01-01,5', false],
    ['a list of purchases of machines', 'Purchase Date,Amount,Serial Number\n2020-01-01,5,x', false],
    ['people', 'name,date\na,2020-01-01', false],
    ['no table', '\u0000\u0001', false],
    ['nothing', '', false],
  ])('%s', (_name, content, expected) => {
    expect(looksLikeStatement(typeof content === 'string' ? utf8(content) : content)).toBe(expected);
  });
});

test('csv or text is what the name says where tabs part the cells', () => {
  const tabs = utf8(
    csvOf(
      [
        ['일자', '금액'],
        ['2026-05-01', '5'],
      ],
      '\t',
    ),
  );
  expect(['a.tsv', 'a.txt', 'a.csv'].map((name) => readSheetStatement(tabs, name).format)).toEqual([
    'csv',
    'text',
    'csv',
  ]);
});

test('rows below the header in hidden sheets are not read', () => {
  const rows = (amount: string) =>
    rowsXml([
      ['일자', '금액'],
      ['2026-05-01', amount],
    ]);
  const book = zipOf(
    xlsxParts([
      { title: 'a', xml: rows('1') },
      { title: 'b', state: 'hidden', xml: rows('2') },
    ]),
  );
  expect(readSheetStatement(book, 'a.xlsx').statements.map(movesOf)).toEqual([['2026-05-01 1']]);
});
