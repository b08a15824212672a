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
import type { EventItem } from '../kernel/events.ts';
import { keys } from '../kernel/keys.ts';
import { appointmentMark, type Delivery } from './domain.ts';
import { offeredDays } from './slots.ts';

let local: LocalTable;
let office: Deliveries;
beforeAll(async () => {
  for (const stream of ['log', 'error'] as const)
    vi.spyOn(console, stream).mockImplementation(() => undefined);
  local = await openLocalTable();
  office = openDeliveries(local);
});
afterAll(() => local.stop());

const READ = 'GET /api/public/appointments/{reference}';
const BOOK = 'POST /api/public/appointments/{reference}';
const MOVE = 'POST /api/public/appointments/{reference}/move';
const CALL = 'POST /api/public/appointments/{reference}/call';
const OPEN = 'POST /api/public/follow/links';

const markOf = async (door: Door, round?: number) =>
  appointmentMark(office.deps.vault, { id: door.application, ...(round ? { round } : {}) });
/** Through the link in the message. */
async function opened(door: Door): Promise<string> {
  const { status, body } = await office.send(OPEN, {
    body: { reference: door.reference, mark: await markOf(door) },
  });
  expect(status).toBe(201);
  return String(body.token);
}
const held = async (route: string, door: Door, body: object = {}, key = office.deps.ids.ulid()) => {
  const what = { params: { reference: door.reference }, session: await opened(door) };
  return office.send(route, route.startsWith('GET') ? what : { ...what, body, key });
};
const application = (door: Door) => office.item<Application>(keys.application(door.application));
const taken = async (day: string) =>
  (await office.item<Record<string, number>>(keys.deliveryDay(day, GURO))) as
    | Record<string, number>
    | undefined;

describe('the link of an appointment', () => {
  test('opens the session of a one-time code; the same request again the same session', async () => {
    const door = await office.aDoor();
    const what = {
      body: { reference: door.reference, mark: await markOf(door) },
      key: office.deps.ids.ulid(),
    };
    const first = await office.send(OPEN, what);
    office.deps.clock.pass({ minutes: 5 });
    expect(await office.send(OPEN, what)).toEqual(first);
    const session = String(first.body.token);
    const params = { reference: door.reference };
    expect((await office.send(READ, { params, session })).status).toBe(200);
    const other = await office.aDoor();
    expect((await office.send(READ, { params: { reference: other.reference }, session })).status).toBe(401);
    office.deps.clock.pass({ minutes: 26 });
    expect((await office.send(READ, { params, session })).status).toBe(401);
  });

  test('is answered alike when it is wrong, of nobody, of another, or dead', async () => {
    const [door, other] = [await office.aDoor(), await office.aDoor()];
    const attempts = [
      { reference: door.reference, mark: '0'.repeat(32) },
      { reference: door.reference, mark: await markOf(other) },
      { reference: door.reference, mark: await markOf(door, 2) },
      { reference: 'ZZZZZZZZZZ', mark: await markOf(door) },
    ];
    for (const body of attempts) {
      const { status, body: answer } = await office.send(OPEN, { body });
      expect([status, answer.code]).toEqual([410, 'LINK_ENDED']);
    }
    expect((await office.send(OPEN, { body: { reference: door.reference, mark: 'x' } })).status).toBe(400);
  });

  test('dies when the PC comes back, and when it stands where it should', async () => {
    const [back, home] = [await office.aDoor(), await office.aDoor()];
    for (const [door, verb, body] of [
      [back, 'failure', { reason: 'NOBODY_HOME' }],
      [home, 'confirmation', HANDED_OVER],
    ] as const) {
      const booking = { device: door.devices[0], day: '2026-11-24', slot: 'morning' };
      const { body: booked } = await office.send('POST /api/staff/deliveries', {
        body: booking,
        staff: crew.kim,
      });
      const params = { id: String(booked.id) };
      await office.send('POST /api/staff/deliveries/{id}/departure', { params, staff: crew.lee });
      const done = await office.send(`POST /api/staff/deliveries/{id}/${verb}`, {
        params,
        body,
        staff: crew.lee,
      });
      expect(done.body).toMatchObject({ recorded: true });
      const again = await office.send(OPEN, {
        body: { reference: door.reference, mark: await markOf(door) },
      });
      expect([again.status, again.body.code]).toEqual([410, 'LINK_ENDED']);
    }
    // Its next allotment has a link of its own.
    expect(await application(back)).toMatchObject({ status: 'QUEUED', round: 2 });
  });
});

