import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type LocalTable, openLocalTable } from '../../test/support/dynamo.ts';
import { keys } from '../kernel/keys.ts';
import type { Table } from '../kernel/table.ts';
import { fakeDependencies, movableClock, seededIds } from '../kernel/testing.ts';
import type { Balance, Transfer } from '../ledger/domain.ts';
import { ledgerOf, linesOf, pointsOn } from './testing.ts';

let local: LocalTable;
beforeAll(async () => {
  vi.spyOn(console, 'log').mockImplementation(() => {});
  local = await openLocalTable();
});
afterAll(() => local.stop());

let count = 0;
async function aGiver(points = 500) {
  const base = fakeDependencies({ table: local.table });
  const citizen = `giver-${++count}`;
  const deps = { ...base, ids: seededIds(base.clock, citizen) };
  const office = pointsOn(deps);
  const number = await office.member(citizen);
  for (let given = 0; given < points; given += 500)
    await office.credit(number, { day: dayBefore(given / 1500) });
  return { deps, citizen, points: office, number };
}
/** Three lectures a day. */
const dayBefore = (n: number) =>
  new Date(Date.parse('2026-11-23T00:00:00Z') - Math.floor(n) * 86_400_000).toISOString().slice(0, 10);
const codes = ({ status, body }: { status: number; body: Record<string, unknown> }) => [status, body.code];
const settled = () => local.table.get<Balance>(keys.balance('purpose:internet', 'KRW'));

describe('giving', () => {
  test('any number from 1 up to the balance: points go back to the pool, the city owes their worth', async () => {
    const { points, citizen, deps } = await aGiver();
    const before = (await settled())?.balance ?? 0;
    const key = deps.ids.ulid();
    const first = await points.give(citizen, 1, 'internet', { key });
    expect(first).toMatchObject({
      status: 201,
      body: {
        points: 1,
        purpose: 'internet',
        worth: 1,
        balance: 499,
        transfer: expect.stringMatching(/^trf_/),
      },
    });
    expect(await points.give(citizen, 1, 'internet', { key })).toEqual(first);
    expect(await points.give(citizen, 499)).toMatchObject({ status: 201, body: { balance: 0 } });
    expect(codes(await points.give(citizen, 1))).toEqual([409, 'BALANCE_TOO_LOW']);
    expect((await settled())?.balance).toBe(before + 500);
    const items = await local.everything();
    expect(ledgerOf(items, citizen)).toBe(0);
    const money = (items as unknown as Transfer[]).find(({ id }) => id === first.body.transfer);
    expect(money).toMatchObject({
      ...{ debit: 'settlement', credit: 'purpose:internet', currency: 'KRW', amount: 1 },
      ...{ cause: 'POINTS_GIVEN', purpose: 'internet', refs: { points: expect.stringMatching(/^trf_/) } },
    });
    // Whose points they were stands beside the points, never beside the money, which the public sees.
    expect(JSON.stringify(money)).not.toContain(citizen);
  });

  test.each<[string, number, string, number, string]>([
    ['no points', 0, 'internet', 400, 'INVALID_REQUEST'],
    ['fewer than none', -5, 'internet', 400, 'INVALID_REQUEST'],
    ['half a point', 0.5, 'internet', 400, 'INVALID_REQUEST'],
    ['more than there are', 501, 'internet', 409, 'BALANCE_TOO_LOW'],
    ['to what is no purpose', 5, 'holidays', 422, 'PURPOSE_UNKNOWN'],
  ])('%s is refused, and nothing written', async (_, amount, purpose, status, code) => {
    const { points, citizen } = await aGiver();
    const before = await local.everything();
    expect(codes(await points.give(citizen, amount, purpose))).toEqual([status, code]);
    expect(await local.everything()).toEqual(before);
  });

  test('points that are worth more than ₩1 are paid as such', async () => {
    const base = fakeDependencies({ table: local.table });
    const { city } = base;
    const deps = {
      ...base,
      ids: seededIds(base.clock, 'worth'),
      city: { ...city, points: { ...city.points, worth: 7 } },
    };
    const points = pointsOn(deps);
    await points.credit(await points.member('giver-worth'));
    expect(await points.give('giver-worth', 30)).toMatchObject({ body: { worth: 210, balance: 470 } });
    expect(await points.read('giver-worth')).toMatchObject({
      body: { worth: 3290, unreceipted: [{ year: '2026', points: 30, worth: 210, mayRequest: false }] },
    });
  });
});

