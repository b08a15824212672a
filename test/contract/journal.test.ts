import { globSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { auditContract } from '../../functions/audit/contract.ts';
import { auditHandlers } from '../../functions/audit/http.ts';
import { journalRepository } from '../../functions/audit/repository.ts';
import { specimenLshw } from '../../functions/devices/readers/specimen.ts';
import { anOffer, donationsOn } from '../../functions/donations/testing.ts';
import { anAnnouncement, giftsOn } from '../../functions/gifts/testing.ts';
import { localDate } from '../../functions/kernel/clock.ts';
import type { DomainEvent, EventItem } from '../../functions/kernel/events.ts';
import { referenceOf } from '../../functions/kernel/ids.ts';
import { residentCheckDigit } from '../../functions/kernel/registration-number.ts';
import { serve } from '../../functions/kernel/serve.ts';
import { type Call, call, fakeDependencies, staffActor } from '../../functions/kernel/testing.ts';
import { pointsOn } from '../../functions/points/testing.ts';
import { privacyContract } from '../../functions/privacy/contract.ts';
import { privacyHandlers } from '../../functions/privacy/http.ts';
import { DOMAINS } from '../../lib/domains.ts';
import { HANDED_OVER, openDeliveries } from '../support/deliveries.ts';
import { type LocalTable, openLocalTable } from '../support/dynamo.ts';
import { memoryObjects } from '../support/objects.ts';
import {
  aHousehold,
  anOrganisation,
  erasureOf,
  machine,
  openProgramme,
  PASSED,
  type Programme,
  people,
  SIGNED,
} from '../support/programme.ts';

/** A made-up resident number whose last digit fits. */
const A_NUMBER = `800101123456${residentCheckDigit('800101123456')}`;

/** How a JPEG begins. */
const A_PHOTO = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 16]);

/** Every call of this test, as it was made: route, key, who. */
interface Made {
  readonly route: string;
  readonly key: string;
  readonly who: DomainEvent['by'];
}
const made: Made[] = [];
function whoOf({ staff, citizen, portal }: Call): DomainEvent['by'] {
  if (staff) return { kind: 'staff', id: staff.id };
  if (citizen) return { kind: 'citizen', id: citizen };
  return portal ? { kind: 'portal', id: portal } : { kind: 'anonymous' };
}
vi.mock('../../functions/kernel/testing.ts', async (original) => {
  const real = await original<typeof import('../../functions/kernel/testing.ts')>();
  const watched = async (handler: Parameters<typeof real.call>[0], route: string, what: Call = {}) => {
    const answer = await real.call(handler, route, what);
    const who = whoOf(what);
    if (answer.status < 300 && what.key) made.push({ route, key: what.key, who });
    return answer;
  };
  return { ...real, call: watched };
});

let local: LocalTable;
beforeAll(async () => {
  local = await openLocalTable();
}, 60_000);
afterAll(() => local.stop());

/** Writes that leave no event, and why. Everything else must be in the journal. */
const WITHOUT: Readonly<Record<string, string>> = {
  'devices.requestUpload': 'writes nothing: a form for a file',
  'committees.requestPaper': 'writes nothing: a form for a file',
  'privacy.requestCode': 'a code is no record of the programme and ends by itself',
  'privacy.openSession': 'a session is no record of the programme and ends by itself',
  'privacy.openByLink': 'a session is no record of the programme and ends by itself',
  'deliveries.preparePhoto': 'writes nothing: a form for a photo',
};
/** Lived through here; partners and receipts live in their own tests, and cannot write without an event (below). */
const LIVED = [
  'donations',
  'gifts',
  'devices',
  'applications',
  'eligibility',
  'allotments',
  'committees',
  'deliveries',
  'points',
  'privacy',
  'audit',
];
const writes = LIVED.flatMap((domain) =>
  Object.entries(DOMAINS[domain]?.contract.routes ?? {})
    .filter(([, { method }]) => method !== 'GET')
    .map(([name, { method, path }]) => ({ name: `${domain}.${name}`, route: `${method} ${path}` })),
);

