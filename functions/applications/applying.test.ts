import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LocalTable, openLocalTable } from '../../test/support/dynamo.ts';
import {
  aHousehold,
  anOrganisation,
  GANGDONG,
  GURO,
  JONGNO,
  openProgramme,
  type Programme,
  people,
} from '../../test/support/programme.ts';
import { keys } from '../kernel/keys.ts';
import { fakeDependencies, seededIds, TEST_START } from '../kernel/testing.ts';
import { applicationsContract } from './contract.ts';
import type { Application } from './domain.ts';

let local: LocalTable;
let programme: Programme;
beforeAll(async () => {
  local = await openLocalTable();
  programme = openProgramme(fakeDependencies({ table: local.table }), local);
});
afterAll(() => local.stop());

const { guro, gangdong, kim, lee } = people;
const office = { kind: 'staff', id: 'office', groups: ['programme'] } as const;
const state = (id: unknown) => programme.item<Application>(keys.application(String(id)));
const HOUSEHOLDS = 'POST /api/public/applications/households';
const ORGANISATIONS = 'POST /api/public/applications/organisations';
let person = 0;
/** Another household each time. */
const another = (changes: Record<string, unknown> = {}) =>
  aHousehold({
    contact: { name: `김하늘${++person}`, phone: '010-2222-3333', language: 'ko' },
    ...changes,
  });
const address = (district: string) => ({ district, postcode: '03045', street: '세종대로 1' });

describe('who may apply now', () => {
  test('is told by date and district', async () => {
    const { status, body } = await programme.send('GET /api/public/applications/phases');
    expect(status).toBe(200);
    const { today, phases } = applicationsContract.routes.readPhases.answer.parse(body);
    expect(today).toBe('2026-11-23');
    expect(phases.map(({ id, open }) => [id, open])).toEqual([
      ['organisations-2026', true],
      ['households-pilot-2026', true],
      ['households-2027', false],
    ]);
  });

  test('organisations everywhere, households in the pilot districts, the others from January', async () => {
    await programme.applyFor('organisations', anOrganisation({ address: address(JONGNO) }));
    await programme.applyFor('households', another({ address: address(GANGDONG) }));
    const early = another({ address: address(JONGNO) });
    const closed = await programme.refused(HOUSEHOLDS, { body: early }, 409, 'PHASE_CLOSED');
    expect(closed.detail).toEqual({
      opensOn: '2027-01-04',
      district: JONGNO,
      elsewhere: ['PC_ROOMS', 'DIGITAL_LEARNING'],
    });
    programme.deps.clock.set('2027-01-03T15:00:00.000Z');
    await programme.applyFor('households', early);
    programme.deps.clock.set('2028-01-01T00:00:00.000Z');
    const over = await programme.refused(ORGANISATIONS, { body: anOrganisation() }, 409, 'PHASE_CLOSED');
    expect(over.detail).toEqual({ district: GURO, elsewhere: ['PC_ROOMS', 'DIGITAL_LEARNING'] });
    programme.deps.clock.set(TEST_START);
  });

  test('a request repeated after its phase has closed gets its first answer', async () => {
    const key = programme.deps.ids.ulid();
    const body = anOrganisation();
    const first = await programme.send(ORGANISATIONS, { body, key });
    programme.deps.clock.set('2028-01-01T00:00:00.000Z');
    expect(await programme.send(ORGANISATIONS, { body, key })).toEqual(first);
    programme.deps.clock.set(TEST_START);
  });
});

