import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type LocalTable, openLocalTable } from '../../test/support/dynamo.ts';
import { type MemoryObjects, memoryObjects } from '../../test/support/objects.ts';
import { serve } from '../kernel/serve.ts';
import { type Call, call, fakeDependencies, staffActor } from '../kernel/testing.ts';
import { partnersContract } from './contract.ts';
import { partnersHandlers } from './http.ts';
import { aList, aPledge } from './testing.ts';

let local: LocalTable;
let uploads: MemoryObjects;
let deps: ReturnType<typeof fakeDependencies>;
let ask: (route: string, what?: Call) => ReturnType<typeof call>;
const moon = staffActor('partner', undefined, 'moon', 'samsung-sds');
const baek = staffActor('partner', undefined, 'baek', 'lg-cns');
const kim = staffActor('chest', undefined, 'kim');

beforeAll(async () => {
  local = await openLocalTable();
  console.log = () => undefined;
  deps = fakeDependencies({ table: local.table });
  uploads = memoryObjects('uploads');
  const documents = memoryObjects('documents');
  const api = serve(partnersContract, 'staff', () =>
    partnersHandlers({ ...deps, uploads: () => uploads, documents }),
  );
  ask = (route, what = {}) =>
    call(api, route, { ...(route.startsWith('GET') ? {} : { key: deps.ids.ulid(), body: {} }), ...what });
});
afterAll(() => local.stop());

const at = (id: unknown, what: Call = {}): Call => ({ staff: moon, params: { id: String(id) }, ...what });
const rows = async (kind: string) => (await local.everything()).filter((item) => item.kind === kind);

async function pledge(): Promise<string> {
  const made = await ask('POST /api/staff/pledges', { staff: moon, body: aPledge() });
  return String(made.body.id);
}
/** Uploads a file under a pledge and has it read. */
async function add(plg: string, file: string | Uint8Array, fileName = 'list.csv') {
  const body = { fileName, size: file.length };
  const form = await ask('POST /api/staff/pledges/{id}/list-uploads', at(plg, { body }));
  const { list, fields } = form.body as { list: string; fields: { key: string } };
  await uploads.put(fields.key, file, { type: 'text/csv' });
  return ask('POST /api/staff/pledges/{id}/lists', at(plg, { body: { list, fileName } }));
}
const read = async (id: string) =>
  (await ask('GET /api/staff/lists/{id}', at(id))).body as Record<string, never>;
/** Read, columns confirmed as proposed. */
async function checked(plg: string, file: string): Promise<string> {
  const { body } = await add(plg, file);
  const id = String(body.id);
  const { mapping } = await read(id);
  await ask('POST /api/staff/lists/{id}/check', at(id, { body: { mapping } }));
  return id;
}
const begin = (id: string, body: object = { include: [] }) =>
  ask('POST /api/staff/lists/{id}/import-start', at(id, { body }));
const goOn = (id: string, what: Call = {}) => ask('POST /api/staff/lists/{id}/import', at(id, what));
async function imported(plg: string, file: string): Promise<string> {
  const id = await checked(plg, file);
  await begin(id);
  await goOn(id);
  return id;
}
let serial = 0;
const fresh = (count: number) => aList(count, `P${++serial}`);

