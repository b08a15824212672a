import type { Application } from '../applications/domain.ts';
import { localDate } from '../kernel/clock.ts';
import type { Handlers } from '../kernel/contract.ts';
import { mustHold } from '../kernel/session.ts';
import { bookAppointment, moveAppointment, rebookDelivery, whyNotMovable } from './appointment.ts';
import { askForCall, CALLS, closeCall, type DeliveryCall } from './calls.ts';
import type { appointmentRoutes, deliveriesContract } from './contract.ts';
import type { Delivery } from './domain.ts';
import type { DeliveryDependencies } from './http.ts';
import { linkToPaper } from './paper-links.ts';
import type { DeliveriesRepository } from './repository.ts';
import { freeSlots } from './slots.ts';

type Appointments = Pick<Handlers<typeof deliveriesContract>, keyof typeof appointmentRoutes>;

/** The day agreed, as long as something of it is still to come. */
function bookedOf(application: Application, deliveries: readonly Delivery[], today: string) {
  const coming = deliveries.filter(({ status }) => status === 'BOOKED' || status === 'OUT');
  if (!application.delivery || coming.length === 0) return {};
  const { day, slot } = application.delivery;
  const booked = coming.filter(({ status }) => status === 'BOOKED');
  const movable = whyNotMovable(application, booked, today) === undefined;
  return { booked: { day, slot, computers: coming.length, movable } };
}

export function appointmentHandlers(
  deps: DeliveryDependencies,
  repository: DeliveriesRepository,
): Appointments {
  const held = async ({ params, session }: { params: { reference: string }; session: string }) => {
    const { reference } = params;
    await mustHold(deps.table, session, { subject: 'application', reference }, deps.clock.now());
    return repository.application(reference);
  };
  return {
    async readAppointment(request) {
      const application = await held(request);
      const [deliveries, call, days] = await Promise.all([
        repository.deliveries(application.delivery?.ids ?? []),
        repository.call(application.id),
        freeSlots(deps, repository, application.district),
      ]);
      const done = deliveries.flatMap(({ doneAt, status }) => (status === 'DONE' && doneAt ? [doneAt] : []));
      const handedOverAt = done.sort().at(-1);
      return {
        reference: application.reference,
        district: application.district,
        toBook: application.toDeliver?.length ?? 0,
        ...bookedOf(application, deliveries, localDate(deps.clock.now(), deps.city.timeZone)),
        ...(call && !call.endedAt ? { callAskedAt: call.askedAt } : {}),
        ...(handedOverAt ? { handedOverAt } : {}),
        days,
      };
    },

    async bookAppointment(request) {
      const application = await held(request);
      const { intent, body: wish } = request;
      return bookAppointment(deps, repository, { application: application.id, intent, wish });
    },

    async moveAppointment(request) {
      const application = await held(request);
      const { intent, body: wish } = request;
      return moveAppointment(deps, repository, { application: application.id, intent, wish });
    },

    async askForCall(request) {
      return askForCall(deps, repository, { application: await held(request), intent: request.intent });
    },

    async readHandover(request) {
      const application = await held(request);
      const deliveries = await repository.deliveries(application.delivery?.ids ?? []);
      const done = deliveries.filter(({ status, donePaperAt }) => status === 'DONE' && donePaperAt);
      const papers = await Promise.all(
        done.map(async (delivery) => ({
          assetNumber: delivery.assetNumber,
          ...(await linkToPaper(deps, delivery)),
        })),
      );
      return { papers };
    },

    async readSlots({ query }) {
      return { days: await freeSlots(deps, repository, query.district) };
    },

    rebookDelivery: ({ params, intent, actor, body: wish }) =>
      rebookDelivery(deps, repository, { id: params.id, intent, actor, wish }),

    async listCalls({ query }) {
      const districts = query.district ? [query.district] : deps.city.districts.map(({ code }) => code);
      const { items, ...rest } = await repository.list<DeliveryCall>(deps, CALLS, districts, query);
      return {
        items: items.map(({ application, reference, personId, district, askedAt }) => ({
          ...{ application, reference, personId, district, askedAt },
        })),
        ...rest,
      };
    },

    closeCall: ({ params, intent, actor, body }) =>
      closeCall(deps, repository, { id: params.id, intent, actor, result: body.result }),
  };
}
