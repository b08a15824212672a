import { boundPartner, mustServePartner, type StaffActor } from '../kernel/actor.ts';
import { listQueues } from '../kernel/cursor.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import type { EventItem } from '../kernel/events.ts';
import { type Key, keys } from '../kernel/keys.ts';
import type { Table } from '../kernel/table.ts';
import type { PledgeStatus } from './contract.ts';
import { fail, givingPartners, type Pledge, pledgeQueue } from './domain.ts';

/** @throws DomainError NOT_FOUND; OTHER_PARTNER when it is not this person's to see */
export async function readPledge(table: Table, id: string, actor: StaffActor): Promise<Pledge> {
  const pledge = await table.get<Pledge>(keys.pledge(id));
  if (!pledge) throw fail('NOT_FOUND');
  mustServePartner(actor, pledge.partner);
  return pledge;
}

/** A record's way has about ten events; a hundred leave room. */
export const readEvents = (table: Table, key: Key): Promise<EventItem[]> =>
  table.part<EventItem>(key.pk, 'EVT#', 100);

/** Pledges in one state over the partners that this person may see; one queue a partner, so bounded by the pack. */
export function listPledges(
  deps: Pick<Dependencies, 'table' | 'vault' | 'city'>,
  actor: StaffActor,
  {
    status,
    partner,
    ...page
  }: { status: PledgeStatus; partner?: string | undefined; limit: number } & {
    cursor?: string | undefined;
  },
) {
  const own = boundPartner(actor);
  if (partner !== undefined) mustServePartner(actor, partner);
  const wanted = partner ?? own;
  const partners = wanted === undefined ? givingPartners(deps.city).map(({ id }) => id) : [wanted];
  return listQueues<Pledge & Key>(
    deps,
    partners.map((id) => pledgeQueue(status, id)),
    page,
  );
}