/** The days of some recipients: by link, on the phone, on a route with its driver, and told both ways. */
async function liveOnTheWay(
  deps: ReturnType<typeof fakeDependencies>,
  session: (id: string) => Promise<string>,
) {
  const office = openDeliveries(local, deps);
  const done = async (route: string, what: Call) => {
    deps.clock.pass({ seconds: 1 });
    const answer = await office.send(route, { staff: people.kim, ...what });
    expect([answer.status < 300, answer.body.code], route).toEqual([true, undefined]);
    return answer.body;
  };
  const [one, two, three] = [await office.aDoor(), await office.aDoor(), await office.aDoor()];
  const holder = async ({ reference, application }: typeof one) => ({
    ...{ params: { reference }, session: await session(application) },
  });
  const by = (verb = '') => `POST /api/public/appointments/{reference}${verb}`;
  await office.send(by(), { ...(await holder(one)), body: { day: '2026-11-26', slot: 'morning' } });
  await office.send(by('/move'), { ...(await holder(one)), body: { day: '2026-11-27', slot: 'morning' } });
  await office.send(by('/call'), await holder(two));
  const call = { params: { id: two.application }, body: { result: 'SETTLED' } };
  await done('POST /api/staff/delivery-calls/{id}/end', call);
  const [second = '', third = ''] = await Promise.all(
    [two, three].map(async ({ devices: [device] }) =>
      String(
        (await done('POST /api/staff/deliveries', { body: { device, day: '2026-11-26', slot: 'morning' } }))
          .id,
      ),
    ),
  );
  for (const id of [second, third])
    await done('POST /api/staff/deliveries/{id}/appointment', {
      ...{ params: { id }, body: { day: '2026-11-27', slot: 'morning' } },
    });
  const plan = async () =>
    String((await done('POST /api/staff/routes', { body: { day: '2026-11-27', district: '11530' } })).id);
  const wrong = { id: await plan() };
  const body = { deliveries: [third, second], version: 1 };
  await done('PUT /api/staff/routes/{id}/stops', { params: wrong, body });
  await done('POST /api/staff/routes/{id}/driver', { params: wrong, body: { driver: people.lee.id } });
  await done('POST /api/staff/routes/{id}/dissolution', { params: wrong });
  await done('POST /api/staff/my-routes/{id}/departure', { params: { id: await plan() } });
  const door = { params: { id: second } };
  await done('POST /api/staff/deliveries/{id}/failure', { ...door, body: { reason: 'NOBODY_HOME' } });
  await done('POST /api/staff/deliveries/{id}/confirmation', { ...door, body: HANDED_OVER });
  await done('POST /api/staff/deliveries/{id}/settlement', { ...door, body: { note: '전화로 확인' } });
  const photo = `pht_${deps.ids.ulid()}`;
  await office.uploads.put(`deliveries/${third}/${photo}`, new Uint8Array([0xff, 0xd8, 0xff, 0xe0]), {
    type: 'image/jpeg',
  });
  await done('POST /api/staff/deliveries/{id}/photos/{photo}', { params: { id: third, photo } });
}

