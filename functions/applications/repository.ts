import type { Intent } from '../kernel/contract.ts';
import { listQueues } from '../kernel/cursor.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import { fail } from '../kernel/errors.ts';
import type { DomainEvent, EventItem } from '../kernel/events.ts';
import { type Key, keys, OWNERS, queue } from '../kernel/keys.ts';
import type { Moved } from '../kernel/move.ts';
import type { Commit, Table, Write } from '../kernel/table.ts';
import type { ApplicationStatus } from './contract.ts';
import type { Document } from './documents.ts';
import type { Application, Doubt } from './domain.ts';

/** At one dwelling or phone there may be many; the first so many are enough to make somebody look. */
const MARKED = 20;

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

    /** Applications under a mark, the first twenty by reference; strongly consistent, because it is decided on them. */
    async marked(hash: string): Promise<Application[]> {
      const { pk: place } = keys.mark(hash, '');
      const marks = await table.part<{ application: string }>(place, '', MARKED);
      return table.getAll<Application & Key>(
        marks.map(({ application }) => keys.application(application)),
        { consistent: true },
      );
    },

    /** What was found only after it was written: bookkeeping, no deed of anybody's. */
    noteDoubts: (ref: string, doubts: readonly Doubt[]): Promise<boolean> =>
      table.update(keys.application(ref), { set: { doubts } }, { exists: true }),

    documents: (ref: string): Promise<Document[]> => table.part<Document>(pk(ref), 'DOC#'),

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
      refused?: Commit<A>['refused'],
    ): Promise<A> {
      return table.commit({
        intent,
        pk: pk(application.id),
        event: { ...event, subject: application.id, from: moved.from, to: moved.to },
        writes: [moved.write, ...also],
        answer,
        ...(refused ? { refused } : {}),
      });
    },

    once: <A>(ref: string, intent: Intent, deed: () => Promise<A>): Promise<A> =>
      table.once(pk(ref), intent, deed),
  };
}
export type ApplicationsRepository = ReturnType<typeof applicationsRepository>;
