import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { type LocalTable, openLocalTable } from '../../test/support/dynamo.ts';
import {
  aHousehold,
  anOrganisation,
  openProgramme,
  type Programme,
  people,
} from '../../test/support/programme.ts';
import type { Application } from '../applications/domain.ts';
import type { Device } from '../devices/domain.ts';
import type { EventItem } from '../kernel/events.ts';
import { type Key, keys } from '../kernel/keys.ts';
import type { Commit, Table } from '../kernel/table.ts';
import { fakeDependencies } from '../kernel/testing.ts';
import { carryOutPlan } from './carry-out.ts';
import { allotmentsContract } from './contract.ts';
import type { Allotment, PlanLine } from './domain.ts';

/** Each test has a table of its own: a plan takes whatever waits and whatever is ready. */
const open: LocalTable[] = [];
let local: LocalTable;
let programme: Programme;
beforeEach(async () => {
  local = await openLocalTable();
  open.push(local);
  programme = openProgramme(fakeDependencies({ table: local.table }), local);
}, 60_000);
afterAll(() => Promise.all(open.map((one) => one.stop())));

const { kim, lee } = people;
const COMPUTE = 'POST /api/staff/allotments/computation';
const stateOf = (id: string) => programme.item<Allotment>(keys.allotment(id));
const deviceState = (id: string) => programme.item<Device>(keys.device(id));
const applicationState = (id: string) => programme.item<Application>(keys.application(id));
const linesOf = (id: string) => local.table.part<PlanLine & Key>(keys.allotment(id).pk, 'LINE#');
const compute = async (body: object = {}) =>
  String((await programme.write(COMPUTE, { body, staff: kim })).id);
const inTurn = async <T>(count: number, make: (n: number) => Promise<T>): Promise<T[]> => {
  const made: T[] = [];
  for (let i = 0; i < count; i++) made.push(await make(i));
  return made;
};
let person = 0;
const aHome = () => {
  person++;
  // Somebody else at another door: not the same household by name, birthday or address.
  const contact = {
    name: `김하늘${'가나다라마바사아자차카타파하'[person % 14]}${person}`,
    phone: `010-2222-${1000 + person}`,
    language: 'ko',
  };
  const address = { district: '11530', postcode: '08375', street: `구로로 ${person}` };
  return programme.queued(
    'households',
    aHousehold({ birthDate: `19${60 + (person % 40)}-03-01`, contact, address }),
  );
};

/** What must hold whatever happened: devices, applications and lines tell of the same reservations. */
async function booksAgree(): Promise<void> {
  const items = (await local.everything()) as unknown as (Key & Record<string, unknown>)[];
  const of = <T>(kind: string) => items.filter((one) => one.kind === kind) as unknown as T[];
  const held = of<PlanLine & Key>('plan-line').filter(({ result }) => result === 'open');
  const reserved = of<Device>('device').filter(({ status }) => status === 'RESERVED');
  expect(reserved.map(({ id }) => id).sort()).toEqual(held.map(({ device }) => device).sort());
  for (const { id, reserved } of of<Application>('application'))
    expect([id, reserved]).toEqual([id, held.filter(({ application }) => application === id).length]);
}

