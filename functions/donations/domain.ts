import type * as z from 'zod';
import { type Actor, isIn } from '../kernel/actor.ts';
import { fail } from '../kernel/errors.ts';
import { actedBy, type DomainEvent } from '../kernel/events.ts';
import { keys, OWNERS } from '../kernel/keys.ts';
import { moveRecord, type StateRecord } from '../kernel/move.ts';
import type { Write } from '../kernel/table.ts';
import { transitionsOf } from '../kernel/transitions.ts';
import { endsGift, type VoidReason } from '../receipts/domain.ts';
import type { DonationStatus, Earmark, ItemKind, OfferedItem } from './contract.ts';

/**
 * Every legal move of an offer. A collection may be booked again while the goods are still with the giver, and a
 * valuation corrected until it is accepted; the giver may withdraw until the goods are here.
 * A receipt made void leaves a gift without one: what was wrong with the giver is corrected with their contact and the
 * receipt issued again; what was wrong with the value is valued and accepted anew. Either way under the next number.
 * Where the receipt was one too many or the gift went back, its way ends there (`isOver`).
 */
export const donationTransitions = transitionsOf<DonationStatus>()('donation', {
  // 사회복지공동모금회법 §27: the Chest asks for another wish, and the offer is looked at anew with it.
  askForChange: { from: ['OFFERED', 'SCREENED'], to: 'CHANGE_ASKED', by: 'Chest' },
  amendEarmark: { from: ['CHANGE_ASKED'], to: 'OFFERED', by: 'giver or Chest' },
  screen: { from: ['OFFERED'], to: 'SCREENED', by: 'Chest' },
  decline: {
    from: ['OFFERED', 'CHANGE_ASKED', 'SCREENED', 'COLLECTION_BOOKED'],
    to: 'DECLINED',
    by: 'Chest',
  },
  bookCollection: { from: ['SCREENED', 'COLLECTION_BOOKED'], to: 'COLLECTION_BOOKED', by: 'Chest' },
  arrive: { from: ['COLLECTION_BOOKED'], to: 'RECEIVED', by: 'Chest' },
  arriveMore: { from: ['RECEIVED', 'VALUED'], to: 'RECEIVED', by: 'Chest, further delivery of a list' },
  value: { from: ['RECEIVED', 'VALUED', 'RECEIPT_VOIDED'], to: 'VALUED', by: 'Chest' },
  accept: { from: ['VALUED'], to: 'ACCEPTED', by: 'Chest' },
  issueReceipt: { from: ['ACCEPTED'], to: 'RECEIPTED', by: 'receipt paper' },
  voidReceipt: { from: ['ACCEPTED', 'RECEIPTED'], to: 'RECEIPT_VOIDED', by: 'Chest (receipt)' },
  reissueReceipt: { from: ['RECEIPT_VOIDED'], to: 'ACCEPTED', by: 'Chest (receipt)' },
  withdraw: {
    from: ['OFFERED', 'CHANGE_ASKED', 'SCREENED', 'COLLECTION_BOOKED'],
    to: 'WITHDRAWN',
    by: 'giver',
  },
});
export type DonationMove = keyof typeof donationTransitions.moves & string;

export type Kind = z.output<typeof ItemKind>;
export interface Counted {
  readonly kind: Kind;
  readonly count: number;
}
export interface Valuation {
  /** `market` and `book`: what one piece was found to be worth, as far as the rule asks for it. */
  readonly lines: readonly (Counted & {
    readonly unitPrice: number;
    readonly market?: number;
    readonly book?: number;
    /** Why it is worth nothing, or something else than the rule gives. */
    readonly reason?: string;
  })[];
  readonly total: number;
  /** The rule of the giver's kind and where it is written (city pack). */
  readonly rule: 'MARKET' | 'HIGHER_OF_MARKET_AND_BOOK' | 'BOOK';
  readonly source: string;
  readonly evidence: readonly { readonly kind: string; readonly text: string }[];
  /** Staff id: from a total on (city pack) another accepts. */
  readonly by: string;
  readonly at: string;
}

