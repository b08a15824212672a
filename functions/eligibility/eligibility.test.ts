import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LocalTable, openLocalTable } from '../../test/support/dynamo.ts';
import {
  aHousehold,
  anOrganisation,
  GANGDONG,
  GURO,
  openProgramme,
  type Programme,
  people,
} from '../../test/support/programme.ts';
import type { Application } from '../applications/domain.ts';
import type { StaffActor } from '../kernel/actor.ts';
import type { EventItem } from '../kernel/events.ts';
import { newId, referenceOf } from '../kernel/ids.ts';
import { type Key, keys } from '../kernel/keys.ts';
import { fakeDependencies, staffActor } from '../kernel/testing.ts';
import { CERTIFICATE_CHECKS } from '../organisations/contract.ts';
import { organisationOf } from '../organisations/domain.ts';
import { eligibilityContract } from './contract.ts';

let local: LocalTable;
let programme: Programme;
beforeAll(async () => {
  local = await openLocalTable();
  programme = openProgramme(fakeDependencies({ table: local.table }), local);
});
afterAll(() => local.stop());

const { guro, gangdong, kim } = people;
const park = staffActor('district', GURO, 'officer-guro-2');
const cho = staffActor('district', GURO, 'officer-guro-3');
const auditor = staffActor('auditor', undefined, 'auditor-jang');

let count = 0;
/** A household that resembles no other. */
const another = (changes: Record<string, unknown> = {}) => {
  const n = ++count;
  return aHousehold({
    contact: { name: `하늘${n}`, phone: `010-70${String(10 + n)}-${1000 + n}`, language: 'ko' },
    birthDate: `19${String(10 + (n % 80)).padStart(2, '0')}-03-04`,
    address: { district: GURO, postcode: '08375', street: `자격로 ${n}`, detail: `${n}호` },
    ...changes,
  });
};
const state = async (id: string) =>
  (await programme.item<Application & Partial<Key> & { q?: string; qs?: string }>(
    keys.application(id),
  )) as Application & { q?: string; qs?: string };
const applied = async (body = another()): Promise<string> =>
  String((await programme.applyFor('households', body)).id);
const does = (verb: string, id: string, body: Record<string, unknown>, staff: StaffActor = guro) =>
  programme.application.do(verb, id, body, staff);
const isRefused = (
  verb: string,
  id: string,
  body: Record<string, unknown>,
  staff: StaffActor,
  code: string,
  status = 409,
) => programme.application.refuse(verb, id, body, staff, status, code);
const view = async (id: string, staff: StaffActor = guro) => {
  const { status, body } = await programme.send('GET /api/staff/applications/{id}/eligibility', {
    params: { id },
    staff,
  });
  expect(status, JSON.stringify(body)).toBe(200);
  return eligibilityContract.routes.readEligibility.answer.parse(body);
};
const history = async (id: string) =>
  (await local.table.part<EventItem>(keys.application(id).pk, 'EVT#')).sort((a, b) =>
    a.at.localeCompare(b.at),
  );
/** Another application that may be of the same household. */
const doubt = async (id: string, district = GANGDONG): Promise<string> => {
  const other = newId('application', programme.deps.ids.ulid());
  const doubts = [{ by: 'DWELLING' as const, application: other, district }];
  await local.table.update(keys.application(id), { set: { doubts } }, { exists: true });
  return other;
};
/** A document as applications keeps it once its first bytes were looked at. */
async function documented(id: string, code: string, changes: Record<string, unknown> = {}): Promise<string> {
  const document = newId('document', programme.deps.ids.ulid());
  const at = programme.deps.clock.now().toISOString();
  const item = {
    ...keys.document(id, document),
    ...{ kind: 'document', id: document, application: id, code, startedAt: at, addedAt: at },
    ...{ type: 'image/jpeg', bytes: 120_000 },
    ...changes,
  };
  await local.table.transact([{ put: item }]);
  return document;
}
const withdrawal = async (id: string) => {
  const reference = referenceOf(id);
  const session = await programme.session('application', reference);
  return { params: { reference }, session };
};
const appeals = async (id: string, words = '다시 봐 주세요. 지난달에 자격이 바뀌었습니다.') =>
  programme.write('POST /api/public/applications/{reference}/appeal', {
    ...(await withdrawal(id)),
    body: { words },
  });

