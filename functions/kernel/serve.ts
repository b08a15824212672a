import { createHash } from 'node:crypto';
import type { MiddyfiedHandler } from '@middy/core';
import middy from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import * as z from 'zod';
import type { Actor } from './actor.ts';
import { isIn, portalFrom, staffFrom } from './actor.ts';
import type { Audience, Contract, Handlers, Intent, RequestOf, Route } from './contract.ts';
import { routeKey } from './contract.ts';
import type { FieldError } from './errors.ts';
import { DomainError, fail } from './errors.ts';
import { Ulid } from './ids.ts';
import { LOG, log, logFailure } from './log.ts';
import { type DemandSignature, demandOwnKey } from './portal-keys.ts';

// Zod would write a parser for each shape at its first use: fast later, but a cold start waits for it.
z.config({ jitless: true });

type Claims = Record<string, unknown>;
type ApiEvent = APIGatewayProxyEventV2 & { requestContext: { authorizer?: { jwt?: { claims: Claims } } } };
type Answer = APIGatewayProxyStructuredResultV2;
type AnyHandler = (request: RequestOf<Route>) => Promise<unknown>;
interface Entry {
  readonly name: string;
  readonly route: Route;
  readonly handler: AnyHandler;
}

/** Request bodies are small forms; files go to S3. 256 KB leaves room for a drawn signature. */
const BODY_LIMIT = 256 * 1024;

/** Sizes of numbers are wrong, not long or missing. */
const COUNTED = ['string', 'array'];

/**
 * Zod's issue codes are its own affair: a few codes of ours say what a person can do about a field. A shape that
 * names its code itself (`CONSENT_NEEDED`) has the last word.
 */
const FIELD_CODE = (issue: z.core.$ZodIssue): string => {
  if (/^[A-Z][A-Z_]+$/.test(issue.message)) return issue.message;
  if (issue.code === 'too_big' && COUNTED.includes(issue.origin)) return 'TOO_LONG';
  if (issue.code === 'too_small' && COUNTED.includes(issue.origin)) return 'REQUIRED';
  if (issue.code === 'unrecognized_keys') return 'UNKNOWN_FIELD';
  return issue.input === undefined ? 'REQUIRED' : 'INVALID';
};

function fieldErrors(where: string, issues: readonly z.core.$ZodIssue[]): FieldError[] {
  return issues.flatMap((issue) => {
    const keys = issue.code === 'unrecognized_keys' ? issue.keys : [undefined];
    return keys.map((key) => ({
      path: [where, ...issue.path, ...(key === undefined ? [] : [key])]
        .filter((part) => part !== '')
        .join('.'),
      code: FIELD_CODE(issue),
    }));
  });
}

/** @throws DomainError INVALID_REQUEST naming every broken field; paths of the body have no prefix */
function parse(shape: z.ZodType | undefined, where: string, input: unknown): unknown {
  if (!shape) return {};
  const result = shape.safeParse(input, { reportInput: true });
  if (result.success) return result.data;
  throw fail('INVALID_REQUEST', {}, fieldErrors(where, result.error.issues));
}

/** The bytes that were sent: API Gateway gives text as text and everything else in base64. */
const bytesOf = ({ body = '', isBase64Encoded }: ApiEvent): Buffer =>
  Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');

function bodyOf(event: ApiEvent): string {
  const text = event.isBase64Encoded ? bytesOf(event).toString('utf8') : (event.body ?? '');
  if (Buffer.byteLength(text) > BODY_LIMIT) throw fail('TOO_LARGE', { limit: BODY_LIMIT });
  return text;
}

function json(text: string): unknown {
  try {
    return text === '' ? {} : JSON.parse(text);
  } catch {
    throw fail('NOT_JSON');
  }
}

/** The authorizer has verified the token; the group is the function's to check, again for every route. */
function actorOf(event: ApiEvent, route: Route): Actor {
  if (route.access.audience === 'public') return { kind: 'anonymous' };
  const claims = event.requestContext.authorizer?.jwt?.claims;
  if (!claims) throw fail('SIGN_IN_REQUIRED');
  if (route.access.audience === 'portal') return portalFrom(claims);
  const actor = staffFrom(claims);
  if (route.access.audience === 'citizen') return { kind: 'citizen', id: actor.id };
  if (!isIn(actor, ...route.access.groups)) throw fail('NOT_ALLOWED', { needs: route.access.groups });
  return actor;
}

/**
 * What the digest is made of: the body as it came, without fields that few enough tries would find in it again. Their
 * handler puts something that cannot be tried in their place.
 */
function digested({ secret }: Route, text: string, body: unknown): string {
  if (!secret || typeof body !== 'object' || body === null) return text;
  return JSON.stringify(Object.fromEntries(Object.entries(body).filter(([name]) => !secret.includes(name))));
}

