import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LocalTable, openLocalTable } from '../../test/support/dynamo.ts';
import { memoryObjects } from '../../test/support/objects.ts';
import type { Group } from '../kernel/actor.ts';
import { serve } from '../kernel/serve.ts';
import { readSheet } from '../kernel/tabular/read.ts';
import { call, fakeDependencies, staffActor } from '../kernel/testing.ts';
import { chainTransfers } from './chain.ts';
import { ledgerContract } from './contract.ts';
import { CAUSES, post, type Transfer } from './domain.ts';
import { ledgerHandlers } from './http.ts';
import { makeReport } from './make-report.ts';
import { accountName } from './report.ts';
import { aTransfer } from './testing.ts';
import en from './words/en.json' with { type: 'json' };
import ko from './words/ko.json' with { type: 'json' };

let local: LocalTable;
let deps: ReturnType<typeof fakeDependencies>;
let documents: ReturnType<typeof memoryObjects>;
let ask: (route: string, what?: Parameters<typeof call>[2], group?: Group) => ReturnType<typeof call>;
const NOVEMBER = '2026-11-23T01:00:00.000Z';
const DECEMBER = '2026-12-05T01:00:00.000Z';
/** 27 gifts for PCs and 8 unidentified in November; in December what came of some of them, and points. */
const books: Transfer[] = [
  ...Array.from({ length: 27 }, (_, n) => aTransfer(n, { amount: 1000 + n }, NOVEMBER)),
  ...Array.from({ length: 8 }, (_, n) =>
    aTransfer(50 + n, { credit: 'unidentified', amount: 500 }, NOVEMBER),
  ),
  aTransfer(
    100,
    { debit: 'purpose:computers', credit: 'bank', amount: 9000, cause: 'PURCHASE', purpose: 'computers' },
    DECEMBER,
  ),
  aTransfer(
    101,
    {
      ...{ debit: 'unidentified', credit: 'purpose:internet', amount: 500, cause: 'ASSIGNMENT' },
      ...{ purpose: 'internet', valueDay: '2026-12-04', refs: { gift: 'gft_1', entry: 'e9' } },
    },
    DECEMBER,
  ),
  aTransfer(
    102,
    { debit: 'pool', credit: 'member:ann', currency: 'POINT', amount: 300, cause: 'POINTS_EARNED' },
    DECEMBER,
  ),
  aTransfer(
    103,
    {
      debit: 'settlement',
      credit: 'purpose:internet',
      amount: 40,
      cause: 'POINTS_GIVEN',
      purpose: 'internet',
    },
    DECEMBER,
  ),
];
const late = aTransfer(104, { amount: 7, refs: { gift: 'gft_2' } }, DECEMBER);

beforeAll(async () => {
  console.log = () => undefined;
  local = await openLocalTable();
  deps = fakeDependencies({ table: local.table });
  documents = memoryObjects('documents');
  const handler = serve(ledgerContract, 'staff', () => ledgerHandlers({ ...deps, documents }));
  ask = (route, what = {}, group = 'auditor') =>
    call(handler, route, { staff: staffActor(group, undefined, 'jang'), ...what });
});
afterAll(() => local.stop());

const balances = async () => {
  const { items } = (await ask('GET /api/staff/ledger/accounts')).body as {
    items: Record<string, unknown>[];
  };
  return Object.fromEntries(items.map(({ account, balance, published }) => [account, [balance, published]]));
};
/** Every page of a list, one after the other. */
async function all(route: string, query: Record<string, string>): Promise<Record<string, unknown>[][]> {
  const pages: Record<string, unknown>[][] = [];
  for (let cursor: string | undefined, more = true; more; more = cursor !== undefined) {
    const { status, body } = await ask(route, { query: { ...query, ...(cursor ? { cursor } : {}) } });
    expect(status).toBe(200);
    pages.push(body.items as Record<string, unknown>[]);
    cursor = body.cursor as string | undefined;
  }
  return pages;
}
const LIST = 'GET /api/staff/ledger/transfers';

