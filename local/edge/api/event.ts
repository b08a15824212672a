import type { EdgeRequest } from '../message.ts';
import { decodePath } from './route.ts';

/** Where an event comes from: the parts that are the same for every request of a route. */
export interface EventPlace {
  readonly account: string;
  readonly apiId: string;
  readonly domainName: string;
  readonly stage: string;
  readonly routeKey: string;
}

export interface Verified {
  /** Every value as text, arrays as `[a b]`. */
  readonly claims: Readonly<Record<string, string>>;
  /** Null where the route asks for none. */
  readonly scopes: readonly string[] | null;
}

/** Bodies of these types are handed over as text; every other one in base64. */
const TEXT = /^(text\/|application\/(json|javascript|xml|([\w.-]+\+)(json|xml))\b)/i;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
/** Ends at the gateway: the integration never sees them. */
const HOP_BY_HOP = ['connection', 'keep-alive', 'proxy-connection', 'te', 'transfer-encoding', 'upgrade'];

/** The event of payload format 2.0. @param now epoch ms of the local clock */
export function buildEvent(
  request: EdgeRequest,
  place: EventPlace,
  call: {
    requestId: string;
    now: number;
    pathParameters?: Readonly<Record<string, string>>;
    verified?: Verified;
  },
): Record<string, unknown> {
  const { cookie, ...rest } = request.headers;
  const headers: Record<string, string> = { ...rest, host: place.domainName };
  for (const name of HOP_BY_HOP) delete headers[name];
  const path = decodePath(request.path);
  const asText = TEXT.test(headers['content-type'] ?? '');
  const query = joinedQuery(request.query);
  return {
    version: '2.0',
    routeKey: place.routeKey,
    rawPath: path,
    rawQueryString: request.query,
    ...(cookie ? { cookies: cookie.split(';').map((one) => one.trim()) } : {}),
    headers,
    ...(query ? { queryStringParameters: query } : {}),
    requestContext: {
      accountId: place.account,
      apiId: place.apiId,
      ...(call.verified ? { authorizer: { jwt: call.verified } } : {}),
      domainName: place.domainName,
      domainPrefix: place.domainName.split('.')[0],
      http: {
        method: request.method,
        path,
        protocol: 'HTTP/1.1',
        sourceIp: request.sourceIp,
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: call.requestId,
      routeKey: place.routeKey,
      stage: place.stage,
      time: logTime(call.now),
      timeEpoch: call.now,
    },
    ...(call.pathParameters ? { pathParameters: call.pathParameters } : {}),
    ...(request.body.length > 0 ? { body: request.body.toString(asText ? 'utf8' : 'base64') } : {}),
    isBase64Encoded: request.body.length > 0 && !asText,
  };
}

/** Decoded, values of a repeated name joined by a comma; undefined without a query. */
function joinedQuery(query: string): Record<string, string> | undefined {
  if (query === '') return undefined;
  const joined: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(query))
    joined[name] = Object.hasOwn(joined, name) ? `${joined[name]},${value}` : value;
  return joined;
}

/** `12/Mar/2020:19:03:58 +0000`. */
function logTime(now: number): string {
  const iso = new Date(now).toISOString();
  const month = MONTHS[Number(iso.slice(5, 7)) - 1];
  return `${iso.slice(8, 10)}/${month}/${iso.slice(0, 4)}:${iso.slice(11, 19)} +0000`;
}