describe('what an officer says to have seen', () => {
  test('a look-up needs the household’s consent; documents must be there; the counter and a visit are the officer’s word', async () => {
    const consents = { privacy: true, sensitive: true, lookUp: false };
    const id = await applied(another({ consents }));
    const { errors } = await isRefused(
      'eligibility',
      id,
      { evidence: 'LOOK_UP' },
      guro,
      'LOOK_UP_NOT_AGREED',
    );
    expect(errors).toEqual([{ path: 'evidence', code: 'LOOK_UP_NOT_AGREED' }]);
    const { detail } = await isRefused('eligibility', id, { evidence: 'DOCUMENTS' }, guro, 'PAPERS_MISSING');
    expect(detail).toEqual({ missing: ['RESIDENT_ABSTRACT', 'STATUS_PROOF'] });
    expect((await view(id)).missing).toEqual(['RESIDENT_ABSTRACT', 'STATUS_PROOF']);
    await documented(id, 'RESIDENT_ABSTRACT');
    await documented(id, 'STATUS_PROOF', { destroyedAt: '2026-11-23T01:00:00.000Z' });
    await isRefused('eligibility', id, { evidence: 'DOCUMENTS' }, guro, 'PAPERS_MISSING');
    await documented(id, 'STATUS_PROOF');
    expect((await view(id)).missing).toEqual([]);
    expect(await does('eligibility', id, { evidence: 'DOCUMENTS' })).toEqual({ id, status: 'QUEUED' });
    for (const evidence of ['SEEN', 'LOOK_UP'])
      expect(await does('eligibility', await applied(), { evidence })).toMatchObject({ status: 'QUEUED' });
  });

  test('asks for kinds that the city pack knows, each once; the applicant is told which', async () => {
    const id = await applied();
    const unknown = { documents: ['STATUS_PROOF', 'PASSPORT'] };
    const { errors } = await isRefused('documents-request', id, unknown, guro, 'PAPER_UNKNOWN', 422);
    expect(errors).toEqual([{ path: 'documents.1', code: 'PAPER_UNKNOWN' }]);
    await does('documents-request', id, { documents: ['STATUS_PROOF', 'STATUS_PROOF', 'OTHER'] });
    expect((await state(id)).documentsWanted).toEqual(['STATUS_PROOF', 'OTHER']);
    expect((await history(id)).at(-1)?.facts).toEqual({ documents: ['STATUS_PROOF', 'OTHER'] });
    expect((await view(id)).missing).toEqual(['STATUS_PROOF', 'OTHER']);
  });
});