/** Committees: members come and go, meetings are called and cancelled, an item goes every way. */
async function sit(programme: Programme): Promise<void> {
  const { post } = programme.committee;
  const code = 'STEERING';
  const term = { from: '2026-11-01', until: '2027-10-31', interests: [] };
  const members: string[] = [];
  for (const name of ['가위원', '나위원', '다위원'])
    members.push(String((await post('committees/{code}/members', { code }, { name, ...term })).id));
  const [first = '', second = '', third = ''] = members;
  const person = { name: '가위원', chair: true, account: 'steering-1', interests: [] };
  await post('committees/{code}/members/{id}/amendment', { code, id: first }, person);
  const when = { committee: code, day: '2026-11-30', time: '10:00', place: '회의실' };
  const cancelled = String((await post('meetings', {}, when)).id);
  const { committee: _, ...moved } = when;
  await post('meetings/{id}/change', { id: cancelled }, { ...moved, day: '2026-12-01' });
  await post('meetings/{id}/cancellation', { id: cancelled }, {});

  const day = localDate(programme.deps.clock.now(), 'Asia/Seoul');
  const id = String((await post('meetings', {}, { ...when, day })).id);
  const matter = (title: string) => post('meetings/{id}/items', { id }, { kind: 'MATTER', title });
  for (const title of ['기준', '거둘 안건', '미룰 안건']) await matter(title);
  await post('meetings/{id}/opening', { id }, { present: [first, second, third], presiding: first });
  await post('meetings/{id}/attendance', { id }, { present: members, presiding: second });
  const on = (n: number, verb: string, body: object = {}) =>
    post(`meetings/{id}/items/{n}/${verb}`, { id, n: String(n) }, body);
  const { upload } = await on(1, 'papers/form', { fileName: '기준.pdf' });
  programme.committee.uploads.files.set(`committees/${id}/1/${upload}`, Buffer.from('%PDF-1.7'));
  await on(1, 'papers', { upload, title: '기준', fileName: '기준.pdf' });
  await on(1, 'recusals', { member: third });
  await on(1, 'voting');
  for (const member of [first, second]) await on(1, 'votes', { vote: 'FOR', member });
  await on(1, 'decision', { note: '보완' });
  await on(2, 'removal', { reason: 'NOT_NEEDED' });
  await on(3, 'deferral');
  const decision = { committee: 'ALLOTMENT_SUBCOMMITTEE', year: day.slice(0, 4), n: 1 };
  await post('meetings/{id}/items', { id }, { kind: 'OVERRIDE', decision });
  await on(4, 'hearing', { on: day, statement: '그대로 두기 바랍니다.' });
  await on(4, 'deferral');
  await post('meetings/{id}/closing', { id }, {});
  await post('decisions/{committee}/{year}/{n}/publication', { ...decision, n: '1' }, {});
  const end = { until: day, reason: 'RESIGNED' };
  await post('committees/{code}/members/{id}/end', { code, id: third }, end);
}

