import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LocalTable, openLocalTable } from '../../test/support/dynamo.ts';
import {
  aHousehold,
  anOrganisation,
  booksOf,
  DECISION,
  openProgramme,
  type Programme,
  people,
} from '../../test/support/programme.ts';
import type { Application } from '../applications/domain.ts';
import type { Device } from '../devices/domain.ts';
import type { EventItem } from '../kernel/events.ts';
import { keys } from '../kernel/keys.ts';
import { serve } from '../kernel/serve.ts';
import type { Commit, Table } from '../kernel/table.ts';
import { call, fakeDependencies } from '../kernel/testing.ts';
import { allotmentsContract } from './contract.ts';
import type { Allotment } from './domain.ts';
import { allotmentsHandlers } from './http.ts';

let local: LocalTable;
let programme: Programme;
beforeAll(async () => {
  local = await openLocalTable();
  programme = openProgramme(fakeDependencies({ table: local.table }), local);
});
afterAll(() => local.stop());

const { kim, lee, guro } = people;
const PROPOSE = 'POST /api/staff/allotments';
const deviceState = (id: string) => programme.item<Device>(keys.device(id));
const applicationState = (id: string) => programme.item<Application>(keys.application(id));
const planState = (id: string) => programme.item<Allotment>(keys.allotment(id));
const lines = (...pairs: (readonly [string, string])[]) => ({ lines: programme.plan(pairs) });
let person = 0;
const aHome = () =>
  programme.queued(
    'households',
    aHousehold({ birthDate: `19${60 + (person++ % 40)}-03-0${1 + (person % 9)}` }),
  );
const threeWanted = () => programme.queued('organisations', anOrganisation());
const inTurn = async <T>(count: number, make: () => Promise<T>): Promise<T[]> => {
  const made: T[] = [];
  for (let i = 0; i < count; i++) made.push(await make());
  return made;
};

test('suggested, proposed, decided, executed: device and application are allotted together', async () => {
  const application = await aHome();
  const device = await programme.makeReady();
  const { body, status } = await programme.send('GET /api/staff/allotments/suggestion', { staff: kim });
  expect(status).toBe(200);
  const suggestion = allotmentsContract.routes.suggestAllotment.answer.parse(body);
  expect(suggestion).toMatchObject({
    ready: 1,
    waiting: 1,
    lines: [{ device, application, why: 'LONGEST_WAITING' }],
  });

  const plan = await programme.propose([device, application]);
  expect(await deviceState(device)).toMatchObject({ status: 'RESERVED', allotment: plan });
  expect(await applicationState(application)).toMatchObject({ status: 'RESERVED', reserved: 1 });
  await programme.allotment.refuse('execution', plan, {}, kim, 409, 'ILLEGAL_MOVE');
  await programme.decide(plan);
  await programme.allotment.refuse(
    'decision',
    plan,
    { ...DECISION, outcome: 'REJECTED' },
    kim,
    409,
    'ILLEGAL_MOVE',
  );
  const done = await programme.allotment.do('execution', plan, {}, kim);
  expect(done).toEqual({ id: plan, status: 'EXECUTED', allotted: 1, refused: 0 });
  expect(await deviceState(device)).toMatchObject({ status: 'ALLOTTED', application, district: '11530' });
  expect(await applicationState(application)).toMatchObject({ status: 'ALLOTTED', reserved: 0, allotted: 1 });

  const page = allotmentsContract.routes.readAllotment.answer.parse(await programme.allotment.read(plan));
  expect(page).toMatchObject({
    status: 'EXECUTED',
    lines: [{ device, application, result: 'allotted' }],
    decision: { legalBasis: 'CHEST', number: '2026-배분-01', recordedBy: 'chest-kim' },
    moves: [],
  });
  const events = await local.table.part<EventItem>(keys.allotment(plan).pk, 'EVT#');
  expect(events.find(({ type }) => type === 'allotment.executeLine')).toMatchObject({
    refs: {
      device,
      application,
      person: expect.stringMatching(/^per_/),
      donation: expect.stringMatching(/^don_/),
    },
    facts: { step: 'allotment', round: 1, outcome: 'ALLOTTED', waiting: -1, legalBasis: 'CHEST' },
  });
});

