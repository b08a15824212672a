import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LocalTable, openLocalTable } from '../../test/support/dynamo.ts';
import {
  aHousehold,
  anOrganisation,
  GURO,
  openProgramme,
  PASSED,
  type Programme,
  people,
  SIGNED,
} from '../../test/support/programme.ts';
import type { PlanLine } from '../allotments/domain.ts';
import type { Application } from '../applications/domain.ts';
import { devicesContract } from '../devices/contract.ts';
import type { Device } from '../devices/domain.ts';
import type { EventItem } from '../kernel/events.ts';
import { keys } from '../kernel/keys.ts';
import { fakeDependencies } from '../kernel/testing.ts';
import type { Sealed } from '../kernel/vault.ts';
import { deliveriesContract } from './contract.ts';
import type { Delivery } from './domain.ts';

let local: LocalTable;
let programme: Programme;
beforeAll(async () => {
  local = await openLocalTable();
  programme = openProgramme(fakeDependencies({ table: local.table }), local);
});
afterAll(() => local.stop());

const { kim, lee, park, guro } = people;
const BOOK = 'POST /api/staff/deliveries';
const deviceState = (id: string) => programme.item<Device & { q?: string }>(keys.device(id));
const applicationState = (id: string) =>
  programme.item<Application & { q: string; qs: string }>(keys.application(id));
const deliveryState = (id: string) => programme.item<Delivery & { q?: string }>(keys.delivery(id));
let home = 0;
const aHome = () =>
  programme.queued('households', aHousehold({ birthDate: `1970-01-${String(++home).padStart(2, '0')}` }));

/** A device allotted to an application; gives both. */
async function allotted(application?: string): Promise<{ device: string; application: string }> {
  const to = application ?? (await aHome());
  const device = await programme.makeReady();
  await programme.allot([device, to]);
  return { device, application: to };
}
const out = async (device: string): Promise<string> => {
  const id = await programme.book(device);
  await programme.delivery.do('departure', id, {}, lee);
  return id;
};
const concluded = async (delivery: string): Promise<EventItem | undefined> =>
  (await local.table.part<EventItem>(keys.delivery(delivery).pk, 'EVT#')).find(({ facts }) => facts?.outcome);

test('booked, on its way, installed and signed for; the signature is sealed', async () => {
  const { device, application } = await allotted();
  const id = await programme.book(device, '2026-11-25');
  expect(await deviceState(device)).toMatchObject({ status: 'ALLOTTED', delivery: id, q: 'DEV#Q#BOOKED' });
  expect(await applicationState(application)).toMatchObject({
    delivery: { day: '2026-11-25', slot: 'morning' },
  });
  await programme.delivery.do('departure', id, {}, lee);
  expect(await deviceState(device)).toMatchObject({
    status: 'OUT_FOR_DELIVERY',
    q: 'DEV#Q#OUT_FOR_DELIVERY',
  });
  expect(await programme.delivery.do('confirmation', id, { ...SIGNED, note: '3층' }, lee)).toEqual({
    id,
    status: 'DONE',
    recorded: true,
  });

  const installed = await deviceState(device);
  expect(installed).toMatchObject({ status: 'INSTALLED', district: GURO, round: 1 });
  expect(installed).not.toHaveProperty('q');
  expect(await applicationState(application)).toMatchObject({
    status: 'INSTALLED',
    installed: 1,
    allotted: 1,
  });
  const page = deliveriesContract.routes.readDelivery.answer.parse(await programme.delivery.read(id));
  expect(page).toMatchObject({
    status: 'DONE',
    handover: SIGNED.handover,
    notes: { DONE: '3층' },
    moves: [],
  });
  expect(page.history.map(({ type }) => type)).toEqual([
    'delivery.book',
    'delivery.depart',
    'delivery.confirm',
  ]);
  const { personId, giver } = await deliveryState(id);
  expect(await concluded(id)).toMatchObject({
    type: 'delivery.confirm',
    district: GURO,
    refs: { device, application, person: personId, giver, donation: expect.stringMatching(/^don_/) },
    facts: { step: 'delivery', round: 1, outcome: 'INSTALLED', signature: 'typed', internet: false },
  });
  const { sealed } = await programme.item<{ sealed: Sealed }>(keys.signature(personId, id));
  expect(JSON.stringify(sealed)).not.toContain('김하늘');
  expect(await programme.deps.vault.open({ person: personId }, sealed)).toEqual(SIGNED.signature);
});

