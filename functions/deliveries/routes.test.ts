import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import {
  crew,
  type Deliveries,
  type Door,
  GURO,
  HANDED_OVER,
  openDeliveries,
} from '../../test/support/deliveries.ts';
import { type LocalTable, openLocalTable } from '../../test/support/dynamo.ts';
import type { Application } from '../applications/domain.ts';
import type { Device } from '../devices/domain.ts';
import type { StaffActor } from '../kernel/actor.ts';
import { nextDay } from '../kernel/clock.ts';
import type { EventItem } from '../kernel/events.ts';
import { keys } from '../kernel/keys.ts';
import type { Delivery } from './domain.ts';
import type { Route } from './route.ts';

let local: LocalTable;
let office: Deliveries;
beforeAll(async () => {
  for (const stream of ['log', 'error'] as const)
    vi.spyOn(console, stream).mockImplementation(() => undefined);
  local = await openLocalTable();
  office = openDeliveries(local);
});
afterAll(() => local.stop());

const { kim, lee, han, jo } = crew;
/** Each test has a day of its own, so that routes do not meet. */
let next = 0;
const aDay = () => nextDay('2027-03-01', ++next);
const goTo = (day: string, time = '00:00') => office.deps.clock.set(`${day}T${time}:00.000Z`);

const post = (
  route: string,
  id: string,
  staff: StaffActor,
  body: object = {},
  key = office.deps.ids.ulid(),
) => office.send(route, { params: { id }, staff, body, key });
const DEPART = 'POST /api/staff/my-routes/{id}/departure';
const CONFIRM = 'POST /api/staff/deliveries/{id}/confirmation';
const FAIL = 'POST /api/staff/deliveries/{id}/failure';
const SHEET = 'GET /api/staff/my-routes/{id}';

async function booked(door: Door, day: string, slot: 'morning' | 'afternoon' = 'morning'): Promise<string[]> {
  const ids: string[] = [];
  for (const device of door.devices) {
    const { status, body } = await office.send('POST /api/staff/deliveries', {
      body: { device, day, slot },
      staff: kim,
    });
    expect(status).toBe(201);
    ids.push(String(body.id));
  }
  return ids;
}
async function planned(day: string, driver?: string): Promise<{ id: string; left: number; stops: number }> {
  const body = { day, district: GURO, ...(driver ? { driver } : {}) };
  const answer = await office.send('POST /api/staff/routes', { body, staff: kim });
  expect(answer).toMatchObject({ status: 201, body: { status: 'PLANNED' } });
  return answer.body as never;
}
const route = (id: string) => office.item<Route & { q?: string }>(keys.route(id));
const delivery = (id: string) => office.item<Delivery & { q?: string }>(keys.delivery(id));

