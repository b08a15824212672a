import { failing, KERNEL_ERRORS } from '../kernel/errors.ts';
import type { DomainEvent } from '../kernel/events.ts';
import { newId, referenceOf, ulidOf } from '../kernel/ids.ts';
import { keys, queue } from '../kernel/keys.ts';
import type { Write } from '../kernel/table.ts';
import { type Act, type Counted, type Donation, type Kind, moveDonation } from './domain.ts';

const fail = failing(KERNEL_ERRORS);

export interface ListedGift {
  /** Its ULID is the gift's as well: a list makes one gift. */
  readonly list: string;
  readonly pledge: string;
  readonly partner: string;
  /** The partner's name, to which the receipt is made out. */
  readonly organisation: string;
  readonly personId: string;
  readonly district: string;
  readonly items: readonly Counted[];
  readonly wantsReceipt: boolean;
}

/** Id of the gift that a list becomes. */
export const giftOf = (list: string): string => newId('donation', ulidOf(list));

/** A partner's imported list is one offer of a corporation, with its own way through the Chest. */
export function donateList(gift: ListedGift, { at, by }: Act): { writes: Write[]; event: DomainEvent } {
  const { list, pledge, partner, organisation, personId, district, items, wantsReceipt } = gift;
  const id = giftOf(list);
  const donation: Donation = {
    kind: 'donation',
    id,
    reference: referenceOf(id),
    status: 'OFFERED',
    version: 1,
    personId,
    giverKind: 'corporation',
    organisation,
    district,
    items: items.map(({ kind, count }) => ({ kind, count, condition: 'unknown' })),
    wantsReceipt,
    preferredDays: [],
    ...{ partner, pledge, list },
    stages: { OFFERED: at },
    since: at,
  };
  const place = { q: queue('DON', 'OFFERED'), qs: `${at}#${id}` };
  return {
    writes: [{ put: { ...keys.donation(id), ...donation, ...place } }],
    event: {
      type: 'donation.offer',
      subject: id,
      to: 'OFFERED',
      at,
      by,
      district,
      refs: { person: personId, partner, pledge, list },
      facts: { items: items.reduce((sum, { count }) => sum + count, 0) },
    },
  };
}

export interface Arrived {
  /** Ids of the devices that arrive with this part. */
  readonly devices: readonly string[];
  readonly kinds: readonly Kind[];
  /** What comes along and is no PC. */
  readonly extras: readonly Counted[];
}

/** What has come so far and what comes now, one line a kind. */
function addUp(before: readonly Counted[], arrived: Arrived): Counted[] {
  const counts = new Map<Kind, number>(before.map(({ kind, count }) => [kind, count]));
  const add = (kind: Kind, count: number) => counts.set(kind, (counts.get(kind) ?? 0) + count);
  for (const kind of arrived.kinds) add(kind, 1);
  for (const { kind, count } of arrived.extras) add(kind, count);
  return [...counts].filter(([, count]) => count > 0).map(([kind, count]) => ({ kind, count }));
}

/**
 * A part of a list's gift arrives: the first part as every arrival, further ones while the lot is not accepted.
 * Goods that were valued already are valued anew, since there are more of them.
 * @param first of one delivery: the giver is told once, not with every part that is written
 * @throws DomainError ILLEGAL_MOVE before the collection was booked and after the acceptance
 */
export function arriveListed(
  donation: Donation,
  arrived: Arrived,
  act: Act,
  first: boolean,
): { write: Write; event: DomainEvent } {
  if (!donation.list) throw fail('ILLEGAL_MOVE', { entity: 'donation', move: 'arriveListed' });
  const move = donation.status === 'COLLECTION_BOOKED' ? 'arrive' : 'arriveMore';
  const { write, event } = moveDonation(donation, move, act, {
    set: { received: addUp(donation.received ?? [], arrived) },
    ...(donation.valuation ? { remove: ['valuation'] } : {}),
    facts: { devices: arrived.devices, ...(first ? {} : { further: true }) },
  });
  // Whatever the move is called: devices have arrived, and what follows from that is the same.
  return { write, event: { ...event, type: 'donation.arrive' } };
}