describe('a booking is refused', () => {
  test('for a device that is not allotted, is booked already, or a day gone by', async () => {
    const { device } = await allotted();
    const booking = (changes: Record<string, unknown>) => ({
      body: { device, day: '2026-11-25', slot: 'afternoon', ...changes },
      staff: kim,
    });
    await programme.refused(BOOK, booking({ day: '2026-11-22' }), 422, 'DAY_IN_PAST');
    await programme.refused(BOOK, booking({ day: '2026-02-30' }), 400, 'INVALID_REQUEST');
    await programme.refused(BOOK, booking({ slot: 'night' }), 400, 'INVALID_REQUEST');
    await programme.refused(BOOK, booking({ device: await programme.makeReady() }), 409, 'NOT_ALLOTTED');
    await programme.refused(BOOK, booking({ device: `dev_${programme.deps.ids.ulid()}` }), 404, 'NOT_FOUND');
    await programme.refused(BOOK, { ...booking({}), staff: guro }, 403, 'NOT_ALLOWED');
    await programme.book(device, '2026-11-23');
    await programme.refused(BOOK, booking({}), 409, 'NOT_ALLOTTED');
  });

  test('for all but one of eight that book at once', async () => {
    const { device } = await allotted();
    const book = () =>
      programme.send(BOOK, {
        body: { device, day: '2026-11-25', slot: 'morning' },
        staff: kim,
        key: programme.deps.ids.ulid(),
      });
    const answers = await Promise.all(Array.from({ length: 8 }, book));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.every(({ status }) => status === 201 || status === 409)).toBe(true);
  });
});

test('a hand-over is complete or refused; a signature is a drawn line or a name', async () => {
  const { device } = await allotted();
  const id = await programme.book(device);
  await programme.delivery.refuse('confirmation', id, SIGNED, lee, 409, 'ILLEGAL_MOVE');
  await programme.delivery.do('departure', id, {}, lee);
  const unexplained = { ...SIGNED, handover: { ...SIGNED.handover, explained: false } };
  const { errors } = await programme.delivery.refuse(
    'confirmation',
    id,
    unexplained,
    lee,
    422,
    'HANDOVER_INCOMPLETE',
  );
  expect(errors).toEqual([{ path: 'handover.explained', code: 'REQUIRED' }]);
  for (const signature of [
    { kind: 'drawn', path: 'M 1 1 <script>' },
    { kind: 'drawn', path: `M ${'1 '.repeat(10_001)}` },
    { kind: 'typed', name: '' },
    { kind: 'stamp' },
  ])
    await programme.delivery.refuse(
      'confirmation',
      id,
      { ...SIGNED, signature },
      lee,
      400,
      'INVALID_REQUEST',
    );
  const drawn = { kind: 'drawn', path: 'M 10.5 20 L 30 40 L 31,42' };
  await programme.delivery.do('confirmation', id, { ...SIGNED, signature: drawn }, lee);
});

