import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type LocalTable, openLocalTable } from '../../test/support/dynamo.ts';
import { memoryObjects } from '../../test/support/objects.ts';
import { fakeDependencies } from '../kernel/testing.ts';
import { fundOn } from './testing.ts';

let local: LocalTable;
let fund: ReturnType<typeof fundOn>;
beforeAll(() => {
  console.log = () => undefined;
});
beforeEach(async () => {
  local = await openLocalTable();
  fund = fundOn(fakeDependencies({ table: local.table }), memoryObjects('uploads'), memoryObjects());
  return () => local.stop();
});

type Row = readonly [day: string, name: string, amount: number, balance: number, memo?: string];
const table = (rows: readonly Row[]): string =>
  [
    '거래일자,적요,보낸분,출금액,입금액,거래후잔액,메모',
    ...rows.map(([day, name, amount, balance, memo = '']) =>
      [day, '이체', name, amount < 0 ? -amount : 0, amount > 0 ? amount : 0, balance, memo].join(','),
    ),
  ].join('\n');
const export_ = (...rows: Row[]) => fund.booked(table(rows), 'x.csv', { isOurs: true });
const outcome = async (id: string) => {
  const { body } = await fund.ask('GET /api/staff/statements/{id}', fund.at(id));
  return [body.booked, body.known, body.aside];
};

describe('an entry of a table', () => {
  test('is the same after its memo was rewritten, with another one behind it', async () => {
    await export_(['2026-11-02', '홍길동', 50_000, 50_000], ['2026-11-02', '홍길동', 50_000, 100_000, 'A']);
    const again = await export_(
      ['2026-11-02', '홍길동', 50_000, 50_000, '11월 기부'],
      ['2026-11-02', '홍길동', 50_000, 100_000, 'B'],
      ['2026-11-03', '이몽룡', 7_000, 107_000],
    );
    expect(await outcome(again)).toEqual([1, 2, 0]);
    expect(await fund.balance('bank')).toBe(-107_000);
    const [line] = await fund.queue('WAITING', { words: 'yes' });
    expect(line?.words).toMatchObject({ counterparty: '홍길동' });
  });

  test('of the same day, amount and balance in other words is for a person; at another balance it is another', async () => {
    await export_(['2026-11-02', '홍길동', 50_000, 50_000], ['2026-11-02', '이몽룡', 50_000, 100_000]);
    const again = await export_(
      ['2026-11-02', '홍길동(주)대한', 50_000, 50_000],
      ['2026-11-02', '이몽룡', 50_000, 100_000],
      ['2026-11-02', '성춘향', 50_000, 150_000],
    );
    expect(await outcome(again)).toEqual([1, 1, 1]);
    expect(await fund.balance('bank')).toBe(-150_000);
    const [aside] = await fund.queue('ASIDE');
    const { like } = await fund.entry(aside?.id);
    expect(await fund.entry((like as string[])[0])).toMatchObject({ counterparty: '홍길동' });
  });
});
