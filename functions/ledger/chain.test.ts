import { createHash } from 'node:crypto';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verify } from '../../bin/ledger-verify.ts';
import { type LocalTable, openLocalTable } from '../../test/support/dynamo.ts';
import { keys } from '../kernel/keys.ts';
import type { Table, Write } from '../kernel/table.ts';
import { fakeDependencies } from '../kernel/testing.ts';
import { bookBatch } from '../projections/books.ts';
import { chainTransfers, type Head } from './chain.ts';
import type { PublicLedger } from './contract.ts';
import { type Transfer, transferOf } from './domain.ts';
import { NOTHING_BEFORE } from './entry.ts';
import { publishTransfers } from './publication.ts';
import { NO_SUMS, shownSums, withTransfer } from './sums.ts';
import { anInstant, anOrder, aTransfer, SEOUL, ulidAt } from './testing.ts';

let local: LocalTable;
beforeAll(async () => {
  local = await openLocalTable();
  console.log = () => undefined;
  console.error = () => undefined;
});
afterAll(() => local.stop());

let chains = 0;
/** A chain of its own in the test's table: every key of the chain has a prefix of its own. */
function ownTable(): Table {
  const mark = `${++chains}/`;
  const mine = <K extends { pk: string }>(key: K): K =>
    key.pk.startsWith('CHN#') ? { ...key, pk: `CHN#${mark}${key.pk.slice(4)}` } : key;
  const write = (one: Write): Write => {
    if ('put' in one) return { ...one, put: mine(one.put) };
    throw new Error('the chain is put, never changed');
  };
  const stripped = <T extends { pk: string } | undefined>(item: T): T =>
    item ? { ...item, pk: item.pk.replace(mark, '') } : item;
  return {
    ...local.table,
    get: async (key: { pk: string; sk: string }) =>
      stripped(await local.table.get<{ pk: string }>(mine(key))),
    getAll: async (wanted: { pk: string; sk: string }[], options: object) =>
      (await local.table.getAll(wanted.map(mine), options)).map(stripped),
    leaf: async (pk: string, options: { limit: number }) => {
      const page = await local.table.leaf(mine({ pk, sk: '' }).pk, options);
      return { ...page, items: page.items.map(stripped) };
    },
    transact: (writes: readonly Write[]) => local.table.transact(writes.map(write)),
  } as unknown as Table;
}

/** A public site that notes what was put, and where told to, dies before it takes it. */
function site(dies: ReadonlySet<number> = new Set()) {
  const files = new Map<string, string>();
  const puts: [string, string | undefined][] = [];
  let count = 0;
  return {
    files,
    puts,
    put: async (key: string, body: string | Uint8Array, options: { type: string; cacheControl?: string }) => {
      if (dies.has(count++)) throw new Error('away');
      puts.push([key, options.cacheControl]);
      files.set(key, String(body));
    },
    json: <T>(key: string): T => JSON.parse(files.get(key) ?? '{}') as T,
    downloads: () => [...files].map(([name, text]) => ({ name, text })),
  };
}

function office(dies?: ReadonlySet<number>) {
  const { city, clock } = fakeDependencies();
  const table = ownTable();
  const pages = site(dies);
  const deps = { table, city, now: () => clock.now(), site: pages };
  return { table, pages, publish: (transfers: readonly Transfer[]) => publishTransfers(deps, transfers) };
}
const pageLines = (text: string | undefined) => (text ?? '').split('\n').slice(1, -1);

