import type * as z from 'zod';
import type { allotmentsContract } from '../../functions/allotments/contract.ts';
import type { applicationsContract } from '../../functions/applications/contract.ts';
import type { auditContract } from '../../functions/audit/contract.ts';
import type { committeesContract } from '../../functions/committees/contract.ts';
import type { deliveriesContract } from '../../functions/deliveries/contract.ts';
import type { devicesContract } from '../../functions/devices/contract.ts';
import type { donationsContract } from '../../functions/donations/contract.ts';
import type { eligibilityContract } from '../../functions/eligibility/contract.ts';
import type { fundContract } from '../../functions/fund/contract.ts';
import type { giftsContract } from '../../functions/gifts/contract.ts';
import type { grantsContract } from '../../functions/grants/contract.ts';
import type { identityContract } from '../../functions/identity/contract.ts';
import type { ledgerContract } from '../../functions/ledger/contract.ts';
import type { organisationsContract } from '../../functions/organisations/contract.ts';
import type { overviewContract } from '../../functions/overview/contract.ts';
import type { partnersContract } from '../../functions/partners/contract.ts';
import type { pointsContract } from '../../functions/points/contract.ts';
import type { privacyContract } from '../../functions/privacy/contract.ts';
import type { receiptsContract } from '../../functions/receipts/contract.ts';
import type { workflowContract } from '../../functions/workflow/contract.ts';

/** Every route of every contract, as types only: no schema is shipped to the browser. */
export type Routes = (typeof allotmentsContract)['routes'] &
  (typeof applicationsContract)['routes'] &
  (typeof auditContract)['routes'] &
  (typeof committeesContract)['routes'] &
  (typeof deliveriesContract)['routes'] &
  (typeof devicesContract)['routes'] &
  (typeof donationsContract)['routes'] &
  (typeof eligibilityContract)['routes'] &
  (typeof fundContract)['routes'] &
  (typeof giftsContract)['routes'] &
  (typeof grantsContract)['routes'] &
  (typeof identityContract)['routes'] &
  (typeof ledgerContract)['routes'] &
  (typeof overviewContract)['routes'] &
  (typeof organisationsContract)['routes'] &
  (typeof partnersContract)['routes'] &
  (typeof pointsContract)['routes'] &
  (typeof privacyContract)['routes'] &
  (typeof receiptsContract)['routes'] &
  (typeof workflowContract)['routes'];

type PartNames = 'params' | 'query' | 'body';
type NameWith<Access> = {
  [N in keyof Routes]: Routes[N] extends { access: Access } ? N : never;
}[keyof Routes];

/** The routes the staff app may use: those for staff and the one that says where to sign in. */
export type RouteName = NameWith<{ audience: 'staff' }> | 'readConfiguration';
/** Routes that change something; each call carries an idempotency key. */
export type WriteName = {
  [N in RouteName]: Routes[N] extends { method: 'GET' } ? never : N;
}[RouteName];

type Shape<N extends RouteName, P extends PartNames> =
  Routes[N] extends Record<P, infer S extends z.ZodType> ? z.input<S> : never;
type Part<N extends RouteName, P extends PartNames> = [Shape<N, P>] extends [never]
  ? unknown
  : Record<never, never> extends Shape<N, P>
    ? { readonly [K in P]?: Shape<N, P> }
    : { readonly [K in P]: Shape<N, P> };

/** What a call of a route takes: `{ params, query, body }`, only those that the route has. */
export type RequestFor<N extends RouteName> = Part<N, 'params'> & Part<N, 'query'> & Part<N, 'body'>;
/** What a route answers with. */
export type AnswerOf<N extends RouteName> = z.output<Routes[N]['answer']>;

/** At run time: method, path and the groups that may call it (none: anyone). */
export type RouteEntry = readonly [method: string, path: string, groups?: readonly string[]];
export type RouteTable = Readonly<Record<RouteName, RouteEntry>>;