describe('what is refused', () => {
  test.each([
    ['DISTRICT_UNKNOWN', { address: address('99999') }],
    ['CATEGORY_UNKNOWN', { category: 'RICH' }],
    ['BIRTH_DATE_IN_FUTURE', { birthDate: '2026-11-24' }],
    ['GUARDIAN_NEEDED', { birthDate: '2012-11-24' }],
  ])('%s', async (code, changes) => {
    const { errors } = await programme.refused(HOUSEHOLDS, { body: another(changes) }, 422, code);
    expect(errors).toEqual([{ path: expect.any(String), code }]);
  });

  test('fourteen today is old enough (PIPA §22-2), in the city’s calendar', async () => {
    programme.deps.clock.set('2026-11-22T15:00:00.000Z');
    await programme.applyFor('households', another({ birthDate: '2012-11-23' }));
    programme.deps.clock.set(TEST_START);
  });

  test.each([
    [{ birthDate: '1980-02-30' }, 'birthDate', 'INVALID'],
    [{ birthDate: undefined }, 'birthDate', 'REQUIRED'],
    [{ householdSize: 0 }, 'householdSize', 'INVALID'],
    [{ householdSize: 99 }, 'householdSize', 'INVALID'],
    [{ contact: { name: 'A', language: 'ko' } }, 'contact.email', 'PHONE_OR_EMAIL'],
    [{ contact: { name: ' ', phone: '010-2222-3333', language: 'ko' } }, 'contact.name', 'REQUIRED'],
    [{ contact: { name: 'A', phone: '12', language: 'ko' } }, 'contact.phone', 'INVALID'],
    [{ consents: { privacy: true, sensitive: false, lookUp: true } }, 'consents.sensitive', 'CONSENT_NEEDED'],
    [{ consents: { sensitive: true, lookUp: true } }, 'consents.privacy', 'CONSENT_NEEDED'],
    [{ residentNumber: '800506-1234567' }, 'residentNumber', 'UNKNOWN_FIELD'],
    [
      { needs: { kind: 'server', screenReader: false, largeScreen: false, internet: true } },
      'needs.kind',
      'INVALID',
    ],
  ])('a broken field by its name: %j %s %s', async (changes, path, code) => {
    const { errors } = await programme.refused(
      HOUSEHOLDS,
      { body: another(changes) },
      400,
      'INVALID_REQUEST',
    );
    expect(errors).toContainEqual({ path, code });
  });

  test.each([
    [ORGANISATIONS, anOrganisation({ organisation: { name: '홍길동 후원회', kind: 'CHILD_CENTRE' } })],
    [ORGANISATIONS, anOrganisation({ organisation: { name: '구로구청장 나눔터', kind: 'CHILD_CENTRE' } })],
  ])("%s: an organisation's name that names an office-holder", async (route, body) => {
    const { errors } = await programme.refused(route, { body }, 422, 'NAMES_OFFICE_HOLDER');
    expect(errors).toEqual([{ path: 'organisation.name', code: 'NAMES_OFFICE_HOLDER' }]);
  });

  test("a mayor's title beside a name; a namesake alone may apply", async () => {
    const contact = { name: '홍길동 시장', phone: '010-2222-3333', language: 'ko' };
    for (const [route, body] of [
      [HOUSEHOLDS, another({ contact })],
      [ORGANISATIONS, anOrganisation({ contact })],
    ] as const) {
      const { errors } = await programme.refused(route, { body }, 422, 'NAMES_OFFICE_HOLDER');
      expect(errors).toEqual([{ path: 'contact.name', code: 'NAMES_OFFICE_HOLDER' }]);
    }
    await programme.applyFor('households', another({ contact: { ...contact, name: '홍길동' } }));
  });

  test('an organisation of an unknown kind', async () => {
    const body = anOrganisation({ organisation: { name: 'X', kind: 'BANK' } });
    await programme.refused(ORGANISATIONS, { body }, 422, 'CATEGORY_UNKNOWN');
  });
});

