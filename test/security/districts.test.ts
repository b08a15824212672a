import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { applicationsContract } from '../../functions/applications/contract.ts';
import { applicationsHandlers } from '../../functions/applications/http.ts';
import { eligibilityContract } from '../../functions/eligibility/contract.ts';
import { eligibilityHandlers } from '../../functions/eligibility/http.ts';
import { grantsContract } from '../../functions/grants/contract.ts';
import { grantsHandlers } from '../../functions/grants/http.ts';
import { GROUPS, type Group } from '../../functions/kernel/actor.ts';
import type { Contract, Handlers, Route } from '../../functions/kernel/contract.ts';
import { routeKey } from '../../functions/kernel/contract.ts';
import { type Key, keys } from '../../functions/kernel/keys.ts';
import { type ApiHandler, serve } from '../../functions/kernel/serve.ts';
import { call, fakeDependencies, staffActor } from '../../functions/kernel/testing.ts';
import { organisationsContract } from '../../functions/organisations/contract.ts';
import { organisationsHandlers } from '../../functions/organisations/http.ts';
import { overviewContract } from '../../functions/overview/contract.ts';
import { overviewHandlers } from '../../functions/overview/http.ts';
import { privacyContract } from '../../functions/privacy/contract.ts';
import { privacyHandlers } from '../../functions/privacy/http.ts';
import { DOMAINS } from '../../lib/domains.ts';
import { type LocalTable, openLocalTable } from '../support/dynamo.ts';
import { memoryObjects } from '../support/objects.ts';
import { booksOf } from '../support/programme.ts';
import { believable } from './believable.ts';

const GURO = '11530';
const GANGDONG = '11740';
const ULID = '01J0000000000000000000000A';
/** Fields that bodies share, as Guro's officer would fill them in. */
const BODY = { district: GURO, email: 'somebody@example.com', language: 'ko' };
const AT = '2026-11-20T01:00:00.000Z';

/** One record of Guro for each domain whose routes lead to one. */
const record = (key: Key, id: string, more: Record<string, unknown> = {}) => ({
  ...key,
  id,
  district: GURO,
  version: 1,
  since: AT,
  stages: {},
  ...more,
});
const APPLICATION = `app_${ULID}`;
const ORGANISATION = `org_${ULID}`;
const GRANT = `grt_${ULID}`;
const PERSON = `per_${ULID}`;
const RECORDS = [
  record(keys.application(APPLICATION), APPLICATION, {
    ...{
      kind: 'application',
      status: 'SUBMITTED',
      applicant: 'household',
      reference: APPLICATION.slice(-10),
    },
    ...{ personId: PERSON, category: 'DISABLED', computers: 1, reserved: 0, allotted: 0, installed: 0 },
    ...{ needs: { kind: 'any', screenReader: false, largeScreen: false, internet: false }, lookUp: true },
    submittedAt: AT,
  }),
  record(keys.organisation(ORGANISATION), ORGANISATION, {
    ...{ kind: 'organisation', status: 'APPLIED', applications: [], name: '구로지역아동센터' },
    appliedAt: AT,
  }),
  record(keys.grant(GRANT), GRANT, {
    ...{
      kind: 'grant',
      status: 'RUNNING',
      months: 1,
      paid: 0,
      open: [],
      paidSum: 0,
      application: APPLICATION,
    },
    ...{ firstMonth: '2026-11', lastMonth: '2026-11', personId: PERSON, purpose: 'internet' },
    terms: [{ carrier: 'kt', plan: 'slim', fee: 22_000, from: '2026-11' }],
  }),
];
const ID: Readonly<Record<string, string>> = {
  applications: APPLICATION,
  eligibility: APPLICATION,
  organisations: ORGANISATION,
  grants: GRANT,
  privacy: PERSON,
};

