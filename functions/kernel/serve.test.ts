import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import * as z from 'zod';
import {
  citizen,
  defineContract,
  type Handlers,
  holder,
  open,
  type RequestOf,
  type Route,
  staff,
} from './contract.ts';
import { fail } from './errors.ts';
import { serve } from './serve.ts';
import { apiEvent, type Call, call, staffActor } from './testing.ts';

const KEY = '01KAAAAAAAAAAAAAAAAAAAAAAA';
const contract = defineContract({
  domain: 'lights',
  errors: {},
  routes: {
    look: {
      method: 'GET',
      path: '/api/public/lights/{id}',
      access: open,
      summary: '',
      params: z.strictObject({ id: z.string().regex(/^[a-z]+$/) }),
      query: z.strictObject({
        limit: z.coerce.number().int().min(1).max(50).default(20),
        since: z.iso.date().optional(),
      }),
      answer: z.unknown(),
    },
    follow: { method: 'GET', path: '/api/public/follow', access: holder, summary: '', answer: z.unknown() },
    mine: { method: 'GET', path: '/api/citizen/lights', access: citizen, summary: '', answer: z.unknown() },
    turn: {
      method: 'POST',
      path: '/api/staff/lights/{id}',
      access: staff('repair', 'repair-lead'),
      summary: '',
      params: z.strictObject({ id: z.string() }),
      body: z.strictObject({
        to: z.enum(['RED', 'GREEN']),
        note: z.string().trim().min(1).max(5).optional(),
        count: z.int().min(1).max(9).optional(),
        bulbs: z
          .array(z.strictObject({ watts: z.int() }))
          .min(1)
          .max(2)
          .optional(),
        sure: z.literal(true, { error: 'CONSENT_NEEDED' }).optional(),
      }),
      answer: z.unknown(),
      status: 201,
    },
    crash: {
      method: 'POST',
      path: '/api/staff/crash',
      access: staff('repair'),
      summary: '',
      answer: z.unknown(),
    },
  },
});

const lines: Record<string, unknown>[] = [];
beforeEach(() => {
  lines.length = 0;
  for (const stream of ['log', 'error'] as const)
    vi.spyOn(console, stream).mockImplementation(
      (line) => void lines.push(JSON.parse(String(line)) as Record<string, unknown>),
    );
});
afterEach(() => vi.restoreAllMocks());

const echo = async (request: object) => {
  const { params, query, body, actor, intent, session } = request as RequestOf<Route>;
  return { params, query, body, actor, intent, session };
};
const handlers = (): Handlers<typeof contract> => ({
  ...{ look: echo, follow: echo, mine: echo, turn: echo },
  crash: async ({ body }) => {
    if ('refuse' in (body as object)) throw fail('ILLEGAL_MOVE', { move: 'go' });
    throw new Error('the password is hunter2');
  },
});
const served = {
  public: serve(contract, 'public', handlers),
  citizen: serve(contract, 'citizen', handlers),
  staff: serve(contract, 'staff', handlers),
};
const lee = staffActor('repair', undefined, 'lee');
const TURN = 'POST /api/staff/lights/{id}';
const turn = (what: Call) => call(served.staff, TURN, { params: { id: 'x' }, staff: lee, key: KEY, ...what });

