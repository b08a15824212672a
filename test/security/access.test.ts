import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Route } from '../../functions/kernel/contract.ts';
import { openTestCloud, type TestCloud } from '../support/cloud.ts';
import { expired } from '../support/expired.ts';
import { openPortal, type TestPortal } from '../support/portal.ts';
import { believable } from './believable.ts';
import { outsider, ROUTES } from './routes.ts';

let cloud: TestCloud;
let citizen: string;
let portal: TestPortal;
beforeAll(async () => {
  cloud = await openTestCloud();
  citizen = (await cloud.signInCitizen('someone@example.com')).accessToken;
  portal = await openPortal(cloud);
}, 120_000);
afterAll(() => cloud?.stop(), 60_000);

/** Other claims under the same signature. */
function forged(token: string): string {
  const [head, claims = '', signature] = token.split('.');
  const changed = { ...JSON.parse(Buffer.from(claims, 'base64url').toString()), sub: 'somebody-else' };
  return [head, Buffer.from(JSON.stringify(changed)).toString('base64url'), signature].join('.');
}
const bodyFor = (route: Route) => (route.method === 'GET' ? {} : { body: {} });

describe.each(ROUTES.filter(({ route }) => route.access.audience !== 'public'))(
  '$name',
  ({ route, path }) => {
    test('refuses who has no token, a broken one, an ended one, or one of another audience', async () => {
      const before = cloud.written();
      const tokens: Record<string, string> = {
        ...{ staff: await cloud.token('chest.kim'), citizen, portal: await portal.token() },
      };
      const { [route.access.audience]: own = '', ...others } = tokens;
      const broken = [undefined, 'e30.e30.e30', await expired(cloud.folder, own), forged(own)];
      for (const token of [...broken, ...Object.values(others)]) {
        const { status } = await cloud.ask(route.method, path, {
          ...(token ? { token } : {}),
          ...bodyFor(route),
        });
        expect(status).toBe(401);
      }
      expect(cloud.written()).toBe(before);
    });
  },
);

/** Routes that not everybody of the staff may call, each with somebody who may not. */
const CLOSED = ROUTES.flatMap((one) => {
  const username = outsider(one.route);
  return username ? [{ ...one, username }] : [];
});
test.each(CLOSED)('$name refuses staff of another group: $username', async ({ route, path, username }) => {
  const before = cloud.written();
  const token = await cloud.token(username);
  const { status, body } = await cloud.ask(route.method, path, { token, ...bodyFor(route) });
  expect([status, body.code]).toEqual([403, 'NOT_ALLOWED']);
  expect(cloud.written()).toBe(before);
});

test.each(ROUTES.filter(({ route }) => route.access.audience === 'portal'))(
  '$name takes nothing that its portal has not signed, or signed long ago',
  async ({ route, path }) => {
    const before = cloud.written();
    const token = await portal.token();
    const unsigned = await cloud.ask(route.method, path, { token, ...bodyFor(route) });
    expect([unsigned.status, unsigned.body.code]).toEqual([401, 'SIGNATURE_MISSING']);
    const stale = await portal.ask(route.method, path, bodyFor(route), -301);
    expect([stale.status, stale.body.code]).toEqual([401, 'SIGNATURE_STALE']);
    expect(cloud.written()).toBe(before);
  },
);

/** Auditors read; what they may send makes a file of what they may read, and is on record itself. */
const FILES = [
  'audit.exportEvents',
  'fund.exportEntries',
  'fund.exportReconciliation',
  'ledger.orderReport',
  'partners.exportPartnerFigures',
];
const WRITES = ROUTES.filter(
  ({ name, route }) => route.method !== 'GET' && route.access.audience === 'staff' && !FILES.includes(name),
);
test.each(WRITES)('$name refuses auditors, as does every other write', async ({ route, path }) => {
  expect(route.access).not.toMatchObject({ groups: expect.arrayContaining(['auditor']) });
  const before = cloud.written();
  const token = await cloud.token('audit.jang');
  const { status, body } = await cloud.ask(route.method, path, { token, body: {} });
  expect([status, body.code]).toEqual([403, 'NOT_ALLOWED']);
  expect(cloud.written()).toBe(before);
});

test.each(['chest.kim', 'repair.lee', 'lead.choi', 'guro.jung', 'office.seo', 'committee.yoon'])(
  'the audit trail is closed to %s',
  async (username) => {
    const token = await cloud.token(username);
    const before = cloud.written();
    for (const { route, path } of ROUTES.filter(({ name }) => name.startsWith('audit.'))) {
      const { status, body } = await cloud.ask(route.method, path, { token, ...bodyFor(route) });
      expect([status, body.code]).toEqual([403, 'NOT_ALLOWED']);
    }
    expect(cloud.written()).toBe(before);
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
          // What is asked is read before whose it is: a body that the route takes.
          ...(route.method === 'GET' ? {} : { body: believable(route.body) }),
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