describe('a list', () => {
  let plg: string;
  beforeEach(async () => {
    plg = await pledge();
  });

  test('is read, its columns are proposed, its rows checked and shown', async () => {
    const { body } = await add(plg, fresh(3));
    const list = await read(String(body.id));
    expect(list).toMatchObject({ status: 'READ', format: 'csv', mapping: { assetTag: 0, kind: 1 } });
    const check = await ask(
      'POST /api/staff/lists/{id}/check',
      at(body.id, { body: { mapping: list.mapping } }),
    );
    expect(check.body.counts).toEqual({ rows: 3, accepted: 3, doubtful: 0, refused: 0 });
    const shown = await ask('GET /api/staff/lists/{id}/rows', at(body.id, { query: { limit: '2' } }));
    expect(shown.body).toMatchObject({ total: 3, next: 2, items: [{ line: 2, verdict: 'accepted' }, {}] });
  });

  test('with a mapping that cannot be is refused', async () => {
    const { body } = await add(plg, fresh(1));
    for (const [mapping, fault] of [
      [{ assetTag: 99 }, 'NO_SUCH_COLUMN'],
      [{ assetTag: 0, serial: 0 }, 'COLUMN_TWICE'],
      [{ note: 0 }, 'TELLS_OF_NOTHING'],
    ] as const) {
      const { status, body: answer } = await ask(
        'POST /api/staff/lists/{id}/check',
        at(body.id, { body: { mapping } }),
      );
      expect([status, answer.code, answer.detail]).toEqual([422, 'MAPPING_WRONG', { fault }]);
    }
    expect((await read(String(body.id))).status).toBe('READ');
  });

  test('with one refused row cannot be imported; the line is named and nothing is written', async () => {
    const id = await checked(plg, `${fresh(2)}\nX-1,데스크톱,삼성,DB400,SN-X,일곱`);
    const before = await local.everything();
    const { status, body } = await begin(id);
    expect([status, body.code, body.detail]).toEqual([422, 'LIST_HAS_REFUSED', { lines: [4], count: 1 }]);
    expect(await local.everything()).toEqual(before);
  });

  test('that cannot be read at all is refused with place and reason', async () => {
    const { status, body } = await add(plg, 'PK\u0003\u0004 no workbook', 'list.xlsx');
    expect([status, body.code]).toEqual([422, 'UNREADABLE_FILE']);
    expect((body.detail as { reason: string }).reason).toMatch(/^[A-Z_]+$/);
    const empty = { body: { fileName: 'x.csv', size: 0 } };
    expect((await ask('POST /api/staff/pledges/{id}/list-uploads', at(plg, empty))).status).toBe(400);
  });

  test('is imported all at once: devices, marks, gift and pledge', async () => {
    const id = await checked(plg, fresh(60));
    const begun = await begin(id);
    expect(begun.body).toMatchObject({ status: 'IMPORTING', done: 0, of: 60 });
    expect((await goOn(id)).body).toMatchObject({ status: 'IMPORTED', done: 60, of: 60 });
    const devices = (await rows('device')).filter(({ donation }) => donation === `don_${id.slice(4)}`);
    expect(devices).toHaveLength(60);
    expect(new Set(devices.map(({ assetNumber }) => assetNumber)).size).toBe(60);
    expect(devices.every(({ status, q }) => status === 'REGISTERED' && q === undefined)).toBe(true);
    const gift = (await rows('donation')).find(({ list }) => list === id);
    expect(gift).toMatchObject({
      ...{ status: 'OFFERED', giverKind: 'corporation', partner: 'samsung-sds', pledge: plg },
      items: [
        { kind: 'desktop', count: 30 },
        { kind: 'laptop', count: 30 },
      ],
      q: 'DON#Q#OFFERED',
    });
    const kept = (await ask('GET /api/staff/pledges/{id}', at(plg))).body;
    expect(kept.listed).toBe(60);
    const events = (await local.everything()).filter(({ kind }) => kind === 'event');
    expect(
      events.filter(({ type, subject }) => type === 'donation.offer' && subject === gift?.id),
    ).toHaveLength(1);
    expect(JSON.stringify(events)).not.toMatch(/SN-P\d|P\d+-\d{4}/);
    const units = await ask('GET /api/staff/lists/{id}/units', at(id, { query: { from: '58' } }));
    expect(units.body).toMatchObject({
      total: 60,
      items: [{ line: '60' }, { line: '61', status: 'REGISTERED' }],
    });
  });

  test('twice adds nothing and says where it is', async () => {
    const file = fresh(30);
    const [a, b] = [await checked(plg, file), await checked(plg, file)];
    await begin(a);
    expect((await begin(b)).body).toMatchObject({ code: 'LIST_KNOWN', detail: { list: a } });
    await goOn(a);
    const before = (await local.everything()).length;
    expect((await goOn(a)).body).toMatchObject({ status: 'IMPORTED', done: 30 });
    expect((await add(plg, file)).body).toMatchObject({ code: 'LIST_KNOWN', detail: { list: a } });
    expect((await local.everything()).length).toBe(before);
  });

  test('a machine that is there already is doubtful, shown with its device, and taken in only when said', async () => {
    const a = await imported(plg, fresh(3));
    const again = `${aList(3, `P${serial}`)}\nNEW-${serial},데스크톱,삼성,DB400,SN-NEW-${serial},1`;
    const b = await checked(plg, again);
    const shown = await ask('GET /api/staff/lists/{id}/rows', at(b, { query: { show: 'doubtful' } }));
    expect(shown.body).toMatchObject({ total: 3 });
    const [first] = shown.body.items as { line: number; why: string[]; known: object }[];
    expect(first).toMatchObject({ line: 2, why: ['KNOWN_ALREADY'], known: { list: a } });
    expect((await begin(b, { include: [99] })).body).toMatchObject({ code: 'LINES_UNKNOWN' });
    expect((await begin(b, { include: [2] })).body).toMatchObject({ of: 2 });
    expect((await goOn(b)).body).toMatchObject({ status: 'IMPORTED', done: 2 });
  });

  test("the same tag of another partner is no duplicate, and another partner's list is refused", async () => {
    const file = `관리번호,구분\nSAME-${++serial},데스크톱`;
    const a = await imported(plg, file);
    const made = await ask('POST /api/staff/pledges', { staff: baek, body: aPledge({ partner: 'lg-cns' }) });
    const theirs = { staff: baek };
    const list = `lst_${deps.ids.ulid()}`;
    await uploads.put(`lists/${made.body.id}/${list}`, `${file}\n`, { type: 'text/csv' });
    const body = { list, fileName: 'b.csv' };
    const added = await ask('POST /api/staff/pledges/{id}/lists', at(made.body.id, { ...theirs, body }));
    expect(added.status).toBe(201);
    const mapping = { assetTag: 0, kind: 1 };
    const check = await ask('POST /api/staff/lists/{id}/check', at(list, { ...theirs, body: { mapping } }));
    expect(check.body.counts).toMatchObject({ accepted: 1, doubtful: 0 });
    const before = (await local.everything()).length;
    for (const [route, what] of [
      ['GET /api/staff/lists/{id}', {}],
      ['GET /api/staff/lists/{id}/rows', {}],
      ['GET /api/staff/lists/{id}/units', {}],
      ['GET /api/staff/pledges/{id}/lists', {}],
      ['POST /api/staff/lists/{id}/check', { body: { mapping } }],
      ['POST /api/staff/lists/{id}/import-start', { body: { include: [] } }],
      ['POST /api/staff/lists/{id}/import', {}],
      ['POST /api/staff/lists/{id}/removal', {}],
      ['POST /api/staff/pledges/{id}/list-uploads', { body: { fileName: 'x.csv', size: 1 } }],
      ['POST /api/staff/pledges/{id}/lists', { body }],
    ] as const) {
      const id = route.includes('pledges') ? plg : a;
      const { status, body: answer } = await ask(route, at(id, { ...theirs, ...what }));
      expect([route, status, answer.code]).toEqual([route, 403, 'OTHER_PARTNER']);
    }
    expect((await local.everything()).length).toBe(before);
  });

  test('is dropped: what was written is taken out, the file may come again', async () => {
    const file = fresh(150);
    const id = await checked(plg, file);
    await begin(id);
    const [key, partly] = [deps.ids.ulid(), performance.now];
    // The call has no time: it writes one part and stops.
    let calls = 0;
    performance.now = () => (calls++ === 0 ? 0 : 1e9);
    expect((await goOn(id, { key })).body).toMatchObject({ status: 'IMPORTING', done: 96, of: 150 });
    performance.now = partly;
    expect((await goOn(id, { key })).body).toMatchObject({ done: 96 });
    expect((await ask('GET /api/staff/lists/{id}/units', at(id))).body.code).toBe('ILLEGAL_MOVE');
    const mine = async () =>
      (await rows('device')).filter(({ donation }) => donation === `don_${id.slice(4)}`);
    expect(await mine()).toHaveLength(96);
    const dropped = await ask('POST /api/staff/lists/{id}/removal', at(id));
    expect(dropped.body).toMatchObject({ status: 'DROPPED' });
    expect(await mine()).toHaveLength(0);
    expect((await goOn(id)).body.code).toBe('ILLEGAL_MOVE');
    const again = await imported(plg, file);
    expect(await read(again)).toMatchObject({ status: 'IMPORTED', counts: { accepted: 150, doubtful: 0 } });
  });
});

