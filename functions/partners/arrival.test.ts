import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LocalTable, openLocalTable } from '../../test/support/dynamo.ts';
import { type MemoryObjects, memoryObjects } from '../../test/support/objects.ts';
import { donationsContract } from '../donations/contract.ts';
import { donationHandlers } from '../donations/http.ts';
import type { EventItem } from '../kernel/events.ts';
import { serve } from '../kernel/serve.ts';
import { type Call, call, fakeDependencies, staffActor } from '../kernel/testing.ts';
import { noticesFor } from '../notices/domain.ts';
import { addedBy } from '../stats/domain.ts';
import { planArrival, type Standing } from './arriving.ts';
import { partnersContract } from './contract.ts';
import { partnersHandlers } from './http.ts';
import { aList, aPledge } from './testing.ts';

let local: LocalTable;
let uploads: MemoryObjects;
let deps: ReturnType<typeof fakeDependencies>;
let ask: (route: string, what?: Call) => ReturnType<typeof call>;
const kim = staffActor('chest', undefined, 'kim');

beforeAll(async () => {
  local = await openLocalTable();
  console.log = () => undefined;
  deps = fakeDependencies({ table: local.table });
  uploads = memoryObjects('uploads');
  const documents = memoryObjects('documents');
  const partners = serve(partnersContract, 'staff', () =>
    partnersHandlers({ ...deps, uploads: () => uploads, documents }),
  );
  const donations = serve(donationsContract, 'staff', () => donationHandlers(deps as never));
  ask = (route, what = {}) =>
    call(route.includes('donations') ? donations : partners, route, {
      staff: kim,
      ...(route.startsWith('GET') ? {} : { key: deps.ids.ulid(), body: {} }),
      ...what,
    });
});
afterAll(() => local.stop());

const at = (id: unknown, body: object = {}): Call => ({ params: { id: String(id) }, body });
const events = async () =>
  (await local.everything()).filter(({ kind }) => kind === 'event') as unknown as EventItem[];
const devices = async (list: string) =>
  (await local.everything()).filter(
    ({ kind, origin }) => kind === 'device' && (origin as { list: string })?.list === list,
  );

let mark = 0;
/** A list of so many PCs, imported; its gift is screened and fetched. */
async function fetched(count: number): Promise<{ list: string; gift: string }> {
  const { body: pledge } = await ask('POST /api/staff/pledges', { body: aPledge() });
  const list = `lst_${deps.ids.ulid()}`;
  await uploads.put(`lists/${pledge.id}/${list}`, aList(count, `A${++mark}`), { type: 'text/csv' });
  await ask('POST /api/staff/pledges/{id}/lists', at(pledge.id, { list, fileName: 'a.csv' }));
  const { mapping } = (await ask('GET /api/staff/lists/{id}', { params: { id: list } })).body;
  await ask('POST /api/staff/lists/{id}/check', at(list, { mapping }));
  await ask('POST /api/staff/lists/{id}/import-start', at(list, { include: [] }));
  await ask('POST /api/staff/lists/{id}/import', at(list));
  const gift = `don_${list.slice(4)}`;
  await ask('POST /api/staff/donations/{id}/screening', at(gift));
  return { list, gift };
}
const book = (gift: string) =>
  ask('POST /api/staff/donations/{id}/collection', at(gift, { day: '2026-11-25', slot: 'morning' }));
const arrive = (list: string, body: object) =>
  ask('POST /api/staff/lists/{id}/arrivals', at(list, { came: 'all', by: 'line', last: false, ...body }));
const goOn = (list: string) => ask('POST /api/staff/lists/{id}/arrival', at(list));
const gift = async (id: string) =>
  (await local.everything()).find((item) => item.kind === 'donation' && item.id === id) as Record<
    string,
    unknown
  >;