test('a plan is ordered, computed, reserved and proposed; the same input gives the same lines', async () => {
  const devices = await inTurn(3, () => programme.makeReady());
  const homes = await inTurn(2, aHome);
  const id = await compute({ limit: 3 });
  expect(await stateOf(id)).toMatchObject({ status: 'COMPUTING', lines: 0, q: 'ALT#Q#COMPUTING' });
  await programme.refused(COMPUTE, { body: {}, staff: kim }, 409, 'COMPUTING_ALREADY');
  await programme.carryOut(id);
  const plan = await stateOf(id);
  expect(plan).toMatchObject({
    status: 'PROPOSED',
    origin: 'computed',
    ...{ lines: 2, lineCount: 2, dropped: 0, q: 'ALT#Q#PROPOSED' },
    byDistrict: { 11530: { lines: 2, waiting: 2 } },
    byCategory: { BASIC_LIVELIHOOD: 2 },
    objective: { waiting: 2, ready: 3, idle: { fittingNobody: 0, left: 1 }, headsOnly: false },
    choices: { limit: 3 },
  });
  // The rules stand in the plan as they were.
  expect(plan.objective?.rules).toEqual(programme.deps.city.allotment);
  const lines = await linesOf(id);
  expect(lines.map(({ application }) => application).sort()).toEqual([...homes].sort());
  // The longest ready go first; what is left is the next best, which loses nothing.
  expect(lines.map(({ device }) => device).sort()).toEqual(devices.slice(0, 2).sort());
  for (const line of lines) {
    expect(line).toMatchObject({ result: 'open', nextBest: { device: { device: devices[2], loses: 0 } } });
    expect(line.nextBest).not.toHaveProperty('application');
    expect(line.reasons.reduce((sum, { points }) => sum + points, 0)).toBe(line.points);
  }
  for (const device of devices.slice(0, 2))
    expect(await deviceState(device)).toMatchObject({ status: 'RESERVED', allotment: id });
  await booksAgree();

  // Told again, nothing happens; withdrawn, all is free; computed anew, it is the same plan.
  const before = await local.everything();
  await programme.carryOut(id);
  expect(await local.everything()).toEqual(before);
  await programme.allotment.do('withdrawal', id, { reason: '다시' }, kim);
  await programme.carryOut(id);
  expect(await stateOf(id)).toMatchObject({
    status: 'WITHDRAWN',
    released: 2,
    releasedAt: expect.any(String),
  });
  await booksAgree();
  const again = await compute({ limit: 3 });
  await programme.carryOut(again);
  const pairs = (all: PlanLine[]) =>
    all.map(({ n, device, application, points }) => ({ n, device, application, points }));
  expect(pairs(await linesOf(again))).toEqual(pairs(lines));
});

test('where nothing can be given the plan says so and ends', async () => {
  await programme.makeReady();
  const id = await compute({ kinds: ['organisation'] });
  await programme.carryOut(id);
  expect(await stateOf(id)).toMatchObject({
    status: 'WITHDRAWN',
    withdrawnBecause: 'NOTHING_TO_GIVE',
    lines: 0,
    releasedAt: expect.any(String),
  });
  await booksAgree();
});

test('bad orders are refused: unknown districts, no number, whoever may not', async () => {
  await programme.refused(COMPUTE, { body: { districts: ['99999'] }, staff: kim }, 422, 'DISTRICT_UNKNOWN');
  for (const body of [
    { limit: 0 },
    { limit: 2.5 },
    { limit: 5001 },
    { districts: [] },
    { kinds: ['mayor'] },
    { legalBasis: 'MAYOR' },
    { anything: 1 },
  ])
    await programme.refused(COMPUTE, { body, staff: kim }, 400, 'INVALID_REQUEST');
  await programme.refused(COMPUTE, { body: {}, staff: lee }, 403, 'NOT_ALLOWED');
  await programme.refused(COMPUTE, { body: {}, staff: people.guro }, 403, 'NOT_ALLOWED');
});

