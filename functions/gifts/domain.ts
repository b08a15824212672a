import type * as z from 'zod';
import { type Actor, isIn } from '../kernel/actor.ts';
import { fail } from '../kernel/errors.ts';
import { actedBy, type DomainEvent } from '../kernel/events.ts';
import { keys, OWNERS } from '../kernel/keys.ts';
import { moveRecord, type StateRecord } from '../kernel/move.ts';
import type { Write } from '../kernel/table.ts';
import { transitionsOf } from '../kernel/transitions.ts';
import { endsGift, type Numbered, type VoidReason } from '../receipts/domain.ts';
import type { GIFT_WAYS, GiftStatus, Giver as GiverShape, RETURN_REASONS } from './contract.ts';

export {
  type BookedEntry,
  type BookedGift,
  bookGift,
  pointsGiftReceipt,
  unannouncedGift,
} from './booking.ts';
export { type GiverWrites, payerHash, sealGiver } from './giver.ts';
export { giftByReference, type OpenGift, openGiftsOf } from './lookup.ts';
export { unbookGift } from './unbooking.ts';

/**
 * Every legal move of a gift of money. Announced, it waits for its transfer; when that does not come it lapses, and
 * money that comes later still finds it by its reference. Booked, it gets its receipt at once, under the next number of
 * the series. A receipt that names the wrong giver is made void and issued again. Money that goes back ends the gift;
 * money that was taken for another's lets it wait on.
 */
export const giftTransitions = transitionsOf<GiftStatus>()('gift', {
  withdraw: { from: ['ANNOUNCED'], to: 'WITHDRAWN', by: 'giver or Chest' },
  lapse: { from: ['ANNOUNCED'], to: 'LAPSED', by: 'calendar' },
  book: { from: ['ANNOUNCED', 'LAPSED'], to: 'BOOKED', by: 'deposit (fund)' },
  issueReceipt: { from: ['BOOKED'], to: 'RECEIPTED', by: 'receipt paper' },
  voidReceipt: { from: ['BOOKED', 'RECEIPTED'], to: 'RECEIPT_VOIDED', by: 'Chest (receipt)' },
  reissueReceipt: { from: ['RECEIPT_VOIDED'], to: 'BOOKED', by: 'Chest (receipt)' },
  return: { from: ['BOOKED', 'RECEIPTED', 'RECEIPT_VOIDED'], to: 'RETURNED', by: 'refund or bounce (fund)' },
  release: { from: ['BOOKED', 'RECEIPTED', 'RECEIPT_VOIDED'], to: 'ANNOUNCED', by: 'wrong match (fund)' },
});
export type GiftMove = keyof typeof giftTransitions.moves & string;
export type GiverInput = z.output<typeof GiverShape>;
export type ReturnReason = (typeof RETURN_REASONS)[number];

/** A gift of money as the table keeps it; who gives is under `personId`, sealed. Amounts are minor units (₩). */
export interface Gift extends StateRecord<GiftStatus> {
  readonly kind: 'gift';
  readonly reference: string;
  readonly way: (typeof GIFT_WAYS)[number];
  /** Nobody knows who gave: a deposit without a word. */
  readonly personId?: string;
  readonly giverKind: GiverInput['kind'];
  readonly organisation?: string;
  /** As announced; from the booking on, as it came. */
  readonly amount: number;
  /** While it is booked: what its giver announced, which it waits for again if the money was another's. */
  readonly announced?: number;
  /** Code of the city pack; none = as the Chest sees need. */
  readonly purpose?: string;
  readonly wantsReceipt: boolean;
  readonly anonymous?: true;
  /** There is a registration number under the giver's id, sealed. */
  readonly registrationGiven?: true;
  readonly donorHash?: string;
  /** Keyed hash of the name that the transfer is made under, in its plain form (`payerHash`). */
  readonly payerHash?: string;
  /** Last day on which the transfer is awaited, by the city's calendar. */
  readonly awaitedUntil?: string;
  /** What came: the bank's entry, its day, the transfers of the ledger. */
  readonly booked?: {
    readonly entry?: string;
    readonly day: string;
    readonly amount: number;
    readonly transfers: readonly string[];
  };
  readonly receipt?: Numbered;
  /** The receipt made void, until another one stands in its place. */
  readonly voided?: Numbered & { readonly reason: VoidReason };
  readonly returned?: { readonly reason: ReturnReason; readonly on: string };
  /** What the office wrote down for itself. */
  readonly note?: string;
}

