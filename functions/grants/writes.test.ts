import { expect, test, vi } from 'vitest';
import { recordedTable } from '../../test/support/recorded.ts';
import { keys } from '../kernel/keys.ts';
import { serve } from '../kernel/serve.ts';
import { type Call, call, fakeDependencies, staffActor } from '../kernel/testing.ts';
import { grantsContract } from './contract.ts';
import type { Grant } from './domain.ts';
import { grantsHandlers } from './http.ts';
import { payAll } from './pay.ts';
import { grantsRepository } from './repository.ts';
import { chest, GURO } from './testing.ts';

vi.spyOn(console, 'log').mockImplementation(() => undefined);

/** Ids end in a letter that says what they are; a transfer's is new each time. */
const ULID = (letter: string) => `01K${letter.repeat(23)}`;
const GRANT = `grt_${ULID('G')}`;
const APPLICATION = `app_${ULID('A')}`;
const KEY = ULID('K');
const documents = { readLink: async () => 'https://documents.example/x' };
const application = {
  ...keys.application(APPLICATION),
  ...{ kind: 'application', id: APPLICATION, reference: 'A'.repeat(10), applicant: 'household' },
  ...{ status: 'QUEUED', version: 3, personId: `per_${ULID('R')}`, district: GURO, household: 'HASH' },
};
const grant = (more: Partial<Grant> = {}) => ({
  ...keys.grant(GRANT),
  ...{ kind: 'grant', id: GRANT, status: 'ACTIVE', version: 2, since: '2026-11-20', stages: {} },
  ...{ application: APPLICATION, reference: 'A'.repeat(10), personId: `per_${ULID('R')}`, district: GURO },
  ...{ household: 'HASH', purpose: 'internet', legalBasis: 'CHEST', grantedAt: '2026-11-20', grantedBy: 'x' },
  terms: [
    {
      ...{ from: '2026-11', carrier: 'kt', plan: 'slim', fee: 22_000 },
      customer: { k: '', n: '', c: '' },
    },
  ],
  ...{ firstMonth: '2026-11', lastMonth: '2026-12', open: ['2026-11', '2026-12'], again: [] },
  ...{ paid: 0, paidSum: 0, counted: { '2026': 44_000 } },
  ...more,
});
const mark = {
  ...keys.grantMonth(GRANT, '2026-10'),
  ...{ kind: 'grant-month', grant: GRANT, month: '2026-10', status: 'PAID', run: '2026-10', carrier: 'kt' },
  ...{ amount: 22_000, transfer: `trf_${ULID('T')}`, day: '2026-10-05', at: '2026-10-05T01:00:00.000Z' },
};
const transfer = {
  ...keys.transfer('KRW', '2026-10', `trf_${ULID('T')}`),
  ...{ kind: 'transfer', id: `trf_${ULID('T')}`, debit: 'reserved:internet', credit: 'carrier:kt' },
  ...{ currency: 'KRW', amount: 22_000, purpose: 'internet', cause: 'FEE', refs: { grant: GRANT } },
};
const run = (month: string, status: string) => ({
  ...keys.feeRun(month),
  ...{ kind: 'fee-run', id: month, month, status, version: 1, since: '', stages: {} },
});