test('offered are the work days of the next days that are no holidays', () => {
  const { city } = office.deps;
  const days = offeredDays(city, '2026-12-21');
  expect(days[0]).toBe('2026-12-23');
  expect(days.at(-1)).toBe('2027-01-11');
  for (const closed of ['2026-12-25', '2026-12-26', '2026-12-27', '2027-01-01'])
    expect(days).not.toContain(closed);
});

describe('a recipient', () => {
  test('sees what is free, books, and is told of the day; the place is taken', async () => {
    const door = await office.aDoor();
    const before = (await held(READ, door)).body as unknown as {
      toBook: number;
      days: { day: string; slots: { free: number }[] }[];
    };
    expect(before).toMatchObject({ reference: door.reference, district: GURO, toBook: 1 });
    expect(before).not.toHaveProperty('booked');
    expect(before.days[0]).toMatchObject({
      day: '2026-11-25',
      slots: [
        { slot: 'morning', from: '09:30', until: '12:00' },
        { slot: 'afternoon', from: '13:30', until: '17:30' },
      ],
    });
    const free = before.days[0]?.slots[0]?.free ?? 0;
    const answer = await held(BOOK, door, { day: '2026-11-25', slot: 'morning' });
    expect(answer).toMatchObject({ status: 201, body: { day: '2026-11-25', slot: 'morning', computers: 1 } });
    const after = (await held(READ, door)).body as unknown as typeof before;
    expect(after).toMatchObject({ toBook: 0, booked: { day: '2026-11-25', computers: 1, movable: true } });
    expect(after.days[0]?.slots[0]?.free).toBe(free - 1);
    const [id = ''] = (await application(door)).delivery?.ids ?? [];
    expect(await office.item<Delivery>(keys.delivery(id))).toMatchObject({
      status: 'BOOKED',
      q: `DLV#Q#BOOKED#${GURO}`,
      device: door.devices[0],
    });
    expect(await office.item<Device>(keys.device(door.devices[0] ?? ''))).toMatchObject({ delivery: id });
    const [event] = await local.table.part<EventItem>(keys.delivery(id).pk, 'EVT#');
    expect(event).toMatchObject({
      type: 'delivery.book',
      by: { kind: 'anonymous' },
      refs: { application: door.application, person: door.person },
      facts: { day: '2026-11-25', slot: 'morning' },
    });
  });

  test('cannot book a closed day, twice, or what is not allotted; the same request again is the same booking', async () => {
    const door = await office.aDoor();
    for (const day of ['2026-11-23', '2026-11-24', '2026-11-28', '2026-12-25', '2027-06-01']) {
      const { status, body } = await held(BOOK, door, { day, slot: 'morning' });
      expect([day, status, body.code]).toEqual([day, 422, 'DAY_CLOSED']);
    }
    const key = office.deps.ids.ulid();
    const wish = { day: '2026-12-01', slot: 'afternoon' };
    const first = await held(BOOK, door, wish, key);
    expect(await held(BOOK, door, wish, key)).toEqual(first);
    expect((await held(BOOK, door, { ...wish, slot: 'morning' }, key)).body.code).toBe('KEY_REUSED');
    expect((await held(BOOK, door, wish)).body.code).toBe('NOTHING_TO_BOOK');
    expect(await taken('2026-12-01')).toMatchObject({ afternoon: 1 });
  });

  test('of several PCs books them together: one door, one place, one message', async () => {
    const door = await office.aDoor({ computers: 5 });
    const { body } = await held(BOOK, door, { day: '2026-12-02', slot: 'morning' });
    expect(body).toEqual({ day: '2026-12-02', slot: 'morning', computers: 5 });
    expect(await taken('2026-12-02')).toMatchObject({ morning: 1 });
    const ids = (await application(door)).delivery?.ids ?? [];
    expect(ids).toHaveLength(5);
    const events = await Promise.all(
      ids.map(async (id) => (await local.table.part<EventItem>(keys.delivery(id).pk, 'EVT#'))[0]),
    );
    expect(events.filter((event) => event?.facts?.further)).toHaveLength(4);
    expect(events.every((event) => event?.type === 'delivery.book')).toBe(true);
  });

  test('moves the day once, until the day before; the old place is free again', async () => {
    const door = await office.aDoor();
    await held(BOOK, door, { day: '2026-12-03', slot: 'morning' });
    const [id = ''] = (await application(door)).delivery?.ids ?? [];
    const key = office.deps.ids.ulid();
    const wish = { day: '2026-12-03', slot: 'afternoon' };
    const moved = await held(MOVE, door, wish, key);
    expect(moved).toMatchObject({ status: 200, body: { ...wish, computers: 1 } });
    expect(await held(MOVE, door, wish, key)).toEqual(moved);
    expect(await taken('2026-12-03')).toMatchObject({ morning: 0, afternoon: 1 });
    expect(await office.item<Delivery>(keys.delivery(id))).toMatchObject({
      ...wish,
      status: 'BOOKED',
      version: 2,
    });
    expect((await held(READ, door)).body).toMatchObject({ booked: { ...wish, movable: false } });
    const again = await held(MOVE, door, { day: '2026-12-04', slot: 'morning' });
    expect([again.status, again.body.code]).toEqual([409, 'MOVED_ALREADY']);

    const late = await office.aDoor();
    await held(BOOK, late, { day: '2026-11-25', slot: 'morning' });
    const now = office.deps.clock.now().toISOString();
    office.deps.clock.set('2026-11-24T15:00:00.000Z');
    const tooLate = await held(MOVE, late, { day: '2026-12-04', slot: 'morning' });
    expect([tooLate.status, tooLate.body.code]).toEqual([409, 'TOO_LATE_TO_MOVE']);
    office.deps.clock.set(now);
  });

  test('asks to be called, once; whoever books on the phone takes them off the list', async () => {
    const door = await office.aDoor();
    const { body: first } = await held(CALL, door);
    office.deps.clock.pass({ minutes: 1 });
    expect((await held(CALL, door)).body).toEqual(first);
    expect((await held(READ, door)).body).toMatchObject({ callAskedAt: first.askedAt });
    const list = async () => {
      const { body } = await office.send('GET /api/staff/delivery-calls', { staff: crew.kim });
      return (body.items as { reference: string }[]).map(({ reference }) => reference);
    };
    expect(await list()).toContain(door.reference);
    const slots = await office.send('GET /api/staff/delivery-slots', {
      query: { district: GURO },
      staff: crew.kim,
    });
    expect((slots.body.days as unknown[]).length).toBeGreaterThan(5);
    const body = { device: door.devices[0], day: '2026-12-07', slot: 'morning' };
    expect((await office.send('POST /api/staff/deliveries', { body, staff: crew.kim })).status).toBe(201);
    expect(await list()).not.toContain(door.reference);

    const other = await office.aDoor();
    await held(CALL, other);
    const end = 'POST /api/staff/delivery-calls/{id}/end';
    const what = { params: { id: other.application }, body: { result: 'NOT_REACHED' }, staff: crew.kim };
    expect((await office.send(end, what)).status).toBe(200);
    expect((await office.send(end, what)).status).toBe(404);
    // Asked again, they stand in the list again.
    await held(CALL, other);
    expect(await list()).toContain(other.reference);
  });
});

