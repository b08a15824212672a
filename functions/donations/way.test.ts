import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LocalTable, openLocalTable } from '../../test/support/dynamo.ts';
import { call, fakeDependencies, staffActor } from '../kernel/testing.ts';
import { donationsContract } from './contract.ts';
import { anOffer, CANARY, chest, donationsOn, PROVEN } from './testing.ts';

let local: LocalTable;
beforeAll(async () => {
  local = await openLocalTable();
});
afterAll(() => local.stop());

const open = () => {
  const deps = fakeDependencies({ table: local.table });
  return { deps, ...donationsOn(deps) };
};
let way: ReturnType<typeof open>;
beforeAll(() => {
  way = open();
});

const problem = (answer: { status: number; body: Record<string, unknown> }) => [
  answer.status,
  answer.body.code,
];

describe('the straight way', () => {
  test('offered, screened, booked, received, valued, accepted; readable at the end', async () => {
    const offered = await way.offer();
    expect(offered.status).toBe(201);
    const { id, reference } = offered.body as { id: string; reference: string };
    expect(id.endsWith(reference)).toBe(true);
    expect((await way.staff('screening', id, { note: '사진 확인' })).body.status).toBe('SCREENED');
    await way.staff('collection', id, { day: '2026-11-24', slot: 'morning' });
    const again = await way.staff('collection', id, { day: '2026-11-25', slot: 'afternoon' });
    expect(again.body.status).toBe('COLLECTION_BOOKED');
    const received = [
      { kind: 'desktop', count: 2 },
      { kind: 'monitor', count: 1 },
    ];
    const arrived = await way.staff('arrival', id, { received });
    expect(arrived.body).toMatchObject({
      status: 'RECEIVED',
      devices: [
        { assetNumber: 'SH-26-00001', kind: 'desktop' },
        { assetNumber: 'SH-26-00002', kind: 'desktop' },
      ],
    });
    const lines = [
      { kind: 'desktop', market: 150_000 },
      { kind: 'monitor', market: 20_000 },
    ];
    const valued = await way.staff('valuation', id, { lines, evidence: PROVEN });
    expect(valued.body).toMatchObject({ status: 'VALUED', total: 320_000 });
    const accepted = await way.staff('acceptance', id);
    expect(accepted.body).toMatchObject({ status: 'ACCEPTED', receipt: { year: '2026', number: 1 } });

    const read = await way.read(id);
    expect(donationsContract.routes.readDonation.answer.parse(read.body)).toMatchObject({
      status: 'ACCEPTED',
      received,
      collection: { day: '2026-11-25', slot: 'afternoon' },
      notes: { SCREENED: '사진 확인' },
      valuation: { total: 320_000, rule: 'MARKET', evidence: PROVEN, secondPerson: false },
      moves: [],
    });
    expect((read.body.history as { type: string }[]).map((line) => line.type)).toEqual([
      'donation.offer',
      'donation.screen',
      'donation.bookCollection',
      'donation.bookCollection',
      'donation.arrive',
      'donation.value',
      'donation.accept',
    ]);
    const [receipt] = (await local.everything()).filter((item) => item.kind === 'receipt');
    expect(receipt).toMatchObject({
      pk: 'RCP#chest-seoul#2026',
      sk: 'NO#000001',
      gift: id,
      givenOn: '2026-11-23',
      total: 320_000,
      typeCode: '10',
      paper: 'receipts/2026/000001.pdf',
      lines: [
        { kind: 'desktop', count: 2, unitPrice: 150_000, amount: 300_000 },
        { kind: 'monitor', count: 1, unitPrice: 20_000, amount: 20_000 },
      ],
    });
  });

  test('who gives is in no item but inside the seal', async () => {
    const organisation = { kind: 'person', contact: anOffer().giver.contact };
    expect((await way.offer(anOffer({ giver: organisation }))).status).toBe(201);
    const plain = JSON.stringify(await local.everything(), (key, value: unknown) =>
      key === 'contact' || key === 'sealed' ? 'sealed' : value,
    );
    for (const canary of [...Object.values(CANARY), '010-9876-5432']) expect(plain).not.toContain(canary);
    const person = (await local.everything()).find((item) => item.kind === 'person');
    expect(Object.keys(person?.consents as object).sort()).toEqual(['erasure', 'privacy']);
    const id = String(person?.id);
    const contact = await way.deps.vault.open({ person: id }, person?.contact as never);
    expect(contact).toMatchObject({ name: CANARY.name, phone: CANARY.phone, giverKind: 'person' });
    await expect(way.deps.vault.open({ person: 'per_x' }, person?.contact as never)).rejects.toThrow();
  });
});