let local: LocalTable;
const served = new Map<string, ApiHandler>();
beforeAll(async () => {
  local = await openLocalTable();
  const deps = fakeDependencies({ table: local.table });
  const contact = await deps.vault.seal({ person: PERSON }, { name: '김하늘', language: 'ko' });
  const records = [...RECORDS, record(keys.person(PERSON), PERSON, { kind: 'person', contact })];
  await local.table.transact(records.map((put) => ({ put })));
  const objects = () => memoryObjects('any');
  const offer = <C extends Contract>(contract: C, handlers: () => Handlers<C>) =>
    served.set(contract.domain, serve(contract, 'staff', handlers));
  offer(applicationsContract, () => applicationsHandlers({ ...deps, uploads: objects } as never));
  offer(eligibilityContract, () => eligibilityHandlers({ ...deps, uploads: objects() }));
  offer(organisationsContract, () => organisationsHandlers(deps));
  offer(grantsContract, () => grantsHandlers({ ...deps, documents: objects } as never));
  offer(privacyContract, () => privacyHandlers(deps));
  offer(overviewContract, () => overviewHandlers(deps));
}, 60_000);
afterAll(() => local.stop());

/** What belongs to everybody of the staff, whatever their district: who they are, and what colleagues are called. */
const NOBODYS = ['identity'];
const ROUTES = Object.entries(DOMAINS)
  .filter(([domain]) => !NOBODYS.includes(domain))
  .flatMap(([domain, { contract }]) =>
    Object.entries(contract.routes as Record<string, Route>).map(([name, route]) => ({
      domain,
      name,
      route,
    })),
  )
  .flatMap(({ route, ...one }) =>
    route.access.audience === 'staff' && route.access.groups.includes('district')
      ? [{ ...one, route, groups: route.access.groups, label: `${one.domain}.${one.name}` }]
      : [],
  );
/** A route is of one district by the record in its path, by its query or by its body; the others answer with a part of the whole. */
const placed = ({ route }: { route: Route }): boolean =>
  /\{(id|reference)\}/.test(route.path) ||
  'district' in believable(route.query, { district: GURO }) ||
  JSON.stringify(believable(route.body, BODY)).includes(`"district":"${GURO}"`);

interface Asking {
  readonly group: Group;
  readonly district?: string;
  readonly may: boolean;
}
const actors = (groups: readonly Group[]): Asking[] =>
  GROUPS.flatMap((group): Asking[] =>
    group === 'district'
      ? [GURO, GANGDONG].map((district) => ({ group, district, may: true }))
      : [{ group, may: groups.includes(group) }],
  );

async function ask({ domain, route }: (typeof ROUTES)[number], { group, district }: Asking) {
  const handler = served.get(domain);
  if (!handler) throw new Error(`${domain}: a domain that districts may ask, and none is served here`);
  const query = believable(route.query, { district: GURO });
  return call(handler, routeKey(route), {
    params: { ...believable(route.params), id: ID[domain] ?? '' },
    query: Object.fromEntries(Object.entries(query).map(([name, value]) => [name, String(value)])),
    ...(route.method === 'GET' ? {} : { body: believable(route.body, BODY) }),
    key: ULID.replace('A', String(GROUPS.indexOf(group) % 10)),
    staff: staffActor(group, district, `${group}-${district ?? 'all'}`),
  });
}

describe.each(ROUTES)('$label, of a record in Guro', (one) => {
  // Those who are refused come first: what others do then moves the record on.
  const refusedFirst = actors(one.groups).toSorted(
    (a, b) => Number(a.may && a.district !== GANGDONG) - Number(b.may && b.district !== GANGDONG),
  );
  test.each(refusedFirst)('$group $district', async (actor) => {
    const before = await booksOf(local);
    const { status, body } = await ask(one, actor);
    const answer = [status, (body as { code?: string }).code];
    if (!actor.may) expect(answer).toEqual([403, 'NOT_ALLOWED']);
    else if (actor.district === GANGDONG && placed(one)) expect(answer).toEqual([403, 'OTHER_DISTRICT']);
    else {
      expect(status, JSON.stringify(body)).not.toBe(403);
      // Not stopped by something before the right was asked for, either.
      expect([400, 401, 500], JSON.stringify(body)).not.toContain(status);
      return;
    }
    expect(await booksOf(local)).toEqual(before);
  });
});

test('the table has rows', () => {
  expect(ROUTES.length).toBeGreaterThan(15);
  expect(ROUTES.filter(placed).length).toBeGreaterThan(12);
});
