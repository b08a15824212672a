import type { Application } from '../applications/domain.ts';
import type { Device } from '../devices/domain.ts';
import { listQueue, listQueues } from '../kernel/cursor.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import { fail } from '../kernel/errors.ts';
import type { EventItem } from '../kernel/events.ts';
import { type Key, keys, OWNERS, queue } from '../kernel/keys.ts';
import type { Commit, Table } from '../kernel/table.ts';
import type { AllotmentStatus } from './contract.ts';
import type { Allotment } from './domain.ts';

export function allotmentsRepository(table: Table) {
  const pk = (id: string) => keys.allotment(id).pk;
  return {
    async read(id: string): Promise<Allotment> {
      const plan = await table.get<Allotment>(keys.allotment(id));
      if (!plan) throw fail('NOT_FOUND');
      return plan;
    },

    history: (id: string): Promise<EventItem[]> => table.part<EventItem>(pk(id), 'EVT#'),

    list: (
      deps: Dependencies,
      status: AllotmentStatus,
      page: { limit: number; cursor?: string | undefined },
    ) => listQueue<Allotment & Key>(deps, queue(OWNERS.allotment, status), page),

    /** Devices by id, in order; an unknown one is missing from the map. */
    async devices(ids: readonly string[]): Promise<Map<string, Device>> {
      const wanted = [...new Set(ids)].map((id) => keys.device(id));
      const found = await table.getAll<Device & Key>(wanted, { consistent: true });
      return new Map(found.map((device) => [device.id, device]));
    },

    async applications(ids: readonly string[]): Promise<Map<string, Application>> {
      const wanted = [...new Set(ids)].map((id) => keys.application(id));
      const found = await table.getAll<Application & Key>(wanted, { consistent: true });
      return new Map(found.map((application) => [application.id, application]));
    },

    /** The heads of the two queues that an allotment joins. */
    async queues(deps: Dependencies, limit: number): Promise<{ ready: Device[]; waiting: Application[] }> {
      const districts = deps.city.districts.map(({ code }) => queue(OWNERS.application, 'QUEUED', code));
      const [ready, waiting] = await Promise.all([
        listQueue<Device & Key>(deps, queue(OWNERS.device, 'READY'), { limit }),
        listQueues<Application & Key>(deps, districts, { limit }),
      ]);
      return { ready: ready.items, waiting: waiting.items };
    },

    commit: <A>(deed: Omit<Commit<A>, 'pk'> & { id: string }): Promise<A> =>
      table.commit({ ...deed, pk: pk(deed.id) }),

    once: <A>(id: string, intent: Commit<A>['intent'], deed: () => Promise<A>): Promise<A> =>
      table.once(pk(id), intent, deed),
  };
}
export type AllotmentsRepository = ReturnType<typeof allotmentsRepository>;
