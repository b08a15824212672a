import type { Handlers } from '../kernel/contract.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import { historyOf } from '../kernel/history.ts';
import { bookDelivery } from './book.ts';
import { confirm, depart, giveUp } from './conclude.ts';
import type { deliveriesContract } from './contract.ts';
import { type Delivery, deliveryTransitions } from './domain.ts';
import { deliveriesRepository } from './repository.ts';

const lineOf = ({ id, status, device, assetNumber, application, district, day, slot, since }: Delivery) => ({
  id,
  status,
  device,
  assetNumber,
  application,
  district,
  day,
  slot,
  since,
});

export const deliveriesHandlers = (deps: Dependencies): Handlers<typeof deliveriesContract> => {
  const repository = deliveriesRepository(deps.table);
  return {
    async listDeliveries({ query }) {
      const { items, ...rest } = await repository.list(deps, query.status, query);
      return { items: items.map(lineOf), ...rest };
    },

    async readDelivery({ params }) {
      const [delivery, history] = await Promise.all([
        repository.read(params.id),
        repository.history(params.id),
      ]);
      const { personId, crew, handover, failedBecause, notes, status } = delivery;
      return {
        ...lineOf(delivery),
        personId,
        ...(crew ? { crew } : {}),
        ...(handover ? { handover: { ...handover } } : {}),
        ...(failedBecause ? { failedBecause } : {}),
        ...(notes ? { notes: { ...notes } } : {}),
        moves: deliveryTransitions.movesFrom(status),
        history: historyOf(history),
      };
    },

    bookDelivery: ({ intent, actor, body }) =>
      bookDelivery(deps, repository, { intent, actor, booking: body }),
    departDelivery: ({ params, intent, actor }) => depart(deps, repository, { id: params.id, intent, actor }),
    confirmDelivery: ({ params, intent, actor, body }) =>
      confirm(deps, repository, { id: params.id, intent, actor }, body),
    failDelivery: ({ params, intent, actor, body }) =>
      giveUp(deps, repository, { id: params.id, intent, actor }, body),
  };
};