describe('what is refused changes nothing', () => {
  test.each([
    ['unknown district', { pickup: { ...anOffer().pickup, district: '99999' } }, [422, 'DISTRICT_UNKNOWN']],
    [
      'too many PCs',
      {
        items: [
          { kind: 'desktop', count: 30, condition: 'works' },
          { kind: 'laptop', count: 11, condition: 'works' },
        ],
      },
      [422, 'TOO_MANY_ITEMS'],
    ],
    ['no consent', { consents: { privacy: true, erasure: false, news: true } }, [400, 'INVALID_REQUEST']],
    [
      'a company without a name',
      { giver: { ...anOffer().giver, kind: 'corporation' } },
      [400, 'INVALID_REQUEST'],
    ],
    ['an unknown field', { price: 1 }, [400, 'INVALID_REQUEST']],
  ])('%s', async (_, changes, wanted) => {
    const before = (await local.everything()).length;
    expect(problem(await way.offer(anOffer(changes)))).toEqual(wanted);
    expect((await local.everything()).length).toBe(before);
  });

  test('a company with 40 PCs and its screens is welcome', async () => {
    const giver = { ...anOffer().giver, kind: 'corporation', organisation: '주식회사 나눔' };
    const items = [
      { kind: 'desktop', count: 30, condition: 'works' },
      { kind: 'laptop', count: 10, condition: 'unknown' },
      { kind: 'monitor', count: 30, condition: 'works' },
    ];
    expect((await way.offer(anOffer({ giver, items }))).status).toBe(201);
  });

  test('illegal moves, past days, foreign ids, wrong people', async () => {
    const id = String((await way.offer()).body.id);
    const before = await local.everything();
    expect(problem(await way.staff('acceptance', id))).toEqual([409, 'ILLEGAL_MOVE']);
    expect(problem(await way.staff('arrival', id, { received: [{ kind: 'desktop', count: 1 }] }))).toEqual([
      409,
      'ILLEGAL_MOVE',
    ]);
    const other = id.replace(/^don_01/, 'don_00');
    expect(problem(await way.staff('screening', other))).toEqual([404, 'NOT_FOUND']);
    expect(problem(await way.staff('screening', id, {}, undefined, staffActor('repair')))).toEqual([
      403,
      'NOT_ALLOWED',
    ]);
    expect(await local.everything()).toEqual(before);
    await way.staff('screening', id);
    expect(problem(await way.staff('collection', id, { day: '2026-11-22', slot: 'morning' }))).toEqual([
      422,
      'COLLECTION_IN_PAST',
    ]);
    await way.staff('collection', id, { day: '2026-11-23', slot: 'morning' });
    const counters = async () => (await local.everything()).filter((item) => item.pk === 'DEV#COUNTER');
    const counted = await counters();
    expect(problem(await way.staff('arrival', id, { received: [{ kind: 'desktop', count: 0 }] }))).toEqual([
      422,
      'NOTHING_ARRIVED',
    ]);
    expect(await counters()).toEqual(counted);
  });

  test('a declined offer tells why and leaves the queues', async () => {
    const id = String((await way.offer()).body.id);
    const answer = await way.staff('refusal', id, { reason: 'TOO_OLD', note: '2004년 제품' });
    expect(answer.body.status).toBe('DECLINED');
    const item = (await local.everything()).find((found) => found.id === id && found.sk === 'STATE');
    expect(item).toMatchObject({ declinedBecause: 'TOO_OLD', notes: { DECLINED: '2004년 제품' } });
    expect(item).not.toHaveProperty('q');
  });
});

