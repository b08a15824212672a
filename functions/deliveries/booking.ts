import type { Application } from '../applications/domain.ts';
import type { Device } from '../devices/domain.ts';
import type { Actor } from '../kernel/actor.ts';
import type { Intent } from '../kernel/contract.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import { failing } from '../kernel/errors.ts';
import { actedBy, type DomainEvent, eventItem } from '../kernel/events.ts';
import { keys, OWNERS, queue } from '../kernel/keys.ts';
import type { Write } from '../kernel/table.ts';
import { deliveriesContract } from './contract.ts';
import { deliveryQueue, deliveryRefs, type HalfDay, placeWrites, sameHalfDay } from './domain.ts';
import type { DeliveriesRepository } from './repository.ts';

export const fail = failing(deliveriesContract.errors);

/** PCs of one application for one half day: one door, one place, a delivery for each. */
interface Booking extends HalfDay {
  readonly application: Application;
  readonly devices: readonly Device[];
  readonly crew?: string | undefined;
  /** The first delivery's id belongs to the request; the others' do not matter, for all are written together. */
  readonly ids: readonly string[];
}

export const isToBook = (device: Device | undefined, application: string): device is Device =>
  device?.status === 'ALLOTTED' && device.application === application && !device.delivery;

const aboutOf = (device: Device, application: Application) => ({
  device: device.id,
  application: application.id,
  donation: device.donation,
  personId: application.personId,
  giver: device.giver,
  ...(device.origin ? { partner: device.origin.partner } : {}),
});

function oneDelivery(booking: Booking, device: Device, id: string, at: string) {
  const { application, day, slot, crew } = booking;
  const about = aboutOf(device, application);
  const place = deliveryQueue('BOOKED', { day, district: application.district });
  const state = {
    ...keys.delivery(id),
    kind: 'delivery',
    id,
    status: 'BOOKED',
    version: 1,
    ...about,
    assetNumber: device.assetNumber,
    district: application.district,
    day,
    slot,
    ...(crew ? { crew } : {}),
    stages: { BOOKED: at },
    since: at,
    ...(place ? { q: queue(place.owner, ...place.scope), qs: `${day}#${id}` } : {}),
  };
  const writes: Write[] = [
    { put: state, when: { exists: false } },
    {
      // Out of the list of devices that wait for a booking; workflow:rebuild still finds it under BOOKED.
      update: keys.device(device.id),
      change: { set: { delivery: id, version: device.version + 1, q: queue(OWNERS.device, 'BOOKED') } },
      when: { equals: { status: 'ALLOTTED', version: device.version }, absent: ['delivery'] },
    },
  ];
  return { about, writes };
}

/** The event of one delivery; those after the first of a door tell the recipient nothing more. */
const eventOf = (
  booking: Booking,
  about: ReturnType<typeof aboutOf>,
  { id, at, actor, further }: { id: string; at: string; actor: Actor; further: boolean },
): DomainEvent => ({
  type: 'delivery.book',
  subject: id,
  to: 'BOOKED',
  at,
  by: actedBy(actor),
  district: booking.application.district,
  refs: deliveryRefs(about),
  facts: {
    day: booking.day,
    slot: booking.slot,
    computers: booking.devices.length,
    ...(further ? { further: true } : {}),
  },
});

/** The half day that an application's PCs share, and which deliveries those are. */
function agreed({ application, day, slot, ids }: Booking): NonNullable<Application['delivery']> {
  const before = application.delivery;
  const together = before && sameHalfDay(before, { day, slot });
  return together ? { ...before, ids: [...(before.ids ?? []), ...ids] } : { day, slot, ids };
}

/**
 * Everything a booking writes, in one transaction: deliveries, devices, the application, the place that it takes. A
 * further PC for a door that is booked already takes none.
 * @throws DomainError SLOT_FULL, NOT_ALLOTTED when somebody was quicker
 */
export function commitBooking<A>(
  deps: Dependencies,
  repository: DeliveriesRepository,
  request: { booking: Booking; intent: Intent; actor: Actor; at: string; answer: A; also?: readonly Write[] },
): Promise<A> {
  const { booking, intent, actor, at, answer, also = [] } = request;
  const { application, devices, day, slot, ids } = booking;
  const parts = devices.map((device, i) => {
    const id = ids[i] as string;
    const { about, writes } = oneDelivery(booking, device, id, at);
    return { id, writes, event: eventOf(booking, about, { id, at, actor, further: i > 0 }) };
  });
  const [first, ...others] = parts;
  if (!first) throw fail('NOTHING_TO_BOOK');
  const left = (application.toDeliver ?? []).filter((id) => !devices.some((device) => device.id === id));
  const before = application.delivery;
  const place = before && sameHalfDay(before, { day, slot }) ? {} : { take: { day, slot } };
  return repository.commit({
    intent,
    id: first.id,
    event: first.event,
    writes: [
      ...parts.flatMap(({ writes }) => writes),
      ...others.map(({ id, event }): Write => {
        const pk = keys.delivery(id).pk;
        return { put: eventItem(pk, intent, event, answer) as never, when: { exists: false } };
      }),
      {
        update: keys.application(application.id),
        change: {
          set: {
            delivery: agreed(booking),
            version: application.version + 1,
            ...(left.length > 0 ? { toDeliver: left } : {}),
          },
          ...(left.length > 0 ? {} : { remove: ['toDeliver'] }),
        },
        when: { equals: { version: application.version } },
      },
      ...placeWrites(application.district, deps.city.deliveries.placesPerSlot, place),
      ...also,
    ],
    answer,
    refused: (write, item) => {
      if ('update' in write && write.update.sk === 'SLOTS') return fail('SLOT_FULL', { day, slot });
      return item?.kind === 'device' && 'delivery' in item
        ? fail('NOT_ALLOTTED', { device: String(item.id) })
        : undefined;
    },
  });
}
