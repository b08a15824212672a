import type { StaffActor } from '../kernel/actor.ts';
import { districtOf } from '../kernel/city.ts';
import { instant } from '../kernel/clock.ts';
import type { Intent } from '../kernel/contract.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import { actedBy } from '../kernel/events.ts';
import { newId } from '../kernel/ids.ts';
import { keys, OWNERS, queue } from '../kernel/keys.ts';
import { mustNameNoOfficeHolder } from '../kernel/printed-text.ts';
import type { OpenContact } from '../privacy/domain.ts';
import { mustNotBePast } from './book.ts';
import { fail } from './booking.ts';
import { changeDelivery, type Delivery } from './domain.ts';
import type { DeliveriesRepository } from './repository.ts';
import { driverRef, routeList, stopsOf } from './route.ts';
import { legOf } from './route-changes.ts';
import { nextRoute, type Place } from './routing.ts';

/**
 * PCs on one route at most: its departure writes three items for each, and a transaction takes 100
 * (3 × 30 + the route, its event and what it closes).
 */
export const PCS_ON_A_ROUTE = 30;

interface Door extends Place {
  readonly deliveries: readonly Delivery[];
}

/** Contacts by person, opened; nobody's who is deleted. */
export async function openContacts(
  deps: Dependencies,
  repository: DeliveriesRepository,
  people: readonly string[],
): Promise<ReadonlyMap<string, OpenContact>> {
  const items = await repository.people(people);
  return new Map(
    await Promise.all(
      items.map(
        async ({ id, contact }) => [id, await deps.vault.open<OpenContact>({ person: id }, contact)] as const,
      ),
    ),
  );
}

/** The doors behind deliveries: where each is, for the order alone; it is neither shown nor kept. */
async function doorsOf(
  deps: Dependencies,
  repository: DeliveriesRepository,
  deliveries: readonly Delivery[],
): Promise<Door[]> {
  const contacts = await openContacts(
    deps,
    repository,
    deliveries.map(({ personId }) => personId),
  );
  const doors = new Map<string, Delivery[]>();
  for (const delivery of deliveries) {
    const door = `${delivery.application}#${delivery.slot}`;
    doors.set(door, [...(doors.get(door) ?? []), delivery]);
  }
  return [...doors].map(([id, behind]) => {
    const [first] = behind as [Delivery];
    const address = contacts.get(first.personId)?.address;
    return {
      ...{ id, slot: first.slot, deliveries: behind },
      ...(address ? { postcode: address.postcode, coordinates: address.coordinates } : {}),
    };
  });
}

/** As many of the doors, in their order, as the PCs on them find room. */
function withRoom(doors: readonly Door[]): Door[] {
  let pcs = 0;
  return doors.filter(({ deliveries }) => {
    if (pcs + deliveries.length > PCS_ON_A_ROUTE) return false;
    pcs += deliveries.length;
    return true;
  });
}

/**
 * Plans the next route of a day in a district from what is booked and on no route yet.
 * @returns `left`: PCs that are on none after it; whoever plans all of a day asks until it is 0
 * @throws DomainError NOTHING_TO_PLAN, DAY_IN_PAST
 */
export const planRoute = (
  deps: Dependencies,
  repository: DeliveriesRepository,
  request: {
    intent: Intent;
    actor: StaffActor;
    wish: { day: string; district: string; crew?: string | undefined; driver?: string | undefined };
  },
) => {
  const { intent, actor, wish } = request;
  const id = newId('route', intent.key);
  return repository.onceRoute(id, intent, async () => {
    const { day, district, crew, driver } = wish;
    mustNotBePast(deps, day);
    mustNameNoOfficeHolder(deps.city, { crew });
    const booked = districtOf(deps.city, district) ? await repository.bookedOn(day, district) : [];
    const open = booked.filter(({ route }) => route === undefined);
    if (open.length === 0) throw fail('NOTHING_TO_PLAN', { day, district });
    const { start, routeStops } = deps.city.deliveries;
    const doors = withRoom(nextRoute(start, await doorsOf(deps, repository, open), routeStops));
    const deliveries = doors.flatMap((door) => door.deliveries);
    const order = deliveries.map(legOf);
    const at = instant(deps.clock);
    const left = open.length - deliveries.length;
    const stops = stopsOf(order).length;
    const state = {
      ...keys.route(id),
      ...{ kind: 'route', id, status: 'PLANNED', version: 1, day, district },
      ...(crew ? { crew } : {}),
      ...(driver ? { driver } : {}),
      ...{ drivers: driver ? [driver] : [], plannedAt: at, order, concluded: 0 },
      ...{ stages: { PLANNED: at }, since: at },
      ...{ q: queue(OWNERS.delivery, routeList('PLANNED'), district), qs: `${day}#${id}` },
    };
    return repository.commitRoute({
      ...{ intent, id },
      event: {
        ...{ type: 'route.plan', subject: id, to: 'PLANNED', at, by: actedBy(actor), district },
        facts: {
          ...{ day, stops, deliveries: deliveries.map((delivery) => delivery.id) },
          ...(driver ? { driver } : {}),
        },
      },
      writes: [
        { put: state, when: { exists: false } },
        ...deliveries.map((delivery) => changeDelivery(delivery, { route: id })),
        ...(driver ? [driverRef({ id, day }, driver)] : []),
      ],
      answer: { id, status: 'PLANNED' as const, stops, deliveries: deliveries.length, left },
    });
  });
};