test('a delivery with two rejects: each device its fate, the gift its count, the workflow its devices, once', async () => {
  const { list, gift: id } = await fetched(100);
  expect((await arrive(list, {})).body).toMatchObject({ code: 'ILLEGAL_MOVE' });
  await book(id);
  expect(
    (
      await ask(
        'POST /api/staff/donations/{id}/arrival',
        at(id, { received: [{ kind: 'desktop', count: 1 }] }),
      )
    ).body.code,
  ).toBe('ARRIVES_BY_LIST');
  const rejected = [
    { line: '5', reason: 'DAMAGED' },
    { line: '101', reason: 'TOO_OLD' },
  ];
  expect((await arrive(list, { rejected })).body).toMatchObject({ done: 0, of: 100 });
  expect((await arrive(list, {})).body.code).toBe('ARRIVAL_RUNNING');
  // Two officers go on at once, and once more afterwards.
  const both = await Promise.all([goOn(list), goOn(list)]);
  expect(both.map(({ status }) => status)).toEqual([200, 200]);
  expect((await goOn(list)).body).toMatchObject({ status: 'SETTLED', done: 100, of: 100 });
  const all = await devices(list);
  expect(all.filter(({ status, q }) => status === 'RECEIVED' && q === 'DEV#Q#RECEIVED')).toHaveLength(98);
  expect(
    all
      .filter(({ status }) => status === 'REJECTED')
      .map(({ rejectedBecause }) => rejectedBecause)
      .sort(),
  ).toEqual(['DAMAGED', 'TOO_OLD']);
  expect((await gift(id)).status).toBe('RECEIVED');
  const counts = ((await gift(id)).received as { count: number }[]).map(({ count }) => count);
  expect(counts.reduce((a, b) => a + b)).toBe(98);
  const told = (await events()).filter(({ subject }) => subject === id || subject === list);
  const arrivals = told.filter(({ type }) => type === 'donation.arrive');
  const started = arrivals.flatMap(({ facts }) => (facts?.devices ?? []) as string[]);
  expect(arrivals.every(({ facts }) => ((facts?.devices ?? []) as string[]).length <= 45)).toBe(true);
  expect([started.length, new Set(started).size]).toEqual([98, 98]);
  const sum = (name: string) =>
    told.reduce((n, event) => n + (addedBy(event, deps.city)?.partner?.add[name] ?? 0), 0);
  expect(['registered', 'received', 'rejected'].map(sum)).toEqual([100, 98, 2]);
  expect(told.flatMap(noticesFor).filter(({ template }) => template === 'goods-received')).toHaveLength(1);
});

test('several deliveries: what is out stays out, goods valued before are valued anew, the last one settles', async () => {
  const { list, gift: id } = await fetched(10);
  await book(id);
  await arrive(list, { came: 'only', lines: ['2', '3', '4'] });
  expect((await goOn(list)).body).toMatchObject({ status: 'IMPORTED', done: 3, of: 10 });
  expect((await arrive(list, { came: 'only', lines: ['2'] })).body.code).toBe('NOTHING_CHOSEN');
  const lines = ['desktop', 'laptop'].map((kind) => ({ kind, unitPrice: 100_000 }));
  await ask(
    'POST /api/staff/donations/{id}/valuation',
    at(id, { lines, basis: 'BOOK_VALUE', evidence: '대장' }),
  );
  await arrive(list, { came: 'except', lines: ['11'] });
  expect((await goOn(list)).body).toMatchObject({ status: 'IMPORTED', done: 9, of: 10 });
  const after = await gift(id);
  expect([after.status, after.valuation]).toEqual(['RECEIVED', undefined]);
  expect((after.received as { count: number }[]).reduce((n, { count }) => n + count, 0)).toBe(9);
  // The last line is named by the number on its label; nothing more is expected.
  const { assetNumbers } = (await ask('GET /api/staff/lists/{id}', { params: { id: list } })).body;
  const named = { line: (assetNumbers as { last: string }).last, reason: 'PARTS_MISSING' };
  await arrive(list, { by: 'tag', came: 'only', rejected: [named], last: true });
  expect((await goOn(list)).body).toMatchObject({ status: 'SETTLED', done: 10 });
  expect((await arrive(list, {})).body.code).toBe('ILLEGAL_MOVE');
});

const standing = (tags: readonly string[], out = true): Standing[] =>
  tags.map((tag, i) => ({
    unit: { line: i + 2, piece: 1, kind: 'desktop', tag, marks: [] },
    assetNumber: `SH-26-0000${i + 1}`,
    out,
  }));
const asked = { came: 'all', by: 'line', lines: [], rejected: [], extras: [], last: false } as const;

test.each([
  ['all', {}, 'ccc'],
  ['all but one', { came: 'except', lines: ['3'] }, 'c.c'],
  ['one alone', { came: 'only', lines: ['3'] }, '.c.'],
  ['one alone, and no more', { came: 'only', lines: ['3'], last: true }, 'rcr'],
  ['one rejected', { rejected: [{ line: '4', reason: 'OTHER' }] }, 'ccr'],
  ['by the partner’s tag, in any case', { by: 'tag', came: 'only', lines: ['b-2'] }, '.c.'],
  ['by our label', { by: 'tag', came: 'only', lines: ['sh-26-00003'] }, '..c'],
  ['the same said twice', { came: 'only', lines: ['3', '3.1'] }, '.c.'],
] as const)('what came: %s', (_, changes, fates) => {
  const plan = planArrival(standing(['A-1', 'B-2', 'C-3']), { ...asked, ...changes } as never);
  const fate = [0, 1, 2].map((unit) => plan.find((one) => one.unit === unit)?.fate[0] ?? '.').join('');
  expect(fate).toBe(fates);
});

test('what is not on the list is named; what is settled is not settled again', () => {
  const ask = (changes: object) => () => planArrival(standing(['A-1']), { ...asked, ...changes } as never);
  expect(ask({ came: 'only', lines: ['99'] })).toThrow('LINES_UNKNOWN');
  expect(ask({ came: 'only', lines: [] })).toThrow('NOTHING_CHOSEN');
  expect(() => planArrival(standing(['A-1'], false), asked as never)).toThrow('NOTHING_CHOSEN');
});
