import type { Application } from '../applications/domain.ts';
import type { StaffActor } from '../kernel/actor.ts';
import { localDate } from '../kernel/clock.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import { actedBy } from '../kernel/events.ts';
import { LOG, log } from '../kernel/log.ts';
import type { OpenContact } from '../privacy/domain.ts';
import { NEEDS } from './contract.ts';
import type { Delivery } from './domain.ts';
import { openContacts } from './plan-route.ts';
import type { DeliveriesRepository } from './repository.ts';
import { mustDrive, type Route, stopsOf } from './route.ts';

export const routeLineOf = (route: Route) => ({
  ...{ id: route.id, status: route.status, day: route.day, district: route.district },
  ...(route.crew ? { crew: route.crew } : {}),
  ...(route.driver ? { driver: route.driver } : {}),
  ...{ stops: stopsOf(route.order).length, deliveries: route.order.length, concluded: route.concluded },
  ...{ version: route.version, since: route.since },
  ...(route.departedAt ? { departedAt: route.departedAt } : {}),
});

/** The stops in order, each with its PCs as they are now. */
export function orderOf(route: Route, deliveries: readonly Delivery[]) {
  const of = new Map(deliveries.map((delivery) => [delivery.id, delivery]));
  return stopsOf(route.order).map(({ application, slot, deliveries: ids }, i) => ({
    ...{ number: i + 1, slot, application },
    deliveries: ids.flatMap((id) => {
      const delivery = of.get(id);
      if (!delivery) return [];
      const { status, device, assetNumber, failedBecause } = delivery;
      return [{ ...{ id, status, device, assetNumber }, ...(failedBecause ? { failedBecause } : {}) }];
    }),
  }));
}

/** What is needed at the door; nothing else that is under the seal. */
function doorOf({ name, phone, organisation, language, address }: OpenContact, application: Application) {
  const { postcode, street, detail, coordinates } = address ?? {};
  return {
    ...{ name, language, needs: NEEDS.filter((need) => application.needs[need]) },
    ...(phone ? { phone } : {}),
    ...(organisation ? { organisation } : {}),
    ...(postcode ? { postcode } : {}),
    ...(street ? { street } : {}),
    ...(detail ? { detail } : {}),
    ...(coordinates ? { coordinates: { ...coordinates } } : {}),
  };
}

/**
 * Names, phones and addresses of a route, on its own day. The opening is recorded first: what is not on record is not
 * shown (개인정보의 안전성 확보조치 기준 §8, access records).
 */
async function openDoors(
  deps: Dependencies,
  repository: DeliveriesRepository,
  { route, people, actor }: { route: Route; people: readonly string[]; actor: StaffActor },
) {
  const at = deps.clock.now().toISOString();
  await repository.commitRoute({
    intent: { key: deps.ids.ulid(), digest: '' },
    id: route.id,
    event: {
      ...{ type: 'route.open', subject: route.id, at, by: actedBy(actor), district: route.district },
      facts: { people: [...new Set(people)] },
    },
    writes: [],
    answer: {},
  });
  for (const person of new Set(people)) log(LOG.CONTACT_READ, { person, by: actor.id });
  return openContacts(deps, repository, people);
}

/** The driver's sheet. @throws DomainError OTHER_ROUTE, NOT_FOUND */
export async function readSheet(
  deps: Dependencies,
  repository: DeliveriesRepository,
  { id, actor }: { id: string; actor: StaffActor },
) {
  const route = await repository.foundRoute(id);
  mustDrive(actor, route);
  const deliveries = await repository.deliveries(route.order.map(({ delivery }) => delivery));
  const opened =
    route.day === localDate(deps.clock.now(), deps.city.timeZone) && route.status !== 'DISSOLVED';
  const order = orderOf(route, deliveries);
  if (!opened) return { ...routeLineOf(route), opened, order };
  const personOf = new Map(deliveries.map(({ application, personId }) => [application, personId]));
  const [contacts, applications] = await Promise.all([
    openDoors(deps, repository, { route, people: [...personOf.values()], actor }),
    repository.applications([...personOf.keys()]),
  ]);
  const applicationOf = new Map(applications.map((application) => [application.id, application]));
  return {
    ...routeLineOf(route),
    opened,
    order: order.map((stop) => {
      const contact = contacts.get(personOf.get(stop.application) ?? '');
      const application = applicationOf.get(stop.application);
      return { ...stop, ...(contact && application ? { door: doorOf(contact, application) } : {}) };
    }),
  };
}
