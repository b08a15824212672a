import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LocalTable, openLocalTable } from '../../test/support/dynamo.ts';
import {
  aHousehold,
  anOrganisation,
  booksOf,
  openProgramme,
  type Programme,
  people,
} from '../../test/support/programme.ts';
import type { Application } from '../applications/domain.ts';
import type { Device } from '../devices/domain.ts';
import type { EventItem } from '../kernel/events.ts';
import { keys } from '../kernel/keys.ts';
import type { Commit, Table } from '../kernel/table.ts';
import { fakeDependencies } from '../kernel/testing.ts';
import { allotmentsContract } from './contract.ts';
import type { Allotment } from './domain.ts';
import { executePart } from './execute-part.ts';

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
/** A plan's lines through its page, checked by the contract. */
async function linesOf(id: string) {
  const { body } = await programme.send('GET /api/staff/allotments/{id}/lines', {
    params: { id },
    query: { limit: '50' },
    staff: kim,
  });
  return allotmentsContract.routes.listAllotmentLines.answer.parse(body).items;
}
const resultsOf = async (id: string) => (await linesOf(id)).map(({ result }) => result);
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

test('proposed, decided, executed: device and application are allotted together', async () => {
  const application = await aHome();
  const device = await programme.makeReady();
  const plan = await programme.propose([device, application]);
  expect(await deviceState(device)).toMatchObject({ status: 'RESERVED', allotment: plan });
  expect(await applicationState(application)).toMatchObject({ status: 'RESERVED', reserved: 1 });
  await programme.allotment.refuse('execution', plan, {}, kim, 409, 'ILLEGAL_MOVE');
  await programme.decide(plan);
  expect(await programme.allotment.do('execution', plan, {}, kim)).toEqual({ id: plan, status: 'EXECUTING' });
  expect(await programme.executed(plan)).toEqual({ allotted: 1, refused: 0 });
  expect(await deviceState(device)).toMatchObject({ status: 'ALLOTTED', application, district: '11530' });
  expect(await applicationState(application)).toMatchObject({ status: 'ALLOTTED', reserved: 0, allotted: 1 });

  const page = allotmentsContract.routes.readAllotment.answer.parse(await programme.allotment.read(plan));
  expect(page).toMatchObject({
    status: 'EXECUTED',
    origin: 'hand',
    lines: 1,
    byDistrict: { 11530: { lines: 1 } },
    byCategory: { BASIC_LIVELIHOOD: 1 },
    progress: { allotted: 1, refused: 0, dropped: 0 },
    decision: { legalBasis: 'CHEST', number: '2026-배분-01', recordedBy: 'chest-kim' },
    moves: [],
  });
  expect(page.history.map(({ type }) => type).sort()).toEqual([
    'allotment.decide',
    'allotment.execute',
    'allotment.propose',
    'allotment.start',
  ]);
  expect(await linesOf(plan)).toMatchObject([
    { n: 1, device, application, result: 'allotted', why: 'LONGEST_WAITING', against: [] },
  ]);
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
  await programme.execute(two);
  expect(await applicationState(application)).toMatchObject({ status: 'RESERVED', reserved: 1, allotted: 2 });
  await programme.decide(one);
  await programme.execute(one);
  expect(await applicationState(application)).toMatchObject({ status: 'ALLOTTED', reserved: 0, allotted: 3 });
});