/** Where the way of a gift ends, it leaves the work queues. */
const WORKED_ON: readonly GiftStatus[] = ['ANNOUNCED', 'BOOKED', 'RECEIPT_VOIDED'];
export const giftQueue = (status: GiftStatus) =>
  WORKED_ON.includes(status) ? { owner: OWNERS.gift, scope: [status] } : undefined;

/** Who moves a gift, and when. */
export interface Act {
  readonly at: string;
  readonly by: DomainEvent['by'];
}
export const actOf = (actor: Actor, at: string): Act => ({ at, by: actedBy(actor) });

/** Its receipt was one too many: no receipt is issued again. The money itself can still go back. */
export const isOver = ({ status, voided }: Pick<Gift, 'status' | 'voided'>): boolean =>
  status === 'RECEIPT_VOIDED' && voided !== undefined && endsGift(voided.reason);

/**
 * Whether the receipt names nobody: each gift has its numbered receipt by law; one that the giver does not want, or
 * that nobody can be named on, is kept by the Chest (사회복지공동모금회법 §18).
 */
export const isUnnamed = ({ anonymous, wantsReceipt }: Pick<Gift, 'anonymous' | 'wantsReceipt'>): boolean =>
  anonymous === true || !wantsReceipt;

/** One legal move as a conditional write and its event; 409 ILLEGAL_MOVE when it is not allowed from here. */
export function moveGift(
  gift: Gift,
  move: GiftMove,
  act: Act,
  what: {
    set?: Partial<Gift>;
    remove?: readonly (keyof Gift & string)[];
    facts?: DomainEvent['facts'];
    refs?: DomainEvent['refs'];
    /** Nothing more is to be done: the record leaves the queues. */
    ends?: boolean;
  } = {},
): { to: GiftStatus; write: Write; event: DomainEvent } {
  if (isOver(gift) && move === 'reissueReceipt')
    throw fail('ILLEGAL_MOVE', { entity: 'gift', move, status: gift.status });
  const { to: reached } = giftTransitions.moves[move];
  const { from, to, write } = moveRecord(giftTransitions, keys.gift(gift.id), gift, move, {
    at: act.at,
    queue: what.ends ? undefined : giftQueue(reached),
    ...(what.set ? { set: what.set } : {}),
    ...(what.remove ? { remove: what.remove } : {}),
  });
  const event: DomainEvent = {
    type: `gift.${move}`,
    subject: gift.id,
    from,
    to,
    at: act.at,
    by: act.by,
    refs: { ...(gift.personId ? { person: gift.personId } : {}), ...what.refs },
    ...(what.facts ? { facts: what.facts } : {}),
  };
  return { to, write, event };
}

/** A number is for a receipt that is wanted, while none stands that could have carried it and one may still come. */
export const mayRegister = (gift: Gift): boolean =>
  !isUnnamed(gift) &&
  gift.personId !== undefined &&
  !isOver(gift) &&
  ['ANNOUNCED', 'LAPSED', 'RECEIPT_VOIDED'].includes(gift.status);

/**
 * Whether a giver who wanted no receipt in their name may still have one: while none has been issued, or after the one
 * that names nobody was made void (its giver was wrong).
 */
export const mayAskForReceipt = (gift: Gift): boolean =>
  isUnnamed(gift) &&
  gift.personId !== undefined &&
  !isOver(gift) &&
  ['ANNOUNCED', 'LAPSED', 'RECEIPT_VOIDED'].includes(gift.status);

/** The moves a page may offer to this member of staff. */
export const movesFor = (gift: Gift, actor: Actor): 'withdraw'[] =>
  actor.kind === 'staff' && isIn(actor, 'chest') && giftTransitions.may(gift.status, 'withdraw')
    ? ['withdraw']
    : [];