describe('one batch', () => {
  /** A table that remembers what was to be written. */
  function watched(found: readonly object[] = [], month?: object) {
    const asked: unknown[] = [];
    const table = {
      getAll: async (wanted: unknown, options: unknown) => {
        asked.push([wanted, options]);
        return found;
      },
      get: async (key: unknown) => {
        asked.push(key);
        return month;
      },
      transact: async (writes: readonly Write[]) => void asked.push(writes),
    } as unknown as Table;
    return { table, asked };
  }
  const first = aTransfer(1, { amount: 300, refs: { gift: 'gft_1' } });
  const text = `1,${first.id},2026-11-23,bank,purpose:computers,KRW,300,,DEPOSIT,${NOTHING_BEFORE}`;
  const digest = createHash('sha256').update(text).digest('hex');
  const sums = {
    ...{ entries: 1, accounts: { KRW: { bank: [300, 0], 'purpose:computers': [0, 300] } } },
    ...{ purposes: { computers: { given: 300 } }, points: {} },
  };

  test('the first: head, month, entry and mark, all of them new', async () => {
    const { table, asked } = watched();
    const { purpose: _, ...bare } = first;
    expect(await chainTransfers(table, [bare])).toEqual([{ month: '2026-11', number: 1 }]);
    expect(asked).toEqual([
      [[keys.chainHead(), keys.chained(first.id)], { consistent: true }],
      [
        {
          put: {
            ...{ pk: 'CHN#HEAD', sk: 'HEAD', kind: 'head', from: '2026-11', month: '2026-11' },
            ...{ number: 1, digest, ...sums },
          },
          when: { exists: false },
        },
        {
          put: {
            ...{ pk: 'CHN#MONTHS', sk: '2026-11', kind: 'month', month: '2026-11', first: 1, last: 1 },
            ...{ digest, ...sums },
          },
          when: { exists: false },
        },
        {
          put: {
            ...{ pk: 'CHN#2026-11', sk: '000000001', kind: 'entry', month: '2026-11', number: 1 },
            ...{ id: first.id, day: '2026-11-23', debit: 'bank', credit: 'purpose:computers' },
            ...{ currency: 'KRW', amount: 300, cause: 'DEPOSIT', previous: NOTHING_BEFORE, digest },
          },
        },
        {
          put: {
            ...{ pk: `CHN#SEEN#${first.id.slice(4)}`, sk: 'SEEN', kind: 'chained', id: first.id },
            ...{ month: '2026-11', number: 1 },
          },
        },
      ],
    ]);
  });

  test('what follows holds only upon the end that was read', async () => {
    const head = {
      ...{
        ...keys.chainHead(),
        kind: 'head',
        from: '2026-10',
        month: '2026-11',
        number: 41,
        digest,
        ...sums,
      },
    };
    const month = {
      ...keys.chainMonth('2026-11'),
      kind: 'month',
      month: '2026-11',
      first: 41,
      last: 41,
      ...sums,
    };
    const { table, asked } = watched([head], month);
    const december = aTransfer(3, {}, '2026-12-01T01:00:00.000Z');
    const places = await chainTransfers(table, [december, aTransfer(2)]);
    expect(places).toEqual([
      { month: '2026-11', number: 42 },
      { month: '2026-12', number: 43 },
    ]);
    const writes = asked.at(-1) as { put: Record<string, unknown>; when?: unknown }[];
    expect(writes.map(({ put, when }) => [put.pk, put.sk, when])).toEqual([
      ['CHN#HEAD', 'HEAD', { equals: { number: 41 } }],
      ['CHN#MONTHS', '2026-11', { equals: { last: 41 } }],
      ['CHN#MONTHS', '2026-12', { exists: false }],
      ['CHN#2026-11', '000000042', undefined],
      ['CHN#2026-12', '000000043', undefined],
      [`CHN#SEEN#${aTransfer(2).id.slice(4)}`, 'SEEN', undefined],
      [`CHN#SEEN#${december.id.slice(4)}`, 'SEEN', undefined],
    ]);
    expect(writes[0]?.put).toMatchObject({ number: 43, from: '2026-10', month: '2026-12', entries: 3 });
  });

  test('a late one goes into the month that has begun, with its own day', async () => {
    const { table, pages, publish } = office();
    await publish([aTransfer(2, {}, '2026-11-30T15:00:00.000Z')]);
    await publish([aTransfer(1, {}, '2026-11-30T14:59:59.000Z')]);
    expect([...pages.files.keys()].filter((name) => name.endsWith('.csv'))).toEqual([
      'data/ledger/2026-12/1.csv',
    ]);
    expect(pageLines(pages.files.get('data/ledger/2026-12/1.csv')).map((line) => line.split(',')[2])).toEqual(
      ['2026-12-01', '2026-11-30'],
    );
    expect(await table.get(keys.chainMonth('2026-11'))).toBeUndefined();
    expect(verify(pages.downloads()).faults).toEqual([]);
  });
});

