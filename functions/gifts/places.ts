import { type Key, keys, type Owner, type QueuePlace, queue } from '../kernel/keys.ts';
import type { Write } from '../kernel/table.ts';
import type { Gift } from './domain.ts';
import type { OpenGift } from './lookup.ts';

/** Where a gift stands while it waits for its transfer; none for gifts that never waited. */
export const placeOf = ({ amount, payerHash, reference }: Gift): Key | undefined =>
  payerHash ? keys.openGift(amount, payerHash, reference) : undefined;

/** The gift waits: it is found by its amount and by who pays. */
export function waits(gift: Gift, day: string): Write[] {
  const place = placeOf(gift);
  if (!place) return [];
  const { id, reference, payerHash = '' } = gift;
  const open: OpenGift = { kind: 'open-gift', gift: id, reference, payerHash, day };
  return [{ put: { ...place, ...open } }];
}

/** It waits no more; where it did not, there is nothing to take away. */
export function waitsNoMore(gift: Gift): Write[] {
  const place = placeOf(gift);
  return place && gift.status === 'ANNOUNCED' ? [{ remove: place, when: {} }] : [];
}

/** A new record's place in a work queue. */
export const queued = (
  place: { readonly owner: Owner; readonly scope: readonly string[] } | undefined,
  { id, since }: Gift,
): Partial<QueuePlace> => (place ? { q: queue(place.owner, ...place.scope), qs: `${since}#${id}` } : {});
