import type { AnswerOf, RequestFor, RouteName, RouteTable, WriteName } from './contracts.ts';
import { Problem, problemOf } from './problem.ts';

export interface Tokens {
  /** The access token now, or undefined when nobody is signed in. */
  current(): Promise<string | undefined>;
  /** Gets a new one without asking the person; false when they must sign in again. */
  renew(): Promise<boolean>;
  /** Told when the session is over, so that the page offers to sign in again. */
  ended(): void;
}

export interface Client {
  /** Reads. @throws Problem */
  read<N extends Exclude<RouteName, WriteName>>(name: N, request: RequestFor<N>): Promise<AnswerOf<N>>;
  /** Writes under an intent: a ULID that stays the same when the same form is sent again. @throws Problem */
  write<N extends WriteName>(name: N, request: RequestFor<N>, intent: string): Promise<AnswerOf<N>>;
}

interface Parts {
  readonly params?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
}

/** `/api/staff/donations/{id}` with its parts filled in and the query behind it. */
export function addressOf(path: string, { params = {}, query = {} }: Parts): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(params[name])));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) search.set(name, String(value));
  return search.size > 0 ? `${filled}?${search}` : filled;
}

/** The typed client of every staff route. A 401 is answered once by a silent renewal and the same request again. */
export function openClient(routes: RouteTable, tokens: Tokens, send: typeof fetch = fetch): Client {
  const attempt = async (name: RouteName, parts: Parts, intent?: string): Promise<Response> => {
    const [method, path] = routes[name];
    const token = await tokens.current();
    const headers = {
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(intent ? { 'idempotency-key': intent, 'content-type': 'application/json' } : {}),
    };
    const body = intent ? { body: JSON.stringify(parts.body ?? {}) } : {};
    return send(addressOf(path, parts), { method, headers, ...body }).catch(() => {
      throw new Problem('OFFLINE', 0);
    });
  };
  const call = async (name: RouteName, parts: Parts, intent?: string): Promise<unknown> => {
    let response = await attempt(name, parts, intent);
    if (response.status === 401 && (await tokens.renew())) response = await attempt(name, parts, intent);
    if (response.status === 401) tokens.ended();
    if (!response.ok) throw await problemOf(response);
    return response.json();
  };
  return {
    read: (name, request) => call(name, request as Parts) as Promise<never>,
    write: (name, request, intent) => call(name, request as Parts, intent) as Promise<never>,
  };
}