describe('at once', () => {
  test('fifty gifts from two phones: what is there is given, not a point more', {
    timeout: 60_000,
  }, async () => {
    const { points, citizen, deps, number } = await aGiver(3000);
    // The second phone is another process, with a clock and ids of its own.
    const clock = movableClock();
    const other = pointsOn({ ...deps, clock, ids: seededIds(clock, `${citizen}-phone`) });
    // Whoever waited in vain asks again with the same key, as the page does.
    const patiently = async (ask: (key: string) => ReturnType<typeof points.give>) => {
      const key = deps.ids.ulid();
      for (;;) {
        const answer = await ask(key);
        if (answer.body.code !== 'BUSY') return answer;
      }
    };
    const gifts = Array.from({ length: 50 }, (_, i) =>
      patiently((key) =>
        (i % 2 === 0 ? points : other).give(citizen, 77, i % 3 === 0 ? 'computers' : 'internet', { key }),
      ),
    );
    const credited = patiently((key) => points.credit(number, { activity: 'VOLUNTEERING' }, { key }));
    const answers = await Promise.all(gifts);
    expect((await credited).status).toBe(201);
    // 3000 + 1000 = 51 × 77 + 73; while the hour is not credited yet, only 38 gifts find enough.
    const given = answers.filter(({ status }) => status === 201).length;
    const refused = answers.filter(({ body }) => body.code === 'BALANCE_TOO_LOW').length;
    expect(given + refused).toBe(50);
    expect(given).toBeGreaterThanOrEqual(38);
    const items = await local.everything();
    const item = await points.item(citizen);
    expect(item).toMatchObject({ balance: 4000 - given * 77, given: given * 77, earned: 4000, expired: 0 });
    expect(ledgerOf(items, citizen)).toBe(4000 - given * 77);
    const lines = linesOf(items, citizen).filter(({ what }) => what === 'GIVEN');
    expect(lines).toHaveLength(given);
    const transfers = new Set(lines.map(({ transfer }) => transfer));
    const money = (items as unknown as Transfer[]).filter(({ id }) => transfers.has(id));
    expect(money.reduce((sum, { amount }) => sum + amount, 0)).toBe(given * 77);
  });

  test('eight processes that know nothing of each other: the same', { timeout: 60_000 }, async () => {
    const { points, citizen, deps } = await aGiver(1000);
    const processes = Array.from({ length: 8 }, () => pointsOn(deps));
    const answers = await Promise.all(processes.map((one) => one.give(citizen, 300)));
    expect(answers.map(codes).sort()).toEqual([
      ...[1, 2, 3].map(() => [201, undefined]),
      ...[1, 2, 3, 4, 5].map(() => [409, 'BALANCE_TOO_LOW']),
    ]);
    expect(await points.item(citizen)).toMatchObject({ balance: 100, given: 900 });
    expect(ledgerOf(await local.everything(), citizen)).toBe(100);
  });

  test('two phones ask for all there is: one of them has it', async () => {
    const { points, citizen, deps } = await aGiver();
    const both = await Promise.all([points.give(citizen, 500), pointsOn(deps).give(citizen, 500)]);
    expect(both.map(codes).sort()).toEqual([
      [201, undefined],
      [409, 'BALANCE_TOO_LOW'],
    ]);
  });

  test('one request sent five times at once is one gift', async () => {
    const { citizen, deps } = await aGiver();
    const key = deps.ids.ulid();
    const all = await Promise.all(
      Array.from({ length: 5 }, () => pointsOn(deps).give(citizen, 200, 'internet', { key })),
    );
    expect(all).toEqual(all.map(() => all[0]));
    expect(all[0]).toMatchObject({ status: 201, body: { balance: 300 } });
    expect(ledgerOf(await local.everything(), citizen)).toBe(300);
  });

  test('a process that dies before the answer has given once, whoever asks again', async () => {
    const { points, citizen, deps } = await aGiver();
    const dying: Table = {
      ...local.table,
      async commit(deed) {
        await local.table.commit(deed);
        throw new Error('crashed');
      },
      once: (_, __, deed) => deed(),
    };
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const key = deps.ids.ulid();
    const crashed = await pointsOn({ ...deps, table: dying }).give(citizen, 500, 'internet', { key });
    expect(crashed.status).toBe(500);
    expect(await points.give(citizen, 500, 'internet', { key })).toMatchObject({
      status: 201,
      body: { balance: 0 },
    });
    expect(ledgerOf(await local.everything(), citizen)).toBe(0);
  });
});
