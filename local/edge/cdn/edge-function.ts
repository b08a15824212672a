import { createContext, Script } from 'node:vm';
import type { EdgeAnswer, EdgeRequest } from '../message.ts';

/** CloudFront allows a function about a millisecond of computing; a busy laptop is given more. */
const TIMEOUT_MS = 1_000;

interface Valued {
  readonly value: string;
  readonly multiValue?: readonly { readonly value: string }[];
}
type ValuedMap = Record<string, Valued>;

interface FunctionRequest {
  readonly method: string;
  readonly uri: string;
  readonly querystring: ValuedMap;
  readonly headers: ValuedMap;
  readonly cookies: ValuedMap;
}
interface FunctionResponse {
  readonly statusCode: number;
  readonly statusDescription?: string;
  readonly headers?: ValuedMap;
  readonly cookies?: Record<string, Valued & { attributes?: string }>;
  readonly body?: string | { readonly encoding?: 'text' | 'base64'; readonly data: string };
}

/** A CloudFront Function (cloudfront-js): plain script with a `handler`, no modules, no network. */
export interface EdgeFunction {
  /** The request to go on with, or the answer that the function gives instead. */
  onRequest(request: EdgeRequest, place: Place): Promise<EdgeRequest | EdgeAnswer>;
  onResponse(request: EdgeRequest, answer: EdgeAnswer, place: Place): Promise<EdgeAnswer>;
}

export interface Place {
  readonly distributionId: string;
  readonly domainName: string;
}

/** @throws Error when the code does not compile or has no handler */
export function openEdgeFunction(name: string, code: string): EdgeFunction {
  if (/^\s*import\s/m.test(code))
    throw new Error(`edge function ${name}: key-value stores are not implemented`);
  const script = new Script(`${code}\n;handler(globalThis.event)`, { filename: `${name}.js` });
  const run = async (eventType: string, place: Place, ip: string, rest: object): Promise<unknown> => {
    const context = {
      eventType,
      distributionId: place.distributionId,
      distributionDomainName: place.domainName,
    };
    const event = { version: '1.0', context: { ...context, requestId: 'local' }, viewer: { ip }, ...rest };
    // The event is made inside: its objects then have the prototypes that the function expects.
    const sandbox = createContext(
      { console: { log: () => undefined } },
      { codeGeneration: { strings: false, wasm: false } },
    );
    new Script(`globalThis.event = JSON.parse(${JSON.stringify(JSON.stringify(event))})`).runInContext(
      sandbox,
    );
    return await (script.runInContext(sandbox, { timeout: TIMEOUT_MS }) as unknown);
  };
  return {
    async onRequest(request, place) {
      const given = { request: toFunction(request) };
      const result = await run('viewer-request', place, request.sourceIp, given);
      if (typeof result !== 'object' || result === null)
        throw new Error(`edge function ${name} returned ${String(result)}`);
      return 'statusCode' in result
        ? answerFrom(result as FunctionResponse)
        : requestFrom(request, result as FunctionRequest);
    },
    async onResponse(request, answer, place) {
      const response = {
        statusCode: answer.status,
        statusDescription: '',
        headers: headersToFunction(answer.headers),
        cookies: {},
      };
      const given = { request: toFunction(request), response };
      const result = (await run('viewer-response', place, request.sourceIp, given)) as FunctionResponse;
      return { ...answerFrom(result), body: answer.body };
    },
  };
}

function toFunction(request: EdgeRequest): FunctionRequest {
  const { cookie, ...headers } = request.headers;
  return {
    method: request.method,
    uri: request.path,
    querystring: multiMap(request.query.split('&').filter(Boolean), '='),
    headers: headersToFunction(headers),
    cookies: multiMap((cookie ?? '').split(/;\s*/).filter(Boolean), '='),
  };
}

const headersToFunction = (headers: EdgeAnswer['headers']): ValuedMap =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, { value: [value].flat().join(', ') }]),
  );

function multiMap(pairs: readonly string[], separator: string): ValuedMap {
  const map: Record<string, { value: string; multiValue?: { value: string }[] }> = {};
  for (const pair of pairs) {
    const at = pair.indexOf(separator);
    const [name, value] = at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)];
    const before = map[name];
    if (before) before.multiValue = [...(before.multiValue ?? [{ value: before.value }]), { value }];
    else map[name] = { value };
  }
  return map;
}

function requestFrom(original: EdgeRequest, changed: FunctionRequest): EdgeRequest {
  const spread = (map: ValuedMap) =>
    Object.entries(map).flatMap(([name, { value, multiValue }]) =>
      (multiValue ?? [{ value }]).map((one) => (one.value === '' ? name : `${name}=${one.value}`)),
    );
  const cookie = spread(changed.cookies).join('; ');
  const headers = Object.fromEntries(
    Object.entries(changed.headers).map(([name, { value }]) => [name.toLowerCase(), value]),
  );
  return {
    ...original,
    path: changed.uri,
    query: spread(changed.querystring).join('&'),
    headers: { ...headers, ...(cookie ? { cookie } : {}) },
  };
}

function answerFrom(response: FunctionResponse): EdgeAnswer {
  const { body, cookies = {} } = response;
  const text = typeof body === 'string' ? { data: body } : (body ?? { data: '' });
  const set = Object.entries(cookies).map(
    ([name, { value, attributes }]) => `${name}=${value}${attributes ? `; ${attributes}` : ''}`,
  );
  const headers = Object.entries(response.headers ?? {}).map(([name, { value }]) => [
    name.toLowerCase(),
    value,
  ]);
  return {
    status: response.statusCode,
    headers: { ...Object.fromEntries(headers), ...(set.length > 0 ? { 'set-cookie': set } : {}) },
    body: Buffer.from(text.data, text.encoding === 'base64' ? 'base64' : 'utf8'),
  };
}
