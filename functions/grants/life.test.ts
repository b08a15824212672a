import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { type LocalTable, openLocalTable } from '../../test/support/dynamo.ts';
import { keys } from '../kernel/keys.ts';
import { staffActor } from '../kernel/testing.ts';
import { aConnection, audit, GANGDONG, type GrantOffice, GURO, grantOffice } from './testing.ts';

let local: LocalTable;
let office: GrantOffice;
beforeAll(async () => {
  vi.spyOn(console, 'log').mockImplementation(() => {});
  local = await openLocalTable();
});
afterAll(() => local.stop());
let round = 0;
/** Every test has a district of its own, so that runs of others do not pay its grants; the books are one. */
beforeEach(async () => {
  office = grantOffice(local.table, { seed: `life-${round++}` });
});

const codeOf = ({ status, body }: { status: number; body: Record<string, unknown> }) => [status, body.code];
const books = async () => audit(await local.everything());
const intact = async () => expect((await books()).wrong).toEqual([]);

describe('a grant', () => {
  test('sets the sum of its months aside, holds the household, and says what it is', async () => {
    await office.fund(1_000_000);
    const [before, free] = [
      await office.balance('reserved:internet'),
      await office.balance('purpose:internet'),
    ];
    const application = await office.household();
    const { status, body } = await office.grant({
      ...{ application, months: 14, decision: { number: '2026-배분-14', decidedOn: '2026-11-30' } },
    });
    expect([status, body.status, body.reserved]).toEqual([201, 'ACTIVE', 14 * 22_000]);
    expect(await office.balance('reserved:internet')).toBe(before + 308_000);
    expect(await office.balance('purpose:internet')).toBe(free - 308_000);
    const { body: read } = await office.read(String(body.id));
    expect(read).toMatchObject({
      ...{ reference: application, carrier: 'kt', plan: 'slim', fee: 22_000, legalBasis: 'CHEST' },
      ...{ firstMonth: '2026-12', lastMonth: '2028-01', paid: 0, open: 14, reserved: 308_000 },
      ...{ purpose: 'internet', grantedBy: 'chest-kim', decision: { number: '2026-배분-14' } },
      moves: ['stop', 'move', 'prolong'],
      history: [{ type: 'grant.give', to: 'ACTIVE' }],
    });
    expect((read.months as unknown[]).length).toBe(14);
    expect(JSON.stringify(read)).not.toContain('0101234567');
    await intact();
  });

  test('is one a household while it runs', async () => {
    await office.fund(1_000_000);
    const application = await office.household();
    const first = await office.grant({ application, months: 2 });
    const second = await office.grant({ application, months: 2 });
    expect(codeOf(second)).toEqual([409, 'HOUSEHOLD_HAS_GRANT']);
    expect(second.body.detail).toEqual({ grant: first.body.id });
    const id = String(first.body.id);
    expect((await office.stop(id, { from: '2026-12', reason: 'ASKED' })).body).toMatchObject({
      ...{ status: 'STOPPED', released: 44_000 },
    });
    expect((await office.grant({ application, months: 2 })).status).toBe(201);
    await intact();
  });

  test('asked for again under the same key is the same; with another number it is not', async () => {
    await office.fund(1_000_000);
    const key = office.deps.ids.ulid();
    const application = await office.household();
    const first = await office.grant({ application, months: 2 }, { key });
    expect(await office.grant({ application, months: 2 }, { key })).toEqual(first);
    const other = await office.grant({ application, months: 2, customerNumber: '0109999999' }, { key });
    expect(codeOf(other)).toEqual([422, 'KEY_REUSED']);
    await intact();
  });

  test('never takes more than the purpose has, also where many ask at once', async () => {
    const free = await office.balance('purpose:internet');
    await office.fund(44_000 * 5 - (free % 44_000));
    const room = Math.floor((await office.balance('purpose:internet')) / 44_000);
    const applications = await Promise.all(Array.from({ length: room + 3 }, () => office.household()));
    const answers = await Promise.all(
      applications.map(async (application) => {
        const key = office.deps.ids.ulid();
        for (;;) {
          const answer = await office.grant({ application, months: 2 }, { key });
          if (answer.body.code !== 'BUSY') return answer;
        }
      }),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(room);
    expect(answers.filter(({ body }) => body.code === 'BALANCE_TOO_LOW')).toHaveLength(3);
    expect(answers.find(({ status }) => status === 409)?.body.detail).toEqual({
      account: 'purpose:internet',
    });
    expect(await office.balance('purpose:internet')).toBeLessThan(44_000);
    await intact();
  });

  test.each([
    ['an application that is not there', 422, 'APPLICATION_UNKNOWN', { application: '000000000A' }],
    ['a carrier that the city does not know', 422, 'CARRIER_UNKNOWN', { carrier: 'nobody' }],
    ['a plan of another carrier', 422, 'PLAN_UNKNOWN', { carrier: 'lgu', plan: 'basic' }],
    ['more than the plan costs', 422, 'FEE_TOO_HIGH', { fee: 22_001 }],
    ['more than the city pays', 422, 'FEE_TOO_HIGH', { plan: 'basic', fee: 33_001 }],
    ['more months than the city grants', 422, 'TOO_MANY_MONTHS', { months: 25 }],
    ['a month that is over', 422, 'MONTH_OUT_OF_RANGE', { firstMonth: '2026-11' }],
    ['a month that is far away', 422, 'MONTH_OUT_OF_RANGE', { firstMonth: '2028-01' }],
    ['a purpose that pays no fees', 422, 'PURPOSE_UNKNOWN', { purpose: 'computers' }],
    [
      'a decision of tomorrow',
      422,
      'DECIDED_IN_FUTURE',
      { decision: { number: '1', decidedOn: '2026-12-02' } },
    ],
    [
      'a number with letters that KT cannot read',
      422,
      'CUSTOMER_NUMBER_UNWRITABLE',
      { customerNumber: 'é12' },
    ],
    ['a number with the delimiter in it', 400, 'INVALID_REQUEST', { customerNumber: '12,34' }],
    ['a number that a sheet would compute', 400, 'INVALID_REQUEST', { customerNumber: '=1+1' }],
    ['nothing a month', 400, 'INVALID_REQUEST', { fee: 0 }],
    ['a thirteenth month', 400, 'INVALID_REQUEST', { firstMonth: '2026-13' }],
  ])('is refused for %s, and nothing is written', async (_, status, code, changes) => {
    await office.fund(1_000_000);
    const application = await office.household();
    const before = (await local.everything()).length;
    expect(codeOf(await office.grant({ application, ...changes }))).toEqual([status, code]);
    expect((await local.everything()).length).toBe(before);
  });

  test.each([
    ['an organisation', { applicant: 'organisation' }],
    ['one that is not confirmed yet', { status: 'SUBMITTED' }],
    ['one that was withdrawn', { status: 'WITHDRAWN' }],
    ['one that was refused', { status: 'INELIGIBLE' }],
  ] as const)('is not for %s', async (_, changes) => {
    await office.fund(1_000_000);
    const application = await office.household(changes);
    expect(codeOf(await office.grant({ application }))).toEqual([409, 'APPLICATION_NOT_ELIGIBLE']);
  });

  test('is not for an application that is withdrawn in this very moment', async () => {
    await office.fund(1_000_000);
    const application = await office.household();
    const table = {
      ...local.table,
      commit: async (deed: Parameters<typeof local.table.commit>[0]) => {
        await local.table.update(keys.application(application), { set: { status: 'WITHDRAWN' } }, {});
        return local.table.commit(deed);
      },
    } as typeof local.table;
    expect(codeOf(await office.grant({ application }, { table }))).toEqual([409, 'APPLICATION_NOT_ELIGIBLE']);
    await intact();
  });

  test("counts towards the purpose's limit of the year, and a stop makes room again", async () => {
    const year = (await local.table.get<{ spent: number }>(keys.fundYear('internet', '2026')))?.spent ?? 0;
    const limited = grantOffice(local.table, {
      seed: 'limited',
      city: (city) => ({
        ...city,
        fund: {
          ...city.fund,
          purposes: city.fund.purposes.map((one) =>
            one.paysFees ? { ...one, yearlyLimit: year + 50_000 } : one,
          ),
        },
      }),
    });
    await limited.fund(1_000_000);
    const id = await limited.granted({ months: 2 });
    const over = await limited.grant({ months: 1 });
    expect(codeOf(over)).toEqual([409, 'LIMIT_REACHED']);
    expect(over.body.detail).toMatchObject({ purpose: 'internet', year: '2026', left: 6_000 });
    await limited.stop(id, { from: '2027-01', reason: 'OTHER' });
    expect((await limited.grant({ months: 1 })).status).toBe(201);
    await intact();
  });
});

describe('what becomes of a grant', () => {
  test('stopped from a month on: what was set aside for it goes back, the months before are paid', async () => {
    await office.fund(1_000_000);
    const id = await office.granted({ months: 6 });
    const stopped = await office.stop(id, { from: '2027-02', reason: 'MOVED_AWAY', note: '2월에 이사' });
    expect(stopped.body).toMatchObject({ status: 'ACTIVE', released: 4 * 22_000 });
    const { body } = await office.read(id);
    expect((body.months as { state: string }[]).map(({ state }) => state)).toEqual([
      ...['OPEN', 'OPEN', 'RELEASED', 'RELEASED', 'RELEASED', 'RELEASED'],
    ]);
    expect(body).toMatchObject({ stop: { from: '2027-02', reason: 'MOVED_AWAY' }, moves: ['stop', 'move'] });
    expect(codeOf(await office.prolong(id, { months: 1 }))).toEqual([409, 'GRANT_STOPS']);
    const late = await office.stop(id, { from: '2027-02', reason: 'OTHER' });
    expect(codeOf(late)).toEqual([422, 'MONTH_OUT_OF_RANGE']);
    expect(late.body.detail).toEqual({ from: '2026-12', to: '2027-01' });
    expect((await office.stop(id, { from: '2027-01', reason: 'ASKED' })).body.released).toBe(22_000);
    await intact();
  });

  test('moved to a dearer and to a cheaper plan: the difference follows', async () => {
    await office.fund(1_000_000);
    const id = await office.granted({ months: 4 });
    const dearer = { ...aConnection({ plan: 'basic', fee: 30_000 }), from: '2027-02' };
    expect((await office.move(id, dearer)).body).toMatchObject({ status: 'ACTIVE', change: 2 * 8_000 });
    const cheaper = {
      ...{ carrier: 'lgu', plan: 'slim', customerNumber: '77', fee: 10_000, from: '2027-01' },
    };
    expect((await office.move(id, cheaper)).body).toMatchObject({ change: -(12_000 + 2 * 20_000) });
    const { body } = await office.read(id);
    expect(
      (body.months as { carrier: string; fee: number }[]).map(({ carrier, fee }) => [carrier, fee]),
    ).toEqual([['kt', 22_000], ...Array.from({ length: 3 }, () => ['lgu', 10_000])]);
    expect(body.terms).toHaveLength(3);
    expect(codeOf(await office.move(id, { ...cheaper, from: '2027-04' }))).toEqual([
      ...[422, 'MONTH_OUT_OF_RANGE'],
    ]);
    expect(codeOf(await office.move(id, { ...cheaper, customerNumber: '7|7' }))).toEqual([
      ...[400, 'INVALID_REQUEST'],
    ]);
    await intact();
  });

  test('prolonged: more is set aside, up to the most that is granted', async () => {
    await office.fund(1_000_000);
    const id = await office.granted({ months: 12 });
    expect((await office.prolong(id, { months: 3 })).body).toMatchObject({
      ...{ reserved: 66_000, lastMonth: '2028-02' },
    });
    const much = await office.prolong(id, { months: 10 });
    expect(codeOf(much)).toEqual([422, 'TOO_MANY_MONTHS']);
    expect((await office.prolong(id, { months: 9 })).status).toBe(200);
    await intact();
  });

  test.each(['WITHDRAWN', 'INELIGIBLE'] as const)(
    'not prolonged once the application is %s; nothing is set aside',
    async (status) => {
      await office.fund(1_000_000);
      const id = await office.granted({ months: 2 });
      await office.becomes(id, status);
      const before = await office.balance('reserved:internet');
      expect((await office.prolong(id, { months: 1 })).body).toMatchObject({
        ...{ code: 'APPLICATION_NOT_ELIGIBLE', detail: { status } },
      });
      expect(await office.balance('reserved:internet')).toBe(before);
      expect((await office.stop(id, { from: '2026-12', reason: 'NO_LONGER_ELIGIBLE' })).status).toBe(200);
      await intact();
    },
  );

  test('stopped whole: nothing can be done with it any more', async () => {
    await office.fund(1_000_000);
    const id = await office.granted({ months: 2 });
    await office.stop(id, { from: '2026-12', reason: 'DIED' });
    for (const answer of [
      await office.stop(id, { from: '2026-12', reason: 'OTHER' }),
      await office.move(id, { ...aConnection(), from: '2026-12' }),
      await office.prolong(id, { months: 1 }),
    ])
      expect(codeOf(answer)).toEqual([409, 'ILLEGAL_MOVE']);
    expect((await office.read(id)).body.moves).toEqual([]);
    await intact();
  });
});

describe('who sees what', () => {
  const guro = staffActor('district', GURO, 'officer-guro');
  const gangdong = staffActor('district', GANGDONG, 'officer-gangdong');
  test('a district officer: the own district; programme and auditor: all, without moves', async () => {
    await office.fund(1_000_000);
    const id = await office.granted({ months: 2 });
    const ids = async (query: Record<string, string>, who = guro) =>
      (
        (await office.list({ status: 'ACTIVE', limit: '50', ...query }, who)).body.items as { id: string }[]
      ).map((one) => one.id);
    expect(await ids({})).toContain(id);
    expect(await ids({ district: GURO }, staffActor('programme'))).toContain(id);
    expect(await ids({}, gangdong)).not.toContain(id);
    expect(codeOf(await office.list({ status: 'ACTIVE', district: GURO }, gangdong))).toEqual([
      ...[403, 'OTHER_DISTRICT'],
    ]);
    expect(codeOf(await office.read(id, gangdong))).toEqual([403, 'OTHER_DISTRICT']);
    expect((await office.read(id, staffActor('auditor'))).body.moves).toEqual([]);
    expect((await office.read(id, guro)).body.moves).toEqual([]);
  });

  test('nobody but the Chest decides', async () => {
    for (const staff of [guro, staffActor('programme'), staffActor('auditor'), staffActor('repair')]) {
      const id = 'grt_01J0000000000000000000000A';
      for (const answer of [
        await office.grant({ application: '000000000A' }, { staff }),
        await office.stop(id, {}, { staff }),
        await office.move(id, {}, { staff }),
        await office.prolong(id, {}, { staff }),
        await office.takeBack(id, {}, { staff }),
        await office.start('2026-12', { staff }),
      ])
        expect(codeOf(answer)).toEqual([403, 'NOT_ALLOWED']);
    }
  });
});

test('customer numbers are nowhere but in seals', async () => {
  await office.fund(1_000_000);
  const id = await office.granted({ months: 2, customerNumber: 'CANARY 4711' });
  await office.move(id, { ...aConnection({ customerNumber: 'CANARY 4712' }), from: '2027-01' });
  const items = JSON.stringify(await local.everything());
  expect(items).toContain(id);
  expect(items).not.toMatch(/CANARY|471[12]/);
});
