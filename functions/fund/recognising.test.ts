import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type LocalTable, openLocalTable } from '../../test/support/dynamo.ts';
import { memoryObjects } from '../../test/support/objects.ts';
import { fakeDependencies } from '../kernel/testing.ts';
import { camtOf, fundOn, type Told } from './testing.ts';

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

describe('equal entries of several statements in one file', () => {
  const told: Told = { day: '2026-11-02', amount: 50_000, name: '홍길동' };

  test('without balances are set aside for a person, and none is lost', async () => {
    const notified = camtOf({ entries: [told] }, { entries: [told] });
    const id = await fund.booked(notified);
    expect(await outcome(id)).toEqual([1, 0, 1]);
    const [aside] = await fund.queue('ASIDE');
    const [first] = await fund.queue('WAITING');
    expect((await fund.entry(aside?.id)).like).toEqual([first?.id]);
    expect((await fund.deed('decision', aside?.id)).body).toMatchObject({ status: 'WAITING' });
    expect(await fund.balance('bank')).toBe(-100_000);
    // Both are known wherever they come again.
    expect(await outcome(await fund.booked(camtOf({ entries: [told, told] })))).toEqual([0, 2, 0]);
  });

  test("with the bank's own reference are one entry", async () => {
    const named = { ...told, ref: 'B-1' };
    expect(await outcome(await fund.booked(camtOf({ entries: [named] }, { entries: [named] })))).toEqual([
      1, 1, 0,
    ]);
  });

  test('that begin alike are the same; pages that are repeated as well', async () => {
    const pages = [
      { entries: [told], opening: 0, closing: 50_000 },
      { entries: [told], opening: 50_000, closing: 100_000 },
    ];
    const more = { entries: [told, told], opening: 50_000, closing: 150_000 };
    expect(await outcome(await fund.booked(camtOf(...pages, pages[0] as never, more)))).toEqual([3, 2, 0]);
    expect(await fund.balance('bank')).toBe(-150_000);
  });

  test('of which one goes on where it began are for a person', async () => {
    const inAndOut = { entries: [told, { ...told, amount: -50_000 }], opening: 0, closing: 0 };
    expect(await outcome(await fund.booked(camtOf(inAndOut, inAndOut)))).toEqual([2, 0, 2]);
  });
});
