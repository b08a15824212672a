import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LocalTable, openLocalTable } from '../../test/support/dynamo.ts';
import { readCity } from '../kernel/city.ts';
import { type Ids, newId, referenceOf } from '../kernel/ids.ts';
import { keys } from '../kernel/keys.ts';
import type { Write } from '../kernel/table.ts';
import { fakeDependencies, movableClock, seededIds } from '../kernel/testing.ts';
import type { Receipt } from '../receipts/domain.ts';
import type { Donation } from './domain.ts';
import { donationsOn } from './testing.ts';

let local: LocalTable;
beforeAll(async () => {
  local = await openLocalTable();
});
afterAll(() => local.stop());

/** A series of its own for each test: another issuer. */
function issuing(issuer: string) {
  const city = readCity({ CITY: 'seoul' });
  const clock = movableClock();
  const deps = fakeDependencies({
    table: local.table,
    clock,
    ids: seededIds(clock, issuer),
    city: { ...city, receiptIssuer: { ...city.receiptIssuer, id: issuer } },
  });
  return { deps, ...donationsOn(deps) };
}

/** The same offer once more and once more: 200 whole ways would take longer than the race. */
async function copies(id: string, count: number, ids: Ids): Promise<string[]> {
  const first = await local.table.get<Donation>(keys.donation(id));
  const others = upTo(count).map(() => newId('donation', ids.ulid()));
  const puts = others.map(
    (other): Write => ({
      put: { ...first, ...keys.donation(other), id: other, reference: referenceOf(other) },
    }),
  );
  for (let i = 0; i < puts.length; i += 100) await local.table.transact(puts.slice(i, i + 100));
  return [id, ...others];
}

const receiptsOf = async (issuer: string, year = '2026'): Promise<Receipt[]> =>
  ((await local.everything()) as unknown as (Receipt & { pk: string })[])
    .filter((item) => item.pk === `RCP#${issuer}#${year}`)
    .toSorted((a, b) => a.number - b.number);
const upTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1);

describe('the receipt series', () => {
  test('200 acceptances at once: numbers 1 to 200, no gap, none twice', { timeout: 120_000 }, async () => {
    const { valued, deps } = issuing('race');
    const ids = await copies(await valued(), 199, deps.ids);
    // Ten processes that know nothing of each other, as Lambda has.
    const processes = upTo(10).map(() => donationsOn(deps));
    const accept = async (id: string, i: number) => {
      const key = deps.ids.ulid();
      // Whoever hears BUSY asks again with the same key, as the page does.
      for (;;) {
        const answer = await (processes[i % 10] ?? donationsOn(deps)).staff('acceptance', id, {}, key);
        if (answer.body.code !== 'BUSY') return answer;
      }
    };
    const answers = await Promise.all(ids.map(accept));
    expect(answers.every((answer) => answer.status === 200)).toBe(true);
    const given = answers.map((answer) => (answer.body.receipt as { number: number }).number);
    expect(given.toSorted((a, b) => a - b)).toEqual(upTo(200));
    const receipts = await receiptsOf('race');
    expect(receipts.map((receipt) => receipt.number)).toEqual(upTo(200));
    expect(new Set(receipts.map((receipt) => receipt.gift)).size).toBe(200);
    for (const [i, id] of ids.entries()) {
      expect(receipts[(given[i] ?? 0) - 1]?.gift).toBe(id);
    }
  });

  test('one donation accepted by many at once has one receipt; the others hear 409', async () => {
    const { valued, staff } = issuing('one');
    const id = await valued();
    const answers = await Promise.all(upTo(20).map(() => staff('acceptance', id)));
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
    expect(answers.filter((answer) => answer.status === 409)).toHaveLength(19);
    expect(await receiptsOf('one')).toHaveLength(1);
  });

  test('one request sent many times at once has one receipt and one answer', async () => {
    const { valued, staff, deps } = issuing('again');
    const id = await valued();
    const key = deps.ids.ulid();
    const answers = await Promise.all(upTo(20).map(() => staff('acceptance', id, {}, key)));
    for (const answer of answers)
      expect(answer.body).toMatchObject({ status: 'ACCEPTED', receipt: { number: 1 } });
    expect(await receiptsOf('again')).toHaveLength(1);
  });

  test('a new year begins with 1, by the calendar of the city', async () => {
    const { valued, staff, deps } = issuing('year');
    // 14:50 UTC on 31 December is 23:50 in Seoul.
    deps.clock.set('2026-11-24T00:00:00.000Z');
    const [first, second] = [await valued(), await valued()];
    deps.clock.set('2026-12-31T14:50:00.000Z');
    expect((await staff('acceptance', first)).body.receipt).toEqual({ year: '2026', number: 1 });
    deps.clock.set('2026-12-31T15:00:00.000Z');
    expect((await staff('acceptance', second)).body.receipt).toEqual({ year: '2027', number: 1 });
    expect((await receiptsOf('year', '2027')).map((receipt) => receipt.paper)).toEqual([
      'receipts/2027/000001.pdf',
    ]);
  });

  test('a crash anywhere in an acceptance leaves no gap', async () => {
    const { valued, deps } = issuing('crash');
    const ids = await Promise.all(upTo(3).map(() => valued()));
    // The table dies before or after each of its calls in turn; then the same request comes again.
    for (const [i, id] of ids.entries()) {
      for (const when of ['before', 'after'] as const) {
        const dying = {
          ...local.table,
          commit: async (deed: Parameters<typeof local.table.commit>[0]) => {
            if (when === 'after') await local.table.commit(deed);
            throw new Error('crashed');
          },
        } as typeof local.table;
        const broken = donationsOn({ ...deps, table: dying });
        const key = `01KAQZ0000000000000000CR${i}0`;
        expect((await broken.staff('acceptance', id, {}, key)).status).toBe(when === 'before' ? 500 : 200);
      }
      const whole = donationsOn(deps);
      const answer = await whole.staff('acceptance', id, {}, `01KAQZ0000000000000000CR${i}0`);
      expect(answer.body).toMatchObject({ status: 'ACCEPTED', receipt: { number: i + 1 } });
    }
    expect((await receiptsOf('crash')).map((receipt) => receipt.number)).toEqual([1, 2, 3]);
  });
});