describe('a request', () => {
  test('reaches its handler parsed and typed', async () => {
    const { status, body } = await turn({ body: { to: 'RED', note: ' hi ' } });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      params: { id: 'x' },
      query: {},
      body: { to: 'RED', note: 'hi' },
      actor: { kind: 'staff', id: 'lee', groups: ['repair'] },
      intent: { key: KEY, digest: expect.stringMatching(/^[\w-]{43}$/) },
      session: '',
    });
    const looked = await call(served.public, 'GET /api/public/lights/{id}', {
      params: { id: 'abc' },
      query: { limit: '7' },
    });
    expect(looked.body).toMatchObject({ query: { limit: 7 }, actor: { kind: 'anonymous' } });
  });

  test('may come in base64, as API Gateway sends what is not text', async () => {
    const event = apiEvent(TURN, { params: { id: 'x' }, staff: lee, key: KEY });
    const body = Buffer.from('{"to":"RED"}').toString('base64');
    const answer = await served.staff({ ...event, body, isBase64Encoded: true }, {
      awsRequestId: 'r',
    } as never);
    expect(JSON.parse(answer.body ?? '')).toMatchObject({ body: { to: 'RED' } });
  });

  test('has nothing of a secret field in its digest: its handler says what stands for it', async () => {
    const secretive = defineContract({
      domain: 'secrets',
      errors: {},
      routes: {
        tell: {
          method: 'POST',
          path: '/api/public/secrets',
          access: open,
          summary: '',
          body: z.strictObject({ pin: z.string(), other: z.string() }),
          secret: ['pin'],
          answer: z.unknown(),
        },
      },
    });
    const api = serve(secretive, 'public', () => ({ tell: async (request) => request.intent.digest }));
    const digest = async (body: unknown) =>
      (await call(api, 'POST /api/public/secrets', { body, key: KEY })).body;
    const one = await digest({ pin: '1', other: 'a' });
    expect(await digest({ pin: '2', other: 'a' })).toBe(one);
    expect(await digest('{ "other" : "a", "pin": "3" }')).toBe(one);
    expect(await digest({ pin: '1', other: 'b' })).not.toBe(one);
  });

  test('has another digest for another body, path or method, and the same for the same', async () => {
    const digest = async (what: Call) => ((await turn(what)).body.intent as { digest: string }).digest;
    const one = await digest({ body: { to: 'RED' } });
    expect(await digest({ body: { to: 'RED' } })).toBe(one);
    expect(await digest({ body: { to: 'GREEN' } })).not.toBe(one);
    expect(await digest({ body: { to: 'RED' }, params: { id: 'y' } })).not.toBe(one);
  });

  test('is answered as JSON that nobody keeps', async () => {
    const event = apiEvent('GET /api/public/lights/{id}', { params: { id: 'abc' } });
    const { headers } = await served.public(event, { awsRequestId: 'r' } as never);
    expect(headers).toEqual({ 'content-type': 'application/json', 'cache-control': 'no-store' });
  });
});