function intentOf(event: ApiEvent, route: Route, body: string): Intent {
  if (route.method === 'GET') return { key: '', digest: '' };
  const key = Ulid.safeParse(event.headers['idempotency-key']);
  if (!key.success) throw fail('KEY_REQUIRED');
  const digest = createHash('sha256').update(`${route.method} ${event.rawPath}\n${body}`).digest('base64url');
  return { key: key.data, digest };
}

function sessionOf(event: ApiEvent, route: Route): string {
  if (route.access.audience !== 'public' || !route.access.session) return '';
  const token = event.headers['x-follow-session'];
  if (!token) throw fail('SESSION_REQUIRED');
  return token;
}

/** Before anything of it is read: a portal's request is signed, and by a key of the portal that its token is for. */
function demandSignature(event: ApiEvent, actor: Actor, demand: DemandSignature | undefined): void {
  if (actor.kind !== 'portal') return;
  if (!demand) throw new Error('a portal without signatures');
  const { rawPath: path, headers, requestContext } = event;
  demand({ method: requestContext.http.method, path, headers, body: bytesOf(event) }, actor);
}

async function answer(
  entry: Entry,
  event: ApiEvent,
  context: Context,
  demand: DemandSignature | undefined,
): Promise<Answer> {
  const { route } = entry;
  const actor = actorOf(event, route);
  const session = sessionOf(event, route);
  const params = parse(route.params, 'path', event.pathParameters ?? {});
  const query = parse(route.query, 'query', event.queryStringParameters ?? {});
  const text = route.method === 'GET' ? '' : bodyOf(event);
  demandSignature(event, actor, demand);
  const sent = json(text);
  const body = parse(route.body, '', sent);
  const intent = intentOf(event, route, digested(route, text, sent));
  if (actor.kind === 'portal') demandOwnKey(intent, body);
  const request = { params, query, body, actor, intent, session, requestId: context.awsRequestId };
  const result = await entry.handler(request as RequestOf<Route>);
  return { statusCode: route.status ?? 200, headers: HEADERS, body: JSON.stringify(result) };
}

const HEADERS = { 'content-type': 'application/json', 'cache-control': 'no-store' };
const PROBLEM = { 'content-type': 'application/problem+json', 'cache-control': 'no-store' };

/** RFC 9457 with our `code`; what is not a DomainError is answered with an opaque 500. */
function problem(error: unknown, requestId: string): Answer {
  const known = error instanceof DomainError ? error : new DomainError('INTERNAL', 500);
  const body = {
    type: `urn:ithope:problem:${known.code.toLowerCase()}`,
    title: known.code,
    status: known.status,
    code: known.code,
    ...(Object.keys(known.detail).length > 0 ? { detail: known.detail } : {}),
    ...(known.errors.length > 0 ? { errors: known.errors } : {}),
    requestId,
  };
  return { statusCode: known.status, headers: PROBLEM, body: JSON.stringify(body) };
}

/** The middleware stack, written once: one log line per request, one mapping of errors. */
const journal = (entries: ReadonlyMap<string, Entry>): middy.MiddlewareObj<ApiEvent, Answer> => ({
  after: ({ event, response, context }) => {
    log(LOG.REQUEST_DONE, {
      requestId: context.awsRequestId,
      route: event.routeKey,
      status: response?.statusCode,
    });
  },
  onError: (request) => {
    const { error, event, context } = request;
    const route = entries.get(event.routeKey)?.name ?? event.routeKey;
    if (error instanceof DomainError) {
      log(LOG.REQUEST_REFUSED, {
        requestId: context.awsRequestId,
        route,
        code: error.code,
        status: error.status,
      });
    } else {
      logFailure(LOG.REQUEST_FAILED, error, { requestId: context.awsRequestId, route });
    }
    request.response = problem(error, context.awsRequestId);
  },
});

export type ApiHandler = MiddyfiedHandler<ApiEvent, Answer>;

/**
 * Serves the routes of one audience of a contract. `handlers` is called once, at start.
 * The function of another audience serves the same module with another filter, role and environment.
 * A portal's function names how it demands signatures: `signedByPortal(city, clock)`.
 */
export function serve<C extends Contract, A extends Audience>(
  contract: C,
  audience: A,
  handlers: () => Handlers<C>,
  ...[demand]: A extends 'portal' ? [signed: DemandSignature] : []
): ApiHandler {
  const made = handlers() as Record<string, AnyHandler>;
  const entries = new Map<string, Entry>();
  for (const [name, route] of Object.entries(contract.routes)) {
    const handler = made[name];
    if (route.access.audience === audience && handler) {
      entries.set(routeKey(route), { name: `${contract.domain}.${name}`, route, handler });
    }
  }
  return middy<ApiEvent, Answer>()
    .use(journal(entries))
    .handler(async (event, context) => {
      const entry = entries.get(event.routeKey);
      if (!entry) throw fail('NOT_FOUND');
      return answer(entry, event, context, demand);
    });
}
