import type { Application } from '../applications/domain.ts';
import type { Actor } from '../kernel/actor.ts';
import { instant, localDate } from '../kernel/clock.ts';
import type { Intent } from '../kernel/contract.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import { actedBy, eventItem } from '../kernel/events.ts';
import { newId } from '../kernel/ids.ts';
import { keys } from '../kernel/keys.ts';
import type { Write } from '../kernel/table.ts';
import { mustNotBePast } from './book.ts';
import { commitBooking, fail, isToBook } from './booking.ts';
import {
  type Delivery,
  deliveryRefs,
  type HalfDay,
  moveDelivery,
  placeWrites,
  sameHalfDay,
} from './domain.ts';
import type { DeliveriesRepository } from './repository.ts';
import { leaveRoutes } from './route-changes.ts';
import { mustBeOffered } from './slots.ts';

const ANONYMOUS = { kind: 'anonymous' } as const;

interface Wish {
  readonly application: string;
  readonly intent: Intent;
  readonly wish: HalfDay;
}

/** The recipient chooses a half day for all PCs that wait for one. They share a door, and so one place. */
export function bookAppointment(
  deps: Dependencies,
  repository: DeliveriesRepository,
  { application: ref, intent, wish }: Wish,
) {
  const id = newId('delivery', intent.key);
  return repository.once(id, intent, async () => {
    mustBeOffered(deps, wish);
    const [application, call] = await Promise.all([repository.application(ref), repository.call(ref)]);
    const devices = (await repository.devices(application.toDeliver ?? [])).filter((device) =>
      isToBook(device, application.id),
    );
    if (devices.length === 0) throw fail('NOTHING_TO_BOOK');
    const at = instant(deps.clock);
    const { day, slot } = wish;
    return commitBooking(deps, repository, {
      booking: {
        ...{ application, devices, day, slot },
        ids: devices.map((_, i) => (i === 0 ? id : newId('delivery', deps.ids.ulid()))),
      },
      ...{ intent, at, actor: ANONYMOUS },
      answer: { day, slot, computers: devices.length },
      also: repository.endCall(call, 'BOOKED', at),
    });
  });
}

/** The deliveries of the half day agreed that have not left yet. */
const stillBooked = async (repository: DeliveriesRepository, application: Application): Promise<Delivery[]> =>
  (await repository.deliveries(application.delivery?.ids ?? [])).filter(({ status }) => status === 'BOOKED');

/** Once, and at the latest on the day before. @returns the code that says why not, if not */
export function whyNotMovable(
  application: Application,
  booked: readonly Delivery[],
  today: string,
): 'NOTHING_TO_BOOK' | 'MOVED_ALREADY' | 'TOO_LATE_TO_MOVE' | undefined {
  if (!application.delivery || booked.length === 0) return 'NOTHING_TO_BOOK';
  if (application.delivery.moved) return 'MOVED_ALREADY';
  return application.delivery.day <= today ? 'TOO_LATE_TO_MOVE' : undefined;
}

/**
 * Puts deliveries of one door on another half day: off their route, into the calendar of that day, the place of the
 * old one given back with the new one taken. Each has an event of its own; the recipient is told once.
 */
