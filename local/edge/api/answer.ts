import type { EdgeAnswer } from '../message.ts';
import { messageAnswer } from '../message.ts';

export const internalError = (): EdgeAnswer => messageAnswer(500, 'Internal Server Error');

/**
 * What a function's return value of payload format 2.0 says: an answer with a status code, or a value from which
 * the answer is inferred. Anything malformed is a 500, as on AWS.
 */
export function readAnswer(result: unknown): EdgeAnswer {
  if (typeof result !== 'object' || result === null || !('statusCode' in result)) return inferred(result);
  const {
    statusCode,
    headers = {},
    cookies = [],
    body = '',
    isBase64Encoded = false,
  } = result as {
    statusCode: unknown;
    headers?: unknown;
    cookies?: unknown;
    body?: unknown;
    isBase64Encoded?: unknown;
  };
  const status = Number(statusCode);
  if (!Number.isInteger(status) || status < 100 || status > 599) return internalError();
  if (typeof body !== 'string' || typeof headers !== 'object' || headers === null) return internalError();
  if (!Array.isArray(cookies)) return internalError();
  const named: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value === null || typeof value === 'object') return internalError();
    named[name.toLowerCase()] = String(value);
  }
  if (body !== '') named['content-type'] ??= 'text/plain;charset=UTF-8';
  if (cookies.length > 0) named['set-cookie'] = cookies.map(String);
  return { status, headers: named, body: Buffer.from(body, isBase64Encoded === true ? 'base64' : 'utf8') };
}

const inferred = (result: unknown): EdgeAnswer => ({
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: Buffer.from(typeof result === 'string' ? result : JSON.stringify(result ?? null)),
});