describe('killed at any write, the plan is gone on with', () => {
  /** A table that dies at its n-th write of whatever kind, before it is written or after. */
  const dying = (n: number, when: 'before' | 'after'): { table: Table; writes: () => number } => {
    let count = 0;
    const once = async <A>(work: () => Promise<A>): Promise<A> => {
      const dies = ++count === n;
      if (dies && when === 'before') throw new Error('the machine is off');
      const answer = await work();
      if (dies) throw new Error('the machine is off');
      return answer;
    };
    const table: Table = {
      ...local.table,
      commit: <A>(deed: Commit<A>) => once(() => local.table.commit(deed)),
      transact: (writes) => once(() => local.table.transact(writes)),
      update: (key, change, when) => once(() => local.table.update(key, change, when)),
    };
    return { table, writes: () => count };
  };

  test.each(['before', 'after'] as const)(
    '%s it is written',
    async (when) => {
      const devices = await inTurn(3, () => programme.makeReady());
      const organisation = await programme.queued('organisations', anOrganisation());
      const home = await aHome();
      for (let n = 1; ; n++) {
        const id = await compute();
        const { table, writes } = dying(n, when);
        const died = await carryOutPlan({ ...programme.deps, table }, { allotment: id }).then(
          () => false,
          () => true,
        );
        // As Lambda comes back with it; and once more, as it may.
        await programme.carryOut(id);
        await programme.carryOut(id);
        expect(await stateOf(id), `killed at write ${n}`).toMatchObject({
          status: 'PROPOSED',
          lines: 3,
          lineCount: 3,
        });
        const lines = await linesOf(id);
        expect(lines.map(({ result }) => result)).toEqual(['open', 'open', 'open']);
        expect(new Set(lines.map(({ device }) => device))).toEqual(new Set(devices));
        await booksAgree();
        const events = await local.table.part<EventItem>(keys.allotment(id).pk, 'EVT#');
        for (const [type, times] of Object.entries({ 'allotment.reserveLine': 3, 'allotment.propose': 1 }))
          expect(events.filter((one) => one.type === type)).toHaveLength(times);
        // Freed again, killed at the same write of freeing.
        await programme.allotment.do('withdrawal', id, { reason: '다시' }, kim);
        await carryOutPlan({ ...programme.deps, table: dying(n, when).table }, { allotment: id }).catch(
          () => undefined,
        );
        await programme.carryOut(id);
        expect(await stateOf(id)).toMatchObject({ status: 'WITHDRAWN', released: 3 });
        await booksAgree();
        expect(await applicationState(home)).toMatchObject({ status: 'QUEUED', reserved: 0 });
        expect(await applicationState(organisation)).toMatchObject({ status: 'QUEUED', reserved: 0 });
        if (!died && writes() < n) break;
        expect(n).toBeLessThan(40);
      }
    },
    180_000,
  );

  test('by two at once, and withdrawn while it is reserved', async () => {
    await inTurn(4, () => programme.makeReady());
    await programme.queued('organisations', anOrganisation({ computers: 4 }));
    const id = await compute();
    await Promise.all([programme.carryOut(id), programme.carryOut(id), programme.carryOut(id)]);
    expect(await stateOf(id)).toMatchObject({ status: 'PROPOSED', lines: 4 });
    await booksAgree();

    await programme.allotment.do('withdrawal', id, { reason: '다시' }, kim);
    await programme.carryOut(id);
    const next = await compute();
    let reserved = 0;
    const withdrawing: Table = {
      ...local.table,
      async commit<A>(deed: Commit<A>) {
        if (deed.event.type === 'allotment.reserveLine' && ++reserved === 3)
          await programme.allotment.do('withdrawal', next, { reason: '멈춤' }, kim);
        return local.table.commit(deed);
      },
    };
    await carryOutPlan({ ...programme.deps, table: withdrawing }, { allotment: next });
    expect(await stateOf(next)).toMatchObject({ status: 'WITHDRAWN', released: 4 });
    expect((await linesOf(next)).map(({ result }) => result)).toEqual(Array(4).fill('released'));
    await booksAgree();
  }, 60_000);
});

