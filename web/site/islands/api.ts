import { ulid } from './ulid.ts';

/** A refusal as the server words it (application/problem+json): a code, and a code per broken field. */
export class Problem extends Error {
  readonly code: string;
  readonly errors: ReadonlyArray<{ path: string; code: string }>;
  /** 0 when nothing came back. */
  readonly status: number;
  constructor(code: string, errors: ReadonlyArray<{ path: string; code: string }> = [], status = 0) {
    super(code);
    this.code = code;
    this.errors = errors;
    this.status = status;
  }
}

/** What went wrong, also where another script of the page threw it. */
export const problemOf = (error: unknown): Problem =>
  error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? (error as Problem)
    : new Problem('INTERNAL');

const keys = new Map<string, string>();
/** The key of an intent: the same request gets the same, however often it is sent from this page. */
export function keyFor(path: string, body: object): string {
  const intent = path + JSON.stringify(body);
  const key = keys.get(intent) ?? ulid();
  keys.set(intent, key);
  return key;
}

interface Sent {
  body?: object;
  /** Of the caller's intent: the same key for the same deed, however often it is sent. */
  key?: string;
  session?: string;
  /** Of a citizen who is signed in. */
  token?: string | undefined;
}

/**
 * Calls the API. A body makes it a POST.
 * @throws Problem `OFFLINE` when nothing came back, `INTERNAL` when what came back is not an answer of ours
 */
export async function call<T>(path: string, { body, key, session, token }: Sent = {}): Promise<T> {
  const answer = await fetch(path, {
    method: body ? 'POST' : 'GET',
    headers: {
      ...(body && { 'content-type': 'application/json', 'idempotency-key': key ?? ulid() }),
      ...(session && { 'x-follow-session': session }),
      ...(token && { authorization: `Bearer ${token}` }),
    },
    ...(body && { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(30_000),
  }).catch(() => {
    throw new Problem('OFFLINE');
  });
  const content = (await answer.json().catch(() => ({}))) as T & {
    code?: string;
    errors?: Problem['errors'];
  };
  if (!answer.ok) throw new Problem(content.code ?? 'INTERNAL', content.errors, answer.status);
  return content;
}
