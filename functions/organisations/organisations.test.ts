import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { type LocalTable, openLocalTable } from '../../test/support/dynamo.ts';
import type { StaffActor } from '../kernel/actor.ts';
import type { EventItem } from '../kernel/events.ts';
import { newId } from '../kernel/ids.ts';
import { keys } from '../kernel/keys.ts';
import { serve } from '../kernel/serve.ts';
import { call, fakeDependencies, staffActor, TEST_START } from '../kernel/testing.ts';
import { CERTIFICATE_CHECKS, organisationsContract } from './contract.ts';
import { certificateEnd, isCertified, type Organisation, organisationOf } from './domain.ts';
import { organisationsHandlers } from './http.ts';
import { lapseCertificates } from './lapse-certificates.ts';

const GURO = '11530';
const GANGDONG = '11740';
const guro = staffActor('district', GURO, 'officer-guro');
const gangdong = staffActor('district', GANGDONG, 'officer-gangdong');

let local: LocalTable;
let deps: ReturnType<typeof fakeDependencies>;
beforeAll(() => {
  vi.spyOn(console, 'log').mockImplementation(() => {});
});
beforeEach(async () => {
  local = await openLocalTable();
  deps = fakeDependencies({ table: local.table });
});
afterEach(() => local.stop());
afterAll(() => vi.restoreAllMocks());

const api = () => serve(organisationsContract, 'staff', () => organisationsHandlers(deps));
const send = (route: string, what: Parameters<typeof call>[2]) => call(api(), route, what);
const write = (verb: string, id: string, body: unknown, staff: StaffActor = guro) => {
  deps.clock.pass({ seconds: 1 });
  return send(`POST /api/staff/organisations/{id}/${verb}`, {
    ...{ params: { id }, body, staff, key: deps.ids.ulid() },
  });
};
const certify = (id: string, staff?: StaffActor) =>
  write('certification', id, { checks: CERTIFICATE_CHECKS }, staff);
const read = (id: string, staff: StaffActor = guro) =>
  send('GET /api/staff/organisations/{id}', { params: { id }, staff });
const state = async (id: string) =>
  (await local.table.get<Organisation & { q?: string; qs?: string }>(
    keys.organisation(id),
  )) as Organisation & {
    q?: string;
    qs?: string;
  };

interface Asks {
  name?: string;
  district?: string;
  registrationNumber?: string;
}
/** Applies as applications does: the organisation's writes are part of its transaction. */
async function looks({ name = '구로지역아동센터', district = GURO, registrationNumber }: Asks = {}) {
  deps.clock.pass({ seconds: 1 });
  const key = deps.ids.ulid();
  const asking = {
    ...{ name, kind: 'CHILD_CENTRE', district, key, at: deps.clock.now().toISOString() },
    application: newId('application', key),
    person: newId('person', key),
    ...(registrationNumber ? { registrationNumber } : {}),
  };
  return organisationOf(deps, asking);
}
const writesIt = async ({ id, writes }: Awaited<ReturnType<typeof looks>>) => ({
  id,
  failed: await local.table.transact(writes),
});
const applies = async (asks?: Asks) => writesIt(await looks(asks));
const applied = async (asks?: Asks) => (await applies(asks)).id;
/** Just after midnight in Seoul of a day. */
const night = (day: string) => new Date(`${day}T00:35:00+09:00`).toISOString();

