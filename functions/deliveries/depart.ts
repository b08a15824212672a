import { moveDevice } from '../devices/domain.ts';
import type { StaffActor } from '../kernel/actor.ts';
import { instant } from '../kernel/clock.ts';
import type { Intent } from '../kernel/contract.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import { actedBy, eventItem } from '../kernel/events.ts';
import { keys } from '../kernel/keys.ts';
import type { Write } from '../kernel/table.ts';
import { fail } from './booking.ts';
import { type Delivery, deedAt, deliveryRefs, moveDelivery } from './domain.ts';
import type { DeliveriesRepository } from './repository.ts';
import { moveRoute, mustHaveDriven, type Route } from './route.ts';
import { leaveRoutes } from './route-changes.ts';

interface Request {
  readonly id: string;
  readonly intent: Intent;
  readonly actor: StaffActor;
}

/** A delivery on its way: it, its device, and what is to be told of it. */
async function leaving(
  repository: DeliveriesRepository,
  delivery: Delivery,
  { at, actor }: { at: string; actor: StaffActor },
) {
  const moved = moveDelivery(delivery, 'depart', at);
  const device = await repository.device(delivery.device);
  const event = {
    type: 'delivery.depart',
    subject: delivery.id,
    from: moved.from,
    to: moved.to,
    at,
    by: actedBy(actor),
    district: delivery.district,
    refs: deliveryRefs(delivery),
  };
  return { moved, event, writes: [moved.write, moveDevice(device, 'depart', at).write] };
}

/** The way to one home, without a route; from a planned one it goes on its own. */
export const departDelivery = (
  deps: Dependencies,
  repository: DeliveriesRepository,
  { id, intent, actor }: Request,
) =>
  repository.once(id, intent, async () => {
    const delivery = await repository.read(id);
    const at = instant(deps.clock);
    const { moved, event, writes } = await leaving(repository, delivery, { at, actor });
    return repository.commit({
      ...{ intent, id, event },
      writes: [...writes, ...(await leaveRoutes(repository, [delivery], at))],
      answer: { id, status: moved.to },
    });
  });

const answerOf = ({ id, status, departedAt = '', departed = 0 }: Route) => ({
  ...{ id, status, departedAt, departed },
});

/**
 * The departure is told after something was done at a door, which had implied it: the time it was done at is put right.
 * Told again it changes nothing.
 */
async function putRight(
  deps: Dependencies,
  repository: DeliveriesRepository,
  { route, left, intent, actor }: { route: Route; left: string; intent: Intent; actor: StaffActor },
) {
  if (!route.implied) return answerOf(route);
  const at = instant(deps.clock);
  const departedAt = route.departedAt && route.departedAt < left ? route.departedAt : left;
  const move = route.status === 'CLOSED' ? 'putRight' : 'goOn';
  const moved = moveRoute(route, move, at, { departedAt }, ['implied']);
  return repository.commitRoute({
    ...{ intent, id: route.id },
    event: {
      ...{ type: 'route.depart', subject: route.id, from: moved.from, to: moved.to, at, by: actedBy(actor) },
      ...{ district: route.district, facts: { departedAt } },
    },
    writes: [moved.write],
    answer: answerOf({ ...route, departedAt }),
  });
}

/**
 * All of a route's deliveries are on their way, in one transaction. Those that left the route meanwhile stay where
 * they are.
 * @param told when, by the phone's clock; `implied` when nobody has told it, but something was done at a door then
 * @throws DomainError OTHER_ROUTE, AT_IN_FUTURE, AT_BEFORE_DEPARTURE (before the route was planned)
 */
export const departRoute = (
  deps: Dependencies,
  repository: DeliveriesRepository,
  request: Request & { told?: string | undefined; implied?: true },
) => {
  const { id, intent, actor, told, implied } = request;
  return repository.onceRoute(id, intent, async () => {
    const route = await repository.foundRoute(id);
    mustHaveDriven(actor, route);
    const left = deedAt(told, deps.clock.now(), () => fail('AT_IN_FUTURE'));
    if (route.status === 'OUT' || route.status === 'CLOSED')
      return putRight(deps, repository, { route, left, intent, actor });
    if (left < route.plannedAt) throw fail('AT_BEFORE_DEPARTURE', { since: route.plannedAt });
    const at = instant(deps.clock);
    const members = await repository.deliveries(route.order.map(({ delivery }) => delivery));
    const going = members.filter((one) => one.status === 'BOOKED' && one.route === id);
    const parts = await Promise.all(going.map((one) => leaving(repository, one, { at, actor })));
    const set = { departedAt: left, departed: going.length, ...(implied ? { implied } : {}) };
    const moved = moveRoute(route, 'depart', at, set);
    const answer = answerOf({ ...route, status: moved.to, departedAt: left, departed: going.length });
    return repository.commitRoute({
      ...{ intent, id },
      event: {
        ...{ type: 'route.depart', subject: id, from: moved.from, to: moved.to, at, by: actedBy(actor) },
        district: route.district,
        facts: { departedAt: left, deliveries: going.map((one) => one.id), ...(implied ? { implied } : {}) },
      },
      writes: [
        moved.write,
        ...parts.flatMap(({ writes }) => writes),
        ...parts.map(({ event }): Write => {
          const { pk } = keys.delivery(event.subject);
          return { put: eventItem(pk, intent, event, answer) as never, when: { exists: false } };
        }),
      ],
      answer,
    });
  });
};
