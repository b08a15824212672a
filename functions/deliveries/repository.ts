import type { Application } from '../applications/domain.ts';
import type { Device } from '../devices/domain.ts';
import { listQueues } from '../kernel/cursor.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import { fail } from '../kernel/errors.ts';
import type { EventItem } from '../kernel/events.ts';
import { type Key, keys, OWNERS, queue } from '../kernel/keys.ts';
import type { Commit, Table, Write } from '../kernel/table.ts';
import type { Sealed } from '../kernel/vault.ts';
import { type CallResult, type DeliveryCall, endedCall } from './calls.ts';
import type { Slot } from './contract.ts';
import type { Delivery } from './domain.ts';
import type { Photo } from './photo.ts';
import type { Route } from './route.ts';

/** As many as one request of the database gives. */
const AT_ONCE = 100;
type PageOf = { limit: number; cursor?: string | undefined };

export function deliveriesRepository(table: Table) {
  const pk = (id: string) => keys.delivery(id).pk;
  const found = <T>(item: T | undefined): T => {
    if (!item) throw fail('NOT_FOUND');
    return item;
  };
  const all = <T extends Key>(wanted: readonly Key[]) => table.getAll<T>(wanted, { consistent: true });
  return {
    read: async (id: string): Promise<Delivery> => found(await table.get<Delivery>(keys.delivery(id))),
    device: async (id: string): Promise<Device> => found(await table.get<Device>(keys.device(id))),
    application: async (ref: string): Promise<Application> =>
      found(await table.get<Application>(keys.application(ref))),
    devices: (ids: readonly string[]) => all<Device & Key>(ids.map((id) => keys.device(id))),
    deliveries: (ids: readonly string[]) => all<Delivery & Key>(ids.map((id) => keys.delivery(id))),
    applications: (ids: readonly string[]) => all<Application & Key>(ids.map((id) => keys.application(id))),
    people: (ids: readonly string[]) =>
      all<Key & { id: string; contact: Sealed }>([...new Set(ids)].map((id) => keys.person(id))),

    /** Undefined where a delivery is on none, or the route is gone. */
    route: (id: string | undefined): Promise<Route | undefined> =>
      id === undefined ? Promise.resolve(undefined) : table.get<Route>(keys.route(id)),
    foundRoute: async (id: string): Promise<Route> => found(await table.get<Route>(keys.route(id))),
    routesOf: async (driver: string, day: string): Promise<Route[]> => {
      const { pk: drivers } = keys.driverRoute(driver, day, '');
      const refs = await table.part<{ route: string }>(drivers, `${day}#`);
      return all<Route & Key>(refs.map(({ route }) => keys.route(route)));
    },
    call: (ref: string): Promise<DeliveryCall | undefined> => table.get(keys.deliveryCall(ref)),
    endCall: (call: DeliveryCall | undefined, result: CallResult, at: string): Write[] =>
      endedCall(call, result, at),

    /** Places taken in each half of the days, in their order. */
    taken: async (days: readonly string[], district: string) => {
      const items = await all<Key & Partial<Record<Slot, number>>>(
        days.map((day) => keys.deliveryDay(day, district)),
      );
      const of = new Map(items.map((item) => [item.pk, item]));
      return days.map((day) => of.get(keys.deliveryDay(day, district).pk));
    },

    /** What is booked for a day in a district: at most as much as its half days hold. */
    bookedOn: async (day: string, district: string): Promise<Delivery[]> => {
      const q = queue(OWNERS.delivery, 'BOOKED', district);
      const booked: Delivery[] = [];
      for (let after = `${day}#`; ; ) {
        const places = (await table.queueAfter(q, AT_ONCE, after)).filter(({ qs }) =>
          qs.startsWith(`${day}#`),
        );
        booked.push(...(await all<Delivery & Key>(places)));
        if (places.length < AT_ONCE) break;
        after = places.at(-1)?.qs ?? '';
      }
      // The index may be a moment behind the records.
      return booked.filter((delivery) => delivery.status === 'BOOKED' && delivery.day === day);
    },

    photos: (id: string): Promise<Photo[]> => table.part<Photo>(pk(id), 'PHOTO#'),
    photo: async (id: string, photo: string): Promise<Photo> => found(await table.get(keys.photo(id, photo))),

    history: (id: string): Promise<EventItem[]> => table.part<EventItem>(pk(id), 'EVT#'),
    routeHistory: (id: string): Promise<EventItem[]> => table.part<EventItem>(keys.route(id).pk, 'EVT#'),

    /** One list over districts, by day or by how long it waits. */
    list: <T extends Key>(deps: Dependencies, list: string, districts: readonly string[], page: PageOf) =>
      listQueues<T>(
        deps,
        districts.map((district) => queue(OWNERS.delivery, list, district)),
        page,
      ),

    commit: <A>(deed: Omit<Commit<A>, 'pk'> & { id: string }): Promise<A> =>
      table.commit({ ...deed, pk: pk(deed.id) }),
    commitRoute: <A>(deed: Omit<Commit<A>, 'pk'> & { id: string }): Promise<A> =>
      table.commit({ ...deed, pk: keys.route(deed.id).pk }),

    once: <A>(id: string, intent: Commit<A>['intent'], deed: () => Promise<A>): Promise<A> =>
      table.once(pk(id), intent, deed),
    onceRoute: <A>(id: string, intent: Commit<A>['intent'], deed: () => Promise<A>): Promise<A> =>
      table.once(keys.route(id).pk, intent, deed),
  };
}
export type DeliveriesRepository = ReturnType<typeof deliveriesRepository>;