test('a device or an application that went elsewhere meanwhile: the line falls out with its reason', async () => {
  const [a = '', b = '', c = ''] = await inTurn(3, () => programme.makeReady());
  const [first = '', second = '', third = ''] = await inTurn(3, aHome);
  const id = await compute();
  let computed = false;
  const racing: Table = {
    ...local.table,
    async commit<A>(deed: Commit<A>) {
      if (!computed) {
        computed = true;
        const lines = await linesOf(id);
        const lineOf = (device: string) => lines.find((one) => one.device === device) as PlanLine;
        // Somebody plans one of its devices by hand for another of its applications …
        const other = [first, second, third].find((one) => one !== lineOf(a).application) as string;
        await programme.propose([a, other]);
      }
      return local.table.commit(deed);
    },
  };
  await carryOutPlan({ ...programme.deps, table: racing }, { allotment: id });
  const lines = await linesOf(id);
  const plan = await stateOf(id);
  // … so that one line has lost its device and one its application.
  expect(
    lines
      .map(({ because }) => because)
      .filter(Boolean)
      .sort(),
  ).toEqual(['APPLICATION_NOT_WAITING', 'DEVICE_TAKEN']);
  expect(lines.filter(({ result }) => result === 'dropped')).toHaveLength(2);
  expect(plan).toMatchObject({
    status: 'PROPOSED',
    lines: 1,
    lineCount: 3,
    dropped: 2,
    byDistrict: { 11530: { lines: 1, waiting: 3 } },
  });
  expect([b, c]).toContain(lines.find(({ result }) => result === 'open')?.device);
  await booksAgree();
}, 60_000);