/** An offer of goods as the table keeps it; who gives is under `personId`, sealed. */
export interface Donation extends StateRecord<DonationStatus> {
  readonly kind: 'donation';
  readonly reference: string;
  readonly personId: string;
  readonly giverKind: 'person' | 'business' | 'corporation';
  readonly organisation?: string;
  readonly district: string;
  readonly items: readonly z.output<typeof OfferedItem>[];
  readonly wantsReceipt: boolean;
  /** No name on the receipt; the Chest keeps it. */
  readonly anonymous?: true;
  /** There is a registration number under the giver's id, sealed; which kind follows from `giverKind`. */
  readonly registrationGiven?: true;
  /** Keyed hash of that number: what one donor gave in a year, without the number. */
  readonly donorHash?: string;
  readonly preferredDays: readonly string[];
  /** What the giver wishes to become of the gift. */
  readonly earmark?: z.output<typeof Earmark>;
  /** The last time that the Chest asked for another wish: codes of the rules, staff id. */
  readonly changeAsked?: { readonly reasons: readonly string[]; readonly at: string; readonly by: string };
  readonly collection?: {
    readonly day: string;
    readonly slot: 'morning' | 'afternoon';
    readonly note?: string;
  };
  readonly received?: readonly Counted[];
  readonly devices?: readonly { readonly id: string; readonly assetNumber: string; readonly kind: Kind }[];
  readonly valuation?: Valuation;
  readonly receipt?: { readonly year: string; readonly number: number };
  /** A partner's list in one gift: its devices are the list's, too many to stand here. */
  readonly partner?: string;
  readonly pledge?: string;
  readonly list?: string;
  /** Staff id of whoever accepted: a second officer hears it. */
  readonly acceptedBy?: string;
  /** The receipt made void, until another one stands in its place. */
  readonly voided?: { readonly year: string; readonly number: number; readonly reason: VoidReason };
  readonly declinedBecause?: string;
  /** What the office wrote down at a state, for itself: `{ SCREENED: '…' }`. */
  readonly notes?: Readonly<Record<string, string>>;
}

/** Where the way of an offer ends, it leaves the work queues. */
const ENDS: readonly DonationStatus[] = ['RECEIPTED', 'DECLINED', 'WITHDRAWN'];
export const donationQueue = (status: DonationStatus) =>
  ENDS.includes(status) ? undefined : { owner: OWNERS.donation, scope: [status] };

/** Who moves an offer, and when. */
export interface Act {
  readonly at: string;
  readonly by: DomainEvent['by'];
}
export const actOf = (actor: Actor, at: string): Act => ({ at, by: actedBy(actor) });

/** The gift is none, or has its receipt: its receipt was made void, and no move leads on. */
export const isOver = ({ status, voided }: Pick<Donation, 'status' | 'voided'>): boolean =>
  status === 'RECEIPT_VOIDED' && voided !== undefined && endsGift(voided.reason);

/** One legal move as a conditional write and its event; 409 ILLEGAL_MOVE when it is not allowed from here. */
export function moveDonation(
  donation: Donation,
  move: DonationMove,
  act: Act,
  what: {
    set?: Partial<Donation>;
    remove?: readonly (keyof Donation & string)[];
    facts?: DomainEvent['facts'];
    /** Nothing more is to be done: the record leaves the queues. */
    ends?: boolean;
  } = {},
): { to: DonationStatus; write: Write; event: DomainEvent } {
  if (isOver(donation)) throw fail('ILLEGAL_MOVE', { entity: 'donation', move, status: donation.status });
  const { to: reached } = donationTransitions.moves[move];
  const { from, to, write } = moveRecord(donationTransitions, keys.donation(donation.id), donation, move, {
    at: act.at,
    queue: what.ends ? undefined : donationQueue(reached),
    ...(what.set ? { set: what.set } : {}),
    ...(what.remove ? { remove: what.remove } : {}),
    ...(move === 'amendEarmark' ? asOffered(donation, reached) : {}),
  });
  const event: DomainEvent = {
    type: `donation.${move}`,
    subject: donation.id,
    from,
    to,
    at: act.at,
    by: act.by,
    district: donation.district,
    refs: { person: donation.personId, ...(donation.partner ? { partner: donation.partner } : {}) },
    ...(what.facts ? { facts: what.facts } : {}),
  };
  return { to, write, event };
}

/**
 * The receipt's number is taken at the acceptance and its paper made at once: until then the number may be given.
 * An anonymous receipt has neither a name nor a number on it (사회복지공동모금회법 §18).
 */
export const mayRegister = ({ status, anonymous }: Donation): boolean =>
  !anonymous && !['ACCEPTED', 'RECEIPTED', 'DECLINED', 'WITHDRAWN'].includes(status);

/** With another wish it is the same offer: on its own day, at its old place in the queue, not looked at yet. */
const asOffered = ({ stages, since }: Donation, reached: DonationStatus) => ({
  stageAt: stages.OFFERED ?? since,
  queue: { owner: OWNERS.donation, scope: [reached], since: stages.OFFERED ?? since },
  forget: ['SCREENED'] as const,
});

/** The moves a page may offer to this member of staff: those the Chest makes, to the Chest. */
export const movesFor = (donation: Donation, actor: Actor): DonationMove[] =>
  actor.kind === 'staff' && isIn(actor, 'chest') && !isOver(donation)
    ? donationTransitions
        .movesFrom(donation.status)
        .filter((move) => ['Chest', 'giver or Chest'].includes(donationTransitions.moves[move].by))
        .filter((move) => move !== 'arrive' || !donation.list)
        // What came of a list is recorded line by line on the list's own page.
        .filter((move) => move !== 'askForChange' || donation.earmark)
    : [];

/** A note goes beside those of earlier states. */
export const noted = (donation: Donation, status: DonationStatus, note: string | undefined) =>
  note ? { notes: { ...donation.notes, [status]: note } } : {};

export { type Arrived, arriveListed, donateList, giftOf, type ListedGift } from './listed.ts';