/** A programme in which everything that can be done is done once at least. */
async function live(): Promise<void> {
  const deps = fakeDependencies({ table: local.table });
  const programme = openProgramme(deps, local);
  const { send, session, device, uploaded, queued, application, sentPaper } = programme;
  const donations = donationsOn(deps);
  const done = async (route: string, what: Call) => {
    deps.clock.pass({ seconds: 1 });
    const answer = await send(route, { body: {}, key: deps.ids.ulid(), ...what });
    expect([answer.status < 300, answer.body.code], route).toEqual([true, undefined]);
    return answer.body;
  };
  const workshop = (verb: string, id: string, body: object = {}, staff = people.lee) =>
    done(`POST /api/staff/devices/{id}/${verb}`, { params: { id }, body, staff });

  // Gifts: one to its end, one declined, one withdrawn.
  const donation = await donations.valued([{ kind: 'desktop', count: 2 }]);
  const gift = (await donations.read(donation)).body as { personId: string; devices: { id: string }[] };
  const [first = '', broken = ''] = gift.devices.map(({ id }) => id);
  await donations.staff('registration', donation, { registrationNumber: A_NUMBER });
  await donations.staff('acceptance', donation);
  const declined = String((await donations.offer()).body.id);
  await donations.staff('refusal', declined, { reason: 'TOO_OLD' });
  const { id: withdrawn } = (await donations.offer()).body;
  const reference = referenceOf(String(withdrawn));
  await call(donations.public, 'POST /api/public/donations/{reference}/withdrawal', {
    params: { reference },
    body: {},
    key: deps.ids.ulid(),
    session: await donations.session(reference),
  });
  // Wishes that break the law: one is changed by its giver, one by the Chest on the phone.
  const unlawful = () => donations.offer(anOffer({ earmark: { district: '11530', recipient: '제 조카' } }));
  const [own, phoned] = [(await unlawful()).body, (await unlawful()).body];
  for (const { id } of [own, phoned])
    await donations.staff('change-request', String(id), { reasons: ['RELATIVE'] });
  const lawful = { earmark: { group: 'ONE_PARENT' } };
  await call(donations.public, 'POST /api/public/donations/{reference}/earmark', {
    params: { reference: String(own.reference) },
    body: lawful,
    key: deps.ids.ulid(),
    session: await donations.session(String(own.reference)),
  });
  await donations.staff('earmark', String(phoned.id), { ...lawful, note: '전화로 바꿈' });

  // Gifts of money: one that comes, one withdrawn by its giver, one by the Chest.
  const money = giftsOn(deps);
  const announcing = async () => (await money.announce(anAnnouncement({ wantsReceipt: true }))).body;
  const [comes, regretted] = [await announcing(), await announcing()];
  await money.staff('registration', String(comes.id), { registrationNumber: A_NUMBER });
  await money.book(String(comes.id), { amount: 50_000, day: '2026-11-23' });
  const regret = String(regretted.reference);
  await money.withdraw(regret, await money.session(regret));
  const { id: told } = (await money.phone(anAnnouncement({ wantsReceipt: false }))).body;
  await money.staff('receipt-wish', String(told));
  await money.staff('withdrawal', String(told));

  // The workshop: one that is repaired, one whose drive is destroyed, one that is recycled.
  const pc = machine(first);
  await workshop('erasure-start', first);
  await workshop('evidence', first, await uploaded(first, 'lshw.json', specimenLshw(pc)));
  await workshop('evidence', first, await uploaded(first, 'nwipe.log', erasureOf(pc)));
  await workshop('erasure', first);
  await workshop('refurbishment', first, { work: ['팬 청소'] });
  await workshop('part-request', first, { part: '메모리' });
  await workshop('refurbishment', first, { work: ['메모리 교체'] });
  await workshop('system', first, { os: '하모니카 8.0' });
  const check = { checks: PASSED, grade: { appearance: 'A', functionality: 'A' } };
  await workshop('check', first, check, people.park);
  await workshop('evidence', broken, await uploaded(broken, 'lshw.json', specimenLshw(machine(broken))));
  await workshop('erasure-failure', broken, { reason: '읽기 오류' });
  const serials = machine(broken).drives.map(({ serial }) => serial);
  await workshop('destruction', broken, { method: 'shred', serials, witness: '박점검' });
  const recycled = { way: 'recycle', certificate: 'R-1', reason: '고칠 수 없음' };
  await workshop('recycling', broken, recycled, people.choi);

  // Applications: one served, others asked, refused, withdrawn.
  const home = await queued('households', aHousehold());
  const centre = String(
    (await done('POST /api/public/applications/organisations', { body: anOrganisation() })).id,
  );
  await application.do(
    'documents-request',
    centre,
    { documents: ['ORGANISATION_REGISTRATION'] },
    people.guro,
  );
  const papers = async (of: string, by: Parameters<typeof sentPaper>[3]) => {
    const { route, what } = await sentPaper(of, 'ORGANISATION_REGISTRATION', A_PHOTO, by);
    await done(route, what);
  };
  await papers(centre, { session: await session('application', centre) });
  await application.do('refusal', centre, { reason: 'OTHER' }, people.guro);
  await done('POST /api/public/applications/{reference}/appeal', {
    params: { reference: referenceOf(centre) },
    session: await session('application', centre),
    body: { words: '등록증을 보냈습니다.' },
  });
  // The same by staff, from signed paper.
  const onPaper = { signedOn: '2026-11-23' };
  const entered = { staff: people.guro, body: { ...anOrganisation(), ...onPaper } };
  const assisted = 'POST /api/staff/applications/assisted';
  const club = String((await done(`${assisted}/organisations`, entered)).id);
  await papers(club, { staff: people.guro });
  await application.do('refusal', club, { reason: 'OTHER' }, people.guro);
  const byStaff = { params: { id: club }, staff: people.guro };
  await application.do('appeal', club, { words: '전화로 말씀하심' }, people.guro);
  await programme.certified(club);
  await application.do('appeal-decision', club, { outcome: 'ALLOWED' }, people.programme);
  await done(`${assisted}/{id}/withdrawal`, byStaff);
  const contact = { name: '박햇살', phone: '02-2222-3333', language: 'ko' };
  const neighbour = await done(`${assisted}/households`, {
    staff: people.guro,
    body: { ...aHousehold({ contact }), ...onPaper },
  });
  // One address with the first home: a second officer looks as well.
  await application.do('officer', String(neighbour.id), { officer: people.guro.id }, people.guro);
  await application.do('eligibility', String(neighbour.id), { evidence: 'LOOK_UP' }, people.guro);
  await application.do('second-check', String(neighbour.id), {}, people.programme);
  const other = await queued('organisations', anOrganisation({ computers: 1 }));
  await done('POST /api/public/applications/{reference}/withdrawal', {
    params: { reference: referenceOf(other) },
    session: await session('application', other),
  });

  // A computed plan: gone on with, changed by people, one of its devices recalled, withdrawn.
  const spare = await programme.makeReady('desktop', 'SH-26-09001');
  const computed = { staff: people.kim, body: { limit: 1 } };
  const { id: computedPlan } = await done('POST /api/staff/allotments/computation', computed);
  const ofPlan = (verb: string, body: object, more: object = {}) =>
    done(`POST /api/staff/allotments/{id}/${verb}`, {
      params: { id: String(computedPlan), ...more },
      staff: people.kim,
      body,
    });
  await ofPlan('resumption', {});
  await programme.carryOut(String(computedPlan));
  const reason = '다시 정함';
  await ofPlan('lines/{n}/removal', { reason }, { n: '1' });
  await ofPlan('lines', { device: first, application: home, reason });
  await ofPlan('lines/{n}/exchange', { device: spare, reason }, { n: '2' });
  await workshop('recall', spare, { note: '화면이 깜박임' });
  await ofPlan('withdrawal', { reason });
  await programme.carryOut(String(computedPlan));

  // Given out: failed once, then brought.
  for (const last of [false, true]) {
    const plan = String(
      (
        await done('POST /api/staff/allotments', {
          body: { lines: programme.plan([[first, home]]) },
          staff: people.kim,
        })
      ).id,
    );
    const params = { id: plan };
    await programme.decide(plan);
    if (!last) await sit(programme);
    await done('POST /api/staff/allotments/{id}/execution', { params, staff: people.kim });
    await programme.executed(plan);
    const booked = { device: first, day: '2026-11-25', slot: 'morning' };
    const { id } = await done('POST /api/staff/deliveries', { body: booked, staff: people.kim });
    const trip = { params: { id: String(id) }, staff: people.lee };
    await done('POST /api/staff/deliveries/{id}/departure', trip);
    if (last) await done('POST /api/staff/deliveries/{id}/confirmation', { ...trip, body: SIGNED });
    else await done('POST /api/staff/deliveries/{id}/failure', { ...trip, body: { reason: 'NOBODY_HOME' } });
  }

  await liveOnTheWay(deps, (id) => session('application', id));

  // Points: earned in three ways, given, with a receipt, and out again.
  const points = pointsOn(deps);
  const member = await points.member('citizen-1');
  await points.credit(member);
  await points.report(member, { activity: 'ECO_MILEAGE' });
  await points.answer('citizen-1');
  await points.give('citizen-1', 10_000);
  const giver = { name: '한나눔', email: 'member@ithope.example', language: 'ko' };
  const address = { postcode: '08375', street: '공원로 41' };
  await points.request('citizen-1', { year: '2026', contact: giver, address });
  await points.leave('citizen-1');

  // A contact read, and the journal taken out.
  const privacy = serve(privacyContract, 'staff', () => privacyHandlers(deps));
  const read = { params: { id: gift.personId }, staff: people.kim };
  expect((await call(privacy, 'GET /api/staff/people/{id}', read)).status).toBe(200);
  deps.clock.pass({ seconds: 1 });
  const body = { name: '한고침' };
  const corrected = { ...read, key: deps.ids.ulid(), body };
  expect(await call(privacy, 'PUT /api/staff/people/{id}', corrected)).toMatchObject({ status: 200 });
  const audit = serve(auditContract, 'staff', () =>
    auditHandlers({ ...deps, documents: memoryObjects('documents') }),
  );
  const auditor = staffActor('auditor', undefined, 'audit-jang');
  await call(audit, 'POST /api/staff/audit/exports', {
    ...{ staff: auditor, key: deps.ids.ulid() },
    body: { record: donation, format: 'csv', language: 'ko' },
  });
  await device.read(first);
}