describe('four eyes', () => {
  test('doubts: the first officer’s word waits for another; who gave it cannot give the second', async () => {
    const id = await applied();
    const other = await doubt(id);
    const seen = await view(id);
    expect(seen).toMatchObject({ secondBecause: ['DOUBTS'], decidedBefore: false });
    // Of the other application its reference and district, nothing else.
    expect(seen.doubts).toEqual([{ by: 'DWELLING', reference: referenceOf(other), district: GANGDONG }]);
    expect(await does('eligibility', id, { evidence: 'LOOK_UP', note: '주소 확인함' })).toEqual({
      id,
      status: 'SECOND_CHECK',
    });
    expect((await state(id)).q).toBe(`APP#Q#SECOND_CHECK#${GURO}`);
    expect(await view(id)).toMatchObject({ decidedBefore: true, evidence: 'LOOK_UP' });
    expect(await view(id, park)).toMatchObject({ decidedBefore: false });
    await isRefused('second-check', id, {}, guro, 'SECOND_PERSON');
    await isRefused('refusal', id, { reason: 'OTHER' }, guro, 'SECOND_PERSON');
    await isRefused('second-check', id, {}, gangdong, 'OTHER_DISTRICT', 403);
    await isRefused('eligibility', id, { evidence: 'LOOK_UP' }, park, 'ILLEGAL_MOVE');
    expect(await does('second-check', id, {}, park)).toEqual({ id, status: 'QUEUED' });
    const { decidedBy, evidence } = await state(id);
    expect([decidedBy, evidence]).toEqual([['officer-guro', 'officer-guro-2'], undefined]);
    const told = (await history(id)).map(({ type, facts }) => [type, facts]);
    expect(told.slice(1)).toEqual([
      ['application.confirmFirst', { evidence: 'LOOK_UP', because: ['DOUBTS'] }],
      ['application.confirmSecond', { evidence: 'LOOK_UP', waiting: 1 }],
    ]);
  });

  test('a visit leaves nothing to look at; many PCs are much; both are the city’s word', async () => {
    const id = await applied();
    expect(await does('eligibility', id, { evidence: 'VISIT' })).toMatchObject({ status: 'SECOND_CHECK' });
    const many = await programme.applyFor('organisations', anOrganisation({ computers: 10 }));
    expect((await view(String(many.id))).secondBecause).toEqual(['COMPUTERS']);
    const few = await programme.applyFor('organisations', anOrganisation({ computers: 9 }));
    expect((await view(String(few.id))).secondBecause).toEqual([]);
    const { city } = programme.deps;
    const secondOfficer = { doubts: false, evidence: [], enteredBySame: false };
    const easy = openProgramme(
      { ...programme.deps, city: { ...city, eligibility: { ...city.eligibility, secondOfficer } } },
      local,
    );
    const plain = await applied();
    await doubt(plain);
    expect(await easy.application.do('eligibility', plain, { evidence: 'VISIT' }, guro)).toMatchObject({
      status: 'QUEUED',
    });
  });

  test('whoever entered an application for somebody does not decide it alone', async () => {
    const id = await applied();
    const [submitted] = await history(id);
    await local.table.update(keys.application(id), { set: { assisted: true } }, { exists: true });
    const by = { kind: 'staff', id: guro.id };
    const key = { pk: keys.application(id).pk, sk: `EVT#${submitted?.key}` };
    await local.table.update(key, { set: { by } }, { exists: true });
    expect((await view(id)).secondBecause).toEqual(['ENTERED_BY_SAME']);
    expect((await view(id, park)).secondBecause).toEqual([]);
    expect(await does('eligibility', id, { evidence: 'SEEN' })).toMatchObject({ status: 'SECOND_CHECK' });
  });

  test('the second may ask for documents, or refuse; then it begins again', async () => {
    const id = await applied();
    await doubt(id);
    await does('eligibility', id, { evidence: 'SEEN' });
    await does('documents-request', id, { documents: ['STATUS_PROOF'] }, park);
    await does('eligibility', id, { evidence: 'SEEN' }, park);
    await isRefused('second-check', id, {}, park, 'SECOND_PERSON');
    // Whoever confirmed first the first time is another than who did so now.
    expect(await does('refusal', id, { reason: 'SAME_HOUSEHOLD' }, guro)).toMatchObject({
      status: 'INELIGIBLE',
    });
  });

  test('two officers at the same moment: one gives the second word', async () => {
    const id = await applied();
    await doubt(id);
    await does('eligibility', id, { evidence: 'SEEN' });
    const answers = await Promise.all(
      [park, cho].map((staff) =>
        programme.send('POST /api/staff/applications/{id}/second-check', {
          ...{ params: { id }, body: {}, staff, key: programme.deps.ids.ulid() },
        }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await history(id)).filter(({ type }) => type === 'application.confirmSecond')).toHaveLength(1);
  });
});

describe('an organisation', () => {
  /** Applied, with its organisation as applications links it. */
  async function asking(name: string) {
    const { id } = await programme.applyFor(
      'organisations',
      anOrganisation({ organisation: { name, kind: 'CHILD_CENTRE' } }),
    );
    const application = String(id);
    const known = (await state(application)).organisationId;
    if (known) return { application, organisation: known };
    const asks = { name, kind: 'CHILD_CENTRE', district: GURO, application };
    const at = programme.deps.clock.now().toISOString();
    const more = { person: newId('person', application.slice(4)), at, key: application.slice(4) };
    const { id: organisation, writes } = await organisationOf(programme.deps, { ...asks, ...more });
    await local.table.transact(writes);
    await local.table.update(
      keys.application(application),
      { set: { organisationId: organisation } },
      { exists: true },
    );
    return { application, organisation };
  }
  const certify = (organisation: string) =>
    programme.write('POST /api/staff/organisations/{id}/certification', {
      ...{ params: { id: organisation }, body: { checks: CERTIFICATE_CHECKS }, staff: guro },
    });

  test('is confirmed under a certificate only, and only while it holds', async () => {
    const { application, organisation } = await asking('자격하나센터');
    const body = { evidence: 'LOOK_UP' };
    const { detail } = await isRefused('eligibility', application, body, guro, 'ORGANISATION_NOT_CERTIFIED');
    expect(detail).toEqual({ organisation });
    await certify(organisation);
    expect((await view(application)).organisation).toEqual({
      id: organisation,
      certified: true,
      certifiedUntil: '2027-11-22',
    });
    await local.table.update(keys.organisation(organisation), { set: { certifiedUntil: '2026-11-22' } }, {});
    await isRefused('eligibility', application, body, guro, 'ORGANISATION_NOT_CERTIFIED');
    await local.table.update(keys.organisation(organisation), { set: { certifiedUntil: '2027-11-22' } }, {});
    expect(await does('eligibility', application, body)).toMatchObject({ status: 'QUEUED' });
  });

  test('refused between the reading and the writing, its application is not confirmed', async () => {
    const { application, organisation } = await asking('자격둘센터');
    await certify(organisation);
    const racing = {
      ...local.table,
      commit: async (deed: Parameters<typeof local.table.commit>[0]) => {
        await local.table.update(keys.organisation(organisation), { set: { status: 'REFUSED' } }, {});
        return local.table.commit(deed);
      },
    } as typeof local.table;
    const other = openProgramme({ ...programme.deps, table: racing }, local);
    const { status, body } = await other.send('POST /api/staff/applications/{id}/eligibility', {
      ...{ params: { id: application }, body: { evidence: 'LOOK_UP' }, staff: guro },
      key: programme.deps.ids.ulid(),
    });
    expect([status, body.code]).toEqual([409, 'ORGANISATION_NOT_CERTIFIED']);
    expect((await state(application)).status).toBe('SUBMITTED');
  });
});

describe('an appeal', () => {
  const refusedOne = async () => {
    const id = await applied();
    await does('refusal', id, { reason: 'NOT_IN_CATEGORY' });
    return id;
  };

  test('allowed by somebody who did not decide: the place in the queue that the refusal cost is given back', async () => {
    const id = await refusedOne();
    expect((await history(id)).at(-1)?.facts).toEqual({ reason: 'NOT_IN_CATEGORY', until: '2027-01-22' });
    const refusedAt = (await state(id)).stages.INELIGIBLE ?? '';
    expect((await view(id)).appealUntil).toBe('2027-01-22');
    programme.deps.clock.pass({ days: 9 });
    expect(await appeals(id)).toEqual({ id, status: 'APPEALED' });
    expect((await state(id)).q).toBe(`APP#Q#APPEALED#${GURO}`);
    expect(await view(id)).toMatchObject({ decidedBefore: true, appeal: { words: expect.any(String) } });
    await isRefused('appeal-decision', id, { outcome: 'ALLOWED' }, guro, 'DECIDED_BEFORE');
    await isRefused('appeal-decision', id, { outcome: 'ALLOWED' }, gangdong, 'OTHER_DISTRICT', 403);
    const later = await applied();
    await does('eligibility', later, { evidence: 'LOOK_UP' });
    expect(await does('appeal-decision', id, { outcome: 'ALLOWED' }, park)).toEqual({ id, status: 'QUEUED' });
    const [own, next] = [await state(id), await state(later)];
    expect(own.queuedAt).toBe(refusedAt);
    expect((own.qs ?? '') < (next.qs ?? '')).toBe(true);
    expect(own.refusedBecause).toBeUndefined();
    expect((await view(id)).appeal).toMatchObject({ outcome: 'ALLOWED' });
    expect((await history(id)).at(-1)).toMatchObject({
      type: 'application.allowAppeal',
      facts: { waiting: 1 },
    });
    // What the applicant wrote stays with the record; no event carries it.
    expect(JSON.stringify(await history(id))).not.toContain('지난달');
  });

  test('dismissed it ends there: no second appeal, and the household may apply anew', async () => {
    const body = another();
    const id = await applied(body);
    await does('refusal', id, { reason: 'NOT_IN_CATEGORY' });
    await appeals(id);
    await programme.refused(
      'POST /api/public/applications/households',
      { body: { ...body, address: { ...body.address, street: '다른길 1' } } },
      409,
      'HOUSEHOLD_HAS_ONE',
    );
    const decision = { outcome: 'DISMISSED', reason: 'OUTSIDE_DISTRICT', note: '주소지가 다름' };
    await does('appeal-decision', id, decision, people.programme);
    expect(await state(id)).toMatchObject({
      status: 'INELIGIBLE',
      refusedBecause: 'OUTSIDE_DISTRICT',
      decidedBy: ['officer-guro', 'office-seo'],
    });
    await programme.refused(
      'POST /api/public/applications/{reference}/appeal',
      { ...(await withdrawal(id)), body: { words: '다시' } },
      409,
      'APPEAL_DECIDED',
    );
    await applied(body);
  });

  test('too late, without a code, in another state, or when the place is taken: each is told why', async () => {
    const route = 'POST /api/public/applications/{reference}/appeal';
    const body = another();
    const id = await applied(body);
    const waiting = { ...(await withdrawal(id)), body: { words: '빨리' } };
    await programme.refused(route, waiting, 409, 'ILLEGAL_MOVE');
    await does('refusal', id, { reason: 'OTHER' });
    await programme.refused(route, { ...waiting, session: 'none' }, 401, 'SESSION_REQUIRED');
    const anew = await applied(body);
    await programme.refused(
      route,
      { ...(await withdrawal(id)), body: { words: '빨리' } },
      409,
      'PLACE_TAKEN',
    );
    await does('refusal', anew, { reason: 'OTHER' });
    programme.deps.clock.pass({ days: 61 });
    const late = await programme.refused(
      route,
      { ...(await withdrawal(id)), body: { words: '늦었지만' } },
      409,
      'APPEAL_TOO_LATE',
    );
    expect(late.detail).toEqual({ until: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) });
    programme.deps.clock.pass({ days: -61 });
  });

  test('that came by phone is entered by an officer, who may be the one that refused', async () => {
    const id = await refusedOne();
    await does('appeal', id, { words: '전화로 말씀하심' });
    expect((await history(id)).at(-1)).toMatchObject({
      type: 'application.appeal',
      by: { kind: 'staff', id: guro.id },
    });
    await isRefused('appeal-decision', id, { outcome: 'DISMISSED' }, guro, 'DECIDED_BEFORE');
    await does('appeal-decision', id, { outcome: 'DISMISSED' }, cho);
    expect((await state(id)).refusedBecause).toBe('NOT_IN_CATEGORY');
  });
});

