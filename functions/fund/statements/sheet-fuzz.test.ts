import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { effortOf } from '../../kernel/tabular/specimen.ts';
import { writeCsv } from '../../kernel/tabular/write-csv.ts';
import { writeXlsx } from '../../kernel/tabular/write-xlsx.ts';
import { UnreadableFile } from '../../kernel/unreadable.ts';
import { mustBeBookable } from './bookable.ts';
import { readSheetStatement } from './sheet.ts';
import { FORMS, faultsOf, type Grid, pageOf } from './testing.ts';

/** A movement as it was booked: day of 2026, second of the day, won, who. */
interface Move {
  readonly day: number;
  readonly second: number;
  readonly amount: number;
  readonly name: string;
}

const NAMES = ['김하나', '(주)가나 & 다라', '이두리 <대리>', '"따옴표"', '홍길동;팀', 'A|B', '뷁펲상사'];
const move = fc.record({
  day: fc.integer({ min: 0, max: 364 }),
  second: fc.integer({ min: 0, max: 86_399 }),
  amount: fc.oneof(fc.integer({ min: 1, max: 5_000 }), fc.integer({ min: 1_000_000, max: 2_000_000_000 })),
  name: fc.constantFrom(...NAMES),
});
const moves = fc
  .array(fc.tuple(move, fc.boolean()), { minLength: 1, maxLength: 12 })
  .map((all) =>
    all
      .map(([one, out]): Move => ({ ...one, amount: out ? -one.amount : one.amount }))
      .sort((a, b) => a.day - b.day || a.second - b.second),
  );

const dayText = (day: number, second = 0) =>
  new Date(Date.UTC(2026, 0, 1 + day) + second * 1000).toISOString();
const DATES: readonly ((move: Move) => string)[] = [
  ({ day }) => dayText(day).slice(0, 10),
  ({ day, second }) => dayText(day, second).slice(0, 19).replace('T', ' ').replaceAll('-', '.'),
  ({ day }) => dayText(day).slice(0, 10).replaceAll('-', ''),
  ({ day }) => dayText(day).slice(2, 10).replaceAll('-', '.'),
  ({ day }) => {
    const [y, m, d] = dayText(day).slice(0, 10).split('-');
    return `${y}년 ${Number(m)}월 ${Number(d)}일`;
  },
];
const AMOUNTS: readonly ((won: number) => string)[] = [
  (won) => won.toLocaleString('en-US'),
  (won) => String(won),
  (won) => `${won.toLocaleString('en-US')}원`,
  (won) => `₩${won.toLocaleString('en-US')}`,
  (won) => `${won.toLocaleString('de-DE')},00`,
  (won) => `${won.toLocaleString('en-US')}.00`,
];

const layout = fc.record({
  date: fc.constantFrom(...DATES),
  write: fc.constantFrom(...AMOUNTS),
  split: fc.boolean(),
  zero: fc.boolean(),
  /** Newest first, oldest first, by any key. */
  order: fc.constantFrom('old', 'new', 'shuffled'),
  seed: fc.integer(),
  totals: fc.boolean(),
  preamble: fc.boolean(),
  columns: fc.shuffledSubarray(['date', 'name', 'text', 'in', 'out', 'amount', 'balance'], { minLength: 7 }),
  opening: fc.integer({ min: -1_000_000, max: 1_000_000_000 }),
});
type Layout = typeof layout extends fc.Arbitrary<infer L> ? L : never;

const HEADINGS: Readonly<Record<string, string>> = {
  ...{
    date: '거래일시',
    name: '보낸분/받는분',
    text: '적요',
    in: '입금액',
    out: '출금액',
    amount: '거래금액',
  },
  balance: '거래후 잔액',
};

