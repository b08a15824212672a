import type { Handlers } from '../kernel/contract.ts';
import { historyOf } from '../kernel/history.ts';
import type { Key } from '../kernel/keys.ts';
import type { Objects } from '../kernel/objects.ts';
import { bookDelivery } from './book.ts';
import { confirm, giveUp } from './conclude.ts';
import type { deliveriesContract } from './contract.ts';
import { departDelivery } from './depart.ts';
import { settleDelivery } from './dispute.ts';
import { type Delivery, deliveryTransitions } from './domain.ts';
import { appointmentHandlers } from './http-appointments.ts';
import { photoHandlers, routeHandlers } from './http-routes.ts';
import type { Photo, PhotoDependencies } from './photo.ts';
import { deliveriesRepository } from './repository.ts';

export interface DeliveryDependencies extends PhotoDependencies {
  readonly documents: () => Pick<Objects, 'readLink'>;
}

const lineOf = (delivery: Delivery) => {
  const { id, status, device, assetNumber, application, district, day, slot, since, route } = delivery;
  return {
    ...{ id, status, device, assetNumber, application, district, day, slot, since },
    ...(route ? { route } : {}),
  };
};

const photoOf = ({ id, at, keptUntil, destroyedAt }: Photo) => ({
  ...{ photo: id, at, keptUntil },
  ...(destroyedAt ? { destroyedAt } : {}),
});

function detailOf(delivery: Delivery) {
  const { personId, crew, handover, failedBecause, notes, doneAt, dispute, consents } = delivery;
  return {
    ...lineOf(delivery),
    personId,
    ...(crew ? { crew } : {}),
    ...(handover ? { handover: { ...handover } } : {}),
    ...(failedBecause ? { failedBecause } : {}),
    ...(notes ? { notes: { ...notes } } : {}),
    ...(doneAt ? { doneAt } : {}),
    ...(consents ? { consents: { ...consents } } : {}),
    ...(dispute
      ? {
          dispute: {
            told: dispute.told,
            at: dispute.at,
            ...(dispute.reason ? { reason: dispute.reason } : {}),
          },
        }
      : {}),
  };
}

export const deliveriesHandlers = (deps: DeliveryDependencies): Handlers<typeof deliveriesContract> => {
  const repository = deliveriesRepository(deps.table);
  return {
    async listDeliveries({ query }) {
      const districts = query.district ? [query.district] : deps.city.districts.map(({ code }) => code);
      const { items, ...rest } = await repository.list<Delivery & Key>(deps, query.status, districts, query);
      return { items: items.map(lineOf), ...rest };
    },

    async readDelivery({ params }) {
      const [delivery, history, photos] = await Promise.all([
        repository.read(params.id),
        repository.history(params.id),
        repository.photos(params.id),
      ]);
      return {
        ...detailOf(delivery),
        photos: photos.map(photoOf),
        moves: deliveryTransitions.movesFrom(delivery.status),
        history: historyOf(history),
      };
    },

    bookDelivery: ({ intent, actor, body }) =>
      bookDelivery(deps, repository, { intent, actor, booking: body }),
    departDelivery: ({ params: { id }, intent, actor }) =>
      departDelivery(deps, repository, { id, intent, actor }),
    confirmDelivery: ({ params: { id }, intent, actor, body }) =>
      confirm(deps, repository, { id, intent, actor }, body),
    failDelivery: ({ params: { id }, intent, actor, body }) =>
      giveUp(deps, repository, { id, intent, actor }, body),
    settleDelivery: ({ params: { id }, intent, actor, body }) =>
      settleDelivery(deps, repository, { id, intent, actor, note: body.note }),

    ...appointmentHandlers(deps, repository),
    ...routeHandlers(deps, repository),
    ...photoHandlers(deps, repository),
  };
};
