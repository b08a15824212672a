import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LocalTable, openLocalTable } from '../../test/support/dynamo.ts';
import { serve } from '../kernel/serve.ts';
import { type Call, call, fakeDependencies, staffActor } from '../kernel/testing.ts';
import { partnersContract } from './contract.ts';
import { partnersHandlers } from './http.ts';
import { aPledge } from './testing.ts';

let local: LocalTable;
let deps: ReturnType<typeof fakeDependencies>;
let ask: (route: string, what?: Call) => ReturnType<typeof call>;
const office = staffActor('programme', undefined, 'office');
const sds = staffActor('partner', undefined, 'moon', 'samsung-sds');
const lg = staffActor('partner', undefined, 'baek', 'lg-cns');

beforeAll(async () => {
  local = await openLocalTable();
  deps = fakeDependencies({ table: local.table });
  const api = serve(partnersContract, 'staff', () => partnersHandlers(deps as never));
  ask = (route, what = {}) =>
    call(api, route, { ...(route.startsWith('GET') ? {} : { key: deps.ids.ulid(), body: {} }), ...what });
});
afterAll(() => local.stop());

const make = async (changes: object = {}, staff = office) =>
  ask('POST /api/staff/pledges', { staff, body: aPledge(changes) });
const items = async () => (await local.everything()).length;

describe('a pledge', () => {
  test.each([
    ['an unknown partner', { partner: 'nobody' }, 'PARTNER_UNKNOWN', 'partner'],
    ['a partner that gives no PCs', { partner: 'daum' }, 'PARTNER_UNKNOWN', 'partner'],
    ['a day that has passed', { by: '2026-11-22' }, 'PLEDGE_IN_PAST', 'by'],
    [
      'a district of another code system',
      { pickup: { district: '11010', postcode: '03045', street: '길 1' } },
      'PICKUP_UNKNOWN',
      'pickup.district',
    ],
    [
      'a contact with a title beside the name',
      { contact: { name: '홍길동 시장', phone: '010-2222-3333', language: 'ko' } },
      'NAMES_OFFICE_HOLDER',
      'contact.name',
    ],
  ])('for %s is refused, and nothing is written', async (_, changes, code, path) => {
    const before = await items();
    const { status, body } = await make(changes);
    expect([status, body.code, body.errors]).toEqual([422, code, [{ path, code }]]);
    expect(await items()).toBe(before);
  });

  test.each([
    ['no PC', { count: 0 }, 'count'],
    ['no consent', { consents: { privacy: false } }, 'consents.privacy'],
    ['nobody to ask', { contact: { name: '한담당', language: 'ko' } }, 'contact.email'],
  ])('with %s is refused', async (_, changes, path) => {
    const { status, body } = await make(changes);
    expect([status, (body.errors as { path: string }[])[0]?.path]).toEqual([400, path]);
  });

  test('until today is possible, and sent twice it is made once', async () => {
    const what = { staff: sds, key: deps.ids.ulid(), body: aPledge({ by: '2026-11-23' }) };
    const first = await ask('POST /api/staff/pledges', what);
    expect(first).toMatchObject({ status: 201, body: { status: 'PLEDGED' } });
    const before = await items();
    expect(await ask('POST /api/staff/pledges', what)).toEqual(first);
    expect(await items()).toBe(before);
    const changed = { ...what, body: aPledge({ count: 9 }) };
    expect((await ask('POST /api/staff/pledges', changed)).body.code).toBe('KEY_REUSED');
  });

  test('keeps whom to ask in a seal and nowhere else', async () => {
    await make({ contact: { name: '강비밀', email: 'secret@example.com', language: 'ko' } });
    const rows = await local.everything();
    expect(rows.filter((row) => /강비밀|secret@/.test(JSON.stringify(row)))).toEqual([]);
    const event = rows.find(({ type }) => type === 'pledge.make');
    expect(event).toMatchObject({ refs: { partner: 'samsung-sds' }, facts: { pledged: 120 } });
  });

  test('is closed once, taken back with a reason, and neither afterwards', async () => {
    const [{ body: a }, { body: b }] = [await make(), await make()];
    const at = (id: unknown) => ({ staff: office, params: { id: String(id) } });
    expect(await ask('POST /api/staff/pledges/{id}/closing', at(a.id))).toMatchObject({
      body: { status: 'CLOSED' },
    });
    const back = { ...at(b.id), body: { reason: '교체가 미뤄짐' } };
    expect(await ask('POST /api/staff/pledges/{id}/cancellation', back)).toMatchObject({
      body: { status: 'CANCELLED' },
    });
    const again = await ask('POST /api/staff/pledges/{id}/cancellation', { ...back, ...at(a.id) });
    expect([again.status, again.body.code]).toEqual([409, 'ILLEGAL_MOVE']);
    const read = (await ask('GET /api/staff/pledges/{id}', at(b.id))).body;
    expect(read).toMatchObject({ status: 'CANCELLED', moves: [] });
    expect((read.history as { type: string }[]).map(({ type }) => type)).toEqual([
      'pledge.make',
      'pledge.cancel',
    ]);
    const events = await local.everything();
    expect(events.find((e) => e.type === 'pledge.cancel' && e.subject === b.id)?.facts).toEqual({
      pledged: -120,
    });
  });
});

describe("another partner's pledge", () => {
  test('is refused, whatever is asked, and nothing is written', async () => {
    const { body } = await make({}, sds);
    const theirs = { staff: lg, params: { id: String(body.id) } };
    const before = await items();
    const asked = [
      await make({}, lg),
      await ask('GET /api/staff/pledges/{id}', theirs),
      await ask('POST /api/staff/pledges/{id}/cancellation', { ...theirs, body: { reason: 'x' } }),
      await ask('GET /api/staff/pledges', {
        staff: lg,
        query: { status: 'PLEDGED', partner: 'samsung-sds' },
      }),
    ];
    for (const one of asked) expect([one.status, one.body.code]).toEqual([403, 'OTHER_PARTNER']);
    expect(await items()).toBe(before);
  });

  test('is not in the list; the office and the auditor see all', async () => {
    await make({ partner: 'lg-cns' }, lg);
    const partners = async (staff: typeof office) => {
      const { body } = await ask('GET /api/staff/pledges', { staff, query: { status: 'PLEDGED' } });
      return new Set((body.items as { partner: string }[]).map(({ partner }) => partner));
    };
    expect(await partners(lg)).toEqual(new Set(['lg-cns']));
    expect(await partners(office)).toEqual(new Set(['samsung-sds', 'lg-cns']));
    expect(await partners(staffActor('auditor'))).toEqual(new Set(['samsung-sds', 'lg-cns']));
    expect(await partners(staffActor('partner'))).toEqual(new Set());
  });
});