describe('one per household', () => {
  test('under spelling variants and across districts; free again when refused or withdrawn', async () => {
    const { applyFor, refused, application, session, write } = programme;
    const body = (name: string, district = GURO) =>
      aHousehold({
        contact: { name, email: 'a@ithope.example', language: 'ko' },
        birthDate: '1971-01-02',
        address: address(district),
      });
    const { id } = await applyFor('households', body('Ana  Kim'));
    await refused(HOUSEHOLDS, { body: body('ana kim') }, 409, 'HOUSEHOLD_HAS_ONE');
    await refused(HOUSEHOLDS, { body: body('ＡＮＡＫＩＭ', GANGDONG) }, 409, 'HOUSEHOLD_HAS_ONE');
    await application.do('refusal', id, { reason: 'NOT_IN_CATEGORY' }, guro);
    const second = await applyFor('households', body('Ana Kim', GANGDONG));
    await refused(HOUSEHOLDS, { body: body('Ana Kim') }, 409, 'HOUSEHOLD_HAS_ONE');
    const reference = String(second.reference);
    const token = await session('application', reference);
    const withdraw = 'POST /api/public/applications/{reference}/withdrawal';
    await refused(withdraw, { params: { reference } }, 401, 'SESSION_REQUIRED');
    await write(withdraw, { params: { reference }, session: token });
    await refused(withdraw, { params: { reference }, session: token }, 409, 'ILLEGAL_MOVE');
    expect(await state(second.id)).not.toHaveProperty('q');
    await applyFor('households', body('Ana Kim'));
  });

  test('eight at the same moment: one holds the place', async () => {
    const body = aHousehold({ birthDate: '1966-06-06' });
    const send = () => programme.send(HOUSEHOLDS, { body, key: programme.deps.ids.ulid() });
    const answers = await Promise.all(Array.from({ length: 8 }, send));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    const codes = new Set(answers.filter(({ status }) => status !== 201).map((answer) => answer.body.code));
    expect([...codes].every((code) => code === 'HOUSEHOLD_HAS_ONE' || code === 'BUSY')).toBe(true);
  });

  test('none again within two years of the last', async () => {
    const body = aHousehold({ birthDate: '1955-05-05' });
    const id = await programme.queued('households', body);
    const installed = '2026-12-01T03:00:00.000Z';
    const set = { status: 'INSTALLED', installed: 1, allotted: 1, stages: { INSTALLED: installed } };
    await local.table.update(keys.application(id), { set }, {});
    programme.deps.clock.set('2027-06-01T03:00:00.000Z');
    await programme.refused(HOUSEHOLDS, { body }, 409, 'HOUSEHOLD_HAS_ONE');
    const later = fakeDependencies({ table: local.table });
    later.clock.set('2028-12-01T03:00:00.000Z');
    const phases = later.city.phases.map((phase) => ({ ...phase, closesOn: '2030-01-01' }));
    const ids = seededIds(later.clock, 'two years later');
    const then = openProgramme({ ...later, ids, city: { ...later.city, phases } }, local);
    await then.applyFor('households', body);
    programme.deps.clock.set(TEST_START);
  });
});

describe("the officer's verdict", () => {
  test('documents, then the queue; notes stay with the record', async () => {
    const { applyFor, application, certified } = programme;
    const { id } = await applyFor('organisations', anOrganisation());
    await certified(String(id));
    const documents = { documents: ['ORGANISATION_REGISTRATION'], note: '등록증이 흐립니다' };
    await application.do('documents-request', id, documents, guro);
    programme.deps.clock.pass({ days: 3 });
    await application.do('eligibility', id, { evidence: 'SEEN' }, guro);
    const page = applicationsContract.routes.readApplication.answer.parse(await application.read(id));
    expect(page).toMatchObject({
      status: 'QUEUED',
      organisation: '구로지역아동센터',
      documentsWanted: ['ORGANISATION_REGISTRATION'],
      notes: { DOCUMENTS_NEEDED: '등록증이 흐립니다' },
      stages: { SUBMITTED: expect.any(String), QUEUED: expect.any(String) },
      moves: expect.arrayContaining(['withdraw', 'reserve']),
    });
    expect(page.history.map(({ type }) => type)).toEqual([
      'application.submit',
      'application.requestDocuments',
      'application.confirm',
    ]);
    await application.refuse('refusal', id, { reason: 'OTHER' }, guro, 409, 'ILLEGAL_MOVE');
  });

  test("is the own district's only: another hears 403 and sees neither record nor an earlier answer", async () => {
    const { applyFor, application, send, refused } = programme;
    const { id } = await applyFor('households', another());
    const body = { evidence: 'VISIT' };
    await application.refuse('eligibility', id, body, gangdong, 403, 'OTHER_DISTRICT');
    await application.refuse(
      'documents-request',
      id,
      { documents: ['OTHER'] },
      gangdong,
      403,
      'OTHER_DISTRICT',
    );
    await application.refuse('refusal', id, { reason: 'OTHER' }, gangdong, 403, 'OTHER_DISTRICT');
    await application.refuse('eligibility', id, body, { ...guro, district: '' }, 403, 'OTHER_DISTRICT');
    await application.refuse('eligibility', id, body, kim, 403, 'NOT_ALLOWED');
    await application.refuse('eligibility', id, body, lee, 403, 'NOT_ALLOWED');
    const params = { id: String(id) };
    const read = await send('GET /api/staff/applications/{id}', { params, staff: gangdong });
    expect([read.status, read.body.code]).toEqual([403, 'OTHER_DISTRICT']);
    const key = programme.deps.ids.ulid();
    await application.do('eligibility', id, body, guro, key);
    const route = 'POST /api/staff/applications/{id}/eligibility';
    await refused(route, { params, body: JSON.stringify(body), staff: gangdong, key }, 403, 'OTHER_DISTRICT');
  });

  test('the programme office decides for every district', async () => {
    const { id } = await programme.applyFor('households', another({ address: address(GANGDONG) }));
    await programme.application.do('eligibility', id, { evidence: 'VISIT' }, office);
  });
});

