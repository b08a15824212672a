import { expect, test, vi } from 'vitest';
import { addressOf, openClient } from './client.ts';
import { Problem } from './problem.ts';
import { routeTable } from './route-table.ts';

const json = (status: number, body: unknown) => new Response(JSON.stringify(body), { status });
const routes = routeTable();
const donation = { params: { id: 'don_1' } };

function opened(answers: (Response | Error)[], renews = true) {
  const send = vi.fn(async () => {
    const next = answers.shift();
    if (next instanceof Error) throw next;
    return next ?? json(500, {});
  });
  const tokens = {
    current: async () => 'token',
    renew: vi.fn(async () => renews),
    ended: vi.fn(),
  };
  return { client: openClient(routes, tokens, send as unknown as typeof fetch), send, tokens };
}

test.each([
  ['/api/x/{id}', { params: { id: 'a/b' } }, '/api/x/a%2Fb'],
  ['/api/x', { query: { status: 'NEW', cursor: undefined, limit: 5 } }, '/api/x?status=NEW&limit=5'],
  ['/api/x/{a}/{b}', { params: { a: 1, b: 'ㄱ' } }, '/api/x/1/%E3%84%B1'],
])('an address of %s', (path, parts, address) => {
  expect(addressOf(path, parts)).toBe(address);
});

test('a read carries the token and no key', async () => {
  const { client, send } = opened([json(200, { id: 'don_1' })]);
  await expect(client.read('readDonation', donation)).resolves.toEqual({ id: 'don_1' });
  expect(send).toHaveBeenCalledWith('/api/staff/donations/don_1', {
    method: 'GET',
    headers: { authorization: 'Bearer token' },
  });
});

test('a write carries the intent as its key and its body as JSON', async () => {
  const { client, send } = opened([json(200, { id: 'don_1', status: 'SCREENED' })]);
  await client.write('screenDonation', { ...donation, body: { note: '좋음' } }, '01INTENT');
  expect(send).toHaveBeenCalledWith(
    '/api/staff/donations/don_1/screening',
    expect.objectContaining({
      method: 'POST',
      body: '{"note":"좋음"}',
      headers: expect.objectContaining({ 'idempotency-key': '01INTENT', 'content-type': 'application/json' }),
    }),
  );
});

test('a 401 is renewed once and the same request sent again, under the same key', async () => {
  const { client, send, tokens } = opened([json(401, {}), json(200, { id: 'x', status: 'SCREENED' })]);
  await client.write('screenDonation', { ...donation, body: {} }, '01INTENT');
  expect(tokens.renew).toHaveBeenCalledOnce();
  expect(tokens.ended).not.toHaveBeenCalled();
  expect(send.mock.calls[0]).toEqual(send.mock.calls[1]);
});

test.each([
  ['a renewal that fails', [json(401, {})], false],
  ['a token that is refused again', [json(401, {}), json(401, {})], true],
])('%s ends the session', async (_, answers, renews) => {
  const { client, tokens } = opened(answers, renews);
  await expect(client.read('readDonation', donation)).rejects.toMatchObject({ code: 'SIGN_IN_REQUIRED' });
  expect(tokens.ended).toHaveBeenCalledOnce();
});

test.each([
  [json(409, { code: 'CHANGED_MEANWHILE', requestId: 'r' }), { code: 'CHANGED_MEANWHILE', status: 409 }],
  [
    json(400, { code: 'INVALID_REQUEST', errors: [{ path: 'day', code: 'REQUIRED' }] }),
    { code: 'INVALID_REQUEST', fields: [{ path: 'day', code: 'REQUIRED' }] },
  ],
  [json(503, { message: 'Service Unavailable' }), { code: 'UNAVAILABLE', status: 503 }],
  [new Response('<html>', { status: 403 }), { code: 'NOT_ALLOWED', status: 403 }],
  [new Response('', { status: 413 }), { code: 'TOO_LARGE' }],
  [new TypeError('Failed to fetch'), { code: 'OFFLINE', status: 0 }],
])('every refusal is a problem that can be shown (%#)', async (answer, problem) => {
  const { client } = opened([answer]);
  const refused = client.read('readDonation', donation);
  await expect(refused).rejects.toBeInstanceOf(Problem);
  await expect(refused).rejects.toMatchObject(problem);
});
