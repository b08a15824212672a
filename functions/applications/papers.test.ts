import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LocalTable, openLocalTable } from '../../test/support/dynamo.ts';
import {
  aHousehold,
  anOrganisation,
  openProgramme,
  type Programme,
  people,
} from '../../test/support/programme.ts';
import { nextDay } from '../kernel/clock.ts';
import type { EventItem } from '../kernel/events.ts';
import { referenceOf } from '../kernel/ids.ts';
import { keys } from '../kernel/keys.ts';
import { fakeDependencies, TEST_START } from '../kernel/testing.ts';
import { applicationsContract } from './contract.ts';
import { destroyDue } from './destroy-documents.ts';
import type { Document } from './documents.ts';
import { type Application, documentFiles } from './domain.ts';

let local: LocalTable;
let programme: Programme;
beforeAll(async () => {
  local = await openLocalTable();
  programme = openProgramme(fakeDependencies({ table: local.table }), local);
});
afterAll(() => local.stop());

const { guro, gangdong } = people;
const PHOTO = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 16, 1, 2, 3]);
const PDF = new TextEncoder().encode('%PDF-1.7\n…');
const START = 'POST /api/public/applications/{reference}/documents';
const ADD = `${START}/{document}`;
let person = 0;

/** Somebody who has applied, as they come back with their code. */
async function applicant(what: 'households' | 'organisations' = 'households') {
  const n = ++person;
  const contact = { name: `박서류${n}`, phone: `010-7000-${1000 + n}`, language: 'ko' };
  const address = { district: guro.district, postcode: '08375', street: `서류로 ${n}` };
  const consents = { privacy: true, sensitive: true, lookUp: false };
  const body =
    what === 'households'
      ? aHousehold({ contact, address, consents })
      : anOrganisation({ contact, address, organisation: { name: `서류회${n}`, kind: 'CHILD_CENTRE' } });
  const { id } = await programme.applyFor(what, body);
  const session = await programme.session('application', id);
  return { id: String(id), session, params: { reference: referenceOf(String(id)) } };
}
type Applicant = Awaited<ReturnType<typeof applicant>>;
const send = async ({ id, session }: Applicant, code: string, bytes: Uint8Array = PHOTO) => {
  const paper = await programme.sentPaper(id, code, bytes, { session });
  return { ...paper, add: () => programme.write(paper.route, paper.what) };
};
const state = (id: string) => programme.item<Application>(keys.application(id));
const document = (application: string, id: string) =>
  programme.item<Document>(keys.document(application, id));
const follow = async ({ params, session }: Applicant) =>
  applicationsContract.routes.followApplication.answer.parse(
    (await programme.send('GET /api/public/applications/{reference}', { params, session })).body,
  );
const filesOf = (application: string, id: string) => {
  const { sent, kept } = documentFiles({ application, id });
  return { sent: programme.uploads.files.get(sent), kept: programme.uploads.files.get(kept) };
};

