import { expect, test, vi } from 'vitest';
import { allotmentsContract } from '../../functions/allotments/contract.ts';
import { allotmentsHandlers } from '../../functions/allotments/http.ts';
import { applicationsContract } from '../../functions/applications/contract.ts';
import { applicationsHandlers } from '../../functions/applications/http.ts';
import { committeesContract } from '../../functions/committees/contract.ts';
import { committeesHandlers } from '../../functions/committees/http.ts';
import { deliveriesContract } from '../../functions/deliveries/contract.ts';
import { deliveriesHandlers } from '../../functions/deliveries/http.ts';
import { devicesContract } from '../../functions/devices/contract.ts';
import { devicesHandlers } from '../../functions/devices/http.ts';
import { donationsContract } from '../../functions/donations/contract.ts';
import { donationHandlers } from '../../functions/donations/http.ts';
import { eligibilityContract } from '../../functions/eligibility/contract.ts';
import { eligibilityHandlers } from '../../functions/eligibility/http.ts';
import { giftsContract } from '../../functions/gifts/contract.ts';
import { giftHandlers } from '../../functions/gifts/http.ts';
import { anAnnouncement } from '../../functions/gifts/testing.ts';
import { type Contract, routeKey } from '../../functions/kernel/contract.ts';
import { keys } from '../../functions/kernel/keys.ts';
import { serve } from '../../functions/kernel/serve.ts';
import { type Call, call, fakeDependencies } from '../../functions/kernel/testing.ts';
import { aHousehold, GURO, PASSED, people, SIGNED } from '../support/programme.ts';
import { recordedTable } from '../support/recorded.ts';

vi.spyOn(console, 'log').mockImplementation(() => undefined);

/** The records that the deeds below meet; ids end in a letter that says what they are. */
const ULID = (letter: string) => `01K${letter.repeat(23)}`;
const DEVICE = `dev_${ULID('D')}`;
const APPLICATION = `app_${ULID('A')}`;
const PLAN = `alt_${ULID('P')}`;
const DELIVERY = `dlv_${ULID('V')}`;
const PERSON = `per_${ULID('R')}`;
const KEY = ULID('K');
const GIFT = `don_${ULID('G')}`;
const common = { version: 2, since: '2026-11-20', stages: {} };
const device = (more: object) => ({
  ...{
    ...keys.device(DEVICE),
    ...common,
    kind: 'device',
    id: DEVICE,
    assetNumber: 'SH-26-00001',
    deviceKind: 'desktop',
  },
  ...{
    donation: `don_${ULID('G')}`,
    giver: `per_${ULID('G')}`,
    round: 1,
    drives: [],
    listed: true,
    work: [],
  },
  ...more,
});
const application = (more: object) => ({
  ...{
    ...keys.application(APPLICATION),
    ...common,
    kind: 'application',
    id: APPLICATION,
    applicant: 'household',
  },
  ...{
    personId: PERSON,
    district: GURO,
    category: 'DISABLED',
    computers: 1,
    reserved: 0,
    allotted: 0,
    installed: 0,
    queuedAt: '2026-11-02',
  },
  ...{ needs: { kind: 'any' }, household: 'HASH' },
  ...more,
});
const line = {
  ...keys.allotmentLine(PLAN, 1),
  ...{ kind: 'plan-line', n: 1, version: 1, device: DEVICE, assetNumber: 'SH-26-00001' },
  ...{ application: APPLICATION, district: GURO, category: 'DISABLED', points: 1, reasons: [] },
  ...{ against: [], result: 'open' },
};
const plan = (more: object) => ({
  ...{ ...keys.allotment(PLAN), ...common, id: PLAN, lineCount: 1, lines: 1, attempt: 1 },
  ...{ byDistrict: { [GURO]: { lines: 1 } }, byCategory: { DISABLED: 1 }, organisations: [] },
  ...more,
});
const MEETING = `mtg_${ULID('T')}`;
const MEMBER = `mem_${ULID('E')}`;
const committee = 'ALLOTMENT_SUBCOMMITTEE';
const meeting = {
  ...{
    ...keys.meeting(MEETING),
    ...common,
    kind: 'meeting',
    id: MEETING,
    committee,
    status: 'OPEN',
    items: 1,
  },
  ...{ day: '2026-11-23', time: '14:00', place: '방', present: [MEMBER], presiding: MEMBER },
};
const votedItem = {
  ...{ ...keys.agendaItem(MEETING, 1), ...common, kind: 'agenda-item', id: `${MEETING}#1`, meeting: MEETING },
  ...{ committee, n: 1, about: 'PLAN', plan: PLAN, planVersion: 2, status: 'VOTING' },
  ...{ declared: [], papers: [], votes: 1 },
};
const member = {
  ...{ ...keys.committeeMember(committee, MEMBER), kind: 'committee-member', id: MEMBER, committee, seat: 1 },
  ...{ chair: true, from: '2026-01-01', until: '2027-01-01', interests: [], sealed: {} },
};
const roster = { ...keys.committeeRoster(committee), kind: 'committee-roster', version: 5 };
const ballot = { ...keys.ballot(MEETING, 1, MEMBER), kind: 'ballot', member: MEMBER, vote: 'FOR' };
const delivery = (status: string) => ({
  ...{
    ...keys.delivery(DELIVERY),
    ...common,
    id: DELIVERY,
    status,
    device: DEVICE,
    application: APPLICATION,
  },
  ...{ personId: PERSON, giver: 'per_g', donation: 'don_g', district: GURO, day: '2026-11-25' },
});
const handlersOf = {
  devices: [
    devicesContract,
    (deps: never) =>
      devicesHandlers({ ...(deps as object), uploads: () => null, documents: () => null } as never),
  ],
  applications: [
    applicationsContract,
    (deps: never) => applicationsHandlers({ ...(deps as object), uploads: () => null } as never),
  ],
  eligibility: [eligibilityContract, eligibilityHandlers],
  allotments: [allotmentsContract, allotmentsHandlers],
  committees: [committeesContract, committeesHandlers],
  deliveries: [deliveriesContract, deliveriesHandlers],
  donations: [donationsContract, donationHandlers],
  gifts: [giftsContract, giftHandlers],
} as unknown as Record<string, [Contract, (deps: unknown) => never]>;

