import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { openLocalTable } from '../../test/support/dynamo.ts';
import { memoryObjects } from '../../test/support/objects.ts';
import { fakeDependencies } from '../kernel/testing.ts';
import { camtOf, fundOn, kim, lee, type Told } from './testing.ts';

beforeAll(() => {
  console.log = () => undefined;
  console.error = () => undefined;
});

/** A fund of its own on a table of its own. */
async function fresh() {
  const own = await openLocalTable();
  const deps = fakeDependencies({ table: own.table });
  const uploads = memoryObjects('uploads');
  return { own, deps, uploads, fund: fundOn(deps, uploads, memoryObjects('documents')) };
}

const DAYS = ['2026-11-02', '2026-11-03', '2026-11-04', '2026-11-05'];
const told = fc.record({
  day: fc.constantFrom(...DAYS),
  amount: fc.constantFrom(10_000, 20_000, -5_000),
  name: fc.constantFrom('홍길동', '이몽룡'),
});
/** From which day to which day each export goes. */
const export_ = fc
  .tuple(fc.nat({ max: DAYS.length - 1 }), fc.nat({ max: DAYS.length - 1 }))
  .map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);

describe('statements that overlap', () => {
  test('give the same ledger in any order: each entry once, equal ones as many as they are', {
    timeout: 240_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(told, { maxLength: 10 }),
        fc.array(export_, { minLength: 1, maxLength: 4 }),
        async (all, exports) => {
          const account = all.toSorted((a, b) => a.day.localeCompare(b.day));
          const { own, fund } = await fresh();
          try {
            const covered = new Set<string>();
            for (const [i, [first, last]] of exports.entries()) {
              const [from = '', to = ''] = [DAYS[first], DAYS[last]];
              for (const day of DAYS.slice(first, last + 1)) covered.add(day);
              const before = account
                .filter(({ day }) => day < from)
                .reduce((sum, { amount }) => sum + amount, 0);
              const entries = account.filter(({ day }) => day >= from && day <= to);
              const closing = before + entries.reduce((sum, { amount }) => sum + amount, 0);
              // The name of the file does not matter, and each export is a file of its own.
              const file = camtOf({ entries, from, to, opening: before, closing }).replace(
                '<MsgId>1<',
                `<MsgId>${i}<`,
              );
              await fund.booked(file, `${i}.xml`);
            }
            const expected = account.filter(({ day }) => covered.has(day));
            const sum = (wanted: (amount: number) => boolean) =>
              expected
                .filter(({ amount }) => wanted(amount))
                .reduce((total, { amount }) => total + amount, 0);
            const items = await own.everything();
            const entries = items.filter(({ kind }) => kind === 'bankEntry');
            expect(entries.map(({ day, amount }) => `${day} ${amount}`).toSorted()).toEqual(
              expected.map(({ day, amount }) => `${day} ${amount}`).toSorted(),
            );
            expect(items.filter(({ kind }) => kind === 'transfer')).toHaveLength(expected.length);
            expect(await fund.balance('bank')).toBe(0 - sum(() => true));
            expect(await fund.balance('unidentified')).toBe(sum((amount) => amount > 0));
            expect(await fund.balance('suspense')).toBe(sum((amount) => amount < 0));
          } finally {
            await own.stop();
          }
        },
      ),
      { numRuns: 12 },
    );
  });

  test('that repeat each other within one file carry each entry once; pages of one carry all', async () => {
    const { own, fund } = await fresh();
    const same: Told = { day: '2026-11-02', amount: 100, name: '홍길동' };
    await fund.booked(
      camtOf({ entries: [same], opening: 0, closing: 100 }, { entries: [same], opening: 0, closing: 100 }),
    );
    expect(await fund.balance('bank')).toBe(-100);
    const page = { ...same, day: '2026-11-03' };
    await fund.booked(
      camtOf(
        { entries: [page], opening: 100, closing: 200 },
        { entries: [page], opening: 200, closing: 300 },
      ),
    );
    expect(await fund.balance('bank')).toBe(-300);
    await own.stop();
  });
});