describe('who has it', () => {
  test('taken, handed on, put back; only to officers of the district, and to nobody who may not decide', async () => {
    const id = await applied();
    expect(await does('officer', id, { officer: guro.id })).toEqual({
      ...{ id, status: 'SUBMITTED', officer: guro.id },
    });
    expect((await view(id)).officer).toBe(guro.id);
    const stranger = { officer: 'somebody' };
    await isRefused('officer', id, stranger, guro, 'OFFICER_UNKNOWN', 422);
    await does('officer', await applied(), { officer: park.id }, park);
    const { body } = await programme.send('GET /api/staff/eligibility/officers', {
      query: { district: GURO },
      staff: guro,
    });
    expect(body.items).toEqual([guro.id, park.id]);
    expect((await does('officer', id, { officer: park.id })).officer).toBe(park.id);
    expect(await does('officer', id, {})).toEqual({ id, status: 'SUBMITTED' });
    expect((await view(id)).officer).toBeUndefined();
    await isRefused('officer', id, { officer: gangdong.id }, gangdong, 'OTHER_DISTRICT', 403);
    await doubt(id);
    await does('officer', id, { officer: guro.id });
    await does('eligibility', id, { evidence: 'SEEN' });
    // The second check is for somebody else: nobody has it, and the first cannot have it.
    expect((await view(id, park)).officer).toBeUndefined();
    await isRefused('officer', id, { officer: guro.id }, guro, 'SECOND_PERSON');
    await does('officer', id, { officer: park.id }, park);
    await does('second-check', id, {}, park);
    await isRefused('officer', id, { officer: guro.id }, guro, 'ILLEGAL_MOVE');
  });
});