describe('publication', () => {
  test('who a member is and what an entry rests on stay inside; the numbers are those of the entries', async () => {
    const { pages, publish } = office();
    const transfers = [
      aTransfer(1, { amount: 5000, refs: { gift: 'gft_secret' } }),
      aTransfer(2, {
        debit: 'pool',
        credit: 'member:ann-1',
        currency: 'POINT',
        amount: 700,
        cause: 'POINTS_EARNED',
      }),
      aTransfer(3, {
        debit: 'member:ann-1',
        credit: 'pool',
        currency: 'POINT',
        amount: 200,
        cause: 'POINTS_GIVEN',
      }),
      aTransfer(4, { debit: 'settlement', credit: 'purpose:internet', amount: 200, cause: 'POINTS_GIVEN' }),
    ];
    await publish(transfers);
    const all = [...pages.files.values()].join('\n');
    expect(all).not.toContain('ann-1');
    expect(all).not.toContain('secret');
    expect(pages.json<PublicLedger>('data/ledger.json')).toMatchObject({
      ...{
        asOf: '2026-11-23T01:00:00.000Z',
        currency: 'KRW',
        pageSize: 500,
        from: '2026-11',
        years: ['2026'],
      },
      total: {
        entries: 4,
        accounts: [
          { account: 'bank', currency: 'KRW', debits: 5000, credits: 0, balance: -5000 },
          { account: 'purpose:computers', currency: 'KRW', debits: 0, credits: 5000, balance: 5000 },
          { account: 'purpose:internet', currency: 'KRW', debits: 0, credits: 200, balance: 200 },
          { account: 'settlement', currency: 'KRW', debits: 200, credits: 0, balance: -200 },
          { account: 'member', currency: 'POINT', debits: 200, credits: 700, balance: 500 },
          { account: 'pool', currency: 'POINT', debits: 700, credits: 200, balance: -500 },
        ],
        purposes: [
          { purpose: 'computers', given: 5000, points: 0 },
          { purpose: 'internet', given: 0, points: 200 },
        ],
        points: { earned: 700, given: 200, expired: 0, corrected: 0 },
      },
      months: [{ month: '2026-11', first: 1, last: 4, entries: 4, pages: 1 }],
    });
    expect(pages.puts).toEqual([
      ['data/ledger/2026-11/1.csv', 'public, max-age=5'],
      ['data/ledger/2026.json', 'public, max-age=5'],
      ['data/ledger.json', 'public, max-age=5'],
    ]);
  });

  test('pages of 500: one entry more writes the last page alone, a full one may stay at the edge', async () => {
    const { pages, publish } = office();
    const some = (from: number, count: number) =>
      Array.from({ length: count }, (_, i) => aTransfer(from + i));
    await publish(some(0, 1003));
    const lines = (page: number) => pageLines(pages.files.get(`data/ledger/2026-11/${page}.csv`)).length;
    expect([1, 2, 3].map(lines)).toEqual([500, 500, 3]);
    expect(pages.puts.slice(0, 3)).toEqual([
      ['data/ledger/2026-11/1.csv', 'public, max-age=86400'],
      ['data/ledger/2026-11/2.csv', 'public, max-age=86400'],
      ['data/ledger/2026-11/3.csv', 'public, max-age=5'],
    ]);
    pages.puts.length = 0;
    await publish(some(1003, 1));
    expect(pages.puts.map(([key]) => key)).toEqual([
      'data/ledger/2026-11/3.csv',
      'data/ledger/2026.json',
      'data/ledger.json',
    ]);
    expect(verify(pages.downloads())).toMatchObject({
      faults: [],
      report: [expect.stringContaining('1–1004')],
    });
  });

  test('a year that ends within a batch: both years are published', async () => {
    const { pages, publish } = office();
    await publish([
      aTransfer(1, {}, '2026-12-31T14:00:00.000Z'),
      aTransfer(2, {}, '2026-12-31T16:00:00.000Z'),
    ]);
    expect(pages.json('data/ledger/2026.json')).toMatchObject({ months: [{ month: '2026-12', last: 1 }] });
    expect(pages.json('data/ledger/2027.json')).toMatchObject({ months: [{ month: '2027-01', first: 2 }] });
    expect(pages.json('data/ledger.json')).toMatchObject({
      years: ['2026', '2027'],
      months: [{ month: '2027-01' }, { month: '2026-12' }],
    });
  });

  test('what died between the books and the site is published when the stream comes back', async () => {
    const { pages, publish } = office(new Set([0]));
    await expect(publish([aTransfer(1)])).rejects.toThrow('away');
    expect(pages.files.size).toBe(0);
    await publish([aTransfer(1)]);
    expect(verify(pages.downloads())).toMatchObject({
      faults: [],
      report: [expect.stringContaining('1–1 (1)')],
    });
  });

  test('whoever wrote an older state last writes again', async () => {
    const { table, pages } = office();
    const { city, clock } = fakeDependencies();
    const deps = { table, city, now: () => clock.now() };
    let waiting: (() => void) | undefined;
    const held = new Promise<void>((resolve) => {
      waiting = resolve;
    });
    // The first has read one entry and waits at the site's door until the second has published two.
    const slow = { put: async (...put: Parameters<typeof pages.put>) => held.then(() => pages.put(...put)) };
    const first = publishTransfers({ ...deps, site: slow }, [aTransfer(1)]);
    while (!(await table.get<Head>(keys.chainHead()))) await new Promise((resolve) => setTimeout(resolve, 5));
    await new Promise((resolve) => setTimeout(resolve, 50));
    await publishTransfers({ ...deps, site: pages }, [aTransfer(2)]);
    waiting?.();
    await first;
    expect(pageLines(pages.files.get('data/ledger/2026-11/1.csv'))).toHaveLength(2);
    expect(pages.json<PublicLedger>('data/ledger.json').total.entries).toBe(2);
  });
});

