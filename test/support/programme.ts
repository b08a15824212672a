import { expect, vi } from 'vitest';
import { carryOutPlan } from '../../functions/allotments/carry-out.ts';
import { allotmentsContract } from '../../functions/allotments/contract.ts';
import { executePart } from '../../functions/allotments/execute-part.ts';
import { allotmentsHandlers } from '../../functions/allotments/http.ts';
import { applicationsContract } from '../../functions/applications/contract.ts';
import type { Application } from '../../functions/applications/domain.ts';
import { applicationsHandlers } from '../../functions/applications/http.ts';
import { committeesContract } from '../../functions/committees/contract.ts';
import { committeesHandlers } from '../../functions/committees/http.ts';
import { deliveriesContract } from '../../functions/deliveries/contract.ts';
import { deliveriesHandlers } from '../../functions/deliveries/http.ts';
import { devicesContract } from '../../functions/devices/contract.ts';
import type { Device } from '../../functions/devices/domain.ts';
import { registerDevice } from '../../functions/devices/domain.ts';
import { devicesHandlers } from '../../functions/devices/http.ts';
import {
  type SpecimenDevice,
  type SpecimenErasure,
  specimenLshw,
  specimenNwipe,
} from '../../functions/devices/readers/specimen.ts';
import { eligibilityContract } from '../../functions/eligibility/contract.ts';
import { eligibilityHandlers } from '../../functions/eligibility/http.ts';
import type { StaffActor } from '../../functions/kernel/actor.ts';
import { type Contract, type Handlers, routeKey } from '../../functions/kernel/contract.ts';
import type { Dependencies } from '../../functions/kernel/dependencies.ts';
import { newId, referenceOf } from '../../functions/kernel/ids.ts';
import { keys } from '../../functions/kernel/keys.ts';
import type { ApiHandler } from '../../functions/kernel/serve.ts';
import { serve } from '../../functions/kernel/serve.ts';
import { sessionHash } from '../../functions/kernel/session.ts';
import { type Call, call, type MovableClock, staffActor } from '../../functions/kernel/testing.ts';
import { CERTIFICATE_CHECKS, organisationsContract } from '../../functions/organisations/contract.ts';
import type { Organisation } from '../../functions/organisations/domain.ts';
import { organisationsHandlers } from '../../functions/organisations/http.ts';
import { openCommittee } from './committee.ts';
import type { LocalTable } from './dynamo.ts';
import { memoryObjects } from './objects.ts';

/** The people of the tests. Guro and Gangdong are pilot districts. */
export const GURO = '11530';
export const GANGDONG = '11740';
export const JONGNO = '11110';
export const people = {
  lee: staffActor('repair', undefined, 'tech-lee'),
  park: staffActor('repair', undefined, 'tech-park'),
  choi: staffActor(['repair', 'repair-lead'], undefined, 'lead-choi'),
  kim: staffActor('chest', undefined, 'chest-kim'),
  guro: staffActor('district', GURO, 'officer-guro'),
  gangdong: staffActor('district', GANGDONG, 'officer-gangdong'),
  programme: staffActor('programme', undefined, 'office-seo'),
} satisfies Record<string, StaffActor>;

export const PASSED = {
  starts: 'pass',
  screen: 'pass',
  keyboard: 'pass',
  pointer: 'pass',
  network: 'pass',
  sound: 'none',
  ports: 'pass',
  clean: 'pass',
} as const;

export const SIGNED = {
  signature: { kind: 'typed', name: '김하늘' },
  handover: { installed: true, starts: true, internet: false, explained: true, warrantyGiven: true },
} as const;

const aPerson = (name: string) => ({
  name,
  phone: '010-2222-3333',
  email: 'home@ithope.example',
  language: 'ko',
});
const NEEDS = { kind: 'any', screenReader: false, largeScreen: false, internet: true };
export const aHousehold = (changes: Record<string, unknown> = {}) => ({
  contact: aPerson('김하늘'),
  birthDate: '1980-05-06',
  address: { district: GURO, postcode: '08375', street: '구로로 1' },
  category: 'BASIC_LIVELIHOOD',
  householdSize: 3,
  needs: NEEDS,
  consents: { privacy: true, sensitive: true, lookUp: true },
  ...changes,
});
export const anOrganisation = (changes: Record<string, unknown> = {}) => ({
  organisation: { name: '구로지역아동센터', kind: 'CHILD_CENTRE' },
  contact: aPerson('이사랑'),
  address: { district: GURO, postcode: '08375', street: '구로로 2' },
  computers: 3,
  purpose: '방과 후 학습',
  peopleReached: 29,
  place: { name: '2층 배움터', network: 'wired' },
  needs: NEEDS,
  consents: { privacy: true },
  ...changes,
});