describe('a proposal is refused by the line', () => {
  test.each(['DEVICE_UNKNOWN', 'APPLICATION_UNKNOWN', 'LINE_TWICE'] as const)('%s', async (code) => {
    const [device, application] = [await programme.makeReady(), await threeWanted()];
    const { ids } = programme.deps;
    const wrong = {
      DEVICE_UNKNOWN: lines([device, application], [`dev_${ids.ulid()}`, application]),
      APPLICATION_UNKNOWN: lines([device, `app_${ids.ulid()}`]),
      LINE_TWICE: lines([device, application], [device, application]),
    }[code];
    const { errors } = await programme.refused(PROPOSE, { body: wrong, staff: kim }, 422, code);
    expect(errors).toEqual([{ path: expect.stringMatching(/^lines\.\d\.\w+$/), code }]);
  });

  test('a device that is not ready, or taken by another plan', async () => {
    const application = await threeWanted();
    const raw = await programme.arrive();
    const early = await programme.refused(
      PROPOSE,
      { body: lines([raw, application]), staff: kim },
      409,
      'DEVICE_TAKEN',
    );
    expect(early.detail).toEqual({ device: raw, status: 'RECEIVED' });
    const device = await programme.makeReady();
    await programme.propose([device, application]);
    await programme.refused(PROPOSE, { body: lines([device, application]), staff: kim }, 409, 'DEVICE_TAKEN');
  });

  test('an application that is not in the queue, or wants fewer', async () => {
    const { id } = await programme.applyFor('organisations', anOrganisation());
    const devices = await inTurn(4, () => programme.makeReady());
    const [first = ''] = devices;
    const soon = lines([first, String(id)]);
    await programme.refused(PROPOSE, { body: soon, staff: kim }, 409, 'APPLICATION_NOT_WAITING');
    const application = await threeWanted();
    const four = lines(...devices.map((device) => [device, application] as const));
    await programme.refused(PROPOSE, { body: four, staff: kim }, 409, 'APPLICATION_NOT_WAITING');
  });

  test('by who may not, and by what is not a plan', async () => {
    const [device, application] = [await programme.makeReady(), await threeWanted()];
    const body = lines([device, application]);
    await programme.refused(PROPOSE, { body, staff: lee }, 403, 'NOT_ALLOWED');
    await programme.refused(PROPOSE, { body, staff: guro }, 403, 'NOT_ALLOWED');
    await programme.refused(PROPOSE, { body: { lines: [] }, staff: kim }, 400, 'INVALID_REQUEST');
    const plan = await programme.propose([device, application]);
    const tomorrow = { ...DECISION, outcome: 'APPROVED', decidedOn: '2026-11-24' };
    await programme.allotment.refuse('decision', plan, tomorrow, kim, 422, 'DECIDED_IN_FUTURE');
    const lawless = { ...DECISION, outcome: 'APPROVED', legalBasis: 'MAYOR' };
    await programme.allotment.refuse('decision', plan, lawless, kim, 400, 'INVALID_REQUEST');
    await programme.allotment.refuse(
      'decision',
      `alt_${programme.deps.ids.ulid()}`,
      { ...DECISION, outcome: 'APPROVED' },
      kim,
      404,
      'NOT_FOUND',
    );
  });
});

test('an organisation that wants three gets them over two plans, and keeps its place in between', async () => {
  const application = await threeWanted();
  const before = await applicationState(application);
  const [a = '', b = '', c = ''] = await inTurn(3, () => programme.makeReady());
  const one = await programme.propose([a, application]);
  expect(await applicationState(application)).toMatchObject({
    status: 'QUEUED',
    reserved: 1,
    qs: (before as unknown as { qs: string }).qs,
    stages: before.stages,
  });
  const two = await programme.propose([b, application], [c, application]);
  expect(await applicationState(application)).toMatchObject({ status: 'RESERVED', reserved: 3 });
  await programme.decide(two);
  await programme.allotment.do('execution', two, {}, kim);
  expect(await applicationState(application)).toMatchObject({ status: 'RESERVED', reserved: 1, allotted: 2 });
  await programme.decide(one);
  await programme.allotment.do('execution', one, {}, kim);
  expect(await applicationState(application)).toMatchObject({ status: 'ALLOTTED', reserved: 0, allotted: 3 });
});

