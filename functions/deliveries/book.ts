import type { StaffActor } from '../kernel/actor.ts';
import { instant, localDate } from '../kernel/clock.ts';
import type { Intent } from '../kernel/contract.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import { newId } from '../kernel/ids.ts';
import { mustNameNoOfficeHolder } from '../kernel/printed-text.ts';
import { commitBooking, fail, isToBook } from './booking.ts';
import type { HalfDay } from './domain.ts';
import type { DeliveriesRepository } from './repository.ts';

interface Booking extends HalfDay {
  readonly device: string;
  readonly crew?: string | undefined;
}

export function mustNotBePast(deps: Dependencies, day: string): void {
  if (day < localDate(deps.clock.now(), deps.city.timeZone))
    throw fail('DAY_IN_PAST', {}, [{ path: 'day', code: 'DAY_IN_PAST' }]);
}

/**
 * Books the delivery of an allotted device, e.g. on the phone. A device has one delivery at a time; the recipient is
 * told the day. The office may choose any day, but no more doors than a half day holds.
 */
export async function bookDelivery(
  deps: Dependencies,
  repository: DeliveriesRepository,
  request: { intent: Intent; actor: StaffActor; booking: Booking },
) {
  const { intent, actor, booking } = request;
  const id = newId('delivery', intent.key);
  return repository.once(id, intent, async () => {
    mustNotBePast(deps, booking.day);
    // The crew stands on the driver's sheet.
    mustNameNoOfficeHolder(deps.city, { crew: booking.crew });
    const device = await repository.device(booking.device);
    if (!device.application || !isToBook(device, device.application)) {
      throw fail('NOT_ALLOTTED', { device: device.id, status: device.status });
    }
    const [application, call] = await Promise.all([
      repository.application(device.application),
      repository.call(device.application),
    ]);
    const at = instant(deps.clock);
    return commitBooking(deps, repository, {
      booking: { ...booking, application, devices: [device], ids: [id] },
      ...{ intent, actor, at },
      answer: { id, status: 'BOOKED' as const },
      also: repository.endCall(call, 'BOOKED', at),
    });
  });
}