type Answer = Awaited<ReturnType<typeof call>>;
type Body = Record<string, unknown>;

/** Every item in the order of its keys, so that two moments can be compared. */
export async function booksOf(local: LocalTable): Promise<unknown[]> {
  const items = await local.everything();
  return items.sort((a, b) => (`${a.pk}|${a.sk}` < `${b.pk}|${b.sk}` ? -1 : 1));
}

/**
 * The programme from the workshop to a home, through its contracts, on a real table. Every write that succeeds is
 * sent twice more: the same again (same answer), and with another body (422); neither may change the books. Every
 * refusal is checked to have written nothing. What is logged goes to `journal`.
 */
export function openProgramme(deps: Dependencies & { readonly clock: MovableClock }, local: LocalTable) {
  const journal: string[] = [];
  for (const stream of ['log', 'error'] as const)
    vi.spyOn(console, stream).mockImplementation((line) => void journal.push(String(line)));
  const uploads = memoryObjects('uploads');
  const documents = memoryObjects('documents');
  const applications = () => applicationsHandlers({ ...deps, uploads: () => uploads });
  const devices = () => devicesHandlers({ ...deps, uploads: () => uploads, documents: () => documents });
  const served = new Map<string, ApiHandler>();
  function offer<C extends Contract>(contract: C, audience: 'public' | 'staff', handlers: () => Handlers<C>) {
    const handler = serve(contract, audience, handlers);
    for (const route of Object.values(contract.routes))
      if (route.access.audience === audience) served.set(routeKey(route), handler);
  }
  offer(devicesContract, 'staff', devices);
  offer(devicesContract, 'public', devices);
  offer(applicationsContract, 'staff', () => applications());
  offer(applicationsContract, 'public', () => applications());
  offer(committeesContract, 'staff', () =>
    committeesHandlers({ ...deps, uploads: () => uploads, documents: () => documents }),
  );
  const eligibility = () => eligibilityHandlers({ ...deps, uploads });
  offer(eligibilityContract, 'staff', eligibility);
  offer(eligibilityContract, 'public', eligibility);
  offer(organisationsContract, 'staff', () => organisationsHandlers(deps));
  offer(allotmentsContract, 'staff', () => allotmentsHandlers(deps));
  const deliveries = () =>
    deliveriesHandlers({ ...deps, uploads: () => uploads, documents: () => documents });
  offer(deliveriesContract, 'staff', deliveries);
  offer(deliveriesContract, 'public', deliveries);
  const handlerOf = (route: string): ApiHandler => {
    const known = served.get(route);
    if (!known) throw new Error(`no handler for ${route}`);
    return known;
  };
  const send = (route: string, what: Call = {}): Promise<Answer> => call(handlerOf(route), route, what);

  /** A deed on the way to what a test is about. */
  async function done(route: string, what: Call): Promise<Body> {
    deps.clock.pass({ seconds: 1 });
    const answer = await send(route, { body: {}, key: deps.ids.ulid(), ...what });
    expect(answer, route).toMatchObject({ status: expect.toSatisfy((status: number) => status < 300) });
    return answer.body;
  }

  /** A deed that succeeds, and its repetitions. */
  async function write(route: string, what: Call): Promise<Body> {
    deps.clock.pass({ seconds: 1 });
    const key = what.key ?? deps.ids.ulid();
    const body = JSON.stringify(what.body ?? {});
    const first = await send(route, { ...what, key, body });
    expect(first, route).toMatchObject({ status: expect.toSatisfy((status: number) => status < 300) });
    const books = await booksOf(local);
    expect(await send(route, { ...what, key, body }), `${route} again`).toEqual(first);
    const reused = await send(route, { ...what, key, body: `${body} ` });
    expect([reused.status, reused.body.code], `${route} with another body`).toEqual([422, 'KEY_REUSED']);
    expect(await booksOf(local), `${route} repeated`).toEqual(books);
    return first.body;
  }

  /** A deed that is refused: status and code, and nothing written. */
  async function refused(route: string, what: Call, status: number, code: string): Promise<Body> {
    const books = await booksOf(local);
    const answer = await send(route, { key: deps.ids.ulid(), body: {}, ...what });
    expect([answer.status, answer.body.code], route).toEqual([status, code]);
    expect(await booksOf(local), `${route} refused`).toEqual(books);
    return answer.body;
  }

  const on = (kind: string, verb: string) => `POST /api/staff/${kind}/{id}/${verb}`;
  const deed =
    (kind: string) =>
    (
      verb: string,
      id: unknown,
      body: Body = {},
      staff: StaffActor = people.lee,
      key?: string,
    ): Promise<Body> =>
      write(on(kind, verb), { params: { id: String(id) }, body, staff, ...(key ? { key } : {}) });
  const refusal =
    (kind: string) =>
    (verb: string, id: unknown, body: Body, staff: StaffActor, status: number, code: string): Promise<Body> =>
      refused(on(kind, verb), { params: { id: String(id) }, body, staff }, status, code);
  const read =
    (kind: string, staff: StaffActor = people.kim) =>
    async (id: unknown): Promise<Body> =>
      (await send(`GET /api/staff/${kind}/{id}`, { params: { id: String(id) }, staff })).body;

  const device = { do: deed('devices'), refuse: refusal('devices'), read: read('devices') };
  let count = 0;

  /** A device as the arrival of goods registers it, with a donation to follow it by. */
  async function arrive(
    deviceKind: Device['deviceKind'] = 'desktop',
    assetNumber = `SH-26-${String(++count).padStart(5, '0')}`,
  ): Promise<string> {
    deps.clock.pass({ seconds: 1 });
    const id = newId('device', deps.ids.ulid());
    const donation = newId('donation', deps.ids.ulid());
    const at = deps.clock.now().toISOString();
    const giver = newId('person', deps.ids.ulid());
    const gift = {
      ...keys.donation(donation),
      id: donation,
      devices: [{ id, assetNumber, kind: deviceKind }],
    };
    const registered = registerDevice({ id, assetNumber, deviceKind, donation, giver, at });
    await deps.table.transact([{ put: gift }, ...registered.writes]);
    return id;
  }

  /** Uploads a file as the browser's form does and has it read; gives the request that reads it. */
  async function uploaded(id: string, fileName: string, text: string | Uint8Array): Promise<Body> {
    const body = { fileName, size: text.length };
    const route = on('devices', 'uploads');
    const form = (await send(route, { params: { id }, body, key: deps.ids.ulid(), staff: people.lee })).body;
    const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
    uploads.files.set((form.fields as Record<string, string>).key as string, bytes);
    return { upload: form.upload, fileName };
  }
  const evidence = async (id: string, fileName: string, text: string): Promise<Body> =>
    device.do('evidence', id, await uploaded(id, fileName, text));

  /** Through the workshop until it is ready, by two people. */
  async function makeReady(kind: Device['deviceKind'] = 'desktop', number?: string): Promise<string> {
    const id = await arrive(kind, number);
    const pc = machine(id);
    const step = async (verb: string, body: Body = {}, staff = people.lee) =>
      done(on('devices', verb), { params: { id }, body, staff });
    await step('evidence', await uploaded(id, 'lshw.json', specimenLshw(pc)));
    await step('evidence', await uploaded(id, 'nwipe.log', erasureOf(pc)));
    await step('erasure');
    await step('system', { os: '하모니카 8.0' });
    await step('check', { checks: PASSED, grade: { appearance: 'B', functionality: 'A' } }, people.park);
    return id;
  }

  const application = {
    do: deed('applications'),
    refuse: refusal('applications'),
    read: read('applications'),
  };
  const applyFor = (what: 'organisations' | 'households', body: Body) =>
    write(`POST /api/public/applications/${what}`, { body });
  /** The organisation behind an application is certified, if it is not yet. */
  async function certified(application: string): Promise<void> {
    const { organisationId } = (await deps.table.get<Application>(keys.application(application))) ?? {};
    const organisation =
      organisationId && (await deps.table.get<Organisation>(keys.organisation(organisationId)));
    if (!organisation || organisation.status === 'CERTIFIED') return;
    await done(on('organisations', 'certification'), {
      params: { id: organisation.id },
      body: { checks: CERTIFICATE_CHECKS },
      staff: people.programme,
    });
  }
  /** Applied and confirmed by its district, by two officers where the city asks for it; gives the id. */
  async function queued(what: 'organisations' | 'households', body: Body): Promise<string> {
    const { id } = await done(`POST /api/public/applications/${what}`, { body });
    const params = { id: String(id) };
    await certified(String(id));
    const { status } = await done(on('applications', 'eligibility'), {
      params,
      body: { evidence: 'LOOK_UP' },
      staff: people.guro,
    });
    if (status === 'SECOND_CHECK')
      await done(on('applications', 'second-check'), { params, staff: people.programme });
    return String(id);
  }

  /** A paper as a phone sends it, to the application of a session or by staff; gives its id and the request that adds it. */
  async function sentPaper(
    application: string,
    code: string,
    bytes: Uint8Array,
    by: { session: string } | { staff: StaffActor },
  ) {
    const assisted = 'staff' in by;
    const params = assisted ? { id: application } : { reference: referenceOf(application) };
    const base = assisted
      ? 'POST /api/staff/applications/assisted/{id}/documents'
      : 'POST /api/public/applications/{reference}/documents';
    const { document, fields } = await write(base, { params, body: { code }, ...by });
    uploads.files.set((fields as Record<string, string>).key as string, bytes);
    const id = String(document);
    return {
      id,
      route: `${base}/{document}`,
      what: { params: { ...params, document: id }, body: {}, ...by },
    };
  }

  const committee = openCommittee(deps);
  const allotment = { do: deed('allotments'), refuse: refusal('allotments'), read: read('allotments') };
  const plan = (pairs: readonly (readonly [device: string, application: string])[]) =>
    pairs.map(([d, a]) => ({ device: d, application: a, why: 'LONGEST_WAITING' }));
  const propose = async (...pairs: (readonly [string, string])[]): Promise<string> =>
    String(
      (await write('POST /api/staff/allotments', { body: { lines: plan(pairs) }, staff: people.kim })).id,
    );
  /** What the stream would start: computing, or freeing what a plan holds for nothing. */
  const carryOut = (id: string) => carryOutPlan(deps, { allotment: id });
  const decide = async (id: string, outcome: 'APPROVED' | 'REJECTED' = 'APPROVED') => {
    const number = await committee.decide(id, outcome);
    if (outcome === 'REJECTED') await carryOut(id);
    return number;
  };
  /** What the machine does once an execution was started: the lines in parts, then the end. */
  const executed = async (id: string, part = 100): Promise<{ allotted: number; refused: number }> => {
    const { lineCount } = (await deps.table.get<{ lineCount: number }>(keys.allotment(id))) ?? {
      lineCount: 0,
    };
    for (let from = 1; from <= lineCount; from += part)
      await executePart(deps, { allotment: id, from, to: from + part - 1 });
    return executePart(deps, { allotment: id, close: true });
  };
  const execute = async (id: string) => {
    await allotment.do('execution', id, {}, people.kim);
    return executed(id);
  };
  const allot = async (...pairs: (readonly [string, string])[]): Promise<string> => {
    const id = await propose(...pairs);
    await decide(id);
    await execute(id);
    return id;
  };

  const delivery = { do: deed('deliveries'), refuse: refusal('deliveries'), read: read('deliveries') };
  const book = async (device: string, day = '2026-11-25'): Promise<string> =>
    String(
      (
        await write('POST /api/staff/deliveries', {
          body: { device, day, slot: 'morning' },
          staff: people.kim,
        })
      ).id,
    );

  /** A session as the one-time code of a record would give it. */
  async function session(subject: 'donation' | 'application', id: unknown): Promise<string> {
    const token = deps.ids.secret();
    const ttl = Math.floor(deps.clock.now().getTime() / 1000) + 1800;
    const reference = referenceOf(String(id));
    await deps.table.transact([{ put: { ...keys.session(sessionHash(token)), subject, reference, ttl } }]);
    return token;
  }

  const item = async <T>(key: { pk: string; sk: string }): Promise<T> => (await deps.table.get<T>(key)) as T;
  return {
    ...{ deps, local, uploads, documents, journal, send, write, refused, session, item },
    ...{ device, arrive, uploaded, evidence, makeReady },
    ...{ application, applyFor, certified, queued, sentPaper, allotment, plan, propose, decide, allot },
    ...{ delivery, book, carryOut, execute, executed, committee },
  };
}
export type Programme = ReturnType<typeof openProgramme>;

/** The machine of a device: two drives, whose serial numbers are its own. */
export const machine = (id: string, changes: Partial<SpecimenDevice> = {}): SpecimenDevice => ({
  maker: 'LG전자',
  model: 'B80GV',
  serial: `LG-${id.slice(-6)}`,
  chassis: 'desktop',
  cpu: 'Intel(R) Core(TM) i5-8400 CPU @ 2.80GHz',
  memoryMB: 8192,
  drives: [
    { serial: `WD-${id.slice(-8)}`, model: 'WDC WD5000AAKX', sizeGB: 500, type: 'hdd' },
    { serial: `S3X-${id.slice(-8)}`, model: 'Samsung SSD 860 EVO', sizeGB: 250, type: 'ssd' },
  ],
  ...changes,
});

/** What nwipe logs when it erases such drives. */
export const erasureOf = (pc: SpecimenDevice, outcome: SpecimenErasure['outcome'] = 'erased'): string =>
  specimenNwipe(
    pc.drives.map((drive) => ({ ...drive, outcome })),
    { at: '2026-11-23T01:00:00Z' },
  );
