import { matchesPattern } from '../policy/pattern.ts';
import type { WireAnswer, WireRequest } from '../wire.ts';
import type { Bucket, CorsRule } from './bucket.ts';
import { errorAnswer, objectError } from './errors.ts';

/** The rule that lets this origin use this method, with all the headers it asks for. */
function ruleFor(
  bucket: Bucket,
  origin: string,
  method: string,
  headers: readonly string[],
): CorsRule | undefined {
  return bucket.cors.find(
    (rule) =>
      rule.origins.some((pattern) => matchesPattern(pattern, origin)) &&
      rule.methods.includes(method) &&
      headers.every((header) => rule.headers.some((pattern) => matchesPattern(pattern, header, true))),
  );
}

function headersOf(rule: CorsRule, origin: string): Record<string, string> {
  const any = rule.origins.includes('*');
  return {
    'access-control-allow-origin': any ? '*' : origin,
    'access-control-allow-methods': rule.methods.join(', '),
    ...(rule.exposed.length > 0 ? { 'access-control-expose-headers': rule.exposed.join(', ') } : {}),
    ...(any ? {} : { 'access-control-allow-credentials': 'true' }),
    vary: 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method',
  };
}

/** Answers a preflight by the bucket's own CORS rules. */
export function answerPreflight(bucket: Bucket, request: WireRequest): WireAnswer {
  const { origin, 'access-control-request-method': method } = request.headers;
  const asked = (request.headers['access-control-request-headers'] ?? '')
    .split(',')
    .map((header) => header.trim())
    .filter((header) => header !== '');
  const rule = origin && method ? ruleFor(bucket, origin, method, asked) : undefined;
  if (!rule || !origin)
    return errorAnswer(
      objectError('AccessForbidden', 'CORSResponse: This CORS request is not allowed.', {
        Method: method ?? '',
      }),
      false,
    );
  return {
    status: 200,
    headers: {
      ...headersOf(rule, origin),
      ...(asked.length > 0 ? { 'access-control-allow-headers': asked.join(', ').toLowerCase() } : {}),
      ...(rule.maxAge === undefined ? {} : { 'access-control-max-age': String(rule.maxAge) }),
    },
    body: '',
  };
}

/** Lets the page that asked read the answer, errors included; without a rule the browser hides it. */
export function withCors(bucket: Bucket | undefined, request: WireRequest, answer: WireAnswer): WireAnswer {
  const { origin } = request.headers;
  const rule = bucket && origin ? ruleFor(bucket, origin, request.method, []) : undefined;
  if (!rule || !origin) return answer;
  return { ...answer, headers: { ...answer.headers, ...headersOf(rule, origin) } };
}