describe('planning', () => {
  test('takes what is booked for the day in the district, near to near, mornings first, each PC once', async () => {
    const day = aDay();
    const at = (longitude: number) => ({ latitude: 37.5663, longitude });
    const far = await booked(await office.aDoor({ coordinates: at(126.7) }), day);
    const near = await booked(await office.aDoor({ coordinates: at(126.95) }), day);
    const middle = await booked(await office.aDoor({ coordinates: at(126.8) }), day);
    const late = await booked(await office.aDoor({ coordinates: at(126.69) }), day, 'afternoon');
    await booked(await office.aDoor({ district: '11740' }), day);
    const school = await booked(await office.aDoor({ computers: 3, coordinates: at(126.9) }), day);
    const plan = await planned(day);
    expect(plan).toMatchObject({ stops: 5, deliveries: 7, left: 0 });
    const { order, status, q } = await route(plan.id);
    expect([status, q]).toEqual(['PLANNED', `DLV#Q#ROUTE_PLANNED#${GURO}`]);
    expect(order.map((leg) => leg.delivery)).toEqual([...near, ...school.sort(), ...middle, ...far, ...late]);
    expect(await delivery(near[0] ?? '')).toMatchObject({ route: plan.id, status: 'BOOKED' });
    const none = await office.send('POST /api/staff/routes', { body: { day, district: GURO }, staff: kim });
    expect([none.status, none.body.code]).toEqual([409, 'NOTHING_TO_PLAN']);
    const page = await office.send('GET /api/staff/routes/{id}', { params: { id: plan.id }, staff: kim });
    expect(JSON.stringify(page.body)).not.toContain('김하늘');
    expect(page.body).toMatchObject({ stops: 5, deliveries: 7, concluded: 0 });
  });

  test('makes as many routes as it needs, none longer than the city allows', async () => {
    const day = aDay();
    const most = office.deps.city.deliveries.routeStops;
    for (let i = 0; i < most + 3; i++)
      await booked(
        await office.aDoor({ postcode: `08${String(300 + i * 7)}` }),
        day,
        i % 2 ? 'morning' : 'afternoon',
      );
    const first = await planned(day);
    const second = await planned(day);
    expect(first.left).toBe(second.stops);
    expect(second.left).toBe(0);
    for (const { stops } of [first, second]) expect(stops).toBeLessThanOrEqual(most);
    expect(first.stops + second.stops).toBe(most + 3);
  }, 30_000);

  test('is changed by hand: order, out, in; never under a page that is old', async () => {
    const day = aDay();
    const [a = '', b = '', c = ''] = [
      ...(await booked(await office.aDoor({ postcode: '08301' }), day)),
      ...(await booked(await office.aDoor({ postcode: '08302' }), day)),
      ...(await booked(await office.aDoor({ postcode: '08303' }), day, 'afternoon')),
    ];
    const { id } = await planned(day);
    const change = (deliveries: string[], version: number) =>
      office.send('PUT /api/staff/routes/{id}/stops', {
        ...{ params: { id }, staff: kim, body: { deliveries, version } },
      });
    const changed = await change([c, b], 1);
    expect(changed).toMatchObject({ status: 200, body: { version: 2 } });
    // The morning was promised: it stays before the afternoon.
    expect((await route(id)).order.map((leg) => leg.delivery)).toEqual([b, c]);
    expect(await delivery(a)).not.toHaveProperty('route');
    expect((await change([a, b], 1)).body.code).toBe('CHANGED_MEANWHILE');
    expect((await change([a, b, c], 2)).status).toBe(200);
    const stranger = (await booked(await office.aDoor(), aDay()))[0] ?? '';
    expect((await change([a, stranger], 3)).body).toMatchObject({
      code: 'STOP_UNKNOWN',
      errors: [{ path: 'deliveries.1', code: 'STOP_UNKNOWN' }],
    });
    await post('POST /api/staff/routes/{id}/dissolution', id, kim);
    expect(await route(id)).toMatchObject({ status: 'DISSOLVED' });
    expect(await route(id)).not.toHaveProperty('q');
    expect(await planned(day)).toMatchObject({ stops: 3 });
  });

  test('follows a recipient who moves the day; a route without doors is taken apart', async () => {
    const [day, other] = [aDay(), aDay()];
    const [one = '', two = ''] = [
      ...(await booked(await office.aDoor(), day)),
      ...(await booked(await office.aDoor(), day)),
    ];
    const { id } = await planned(day, han.id);
    const rebook = (dlv: string) =>
      post('POST /api/staff/deliveries/{id}/appointment', dlv, kim, { day: other, slot: 'morning' });
    expect((await rebook(one)).status).toBe(200);
    expect((await route(id)).order.map((leg) => leg.delivery)).toEqual([two]);
    expect((await rebook(two)).status).toBe(200);
    expect(await route(id)).toMatchObject({ status: 'DISSOLVED', order: [] });
    const mine = await office.send('GET /api/staff/my-routes', { query: { day }, staff: han });
    expect(mine.body.items).toEqual([]);
  });
});

