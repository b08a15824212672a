import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LocalTable, openLocalTable } from '../../test/support/dynamo.ts';
import { keys } from '../kernel/keys.ts';
import type { Table } from '../kernel/table.ts';
import {
  allowanceOf,
  basisYear,
  costsOfYear,
  giftsOfYear,
  readFundYear,
  readPurposeYear,
  spendOfYear,
} from './years.ts';

let local: LocalTable;
let table: Table;
beforeAll(async () => {
  local = await openLocalTable();
  table = local.table;
});
afterAll(() => local.stop());

/** Spends as a deed does: with the error that it would give. */
async function spend(purpose: string, amount: number, limit?: number): Promise<string> {
  try {
    const { write, refused } = spendOfYear(purpose, '2026', amount, limit);
    const refusal = await table.transact([write]);
    return refusal ? String((refused(write, refusal.found) as Error).message) : 'done';
  } catch (error) {
    return (error as Error).message;
  }
}

describe("a purpose's year", () => {
  test('is one counter, bounded in the write itself', () => {
    expect(spendOfYear('internet', '2026', 300, 1000).write).toEqual({
      update: { pk: 'FND#YEAR#internet', sk: '2026' },
      change: { set: { kind: 'fundYear', purpose: 'internet', year: '2026' }, add: { spent: 300 } },
      when: { atMost: { spent: 700 } },
    });
  });

  test('without a limit, or with money that comes back, is only counted', () => {
    expect(spendOfYear('computers', '2026', 300, undefined).write).toMatchObject({ when: {} });
    expect(spendOfYear('internet', '2026', -300, 100).write).toMatchObject({ when: {} });
  });

  test('says what is left when it is refused', async () => {
    expect(await spend('said', 700, 1000)).toBe('done');
    const { write, refused } = spendOfYear('said', '2026', 400, 1000);
    const found = (await table.transact([write]))?.found;
    expect(refused(write, found)).toMatchObject({ code: 'LIMIT_REACHED', detail: { left: 300 } });
    expect(() => spendOfYear('said', '2026', 1001, 1000)).toThrow('LIMIT_REACHED');
  });

  test('never passes its limit, whoever spends at once; nothing is lost', async () => {
    let purpose = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 12 }), async (amounts) => {
        const name = `race-${purpose++}`;
        const outcomes = await Promise.all(amounts.map((amount) => spend(name, amount, 100)));
        const spent = amounts.filter((_, i) => outcomes[i] === 'done').reduce((a, b) => a + b, 0);
        expect(await readPurposeYear(table, name, '2026')).toBe(spent);
        expect(spent).toBeLessThanOrEqual(100);
        // What was refused did not fit into what is left at the end.
        for (const [i, amount] of amounts.entries())
          if (outcomes[i] !== 'done')
            expect([outcomes[i], spent + amount > 100]).toEqual(['LIMIT_REACHED', true]);
      }),
      { numRuns: 15 },
    );
  });
});

describe('costs of a year', () => {
  const rule = { perMille: 100, basis: 'previous-year' } as const;

  test('are a share of the year that counts, rounded down', () => {
    expect([basisYear(rule, '2027'), basisYear({ ...rule, basis: 'same-year' }, '2027')]).toEqual([
      '2026',
      '2027',
    ]);
    expect([1009, 0, -50].map((gifts) => allowanceOf(rule, gifts))).toEqual([100, 0, 0]);
  });

  test('end at the share, and follow what happens to its basis meanwhile', async () => {
    await table.transact([giftsOfYear('2030', 10_000)]);
    const basis = await readFundYear(table, '2030');
    const take = async (amount: number, read = basis) => {
      const { writes, refused } = costsOfYear(rule, '2031', amount, read);
      const refusal = await table.transact(writes);
      return refusal && refused(writes[refusal.index] as never, refusal.found);
    };
    expect(await take(600)).toBeUndefined();
    expect(await take(401)).toMatchObject({
      code: 'OVER_COSTS_SHARE',
      detail: { allowance: 1000, left: 400 },
    });
    expect(await take(400)).toBeUndefined();
    expect(await take(1)).toMatchObject({ code: 'OVER_COSTS_SHARE', detail: { left: 0 } });
    expect(() => costsOfYear(rule, '2031', 1001, basis)).toThrow('OVER_COSTS_SHARE');
    await table.transact([giftsOfYear('2030', -5_000)]);
    expect(await take(1, { gifts: 20_000 })).toMatchObject({ code: 'CHANGED_MEANWHILE' });
    expect(await table.get(keys.fundYear('ALL', '2031'))).toMatchObject({ costs: 1000 });
  });

  test('where the same year counts, one item holds both', async () => {
    const same = { perMille: 500, basis: 'same-year' } as const;
    await table.transact([giftsOfYear('2040', 100)]);
    const first = costsOfYear(same, '2040', 50, { gifts: 100 });
    expect(first.writes).toHaveLength(1);
    expect(await table.transact(first.writes)).toBeUndefined();
    const refusal = await table.transact(costsOfYear(same, '2040', 1, { gifts: 100 }).writes);
    expect(refusal?.found).toMatchObject({ costs: 50, gifts: 100 });
  });

  test('a year without gifts allows none', async () => {
    expect(() => costsOfYear(rule, '2051', 1, {})).toThrow('OVER_COSTS_SHARE');
  });
});
