import type * as z from 'zod';
import { type City, districtOf } from '../kernel/city.ts';
import { failing, KERNEL_ERRORS } from '../kernel/errors.ts';
import type { DomainEvent } from '../kernel/events.ts';
import { newId, referenceOf } from '../kernel/ids.ts';
import { keys, queue } from '../kernel/keys.ts';
import type { Registered } from '../kernel/registration-sealing.ts';
import type { Write } from '../kernel/table.ts';
import type { Sealed } from '../kernel/vault.ts';
import { donationsContract, type Offer } from './contract.ts';
import type { Counted, Donation, Kind } from './domain.ts';

export const fail = failing({ ...KERNEL_ERRORS, ...donationsContract.errors });
export type OfferBody = z.output<typeof Offer>;

/** Kinds that become devices with a way of their own. */
export const DEVICE_KINDS = ['desktop', 'laptop', 'all-in-one', 'tablet'] as const;
export type DeviceKind = (typeof DEVICE_KINDS)[number];
export const isDevice = (kind: Kind): kind is DeviceKind => DEVICE_KINDS.some((known) => known === kind);

/**
 * PCs in one offer. At arrival each becomes two items of one transaction, which holds 100:
 * 45 × 2 + offer + event = 92; the five above 40 are for what comes along unannounced.
 */
export const OFFERED_AT_MOST = 40;
export const ARRIVING_AT_MOST = 45;

export const devicesIn = (items: readonly Counted[]): number =>
  items.filter((item) => isDevice(item.kind)).reduce((sum, item) => sum + item.count, 0);

/** @throws DomainError DISTRICT_UNKNOWN, TOO_MANY_ITEMS */
export function mustBeTakeable(city: City, offer: OfferBody): void {
  if (!districtOf(city, offer.pickup.district))
    throw fail('DISTRICT_UNKNOWN', { district: offer.pickup.district }, [
      { path: 'pickup.district', code: 'DISTRICT_UNKNOWN' },
    ]);
  if (devicesIn(offer.items) > OFFERED_AT_MOST)
    throw fail('TOO_MANY_ITEMS', { limit: OFFERED_AT_MOST }, [{ path: 'items', code: 'TOO_MANY_ITEMS' }]);
}

/** What is sealed under the giver's person id: everything that names or reaches them. */
export const contactOf = ({ giver, pickup }: OfferBody) => ({
  ...giver.contact,
  address: pickup,
  giverKind: giver.kind,
  ...(giver.organisation ? { organisation: giver.organisation } : {}),
});

export const personOf = (key: string): string => newId('person', key);

/**
 * The offer, its giver's contact (sealed) and the event; consents are kept one by one with their instant (PIPA §22).
 * @param findings codes of the rules that the wish was found to touch
 */
export function offerDonation(
  key: string,
  offer: OfferBody,
  contact: Sealed,
  at: string,
  registration?: Registered,
  findings: readonly string[] = [],
): { donation: Donation; writes: Write[]; event: DomainEvent } {
  const id = newId('donation', key);
  const personId = personOf(key);
  const { district } = offer.pickup;
  const donation: Donation = {
    kind: 'donation',
    id,
    reference: referenceOf(id),
    status: 'OFFERED',
    version: 1,
    personId,
    giverKind: offer.giver.kind,
    ...(offer.giver.organisation ? { organisation: offer.giver.organisation } : {}),
    district,
    items: offer.items,
    wantsReceipt: offer.wantsReceipt,
    ...registration?.known,
    ...(offer.giver.anonymous ? { anonymous: true } : {}),
    preferredDays: offer.preferredDays,
    ...(offer.earmark ? { earmark: offer.earmark } : {}),
    stages: { OFFERED: at },
    since: at,
  };
  const { news } = offer.consents;
  const person = {
    ...keys.person(personId),
    kind: 'person',
    id: personId,
    district,
    language: offer.giver.contact.language,
    contact,
    consents: { privacy: at, erasure: at, ...(news ? { news: at } : {}) },
  };
  const place = { q: queue('DON', 'OFFERED'), qs: `${at}#${id}` };
  return {
    donation,
    writes: [
      { put: { ...keys.donation(id), ...donation, ...place } },
      { put: person },
      ...(registration?.writes ?? []),
    ],
    event: {
      type: 'donation.offer',
      subject: id,
      to: 'OFFERED',
      at,
      by: { kind: 'anonymous' },
      district,
      refs: { person: personId },
      facts: {
        items: offer.items.reduce((sum, item) => sum + item.count, 0),
        ...(offer.earmark ? { findings } : {}),
      },
    },
  };
}
