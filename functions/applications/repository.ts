import type { Intent } from '../kernel/contract.ts';
import { listQueues } from '../kernel/cursor.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import { fail } from '../kernel/errors.ts';
import type { DomainEvent, EventItem } from '../kernel/events.ts';
import { type Key, keys, OWNERS, queue } from '../kernel/keys.ts';
import type { Moved } from '../kernel/move.ts';
import type { Commit, Table, Write } from '../kernel/table.ts';
import type { ApplicationStatus } from './contract.ts';
import type { Application } from './domain.ts';

export function applicationsRepository(table: Table) {
  const pk = (ref: string) => keys.application(ref).pk;
  return {
    async read(ref: string): Promise<Application> {
      const application = await table.get<Application>(keys.application(ref));
      if (!application) throw fail('NOT_FOUND');
      return application;
    },

    /** The application that holds a household's place, if any. */
    async holderOf(household: string): Promise<Application | undefined> {
      const lock = await table.get<{ application: string }>(keys.household(household));
      return lock && table.get<Application>(keys.application(lock.application));
    },

    history: (ref: string): Promise<EventItem[]> => table.part<EventItem>(pk(ref), 'EVT#'),

    list: (
      deps: Dependencies,
      status: ApplicationStatus,
      districts: readonly string[],
      page: { limit: number; cursor?: string | undefined },
    ) =>
      listQueues<Application & Key>(
        deps,
        districts.map((district) => queue(OWNERS.application, status, district)),
        page,
      ),

    commit: <A>(deed: Omit<Commit<A>, 'pk'> & { ref: string }): Promise<A> =>
      table.commit({ ...deed, pk: pk(deed.ref) }),

    move<A>(
      intent: Intent,
      application: Application,
      moved: Moved<ApplicationStatus>,
      event: Omit<DomainEvent, 'subject' | 'from' | 'to'>,
      answer: A,
      also: readonly Write[] = [],
    ): Promise<A> {
      return table.commit({
        intent,
        pk: pk(application.id),
        event: { ...event, subject: application.id, from: moved.from, to: moved.to },
        writes: [moved.write, ...also],
        answer,
      });
    },

    once: <A>(ref: string, intent: Intent, deed: () => Promise<A>): Promise<A> =>
      table.once(pk(ref), intent, deed),
  };
}
export type ApplicationsRepository = ReturnType<typeof applicationsRepository>;
