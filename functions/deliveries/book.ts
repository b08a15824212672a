import type { StaffActor } from '../kernel/actor.ts';
import { instant, localDate } from '../kernel/clock.ts';
import type { Intent } from '../kernel/contract.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import { failing } from '../kernel/errors.ts';
import { actedBy } from '../kernel/events.ts';
import { newId } from '../kernel/ids.ts';
import { keys, OWNERS, queue } from '../kernel/keys.ts';
import { mustNameNoOfficeHolder } from '../kernel/printed-text.ts';
import { deliveriesContract } from './contract.ts';
import { deliveryRefs } from './domain.ts';
import type { DeliveriesRepository } from './repository.ts';

const fail = failing(deliveriesContract.errors);

interface Booking {
  readonly device: string;
  readonly day: string;
  readonly slot: 'morning' | 'afternoon';
  readonly crew?: string | undefined;
}

/** Books the delivery of an allotted device. A device has one delivery at a time; the recipient is told the day. */
export async function bookDelivery(
  deps: Dependencies,
  repository: DeliveriesRepository,
  request: { intent: Intent; actor: StaffActor; booking: Booking },
) {
  const { intent, actor, booking } = request;
  const id = newId('delivery', intent.key);
  return repository.once(id, intent, async () => {
    if (booking.day < localDate(deps.clock.now(), deps.city.timeZone)) {
      throw fail('DAY_IN_PAST', {}, [{ path: 'day', code: 'DAY_IN_PAST' }]);
    }
    // The crew stands on the driver's sheet.
    mustNameNoOfficeHolder(deps.city, { crew: booking.crew });
    const device = await repository.device(booking.device);
    if (device.status !== 'ALLOTTED' || !device.application || device.delivery) {
      throw fail('NOT_ALLOTTED', { device: device.id, status: device.status });
    }
    const application = await repository.application(device.application);
    const at = instant(deps.clock);
    const { day, slot, crew } = booking;
    const about = {
      device: device.id,
      application: application.id,
      donation: device.donation,
      personId: application.personId,
      giver: device.giver,
      ...(device.origin ? { partner: device.origin.partner } : {}),
    };
    const delivery = {
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
      q: queue(OWNERS.delivery, 'BOOKED'),
      qs: `${day}#${id}`,
    };
    return repository.commit({
      intent,
      id,
      event: {
        type: 'delivery.book',
        subject: id,
        to: 'BOOKED',
        at,
        by: actedBy(actor),
        district: application.district,
        refs: deliveryRefs(about),
        facts: { day, slot },
      },
      writes: [
        { put: delivery, when: { exists: false } },
        {
          // Out of the list of devices that wait for a booking; workflow:rebuild still finds it under BOOKED.
          update: keys.device(device.id),
          change: { set: { delivery: id, version: device.version + 1, q: queue(OWNERS.device, 'BOOKED') } },
          when: { equals: { status: 'ALLOTTED', version: device.version }, absent: ['delivery'] },
        },
        {
          update: keys.application(application.id),
          change: { set: { delivery: { day, slot }, version: application.version + 1 } },
          when: { equals: { version: application.version } },
        },
      ],
      answer: { id, status: 'BOOKED' as const },
      refused: (_write, item) =>
        item?.kind === 'device' ? fail('NOT_ALLOTTED', { device: device.id }) : undefined,
    });
  });
}