describe('documents', () => {
  const read = (id: string, document: string, staff: StaffActor = guro) =>
    programme.send('GET /api/staff/applications/{id}/documents/{document}', {
      params: { id, document },
      staff,
    });

  test('are read through a link of minutes, each reading on record; only by those who decide', async () => {
    const id = await applied();
    const document = await documented(id, 'STATUS_PROOF');
    const unused = await documented(id, 'RESIDENT_ABSTRACT', { addedAt: undefined });
    expect((await view(id)).documents).toEqual([
      { id: document, code: 'STATUS_PROOF', type: 'image/jpeg', bytes: 120_000, addedAt: expect.any(String) },
    ]);
    const before = (await history(id)).length;
    for (const [staff, code] of [
      [gangdong, 'OTHER_DISTRICT'],
      [kim, 'NOT_ALLOWED'],
      [auditor, 'NOT_ALLOWED'],
    ] as const)
      expect((await read(id, document, staff)).body.code).toBe(code);
    expect((await read(id, unused)).body.code).toBe('NOT_FOUND');
    expect(await history(id)).toHaveLength(before);
    const { status, body } = await read(id, document);
    expect(status).toBe(200);
    expect(body.url).toContain(`applications/${referenceOf(id)}/${document}/kept?expires=300`);
    await read(id, document);
    const readings = (await history(id)).filter(({ type }) => type === 'application.readDocument');
    expect(readings).toHaveLength(2);
    expect(readings[0]).toMatchObject({
      by: { kind: 'staff', id: guro.id },
      refs: { document, application: id },
      facts: { document: 'STATUS_PROOF' },
    });
  });

  test('one that was destroyed is told so; another’s is not found under this application', async () => {
    const [id, other] = [await applied(), await applied()];
    const gone = await documented(id, 'STATUS_PROOF', { destroyedAt: '2026-11-23T01:00:00.000Z' });
    const answer = await read(id, gone);
    expect([answer.status, answer.body.code]).toEqual([410, 'DOCUMENT_DESTROYED']);
    const others = await documented(other, 'STATUS_PROOF');
    expect((await read(id, others)).body.code).toBe('NOT_FOUND');
  });
});
