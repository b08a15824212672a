import { expect, test, vi } from 'vitest';
import { recordedTable } from '../../test/support/recorded.ts';
import { type Key, keys } from '../kernel/keys.ts';
import { fakeDependencies } from '../kernel/testing.ts';
import type { Member } from './member.ts';
import { workOff } from './nightly.ts';
import { pointsOn } from './testing.ts';

vi.spyOn(console, 'log').mockImplementation(() => undefined);

/** What one deed writes, under which condition, in which order: the keys as DynamoDB is asked. */
const KEY = `01K${'K'.repeat(23)}`;
const member: Member & Key = {
  ...keys.member('sub-1'),
  kind: 'member',
  account: 'sub-1',
  number: '7K3M9QX24W',
  status: 'MEMBER',
  version: 4,
  personId: `per_01K${'P'.repeat(23)}`,
  joinedAt: '2026-11-01T00:00:00.000Z',
  balance: 12_000,
  lots: [
    { expires: '2026-11-22', points: 1000, nudged: true },
    { expires: '2026-12-31', points: 11_000, nudged: true },
  ],
  earned: 12_000,
  given: 0,
  expired: 0,
  done: [],
  unreceipted: {},
  receipts: [],
};
const number = { ...keys.memberNumber('7K3M9QX24W'), account: 'sub-1' };
const twoHours: Key & object = Object.assign(keys.memberDay('sub-1', '2026-11-20'), { VOLUNTEERING: 2 });
const fresh = (at: string) => `Put ${at} if attribute_not_exists(pk)`;
const event = fresh(`PTS#MEMBER#sub-1 EVT#${KEY}`);
const own = 'Put PTS#MEMBER#sub-1 STATE if #version = 4';
const line = fresh('PTS#MEMBER#sub-1 LINE#000000005#ULID');
const points = fresh('LED#POINT#2026-11 ULID');

/** Ids of the server's own are made anew: `ULID` in their place. */
const plain = (lines: readonly string[]) =>
  lines.map((one) =>
    one
      .replace(KEY, '<key>')
      .replace(/\b01[0-9A-Z]{24}\b/g, 'ULID')
      .replace('<key>', KEY),
  );
function office(items: readonly (Key & object)[]) {
  const recorded = recordedTable(items as never);
  const deps = fakeDependencies({ table: recorded.table });
  const writes = () => recorded.transactions().map(plain);
  return { deps, points: pointsOn(deps), writes };
}

test.each<
  [
    string,
    readonly (Key & object)[],
    (one: ReturnType<typeof office>['points']) => Promise<{ status: number }>,
    string[],
  ]
>([
  [
    'an hour of volunteering: member, limit of its day, line, transfer',
    [member, number],
    (one) => one.credit('7K3M9QX24W', { activity: 'VOLUNTEERING', day: '2026-11-20' }, { key: KEY }),
    [
      event,
      own,
      'Update PTS#MEMBER#sub-1 DAY#2026-11-20 if attribute_not_exists(#VOLUNTEERING)',
      line,
      points,
    ],
  ],
  [
    'another hour of that day: the count that was read',
    [member, number, twoHours],
    (one) => one.credit('7K3M9QX24W', { activity: 'VOLUNTEERING', day: '2026-11-20' }, { key: KEY }),
    [event, own, 'Update PTS#MEMBER#sub-1 DAY#2026-11-20 if #VOLUNTEERING = 2', line, points],
  ],
  [
    'a report of a portal: once for its id',
    [member, number],
    (one) => one.report('7K3M9QX24W', { id: KEY }),
    [
      event,
      own,
      'Update PTS#MEMBER#sub-1 DAY#2026-11-23 if attribute_not_exists(#PORTAL_VISIT)',
      line,
      points,
      fresh(`PTS#REPORT#seoul-portal#${KEY} REF`),
    ],
  ],
  [
    'the survey: its counters beside, under no condition',
    [member],
    (one) => one.answer('sub-1', undefined, { key: KEY }),
    [event, own, line, points, 'Update PTS#SURVEY COUNTS'],
  ],
  [
    'a gift: member, line, both transfers, what the purpose has',
    [member],
    (one) => one.give('sub-1', 5000, 'internet', { key: KEY }),
    [event, own, line, points, fresh('LED#KRW#2026-11 ULID'), 'Update BAL#purpose:internet KRW'],
  ],
  [
    'leaving: what is left ends, number and contact go',
    [member],
    (one) => one.leave('sub-1', { key: KEY }),
    [event, own, 'Delete PTS#NUMBER#7K3M9QX24W REF', 'Delete PER#ULID CONTACT', line, points],
  ],
])('%s', async (_, items, deed, wanted) => {
  const { points: one, writes } = office(items);
  const answer = await deed(one);
  expect(answer.status, JSON.stringify(answer)).toBeLessThan(300);
  expect(writes()).toEqual([wanted]);
});

test('joining: member, number, contact, each not there before', async () => {
  const { points: one, writes } = office([]);
  expect((await one.join('sub-1', { key: KEY })).status).toBe(201);
  const [deed = []] = writes();
  expect(deed.map((put) => put.replace(/NUMBER#\w{10}/, 'NUMBER#TEN'))).toEqual([
    event,
    fresh('PTS#MEMBER#sub-1 STATE'),
    fresh('PTS#NUMBER#TEN REF'),
    fresh(`PER#${KEY} CONTACT`),
  ]);
});

test('a night: the lot that ended, under the version that was read; the event is the key', async () => {
  const { deps, writes } = office([member]);
  const place = { ...member, q: 'PTS#Q#DUE', qs: '2026-11-23#sub-1' };
  let done = 0;
  const table = {
    ...deps.table,
    queueAfter: async () => [place],
    // What is recorded is not written: after its deed the member is as it would be.
    get: async () => (done++ === 0 ? place : { ...place, lots: [] }) as never,
  };
  expect(await workOff({ ...deps, table }, 0)).toEqual({ expired: 1, nudged: 0, failed: 0, unfinished: 0 });
  expect(writes()).toEqual([[fresh('PTS#MEMBER#sub-1 EVT#EXPIRY-4'), own, line, points]]);
});