test('a rejected plan frees its devices and its applications at their old place', async () => {
  const [home, organisation] = [await aHome(), await threeWanted()];
  const before = [await applicationState(home), await applicationState(organisation)];
  const [a = '', b = '', c = ''] = await inTurn(3, () => programme.makeReady());
  const plan = await programme.propose([a, home], [b, organisation], [c, organisation]);
  await programme.decide(plan, 'REJECTED');
  for (const id of [a, b, c]) {
    const device = await deviceState(id);
    expect(device).toMatchObject({ status: 'READY', q: 'DEV#Q#READY' });
    expect(device).not.toHaveProperty('allotment');
    expect(device.stages).not.toHaveProperty('RESERVED');
  }
  for (const was of before) {
    const { q, qs } = was as unknown as { q: string; qs: string };
    expect(await applicationState(was.id)).toMatchObject({
      status: 'QUEUED',
      reserved: 0,
      q,
      qs,
      stages: was.stages,
    });
  }
  await programme.allotment.refuse('execution', plan, {}, kim, 409, 'ILLEGAL_MOVE');
  await programme.allot([a, home]);
});

test('an application withdrawn while a plan holds a PC for it: the PC goes back, rejected or executed', async () => {
  for (const outcome of ['REJECTED', 'APPROVED'] as const) {
    const application = await threeWanted();
    const device = await programme.makeReady();
    const plan = await programme.propose([device, application]);
    const session = await programme.session('application', application);
    await programme.write('POST /api/public/applications/{reference}/withdrawal', {
      params: { reference: application.slice(-10) },
      session,
    });
    await programme.decide(plan, outcome);
    if (outcome === 'APPROVED') await programme.allotment.do('execution', plan, {}, kim);
    expect(await programme.device.read(device)).toMatchObject({ status: 'READY' });
    expect(await programme.item(keys.application(application))).toMatchObject({
      status: 'WITHDRAWN',
      reserved: 0,
      allotted: 0,
    });
  }
});

test('while a PC is on its way, an application cannot be withdrawn', async () => {
  const application = await threeWanted();
  const device = await programme.makeReady();
  await programme.allot([device, application]);
  const session = await programme.session('application', application);
  const params = { reference: application.slice(-10) };
  const withdraw = 'POST /api/public/applications/{reference}/withdrawal';
  await programme.refused(withdraw, { params, session }, 409, 'ILLEGAL_MOVE');
});