/** A new transfer's id is a ULID that nobody knows before. */
const anonymous = (line: string) => line.replace(/(LED#KRW#\d{4}-\d{2}) \w{26}/, '$1 …');
async function writesOf(items: readonly object[], route: string, what: Call): Promise<string[]> {
  const recorded = recordedTable(items as never);
  const deps = fakeDependencies({ table: recorded.table });
  const handler = serve(grantsContract, 'staff', () => grantsHandlers({ ...deps, documents }));
  const answer = await call(handler, route, { key: KEY, staff: chest, ...what });
  expect(answer, JSON.stringify(answer.body)).toMatchObject({
    status: expect.toSatisfy((status: number) => status < 300),
  });
  return recorded.transactions().flat().map(anonymous);
}

const G = `GRT#${ULID('G')}`;
const fresh = (at: string) => `Put ${at} if attribute_not_exists(pk)`;
const moved = `Update ${G} STATE if #status = "ACTIVE" AND #version = 2`;
const TRANSFER = fresh('LED#KRW#2026-11 …');
const enough = (account: string, amount: number) => `Update BAL#${account} KRW if #balance >= ${amount}`;
const more = (account: string) => `Update BAL#${account} KRW`;
const YEAR = 'Update FND#YEAR#internet 2026';
/** The Seoul pack grants at most ₩600,000,000 a year. */
const within = (amount: number) =>
  `${YEAR} if (attribute_not_exists(#spent) OR #spent <= ${600_000_000 - amount})`;
const params = { id: GRANT };

test.each<[string, readonly object[], string, Call, readonly string[]]>([
  [
    'a grant: itself, the household, the application as it must be, the money, the count of the year',
    [application],
    'POST /api/staff/grants',
    {
      body: {
        ...{ application: 'A'.repeat(10), carrier: 'kt', plan: 'slim', customerNumber: '1', fee: 22_000 },
        ...{ firstMonth: '2026-12', months: 2 },
      },
    },
    [
      fresh(`GRT#${KEY} EVT#${KEY}`),
      fresh(`GRT#${KEY} STATE`),
      fresh('GRT#HOUSEHOLD#HASH LOCK'),
      `ConditionCheck APP#${'A'.repeat(10)} STATE if #status IN ("QUEUED", "RESERVED", "ALLOTTED", "INSTALLED")`,
      ...[TRANSFER, enough('purpose:internet', 44_000), more('reserved:internet'), within(44_000)],
    ],
  ],
  [
    'a stop: the grant as it was read, its household freed, the money back',
    [grant()],
    'POST /api/staff/grants/{id}/stop',
    { params, body: { from: '2026-11', reason: 'ASKED' } },
    [
      ...[fresh(`${G} EVT#${KEY}`), moved, `Delete GRT#HOUSEHOLD#HASH LOCK if #grant = "${GRANT}"`],
      ...[TRANSFER, enough('reserved:internet', 44_000), more('purpose:internet'), YEAR],
    ],
  ],
  [
    'a dearer plan: the difference set aside',
    [grant()],
    'POST /api/staff/grants/{id}/move',
    {
      params,
      body: { from: '2026-12', carrier: 'kt', plan: 'basic', customerNumber: '1', fee: 30_000 },
    },
    [
      ...[fresh(`${G} EVT#${KEY}`), moved],
      ...[TRANSFER, enough('purpose:internet', 8_000), more('reserved:internet'), within(8_000)],
    ],
  ],
  [
    'another number alone moves no money',
    [grant()],
    'POST /api/staff/grants/{id}/move',
    { params, body: { from: '2026-11', carrier: 'kt', plan: 'slim', customerNumber: '2', fee: 22_000 } },
    [fresh(`${G} EVT#${KEY}`), moved],
  ],
  [
    'a fee that came back, and is not paid again: two transfers, the month, the line and the count of its run',
    [
      grant({ paid: 1, paidSum: 22_000, counted: { '2026': 66_000 } }),
      mark,
      transfer,
      run('2026-10', 'DONE'),
    ],
    'POST /api/staff/grants/{id}/returns',
    { params, body: { month: '2026-10', reason: 'OTHER', payAgain: false } },
    [
      ...[fresh(`${G} EVT#${KEY}`), moved],
      `Update ${G} MONTH#2026-10 if #status = "PAID" AND #transfer = "trf_${ULID('T')}"`,
      `Update GRT#RUN#2026-10 LINE#kt#${ULID('G')}#2026-10 if #transfer = "trf_${ULID('T')}" AND attribute_not_exists(#returned)`,
      'Update GRT#RUN#2026-10 STATE if #status = "DONE"',
      ...[TRANSFER, TRANSFER, enough('carrier:kt', 22_000), more('reserved:internet')],
      ...[more('purpose:internet'), YEAR],
    ],
  ],
  [
    'a run that goes on: itself as it was read',
    [run('2026-11', 'RUNNING')],
    'POST /api/staff/fee-runs',
    { body: { month: '2026-11' } },
    [
      fresh(`GRT#RUN#2026-11 EVT#${KEY}`),
      'Update GRT#RUN#2026-11 STATE if #status = "RUNNING" AND #version = 1',
    ],
  ],
])('%s', async (_, items, route, what, writes) => {
  expect(await writesOf(items, route, what)).toEqual(writes);
});

const PAID = (month: string) => [
  fresh(`${G} EVT#FEE-2026-11-${month}`),
  `Update ${G} STATE if #status = "ACTIVE" AND #version = 2`,
];
test.each<[string, Partial<Grant>, readonly string[]]>([
  ['a payment: marked if it is not yet, while the run is running', {}, [fresh(`${G} MONTH#2026-11`)]],
  [
    'the last one frees the household',
    { open: ['2026-11'] },
    [fresh(`${G} MONTH#2026-11`), `Delete GRT#HOUSEHOLD#HASH LOCK if #grant = "${GRANT}"`],
  ],
  [
    'one that came back: marked if it is returned',
    { again: ['2026-11'] },
    [`Put ${G} MONTH#2026-11 if #status = "RETURNED"`],
  ],
])('%s', async (_, more, [marked = '', ...freed]) => {
  const one = grant(more);
  const recorded = recordedTable([one] as never);
  const deps = fakeDependencies({ table: recorded.table });
  let passes = 0;
  const repository = {
    ...grantsRepository(recorded.table),
    async *active(district: string) {
      if (district === GURO && passes++ === 0) yield [one] as never;
    },
  };
  await payAll(deps, repository, '2026-11');
  expect(recorded.transactions().flat().map(anonymous)).toEqual([
    ...[...PAID('2026-11'), marked, fresh(`GRT#RUN#2026-11 LINE#kt#${ULID('G')}#2026-11`)],
    'Update GRT#RUN#2026-11 STATE if #status = "RUNNING"',
    `ConditionCheck APP#${'A'.repeat(10)} STATE if #status IN ("QUEUED", "RESERVED", "ALLOTTED", "INSTALLED")`,
    ...[...freed, TRANSFER],
    ...[enough('reserved:internet', 22_000), 'Update BAL#carrier:kt KRW'],
  ]);
});

test("a district officer's list reads the district's queue by the index", async () => {
  const recorded = recordedTable([]);
  const deps = fakeDependencies({ table: recorded.table });
  const handler = serve(grantsContract, 'staff', () => grantsHandlers({ ...deps, documents }));
  const staff = staffActor('district', GURO);
  await call(handler, 'GET /api/staff/grants', { query: { status: 'ACTIVE' }, staff });
  expect(recorded.lastQuery()).toMatchObject({
    ...{ IndexName: 'queue', ExpressionAttributeValues: { ':q': 'GRT#Q#ACTIVE#11530' } },
  });
});
