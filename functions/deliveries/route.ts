import { isIn, type StaffActor } from '../kernel/actor.ts';
import { failing } from '../kernel/errors.ts';
import { keys, OWNERS } from '../kernel/keys.ts';
import { type Moved, moveRecord, type StateRecord } from '../kernel/move.ts';
import type { Write } from '../kernel/table.ts';
import { transitionsOf } from '../kernel/transitions.ts';
import type { Slot } from './contract.ts';
import { deliveriesContract, type RouteStatus } from './contract.ts';

const fail = failing(deliveriesContract.errors);

export const routeTransitions = transitionsOf<RouteStatus>()('route', {
  assign: { from: ['PLANNED'], to: 'PLANNED', by: 'office' },
  handOn: { from: ['OUT'], to: 'OUT', by: 'office, to another driver' },
  reorder: { from: ['PLANNED'], to: 'PLANNED', by: 'office' },
  dissolve: { from: ['PLANNED'], to: 'DISSOLVED', by: 'office' },
  depart: { from: ['PLANNED'], to: 'OUT', by: 'driver' },
  /** A hand-over was told before the departure was. */
  goOn: { from: ['OUT'], to: 'OUT', by: 'driver' },
  /** … and every stop was, by then. */
  putRight: { from: ['CLOSED'], to: 'CLOSED', by: 'driver' },
  close: { from: ['OUT'], to: 'CLOSED', by: 'driver, with the last stop' },
});

/** One PC on a route; those of one application are one door. */
export interface RouteLeg {
  readonly delivery: string;
  readonly application: string;
  readonly slot: Slot;
}

export interface Route extends StateRecord<RouteStatus> {
  readonly kind: 'route';
  readonly day: string;
  readonly district: string;
  readonly crew?: string;
  /** Account of whoever drives it, and of all who ever were to: what they did at a door counts also afterwards. */
  readonly driver?: string;
  readonly drivers: readonly string[];
  readonly plannedAt: string;
  readonly order: readonly RouteLeg[];
  /** PCs that left with it, and those of them that are handed over or given up. */
  readonly departed?: number;
  readonly concluded: number;
  readonly departedAt?: string;
  /** Nobody has told the departure yet: something was done at a door, so it must have been. */
  readonly implied?: true;
}

/** The list that routes in a state stand in, one a district. */
export const routeList = (status: RouteStatus): string => `ROUTE_${status}`;

export const moveRoute = (
  route: Route,
  move: keyof typeof routeTransitions.moves & string,
  at: string,
  set: Partial<Route> = {},
  remove: readonly (keyof Route & string)[] = [],
): Moved<RouteStatus> => {
  const { to } = routeTransitions.moves[move];
  return moveRecord(routeTransitions, keys.route(route.id), route, move, {
    at,
    queue:
      to === 'CLOSED' || to === 'DISSOLVED'
        ? undefined
        : { owner: OWNERS.delivery, scope: [routeList(to), route.district], since: route.day },
    set,
    remove,
  });
};

const OFFICE = ['chest', 'programme', 'repair', 'repair-lead'] as const;
export const isOffice = (actor: StaffActor): boolean => isIn(actor, ...OFFICE);

/** @throws DomainError OTHER_ROUTE for a driver whose route it is not, or no longer is */
export function mustDrive(actor: StaffActor, route: Pick<Route, 'driver'> | undefined): void {
  if (!isOffice(actor) && route?.driver !== actor.id) throw fail('OTHER_ROUTE');
}

/** What was done at a door counts, also when the route has been given to another driver, or taken apart, meanwhile. */
export function mustHaveDriven(actor: StaffActor, route: Pick<Route, 'drivers'> | undefined): void {
  if (!isOffice(actor) && !route?.drivers.includes(actor.id)) throw fail('OTHER_ROUTE');
}

/** The doors of a route in order: PCs of one application at the same half day are one stop. */
export function stopsOf(
  order: readonly RouteLeg[],
): { application: string; slot: Slot; deliveries: string[] }[] {
  const stops: { application: string; slot: Slot; deliveries: string[] }[] = [];
  for (const { delivery, application, slot } of order) {
    const last = stops.at(-1);
    if (last?.application === application && last.slot === slot) last.deliveries.push(delivery);
    else stops.push({ application, slot, deliveries: [delivery] });
  }
  return stops;
}

/** A driver finds the own routes of a day by these; one a route and driver. */
export const driverRef = (route: Pick<Route, 'id' | 'day'>, driver: string): Write => ({
  put: { ...keys.driverRoute(driver, route.day, route.id), kind: 'driverRoute', route: route.id },
});
export const withoutDriverRef = (route: Pick<Route, 'id' | 'day'>, driver: string): Write => ({
  remove: keys.driverRoute(driver, route.day, route.id),
  when: {},
});