describe("a driver's sheet", () => {
  test('names doors on the day itself, to its own driver, and each opening is on record', async () => {
    const day = aDay();
    const door = await office.aDoor({ name: '박바다' });
    await booked(door, day);
    const { id } = await planned(day, han.id);
    goTo('2027-02-01');
    const before = await office.send(SHEET, { params: { id }, staff: han });
    expect(before.body).toMatchObject({ opened: false, order: [{ number: 1, slot: 'morning' }] });
    expect(JSON.stringify(before.body)).not.toMatch(/박바다|구로로|0102222/);

    goTo(day, '01:00');
    const now = await office.send(SHEET, { params: { id }, staff: han });
    expect(now.body).toMatchObject({
      opened: true,
      order: [
        {
          door: {
            name: '박바다',
            phone: '01022223333',
            street: '구로로 1',
            postcode: '08375',
            needs: ['internet'],
          },
        },
      ],
    });
    const events = await local.table.part<EventItem>(keys.route(id).pk, 'EVT#');
    expect(events.filter(({ type }) => type === 'route.open')).toMatchObject([
      { by: { kind: 'staff', id: han.id }, facts: { people: [door.person] } },
    ]);
    for (const [staff, status, code] of [
      [jo, 403, 'OTHER_ROUTE'],
      [kim, 200, undefined],
    ] as const) {
      const answer = await office.send(SHEET, { params: { id }, staff });
      expect([answer.status, answer.body.code]).toEqual([status, code]);
    }
    goTo(day, '15:00');
    expect((await office.send(SHEET, { params: { id }, staff: han })).body).toMatchObject({ opened: false });
  });

  test('goes with the route to another driver', async () => {
    const day = aDay();
    await booked(await office.aDoor(), day);
    const { id } = await planned(day, han.id);
    const list = async (staff: StaffActor) =>
      (
        (await office.send('GET /api/staff/my-routes', { query: { day }, staff })).body.items as {
          id: string;
        }[]
      ).map((line) => line.id);
    expect([await list(han), await list(jo)]).toEqual([[id], []]);
    expect((await post('POST /api/staff/routes/{id}/driver', id, kim, { driver: jo.id })).status).toBe(200);
    expect([await list(han), await list(jo)]).toEqual([[], [id]]);
    goTo(day, '01:00');
    await post(DEPART, id, jo);
    expect((await post('POST /api/staff/routes/{id}/driver', id, kim, {})).body.code).toBe('ILLEGAL_MOVE');
    expect((await post('POST /api/staff/routes/{id}/driver', id, kim, { driver: han.id })).status).toBe(200);
    expect((await post('POST /api/staff/routes/{id}/driver', id, han, { driver: han.id })).status).toBe(403);
  });
});

