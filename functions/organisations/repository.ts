import type { Intent } from '../kernel/contract.ts';
import { listQueues } from '../kernel/cursor.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import { fail } from '../kernel/errors.ts';
import type { DomainEvent, EventItem } from '../kernel/events.ts';
import { type Key, keys, OWNERS, queue } from '../kernel/keys.ts';
import type { Moved } from '../kernel/move.ts';
import type { Table } from '../kernel/table.ts';
import type { OrganisationStatus } from './contract.ts';
import type { Organisation } from './domain.ts';

const pkOf = (id: string) => keys.organisation(id).pk;

export const organisationsRepository = (table: Table) => ({
  async read(id: string): Promise<Organisation> {
    const organisation = await table.get<Organisation>(keys.organisation(id));
    if (!organisation) throw fail('NOT_FOUND');
    return organisation;
  },

  history: (id: string): Promise<EventItem[]> => table.part<EventItem>(pkOf(id), 'EVT#'),

  list: (
    deps: Pick<Dependencies, 'table' | 'vault'>,
    status: OrganisationStatus,
    districts: readonly string[],
    page: { limit: number; cursor?: string | undefined },
  ) =>
    listQueues<Organisation & Key>(
      deps,
      districts.map((district) => queue(OWNERS.organisation, status, district)),
      page,
    ),

  once: <A>(id: string, intent: Intent, deed: () => Promise<A>): Promise<A> =>
    table.once(pkOf(id), intent, deed),
});

/** A move of an organisation, with its event, in one transaction. */
export const commitOrganisation = <A>(
  table: Table,
  intent: Intent,
  organisation: Organisation,
  moved: Moved<OrganisationStatus>,
  event: Pick<DomainEvent, 'type' | 'at' | 'by' | 'facts'>,
  answer: A,
): Promise<A> =>
  table.commit({
    intent,
    pk: pkOf(organisation.id),
    event: {
      ...event,
      subject: organisation.id,
      from: moved.from,
      to: moved.to,
      district: organisation.district,
      refs: { organisation: organisation.id, person: organisation.personId },
    },
    writes: [moved.write],
    answer,
  });
