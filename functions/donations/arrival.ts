import { registerDevice } from '../devices/domain.ts';
import type { Write } from '../kernel/table.ts';
import type { Counted, Donation, Kind } from './domain.ts';
import { ARRIVING_AT_MOST, type DeviceKind, devicesIn, fail, isDevice } from './offer.ts';

/**
 * What really came, one line a kind; what did not come is left out.
 * @throws DomainError NOTHING_ARRIVED, TOO_MANY_ITEMS (the rest then comes as a second offer)
 */
export function countArrived(lines: readonly Counted[]): Counted[] {
  const counts = new Map<Kind, number>();
  for (const { kind, count } of lines) counts.set(kind, (counts.get(kind) ?? 0) + count);
  const received = [...counts].filter(([, count]) => count > 0).map(([kind, count]) => ({ kind, count }));
  if (received.length === 0) throw fail('NOTHING_ARRIVED');
  if (devicesIn(received) > ARRIVING_AT_MOST) throw fail('TOO_MANY_ITEMS', { limit: ARRIVING_AT_MOST });
  return received;
}

/** One entry for each machine that becomes a device, in the order of the lines. */
export const machinesIn = (received: readonly Counted[]): DeviceKind[] =>
  received.flatMap(({ kind, count }) => (isDevice(kind) ? Array<DeviceKind>(count).fill(kind) : []));

/** Each machine becomes a device of this donation, with the id and the number it is given. */
export function registerMachines(
  donation: Donation,
  machines: readonly { id: string; assetNumber: string; kind: DeviceKind }[],
  at: string,
): Write[] {
  return machines.flatMap(
    ({ id, assetNumber, kind }) =>
      registerDevice({
        id,
        assetNumber,
        deviceKind: kind,
        donation: donation.id,
        giver: donation.personId,
        ...(donation.earmark ? { earmark: donation.earmark } : {}),
        at,
      }).writes,
  );
}