describe('what a phone tells later', () => {
  const T = (day: string, time: string) => `${day}T${time}:00.000Z`;

  test('counts from when it was done; not in the future, not before the departure', async () => {
    const day = aDay();
    const door = await office.aDoor();
    const [id = ''] = await booked(door, day);
    const plan = await planned(day, han.id);
    goTo(day, '05:00');
    const future = await post(DEPART, plan.id, han, { at: T(day, '06:00') });
    expect([future.status, future.body.code]).toEqual([422, 'AT_IN_FUTURE']);
    const early = await post(DEPART, plan.id, han, { at: '2026-01-01T00:00:00.000Z' });
    expect([early.status, early.body.code]).toEqual([422, 'AT_BEFORE_DEPARTURE']);
    expect((await post(DEPART, plan.id, jo, {})).body.code).toBe('OTHER_ROUTE');
    const left = await post(DEPART, plan.id, han, { at: T(day, '00:30') });
    expect(left.body).toMatchObject({ status: 'OUT', departedAt: T(day, '00:30'), departed: 1 });
    expect(await delivery(id)).toMatchObject({ status: 'OUT' });
    const before = await post(CONFIRM, id, han, { ...HANDED_OVER, at: T(day, '00:29') });
    expect([before.status, before.body.code]).toEqual([422, 'AT_BEFORE_DEPARTURE']);
    expect((await post(CONFIRM, id, jo, HANDED_OVER)).body.code).toBe('OTHER_ROUTE');
    const done = await post(CONFIRM, id, han, { ...HANDED_OVER, at: T(day, '01:10') });
    expect(done.body).toEqual({ id, status: 'DONE', recorded: true });
    expect(await delivery(id)).toMatchObject({
      doneAt: T(day, '01:10'),
      consents: { signature: true, photos: false },
    });
    expect(await route(plan.id)).toMatchObject({ status: 'CLOSED', concluded: 1 });
    const signature = await office.item<{ ttl: number }>(keys.signature(door.person, id));
    expect(new Date(signature.ttl * 1000).toISOString().slice(0, 10)).toBe(`2028-${day.slice(5)}`);
  });

  test('ends in the same state in whatever order, and however often, it arrives', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer(), fc.array(fc.nat(3), { maxLength: 4 }), async (seed, repeats) => {
        const day = aDay();
        const ids: string[] = [];
        for (let i = 0; i < 3; i++)
          ids.push(...(await booked(await office.aDoor({ postcode: `0830${i}` }), day)));
        const plan = await planned(day, han.id);
        goTo(day, '09:00');
        const deeds = [
          { route: DEPART, id: plan.id, body: { at: T(day, '00:30') } },
          { route: CONFIRM, id: ids[0], body: { ...HANDED_OVER, at: T(day, '01:00') } },
          { route: FAIL, id: ids[1], body: { reason: 'NOBODY_HOME', at: T(day, '02:00') } },
          { route: CONFIRM, id: ids[2], body: { ...HANDED_OVER, at: T(day, '03:00') } },
        ].map((deed) => ({ ...deed, key: office.deps.ids.ulid() }));
        const order = [...deeds.keys(), ...repeats].sort(
          (a, b) => ((a * 31 + seed) % 7) - ((b * 31 + seed) % 7),
        );
        const answers = new Map<number, unknown>();
        for (const i of order) {
          const deed = deeds[i];
          if (!deed) continue;
          const { status, body } = await post(deed.route, String(deed.id), han, deed.body, deed.key);
          expect([deed.route, status]).toEqual([deed.route, 200]);
          if (answers.has(i)) expect(body).toEqual(answers.get(i));
          answers.set(i, body);
        }
        expect(await route(plan.id)).toMatchObject({
          ...{ status: 'CLOSED', concluded: 3, departed: 3, departedAt: T(day, '00:30') },
        });
        const states = await Promise.all(ids.map(delivery));
        expect(states.map(({ status, doneAt }) => [status, doneAt])).toEqual([
          ['DONE', T(day, '01:00')],
          ['FAILED', T(day, '02:00')],
          ['DONE', T(day, '03:00')],
        ]);
      }),
      { numRuns: 6, seed: 11 },
    );
  }, 60_000);

  test('a stop ends once: the second is told what stands, what it brings is kept for the office', async () => {
    const day = aDay();
    const door = await office.aDoor();
    const [id = ''] = await booked(door, day);
    const plan = await planned(day, han.id);
    goTo(day, '02:00');
    await post(DEPART, plan.id, han);
    expect((await post(FAIL, id, han, { reason: 'NOBODY_HOME' })).body).toMatchObject({ recorded: true });
    expect((await post(FAIL, id, lee, { reason: 'OTHER' })).body).toEqual({
      id,
      status: 'FAILED',
      recorded: false,
    });
    expect(await delivery(id)).not.toHaveProperty('dispute');
    const key = office.deps.ids.ulid();
    const other = await post(CONFIRM, id, han, HANDED_OVER, key);
    expect(other).toMatchObject({ status: 200, body: { id, status: 'FAILED', recorded: false } });
    expect(await post(CONFIRM, id, han, HANDED_OVER, key)).toEqual(other);
    expect(await delivery(id)).toMatchObject({
      ...{ status: 'FAILED', failedBecause: 'NOBODY_HOME', q: `DLV#Q#DISPUTED#${GURO}` },
      dispute: { told: 'DONE', by: han.id },
    });
    expect(await office.item(keys.signature(door.person, id))).toBeDefined();
    const list = await office.send('GET /api/staff/deliveries', {
      query: { status: 'DISPUTED' },
      staff: kim,
    });
    expect((list.body.items as { id: string }[]).map((line) => line.id)).toContain(id);
    const settle = 'POST /api/staff/deliveries/{id}/settlement';
    expect((await post(settle, id, kim, { note: '전화로 확인: 받으심' })).status).toBe(200);
    expect(await delivery(id)).not.toHaveProperty('q');
    expect((await post(settle, id, kim, { note: '다시' })).body.code).toBe('ILLEGAL_MOVE');
  });

  test('of eight that tell it both ways at once, one is recorded', async () => {
    const day = aDay();
    const [id = ''] = await booked(await office.aDoor(), day);
    const plan = await planned(day, han.id);
    goTo(day, '02:00');
    await post(DEPART, plan.id, han);
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, i) =>
        i % 2 ? post(FAIL, id, han, { reason: 'REFUSED' }) : post(CONFIRM, id, han, HANDED_OVER),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    expect(answers.filter(({ body }) => body.recorded)).toHaveLength(1);
    const { status } = await delivery(id);
    for (const { body } of answers) expect(body.status).toBe(status);
    expect(await route(plan.id)).toMatchObject({ status: 'CLOSED', concluded: 1 });
  });

  test('a failed attempt goes back to its old place, also when its route was taken apart on the way', async () => {
    const day = aDay();
    const door = await office.aDoor();
    const before = await office.item<Application>(keys.application(door.application));
    const [id = ''] = await booked(door, day);
    const plan = await planned(day, han.id);
    goTo(day, '00:10');
    await post('POST /api/staff/routes/{id}/dissolution', plan.id, kim);
    goTo(day, '08:00');
    expect((await post(DEPART, plan.id, han, { at: T(day, '00:20') })).body.code).toBe('ILLEGAL_MOVE');
    expect((await post(FAIL, id, jo, { reason: 'NOBODY_HOME', at: T(day, '01:00') })).body.code).toBe(
      'OTHER_ROUTE',
    );
    const failed = await post(FAIL, id, han, { reason: 'NOBODY_HOME', at: T(day, '01:00') });
    expect(failed.body).toEqual({ id, status: 'FAILED', recorded: true });
    const after = await office.item<Application & { q: string; qs: string }>(
      keys.application(door.application),
    );
    expect(after).toMatchObject({ status: 'QUEUED', allotted: 0, q: `APP#Q#QUEUED#${GURO}` });
    expect(after.qs).toBe(`${before.queuedAt}#${door.application}`);
    expect(await office.item<Device>(keys.device(door.devices[0] ?? ''))).toMatchObject({
      status: 'READY',
      round: 2,
    });

    // And when the route's record is gone altogether.
    const [lost = ''] = await booked(await office.aDoor(), day);
    const { id: gone } = await planned(day, han.id);
    goTo(day, '08:10');
    await post(DEPART, gone, han);
    await office.deps.table.transact([{ remove: keys.route(gone), when: {} }]);
    expect((await post(FAIL, lost, lee, { reason: 'OTHER' })).body).toMatchObject({ recorded: true });
  });

  test('what its owner does not want kept is not taken', async () => {
    const day = aDay();
    const door = await office.aDoor();
    const [id = ''] = await booked(door, day);
    const { id: plan } = await planned(day, han.id);
    goTo(day, '02:00');
    const consents = { signature: false, photos: false };
    const refused = await post(CONFIRM, id, han, { ...HANDED_OVER, consents });
    expect([refused.status, refused.body.code]).toEqual([422, 'CONSENT_NEEDED']);
    // Refused before anything was implied.
    expect(await route(plan)).toMatchObject({ status: 'PLANNED' });
    const none = { kind: 'none', because: 'NO_CONSENT' };
    expect((await post(CONFIRM, id, han, { ...HANDED_OVER, consents, signature: none })).body).toMatchObject({
      ...{ status: 'DONE', recorded: true },
    });
    expect(await office.item(keys.signature(door.person, id))).toBeUndefined();
    expect(await delivery(id)).toMatchObject({ consents });
  });
});