describe('a refusal is a problem document', () => {
  test.each<[string, () => ReturnType<typeof call>, number, string]>([
    [
      'no sign-in',
      () => call(served.staff, TURN, { params: { id: 'x' }, key: KEY }),
      401,
      'SIGN_IN_REQUIRED',
    ],
    [
      'no sign-in of a citizen',
      () => call(served.citizen, 'GET /api/citizen/lights'),
      401,
      'SIGN_IN_REQUIRED',
    ],
    ['no session', () => call(served.public, 'GET /api/public/follow'), 401, 'SESSION_REQUIRED'],
    ['another group', () => turn({ staff: staffActor('chest'), body: { to: 'RED' } }), 403, 'NOT_ALLOWED'],
    ['no group', () => turn({ staff: staffActor([]), body: { to: 'RED' } }), 403, 'NOT_ALLOWED'],
    [
      'a route of nobody',
      () => call(served.staff, 'GET /api/staff/nothing', { staff: lee }),
      404,
      'NOT_FOUND',
    ],
    [
      "another audience's route",
      () => call(served.public, TURN, { staff: lee, params: { id: 'x' }, key: KEY }),
      404,
      'NOT_FOUND',
    ],
    ['what is not JSON', () => turn({ body: '{"to":' }), 400, 'NOT_JSON'],
    [
      'no key',
      () => call(served.staff, TURN, { params: { id: 'x' }, staff: lee, body: { to: 'RED' } }),
      400,
      'KEY_REQUIRED',
    ],
    ['a key that is none', () => turn({ body: { to: 'RED' }, key: 'again' }), 400, 'KEY_REQUIRED'],
    [
      'a body over 256 KB',
      () => turn({ body: JSON.stringify({ to: 'RED', note: 'x'.repeat(262_144) }) }),
      413,
      'TOO_LARGE',
    ],
    [
      'a fault of ours',
      () => call(served.staff, 'POST /api/staff/crash', { staff: lee, key: KEY, body: { refuse: 1 } }),
      500,
      'INTERNAL',
    ],
  ])('%s', async (_, ask, status, code) => {
    const { body, status: said } = await ask();
    expect([said, body.code]).toEqual([status, code]);
    expect(body).toMatchObject({
      type: `urn:ithope:problem:${code.toLowerCase()}`,
      title: code,
      status,
      requestId: expect.any(String),
    });
  });

  test.each<[unknown, string, string]>([
    [{}, 'to', 'REQUIRED'],
    [{ to: 'BLUE' }, 'to', 'INVALID'],
    [{ to: 7 }, 'to', 'INVALID'],
    [{ to: 'RED', note: '' }, 'note', 'REQUIRED'],
    [{ to: 'RED', note: '   ' }, 'note', 'REQUIRED'],
    [{ to: 'RED', note: '123456' }, 'note', 'TOO_LONG'],
    [{ to: 'RED', count: 0 }, 'count', 'INVALID'],
    [{ to: 'RED', count: 10 }, 'count', 'INVALID'],
    [{ to: 'RED', count: 1.5 }, 'count', 'INVALID'],
    [{ to: 'RED', bulbs: [] }, 'bulbs', 'REQUIRED'],
    [{ to: 'RED', bulbs: [{ watts: 1 }, { watts: 1 }, { watts: 1 }] }, 'bulbs', 'TOO_LONG'],
    [{ to: 'RED', bulbs: [{ watts: 1 }, { watts: 'x' }] }, 'bulbs.1.watts', 'INVALID'],
    [{ to: 'RED', bulbs: [{ watts: 1, amps: 2 }] }, 'bulbs.0.amps', 'UNKNOWN_FIELD'],
    [{ to: 'RED', sure: false }, 'sure', 'CONSENT_NEEDED'],
    [{ to: 'RED', colour: 'x' }, 'colour', 'UNKNOWN_FIELD'],
    [[], '', 'INVALID'],
    ['"text"', '', 'INVALID'],
    ['null', '', 'INVALID'],
  ])('%j names %s: %s', async (body, path, code) => {
    const { status, body: said } = await turn({ body });
    expect([status, said.code]).toEqual([400, 'INVALID_REQUEST']);
    expect(said.errors).toContainEqual({ path, code });
  });

  test('names every broken field at once, and where it stands', async () => {
    const { body } = await turn({ body: { to: 'BLUE', note: '123456', x: 1 } });
    expect((body.errors as { path: string }[]).map(({ path }) => path).sort()).toEqual(['note', 'to', 'x']);
    const looked = await call(served.public, 'GET /api/public/lights/{id}', { params: { id: 'A1' } });
    expect(looked.body.errors).toEqual([{ path: 'path.id', code: 'INVALID' }]);
    const asked = await call(served.public, 'GET /api/public/lights/{id}', {
      params: { id: 'abc' },
      query: { limit: '51', sort: 'x', since: '2026-02-30' },
    });
    expect(asked.body.errors).toEqual(
      expect.arrayContaining([
        { path: 'query.limit', code: 'INVALID' },
        { path: 'query.since', code: 'INVALID' },
        { path: 'query.sort', code: 'UNKNOWN_FIELD' },
      ]),
    );
  });

  test('carries the code and detail of the domain, and of a fault nothing', async () => {
    const crash = (body: unknown) =>
      call(
        serve(
          { ...contract, routes: { crash: { ...contract.routes.crash, body: z.looseObject({}) } } },
          'staff',
          handlers as never,
        ),
        'POST /api/staff/crash',
        { staff: lee, key: KEY, body },
      );
    const refused = await crash({ refuse: true });
    expect([refused.status, refused.body.detail]).toEqual([409, { move: 'go' }]);
    const fault = await crash({});
    expect(fault.status).toBe(500);
    expect(JSON.stringify(fault.body)).not.toContain('hunter2');
    expect(lines.at(-1)).toMatchObject({ event: 'request_failed', error: 'Error', route: 'lights.crash' });
  });
});

test('the journal has one line a request: route, status or code, and nothing that was sent', async () => {
  await turn({ body: { to: 'RED', note: 'hush' } });
  await turn({ body: { to: 'hush' } });
  expect(lines).toEqual([
    { event: 'request_done', requestId: 'request-1', route: TURN, status: 201 },
    {
      event: 'request_refused',
      requestId: 'request-1',
      route: 'lights.turn',
      code: 'INVALID_REQUEST',
      status: 400,
    },
  ]);
});