describe('the same request again', () => {
  test('gives the same answer and does nothing more; another body under the key is 422', async () => {
    const key = way.deps.ids.ulid();
    const first = await way.offer(anOffer(), key);
    const before = await local.everything();
    expect(await way.offer(anOffer(), key)).toEqual(first);
    expect(problem(await way.offer(anOffer({ wantsReceipt: false }), key))).toEqual([422, 'KEY_REUSED']);
    expect(await local.everything()).toEqual(before);
    const id = String(first.body.id);
    const screening = way.deps.ids.ulid();
    const screened = await way.staff('screening', id, {}, screening);
    await way.staff('collection', id, { day: '2026-11-25', slot: 'morning' });
    expect(await way.staff('screening', id, {}, screening)).toEqual(screened);
    expect(problem(await way.staff('screening', id, { note: 'x' }, screening))).toEqual([422, 'KEY_REUSED']);
    const arrival = way.deps.ids.ulid();
    const goods = { received: [{ kind: 'tablet', count: 2 }] };
    const arrived = await way.staff('arrival', id, goods, arrival);
    expect(await way.staff('arrival', id, goods, arrival)).toEqual(arrived);
  });

  test('two decide at once: one does, the other hears 409', async () => {
    const id = String((await way.offer()).body.id);
    const refuse = (reason: string) => way.staff('refusal', id, { reason });
    const answers = await Promise.all([refuse('OTHER'), refuse('TOO_OLD')]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409]);
  });
});

describe('the giver', () => {
  test('follows and withdraws with a session, until the goods are here', async () => {
    const { id, reference } = (await way.offer()).body as { id: string; reference: string };
    const session = await way.session(reference);
    const route = 'GET /api/public/donations/{reference}';
    const follow = (token: string) => call(way.public, route, { params: { reference }, session: token });
    const followed = await follow(session);
    expect(donationsContract.routes.followDonation.answer.parse(followed.body)).toMatchObject({
      reference,
      status: 'OFFERED',
      district: '11530',
    });
    expect(JSON.stringify(followed.body)).not.toContain(CANARY.name);
    expect(problem(await follow('wrong'))).toEqual([401, 'SESSION_REQUIRED']);
    const other = await way.session('0000000000');
    expect(problem(await follow(other))).toEqual([401, 'SESSION_REQUIRED']);

    const withdraw = (key: string) =>
      call(way.public, 'POST /api/public/donations/{reference}/withdrawal', {
        params: { reference },
        session,
        key,
        body: {},
      });
    const key = way.deps.ids.ulid();
    expect((await withdraw(key)).body).toEqual({ id, status: 'WITHDRAWN' });
    expect((await withdraw(key)).body).toEqual({ id, status: 'WITHDRAWN' });
    expect(problem(await withdraw(way.deps.ids.ulid()))).toEqual([409, 'ILLEGAL_MOVE']);
    way.deps.clock.pass({ minutes: 31 });
    expect(problem(await follow(session))).toEqual([401, 'SESSION_REQUIRED']);
  });
});

test('lists are pages, oldest first, with a cursor that belongs to them', async () => {
  const list = (query: Record<string, string>) =>
    call(way.staffHandler, 'GET /api/staff/donations', { query, staff: chest });
  const first = await list({ status: 'OFFERED', limit: '2' });
  const page = donationsContract.routes.listDonations.answer.parse(first.body);
  expect(page.items).toHaveLength(2);
  const cursor = String(page.cursor);
  const next = await list({ status: 'OFFERED', limit: '2', cursor });
  const ids = (answer: { body: Record<string, unknown> }) =>
    (answer.body.items as { id: string; since: string }[]).map((item) => item.id);
  expect(ids(next).some((id) => ids(first).includes(id))).toBe(false);
  expect(problem(await list({ status: 'SCREENED', cursor }))).toEqual([400, 'BAD_CURSOR']);
});