test('every write of a lived programme is in the journal: who, when, from, to; in the day, the trail and the deeds', async () => {
  await live();
  const items = (await local.everything()) as unknown as EventItem[];
  const events = items.filter(({ kind }) => kind === 'event');
  const journal = journalRepository(local.table);
  // As the stream may tell it: twice, the newest first.
  for (const event of [...events, ...events].reverse()) await journal.append(event, 'Asia/Seoul');
  const search = (room: string) =>
    journal.search({ rooms: [room], newestFirst: false }, { limit: 10_000, most: 100_000 });
  const day = (await search('DAY#2026-11-23')).lines;
  expect(day).toHaveLength(events.length);

  for (const { name, route } of writes) {
    const calls = made.filter((one) => one.route === route);
    if (name in WITHOUT) continue;
    expect(calls.length, `${name} was lived`).toBeGreaterThan(0);
    for (const { key, who } of calls) {
      const line = day.find((one) => one.key === key);
      expect(line, `${name} in the journal`).toMatchObject({ by: who });
      const event = events.find((one) => one.key === key) as EventItem;
      const { at, type, subject, from, to } = event;
      expect(line).toMatchObject({ at, type, subject, ...(from ? { from } : {}), ...(to ? { to } : {}) });
      const trail = (await search(`OF#${/^(don|app|gft)_/.test(subject) ? referenceOf(subject) : subject}`))
        .lines;
      expect(trail.map((one) => one.key)).toContain(key);
      if (who.id) expect((await search(`BY#${who.id}`)).lines.map((one) => one.key)).toContain(key);
    }
  }
  expect(day.filter(({ type }) => type === 'person.readContact')).toMatchObject([
    { by: { kind: 'staff', id: people.kim.id } },
  ]);
  // A device's trail has what plans and deliveries did to it, and the plan's line of another is not there.
  const moved = events.find(({ type }) => type === 'delivery.confirm')?.refs?.device ?? '';
  const told = (await search(`OF#${moved}`)).lines.map(({ type }) => type);
  for (const type of ['allotment.propose', 'allotment.executeLine', 'delivery.fail', 'delivery.confirm'])
    expect(told).toContain(type);
}, 120_000);