describe('a paper', () => {
  test('is looked at, kept where its form does not reach, and told to applicant and officer', async () => {
    const one = await applicant();
    expect((await follow(one)).documentsMissing).toEqual(['RESIDENT_ABSTRACT', 'STATUS_PROOF']);
    const paper = await send(one, 'STATUS_PROOF');
    expect(filesOf(one.id, paper.id)).toEqual({ sent: PHOTO, kept: undefined });
    expect(await paper.add()).toEqual({ id: one.id, status: 'SUBMITTED', document: paper.id });
    expect(filesOf(one.id, paper.id)).toEqual({ sent: undefined, kept: PHOTO });
    // Whoever still has the form can send again; what was looked at stays what is kept.
    programme.uploads.files.set(documentFiles({ application: one.id, id: paper.id }).sent, PDF);
    expect(filesOf(one.id, paper.id).kept).toEqual(PHOTO);
    const told = { id: paper.id, code: 'STATUS_PROOF', type: 'image/jpeg', bytes: PHOTO.length };
    expect(await follow(one)).toMatchObject({
      documents: [told],
      documentsMissing: ['RESIDENT_ABSTRACT'],
      may: ['addDocument', 'withdraw'],
    });
    expect(await programme.application.read(one.id)).toMatchObject({
      documents: [told],
      documentsMissing: ['RESIDENT_ABSTRACT'],
    });
  });

  test('a form takes one file of the city’s size; its event and its record know neither form nor key', async () => {
    const one = await applicant();
    const answer = await programme.write(START, { ...one, body: { code: 'OTHER' } });
    const { fields, largest } = applicationsContract.routes.startDocument.answer.parse(answer);
    expect(fields).toMatchObject({ bytes: String(largest), 'content-type': 'application/octet-stream' });
    expect(fields.key).toBe(`applications/${one.params.reference}/${answer.document}/sent`);
    const kept = JSON.stringify(await local.table.part(keys.application(one.id).pk, ''));
    expect(kept).not.toContain('/sent');
  });

  test.each([
    ['FILE_KIND', new TextEncoder().encode('MZ\x90 a program named photo.jpg')],
    ['FILE_KIND', new TextEncoder().encode('<svg onload="x"/>')],
    ['FILE_EMPTY', new Uint8Array()],
    ['FILE_TOO_LARGE', Uint8Array.from({ length: 10 * 1024 * 1024 + 1 }, (_, i) => PHOTO[i] ?? 0)],
  ])('%s: refused, and removed at once', async (code, bytes) => {
    const one = await applicant();
    const paper = await send(one, 'STATUS_PROOF', bytes);
    await programme.refused(paper.route, paper.what, 422, code);
    expect(filesOf(one.id, paper.id)).toEqual({ sent: undefined, kept: undefined });
    expect((await follow(one)).documents).toEqual([]);
    // The next photo is taken as if nothing had been.
    await (await send(one, 'STATUS_PROOF')).add();
  });

  test('that has not arrived, of another application, of none, too late', async () => {
    const [one, other] = [await applicant(), await applicant()];
    const started = await programme.write(START, { ...one, body: { code: 'OTHER' } });
    const what = (who: Applicant, id: unknown) => ({
      session: who.session,
      params: { ...who.params, document: String(id) },
      body: {},
    });
    await programme.refused(ADD, what(one, started.document), 404, 'UPLOAD_UNKNOWN');
    await programme.refused(ADD, what(other, started.document), 404, 'NOT_FOUND');
    await programme.refused(ADD, what(one, `doc_${programme.deps.ids.ulid()}`), 404, 'NOT_FOUND');
    const paper = await send(one, 'OTHER');
    programme.deps.clock.pass({ minutes: 31 });
    const again = { ...one, session: await programme.session('application', one.id) };
    await programme.refused(ADD, what(again, paper.id), 404, 'UPLOAD_UNKNOWN');
  });

  test('of a kind that the city does not know; without the code; with another application’s', async () => {
    const [one, other] = [await applicant(), await applicant()];
    const { errors } = await programme.refused(
      START,
      { ...one, body: { code: 'DIARY' } },
      422,
      'DOCUMENT_UNKNOWN',
    );
    expect(errors).toEqual([{ path: 'code', code: 'DOCUMENT_UNKNOWN' }]);
    const what = { params: one.params, body: { code: 'OTHER' } };
    await programme.refused(START, { ...what, session: 'x' }, 401, 'SESSION_REQUIRED');
    await programme.refused(START, { ...what, session: other.session }, 401, 'SESSION_REQUIRED');
  });

  test('so many are taken and no more, also when they come at once', async () => {
    const { mostDocuments } = programme.deps.city.eligibility;
    const one = await applicant();
    const papers = [];
    for (let n = 0; n < mostDocuments + 3; n++) papers.push(await send(one, 'OTHER'));
    const answers = await Promise.all(
      papers.map(({ route, what }) => programme.send(route, { ...what, key: programme.deps.ids.ulid() })),
    );
    const taken = answers.filter(({ status }) => status === 200);
    const refused = answers.filter(({ status }) => status !== 200).map(({ body }) => body.code);
    expect(taken.length).toBeLessThanOrEqual(mostDocuments);
    expect(
      refused.every((code) => ['TOO_MANY_DOCUMENTS', 'CHANGED_MEANWHILE', 'BUSY'].includes(String(code))),
    ).toBe(true);
    expect((await state(one.id)).documentsAdded).toBe(taken.length);
    for (const { route, what } of papers)
      if ((await state(one.id)).documentsAdded !== mostDocuments)
        await programme.send(route, { ...what, key: programme.deps.ids.ulid() });
    await programme.refused(START, { ...one, body: { code: 'OTHER' } }, 409, 'TOO_MANY_DOCUMENTS');
    expect((await follow(one)).documents).toHaveLength(mostDocuments);
  });
});