describe('an execution that dies', () => {
  const EXECUTE = 'POST /api/staff/allotments/{id}/execution';

  /** A table whose n-th commit dies, before it is written or after (the answer is lost). */
  const dying = (table: Table, n: number, when: 'before' | 'after'): Table => {
    let count = 0;
    return {
      ...table,
      async commit<A>(deed: Commit<A>) {
        const dies = ++count === n;
        if (dies && when === 'before') throw new Error('the database is away');
        const answer = await table.commit(deed);
        if (dies) throw new Error('the answer is lost');
        return answer;
      },
    };
  };

  test.each([
    [1, 'before'],
    [1, 'after'],
    [2, 'before'],
    [3, 'after'],
    [4, 'before'],
    [4, 'after'],
  ] as const)('at commit %i (%s it is written) is taken up again, each line once', async (n, when) => {
    const [home, organisation] = [await aHome(), await threeWanted()];
    const [a = '', b = '', c = ''] = await inTurn(3, () => programme.makeReady());
    const plan = await programme.propose([a, home], [b, organisation], [c, organisation]);
    await programme.decide(plan);
    const deps = { ...programme.deps, table: dying(local.table, n, when) };
    const first = serve(allotmentsContract, 'staff', () => allotmentsHandlers(deps));
    const what = { params: { id: plan }, staff: kim, body: '{}' };
    const key = programme.deps.ids.ulid();
    const died = await call(first, EXECUTE, { ...what, key });
    // Where only an answer was lost, the deed finds its own event and goes on.
    expect(died.status).toBe(when === 'after' ? 200 : 500);
    const again = await programme.send(EXECUTE, { ...what, key });
    expect(again).toEqual({ status: 200, body: { id: plan, status: 'EXECUTED', allotted: 3, refused: 0 } });
    expect(await applicationState(organisation)).toMatchObject({
      reserved: 0,
      allotted: 2,
      status: 'QUEUED',
    });
    expect(await applicationState(home)).toMatchObject({ reserved: 0, allotted: 1, status: 'ALLOTTED' });
    const events = await local.table.part<EventItem>(keys.allotment(plan).pk, 'EVT#');
    expect(events.filter(({ type }) => type === 'allotment.executeLine')).toHaveLength(3);
    expect((await planState(plan)).lines.map(({ result }) => result)).toEqual([
      'allotted',
      'allotted',
      'allotted',
    ]);
  });

  test('is taken up by another officer under another key as well', async () => {
    const organisation = await threeWanted();
    const [a = '', b = ''] = await inTurn(2, () => programme.makeReady());
    const plan = await programme.propose([a, organisation], [b, organisation]);
    await programme.decide(plan);
    const deps = { ...programme.deps, table: dying(local.table, 2, 'before') };
    const first = serve(allotmentsContract, 'staff', () => allotmentsHandlers(deps));
    const what = { params: { id: plan }, body: '{}' };
    await call(first, EXECUTE, { ...what, staff: kim, key: programme.deps.ids.ulid() });
    const other = { ...kim, id: 'chest-han' };
    const done = await programme.send(EXECUTE, { ...what, staff: other, key: programme.deps.ids.ulid() });
    expect(done.body).toMatchObject({ status: 'EXECUTED', allotted: 2, refused: 0 });
  });

  test('beside another of the same plan: both come to one end', async () => {
    const organisation = await threeWanted();
    const devices = await inTurn(3, () => programme.makeReady());
    const plan = await programme.propose(...devices.map((device) => [device, organisation] as const));
    await programme.decide(plan);
    const execute = () =>
      programme.send(EXECUTE, {
        params: { id: plan },
        staff: kim,
        body: '{}',
        key: programme.deps.ids.ulid(),
      });
    const answers = await Promise.all([execute(), execute(), execute()]);
    expect(answers.filter(({ status }) => status === 200).length).toBe(1);
    for (const { status } of answers) expect([200, 409]).toContain(status);
    expect(await applicationState(organisation)).toMatchObject({
      status: 'ALLOTTED',
      reserved: 0,
      allotted: 3,
    });
    expect((await planState(plan)).lines.every(({ result }) => result === 'allotted')).toBe(true);
  });

  test('beside another plan for the same organisation: no line is lost to the race', async () => {
    const organisation = await threeWanted();
    const [a = '', b = '', c = ''] = await inTurn(3, () => programme.makeReady());
    const plans = [
      await programme.propose([a, organisation], [b, organisation]),
      await programme.propose([c, organisation]),
    ];
    for (const plan of plans) await programme.decide(plan);
    const answers = await Promise.all(
      plans.map((id) =>
        programme.send(EXECUTE, { params: { id }, staff: kim, body: '{}', key: programme.deps.ids.ulid() }),
      ),
    );
    expect(answers.map(({ body }) => [body.allotted, body.refused])).toEqual([
      [2, 0],
      [1, 0],
    ]);
    expect(await applicationState(organisation)).toMatchObject({
      status: 'ALLOTTED',
      reserved: 0,
      allotted: 3,
    });
  });

  test('a line whose application went another way is refused and its device freed', async () => {
    const [home, organisation] = [await aHome(), await threeWanted()];
    const [a = '', b = ''] = await inTurn(2, () => programme.makeReady());
    const plan = await programme.propose([a, home], [b, organisation]);
    await programme.decide(plan);
    await local.table.update(keys.application(home), { set: { status: 'WITHDRAWN' } }, {});
    const done = await programme.allotment.do('execution', plan, {}, kim);
    expect(done).toMatchObject({ allotted: 1, refused: 1 });
    expect(await deviceState(a)).toMatchObject({ status: 'READY' });
    expect((await planState(plan)).lines.map(({ result }) => result)).toEqual(['refused', 'allotted']);
  });
});

test('the list of plans, by state, page by page', async () => {
  const query = { status: 'EXECUTED', limit: '3' };
  const { body } = await programme.send('GET /api/staff/allotments', { query, staff: kim });
  const page = allotmentsContract.routes.listAllotments.answer.parse(body);
  expect(page.items).toHaveLength(3);
  const next = { ...query, cursor: page.cursor ?? '' };
  const more = await programme.send('GET /api/staff/allotments', { query: next, staff: kim });
  expect(allotmentsContract.routes.listAllotments.answer.parse(more.body).items[0]?.id).not.toBe(
    page.items[0]?.id,
  );
  expect((await booksOf(local)).length).toBeGreaterThan(0);
});