test('a rejected plan frees its devices and its applications at their old place', async () => {
  const [home, organisation] = [await aHome(), await threeWanted()];
  const before = [await applicationState(home), await applicationState(organisation)];
  const [a = '', b = '', c = ''] = await inTurn(3, () => programme.makeReady());
  const plan = await programme.propose([a, home], [b, organisation], [c, organisation]);
  await programme.decide(plan, 'REJECTED');
  expect(await resultsOf(plan)).toEqual(['released', 'released', 'released']);
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
    if (outcome === 'APPROVED') await programme.execute(plan);
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
  const part = (plan: string, table: Table = local.table) =>
    executePart({ ...programme.deps, table }, { allotment: plan, from: 1, to: 100 });
  const started = async (...pairs: (readonly [string, string])[]) => {
    const plan = await programme.propose(...pairs);
    await programme.decide(plan);
    await programme.allotment.do('execution', plan, {}, kim);
    return plan;
  };

  test.each([
    [1, 'before'],
    [1, 'after'],
    [2, 'before'],
    [3, 'after'],
  ] as const)('at commit %i (%s it is written) is taken up again, each line once', async (n, when) => {
    const [home, organisation] = [await aHome(), await threeWanted()];
    const [a = '', b = '', c = ''] = await inTurn(3, () => programme.makeReady());
    const plan = await started([a, home], [b, organisation], [c, organisation]);
    const died = part(plan, dying(local.table, n, when));
    // Where only an answer was lost, the line finds its own event and goes on.
    if (when === 'after') await died;
    else await expect(died).rejects.toThrow('away');
    await expect(
      executePart(programme.deps, { allotment: plan, close: true }).catch((e) => e.message),
    ).resolves.toEqual(
      when === 'after' ? { allotted: 3, refused: 0 } : expect.stringContaining('open lines'),
    );
    expect(await programme.executed(plan, 2)).toEqual({ allotted: 3, refused: 0 });
    expect(await applicationState(organisation)).toMatchObject({
      reserved: 0,
      allotted: 2,
      status: 'QUEUED',
    });
    expect(await applicationState(home)).toMatchObject({ reserved: 0, allotted: 1, status: 'ALLOTTED' });
    const events = await local.table.part<EventItem>(keys.allotment(plan).pk, 'EVT#');
    expect(events.filter(({ type }) => type === 'allotment.executeLine')).toHaveLength(3);
    expect(events.filter(({ type }) => type === 'allotment.execute')).toHaveLength(1);
    expect(await resultsOf(plan)).toEqual(['allotted', 'allotted', 'allotted']);
  });

  test('beside others of the same plan: all come to one end', async () => {
    const organisation = await threeWanted();
    const devices = await inTurn(3, () => programme.makeReady());
    const plan = await started(...devices.map((device) => [device, organisation] as const));
    const ends = await Promise.all([part(plan), part(plan), part(plan)]);
    expect(ends).toEqual(Array(3).fill({ allotted: 3, refused: 0 }));
    const close = () => executePart(programme.deps, { allotment: plan, close: true });
    expect(await Promise.all([close(), close()])).toEqual(Array(2).fill({ allotted: 3, refused: 0 }));
    expect(await applicationState(organisation)).toMatchObject({
      status: 'ALLOTTED',
      reserved: 0,
      allotted: 3,
    });
  });

  test('beside another plan for the same organisation: no line is lost to the race', async () => {
    const organisation = await threeWanted();
    const [a = '', b = '', c = ''] = await inTurn(3, () => programme.makeReady());
    const plans = [await started([a, organisation], [b, organisation]), await started([c, organisation])];
    expect(await Promise.all(plans.map((plan) => part(plan)))).toEqual([
      { allotted: 2, refused: 0 },
      { allotted: 1, refused: 0 },
    ]);
    expect(await applicationState(organisation)).toMatchObject({
      status: 'ALLOTTED',
      reserved: 0,
      allotted: 3,
    });
  });

  test('goes on by another attempt, which is counted', async () => {
    const device = await programme.makeReady();
    const plan = await started([device, await aHome()]);
    expect(await planState(plan)).toMatchObject({ status: 'EXECUTING', attempt: 1 });
    await programme.allotment.do('resumption', plan, {}, kim);
    expect(await planState(plan)).toMatchObject({ status: 'EXECUTING', attempt: 2 });
    const events = await local.table.part<EventItem>(keys.allotment(plan).pk, 'EVT#');
    const starts = events.filter(({ type }) => type === 'allotment.start');
    expect(starts.map(({ facts }) => facts).sort((x, y) => Number(x?.attempt) - Number(y?.attempt))).toEqual([
      { lines: 1, attempt: 1 },
      { lines: 1, attempt: 2 },
    ]);
    await programme.executed(plan);
    await programme.allotment.refuse('resumption', plan, {}, kim, 409, 'ILLEGAL_MOVE');
  });
});