async function writesOf(items: readonly object[], route: string, what: Call): Promise<string[]> {
  const recorded = recordedTable(items as never);
  const [, audience] = /\/api\/(\w+)\//.exec(route) ?? [];
  const [contract, handlers] =
    Object.values(handlersOf).find(([{ routes }]) =>
      Object.values(routes).some((one) => routeKey(one) === route),
    ) ?? [];
  if (!contract || !handlers) throw new Error(route);
  const deps = fakeDependencies({ table: recorded.table });
  const answer = await call(
    serve(contract, audience as 'staff', () => handlers(deps)),
    route,
    { key: KEY, ...what },
  );
  expect(answer, JSON.stringify(answer.body)).toMatchObject({
    status: expect.toSatisfy((status: number) => status < 300),
  });
  return recorded.transactions().flat();
}
const D = `DEV#${ULID('D')} STATE`;
const A = `APP#${'A'.repeat(10)} STATE`;
const P = `ALT#${ULID('P')} STATE`;
const V = `DLV#${ULID('V')} STATE`;
const fresh = (at: string) => `Put ${at} if attribute_not_exists(pk)`;
const event = (pk: string, key = KEY) => fresh(`${pk} EVT#${key}`);
const moved = (at: string, status: string) => `Update ${at} if #status = "${status}" AND #version = 2`;
const G = `DON#${'G'.repeat(10)} STATE`;
const R = `REG#${ULID('R')} NUMBER`;
const staff = people.kim;
const M = `GFT#${'M'.repeat(10)} STATE`;
const MONEY = `gft_${ULID('M')}`;
const money = (more: object) => ({
  ...{ ...keys.gift(MONEY), ...common, kind: 'gift', id: MONEY, reference: 'M'.repeat(10), way: 'site' },
  ...{ personId: PERSON, giverKind: 'person', amount: 5_000, wantsReceipt: true, payerHash: 'PAYER' },
  ...more,
});
const gift = (more: object) => ({
  ...{ ...keys.donation(GIFT), ...common, kind: 'donation', id: GIFT, reference: 'G'.repeat(10) },
  ...{ personId: PERSON, giverKind: 'person', district: GURO, items: [], wantsReceipt: true },
  ...more,
});