describe('what an officer has asked for', () => {
  test('with the last of it the application is back in its old place, under its first day', async () => {
    const one = await applicant();
    const { submittedAt } = await state(one.id);
    await (await send(one, 'STATUS_PROOF')).add();
    programme.deps.clock.pass({ days: 2 });
    const documents = ['STATUS_PROOF', 'RESIDENT_ABSTRACT'];
    await programme.application.do('documents-request', one.id, { documents }, guro);
    const again = { ...one, session: await programme.session('application', one.id) };
    // The one from before is what the officer has seen and asks for anew.
    expect((await follow(again)).documentsMissing).toEqual(documents);
    expect(await (await send(again, 'STATUS_PROOF', PDF)).add()).toMatchObject({
      status: 'DOCUMENTS_NEEDED',
    });
    expect(await (await send(again, 'RESIDENT_ABSTRACT')).add()).toMatchObject({ status: 'SUBMITTED' });
    expect(await state(one.id)).toMatchObject({
      q: `APP#Q#SUBMITTED#${guro.district}`,
      qs: `${submittedAt}#${one.id}`,
      stages: { SUBMITTED: submittedAt },
      documentsAdded: 3,
    });
    const page = await programme.application.read(one.id);
    expect((page.history as { type: string; from?: string; to?: string }[]).at(-1)).toMatchObject({
      type: 'application.supplyDocuments',
      from: 'DOCUMENTS_NEEDED',
      to: 'SUBMITTED',
    });
  });

  test('a decision that falls while a paper is added: the paper is not lost, nothing more is taken', async () => {
    const one = await applicant();
    const late = await send(one, 'OTHER');
    await programme.application.do('refusal', one.id, { reason: 'OTHER' }, guro);
    await programme.refused(late.route, late.what, 409, 'DOCUMENTS_CLOSED');
    await programme.refused(START, { ...one, body: { code: 'OTHER' } }, 409, 'DOCUMENTS_CLOSED');
    expect((await follow(one)).may).toEqual(['appeal']);
    await programme.write('POST /api/public/applications/{reference}/appeal', {
      ...one,
      body: { words: '다시 봐 주세요' },
    });
    await late.add();
    expect((await follow(one)).may).toEqual(['addDocument', 'withdraw']);
  });
});

