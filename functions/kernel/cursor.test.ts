import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LocalTable, openLocalTable } from '../../test/support/dynamo.ts';
import { listQueue, listQueues } from './cursor.ts';
import { DomainError } from './errors.ts';
import type { Key } from './keys.ts';
import { memoryVault } from './testing.ts';

let local: LocalTable;
const vault = memoryVault();
beforeAll(async () => {
  local = await openLocalTable();
  const places = ['A', 'B', 'C'].flatMap((q) =>
    Array.from({ length: 7 }, (_, i) => ({ q: `LIG#Q#${q}`, i })),
  );
  await local.table.transact(
    places.map(({ q, i }) => ({
      put: { pk: `LIG#${q}${i}`, sk: 'STATE', q, qs: `2026-0${i + 1}#${q}${i}`, id: `${q}${i}` },
    })),
  );
});
afterAll(() => local.stop());

type Light = Key & { id: string; qs: string };
const deps = () => ({ table: local.table, vault });
const ALL = ['LIG#Q#A', 'LIG#Q#B', 'LIG#Q#C'];
const code = (deed: Promise<unknown>) =>
  deed.then(
    () => 'done',
    (error: unknown) => (error instanceof DomainError ? error.code : String(error)),
  );
async function walk(
  read: (cursor?: string) => Promise<{ items: Light[]; cursor?: string }>,
): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | undefined;
  for (let pages = 0; pages < 50; pages++) {
    const page = await read(cursor);
    ids.push(...page.items.map(({ id }) => id));
    if (!page.cursor) return ids;
    cursor = page.cursor;
  }
  throw new Error('the list never ends');
}

test('every page size walks a queue once, in order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 50 }), fc.boolean(), async (limit, newestFirst) => {
      const ids = await walk((cursor) =>
        listQueue<Light>(deps(), 'LIG#Q#A', { limit, cursor }, { newestFirst }),
      );
      const forward = Array.from({ length: 7 }, (_, i) => `LIG#Q#A${i}`);
      expect(ids).toEqual(newestFirst ? forward.reverse() : forward);
    }),
    { numRuns: 20 },
  );
});

test('every page size walks several queues once, oldest first over all of them', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 50 }), async (limit) => {
      const ids = await walk((cursor) => listQueues<Light>(deps(), ALL, { limit, cursor }));
      expect(ids).toHaveLength(21);
      expect(ids.map((id) => id.slice(-1))).toEqual([...ids.map((id) => id.slice(-1))].sort());
      expect(new Set(ids).size).toBe(21);
    }),
    { numRuns: 20 },
  );
});

describe('a cursor', () => {
  const page = async () => (await listQueue<Light>(deps(), 'LIG#Q#A', { limit: 2 })).cursor ?? '';
  const read = (cursor: string) => code(listQueue(deps(), 'LIG#Q#A', { limit: 2, cursor }));

  test('is good for its own list only', async () => {
    const cursor = await page();
    expect(await read(cursor)).toBe('done');
    expect(await code(listQueue(deps(), 'LIG#Q#B', { limit: 2, cursor }))).toBe('BAD_CURSOR');
    expect(await code(listQueues(deps(), ['LIG#Q#A'], { limit: 2, cursor }))).toBe('done');
    expect(await code(listQueues(deps(), ALL, { limit: 2, cursor }))).toBe('BAD_CURSOR');
  });

  test('is refused when one sign of it is another, whatever anybody makes up', async () => {
    const cursor = await page();
    await fc.assert(
      fc.asyncProperty(
        fc.nat(cursor.length - 1),
        fc.constantFrom('A', 'b', '0', '.', 'é', '{'),
        async (at, sign) => {
          const changed = `${cursor.slice(0, at)}${sign}${cursor.slice(at + 1)}`;
          if (changed !== cursor) expect(await read(changed)).toBe('BAD_CURSOR');
        },
      ),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'binary' }),
        async (made) => void expect(await read(made)).toBe('BAD_CURSOR'),
      ),
    );
  });
});