const record = (item: object, number: number): DynamoDBRecord => ({
  eventName: 'INSERT',
  dynamodb: {
    NewImage: marshall(item, { removeUndefinedValues: true }) as never,
    SequenceNumber: String(number),
  },
});

test('any history, told in any order, again and again, by two shards at once, with attempts that die: one chain that holds', async () => {
  const plan = fc.record({
    history: fc.array(fc.tuple(anOrder, anInstant), { minLength: 1, maxLength: 60 }),
    order: fc.infiniteStream(fc.nat()),
    batch: fc.integer({ min: 1, max: 25 }),
    dies: fc.array(fc.nat(40), { maxLength: 8 }),
  });
  await fc.assert(
    fc.asyncProperty(plan, async ({ history, order, batch, dies }) => {
      const transfers = history.map(([one, at], n) =>
        transferOf(ulidAt(at, n), one, { at, timeZone: SEOUL }),
      );
      const { pages, publish } = office(new Set(dies));
      // Each is told at least once, some more often, and each shard has its own order.
      const told = [...transfers, ...transfers.filter((_, i) => i % 3 === 0)]
        .map((transfer) => ({ transfer, at: order.next().value as number }))
        .sort((a, b) => a.at - b.at)
        .map(({ transfer }, n) => record({ pk: 'LED#x', sk: transfer.id, ...transfer }, n));
      const shard = async (records: DynamoDBRecord[]) => {
        for (let rest = records, tries = 0; rest.length > 0; tries++) {
          expect(tries).toBeLessThan(200);
          const some = rest.slice(0, batch);
          const { batchItemFailures } = await bookBatch({ Records: some }, publish);
          const failed = batchItemFailures[0]?.itemIdentifier;
          rest = failed
            ? rest.slice(rest.findIndex(({ dynamodb }) => dynamodb?.SequenceNumber === failed))
            : rest.slice(batch);
        }
      };
      const half = Math.ceil(told.length / 2);
      await Promise.all([shard(told.slice(0, half)), shard(told.slice(half))]);

      const { faults, report } = verify(pages.downloads());
      expect(faults).toEqual([]);
      const lines = [...pages.files]
        .filter(([name]) => name.endsWith('.csv'))
        .flatMap(([, text]) => pageLines(text).map((line) => line.split(',')));
      expect(lines.map(([number]) => Number(number)).sort((a, b) => a - b)).toEqual(
        transfers.map((_, i) => i + 1),
      );
      expect(lines.map(([, id]) => id).sort()).toEqual(transfers.map(({ id }) => id).sort());
      const days = new Map(transfers.map(({ id, day }) => [id, day]));
      for (const [, id = '', day] of lines) expect(day).toBe(days.get(id));
      const { total, months } = pages.json<PublicLedger>('data/ledger.json');
      const { accounts, ...rest } = shownSums(transfers.reduce(withTransfer, NO_SUMS));
      expect(total).toMatchObject({ ...rest, accounts });
      expect(months.map(({ month }) => month)).toEqual(report.map((line) => line.slice(0, 7)).reverse());
      expect(months.reduce((all, { entries }) => all + entries, 0)).toBe(transfers.length);
    }),
    { numRuns: 12 },
  );
}, 120_000);
