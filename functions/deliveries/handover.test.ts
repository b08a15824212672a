import { extractText, getDocumentProxy, getMeta } from 'unpdf';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { crew, type Deliveries, GURO, HANDED_OVER, openDeliveries } from '../../test/support/deliveries.ts';
import { type LocalTable, openLocalTable } from '../../test/support/dynamo.ts';
import type { EventItem } from '../kernel/events.ts';
import { keys } from '../kernel/keys.ts';
import { PaperBlocked } from '../kernel/printed-text.ts';
import { destroyDuePhotos } from './destroy-photos.ts';
import type { Delivery } from './domain.ts';
import { monthsLater } from './handover-form.ts';
import { issueHandover } from './issue-handover.ts';
import { markAllOverdue } from './mark-overdue.ts';

let local: LocalTable;
let office: Deliveries;
beforeAll(async () => {
  for (const stream of ['log', 'error'] as const)
    vi.spyOn(console, stream).mockImplementation(() => undefined);
  local = await openLocalTable();
  office = openDeliveries(local);
});
afterAll(() => local.stop());

const { kim, lee } = crew;
const READ = 'GET /api/staff/deliveries/{id}/paper';
const LATER = Date.now() + 3_600_000;
async function booked(wish: Parameters<Deliveries['aDoor']>[0] = {}, day = '2026-11-25') {
  const door = await office.aDoor(wish);
  const body = { device: door.devices[0], day, slot: 'morning' };
  const { body: answer } = await office.send('POST /api/staff/deliveries', { body, staff: kim });
  return { id: String(answer.id), door };
}
const make = (id: string) => issueHandover({ ...office.deps, documents: office.documents }, { delivery: id });
async function textOf(id: string, which: 'plan' | 'done'): Promise<string> {
  const file = office.documents.files.get(`handovers/${id}/${which}.pdf`);
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(file ?? [])), {
    mergePages: true,
  });
  return text.replace(/\s+/g, ' ');
}
const done = async (id: string, body: object = HANDED_OVER) => {
  await office.send('POST /api/staff/deliveries/{id}/departure', { params: { id }, staff: lee });
  return office.send('POST /api/staff/deliveries/{id}/confirmation', { params: { id }, body, staff: lee });
};
const delivery = (id: string) => office.item<Delivery & { q?: string }>(keys.delivery(id));

test.each([
  ['2026-11-25', 12, '2027-11-25'],
  ['2027-01-31', 1, '2027-02-28'],
  ['2024-02-29', 12, '2025-02-28'],
  ['2026-12-31', 2, '2027-02-28'],
  ['2026-11-30', 24, '2028-11-30'],
])('%s and %d months: %s', (day, months, until) => expect(monthsLater(day, months)).toBe(until));

describe('the hand-over paper', () => {
  test('to be signed: device, warranty, help line, what is kept, two lines; only when it is made is it given out', async () => {
    const { id } = await booked();
    const early = await office.send(READ, { params: { id }, staff: kim });
    expect([early.status, early.body.code]).toEqual([409, 'PAPER_NOT_READY']);
    await make(id);
    const { assetNumber } = await delivery(id);
    const text = await textOf(id, 'plan');
    for (const said of [
      ...['PC 인수증', '김하늘', assetNumber, '구로구', '2026-11-25 오전', '데스크톱 컴퓨터'],
      ...[
        '2027-11-25까지',
        '02-120',
        '서명은 12개월',
        '설치 사진은 90일',
        '받는 분',
        '전달한 사람',
        '(서명)',
      ],
    ])
      expect(text).toContain(said);
    expect((await office.send(READ, { params: { id }, staff: kim })).body.url).toContain(
      `handovers/${id}/plan.pdf`,
    );
    const first = office.documents.files.get(`handovers/${id}/plan.pdf`);
    await make(id);
    expect(office.documents.files.get(`handovers/${id}/plan.pdf`)).toEqual(first);
    const meta = await getMeta(await getDocumentProxy(new Uint8Array(first ?? [])));
    expect(meta.info).toMatchObject({ Title: `PC 인수증 ${assetNumber}`, Language: 'ko' });
  });

  test('of what was done, in the language of the recipient, on their own page', async () => {
    const { id, door } = await booked({ name: 'Kim Haneul', language: 'en' });
    await done(id, { ...HANDED_OVER, signature: { kind: 'drawn', path: 'M 1 1 L 20 20' } });
    await make(id);
    const text = await textOf(id, 'done');
    for (const said of [
      'Hand-over of a PC',
      'Kim Haneul',
      'Guro',
      'until 2027-11-2',
      'signed on the screen',
      'explained yes',
    ])
      expect(text).toContain(said);
    expect(text).not.toMatch(/M 1 1|〓/);
    const session = 'a-session';
    const { sessionHash } = await import('../kernel/session.ts');
    await office.deps.table.transact([
      {
        put: {
          ...keys.session(sessionHash(session)),
          ...{ subject: 'application', reference: door.reference, ttl: 4_000_000_000 },
        },
      },
    ]);
    const params = { reference: door.reference };
    const { body } = await office.send('GET /api/public/appointments/{reference}/paper', { params, session });
    expect(body.papers).toMatchObject([
      { assetNumber: (await delivery(id)).assetNumber, url: expect.stringContaining('/done.pdf') },
    ]);
  });

  test('is none of a delivery that failed; a name with a title is not printed', async () => {
    const { id } = await booked();
    await office.send('POST /api/staff/deliveries/{id}/departure', { params: { id }, staff: lee });
    await office.send('POST /api/staff/deliveries/{id}/failure', {
      ...{ params: { id }, body: { reason: 'OTHER' }, staff: lee },
    });
    await make(id);
    expect([...office.documents.files.keys()].some((key) => key.includes(id))).toBe(false);
    // A recipient may be called like a mayor: it is their own name.
    const { id: namesake } = await booked({ name: '홍길동' });
    await make(namesake);
    expect(await textOf(namesake, 'plan')).toContain('홍길동');
    const device = keys.device((await delivery(namesake)).device);
    await office.deps.table.update(device, { set: { os: '홍길동 시장' } }, {});
    await expect(make(namesake)).rejects.toBeInstanceOf(PaperBlocked);
  });
});

