import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Route } from '../../functions/kernel/contract.ts';
import { PREFIX } from '../../functions/kernel/ids.ts';
import { DOMAINS } from '../../lib/domains.ts';
import { openTestCloud, type TestCloud } from '../support/cloud.ts';

let cloud: TestCloud;
let citizen: string;
beforeAll(async () => {
  cloud = await openTestCloud();
  citizen = (await cloud.signInCitizen('someone@example.com')).accessToken;
}, 120_000);
afterAll(() => cloud?.stop(), 60_000);

const ULID = '01J0000000000000000000000A';
/** A path with believable values for its parameters; nothing of it exists. */
function pathOf(domain: string, route: Route): string {
  const kind =
    { donations: 'donation', devices: 'device', applications: 'application', allotments: 'allotment' }[
      domain
    ] ?? (domain === 'privacy' ? 'person' : 'delivery');
  return route.path
    .replace('/devices/{id}/certificate', `/devices/dev_${ULID}/certificate`)
    .replace('{id}', `${PREFIX[kind as keyof typeof PREFIX]}_${ULID}`)
    .replace('{reference}', '000000000A')
    .replace('{year}', '2026')
    .replace('{number}', '1')
    .replace('{assetNumber}', 'SH-26-00001');
}

const ROUTES = Object.entries(DOMAINS).flatMap(([domain, { contract }]) =>
  Object.entries(contract.routes).map(([name, route]) => ({
    name: `${domain}.${name}`,
    route: route as Route,
    path: pathOf(domain, route as Route),
  })),
);
const bodyFor = (route: Route) => (route.method === 'GET' ? {} : { body: {} });

/** Somebody of the demonstration's staff who is in none of a route's groups. */
const STAFF: Readonly<Record<string, string>> = {
  chest: 'chest.kim',
  repair: 'repair.lee',
  district: 'guro.jung',
  programme: 'office.seo',
  committee: 'committee.yoon',
  auditor: 'audit.jang',
};
const outsider = (route: Route): string | undefined => {
  if (route.access.audience !== 'staff') return undefined;
  const { groups } = route.access;
  return Object.entries(STAFF).find(([group]) => !(groups as readonly string[]).includes(group))?.[1];
};

describe.each(ROUTES.filter(({ route }) => route.access.audience !== 'public'))(
  '$name',
  ({ route, path }) => {
    test('refuses who has no token, a broken one, or one of the other audience', async () => {
      const before = cloud.written();
      const other = route.access.audience === 'staff' ? citizen : await cloud.token('chest.kim');
      for (const token of [undefined, 'e30.e30.e30', other]) {
        const { status } = await cloud.ask(route.method, path, {
          ...(token ? { token } : {}),
          ...bodyFor(route),
        });
        expect(status).toBe(401);
      }
      expect(cloud.written()).toBe(before);
    });

    const username = outsider(route);
    test.runIf(username)('refuses staff of another group', async () => {
      const before = cloud.written();
      const token = await cloud.token(username as string);
      const { status, body } = await cloud.ask(route.method, path, { token, ...bodyFor(route) });
      expect([status, body.code]).toEqual([403, 'NOT_ALLOWED']);
      expect(cloud.written()).toBe(before);
    });
  },
);

describe.each(ROUTES.filter(({ route }) => route.access.audience === 'public' && route.access.session))(
  '$name',
  ({ route, path }) => {
    test('is for the holder of the code alone', async () => {
      const before = cloud.written();
      for (const session of [undefined, 'x'.repeat(43)]) {
        const { status, body } = await cloud.ask(route.method, path, {
          ...(session ? { session } : {}),
          ...bodyFor(route),
        });
        expect([status, body.code]).toEqual([401, 'SESSION_REQUIRED']);
      }
      expect(cloud.written()).toBe(before);
    });
  },
);

test('a path that no contract has is not found', async () => {
  expect((await cloud.ask('GET', '/api/public/nothing')).status).toBe(404);
  expect(
    (await cloud.ask('POST', '/api/staff/devices', { token: await cloud.token('repair.lee'), body: {} }))
      .status,
  ).toBe(404);
});