describe('at once', () => {
  test('one statement booked by many is booked once', async () => {
    const { own, fund, deps } = await fresh();
    const entries = Array.from({ length: 30 }, (_, i) => ({ day: '2026-11-02', amount: 1_000 + (i % 3) }));
    const { body } = await fund.add(camtOf({ entries }));
    const answers = await Promise.all(
      [kim, lee, kim, lee].map((staff) => fund.book(body.id, { staff, key: deps.ids.ulid() })),
    );
    for (const answer of answers)
      expect(answer.body).toEqual({ id: body.id, status: 'BOOKED', done: 30, of: 30 });
    const items = await own.everything();
    expect(items.filter(({ kind }) => kind === 'bankEntry')).toHaveLength(30);
    expect(items.filter(({ kind }) => kind === 'transfer')).toHaveLength(30);
    expect(await fund.balance('bank')).toBe(-30_030);
    expect(items.filter(({ type }) => type === 'statement.concludeBooking')).toHaveLength(1);
    const statement = await fund.ask('GET /api/staff/statements/{id}', fund.at(body.id));
    expect(statement.body).toMatchObject({ booked: 30, known: 0, aside: 0 });
    await own.stop();
  });

  test('two officers match one entry, or two entries one gift: one of them is told', async () => {
    const { own, fund, deps } = await fresh();
    const gifts = await Promise.all([fund.announce(5_000), fund.announce(7_000)]);
    await fund.booked(
      camtOf({
        entries: [
          { day: '2026-11-02', amount: 6_000 },
          { day: '2026-11-03', amount: 6_000 },
        ],
      }),
    );
    const [one, two] = await fund.queue('WAITING');
    const match = (entry: unknown, gift: string, staff = kim) =>
      fund.deed('match', entry, { gift }, { staff, key: deps.ids.ulid() });
    const [first, second] = gifts.map(({ id }) => id) as [string, string];
    const byTwo = await Promise.all([match(one?.id, first, kim), match(one?.id, second, lee)]);
    expect(byTwo.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect(byTwo.find(({ status }) => status === 409)?.body.code).toBe('ILLEGAL_MOVE');
    const left = byTwo[0]?.status === 200 ? second : first;
    await fund.booked(camtOf({ entries: [{ day: '2026-11-04', amount: 6_000 }] }));
    const [, three] = await fund.queue('WAITING');
    const both = await Promise.all([match(two?.id, left, kim), match(three?.id, left, lee)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect(both.find(({ status }) => status === 409)?.body.code).toBe('GIFT_TAKEN');
    const items = await own.everything();
    expect(items.filter(({ kind }) => kind === 'receipt')).toHaveLength(2);
    expect(await fund.balance('purpose:computers')).toBe(12_000);
    await own.stop();
  });

  test('another statement waits until the first is booked', async () => {
    const { own, fund, deps, uploads } = await fresh();
    const [a, b] = await Promise.all([
      fund.add(camtOf({ entries: [{ day: '2026-11-02', amount: 1 }] })),
      fund.add(camtOf({ entries: [{ day: '2026-11-03', amount: 2 }] })),
    ]);
    // The first is begun by a process that dies before its first entry.
    const table = {
      ...deps.table,
      commit: async (deed: Parameters<typeof deps.table.commit>[0]) => {
        if (!deed.intent.key.endsWith('-begin')) throw new Error('crashed');
        return deps.table.commit(deed);
      },
    } as typeof deps.table;
    const dying = fundOn({ ...deps, table }, uploads, memoryObjects());
    expect((await dying.book(a.body.id)).status).toBe(500);
    expect((await fund.book(b.body.id)).body).toMatchObject({
      code: 'OTHER_BOOKING',
      detail: { statement: a.body.id },
    });
    const drop = await fund.ask('POST /api/staff/statements/{id}/removal', fund.at(a.body.id));
    expect(drop.body.code).toBe('ILLEGAL_MOVE');
    for (const { body } of [a, b]) expect((await fund.book(body.id)).body.status).toBe('BOOKED');
    expect(await fund.balance('bank')).toBe(-3);
    await own.stop();
  });
});

test('a booking whose file is gone is abandoned: the account is free, and the file goes on when it comes again', async () => {
  const { own, fund, deps, uploads } = await fresh();
  const entries = Array.from({ length: 30 }, (_, i) => ({ day: '2026-11-02', amount: 1_000 + i }));
  const file = camtOf({ entries, opening: 0, closing: 30_435 });
  const { body } = await fund.add(file);
  const path = 'POST /api/staff/statements/{id}/abandonment';
  const abandon = () => fund.ask(path, fund.at(body.id, { body: { reason: '파일이 없어짐' } }));
  // Nothing is begun yet.
  expect((await abandon()).body.code).toBe('ILLEGAL_MOVE');
  let parts = 0;
  const table = {
    ...deps.table,
    commit: async (deed: Parameters<typeof deps.table.commit>[0]) => {
      if (!deed.intent.key.endsWith('-begin') && ++parts > 1) throw new Error('crashed');
      return deps.table.commit(deed);
    },
  } as typeof deps.table;
  expect((await fundOn({ ...deps, table }, uploads, memoryObjects()).book(body.id)).status).toBe(500);
  const emptied = fundOn(deps, memoryObjects('uploads'), memoryObjects());
  expect((await emptied.book(body.id)).body.code).toBe('UPLOAD_UNKNOWN');
  const next = await fund.add(camtOf({ entries: [{ day: '2026-11-03', amount: 5 }] }));
  expect((await fund.book(next.body.id)).body.code).toBe('OTHER_BOOKING');
  expect((await abandon()).body).toEqual({ id: body.id, status: 'ABANDONED', done: 18, of: 30 });
  expect((await own.everything()).filter(({ kind }) => kind === 'closing')).toEqual([]);
  expect((await fund.book(next.body.id)).body.status).toBe('BOOKED');
  const again = await fund.booked(file, 'again.xml');
  const { body: read } = await fund.ask('GET /api/staff/statements/{id}', fund.at(again));
  expect(read).toMatchObject({ booked: 12, known: 18, aside: 0 });
  expect(await fund.balance('bank')).toBe(-30_440);
  await own.stop();
});

test('a crash before or after any write of a booking leaves nothing half-booked; the next call goes on', {
  timeout: 240_000,
}, async () => {
  for (const when of ['before', 'after'] as const) {
    const { own, deps, uploads, fund } = await fresh();
    const gift = await fund.announce(50_000);
    const entries: Told[] = [
      { day: '2026-11-02', amount: 50_000, text: gift.reference },
      { day: '2026-11-02', amount: 7_000 },
      { day: '2026-11-03', amount: -2_000 },
    ];
    const { body } = await fund.add(camtOf({ entries, opening: 0, closing: 55_000 }));
    const booked = async () => (await own.everything()).filter(({ kind }) => kind === 'bankEntry');
    let crashes = 0;
    // Begin, three entries, the end: each call dies at its n-th write.
    for (let n = 1; ; n++) {
      let count = 0;
      const at = async <A>(write: () => Promise<A>): Promise<A> => {
        count += 1;
        if (count < n) return write();
        crashes += 1;
        if (when === 'after') await write();
        throw new Error('crashed');
      };
      const table = {
        ...deps.table,
        commit: (deed: never) => at(() => deps.table.commit(deed)),
        transact: (writes: never) => at(() => deps.table.transact(writes)),
      } as typeof deps.table;
      const dying = fundOn({ ...deps, table }, uploads, memoryObjects());
      const { status } = await dying.book(body.id);
      // What is there is whole: a transfer, a place of its day, the bank moved by it.
      const whole = await booked();
      const items = await own.everything();
      expect(items.filter(({ kind }) => kind === 'transfer')).toHaveLength(whole.length);
      expect(items.filter(({ kind }) => kind === 'bankEntryOfDay')).toHaveLength(whole.length);
      expect(await fund.balance('bank')).toBe(0 - whole.reduce((sum, { amount }) => sum + Number(amount), 0));
      if (status === 200) break;
      expect(n).toBeLessThan(12);
    }
    expect(crashes).toBeGreaterThanOrEqual(1);
    const progress = await fund.book(body.id);
    expect(progress.body).toMatchObject({ status: 'BOOKED', done: 3, of: 3 });
    expect((await booked()).map(({ status }) => status).toSorted()).toEqual([
      'BOOKED',
      'UNEXPLAINED',
      'WAITING',
    ]);
    const items = await own.everything();
    expect(items.filter(({ kind }) => kind === 'receipt')).toHaveLength(1);
    expect(items.filter(({ kind }) => kind === 'closing')).toHaveLength(1);
    expect(await fund.balance('bank')).toBe(-55_000);
    expect(await fund.balance('purpose:computers')).toBe(50_000);
    await own.stop();
  }
});