/** The table that a bank with such a layout makes, and the balances behind the moves. */
function tableOf(booked: readonly Move[], made: Layout): { grid: Grid; balances: number[] } {
  const { write, split, zero, columns } = made;
  const signed = (won: number) => (won < 0 ? `-${write(-won)}` : write(won));
  const nothing = zero ? write(0) : '';
  let balance = made.opening;
  const balances: number[] = [];
  const shown = columns.filter((column) =>
    split ? column !== 'amount' : column !== 'in' && column !== 'out',
  );
  const rows = booked.map((one) => {
    balance += one.amount;
    balances.push(balance);
    const cells: Readonly<Record<string, string>> = {
      ...{ date: made.date(one), name: one.name, text: '이체', balance: signed(balance) },
      in: one.amount > 0 ? write(one.amount) : nothing,
      out: one.amount < 0 ? write(-one.amount) : nothing,
      amount: signed(one.amount),
    };
    return shown.map((column) => cells[column] ?? '');
  });
  const sum = (sign: number) => booked.reduce((all, { amount }) => all + Math.max(0, sign * amount), 0);
  const totals: Readonly<Record<string, string>> = { date: '합계', in: write(sum(1)), out: write(sum(-1)) };
  const filed =
    made.order === 'old' ? rows : made.order === 'new' ? rows.toReversed() : shuffled(rows, made.seed);
  const wide = (cells: string[]) => shown.map((_, at) => cells[at] ?? '');
  const grid = [
    ...(made.preamble ? [wide(['거래내역 조회']), wide(['계좌번호', '123-45-678901'])] : []),
    shown.map((column) => HEADINGS[column] ?? ''),
    ...filed,
    ...(made.totals && split ? [shown.map((column) => totals[column] ?? '')] : []),
  ];
  return { grid, balances };
}

function shuffled<T>(items: readonly T[], seed: number): T[] {
  const key = (at: number) => Math.sin(at * 999 + seed) * 1e4;
  return items
    .map((item, at) => [key(at) % 1, item] as const)
    .sort(([a], [b]) => a - b)
    .map(([, item]) => item);
}

describe('a statement made in any layout is read as it was booked', () => {
  test.each(Object.entries(FORMS))('%s', (_form, make) => {
    fc.assert(
      fc.property(moves, layout, (booked, made) => {
        const { grid, balances } = tableOf(booked, made);
        const { statements } = readSheetStatement(make(grid), 'a.csv');
        const [statement] = statements;
        const won = (amount?: string) => Number(amount?.replace(/\.00$/, ''));
        expect(statements).toHaveLength(1);
        expect(statement?.account).toBe(made.preamble ? '123-45-678901' : undefined);
        expect([won(statement?.opening), won(statement?.closing)]).toEqual([made.opening, balances.at(-1)]);
        // Within a day whose balances come back there may be two true stories; the rows are the same.
        const read = statement?.entries.map(({ date, amount, counterparty, balance }) =>
          [date, won(amount), counterparty, won(balance)].join(' '),
        );
        const expected = booked.map(({ day, amount, name }, at) =>
          [dayText(day).slice(0, 10), amount, name, balances[at]].join(' '),
        );
        expect(read?.toSorted()).toEqual(expected.toSorted());
        expect(statement?.entries.map(({ date }) => date)).toEqual(
          expected.map((words) => words.slice(0, 10)),
        );
      }),
      { numRuns: 60 },
    );
  });

  test('whatever balance is changed, a complete statement is read with the fault, and not booked', () => {
    fc.assert(
      fc.property(moves, layout, fc.nat(), fc.integer({ min: 1, max: 999 }), (booked, made, where, by) => {
        const { grid } = tableOf(booked, {
          ...made,
          split: true,
          write: String,
          columns: ['date', 'in', 'out', 'balance'],
        });
        const header = grid.findIndex((row) => row.includes('거래일시'));
        const row = header + 1 + (where % booked.length);
        const changed = grid.map((cells, at) =>
          at === row ? cells.map((cell, column) => (column === 3 ? String(Number(cell) + by) : cell)) : cells,
        );
        const text = changed.map((cells) => cells.join(',')).join('\n');
        const file = readSheetStatement(new TextEncoder().encode(text), 'a.csv');
        const faults = faultsOf(file);
        // A lone row is a whole chain; in longer ones a changed balance never passes.
        if (booked.length === 1) return;
        expect(faults).not.toEqual([]);
        for (const fault of faults) expect(fault).toMatch(/^WRONG_[A-Z]+ at line \d+/);
        expect(() => mustBeBookable(file)).toThrow(UnreadableFile);
        // Everything is there to be looked at.
        expect(file.statements[0]?.entries).toHaveLength(booked.length);
      }),
      { numRuns: 200 },
    );
  });
});

