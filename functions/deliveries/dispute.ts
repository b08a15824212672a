import type { StaffActor } from '../kernel/actor.ts';
import { instant } from '../kernel/clock.ts';
import type { Intent } from '../kernel/contract.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import { fail } from '../kernel/errors.ts';
import { actedBy } from '../kernel/events.ts';
import { noted } from '../kernel/move.ts';
import type { Write } from '../kernel/table.ts';
import { asideQueue, changeDelivery, type Delivery, type Dispute, deliveryRefs } from './domain.ts';
import type { DeliveriesRepository } from './repository.ts';

export type { Dispute };

/**
 * What whoever comes second is told: the state that stands. Where they bring the other result, that is kept beside it,
 * with the signature they took, and stands in a queue until the office has found out: nothing that was done at a door
 * is lost because another phone was quicker.
 */
export const standing = (
  deps: Dependencies,
  repository: DeliveriesRepository,
  request: {
    id: string;
    intent: Intent;
    actor: StaffActor;
    delivery: Delivery;
    claim: Pick<Dispute, 'told' | 'reason'> & { keep?: (delivery: Delivery, at: string) => Promise<Write[]> };
  },
) => {
  const { id, intent, actor, claim } = request;
  let first: Delivery | undefined = request.delivery;
  return repository.once(id, intent, async () => {
    const delivery = first ?? (await repository.read(id));
    first = undefined;
    const answer = { id, status: delivery.status, recorded: false };
    if (claim.told === delivery.status || delivery.dispute) return answer;
    const at = instant(deps.clock);
    const { told, reason, keep } = claim;
    const dispute = { told, at, by: actor.id, ...(reason ? { reason } : {}) };
    return repository.commit({
      ...{ intent, id },
      event: {
        ...{ type: 'delivery.dispute', subject: id, at, by: actedBy(actor), district: delivery.district },
        refs: deliveryRefs(delivery),
        facts: { told, stands: delivery.status, ...(reason ? { reason } : {}) },
      },
      writes: [
        changeDelivery(delivery, {
          dispute,
          ...{ q: asideQueue('DISPUTED', delivery.district), qs: `${at}#${id}` },
        }),
        ...(keep ? await keep(delivery, at) : []),
      ],
      answer,
    });
  });
};

/** The office has found out what happened and says so; what is to be done about it is done where it belongs. */
export const settleDelivery = (
  deps: Dependencies,
  repository: DeliveriesRepository,
  { id, intent, actor, note }: { id: string; intent: Intent; actor: StaffActor; note: string },
) =>
  repository.once(id, intent, async () => {
    const delivery = await repository.read(id);
    const { status } = delivery;
    if (!delivery.dispute || !('q' in delivery))
      throw fail('ILLEGAL_MOVE', { entity: 'delivery', move: 'settle', status });
    return repository.commit({
      ...{ intent, id },
      event: {
        ...{ type: 'delivery.settle', subject: id, at: instant(deps.clock), by: actedBy(actor) },
        ...{ district: delivery.district, refs: deliveryRefs(delivery) },
      },
      writes: [changeDelivery(delivery, noted(delivery, 'SETTLED', note), ['q', 'qs'])],
      answer: { id, status },
    });
  });