describe('people change a proposed plan, each time with a reason', () => {
  async function proposed() {
    const [a = '', b = '', spare = ''] = await inTurn(3, () => programme.makeReady());
    const tablet = await programme.makeReady('tablet');
    const organisation = await programme.queued('organisations', anOrganisation({ computers: 2 }));
    const id = await programme.propose([a, organisation], [b, organisation]);
    return { id, a, b, spare, tablet, organisation, home: await aHome() };
  }
  const LINE = 'POST /api/staff/allotments/{id}/lines/{n}';
  const exchange = (id: string, n: number, body: object) =>
    programme.write(`${LINE}/exchange`, {
      params: { id, n: String(n) },
      body: { reason: '요청', ...body },
      staff: kim,
    });
  const drop = (id: string, n: number) =>
    programme.write(`${LINE}/removal`, {
      params: { id, n: String(n) },
      body: { reason: '이사' },
      staff: kim,
    });

  test('another device, two lines’ exchanged, one taken out, one added: the first is kept, the books agree', async () => {
    const { id, a, b, spare, organisation, home } = await proposed();
    const before = await stateOf(id);
    expect(await exchange(id, 1, { device: spare })).toEqual({ id, status: 'PROPOSED', n: 1 });
    expect(await deviceState(a)).toMatchObject({ status: 'READY' });
    expect(await deviceState(spare)).toMatchObject({ status: 'RESERVED', allotment: id });
    await exchange(id, 1, { withLine: 2 });
    const [one, two] = await linesOf(id);
    expect(one).toMatchObject({
      device: b,
      changed: { what: 'exchanged', by: kim.id, reason: '요청', was: { device: a } },
    });
    expect(two).toMatchObject({ device: spare, changed: { was: { device: b } } });
    await drop(id, 2);
    expect(await applicationState(organisation)).toMatchObject({ status: 'QUEUED', reserved: 1 });
    const added = await programme.allotment.do(
      'lines',
      id,
      { device: a, application: home, reason: '급함' },
      kim,
    );
    expect(added).toEqual({ id, status: 'PROPOSED', n: 3 });
    expect((await linesOf(id)).map(({ result, because }) => [result, because])).toEqual([
      ['open', undefined],
      ['dropped', 'TAKEN_OUT'],
      ['open', undefined],
    ]);
    const plan = await stateOf(id);
    expect(plan).toMatchObject({
      status: 'PROPOSED',
      lines: 2,
      lineCount: 3,
      byCategory: { CHILD_CENTRE: 1, BASIC_LIVELIHOOD: 1 },
    });
    // It keeps its place among those that wait for a committee.
    expect((plan as unknown as { qs: string }).qs).toBe((before as unknown as { qs: string }).qs);
    await booksAgree();
    await programme.decide(id);
    expect(await programme.execute(id)).toEqual({ allotted: 2, refused: 0 });
    await booksAgree();
  }, 60_000);

  test('what speaks against a line stands in it; what no law allows is refused', async () => {
    const { id, tablet, spare, home } = await proposed();
    const blind = await programme.queued(
      'households',
      aHousehold({
        birthDate: '1950-01-02',
        category: 'DISABLED',
        needs: { kind: 'laptop', screenReader: true, largeScreen: false, internet: true },
        contact: { name: '이소리', phone: '010-9999-0001', language: 'ko' },
        address: { district: '11530', postcode: '08375', street: '구로로 777' },
      }),
    );
    const query = { application: blind, limit: '10' };
    const { body } = await programme.send('GET /api/staff/allotments/{id}/choices', {
      params: { id },
      query,
      staff: kim,
    });
    const { items } = allotmentsContract.routes.listDeviceChoices.answer.parse(body);
    expect(items.find(({ device }) => device === spare)?.against).toEqual(['KIND']);
    await programme.allotment.do(
      'lines',
      id,
      { device: tablet, application: blind, reason: '본인이 바람' },
      kim,
    );
    expect((await linesOf(id))[2]).toMatchObject({
      against: ['KIND'],
      changed: { what: 'added', reason: '본인이 바람' },
    });
    await local.table.update(keys.allotment(id), { set: { legalBasis: 'DIGITAL_INCLUSION_24' } }, {});
    await local.table.update(keys.application(home), { set: { category: 'VETERAN' } }, {});
    const unlawful = { device: spare, application: home, reason: '급함' };
    await programme.allotment.refuse('lines', id, unlawful, kim, 422, 'BASIS_NOT_ALLOWED');
    await booksAgree();
  }, 60_000);

  test('bad input changes nothing', async () => {
    const { id, a, b, spare, organisation, home } = await proposed();
    const line = (verb: string, n: number, body: object, status: number, code: string) =>
      programme.refused(`${LINE}/${verb}`, { params: { id, n: String(n) }, body, staff: kim }, status, code);
    const reason = '요청';
    await line('exchange', 1, { device: b, reason }, 409, 'DEVICE_TAKEN');
    await line('exchange', 1, { device: `dev_${programme.deps.ids.ulid()}`, reason }, 422, 'DEVICE_UNKNOWN');
    await line('exchange', 1, { withLine: 1, reason }, 422, 'LINE_TWICE');
    await line('exchange', 1, { withLine: 9, reason }, 404, 'NOT_FOUND');
    await line('exchange', 9, { device: spare, reason }, 404, 'NOT_FOUND');
    for (const body of [
      { device: spare },
      { reason },
      { device: spare, withLine: 2, reason },
      { device: spare, reason: ' ' },
    ])
      await line('exchange', 1, body, 400, 'INVALID_REQUEST');
    await line('removal', 1, {}, 400, 'INVALID_REQUEST');
    const add = (body: object, status: number, code: string) =>
      programme.allotment.refuse('lines', id, { reason, ...body }, kim, status, code);
    await add({ device: a, application: home }, 409, 'DEVICE_TAKEN');
    await add({ device: spare, application: organisation }, 409, 'APPLICATION_NOT_WAITING');
    await add({ device: spare, application: `app_${programme.deps.ids.ulid()}` }, 422, 'APPLICATION_UNKNOWN');
    await drop(id, 1);
    await line('removal', 1, { reason }, 409, 'LINE_NOT_OPEN');
    await line('exchange', 1, { device: spare, reason }, 409, 'LINE_NOT_OPEN');
    await line('exchange', 2, { withLine: 1, reason }, 409, 'LINE_NOT_OPEN');
    // Decided, it is changed no more.
    await programme.decide(id);
    await line('removal', 2, { reason }, 409, 'ILLEGAL_MOVE');
    await programme.allotment.refuse('withdrawal', id, { reason }, kim, 409, 'ILLEGAL_MOVE');
    await booksAgree();
  }, 60_000);
});
