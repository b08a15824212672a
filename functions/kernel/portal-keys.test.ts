import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import * as z from 'zod';
import { signedHeaders } from '../../local/portal/client.ts';
import { DEMONSTRATION_KEY } from '../../local/portal/key.ts';
import type { City } from './city.ts';
import { defineContract, portal, staff } from './contract.ts';
import { signedByPortal } from './portal-keys.ts';
import { serve } from './serve.ts';
import { apiEvent, type Call, call, fakeDependencies, staffActor } from './testing.ts';

const KEY = '01KAAAAAAAAAAAAAAAAAAAAAAA';
const PATH = '/api/portal/lights';
const ROUTE = `POST ${PATH}`;
const contract = defineContract({
  domain: 'lights',
  errors: {},
  routes: {
    report: {
      method: 'POST',
      path: PATH,
      access: portal,
      summary: '',
      body: z.strictObject({ id: z.string(), note: z.string().optional() }),
      answer: z.unknown(),
      status: 201,
    },
    look: { method: 'GET', path: '/api/portal/lights', access: portal, summary: '', answer: z.unknown() },
    turn: {
      method: 'GET',
      path: '/api/staff/lights',
      access: staff('repair'),
      summary: '',
      answer: z.unknown(),
    },
  },
});
const { city, clock } = fakeDependencies();
const publicKey = city.portals[0]?.keys[0]?.publicKey as string;
const portals: City['portals'] = [
  {
    id: 'seoul-portal',
    name: { ko: '포털' },
    keys: [
      { id: 'old', publicKey, from: '2026-01-01', until: '2026-11-23' },
      { id: 'now', publicKey, from: '2026-11-23', until: '2026-11-24' },
      { id: 'next', publicKey, from: '2026-11-24' },
    ],
  },
  { id: 'other-portal', name: { ko: '다른 포털' }, keys: [{ id: 'now', publicKey, from: '2026-01-01' }] },
];
beforeEach(() => void vi.spyOn(console, 'log').mockImplementation(() => undefined));
afterEach(() => vi.restoreAllMocks());

let reached = 0;
const handlers = () => ({
  report: async ({ actor, body, intent }: object & { actor: unknown; body: unknown; intent: unknown }) => {
    reached++;
    return { actor, body, intent };
  },
  look: async ({ actor }: { actor: unknown }) => ({ actor }),
  turn: async () => ({}),
});
const api = serve(contract, 'portal', handlers, signedByPortal({ ...city, portals }, clock));

const second = () => Math.floor(clock.now().getTime() / 1000);
const signed = (body: string, keyId = 'seoul-portal/now', method = 'POST') =>
  signedHeaders({ keyId, privateKey: DEMONSTRATION_KEY }, { method, path: PATH, body }, second());
const BODY = JSON.stringify({ id: KEY });
const report = (what: Call & { keyId?: string } = {}) =>
  call(api, ROUTE, {
    portal: 'seoul-portal',
    key: KEY,
    body: BODY,
    headers: signed(String(what.body ?? BODY), what.keyId),
    ...what,
  });
const refusal = async (asked: ReturnType<typeof call>) => {
  const before = reached;
  const { status, body } = await asked;
  expect(reached).toBe(before);
  return [status, body.code];
};

