import type { StaffActor } from '../kernel/actor.ts';
import { instant } from '../kernel/clock.ts';
import type { Intent } from '../kernel/contract.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import { fail as refuse } from '../kernel/errors.ts';
import { actedBy } from '../kernel/events.ts';
import { mustNameNoOfficeHolder } from '../kernel/printed-text.ts';
import type { Write } from '../kernel/table.ts';
import { fail } from './booking.ts';
import { changeDelivery, type Delivery } from './domain.ts';
import type { DeliveriesRepository } from './repository.ts';
import { driverRef, moveRoute, type Route, stopsOf, withoutDriverRef } from './route.ts';

interface Request {
  readonly id: string;
  readonly intent: Intent;
  readonly actor: StaffActor;
}

const SLOT_ORDER = ['morning', 'afternoon'] as const;
export const legOf = ({ id, application, slot }: Delivery) => ({ delivery: id, application, slot });

/** Deliveries leave the planned routes they are on; a route without any is taken apart. */
export async function leaveRoutes(
  repository: DeliveriesRepository,
  deliveries: readonly Delivery[],
  at: string,
): Promise<Write[]> {
  const ids = [...new Set(deliveries.flatMap(({ route }) => route ?? []))];
  const routes = await Promise.all(ids.map((id) => repository.route(id)));
  return routes.flatMap((route) => {
    if (route?.status !== 'PLANNED') return [];
    const order = route.order.filter((leg) => !deliveries.some(({ id }) => id === leg.delivery));
    if (order.length > 0) return [moveRoute(route, 'reorder', at, { order }).write];
    const ref = route.driver ? [withoutDriverRef(route, route.driver)] : [];
    return [moveRoute(route, 'dissolve', at, { order }).write, ...ref];
  });
}

const eventOf = (route: Route, type: string, at: string, { actor }: Request) => ({
  type: `route.${type}`,
  subject: route.id,
  from: route.status,
  at,
  by: actedBy(actor),
  district: route.district,
});

/** Gives a route to a driver, or to nobody. On its way it goes to another driver, never to nobody. */
export const assignDriver = (
  deps: Dependencies,
  repository: DeliveriesRepository,
  request: Request & { driver?: string | undefined; crew?: string | undefined },
) =>
  repository.onceRoute(request.id, request.intent, async () => {
    const { id, intent, driver, crew } = request;
    mustNameNoOfficeHolder(deps.city, { crew });
    const route = await repository.foundRoute(id);
    const at = instant(deps.clock);
    const move = route.status === 'OUT' && driver ? 'handOn' : 'assign';
    const set = {
      ...(driver ? { driver, drivers: [...new Set([...route.drivers, driver])] } : {}),
      ...(crew ? { crew } : {}),
    };
    const moved = moveRoute(route, move, at, set, driver ? [] : ['driver']);
    const before = route.driver && route.driver !== driver ? [withoutDriverRef(route, route.driver)] : [];
    return repository.commitRoute({
      ...{ intent, id },
      event: { ...eventOf(route, move, at, request), to: moved.to, facts: driver ? { driver } : {} },
      writes: [
        moved.write,
        ...before,
        ...(driver && driver !== route.driver ? [driverRef(route, driver)] : []),
      ],
      answer: { id, status: moved.to },
    });
  });

/** Who may be on a route: booked for its day in its district, on no other. */
const fits = (route: Route, delivery: Delivery | undefined): delivery is Delivery =>
  delivery?.status === 'BOOKED' &&
  delivery.day === route.day &&
  delivery.district === route.district &&
  (delivery.route === undefined || delivery.route === route.id);

/**
 * The office's own order. Half days are promised, so mornings stay before afternoons; within each the order is as given.
 * @throws DomainError CHANGED_MEANWHILE when the route is not the one that was looked at, STOP_UNKNOWN, ROUTE_FULL
 */
export const changeRoute = (
  deps: Dependencies,
  repository: DeliveriesRepository,
  request: Request & { deliveries: readonly string[]; version: number },
) =>
  repository.onceRoute(request.id, request.intent, async () => {
    const { id, intent, version } = request;
    const wanted = [...new Set(request.deliveries)];
    const route = await repository.foundRoute(id);
    if (route.status === 'PLANNED' && route.version !== version) throw refuse('CHANGED_MEANWHILE');
    const at = instant(deps.clock);
    const known = await repository.deliveries([
      ...new Set([...wanted, ...route.order.map((leg) => leg.delivery)]),
    ]);
    const chosen = wanted.map((one) => known.find((delivery) => delivery.id === one));
    const unknown = chosen.findIndex((delivery) => !fits(route, delivery));
    if (unknown >= 0)
      throw fail('STOP_UNKNOWN', {}, [{ path: `deliveries.${unknown}`, code: 'STOP_UNKNOWN' }]);
    const order = SLOT_ORDER.flatMap((slot) =>
      (chosen as Delivery[]).filter((delivery) => delivery.slot === slot).map(legOf),
    );
    const most = deps.city.deliveries.routeStops;
    if (stopsOf(order).length > most) throw fail('ROUTE_FULL', { most });
    const moved = moveRoute(route, 'reorder', at, { order });
    const comes = (chosen as Delivery[]).filter((delivery) => delivery.route !== id);
    const leaves = known.filter((delivery) => delivery.route === id && !wanted.includes(delivery.id));
    return repository.commitRoute({
      ...{ intent, id },
      event: {
        ...eventOf(route, 'reorder', at, request),
        to: moved.to,
        facts: { deliveries: order.map(({ delivery }) => delivery), left: leaves.map((one) => one.id) },
      },
      writes: [
        moved.write,
        ...comes.map((delivery) => changeDelivery(delivery, { route: id })),
        ...leaves.map((delivery) => changeDelivery(delivery, { formerRoute: id }, ['route'])),
      ],
      answer: { id, status: moved.to, version: version + 1 },
    });
  });

/** Takes a planned route apart; its deliveries stay booked for their day. */
export const dissolveRoute = (deps: Dependencies, repository: DeliveriesRepository, request: Request) =>
  repository.onceRoute(request.id, request.intent, async () => {
    const { id, intent } = request;
    const route = await repository.foundRoute(id);
    const at = instant(deps.clock);
    const moved = moveRoute(route, 'dissolve', at, {}, ['driver']);
    const deliveries = await repository.deliveries(route.order.map(({ delivery }) => delivery));
    return repository.commitRoute({
      ...{ intent, id },
      event: { ...eventOf(route, 'dissolve', at, request), to: moved.to },
      writes: [
        moved.write,
        ...deliveries
          .filter((delivery) => delivery.route === id)
          .map((delivery) => changeDelivery(delivery, { formerRoute: id }, ['route'])),
        ...(route.driver ? [withoutDriverRef(route, route.driver)] : []),
      ],
      answer: { id, status: moved.to },
    });
  });
