import type * as z from 'zod';
import type { CitizenActor, Group, PortalActor, StaffActor } from './actor.ts';
import type { ErrorCodes } from './errors.ts';

export const AUDIENCES = ['public', 'citizen', 'staff', 'portal'] as const;
export type Audience = (typeof AUDIENCES)[number];
export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** Who may call a route. A public route with a session is for the holder of a one-time code. */
export type Access =
  | { readonly audience: 'public'; readonly session?: true }
  | { readonly audience: 'citizen' }
  | { readonly audience: 'staff'; readonly groups: readonly Group[] }
  | { readonly audience: 'portal' };

type Fields = z.ZodType<object>;

/** One route: where it is, who may call it, what goes in and out. Every write needs an `Idempotency-Key` (a ULID). */
export interface Route {
  readonly method: Method;
  readonly path: `/api/${string}`;
  readonly access: Access;
  readonly summary: string;
  readonly params?: Fields;
  readonly query?: Fields;
  readonly body?: Fields;
  /** Fields of the body that leave no trace, not even in the digest of the caller's intent (docs/adr/0015). */
  readonly secret?: readonly string[];
  readonly answer: z.ZodType;
  readonly status?: 200 | 201 | 202;
}

export interface Contract {
  readonly domain: string;
  readonly routes: Readonly<Record<string, Route>>;
  readonly errors: ErrorCodes;
}

/** Declares a domain's contract, keeping the literal types that drive handlers, clients and documents. */
export const defineContract = <const C extends Contract>(contract: C): C => contract;

/** Anyone. */
export const open = { audience: 'public' } as const;
/** Whoever holds the one-time code of the record. */
export const holder = { audience: 'public', session: true } as const;
export const citizen = { audience: 'citizen' } as const;
export const staff = <const G extends readonly Group[]>(...groups: G) =>
  ({ audience: 'staff', groups }) as const;
/**
 * A portal of the city: a machine with client credentials that signs what it sends (docs/portal.md). What it writes
 * is a report with an `id` of its own, which is the idempotency key as well: a replay is the same report again.
 */
export const portal = { audience: 'portal' } as const;

type Parsed<T> = T extends z.ZodType ? z.output<T> : Record<string, never>;
type ActorFor<A> = A extends { audience: 'staff' }
  ? StaffActor
  : A extends { audience: 'citizen' }
    ? CitizenActor
    : A extends { audience: 'portal' }
      ? PortalActor
      : { readonly kind: 'anonymous' };

/** The caller's intent: the idempotency key and the digest of method, path and body (less what is secret) under it. */
export interface Intent {
  readonly key: string;
  readonly digest: string;
}

/** A request as a handler sees it: parsed, authorised, typed from the route. */
export interface RequestOf<R extends Route> {
  readonly params: Parsed<R['params']>;
  readonly query: Parsed<R['query']>;
  readonly body: Parsed<R['body']>;
  readonly actor: ActorFor<R['access']>;
  readonly intent: Intent;
  /** The token from `x-follow-session`, on routes for holders. */
  readonly session: string;
  readonly requestId: string;
}

/** A handler for every route of a contract; a route without one does not compile. */
export type Handlers<C extends Contract> = {
  readonly [K in keyof C['routes']]: (
    request: RequestOf<C['routes'][K]>,
  ) => Promise<z.input<C['routes'][K]['answer']>>;
};

/** `POST /api/public/donations`, as API Gateway names the route. */
export const routeKey = (route: Pick<Route, 'method' | 'path'>): string => `${route.method} ${route.path}`;