describe('papers are destroyed', () => {
  const job = () =>
    destroyDue(
      { ...programme.deps, uploads: () => programme.uploads },
      programme.deps.clock.now().toISOString(),
    );
  const { keepDocumentsDays } = fakeDependencies().city.eligibility;
  /** 00:50 in Seoul, so many days after the tests' day. */
  const night = (days: number) => programme.deps.clock.set(`${nextDay('2026-11-22', days)}T15:50:00.000Z`);
  const events = async (id: string) =>
    (await local.table.part<EventItem>(keys.application(id).pk, 'EVT#')).map(({ type, by }) => [
      type,
      by.kind,
    ]);
  beforeAll(async () => {
    // What the tests above have left is not what these look at.
    programme.deps.clock.set('2030-01-01T00:00:00.000Z');
    await job();
    programme.deps.clock.set(TEST_START);
  });

  test('so many days after the decision, and not a day before', async () => {
    const [one, waits] = [await applicant(), await applicant()];
    const paper = await send(one, 'STATUS_PROOF');
    const other = await send(waits, 'STATUS_PROOF');
    await paper.add();
    await other.add();
    programme.deps.clock.pass({ days: 10 });
    await programme.application.do('refusal', one.id, { reason: 'OTHER' }, guro);
    for (let day = 1; day < 10 + keepDocumentsDays; day += 1) {
      night(day);
      expect(await job()).toMatchObject({ destroyed: 0, cleared: 0 });
    }
    expect(filesOf(one.id, paper.id).kept).toEqual(PHOTO);
    night(10 + keepDocumentsDays);
    expect(await job()).toMatchObject({ destroyed: 1 });
    expect(filesOf(one.id, paper.id)).toEqual({ sent: undefined, kept: undefined });
    const at = programme.deps.clock.now().toISOString();
    expect(await document(one.id, paper.id)).toMatchObject({ code: 'STATUS_PROOF', destroyedAt: at });
    expect(await document(one.id, paper.id)).not.toHaveProperty('q');
    expect((await events(one.id)).filter(([type]) => type === 'application.destroyDocument')).toEqual([
      ['application.destroyDocument', 'system'],
    ]);
    // Asked again it has nothing to do; what is not decided stays.
    expect(await job()).toEqual({ destroyed: 0, cleared: 0, kept: 0 });
    expect(filesOf(waits.id, other.id).kept).toEqual(PHOTO);
    programme.deps.clock.set(TEST_START);
  });

  test('at once when the application is withdrawn', async () => {
    const one = await applicant();
    const paper = await send(one, 'STATUS_PROOF');
    await paper.add();
    await programme.write('POST /api/public/applications/{reference}/withdrawal', { ...one, body: {} });
    expect(filesOf(one.id, paper.id).kept).toEqual(PHOTO);
    night(1);
    expect(await job()).toMatchObject({ destroyed: 1 });
    expect(filesOf(one.id, paper.id).kept).toBeUndefined();
    programme.deps.clock.set(TEST_START);
  });

  test('a file that was sent and never added is cleared away the next night, its form with it', async () => {
    const one = await applicant();
    const paper = await send(one, 'STATUS_PROOF');
    programme.deps.clock.pass({ hours: 2 });
    expect(await job()).toMatchObject({ cleared: 0 });
    night(1);
    expect(await job()).toMatchObject({ cleared: 1, destroyed: 0 });
    expect(filesOf(one.id, paper.id).sent).toBeUndefined();
    expect(await document(one.id, paper.id)).toBeUndefined();
    programme.deps.clock.set(TEST_START);
  });

  test('killed after the file is gone, the next run writes down what is so', async () => {
    const one = await applicant();
    const paper = await send(one, 'STATUS_PROOF');
    await paper.add();
    await programme.write('POST /api/public/applications/{reference}/withdrawal', { ...one, body: {} });
    night(1);
    const dying = {
      ...programme.deps,
      uploads: () => programme.uploads,
      table: { ...local.table, commit: () => Promise.reject(new Error('the database is away')) },
    };
    const at = programme.deps.clock.now().toISOString();
    await expect(destroyDue(dying, at)).rejects.toThrow('the database is away');
    expect(await document(one.id, paper.id)).not.toHaveProperty('destroyedAt');
    expect(await job()).toMatchObject({ destroyed: 1 });
    expect(await document(one.id, paper.id)).toMatchObject({ destroyedAt: at });
    programme.deps.clock.set(TEST_START);
  });
});

