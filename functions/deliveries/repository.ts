import type { Application } from '../applications/domain.ts';
import type { Device } from '../devices/domain.ts';
import { listQueue } from '../kernel/cursor.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import { fail } from '../kernel/errors.ts';
import type { EventItem } from '../kernel/events.ts';
import { type Key, keys, OWNERS, queue } from '../kernel/keys.ts';
import type { Commit, Table } from '../kernel/table.ts';
import type { DeliveryStatus } from './contract.ts';
import type { Delivery } from './domain.ts';

export function deliveriesRepository(table: Table) {
  const pk = (id: string) => keys.delivery(id).pk;
  const found = <T>(item: T | undefined): T => {
    if (!item) throw fail('NOT_FOUND');
    return item;
  };
  return {
    read: async (id: string): Promise<Delivery> => found(await table.get<Delivery>(keys.delivery(id))),
    device: async (id: string): Promise<Device> => found(await table.get<Device>(keys.device(id))),
    application: async (id: string): Promise<Application> =>
      found(await table.get<Application>(keys.application(id))),

    history: (id: string): Promise<EventItem[]> => table.part<EventItem>(pk(id), 'EVT#'),

    list: (
      deps: Dependencies,
      status: DeliveryStatus,
      page: { limit: number; cursor?: string | undefined },
    ) => listQueue<Delivery & Key>(deps, queue(OWNERS.delivery, status), page),

    commit: <A>(deed: Omit<Commit<A>, 'pk'> & { id: string }): Promise<A> =>
      table.commit({ ...deed, pk: pk(deed.id) }),

    once: <A>(id: string, intent: Commit<A>['intent'], deed: () => Promise<A>): Promise<A> =>
      table.once(pk(id), intent, deed),
  };
}
export type DeliveriesRepository = ReturnType<typeof deliveriesRepository>;
