import { createCipheriv, createDecipheriv, createHash, createHmac } from 'node:crypto';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Context } from 'aws-lambda';
import type { Group, StaffActor } from './actor.ts';
import { readCity } from './city.ts';
import type { Clock } from './clock.ts';
import type { Dependencies } from './dependencies.ts';
import type { Ids } from './ids.ts';
import { idsFrom } from './ids.ts';
import type { ApiHandler } from './serve.ts';
import { openTable } from './table.ts';
import type { SealContext, Vault } from './vault.ts';

/** What tests pass instead of AWS, the system's clock and randomness. Never bundled: nothing deployed imports it. */
export interface MovableClock extends Clock {
  set(at: string): void;
  /** Moves time forward. */
  pass(time: { days?: number; hours?: number; minutes?: number; seconds?: number }): void;
}

/** The day on which the tests live: Monday 2026-11-23, 10:00 in Seoul. */
export const TEST_START = '2026-11-23T01:00:00.000Z';

export function movableClock(start: string = TEST_START): MovableClock {
  let now = Date.parse(start);
  return {
    now: () => new Date(now),
    set: (at) => {
      now = Date.parse(at);
    },
    pass: ({ days = 0, hours = 0, minutes = 0, seconds = 0 }) => {
      now += (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000;
    },
  };
}

/** The same ids in every run, never one twice: SHA-256 of a counter in place of random bytes. */
export function seededIds(clock: Clock, seed = 'test'): Ids {
  let count = 0;
  return idsFrom(clock, (n) => createHash('sha512').update(`${seed}/${count++}`).digest().subarray(0, n));
}

const ordered = (context: SealContext) => JSON.stringify(Object.entries(context).sort());

/** Seals and hashes as the real vault does, with keys of its own; a wrong context does not open. */
export function memoryVault(name = 'test'): Vault {
  const key = (context: SealContext) =>
    createHash('sha256')
      .update(`${name}/${ordered(context)}`)
      .digest();
  const digest = (n: Buffer) => createHash('sha256').update(n).digest().subarray(0, 12);
  let count = 0;
  return {
    async seal(context, value) {
      const nonce = digest(Buffer.from(String(count++)));
      const cipher = createCipheriv('aes-256-gcm', key(context), nonce);
      const body = Buffer.concat([
        cipher.update(JSON.stringify(value), 'utf8'),
        cipher.final(),
        cipher.getAuthTag(),
      ]);
      return { k: 'memory', n: nonce.toString('base64'), c: body.toString('base64') };
    },
    async open<T>(context: SealContext, sealed: { n: string; c: string }) {
      const body = Buffer.from(sealed.c, 'base64');
      const decipher = createDecipheriv('aes-256-gcm', key(context), Buffer.from(sealed.n, 'base64'));
      decipher.setAuthTag(body.subarray(-16));
      const text = Buffer.concat([decipher.update(body.subarray(0, -16)), decipher.final()]).toString('utf8');
      return JSON.parse(text) as T;
    },
    hash: async (purpose, text) => createHmac('sha256', `${name}/${purpose}`).update(text).digest('hex'),
  };
}

const noClient = {
  send: () => Promise.reject(new Error('this test has no table: pass one to fakeDependencies')),
} as unknown as DynamoDBDocumentClient;

/** Dependencies for a handler: fixed movable clock, seeded ids, vault in memory, the Seoul pack. Pass `table`. */
export function fakeDependencies(
  overrides: Partial<Dependencies> = {},
): Dependencies & { readonly clock: MovableClock } {
  const clock = movableClock();
  return {
    table: openTable(noClient, 'none'),
    vault: memoryVault(),
    registrations: memoryVault('registrations'),
    city: readCity({ CITY: 'seoul' }),
    ids: seededIds(clock),
    ...overrides,
    clock: (overrides.clock as MovableClock | undefined) ?? clock,
  };
}

export const staffActor = (
  groups: Group | readonly Group[],
  district?: string,
  id = 'staff-1',
  partner?: string,
): StaffActor => ({
  kind: 'staff',
  id,
  groups: typeof groups === 'string' ? [groups] : groups,
  ...(district ? { district } : {}),
  ...(partner ? { partner } : {}),
});

type ApiEvent = Parameters<ApiHandler>[0];

export interface Call {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** The `Idempotency-Key`; a ULID. */
  readonly key?: string;
  readonly session?: string;
  /** A signed-in member of staff; the claims come as API Gateway gives them. */
  readonly staff?: StaffActor;
  readonly citizen?: string;
  /** Id of a portal whose token it is; signatures come as further headers. */
  readonly portal?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** `apiEvent('POST /api/public/donations', { body, key })`: an event as the HTTP API sends it (payload 2.0). */
export function apiEvent(routeKey: string, call: Call = {}): ApiEvent {
  const [method = 'GET', path = '/'] = routeKey.split(' ');
  const rawPath = path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(call.params?.[name] ?? name),
  );
  const headers = {
    'content-type': 'application/json',
    ...(call.key ? { 'idempotency-key': call.key } : {}),
    ...(call.session ? { 'x-follow-session': call.session } : {}),
    ...call.headers,
  };
  const claims = claimsOf(call);
  return {
    version: '2.0',
    routeKey,
    rawPath,
    rawQueryString: new URLSearchParams(call.query).toString(),
    headers,
    ...(call.params ? { pathParameters: { ...call.params } } : {}),
    ...(call.query ? { queryStringParameters: { ...call.query } } : {}),
    ...(call.body === undefined
      ? {}
      : { body: typeof call.body === 'string' ? call.body : JSON.stringify(call.body) }),
    isBase64Encoded: false,
    requestContext: {
      accountId: '000000000000',
      apiId: 'test',
      domainName: '127.0.0.1',
      domainPrefix: 'test',
      http: { method, path: rawPath, protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'test' },
      requestId: 'request-1',
      routeKey,
      stage: '$default',
      time: '23/Nov/2026:01:00:00 +0000',
      timeEpoch: Date.parse(TEST_START),
      ...(claims ? { authorizer: { jwt: { claims } } } : {}),
    },
  } as unknown as ApiEvent;
}

function claimsOf({ staff, citizen, portal }: Call): Record<string, unknown> | undefined {
  if (staff)
    return {
      sub: staff.id,
      'cognito:groups': `[${staff.groups.join(' ')}]`,
      ...(staff.district ? { district: staff.district } : {}),
      ...(staff.partner ? { partner: staff.partner } : {}),
      ...(staff.name ? { name: staff.name } : {}),
    };
  if (portal) {
    const client = `client-of-${portal}`;
    return { sub: client, client_id: client, token_use: 'access', scope: `ithope/portal.${portal}` };
  }
  return citizen ? { sub: citizen } : undefined;
}

/** Calls a served handler and gives status and parsed body. */
export async function call(
  handler: ApiHandler,
  routeKey: string,
  what: Call = {},
): Promise<{ status: number; body: Record<string, unknown> }> {
  const context = {
    awsRequestId: 'request-1',
    getRemainingTimeInMillis: () => 120_000,
  } as unknown as Context;
  const answer = await handler(apiEvent(routeKey, what), context);
  return { status: answer.statusCode ?? 0, body: JSON.parse(answer.body ?? '{}') as Record<string, unknown> };
}