describe('by staff, for people who do not use the web', () => {
  const PAPER = 'POST /api/staff/applications/assisted';
  const onPaper = { signedOn: '2026-11-20' };
  const contact = { name: '이종이', phone: '02-2222-4444', language: 'ko' };
  const address = { district: guro.district, postcode: '08375', street: '종이로 1' };

  test('a household from its signed form: who entered it, and consents of the day of the signature', async () => {
    const body = { ...aHousehold({ contact, address }), ...onPaper };
    const { id } = await programme.write(`${PAPER}/households`, { body, staff: guro });
    const application = await state(String(id));
    expect(application).toMatchObject({ assisted: true, status: 'SUBMITTED', language: 'ko' });
    const person_ = await programme.item<{ consents: object; consentsOn: string }>(
      keys.person(application.personId),
    );
    expect(person_).toMatchObject({
      consents: { privacy: '2026-11-20', sensitive: '2026-11-20', lookUp: '2026-11-20' },
      consentsOn: 'paper',
    });
    const { history } = await programme.application.read(String(id));
    expect(history).toMatchObject([{ type: 'application.submit', by: { kind: 'staff', id: guro.id } }]);
    // The same rules: one per household, whichever way it came.
    await programme.refused(
      'POST /api/public/applications/households',
      { body: aHousehold({ contact, address }) },
      409,
      'HOUSEHOLD_HAS_ONE',
    );
    const paper = await programme.sentPaper(String(id), 'STATUS_PROOF', PDF, { staff: guro });
    await programme.write(paper.route, paper.what);
    expect(await programme.application.read(String(id))).toMatchObject({
      documents: [{ code: 'STATUS_PROOF', type: 'application/pdf' }],
    });
    await programme.write(`${PAPER}/{id}/withdrawal`, { params: { id: String(id) }, staff: guro });
    expect(await state(String(id))).toMatchObject({ status: 'WITHDRAWN' });
  });

  test('a child with a guardian’s signature; nobody under 14 without', async () => {
    const child = { ...aHousehold({ contact, address, birthDate: '2014-01-01' }), ...onPaper };
    await programme.refused(`${PAPER}/households`, { body: child, staff: guro }, 422, 'GUARDIAN_NEEDED');
    const body = { ...child, guardian: { name: '박보호', phone: '010-1111-2222' } };
    const { id } = await programme.write(`${PAPER}/households`, { body, staff: guro });
    const { personId } = await state(String(id));
    const sealed = await programme.item<{ consents: object; contact: never }>(keys.person(personId));
    expect(sealed.consents).toHaveProperty('guardian', '2026-11-20');
    expect(JSON.stringify(sealed)).not.toContain('박보호');
    expect(await programme.deps.vault.open({ person: personId }, sealed.contact)).toMatchObject({
      guardian: { name: '박보호' },
    });
  });

  test('every step only in the own district, and no paper signed tomorrow', async () => {
    const organisation = { ...anOrganisation(), ...onPaper };
    const household = { ...aHousehold({ contact: { ...contact, name: '남구로' } }), ...onPaper };
    for (const [what, body] of [
      ['organisations', organisation],
      ['households', household],
    ] as const) {
      await programme.refused(`${PAPER}/${what}`, { body, staff: gangdong }, 403, 'OTHER_DISTRICT');
      const tomorrow = { ...body, signedOn: '2026-11-24' };
      await programme.refused(`${PAPER}/${what}`, { body: tomorrow, staff: guro }, 422, 'SIGNED_IN_FUTURE');
      const { signedOn: _, ...unsigned } = body;
      await programme.refused(`${PAPER}/${what}`, { body: unsigned, staff: guro }, 400, 'INVALID_REQUEST');
    }
    const { id } = await programme.write(`${PAPER}/organisations`, {
      body: organisation,
      staff: people.programme,
    });
    const params = { id: String(id) };
    const other = { params, staff: gangdong, body: {} };
    await programme.refused(
      `${PAPER}/{id}/documents`,
      { ...other, body: { code: 'OTHER' } },
      403,
      'OTHER_DISTRICT',
    );
    await programme.refused(`${PAPER}/{id}/withdrawal`, other, 403, 'OTHER_DISTRICT');
    const paper = await programme.sentPaper(String(id), 'OTHER', PHOTO, { staff: guro });
    await programme.refused(paper.route, { ...paper.what, staff: gangdong }, 403, 'OTHER_DISTRICT');
  });
});