describe('photos', () => {
  const PREPARE = 'POST /api/staff/deliveries/{id}/photos';
  const ADD = 'POST /api/staff/deliveries/{id}/photos/{photo}';
  const JPEG = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]);
  async function prepared(id: string, bytes = JPEG): Promise<string> {
    const body = { type: 'image/jpeg', bytes: bytes.length, consent: true };
    const { status, body: form } = await post(PREPARE, id, han, body);
    expect(status).toBe(201);
    office.uploads.files.set((form.fields as { key: string }).key, bytes);
    return String(form.photo);
  }
  const add = (id: string, photo: string, staff: StaffActor = han) =>
    office.send(ADD, { params: { id, photo }, staff, body: {} });

  test('are kept with consent, by what they are, for so many days; read on record; not by the driver', async () => {
    const day = aDay();
    const [id = ''] = await booked(await office.aDoor(), day);
    await planned(day, han.id);
    goTo(day, '02:00');
    const photo = await prepared(id);
    const kept = await add(id, photo);
    expect(kept).toMatchObject({ status: 200, body: { photo } });
    expect(await add(id, photo)).toEqual(kept);
    const { keepDays } = office.deps.city.deliveries.photos;
    expect(Date.parse(String(kept.body.keptUntil)) - Date.parse(day)).toBe(keepDays * 86_400_000);
    const read = 'GET /api/staff/deliveries/{id}/photos/{photo}';
    const params = { id, photo };
    expect((await office.send(read, { params, staff: kim })).body.url).toContain(`deliveries/${id}/${photo}`);
    expect((await office.send(read, { params, staff: han })).status).toBe(403);
    const events = await local.table.part<EventItem>(keys.delivery(id).pk, 'EVT#');
    expect(events.map(({ type }) => type)).toContain('delivery.readPhoto');
    const page = await office.send('GET /api/staff/deliveries/{id}', { params: { id }, staff: kim });
    expect(page.body.photos).toMatchObject([{ photo, keptUntil: kept.body.keptUntil }]);
  });

  test('are refused without consent, too large, of another kind, missing, too many, from another driver', async () => {
    const day = aDay();
    const [id = ''] = await booked(await office.aDoor(), day);
    await planned(day, han.id);
    goTo(day, '02:00');
    const ask = (body: object, staff: StaffActor = han) => post(PREPARE, id, staff, body);
    const wish = { type: 'image/jpeg', bytes: 10, consent: true };
    const { bytes, most } = office.deps.city.deliveries.photos;
    expect((await ask({ ...wish, consent: false })).body).toMatchObject({
      errors: [{ path: 'consent', code: 'CONSENT_NEEDED' }],
    });
    expect((await ask({ ...wish, bytes: bytes + 1 })).body.code).toBe('FILE_TOO_LARGE');
    expect((await ask({ ...wish, type: 'application/pdf' })).status).toBe(400);
    expect((await ask(wish, jo)).body.code).toBe('OTHER_ROUTE');
    const script = new TextEncoder().encode('<svg onload=alert(1)>');
    const forged = await prepared(id, script);
    expect((await add(id, forged)).body.code).toBe('FILE_KIND');
    expect([...office.uploads.files.keys()].some((key) => key.includes(forged))).toBe(false);
    expect((await add(id, forged)).body.code).toBe('FILE_MISSING');
    for (let i = 0; i < most; i++) expect((await add(id, await prepared(id))).status).toBe(200);
    expect((await ask(wish)).body.code).toBe('PHOTOS_ENOUGH');
  });
});
