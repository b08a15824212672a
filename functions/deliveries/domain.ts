import { keys, OWNERS } from '../kernel/keys.ts';
import { type Moved, moveRecord, type StateRecord } from '../kernel/move.ts';
import { transitionsOf } from '../kernel/transitions.ts';
import type { DeliveryStatus } from './contract.ts';

export const deliveryTransitions = transitionsOf<DeliveryStatus>()('delivery', {
  depart: { from: ['BOOKED'], to: 'OUT', by: 'crew' },
  confirm: { from: ['OUT'], to: 'DONE', by: 'crew' },
  fail: { from: ['OUT'], to: 'FAILED', by: 'crew' },
});

export interface Delivery extends StateRecord<DeliveryStatus> {
  readonly kind: 'delivery';
  readonly device: string;
  readonly assetNumber: string;
  readonly application: string;
  readonly donation: string;
  /** The recipient. */
  readonly personId: string;
  readonly giver: string;
  /** Whose list the device was on. */
  readonly partner?: string;
  readonly district: string;
  readonly day: string;
  readonly slot: 'morning' | 'afternoon';
  readonly crew?: string;
  readonly handover?: Readonly<Record<string, boolean>>;
  readonly failedBecause?: string;
  /** The crew's remarks, by the state they led to. */
  readonly notes?: Readonly<Record<string, string>>;
}

/** A delivery's place in its queue is its day, so that the list is the crew's calendar. */
export const deliveryQueue = (status: DeliveryStatus, day: string) =>
  status === 'DONE' || status === 'FAILED'
    ? undefined
    : { owner: OWNERS.delivery, scope: [status], since: day };

export const moveDelivery = (
  delivery: Delivery,
  move: keyof typeof deliveryTransitions.moves & string,
  at: string,
  set: Partial<Delivery> = {},
): Moved<DeliveryStatus> =>
  moveRecord(deliveryTransitions, keys.delivery(delivery.id), delivery, move, {
    at,
    queue: deliveryQueue(deliveryTransitions.moves[move].to, delivery.day),
    set,
  });

/** What must be true at the hand-over; an internet line may come later. */
export const MUST_BE_TRUE = ['installed', 'starts', 'explained', 'warrantyGiven'] as const;

export const deliveryRefs = (
  d: Pick<Delivery, 'device' | 'application' | 'donation' | 'personId' | 'giver' | 'partner'>,
) => ({
  device: d.device,
  application: d.application,
  donation: d.donation,
  person: d.personId,
  giver: d.giver,
  ...(d.partner ? { partner: d.partner } : {}),
});