async function moveDoor<A>(
  deps: Dependencies,
  repository: DeliveriesRepository,
  request: {
    application: Application;
    deliveries: readonly Delivery[];
    wish: HalfDay;
    intent: Intent;
    actor: Actor;
    byRecipient: boolean;
    answer: A;
  },
): Promise<A> {
  const { application, deliveries, wish, intent, actor, byRecipient, answer } = request;
  const [first] = deliveries;
  if (!first) throw fail('NOTHING_TO_BOOK');
  const { day, slot } = wish;
  const at = instant(deps.clock);
  const moves = deliveries.map((delivery) =>
    moveDelivery(
      delivery,
      'rebook',
      at,
      { day, slot, ...(delivery.route ? { formerRoute: delivery.route } : {}) },
      ['route'],
    ),
  );
  const event = (delivery: Delivery, further: boolean) => ({
    type: 'delivery.rebook',
    subject: delivery.id,
    from: 'BOOKED',
    to: 'BOOKED',
    at,
    by: actedBy(actor),
    district: delivery.district,
    refs: deliveryRefs(delivery),
    facts: { day, slot, was: delivery.day, ...(further ? { further: true } : {}) },
  });
  const before = application.delivery;
  const ids = deliveries.map(({ id }) => id);
  // What else is booked for the old half day keeps its place there.
  const others = (await repository.deliveries(before?.ids ?? [])).filter(
    (other) => !ids.includes(other.id) && other.status !== 'FAILED' && sameHalfDay(other, first),
  );
  const joins = before !== undefined && sameHalfDay(before, wish) && !sameHalfDay(before, first);
  return repository.commit({
    intent,
    id: first.id,
    event: event(first, false),
    writes: [
      ...moves.map(({ write }) => write),
      ...deliveries.slice(1).map((delivery): Write => {
        const { pk } = keys.delivery(delivery.id);
        return {
          put: eventItem(pk, intent, event(delivery, true), answer) as never,
          when: { exists: false },
        };
      }),
      {
        update: keys.application(application.id),
        change: {
          set: {
            delivery: {
              ...{ day, slot },
              ids: joins ? [...new Set([...(before.ids ?? []), ...ids])] : ids,
              ...(byRecipient || before?.moved ? { moved: true } : {}),
            },
            version: application.version + 1,
          },
        },
        when: { equals: { version: application.version } },
      },
      ...placeWrites(application.district, deps.city.deliveries.placesPerSlot, {
        ...(joins ? {} : { take: wish }),
        ...(others.length > 0 ? {} : { giveBack: first }),
      }),
      ...(await leaveRoutes(repository, deliveries, at)),
    ],
    answer,
    refused: (write) =>
      'update' in write && write.update.sk === 'SLOTS' ? fail('SLOT_FULL', { day, slot }) : undefined,
  });
}

/** The recipient moves the day agreed. @throws DomainError MOVED_ALREADY, TOO_LATE_TO_MOVE, SLOT_FULL, DAY_CLOSED */
export function moveAppointment(
  deps: Dependencies,
  repository: DeliveriesRepository,
  { application: ref, intent, wish }: Wish,
) {
  // The request is recognised by the delivery it moved first, which a repetition finds in the same place.
  const { day, slot } = wish;
  const deed = async () => {
    const application = await repository.application(ref);
    const deliveries = await stillBooked(repository, application);
    const today = localDate(deps.clock.now(), deps.city.timeZone);
    const why = whyNotMovable(application, deliveries, today);
    if (why) throw fail(why);
    mustBeOffered(deps, wish);
    if (sameHalfDay(wish, application.delivery as HalfDay))
      throw fail('DAY_CLOSED', {}, [{ path: 'slot', code: 'DAY_CLOSED' }]);
    return moveDoor(deps, repository, {
      ...{ application, deliveries, wish, intent, actor: ANONYMOUS, byRecipient: true },
      answer: { day, slot, computers: deliveries.length },
    });
  };
  return repository.application(ref).then(({ delivery }) => {
    const first = delivery?.ids?.[0];
    if (!first) throw fail('NOTHING_TO_BOOK');
    return repository.once(first, intent, deed);
  });
}

/** The office puts one delivery that has not left on another day, also one whose day has passed. */
export const rebookDelivery = (
  deps: Dependencies,
  repository: DeliveriesRepository,
  { id, intent, actor, wish }: { id: string; intent: Intent; actor: Actor; wish: HalfDay },
) =>
  repository.once(id, intent, async () => {
    mustNotBePast(deps, wish.day);
    const delivery = await repository.read(id);
    const application = await repository.application(delivery.application);
    return moveDoor(deps, repository, {
      ...{ application, deliveries: [delivery], wish, intent, actor, byRecipient: false },
      answer: { id, status: 'BOOKED' as const },
    });
  });
