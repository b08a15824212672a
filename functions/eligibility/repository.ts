import type { ApplicationStatus } from '../applications/contract.ts';
import type { Application, Document } from '../applications/domain.ts';
import type { Intent } from '../kernel/contract.ts';
import { fail } from '../kernel/errors.ts';
import type { DomainEvent, EventItem } from '../kernel/events.ts';
import { type Key, keys } from '../kernel/keys.ts';
import type { Moved } from '../kernel/move.ts';
import type { Commit, Table, Write } from '../kernel/table.ts';
import type { Organisation } from '../organisations/domain.ts';

/** Applications as officers decide about them. */
export function eligibilityRepository(table: Table) {
  const pk = (ref: string) => keys.application(ref).pk;
  return {
    async read(ref: string): Promise<Application> {
      const application = await table.get<Application>(keys.application(ref));
      if (!application) throw fail('NOT_FOUND');
      return application;
    },

    documents: (ref: string): Promise<Document[]> => table.part<Document>(pk(ref), 'DOC#'),

    async document(ref: string, id: string): Promise<Document> {
      const document = await table.get<Document>(keys.document(ref, id));
      if (!document?.addedAt) throw fail('NOT_FOUND');
      return document;
    },

    /** Account of whoever entered an assisted application; undefined where its applicant did. */
    async enteredBy({ id, assisted }: Pick<Application, 'id' | 'assisted'>): Promise<string | undefined> {
      if (!assisted) return undefined;
      const events = await table.part<EventItem>(pk(id), 'EVT#');
      return events.find(({ type }) => type === 'application.submit')?.by.id;
    },

    organisation: (id: string): Promise<Organisation | undefined> =>
      table.get<Organisation>(keys.organisation(id)),

    /** The application that holds a household's place, if any. */
    async holderOf(household: string): Promise<Application | undefined> {
      const lock = await table.get<{ application: string }>(keys.household(household));
      return lock && table.get<Application>(keys.application(lock.application));
    },

    officersOf: async (district: string): Promise<string[]> =>
      (await table.part<Key>(keys.officer(district, '').pk, '')).map(({ sk }) => sk),

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
export type EligibilityRepository = ReturnType<typeof eligibilityRepository>;