describe('a day that has passed', () => {
  test('puts what nobody has concluded into a list of its own, once; another day takes it out', async () => {
    const day = '2026-12-01';
    const [waits, left, came, future] = [
      await booked({}, day),
      await booked({}, day),
      await booked({}, day),
      await booked({}, '2026-12-02'),
    ].map(({ id }) => id) as [string, string, string, string];
    await office.send('POST /api/staff/deliveries/{id}/departure', { params: { id: left }, staff: lee });
    await done(came);
    office.deps.clock.set('2026-12-01T16:10:00.000Z');
    const night = office.deps.clock.now().toISOString();
    const { overdue } = await markAllOverdue(office.deps, night, LATER);
    expect(overdue).toBeGreaterThanOrEqual(2);
    expect(await markAllOverdue(office.deps, night, LATER)).toEqual({ overdue: 0 });
    for (const id of [waits, left]) expect((await delivery(id)).q).toBe(`DLV#Q#OVERDUE#${GURO}`);
    expect((await delivery(future)).q).toBe(`DLV#Q#BOOKED#${GURO}`);
    expect(await delivery(came)).not.toHaveProperty('q');
    const list = async () => {
      const { body } = await office.send('GET /api/staff/deliveries', {
        query: { status: 'OVERDUE' },
        staff: kim,
      });
      return (body.items as { id: string }[]).map(({ id }) => id);
    };
    expect(await list()).toEqual(expect.arrayContaining([waits, left]));
    const events = await local.table.part<EventItem>(keys.delivery(waits).pk, 'EVT#');
    expect(events.filter(({ type }) => type === 'delivery.overdue')).toMatchObject([
      { by: { kind: 'system' } },
    ]);

    const rebook = { params: { id: waits }, body: { day: '2026-12-03', slot: 'afternoon' }, staff: kim };
    expect((await office.send('POST /api/staff/deliveries/{id}/appointment', rebook)).status).toBe(200);
    expect((await delivery(waits)).q).toBe(`DLV#Q#BOOKED#${GURO}`);
    const late = await office.send('POST /api/staff/deliveries/{id}/confirmation', {
      ...{ params: { id: left }, body: HANDED_OVER, staff: lee },
    });
    expect(late.body).toMatchObject({ status: 'DONE', recorded: true });
    expect(await list()).toEqual(expect.not.arrayContaining([waits, left]));
  });
});

test('photos are destroyed after their last day, the file first, once; that there was one stays on record', async () => {
  const { id } = await booked({}, '2026-12-04');
  const photo = `pht_${office.deps.ids.ulid()}`;
  const file = `deliveries/${id}/${photo}`;
  office.uploads.files.set(file, new Uint8Array([0xff, 0xd8, 0xff, 0xe0]));
  const params = { id, photo };
  const added = await office.send('POST /api/staff/deliveries/{id}/photos/{photo}', { params, staff: lee });
  const until = String(added.body.keptUntil);
  const deps = { ...office.deps, uploads: () => office.uploads };
  expect(await destroyDuePhotos(deps, `${until}T01:00:00.000Z`, LATER)).toEqual({ destroyed: 0 });
  expect(office.uploads.files.has(file)).toBe(true);
  const next = new Date(Date.parse(`${until}T16:20:00.000Z`)).toISOString();
  expect(await destroyDuePhotos(deps, next, LATER)).toEqual({ destroyed: 1 });
  expect(await destroyDuePhotos(deps, next, LATER)).toEqual({ destroyed: 0 });
  expect(office.uploads.files.has(file)).toBe(false);
  const read = await office.send('GET /api/staff/deliveries/{id}/photos/{photo}', { params, staff: kim });
  expect(read.body.code).toBe('FILE_MISSING');
  const page = await office.send('GET /api/staff/deliveries/{id}', { params: { id }, staff: kim });
  expect(page.body.photos).toMatchObject([{ photo, destroyedAt: next }]);
});