describe('whatever the bytes are, the answer is a statement or a stated refusal', () => {
  const file = fc
    .tuple(moves, layout, fc.constantFrom(...Object.values(FORMS)))
    .map(([booked, made, make]) => make(tableOf(booked, made).grid));
  const change = fc.record({
    at: fc.nat(),
    skip: fc.nat({ max: 40 }),
    put: fc.uint8Array({ maxLength: 12 }),
  });

  function outcomeOf(bytes: Uint8Array): void {
    try {
      JSON.stringify(readSheetStatement(bytes, 'fuzz'));
    } catch (error) {
      if (!(error instanceof UnreadableFile)) throw error;
      expect(error.place).not.toBe('');
      expect(error.reason).not.toMatch(/\n|undefined|\bat .*:\d+:\d+/);
    }
  }

  test('cut, changed, doubled', () => {
    fc.assert(
      fc.property(file, fc.array(change, { minLength: 1, maxLength: 4 }), (bytes, changes) => {
        let mutated = bytes;
        for (const { at, skip, put } of changes) {
          const start = at % (mutated.length + 1);
          mutated = Uint8Array.from([...mutated.slice(0, start), ...put, ...mutated.slice(start + skip)]);
        }
        outcomeOf(mutated);
      }),
      { numRuns: 300 },
    );
  });

  test('cells of any words', () => {
    const word = fc.oneof(
      fc.string({ maxLength: 12 }),
      fc.constantFrom(
        '거래일자',
        '금액',
        '입금액',
        '합계',
        '전월이월',
        '2026-05-01',
        '05/04/26',
        '1,000',
        '1.000',
        '-5',
        '(5)',
        '원',
        '출금',
        '기말잔액: 5',
        '조회기간',
      ),
    );
    const grid = fc.array(fc.array(word, { maxLength: 6 }), { maxLength: 8 });
    fc.assert(
      fc.property(grid, fc.constantFrom(...Object.values(FORMS)), (cells, make) => {
        outcomeOf(make([['거래일자', '금액', '구분', '잔액', '적요'], ...cells]));
      }),
      { numRuns: 400 },
    );
  });
});

describe('50,000 rows', () => {
  const header = [
    '거래일시',
    '적요',
    '보낸분/받는분',
    '출금액(원)',
    '입금액(원)',
    '잔액(원)',
    '송금메모',
    '거래점',
  ];
  const rowsOf = (date: (at: number) => string) => {
    let balance = 0;
    const rows = Array.from({ length: 50_000 }, (_, at) => {
      const amount = at % 3 === 0 ? -1 - (at % 1_000) : 1_000 + at;
      balance += amount;
      const won = (value: number) => value.toLocaleString('en-US');
      return [
        ...[
          date(at),
          '타행이체',
          `홍길동${at}`,
          amount < 0 ? won(-amount) : '0',
          amount > 0 ? won(amount) : '0',
        ],
        ...[won(balance), `메모 ${at}`, '서울지점'],
      ];
    });
    return rows.reverse();
  };
  const rows = rowsOf((at) =>
    dayText(0, at * 600)
      .slice(0, 19)
      .replace('T', ' '),
  );

  test.each<[string, () => Uint8Array, number]>([
    ['CSV', () => writeCsv(header, rows), 2_000],
    ['XLSX', () => writeXlsx([{ name: 'a', header, rows }]), 5_000],
    ['a page', () => new TextEncoder().encode(pageOf([header, ...rows])), 4_000],
    [
      'CSV of one day, shuffled',
      () =>
        writeCsv(
          header,
          shuffled(
            rowsOf(() => '2026-05-05'),
            7,
          ),
        ),
      4_000,
    ],
  ])(
    '%s',
    async (_form, make, most) => {
      const bytes = make();
      let read = 0;
      const effort = await effortOf(async () => {
        read = readSheetStatement(bytes, 'a').statements[0]?.entries.length ?? 0;
      });
      expect(read).toBe(50_000);
      expect(effort).toBeLessThan(most);
    },
    60_000,
  );
});