describe('which organisation applies', () => {
  test('the same by its number, whatever it is called; by name and district under spelling variants', async () => {
    const id = await applied({ registrationNumber: '113-82-01234' });
    expect(await applied({ name: '햇살 아동센터', registrationNumber: '1138201234' })).toBe(id);
    expect(await applied({ name: '구로 지역 아동센터' })).toBe(id);
    expect(await applied({ name: '구로지역아동센터', district: GANGDONG })).not.toBe(id);
    expect((await state(id)).applications).toHaveLength(3);
  });

  test('two of one name are told apart by their numbers; one that gave none before is the one that gives it now', async () => {
    const first = await applied();
    expect(await applied({ registrationNumber: '113-82-00001' })).toBe(first);
    const other = await applied({ registrationNumber: '113-82-00002' });
    expect(other).not.toBe(first);
    expect(await applied({ registrationNumber: '113-82-00001' })).toBe(first);
    expect(await applied({ registrationNumber: '113-82-00002' })).toBe(other);
    expect((await state(first)).registrationNumber).toBe('1138200001');
  });

  test('at the same moment one is founded, and the other application hears that it must look again', async () => {
    // Both have looked before either has written.
    const looked = [await looks(), await looks()];
    const both = await Promise.all(looked.map(writesIt));
    expect(both.filter(({ failed }) => failed === undefined)).toHaveLength(1);
    const [winner] = both.filter(({ failed }) => failed === undefined);
    expect(await applied()).toBe(winner?.id);
  });

  test('keeps its ten latest applications and the person in charge of the last', async () => {
    let id = '';
    for (let n = 0; n < 12; n++) id = await applied();
    const { applications, personId } = await state(id);
    expect(applications).toHaveLength(10);
    expect(personId.slice(4)).toBe(applications[0]?.slice(4));
  });
});

describe('a certificate', () => {
  test('is for a year, with every check, on record; the reader sees what can be done next', async () => {
    const id = await applied({ registrationNumber: '113-82-01234' });
    const some = await write('certification', id, { checks: CERTIFICATE_CHECKS.slice(1) });
    expect([some.status, some.body.code]).toEqual([422, 'CHECKS_MISSING']);
    expect(some.body.detail).toEqual({ missing: ['REGISTRATION'] });
    const { body } = await certify(id);
    expect(body).toEqual({ id, status: 'CERTIFIED', certifiedUntil: '2027-11-22' });
    const again = await certify(id);
    expect([again.status, again.body.code]).toEqual([409, 'CERTIFICATE_RUNS']);
    const page = organisationsContract.routes.readOrganisation.answer.parse((await read(id)).body);
    expect(page).toMatchObject({ certifiedFrom: '2026-11-23', renewable: false, moves: ['refuse'] });
    expect(page.history.map(({ type }) => type)).toEqual(['organisation.apply', 'organisation.certify']);
    expect(JSON.stringify(page.history)).not.toMatch(/아동센터|1138201234/);
  });

  test('renewed within the days of reminder, it goes on where it ends', async () => {
    const id = await applied();
    await certify(id);
    deps.clock.set('2027-10-22T03:00:00.000Z');
    expect((await certify(id)).body.code).toBe('CERTIFICATE_RUNS');
    deps.clock.set('2027-10-23T03:00:00.000Z');
    expect((await read(id)).body).toMatchObject({ renewable: true, moves: ['renew', 'refuse'] });
    expect((await certify(id)).body.certifiedUntil).toBe('2028-11-22');
    expect(await state(id)).toMatchObject({ certifiedFrom: '2027-11-23', status: 'CERTIFIED' });
    expect((await state(id)).qs).toBe(`2028-11-22#${id}`);
    deps.clock.set(TEST_START);
  });

  test('is refused with a reason, also later; who applies again is looked at again', async () => {
    const id = await applied();
    await certify(id);
    const refused = await write('refusal', id, { reason: 'NOT_ACTIVE', note: '문을 닫음' });
    expect(refused.body).toEqual({ id, status: 'REFUSED' });
    expect(isCertified(await state(id), '2026-12-01')).toBe(false);
    expect((await state(id)).q).toBeUndefined();
    expect((await read(id)).body).toMatchObject({ refusedBecause: 'NOT_ACTIVE', moves: ['certify'] });
    expect(await applied()).toBe(id);
    expect(await state(id)).toMatchObject({ status: 'APPLIED', q: `ORG#Q#APPLIED#${GURO}` });
    expect((await state(id)).refusedBecause).toBeUndefined();
  });

  test("is the own district's to give: others hear 403, and the Chest reads only", async () => {
    const id = await applied();
    for (const answer of [await certify(id, gangdong), await read(id, gangdong)])
      expect([answer.status, answer.body.code]).toEqual([403, 'OTHER_DISTRICT']);
    const chest = staffActor('chest');
    expect((await certify(id, chest)).body.code).toBe('NOT_ALLOWED');
    expect((await read(id, chest)).status).toBe(200);
    const list = (staff: StaffActor, query: Record<string, string>) =>
      send('GET /api/staff/organisations', { query, staff });
    await applied({ name: '강동센터', district: GANGDONG });
    expect((await list(guro, { status: 'APPLIED' })).body.items).toMatchObject([{ id, district: GURO }]);
    expect((await list(chest, { status: 'APPLIED' })).body.items).toHaveLength(2);
    expect((await list(guro, { status: 'APPLIED', district: GANGDONG })).body.code).toBe('OTHER_DISTRICT');
    expect((await list(guro, { status: 'REFUSED' })).status).toBe(400);
  });
});