describe('the lists', () => {
  const ask = async (query: Record<string, string>, staff: typeof kim | typeof guro = kim) => {
    const { body, status } = await programme.send('GET /api/staff/applications', { query, staff });
    expect(status).toBe(200);
    return applicationsContract.routes.listApplications.answer.parse(body);
  };

  test('go over all districts, oldest first, without a gap between pages', async () => {
    for (const district of [GANGDONG, GURO, GANGDONG, GURO, GURO]) {
      await programme.applyFor('households', another({ address: address(district) }));
    }
    const whole = (await ask({ status: 'SUBMITTED', limit: '50' })).items;
    expect(whole.map(({ submittedAt }) => submittedAt)).toEqual(whole.map((l) => l.submittedAt).sort());
    const found: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await ask({ status: 'SUBMITTED', limit: '2', ...(cursor ? { cursor } : {}) });
      found.push(...page.items.map(({ id }) => id));
      cursor = page.cursor;
    } while (cursor);
    expect(found).toEqual(whole.map(({ id }) => id));
  });

  test("show an officer the own district's, whatever is asked", async () => {
    const mine = (await ask({ status: 'SUBMITTED', limit: '50' }, guro)).items;
    expect(mine.length).toBeGreaterThan(2);
    expect(new Set(mine.map(({ district }) => district))).toEqual(new Set([GURO]));
    const query = { status: 'SUBMITTED', district: GANGDONG };
    const other = await programme.send('GET /api/staff/applications', { query, staff: guro });
    expect([other.status, other.body.code]).toEqual([403, 'OTHER_DISTRICT']);
    expect((await ask({ ...query, limit: '50' })).items.every((line) => line.district === GANGDONG)).toBe(
      true,
    );
  });

  test("take no cursor that was changed, made up or carried over from another's list", async () => {
    const { cursor = '' } = await ask({ status: 'SUBMITTED', limit: '1' });
    const asks = [`${cursor.slice(0, -1)}0`, 'abc', 'a.b', `a.${'é'.repeat(32)}`, '.'];
    const last = cursor.at(-1) === '0' ? `${cursor.slice(0, -1)}1` : asks[0];
    for (const bad of [last, ...asks.slice(1)]) {
      const query = { status: 'SUBMITTED', limit: '1', cursor: bad ?? '' };
      const { body } = await programme.send('GET /api/staff/applications', { query, staff: kim });
      expect(body.code).toBe('BAD_CURSOR');
    }
    for (const query of [
      { status: 'QUEUED', cursor },
      { status: 'SUBMITTED', cursor, district: GURO },
    ]) {
      const { body } = await programme.send('GET /api/staff/applications', { query, staff: kim });
      expect(body.code).toBe('BAD_CURSOR');
    }
  });
});

test('an applicant follows by the one-time code, and sees neither notes nor who decided', async () => {
  const { applyFor, application, session, send } = programme;
  const { id, reference } = await applyFor('households', another());
  await application.do('refusal', id, { reason: 'DOCUMENTS_MISSING', note: '전화 세 번 안 받음' }, guro);
  const token = await session('application', id);
  const route = 'GET /api/public/applications/{reference}';
  const { body } = await send(route, { params: { reference: String(reference) }, session: token });
  expect(applicationsContract.routes.followApplication.answer.parse(body)).toMatchObject({
    status: 'INELIGIBLE',
    refusedBecause: 'DOCUMENTS_MISSING',
  });
  expect(JSON.stringify(body)).not.toMatch(/전화|officer|per_/);
  const spoken = `${String(reference).slice(0, 5)}-${String(reference).slice(5).toLowerCase()}`;
  expect((await send(route, { params: { reference: spoken }, session: token })).status).toBe(200);
});