test('before the first entry every account of the city is there, with nothing in it', async () => {
  const carriers = Object.fromEntries(deps.city.fees.carriers.map(({ code }) => [`carrier:${code}`, [0, 0]]));
  expect(await balances()).toEqual({
    ...{ bank: [0, 0], unidentified: [0, 0], 'purpose:computers': [0, 0], 'purpose:internet': [0, 0] },
    ...{ 'reserved:internet': [0, 0], ...carriers },
    ...{ costs: [0, 0], refunds: [0, 0], suspense: [0, 0], settlement: [0, 0], pool: [0, 0], member: [0, 0] },
  });
  expect((await ask('GET /api/staff/ledger/months')).body).toEqual({ items: [] });
});

describe('with books', () => {
  beforeAll(async () => {
    for (let at = 0; at < books.length; at += 20)
      await local.table.transact(post(books.slice(at, at + 20)).writes);
    await chainTransfers(local.table, books);
    await local.table.transact(post([late]).writes);
  });

  test('kept balances are as of now, the published ones follow', async () => {
    const gifts = 27 * 1000 + (26 * 27) / 2;
    expect(await balances()).toMatchObject({
      bank: [-(gifts + 4000 - 9000 + 7), -(gifts + 4000 - 9000)],
      unidentified: [3500, 3500],
      'purpose:computers': [gifts - 9000 + 7, gifts - 9000],
      'purpose:internet': [540, 540],
      settlement: [-40, -40],
      pool: [-300, -300],
      member: [300, 300],
    });
    const { body } = await ask('GET /api/staff/ledger/accounts');
    expect(body.head).toMatchObject({ month: '2026-12', number: 39 });
    const items = body.items as { currency: string; balance: number; account: string }[];
    const sum = (currency: string) =>
      items.filter((one) => one.currency === currency).reduce((so, { balance }) => so + balance, 0);
    expect([sum('KRW'), sum('POINT')]).toEqual([0, 0]);
  });

  test("a month's transfers, newest first, page by page; one purpose alone", async () => {
    const pages = await all(LIST, { currency: 'KRW', month: '2026-11', limit: '10' });
    expect(pages.map((page) => page.length)).toEqual([10, 10, 10, 5]);
    const ids = books.slice(0, 35).map(({ id }) => id);
    expect(pages.flat().map(({ id }) => id)).toEqual(ids.toReversed());
    const computers = await all(LIST, {
      currency: 'KRW',
      month: '2026-11',
      purpose: 'computers',
      limit: '9',
    });
    expect(computers.flat().map(({ id }) => id)).toEqual(ids.slice(0, 27).toReversed());
    expect((await all(LIST, { currency: 'POINT', month: '2026-12' })).flat()).toMatchObject([
      { debit: 'pool', credit: 'member:ann', amount: 300 },
    ]);
    expect(await all(LIST, { currency: 'KRW', month: '2030-01' })).toEqual([[]]);
  });

  test('a place in one list is no place in another', async () => {
    const { body } = await ask(LIST, { query: { currency: 'KRW', month: '2026-11', limit: '5' } });
    const cursor = String(body.cursor);
    for (const query of [
      { currency: 'KRW', month: '2026-12', cursor },
      { currency: 'KRW', month: '2026-11', purpose: 'computers', cursor },
      { currency: 'KRW', month: '2026-11', cursor: `${cursor}x` },
    ])
      expect(await ask(LIST, { query })).toMatchObject({ status: 400, body: { code: 'BAD_CURSOR' } });
  });

  test('one transfer: all of it, and where it is published', async () => {
    const one = (transfer: Transfer, month = '2026-12') =>
      ask(`${LIST}/{currency}/{month}/{id}`, { params: { currency: 'KRW', month, id: transfer.id } });
    const assigned = books[36] as Transfer;
    const { kind: _, ...whole } = assigned;
    expect((await one(assigned)).body).toEqual({
      ...whole,
      published: { month: '2026-12', number: 37, page: '/data/ledger/2026-12/1.csv' },
    });
    expect((await one(late)).body).toMatchObject({ id: late.id, refs: { gift: 'gft_2' } });
    expect((await one(late)).body.published).toBeUndefined();
    expect(await one(late, '2026-11')).toMatchObject({ status: 404 });
  });

  test('months, newest first, with their sums', async () => {
    const pages = await all('GET /api/staff/ledger/months', { limit: '1' });
    expect(pages.flat()).toMatchObject([
      { month: '2026-12', first: 36, last: 39, entries: 4, pages: 1, points: { earned: 300 } },
      { month: '2026-11', first: 1, last: 35, entries: 35, pages: 1, points: { earned: 0 } },
    ]);
  });

  const order = (body: object, key = deps.ids.ulid()) =>
    ask('POST /api/staff/ledger/reports', { body: { currency: 'KRW', language: 'ko', ...body }, key });
  const read = async (id: unknown) =>
    (await ask('GET /api/staff/ledger/reports/{id}', { params: { id: String(id) } })).body as {
      done?: { entries: number; agrees: boolean; files: { name: string; url: string }[] };
    };
  const sheet = async (key: string) => {
    const { header, rows } = await readSheet(key, documents.files.get(key) ?? new Uint8Array());
    return [header.cells, ...rows.map(({ cells }) => cells)];
  };

  test('a report: ordered, made in files of so many entries, the same as CSV and as XLSX', async () => {
    const { status, body } = await order({ from: '2026-11', to: '2026-12' });
    expect(status).toBe(202);
    expect((await read(body.id)).done).toBeUndefined();
    await makeReport({ ...deps, documents }, { report: body.id }, 16);
    const { done } = await read(body.id);
    expect(done).toMatchObject({ entries: 38, agrees: true });
    expect(done?.files.map(({ name }) => name)).toEqual(
      ['계정잔액-2026-11-2026-12', ...[1, 2, 3].map((n) => `거래내역-2026-11-2026-12-${n}`)].flatMap(
        (name) => [`${name}.csv`, `${name}.xlsx`],
      ),
    );
    for (const part of [0, 1, 2, 3])
      expect(await sheet(`ledger/${body.id}/${part}.xlsx`)).toEqual(
        await sheet(`ledger/${body.id}/${part}.csv`),
      );
    const rows = (await Promise.all([1, 2, 3].map((part) => sheet(`ledger/${body.id}/${part}.csv`)))).flatMap(
      ([, ...lines]) => lines.slice(0, -1),
    );
    expect(rows.map(([, , , , id]) => id)).toEqual(
      books.filter(({ currency }) => currency === 'KRW').map(({ id }) => id),
    );
    expect(rows.at(-2)).toEqual([
      ...[
        '37',
        '2026-12-05',
        '10:00:00',
        '2026-12-04',
        (books[36] as Transfer).id,
        '확인 중인 입금',
        'unidentified',
      ],
      ...['지정 기부금: 인터넷 요금', 'purpose:internet', '500', '인터넷 요금', '용도 지정', 'ASSIGNMENT'],
      'entry=e9; gift=gft_1',
    ]);
  });

  test('its balances: what was before, what moved, what is after, and nothing in all', async () => {
    const { body } = await order({ from: '2026-12', to: '2026-12', language: 'en' });
    await makeReport({ ...deps, documents }, { report: body.id });
    const gifts = 27 * 1000 + (26 * 27) / 2;
    expect(await sheet(`ledger/${body.id}/0.csv`)).toEqual([
      ['Account', 'Account code', 'Opening', 'Debits', 'Credits', 'Closing'],
      ['Bank', 'bank', `${-gifts - 4000}`, '0', '9000', `${-gifts - 4000 + 9000}`],
      ['Purpose: PCs', 'purpose:computers', `${gifts}`, '9000', '0', `${gifts - 9000}`],
      ['Purpose: Internet fees', 'purpose:internet', '0', '0', '540', '540'],
      ['Due from the city for points', 'settlement', '0', '40', '0', '-40'],
      ['Unidentified deposits', 'unidentified', '4000', '500', '0', '3500'],
      ['Total', '', '0', '9540', '9540', '0'],
    ]);
    expect((await read(body.id)).done).toMatchObject({ entries: 3, agrees: true });
  });

  test('a run that dies goes on where it was, and ends as one that did not', async () => {
    const { body } = await order({ from: '2026-11', to: '2026-12' });
    const put: string[] = [];
    for (let death = 1, done = false; !done; death++) {
      expect(death).toBeLessThan(20);
      let left = 2;
      const dying = {
        put: async (...what: Parameters<typeof documents.put>) => {
          if (left-- === 0) throw new Error('away');
          put.push(what[0]);
          return documents.put(...what);
        },
      };
      await makeReport({ ...deps, documents: dying }, { report: body.id }, 16)
        .then(() => {
          done = true;
        })
        .catch((error) => expect(error.message).toBe('away'));
    }
    // Eight files; a part whose second file was lost is made again, one that is noted is not.
    expect(put).toHaveLength(8);
    const { done } = await read(body.id);
    expect(done).toMatchObject({ entries: 38, agrees: true });
    expect(done?.files).toHaveLength(8);
    await makeReport(
      { ...deps, documents: { put: () => Promise.reject(new Error('again')) } },
      { report: body.id },
    );
  });

  test('a period without entries, and one of points', async () => {
    const none = await order({ from: '2020-01', to: '2020-12' });
    await makeReport({ ...deps, documents }, { report: none.body.id });
    expect((await read(none.body.id)).done).toMatchObject({ entries: 0, agrees: true, files: [{}, {}] });
    const points = await order({ from: '2026-12', to: '2026-12', currency: 'POINT' });
    await makeReport({ ...deps, documents }, { report: points.body.id });
    expect((await read(points.body.id)).done).toMatchObject({ entries: 1, agrees: true });
  });

  test('what was ordered stays on a list; the same order again is the same', async () => {
    const key = deps.ids.ulid();
    const first = await order({ from: '2026-12', to: '2026-12' }, key);
    expect((await order({ from: '2026-12', to: '2026-12' }, key)).body).toEqual(first.body);
    expect((await order({ from: '2026-11', to: '2026-12' }, key)).body.code).toBe('KEY_REUSED');
    const orders = (await all('GET /api/staff/ledger/reports', { limit: '3' })).flat();
    expect(orders).toHaveLength(6);
    expect(orders.map(({ id }) => id)).toContain(first.body.id);
    const events = (await local.everything()).filter(({ type }) => type === 'report.order');
    expect(events).toHaveLength(6);
    expect(events[0]).toMatchObject({ by: { kind: 'staff', id: 'jang' }, facts: { currency: 'KRW' } });
  });

  test.each([
    [{ from: '2026-12', to: '2026-11' }, 'ENDS_BEFORE_START'],
    [{ from: '2026-01', to: '2027-01' }, 'TOO_MANY_MONTHS'],
    [{ from: '2026-13', to: '2026-13' }, 'INVALID'],
  ])('%j is refused: %s', async (body, code) => {
    const answer = await order(body);
    expect(answer.status).toBe(400);
    expect(JSON.stringify(answer.body)).toContain(code);
  });

  test('who keeps the books reads them, nobody else', async () => {
    for (const group of ['chest', 'programme', 'auditor'] as const)
      expect((await ask('GET /api/staff/ledger/accounts', {}, group)).status).toBe(200);
    for (const group of ['repair', 'district', 'volunteer-centre', 'committee', 'partner'] as const)
      expect((await ask('GET /api/staff/ledger/accounts', {}, group)).status).toBe(403);
  });
});

test('every cause and account has words in both languages', () => {
  for (const words of [ko, en]) {
    expect(Object.keys(words.causes).sort()).toEqual([...CAUSES].sort());
    expect(words.transfers).toHaveLength(14);
    expect(words.balances).toHaveLength(6);
  }
  expect(accountName('carrier:kt', deps.city, 'ko')).toBe('통신사 미지급금: KT');
  expect(accountName('carrier:gone', deps.city, 'en')).toBe('Due to carrier: gone');
  expect(accountName('member:ann', deps.city, 'ko')).toBe('회원 포인트');
});