test('any interleaving of calls, repeated, interrupted and at once, ends with exactly the rows once', async () => {
  const clock = performance.now;
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 250 }),
      fc.array(fc.record({ key: fc.nat(3), at: fc.nat(2), short: fc.boolean() }), { maxLength: 8 }),
      async (count, calls) => {
        const plg = await pledge();
        const id = await checked(plg, fresh(count));
        await begin(id);
        const keys = Array.from({ length: 4 }, () => deps.ids.ulid());
        for (const one of calls) {
          let asked = 0;
          // A short call stands for one that was killed after a part.
          performance.now = one.short ? () => (asked++ % 2 === 0 ? 0 : 1e9) : clock;
          const key = keys[one.key] ?? '';
          await Promise.all(
            Array.from({ length: one.at + 1 }, () => goOn(id, { key, staff: one.at ? kim : moon })),
          );
        }
        performance.now = clock;
        for (let last = 'IMPORTING'; last === 'IMPORTING'; ) last = String((await goOn(id)).body.status);
        const devices = (await rows('device')).filter(({ donation }) => donation === `don_${id.slice(4)}`);
        expect(devices).toHaveLength(count);
        expect(new Set(devices.map(({ origin }) => (origin as { line: string }).line)).size).toBe(count);
        const list = (await rows('list')).find((item) => item.id === id);
        expect(list).toMatchObject({ status: 'IMPORTED', units: count });
        // Every PC is found again by its tag and by what it is, and by nothing else.
        const members = (await rows('machines')).flatMap(({ members }) => [...(members as Set<string>)]);
        const ids = new Set(devices.map((device) => device.id));
        expect(members.filter((member) => ids.has(member.split(' ')[1]))).toHaveLength(count * 2);
        const gifts = (await local.everything()).filter(
          (item) => item.kind === 'donation' && item.list === id,
        );
        expect(gifts).toHaveLength(1);
      },
    ),
    { numRuns: 10 },
  );
  performance.now = clock;
}, 120_000);