describe('every day', () => {
  const events = async (id: string) =>
    (await local.table.part<EventItem>(keys.organisation(id).pk, 'EVT#'))
      .sort((a, b) => a.at.localeCompare(b.at))
      .map(({ type }) => type);

  test('it is reminded once, thirty days before; the day after the last day it lapses, once', async () => {
    const id = await applied();
    await certify(id);
    expect(await lapseCertificates(deps, night('2027-10-22'))).toEqual({ lapsed: 0, reminded: 0 });
    expect(await lapseCertificates(deps, night('2027-10-23'))).toEqual({ lapsed: 0, reminded: 1 });
    expect(await lapseCertificates(deps, night('2027-10-24'))).toEqual({ lapsed: 0, reminded: 0 });
    expect(isCertified(await state(id), '2027-11-22')).toBe(true);
    expect(await lapseCertificates(deps, night('2027-11-22'))).toEqual({ lapsed: 0, reminded: 0 });
    await Promise.all([
      lapseCertificates(deps, night('2027-11-23')),
      lapseCertificates(deps, night('2027-11-23')),
    ]);
    expect(await events(id)).toEqual([
      'organisation.apply',
      'organisation.certify',
      'organisation.remind',
      'organisation.lapse',
    ]);
    expect(await state(id)).toMatchObject({ status: 'LAPSED', q: `ORG#Q#LAPSED#${GURO}` });
    deps.clock.set('2027-12-01T03:00:00.000Z');
    expect((await certify(id)).body.certifiedUntil).toBe('2028-11-30');
    // A new certificate, a new reminder.
    expect(await lapseCertificates(deps, night('2028-11-01'))).toEqual({ lapsed: 0, reminded: 1 });
  });

  test('of many in many districts only those that are due; none is lost between two pages', async () => {
    const due: string[] = [];
    for (let n = 0; n < 55; n++) {
      const id = await applied({ name: `센터${n}`, district: n % 11 ? GURO : GANGDONG });
      await certify(id, staffActor('programme'));
      due.push(id);
    }
    deps.clock.pass({ days: 60 });
    const later = await applied({ name: '늦은센터' });
    await certify(later);
    expect(await lapseCertificates(deps, night('2027-11-23'))).toEqual({ lapsed: 55, reminded: 0 });
    const states = await Promise.all(due.map(async (id) => (await state(id)).status));
    expect(new Set(states)).toEqual(new Set(['LAPSED']));
    expect((await state(later)).status).toBe('CERTIFIED');
  });

  test('a failing table fails the job', async () => {
    await certify(await applied());
    const dying = { ...local.table, commit: () => Promise.reject(new Error('gone')) } as typeof local.table;
    await expect(lapseCertificates({ ...deps, table: dying }, night('2027-11-23'))).rejects.toThrow('gone');
  });
});

test('a year ends on the day before it began; a month that is shorter ends on its last day', () => {
  expect(certificateEnd('2026-11-23', 12)).toBe('2027-11-22');
  expect(certificateEnd('2026-01-31', 1)).toBe('2026-02-27');
  expect(certificateEnd('2028-02-29', 12)).toBe('2029-02-27');
  fc.assert(
    fc.property(
      fc.date({ min: new Date('2026-01-01'), max: new Date('2060-12-31'), noInvalidDate: true }),
      fc.integer({ min: 1, max: 60 }),
      (at, months) => {
        const from = at.toISOString().slice(0, 10);
        const end = certificateEnd(from, months);
        const days = (Date.parse(end) - Date.parse(from)) / 86_400_000 + 1;
        expect(days).toBeGreaterThanOrEqual(months * 28);
        expect(days).toBeLessThanOrEqual(months * 31);
      },
    ),
  );
});
