import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { Route } from '../../functions/kernel/contract.ts';
import { type Answer, type Ask, anOffer, openTestCloud, type TestCloud } from '../support/cloud.ts';
import { openPortal, type TestPortal } from '../support/portal.ts';
import { believable } from './believable.ts';
import { insider, ROUTES } from './routes.ts';

/** Every route that writes, asked by somebody who may, with bodies that are not what its contract says. */
let cloud: TestCloud;
let session: string;
let citizen: string;
let portal: TestPortal;
beforeAll(async () => {
  cloud = await openTestCloud();
  portal = await openPortal(cloud);
  citizen = (await cloud.signInCitizen('holder@example.com')).accessToken;
  const offered = await cloud.ask('POST', '/api/public/donations', { body: anOffer('holder@example.com') });
  const about = { subject: 'donation', reference: offered.body.reference };
  await cloud.ask('POST', '/api/public/follow/codes', { body: about });
  const code = await cloud.codeFor('holder@example.com');
  const opened = await cloud.ask('POST', '/api/public/follow/sessions', { body: { ...about, code } });
  session = String(opened.body.token);
  await cloud.settled();
}, 180_000);
afterAll(() => cloud?.stop(), 60_000);

async function ask(
  { method, access }: Route,
  path: string,
  who: string | undefined,
  what: Ask,
): Promise<Answer> {
  const before = cloud.written();
  const token =
    access.audience === 'citizen' ? { token: citizen } : who ? { token: await cloud.token(who) } : {};
  const holder = access.audience === 'public' && access.session ? { session } : {};
  const asked = { ...token, ...holder, ...what };
  const caller = access.audience === 'portal' ? portal : cloud;
  const answer = await caller.ask(method, path, asked);
  expect(cloud.written()).toBe(before);
  expect(answer.type).toBe('application/problem+json');
  return answer;
}
const refusal = ({ status, body }: Answer) => [status, body.code];

interface Shape {
  properties?: Record<string, Shape>;
  items?: Shape;
  maxLength?: number;
  type?: string;
}
/** A body that has every bounded text one letter longer than allowed, and where they are. */
function overlong(shape: Shape, path = ''): { value: unknown; paths: string[] } | undefined {
  if (shape.maxLength !== undefined && shape.type === 'string')
    return { value: '1'.repeat(shape.maxLength + 1), paths: [path] };
  const below = (name: string) => (path ? `${path}.${name}` : name);
  if (shape.items) {
    const one = overlong(shape.items, below('0'));
    return one && { value: [one.value], paths: one.paths };
  }
  const parts = Object.entries(shape.properties ?? {}).flatMap(([name, part]) => {
    const found = overlong(part, below(name));
    return found ? [{ name, ...found }] : [];
  });
  if (parts.length === 0) return undefined;
  return {
    value: Object.fromEntries(parts.map(({ name, value }) => [name, value])),
    paths: parts.flatMap(({ paths }) => paths),
  };
}
const WRITES = ROUTES.filter(({ route }) => route.method === 'POST').map((one) => {
  const shape = z.toJSONSchema(one.route.body ?? z.strictObject({}), { io: 'input', unrepresentable: 'any' });
  return { ...one, who: insider(one.route), long: overlong(shape as Shape) };
});

describe.each(WRITES)('$name', ({ route, path, who }) => {
  test('what is not JSON, or not an object, is refused', async () => {
    expect(refusal(await ask(route, path, who, { raw: '{"a":' }))).toEqual([400, 'NOT_JSON']);
    for (const raw of ['[]', '"x"', 'null', '1']) {
      expect(refusal(await ask(route, path, who, { raw })), raw).toEqual([400, 'INVALID_REQUEST']);
    }
  });

  test('a field that the contract does not have is refused by name', async () => {
    // Of what has several kinds, a field is unknown to the kind that is named.
    const kinds = route.body instanceof z.ZodDiscriminatedUnion ? believable(route.body) : {};
    const answer = await ask(route, path, who, { body: { ...kinds, isAdmin: true } });
    expect(refusal(answer)).toEqual([400, 'INVALID_REQUEST']);
    expect(answer.body.errors).toContainEqual({ path: 'isAdmin', code: 'UNKNOWN_FIELD' });
  });
});

test.each(WRITES.flatMap(({ long, ...one }) => (long ? [{ ...one, long }] : [])))(
  '$name refuses a text longer than its field by name',
  async ({ route, path, who, long }) => {
    const answer = await ask(route, path, who, { body: long.value });
    expect(refusal(answer)).toEqual([400, 'INVALID_REQUEST']);
    expect(answer.body.errors?.map((error) => error.path)).toEqual(expect.arrayContaining(long.paths));
  },
);

/** A year is there whether or not a receipt was issued in it, and every month can be looked at before it is run. */
const ALWAYS_THERE = ['receipts.readReceiptYear', 'grants.previewRun'];
/** Records of one's own group that are not there; lists and oneself are always there. */
const RECORDS = ROUTES.filter(
  ({ name, route }) =>
    route.method === 'GET' &&
    route.access.audience === 'staff' &&
    route.path.includes('{') &&
    !ALWAYS_THERE.includes(name),
);
test.each(RECORDS)('$name: what is not there is not found', async ({ route, path }) => {
  const query = new URLSearchParams(believable(route.query) as Record<string, string>).toString();
  const asked = query ? `${path}?${query}` : path;
  expect(refusal(await ask(route, asked, insider(route), {}))).toEqual([404, 'NOT_FOUND']);
});
