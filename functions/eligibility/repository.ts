import type { ApplicationStatus } from '../applications/contract.ts';
import type { Application } from '../applications/domain.ts';
import type { Intent } from '../kernel/contract.ts';
import { fail } from '../kernel/errors.ts';
import type { DomainEvent } from '../kernel/events.ts';
import { keys } from '../kernel/keys.ts';
import type { Moved } from '../kernel/move.ts';
import type { Table, Write } from '../kernel/table.ts';

/** Applications as officers decide about them. */
export function eligibilityRepository(table: Table) {
  const pk = (ref: string) => keys.application(ref).pk;
  return {
    async read(ref: string): Promise<Application> {
      const application = await table.get<Application>(keys.application(ref));
      if (!application) throw fail('NOT_FOUND');
      return application;
    },

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