test.each<[string, readonly object[], string, Call, readonly string[]]>([
  [
    'a registration number is entered: the offer as it was read, the number whether there was one or not',
    [gift({ status: 'VALUED' })],
    'POST /api/staff/donations/{id}/registration',
    { params: { id: GIFT }, staff, body: { registrationNumber: '900101-1234568' } },
    [event(`DON#${'G'.repeat(10)}`), moved(G, 'VALUED'), `Put ${R}`],
  ],
  [
    'an offer with a number is declined: the number goes with it',
    [gift({ status: 'SCREENED', registrationGiven: true, donorHash: 'HASH' })],
    'POST /api/staff/donations/{id}/refusal',
    { params: { id: GIFT }, staff, body: { reason: 'TOO_OLD' } },
    [event(`DON#${'G'.repeat(10)}`), moved(G, 'SCREENED'), `Delete ${R}`],
  ],
  [
    'a gift of money is announced: state, giver, number and its place among those that wait',
    [],
    'POST /api/public/gifts',
    { body: anAnnouncement({ amount: 5_000, registrationNumber: '900101-1234568' }) },
    [
      event(`GFT#${KEY.slice(-10)}`),
      fresh(`GFT#${KEY.slice(-10)} STATE`),
      fresh(`PER#${KEY} CONTACT`),
      fresh(`REG#${KEY} NUMBER`),
      expect.stringMatching(/^Put GFT#OPEN#5000 [0-9a-f]{64}#K{10} if attribute_not_exists\(pk\)$/),
    ],
  ],
  [
    'a gift of money is withdrawn: it waits no more, and its giver goes with it',
    [money({ status: 'ANNOUNCED', registrationGiven: true, donorHash: 'HASH' })],
    'POST /api/staff/gifts/{id}/withdrawal',
    { params: { id: MONEY }, staff, body: {} },
    [
      event(`GFT#${'M'.repeat(10)}`),
      moved(M, 'ANNOUNCED'),
      `Delete GFT#OPEN#5000 PAYER#${'M'.repeat(10)}`,
      `Delete ${R}`,
      `Delete PER#01K${'R'.repeat(23)} CONTACT`,
    ],
  ],
  [
    'a device moves',
    [device({ status: 'RECEIVED' })],
    'POST /api/staff/devices/{id}/erasure-start',
    { params: { id: DEVICE }, staff: people.lee },
    [event(`DEV#${ULID('D')}`), moved(D, 'RECEIVED')],
  ],
  [
    'a check passes',
    [device({ status: 'OS_INSTALLED', lastWorker: 'x' })],
    'POST /api/staff/devices/{id}/check',
    {
      params: { id: DEVICE },
      staff: people.park,
      body: { checks: PASSED, grade: { appearance: 'A', functionality: 'A' } },
    },
    [event(`DEV#${ULID('D')}`), moved(D, 'OS_INSTALLED')],
  ],
  [
    'an application is refused and its household freed',
    [application({ status: 'SUBMITTED' })],
    'POST /api/staff/applications/{id}/refusal',
    { params: { id: APPLICATION }, staff: people.guro, body: { reason: 'OTHER' } },
    [
      event(`APP#${'A'.repeat(10)}`),
      moved(A, 'SUBMITTED'),
      `Delete APP#HOUSEHOLD#HASH LOCK if #application = "${APPLICATION}"`,
    ],
  ],
  [
    'a plan is proposed: plan, device and application at once',
    [device({ status: 'READY' }), application({ status: 'QUEUED' })],
    'POST /api/staff/allotments',
    { staff, body: { lines: [{ device: DEVICE, application: APPLICATION, why: 'w' }] } },
    [
      event(`ALT#${KEY}`),
      fresh(`ALT#${KEY} STATE`),
      fresh(`ALT#${KEY} LINE#00001`),
      moved(D, 'READY'),
      moved(A, 'QUEUED'),
    ],
  ],
  [
    'a committee decides a plan: item, plan, decision and number at once, on exactly the members, ballots and attendance that were counted',
    [plan({ status: 'PROPOSED' }), meeting, votedItem, member, roster, ballot],
    'POST /api/staff/meetings/{id}/items/{n}/decision',
    { params: { id: MEETING, n: '1' }, staff, body: { legalBasis: 'CHEST' } },
    [
      event(`ALT#${ULID('P')}`),
      `Update CMT#MEETING#${ULID('T')} ITEM#01 if #status = "VOTING" AND #version = 2 AND #votes = 1`,
      `ConditionCheck CMT#MEETING#${ULID('T')} STATE if #status = "OPEN" AND #version = 2`,
      'ConditionCheck CMT#MEMBERS#ALLOTMENT_SUBCOMMITTEE ROSTER if #version = 5',
      'Update CMT#SERIES#ALLOTMENT_SUBCOMMITTEE 2026 if attribute_not_exists(#decisions)',
      fresh('CMT#DECISIONS#ALLOTMENT_SUBCOMMITTEE#2026 001'),
      moved(P, 'PROPOSED'),
      `Delete CMT#PLAN#${ULID('P')} REF if #meeting = "${MEETING}" AND #n = 1`,
    ],
  ],
  [
    'an execution is started; its lines follow one by one',
    [plan({ status: 'DECIDED' })],
    'POST /api/staff/allotments/{id}/execution',
    { params: { id: PLAN }, staff },
    [event(`ALT#${ULID('P')}`), moved(P, 'DECIDED')],
  ],
  [
    'a line is taken out: plan, line, device and application at once',
    [
      plan({ status: 'PROPOSED' }),
      line,
      device({ status: 'RESERVED', allotment: PLAN }),
      application({ status: 'RESERVED', reserved: 1 }),
    ],
    'POST /api/staff/allotments/{id}/lines/{n}/removal',
    { params: { id: PLAN, n: '1' }, staff, body: { reason: 'r' } },
    [
      event(`ALT#${ULID('P')}`),
      moved(P, 'PROPOSED'),
      `Update ${P.replace('STATE', 'LINE#00001')} if #result = "open" AND #version = 1`,
      moved(D, 'RESERVED'),
      moved(A, 'RESERVED'),
    ],
  ],
  [
    'a delivery is booked: once for a device',
    [
      device({ status: 'ALLOTTED', application: APPLICATION }),
      application({ status: 'ALLOTTED', allotted: 1 }),
    ],
    'POST /api/staff/deliveries',
    { staff, body: { device: DEVICE, day: '2026-11-25', slot: 'morning' } },
    [
      event(`DLV#${KEY}`),
      fresh(`DLV#${KEY} STATE`),
      `Update ${D} if #status = "ALLOTTED" AND #version = 2 AND attribute_not_exists(#delivery)`,
      `Update ${A} if #version = 2`,
      'Update DLV#DAY#2026-11-25#11530 SLOTS if (attribute_not_exists(#morning) OR #morning <= 19)',
    ],
  ],
  [
    'a delivery departs',
    [delivery('BOOKED'), device({ status: 'ALLOTTED' })],
    'POST /api/staff/deliveries/{id}/departure',
    { params: { id: DELIVERY }, staff },
    [event(`DLV#${ULID('V')}`), moved(V, 'BOOKED'), moved(D, 'ALLOTTED')],
  ],
  [
    'a delivery is confirmed: delivery, device, application and signature at once',
    [
      delivery('OUT'),
      device({ status: 'OUT_FOR_DELIVERY' }),
      application({ status: 'ALLOTTED', allotted: 1 }),
    ],
    'POST /api/staff/deliveries/{id}/confirmation',
    { params: { id: DELIVERY }, staff, body: SIGNED },
    [
      event(`DLV#${ULID('V')}`),
      moved(V, 'OUT'),
      moved(D, 'OUT_FOR_DELIVERY'),
      moved(A, 'ALLOTTED'),
      fresh(`PER#${ULID('R')} SIGNATURE#${ULID('V')}`),
    ],
  ],
  [
    'a delivery fails: device and application go back',
    [
      delivery('OUT'),
      device({ status: 'OUT_FOR_DELIVERY' }),
      application({ status: 'ALLOTTED', allotted: 1 }),
    ],
    'POST /api/staff/deliveries/{id}/failure',
    { params: { id: DELIVERY }, staff, body: { reason: 'OTHER' } },
    [event(`DLV#${ULID('V')}`), moved(V, 'OUT'), moved(D, 'OUT_FOR_DELIVERY'), moved(A, 'ALLOTTED')],
  ],
])('%s', async (_, items, route, what, writes) => {
  expect(await writesOf(items, route, what)).toEqual(writes);
});

test('a household applies: application, sealed contact, marks and the household’s place at once', async () => {
  const writes = await writesOf([], 'POST /api/public/applications/households', { body: aHousehold() });
  expect(writes.map((one) => one.replace(/(HOUSEHOLD|MARK)#\w{64}/, '$1#HASH'))).toEqual([
    event(`APP#${'K'.repeat(10)}`),
    fresh(`APP#${'K'.repeat(10)} STATE`),
    fresh(`PER#${KEY} CONTACT`),
    // Its dwelling, phone and name.
    ...Array.from({ length: 3 }, () => fresh(`APP#MARK#HASH ${'K'.repeat(10)}`)),
    fresh('APP#HOUSEHOLD#HASH LOCK'),
  ]);
});

test.each([
  ['GET /api/staff/devices', { status: 'READY' }, 'DEV#Q#READY'],
  ['GET /api/staff/allotments', { status: 'DECIDED' }, 'ALT#Q#DECIDED'],
  ['GET /api/staff/deliveries', { status: 'OUT', district: GURO }, 'DLV#Q#OUT#11530'],
  ['GET /api/staff/applications', { status: 'QUEUED', district: GURO }, 'APP#Q#QUEUED#11530'],
])('%s %o reads one queue by the index', async (route, query, q) => {
  const recorded = recordedTable([]);
  const [contract, handlers] = handlersOf[route.split('/').at(-1) ?? ''] ?? [];
  const deps = fakeDependencies({ table: recorded.table });
  await call(
    serve(contract as Contract, 'staff', () => (handlers as (deps: unknown) => never)(deps)),
    route,
    { query, staff },
  );
  expect(recorded.lastQuery()).toMatchObject({ IndexName: 'queue', ExpressionAttributeValues: { ':q': q } });
});