describe('a report of a portal', () => {
  test('reaches its handler, which knows the portal by its token', async () => {
    const { status, body } = await report();
    expect([status, body]).toEqual([
      201,
      {
        actor: { kind: 'portal', id: 'seoul-portal' },
        body: { id: KEY },
        intent: { key: KEY, digest: expect.any(String) },
      },
    ]);
  });

  test('may come in base64: its own bytes are what was signed', async () => {
    const text = JSON.stringify({ id: KEY, note: '희망' });
    const event = apiEvent(ROUTE, { portal: 'seoul-portal', key: KEY, headers: signed(text) });
    const body = Buffer.from(text).toString('base64');
    const answer = await api({ ...event, body, isBase64Encoded: true }, { awsRequestId: 'r' } as never);
    expect([answer.statusCode, JSON.parse(answer.body ?? '')]).toMatchObject([
      201,
      { body: { note: '희망' } },
    ]);
  });

  test('and a question is signed as well, over an empty body', async () => {
    const what = { portal: 'seoul-portal', headers: signed('', 'seoul-portal/now', 'GET') };
    expect((await call(api, `GET ${PATH}`, what)).status).toBe(200);
    expect(await refusal(call(api, `GET ${PATH}`, { portal: 'seoul-portal' }))).toEqual([
      401,
      'SIGNATURE_MISSING',
    ]);
  });

  test.each<[string, () => ReturnType<typeof call>, number, string]>([
    ['no token', () => report({ portal: '' }), 401, 'SIGN_IN_REQUIRED'],
    ['the token of staff', () => report({ staff: staffActor('repair'), portal: '' }), 403, 'NOT_ALLOWED'],
    ['the token of a citizen', () => report({ citizen: 'c1', portal: '' }), 403, 'NOT_ALLOWED'],
    ['no signature', () => report({ headers: {} }), 401, 'SIGNATURE_MISSING'],
    ['a signature of another body', () => report({ headers: signed('{}') }), 401, 'DIGEST_WRONG'],
    ['a key that has ended', () => report({ keyId: 'seoul-portal/old' }), 403, 'KEY_UNKNOWN'],
    ['a key that is not yet', () => report({ keyId: 'seoul-portal/next' }), 403, 'KEY_UNKNOWN'],
    ["another portal's key", () => report({ keyId: 'other-portal/now' }), 403, 'KEY_UNKNOWN'],
    ["another portal's token", () => report({ portal: 'other-portal' }), 403, 'KEY_UNKNOWN'],
    ['the token of a portal that is gone', () => report({ portal: 'gone' }), 403, 'KEY_UNKNOWN'],
    ['no key of the report', () => report({ key: '' }), 400, 'KEY_REQUIRED'],
    [
      'the key of another report',
      () => report({ key: '01KAAAAAAAAAAAAAAAAAAAAAAB' }),
      422,
      'KEY_NOT_OF_REPORT',
    ],
    ['what is not JSON, signed', () => report({ body: '{"id":' }), 400, 'NOT_JSON'],
    ['what is not JSON, unsigned', () => report({ body: '{"id":', headers: {} }), 401, 'SIGNATURE_MISSING'],
  ])('with %s is refused before its handler', async (_, ask, status, code) => {
    expect(await refusal(ask())).toEqual([status, code]);
  });

  test('with two scopes is of no portal', async () => {
    const event = apiEvent(ROUTE, { portal: 'seoul-portal', key: KEY, body: BODY, headers: signed(BODY) });
    const claims = event.requestContext.authorizer?.jwt?.claims as Record<string, unknown>;
    claims.scope = 'ithope/portal.seoul-portal ithope/portal.other-portal';
    const answer = await api(event, { awsRequestId: 'r' } as never);
    expect(JSON.parse(answer.body ?? '')).toMatchObject({ status: 403, code: 'NOT_ALLOWED' });
  });

  test('grows stale: five minutes after it was signed it is another matter', async () => {
    const headers = signed(BODY);
    clock.pass({ minutes: 5, seconds: 1 });
    expect(await refusal(report({ headers }))).toEqual([401, 'SIGNATURE_STALE']);
  });

  test("changes keys at the city's midnight", async () => {
    clock.set('2026-11-23T14:59:59.000Z'); // 23:59:59 in Seoul
    expect((await report()).status).toBe(201);
    clock.set('2026-11-23T15:00:00.000Z');
    expect(await refusal(report())).toEqual([403, 'KEY_UNKNOWN']);
    expect((await report({ keyId: 'seoul-portal/next' })).status).toBe(201);
  });
});

test("a portal's token opens nothing of the staff's", async () => {
  const staffApi = serve(contract, 'staff', handlers);
  const { status, body } = await call(staffApi, 'GET /api/staff/lights', { portal: 'seoul-portal' });
  expect([status, body.code]).toEqual([403, 'NOT_ALLOWED']);
});
