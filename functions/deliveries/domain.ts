import { fail } from '../kernel/errors.ts';
import { type Key, keys, OWNERS, queue } from '../kernel/keys.ts';
import { type Moved, moveRecord, type StateRecord } from '../kernel/move.ts';
import type { Write } from '../kernel/table.ts';
import { transitionsOf } from '../kernel/transitions.ts';
import type { Vault } from '../kernel/vault.ts';
import type { DeliveryStatus, Slot } from './contract.ts';

export const deliveryTransitions = transitionsOf<DeliveryStatus>()('delivery', {
  rebook: { from: ['BOOKED'], to: 'BOOKED', by: 'recipient, crew' },
  depart: { from: ['BOOKED'], to: 'OUT', by: 'crew' },
  confirm: { from: ['OUT'], to: 'DONE', by: 'crew' },
  fail: { from: ['OUT'], to: 'FAILED', by: 'crew' },
});

/** A delivery that was told both ways: the result that came second, which changed nothing. */
export interface Dispute {
  readonly told: 'DONE' | 'FAILED';
  /** When it was told, and by whom (staff id). */
  readonly at: string;
  readonly by: string;
  readonly reason?: string;
}

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
  readonly slot: Slot;
  readonly crew?: string;
  /** The route it is on; one it was on that is no more: its driver may still tell what became of it. */
  readonly route?: string;
  readonly formerRoute?: string;
  readonly handover?: Readonly<Record<string, boolean>>;
  readonly consents?: { readonly signature: boolean; readonly photos: boolean };
  readonly failedBecause?: string;
  /** When it was handed over or given up, by the clock at the door. */
  readonly doneAt?: string;
  readonly dispute?: Dispute;
  /** The papers that are in the bucket: since when. */
  readonly planPaperAt?: string;
  readonly donePaperAt?: string;
  /** The crew's remarks, by the state they led to. */
  readonly notes?: Readonly<Record<string, string>>;
}

/**
 * A delivery's place in its queue is its day, so that the list is the crew's calendar; a queue a district, so that a
 * day's doors are found together.
 */
export const deliveryQueue = (
  status: DeliveryStatus,
  { day, district }: Pick<Delivery, 'day' | 'district'>,
) =>
  status === 'DONE' || status === 'FAILED'
    ? undefined
    : { owner: OWNERS.delivery, scope: [status, district], since: day };

export const moveDelivery = (
  delivery: Delivery,
  move: keyof typeof deliveryTransitions.moves & string,
  at: string,
  set: Partial<Delivery> = {},
  remove: readonly (keyof Delivery & string)[] = [],
): Moved<DeliveryStatus> =>
  moveRecord(deliveryTransitions, keys.delivery(delivery.id), delivery, move, {
    at,
    queue: deliveryQueue(deliveryTransitions.moves[move].to, { ...delivery, ...set }),
    set,
    remove,
  });

/** What changes on a delivery without its state: on a route, off it, in another queue. Its version guards it. */
export const changeDelivery = (
  { id, status, version }: Pick<Delivery, 'id' | 'status' | 'version'>,
  set: Readonly<Record<string, unknown>>,
  remove: readonly string[] = [],
): Write => ({
  update: keys.delivery(id),
  change: { set: { ...set, version: version + 1 }, ...(remove.length > 0 ? { remove } : {}) },
  when: { equals: { status, version } },
});

/** The lists that a delivery stands in beside its state: its day has passed; it was told both ways. */
export const asideQueue = (list: 'OVERDUE' | 'DISPUTED', district: string): string =>
  queue(OWNERS.delivery, list, district);

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

/** Phones' clocks are minutes out at most; further ahead is a wrong clock. */
const SKEW_MS = 5 * 60_000;

/**
 * When a deed was done, as the phone tells it; told later it is still then.
 * @throws DomainError AT_IN_FUTURE
 */
export function deedAt(told: string | undefined, now: Date, refuse: () => Error): string {
  if (told === undefined) return now.toISOString();
  const at = Date.parse(told);
  if (at > now.getTime() + SKEW_MS) throw refuse();
  return new Date(Math.min(at, now.getTime())).toISOString();
}

/** What is known of an application whose PCs are on their way to a day. */
export interface Awaiting {
  readonly id: string;
  readonly round?: number;
  readonly allotted: number;
  readonly installed: number;
}

/** 128 bits of a keyed hash: enough that nobody tries them out (NIST SP 800-107 r1, 5.1). */
const MARK_LENGTH = 32;

/**
 * The mark in the link of an appointment: made from the application and its round, kept nowhere. It opens nothing once
 * the round is over: a PC came back, or all of them stand where they should.
 */
export const appointmentMark = async (
  vault: Pick<Vault, 'hash'>,
  { id, round = 1 }: Pick<Awaiting, 'id' | 'round'>,
): Promise<string> => (await vault.hash('appointment', `${id} ${round}`)).slice(0, MARK_LENGTH);

export const awaitsDelivery = ({ allotted, installed }: Awaiting): boolean => allotted > installed;

/** A half day of a district. */
export interface HalfDay {
  readonly day: string;
  readonly slot: Slot;
}
export const sameHalfDay = (a: HalfDay, b: HalfDay): boolean => a.day === b.day && a.slot === b.slot;

const places = (key: Key, add: Readonly<Record<string, number>>, when: object): Write => ({
  update: key,
  change: { add },
  when,
});

/**
 * Takes one place of a half day and gives back another: counted in one item a day and district, whose condition is the
 * limit, so that no half day is ever overbooked, however many book at once.
 */
export function placeWrites(
  district: string,
  limit: number,
  { take, giveBack }: { take?: HalfDay | undefined; giveBack?: HalfDay | undefined },
): Write[] {
  if (take && giveBack && sameHalfDay(take, giveBack)) return [];
  const below = (slot: Slot) => ({ atMost: { [slot]: limit - 1 } });
  if (take && giveBack && take.day === giveBack.day)
    return [
      places(
        keys.deliveryDay(take.day, district),
        { [take.slot]: 1, [giveBack.slot]: -1 },
        {
          ...below(take.slot),
          atLeast: { [giveBack.slot]: 1 },
        },
      ),
    ];
  return [
    ...(take ? [places(keys.deliveryDay(take.day, district), { [take.slot]: 1 }, below(take.slot))] : []),
    ...(giveBack
      ? [
          places(
            keys.deliveryDay(giveBack.day, district),
            { [giveBack.slot]: -1 },
            {
              atLeast: { [giveBack.slot]: 1 },
            },
          ),
        ]
      : []),
  ];
}

export const mustBeBooked = ({ status }: Pick<Delivery, 'status'>): void => {
  if (status !== 'BOOKED') throw fail('ILLEGAL_MOVE', { entity: 'delivery', move: 'rebook', status });
};