describe('a half day', () => {
  test('is never overbooked: of thirty who want the last three places at once, three have them', async () => {
    const day = '2026-12-08';
    const { placesPerSlot } = office.deps.city.deliveries;
    await office.deps.table.update(keys.deliveryDay(day, GURO), { add: { morning: placesPerSlot - 3 } }, {});
    const doors = await Promise.all(Array.from({ length: 30 }, () => office.aDoor()));
    const sessions = await Promise.all(doors.map(opened));
    const answers = await Promise.all(
      doors.map((door, i) =>
        // Half of them by link, half by a phone call to the office.
        i % 2 === 0
          ? office.send(BOOK, {
              params: { reference: door.reference },
              ...{ session: sessions[i] as string, body: { day, slot: 'morning' } },
            })
          : office.send('POST /api/staff/deliveries', {
              body: { device: door.devices[0], day, slot: 'morning' },
              staff: crew.kim,
            }),
      ),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(3);
    for (const { status, body } of answers)
      if (status !== 201) expect(['SLOT_FULL', 'BUSY']).toContain(body.code);
    expect(await taken(day)).toMatchObject({ morning: placesPerSlot });
    const booked = (await Promise.all(doors.map(application))).filter(({ delivery }) => delivery);
    expect(booked).toHaveLength(3);
  }, 60_000);

  test('counts right through bookings and moves that cross each other', async () => {
    const days = ['2026-12-09', '2026-12-10'] as const;
    const doors = await Promise.all(Array.from({ length: 10 }, () => office.aDoor()));
    for (const [i, door] of doors.entries())
      await held(BOOK, door, { day: days[i % 2], slot: i % 3 === 0 ? 'morning' : 'afternoon' });
    await Promise.all(
      doors.map((door, i) =>
        held(MOVE, door, { day: days[(i + 1) % 2], slot: i % 2 === 0 ? 'morning' : 'afternoon' }),
      ),
    );
    const counts = new Map<string, number>();
    for (const door of doors) {
      const { day = '', slot = '' } = (await application(door)).delivery ?? {};
      counts.set(`${day} ${slot}`, (counts.get(`${day} ${slot}`) ?? 0) + 1);
    }
    for (const day of days)
      for (const slot of ['morning', 'afternoon'])
        expect([day, slot, (await taken(day))?.[slot] ?? 0]).toEqual([
          day,
          slot,
          counts.get(`${day} ${slot}`) ?? 0,
        ]);
  }, 60_000);
});

test('the office puts a booking on another day, any number of times, but on no full one', async () => {
  const door = await office.aDoor();
  const body = { device: door.devices[0], day: '2026-12-11', slot: 'morning' };
  const { body: booked } = await office.send('POST /api/staff/deliveries', { body, staff: crew.kim });
  const params = { id: String(booked.id) };
  const rebook = (wish: object) =>
    office.send('POST /api/staff/deliveries/{id}/appointment', { params, body: wish, staff: crew.kim });
  expect((await rebook({ day: '2026-12-14', slot: 'afternoon' })).status).toBe(200);
  expect((await rebook({ day: '2026-12-15', slot: 'afternoon' })).status).toBe(200);
  expect((await rebook({ day: '2026-11-22', slot: 'morning' })).body.code).toBe('DAY_IN_PAST');
  expect(await taken('2026-12-14')).toMatchObject({ afternoon: 0 });
  const { placesPerSlot } = office.deps.city.deliveries;
  await office.deps.table.update(
    keys.deliveryDay('2026-12-16', GURO),
    { add: { morning: placesPerSlot } },
    {},
  );
  expect((await rebook({ day: '2026-12-16', slot: 'morning' })).body.code).toBe('SLOT_FULL');
  expect(await application(door)).toMatchObject({ delivery: { day: '2026-12-15', slot: 'afternoon' } });
  expect((await application(door)).delivery).not.toHaveProperty('moved');
});