describe('what comes between a plan and its execution ends in a stated place', () => {
  /** A plan of two lines, decided; what happens to its first one; then its execution. */
  async function after(
    happens: (line: { device: string; application: string; plan: string }) => Promise<unknown>,
  ) {
    const [application, organisation] = [await aHome(), await threeWanted()];
    const before = await applicationState(application);
    const [device = '', other = ''] = await inTurn(2, () => programme.makeReady());
    const plan = await programme.propose([device, application], [other, organisation]);
    await happens({ device, application, plan });
    await programme.decide(plan);
    const done = await programme.execute(plan);
    expect(done).toEqual({ allotted: 1, refused: 1 });
    expect(await planState(plan)).toMatchObject({ status: 'EXECUTED', done });
    return { device, application, plan, before, line: (await linesOf(plan))[0] };
  }

  test('an application that is withdrawn: its line is refused, its device is free', async () => {
    const { device, application, line } = await after(async ({ application, plan }) => {
      await local.table.update(keys.application(application), { set: { status: 'WITHDRAWN' } }, {});
      expect((await linesOf(plan))[0]).toMatchObject({ result: 'open', trouble: 'APPLICATION_WITHDRAWN' });
    });
    expect(line).toMatchObject({ result: 'refused', because: 'APPLICATION_WITHDRAWN' });
    expect(await deviceState(device)).toMatchObject({ status: 'READY', q: 'DEV#Q#READY' });
    expect((await applicationState(application)).status).toBe('WITHDRAWN');
  });

  test('a device that is recalled: its application is back at its old place, the workshop has it', async () => {
    const { device, application, before, line } = await after(async ({ device, plan }) => {
      const note = { note: '화면이 깜박임' };
      await programme.device.refuse('recall', device, note, kim, 403, 'NOT_ALLOWED');
      await programme.device.do('recall', device, note, lee);
      await programme.device.refuse('recall', device, note, lee, 409, 'ILLEGAL_MOVE');
      expect((await linesOf(plan))[0]).toMatchObject({ result: 'open', trouble: 'DEVICE_RECALLED' });
    });
    expect(line).toMatchObject({ result: 'refused', because: 'DEVICE_RECALLED' });
    const recalled = await deviceState(device);
    expect(recalled).toMatchObject({
      status: 'REFURBISHING',
      round: 2,
      notes: { REFURBISHING: '화면이 깜박임' },
    });
    expect(recalled).not.toHaveProperty('allotment');
    expect(recalled.stages).not.toHaveProperty('READY');
    const { q, qs, stages } = before as Application & { q: string; qs: string };
    expect(await applicationState(application)).toMatchObject({
      status: 'QUEUED',
      reserved: 0,
      q,
      qs,
      stages,
    });
  });

  test('an organisation whose certificate ends: refused, both are free', async () => {
    const organisationId = `org_${programme.deps.ids.ulid()}`;
    const { device, application, line } = await after(async ({ application, plan }) => {
      // As if the organisation's application were its own: certified until yesterday.
      await local.table.update(keys.application(application), { set: { organisationId } }, {});
      await local.table.update(keys.allotmentLine(plan, 1), { set: { organisation: organisationId } }, {});
      const ended = {
        kind: 'organisation',
        id: organisationId,
        status: 'CERTIFIED',
        certifiedUntil: '2026-11-22',
      };
      await local.table.transact([{ put: { ...keys.organisation(organisationId), ...ended } }]);
    });
    expect(line).toMatchObject({ result: 'refused', because: 'ORGANISATION_NOT_CERTIFIED' });
    expect(await deviceState(device)).toMatchObject({ status: 'READY' });
    expect(await applicationState(application)).toMatchObject({ status: 'QUEUED', reserved: 0 });
    await programme.refused(
      PROPOSE,
      { body: lines([device, application]), staff: kim },
      422,
      'ORGANISATION_NOT_CERTIFIED',
    );
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