test('nothing is written beside an event but bookkeeping that no person does', () => {
  const beside = globSync('functions/**/*.ts')
    .filter((file) => !/\.test\.ts$|\/testing\.ts$|kernel\/table\.ts$/.test(file))
    .filter((file) =>
      /\b(table|deps\.table)\.(transact|update|increment|append)\(/.test(readFileSync(file, 'utf8')),
    );
  expect(beside.sort()).toEqual([
    // Lines of a plan that is being computed: nothing is reserved by them, and proposing it is an event.
    'functions/allotments/repository.ts',
    // When it is next asked whether a paper must go; what may be the same household, found after both were written.
    'functions/applications/destroy-documents.ts',
    'functions/applications/repository.ts',
    'functions/audit/repository.ts',
    // That the minutes of a closed meeting are there.
    'functions/committees/make-minutes.ts',
    // That a hand-over's paper is in the bucket.
    'functions/deliveries/issue-handover.ts',
    'functions/donations/repository.ts',
    // Its events are in the transaction that it writes, one for each record that it moves.
    'functions/fund/booking.ts',
    // The public chain and the files of a report, behind the stream.
    'functions/ledger/chain.ts',
    'functions/ledger/make-report.ts',
    'functions/notices/deliver.ts',
    // How many stand in each work queue, behind the stream.
    'functions/overview/counting.ts',
    'functions/partners/importing.ts',
    'functions/partners/parts.ts',
    'functions/privacy/repository.ts',
    'functions/receipts/issue-paper.ts',
    'functions/receipts/make-filing.ts',
    'functions/receipts/registration.ts',
    'functions/stats/repository.ts',
    'functions/workflow/repository.ts',
  ]);
});
