import { afterAll, beforeAll, expect, test } from 'vitest';
import { aList, aPledge } from '../../functions/partners/testing.ts';
import { openTestCloud, type TestCloud } from '../support/cloud.ts';
import { insider, ROUTES } from './routes.ts';

/** What one partner has put down is no other partner's to see or to touch: every pledge and list route, at the front door. */
let cloud: TestCloud;
const theirs = { pledge: '', list: '' };
const [OWNER, OTHER] = ['sds.moon', 'lgcns.baek'];
const LIST = aList(2, 'OWN');

async function as<A>(who: string, method: string, path: string, body?: unknown): Promise<A> {
  const answer = await cloud.ask(method, path, { token: await cloud.token(who), ...(body ? { body } : {}) });
  expect([path, answer.status, answer.body.code]).toEqual([path, expect.toSatisfy(good), undefined]);
  return answer.body as A;
}
const good = (status: number) => status < 300;

/** A pledge of the owner with a list that waits to be imported. */
beforeAll(async () => {
  cloud = await openTestCloud();
  theirs.pledge = (await as<{ id: string }>(OWNER, 'POST', '/api/staff/pledges', aPledge())).id;
  const pledge = `/api/staff/pledges/${theirs.pledge}`;
  const file = { fileName: 'a.csv', size: Buffer.byteLength(LIST) };
  const form = await as<{ list: string; url: string; fields: Record<string, string> }>(
    ...([OWNER, 'POST', `${pledge}/list-uploads`, file] as const),
  );
  const data = new FormData();
  for (const [name, value] of Object.entries(form.fields)) data.append(name, value);
  data.append('file', new Blob([LIST]), file.fileName);
  expect((await fetch(form.url, { method: 'POST', body: data })).ok).toBe(true);
  theirs.list = form.list;
  await as(OWNER, 'POST', `${pledge}/lists`, { list: form.list, fileName: file.fileName });
  const list = `/api/staff/lists/${form.list}`;
  const { mapping } = await as<{ mapping: object }>(OWNER, 'GET', list);
  await as(OWNER, 'POST', `${list}/check`, { mapping });
  await cloud.settled();
}, 180_000);
afterAll(() => cloud?.stop(), 60_000);

/** What a route needs to get as far as asking whose it is; a route without an entry needs nothing. */
const ASKS: Readonly<Record<string, { body?: () => object; query?: string }>> = {
  makePledge: { body: () => aPledge() },
  listPledges: { query: '?status=PLEDGED&partner=samsung-sds' },
  cancelPledge: { body: () => ({ reason: '남의 것' }) },
  requestListUpload: { body: () => ({ fileName: 'b.csv', size: 10 }) },
  addList: { body: () => ({ list: theirs.list, fileName: 'b.csv' }) },
  checkList: { body: () => ({ mapping: { assetTag: 0 } }) },
  beginImport: { body: () => ({ include: [] }) },
  continueImport: { body: () => ({}) },
  dropList: { body: () => ({}) },
};
const OPEN = ROUTES.filter(
  ({ name, route: { access } }) =>
    name.startsWith('partners.') && access.audience === 'staff' && access.groups.includes('partner'),
);
/** These answer with the caller's own alone, so there is nothing foreign to ask for. */
const OWN_ALONE = ['partners.readPartnerFigures', 'partners.exportPartnerFigures'];
const FOREIGN = OPEN.filter(({ name }) => !OWN_ALONE.includes(name)).map(({ name, route }) => ({
  ...{ name, route, asked: ASKS[name.replace('partners.', '')] ?? {} },
}));

test('the table below has every pledge and list route that partners may call', () => {
  const known = new Set(FOREIGN.map(({ name }) => name.replace('partners.', '')));
  expect(Object.keys(ASKS).filter((name) => !known.has(name))).toEqual([]);
  const writes = FOREIGN.filter(({ route }) => route.method === 'POST').map(({ name }) => name.slice(9));
  expect(writes.filter((name) => !ASKS[name]?.body)).toEqual([]);
  expect(FOREIGN.length).toBeGreaterThanOrEqual(14);
});

/** The path with the owner's pledge or list in it. */
const pathOf = (path: string) =>
  path.replace('{id}', path.includes('/pledges/') ? theirs.pledge : theirs.list);

test.each(FOREIGN)(
  "$name refuses another partner's people, and nothing is written",
  async ({ route, asked }) => {
    const before = cloud.written();
    const { status, body } = await cloud.ask(route.method, `${pathOf(route.path)}${asked.query ?? ''}`, {
      token: await cloud.token(OTHER),
      ...(asked.body ? { body: asked.body() } : {}),
    });
    expect([status, body.code]).toEqual([403, 'OTHER_PARTNER']);
    expect(JSON.stringify(body)).not.toMatch(/OWN-|samsung|한담당/);
    expect(cloud.written()).toBe(before);
  },
);

test.each(FOREIGN.filter(({ route }) => route.method === 'GET'))(
  '$name is no refusal for its owner',
  async ({ name, route, asked }) => {
    const token = await cloud.token(OWNER);
    const answer = await cloud.ask('GET', `${pathOf(route.path)}${asked.query ?? ''}`, { token });
    // The list waits to be imported: it has no devices yet, and says so.
    expect(answer.status).toBe(name === 'partners.readListUnits' ? 409 : 200);
  },
);

test('lists and figures have only what is the own', async () => {
  const partners = async (who: string, path: string) =>
    (await as<{ items: { partner: string }[] }>(who, 'GET', path)).items.map(({ partner }) => partner);
  expect(await partners(OTHER, '/api/staff/pledges?status=PLEDGED')).toEqual([]);
  expect(await partners(OWNER, '/api/staff/pledges?status=PLEDGED')).toEqual(['samsung-sds']);
  expect(await partners(OTHER, '/api/staff/partners')).toEqual(['lg-cns']);
  expect(await partners(OWNER, '/api/staff/partners')).toEqual(['samsung-sds']);
});

/** Everything else: a partner's account opens its own pledges and lists, and says who it is. */
const CLOSED = ROUTES.filter(
  ({ name, route }) =>
    route.access.audience === 'staff' && !OPEN.some((open) => open.name === name) && insider(route),
);
/** Whoever signs in says who they are, and sees the names (nothing else) of those who did what on their own records. */
const FOR_ALL_STAFF = ['identity.readStaff', 'identity.enterStaff', 'identity.readColleagues'];
test('of all other domains a partner may call nothing but who it is, and who others are', () => {
  const open = ROUTES.filter(({ name, route: { access } }) => {
    if (access.audience !== 'staff' || name.startsWith('partners.')) return false;
    return access.groups.includes('partner');
  });
  expect(open.map(({ name }) => name).sort()).toEqual(FOR_ALL_STAFF.toSorted());
});
test.each(CLOSED.filter(({ name }) => !FOR_ALL_STAFF.includes(name)))(
  '$name is closed to partners',
  async ({ route, path }) => {
    const before = cloud.written();
    const body = route.method === 'GET' ? {} : { body: {} };
    for (const who of [OWNER, OTHER]) {
      const answer = await cloud.ask(route.method, path, { token: await cloud.token(who), ...body });
      expect([answer.status, answer.body.code]).toEqual([403, 'NOT_ALLOWED']);
    }
    expect(cloud.written()).toBe(before);
  },
);