describe('a delivery that fails', () => {
  test('puts the application back at its old place, the device back to the stock, in a new round', async () => {
    const first = await aHome();
    const before = await applicationState(first);
    const second = await aHome();
    const { device } = await allotted(first);
    const id = await out(device);
    programme.deps.clock.pass({ days: 2 });
    await programme.delivery.do('failure', id, { reason: 'NOBODY_HOME', note: '두 번 불렀음' }, lee);
    expect(await deliveryState(id)).toMatchObject({
      status: 'FAILED',
      failedBecause: 'NOBODY_HOME',
      notes: { FAILED: '두 번 불렀음' },
    });
    expect(await concluded(id)).toMatchObject({
      facts: { step: 'delivery', round: 1, outcome: 'RETURNED', reason: 'NOBODY_HOME', waiting: 1 },
    });
    const after = await applicationState(first);
    expect(after).toMatchObject({
      status: 'QUEUED',
      reserved: 0,
      allotted: 0,
      q: before.q,
      qs: before.qs,
      stages: before.stages,
    });
    expect(after).not.toHaveProperty('delivery');
    const back = await deviceState(device);
    expect(back).toMatchObject({ status: 'READY', round: 2, q: 'DEV#Q#READY' });
    for (const gone of ['application', 'allotment', 'delivery', 'district'])
      expect(back).not.toHaveProperty(gone);
    expect(Object.keys(back.stages).sort()).toEqual(['ERASED', 'OS_INSTALLED', 'READY', 'RECEIVED']);

    // A plan for one PC gives it to who has waited longest: the place in the queue is the old one.
    const { id: computed } = await programme.write('POST /api/staff/allotments/computation', {
      body: { limit: 1 },
      staff: kim,
    });
    await programme.carryOut(String(computed));
    const line = await programme.item<PlanLine>(keys.allotmentLine(String(computed), 1));
    expect([line.application, line.application === second]).toEqual([first, false]);
    await programme.allotment.do('withdrawal', computed, { reason: '다시 정함' }, kim);
    await programme.carryOut(String(computed));

    await programme.allot([device, first]);
    const again = await out(device);
    await programme.delivery.do('confirmation', again, SIGNED, lee);
    expect(await concluded(again)).toMatchObject({ facts: { round: 2, outcome: 'INSTALLED' } });
  });

  test('for a fault of the device puts it back on the bench; its second pass is not counted anew', async () => {
    const { device, application } = await allotted();
    const id = await out(device);
    await programme.delivery.do('failure', id, { reason: 'DEVICE_FAULTY' }, lee);
    expect(await concluded(id)).toMatchObject({ facts: { outcome: 'FAULTY', round: 1 } });
    expect(await deviceState(device)).toMatchObject({ status: 'REFURBISHING', round: 2 });
    expect((await applicationState(application)).status).toBe('QUEUED');
    await programme.device.do('system', device, { os: '하모니카 8.0' });
    const grade = { appearance: 'B', functionality: 'B' };
    await programme.device.do('check', device, { checks: PASSED, grade }, park);
    const events = await local.table.part<EventItem>(keys.device(device).pk, 'EVT#');
    const passes = events
      .filter(({ type }) => type === 'device.passCheck')
      .map(({ facts }) => [facts?.round, facts?.again]);
    expect(passes.sort()).toEqual([
      [1, undefined],
      [2, true],
    ]);
    const session = await programme.session('donation', (await deviceState(device)).donation);
    const params = { reference: (await deviceState(device)).donation.slice(-10) };
    const { body } = await programme.send('GET /api/public/donations/{reference}/devices', {
      params,
      session,
    });
    const [way] = devicesContract.routes.followDevices.answer.parse(body).items;
    expect(Object.keys(way?.stages ?? {})).not.toContain('ALLOTTED');
    expect(way).not.toHaveProperty('district');
  });

  test('of one of three leaves the other two on their way', async () => {
    const organisation = await programme.queued('organisations', anOrganisation());
    const before = await applicationState(organisation);
    const devices = [await programme.makeReady(), await programme.makeReady(), await programme.makeReady()];
    await programme.allot(...devices.map((device) => [device, organisation] as const));
    const [a = '', b = '', c = ''] = devices;
    await programme.delivery.do('confirmation', await out(a), SIGNED, lee);
    expect(await applicationState(organisation)).toMatchObject({
      status: 'ALLOTTED',
      allotted: 3,
      installed: 1,
    });
    await programme.delivery.do('failure', await out(b), { reason: 'REFUSED' }, lee);
    expect(await applicationState(organisation)).toMatchObject({
      status: 'QUEUED',
      allotted: 2,
      installed: 1,
      qs: before.qs,
    });
    await programme.delivery.do('confirmation', await out(c), SIGNED, lee);
    expect(await applicationState(organisation)).toMatchObject({
      status: 'QUEUED',
      allotted: 2,
      installed: 2,
    });
    await programme.allot([b, organisation]);
    await programme.delivery.do('confirmation', await out(b), SIGNED, lee);
    expect(await applicationState(organisation)).toMatchObject({
      status: 'INSTALLED',
      installed: 3,
      allotted: 3,
      reserved: 0,
    });
  });
});

test('a crew that is called like an office-holder is not booked: it stands on the sheet', async () => {
  const { device } = await allotted();
  const body = { device, day: '2026-11-25', slot: 'morning', crew: '홍길동 시장팀' };
  for (const crew of [body.crew, '홍길동', '서울시장']) {
    const { errors } = await programme.refused(
      BOOK,
      { body: { ...body, crew }, staff: lee },
      422,
      'NAMES_OFFICE_HOLDER',
    );
    expect(errors).toEqual([{ path: 'crew', code: 'NAMES_OFFICE_HOLDER' }]);
  }
});

test("the crew's calendar: by day, and a recipient sees the day", async () => {
  const [one, two] = [await allotted(), await allotted()];
  await programme.book(one.device, '2026-12-24');
  await programme.book(two.device, '2026-12-01');
  const query = { status: 'BOOKED', limit: '50' };
  const { body } = await programme.send('GET /api/staff/deliveries', { query, staff: lee });
  const days = deliveriesContract.routes.listDeliveries.answer.parse(body).items.map(({ day }) => day);
  expect(days).toEqual([...days].sort());
  const session = await programme.session('application', one.application);
  const params = { reference: one.application.slice(-10) };
  const followed = await programme.send('GET /api/public/applications/{reference}', { params, session });
  expect(followed.body).toMatchObject({
    status: 'ALLOTTED',
    delivery: { day: '2026-12-24', slot: 'morning' },
  });
});
