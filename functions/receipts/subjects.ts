import { type Donation, moveDonation } from '../donations/domain.ts';
import { type Gift as GiftOfMoney, isUnnamed, moveGift } from '../gifts/domain.ts';
import type { DomainEvent } from '../kernel/events.ts';
import { type Key, keys } from '../kernel/keys.ts';
import type { Table, Write } from '../kernel/table.ts';
import { endsGift, type Gift, type Numbered, type Receipt, type VoidReason } from './domain.ts';
import { fail, same } from './repository.ts';

/** What a receipt can be for: an offer of goods, or a gift of money (points that became money among them). */
export type SubjectKind = 'donation' | 'gift';

/** What receipts read of a gift, whoever keeps it. */
export interface Receipted {
  readonly id: string;
  readonly status: string;
  readonly receipt?: Numbered;
  /** The receipt made void, until another one stands in its place. */
  readonly voided?: Numbered & { readonly reason: VoidReason };
}

/** The moves of a gift that a receipt makes. */
type ReceiptMove = 'issueReceipt' | 'voidReceipt' | 'reissueReceipt';
interface Act {
  readonly at: string;
  readonly by: DomainEvent['by'];
}
interface What {
  readonly set?: {
    readonly receipt?: Numbered;
    readonly voided?: Numbered & { readonly reason: VoidReason };
  };
  readonly remove?: readonly ('receipt' | 'voided')[];
  readonly facts?: DomainEvent['facts'];
  readonly ends?: boolean;
}

/** A gift that has, had or will have a receipt, with what its own domain decides about it. */
export interface Subject extends Receipted {
  readonly key: Key;
  /** The receipt's number is taken, its paper not made yet. */
  readonly awaitsPaper: boolean;
  /** One legal move as a conditional write and its event, by the gift's own table of transitions. */
  move(move: ReceiptMove, act: Act, what?: What): { write: Write; event: DomainEvent };
  /** Who the receipt is made out to when it is issued again, as the gift has it now. */
  readonly donor: Pick<Gift, 'personId' | 'giverKind' | 'anonymous' | 'donorHash'>;
}

/** `don_…` → donation, `gft_…` → gift. */
export const kindOf = (id: string): SubjectKind => (id.startsWith('gft_') ? 'gift' : 'donation');
export const keyOf = (id: string): Key => (kindOf(id) === 'gift' ? keys.gift(id) : keys.donation(id));

const goods = (record: Donation): Subject => ({
  ...shown(record),
  key: keys.donation(record.id),
  awaitsPaper: record.status === 'ACCEPTED',
  move: (move, act, what) => moveDonation(record, move, act, what),
  donor: record,
});
const money = (record: GiftOfMoney): Subject => ({
  ...shown(record),
  key: keys.gift(record.id),
  awaitsPaper: record.status === 'BOOKED',
  // Its giver is thanked with the receipt, and told how much came.
  move: (move, act, what) =>
    moveGift(record, move, act, {
      ...what,
      facts: { ...what?.facts, total: record.amount, ...(record.way === 'points' ? { points: true } : {}) },
    }),
  donor: isUnnamed(record)
    ? { giverKind: record.giverKind, personId: record.personId, anonymous: true }
    : record,
});
const shown = ({ id, status, receipt, voided }: Receipted): Receipted => ({
  id,
  status,
  ...(receipt ? { receipt } : {}),
  ...(voided ? { voided } : {}),
});

/** @throws DomainError NOT_FOUND */
export async function readSubject(table: Table, id: string): Promise<Subject> {
  const record = await table.get<Donation | GiftOfMoney>(keyOf(id));
  if (!record) throw fail('NOT_FOUND');
  return record.kind === 'gift' ? money(record) : goods(record);
}

/** Only what says which receipt counts. */
export const readReceiptedBy = (table: Table, key: Key): Promise<Receipted | undefined> =>
  table.get<Receipted>(key, ['id', 'status', 'receipt', 'voided']);

/** The same gift for a receipt in the place of a void one: its lines and day stand, its giver is read anew. */
export const giftAgain = ({ donor }: Subject, old: Receipt): Gift => ({
  gift: old.gift,
  personId: donor.personId,
  giverKind: donor.giverKind,
  anonymous: donor.anonymous,
  donorHash: donor.donorHash,
  givenOn: old.givenOn,
  form: old.form,
  lines: old.lines,
  replaces: { year: old.year, number: old.number },
});

/** Money goes back through the fund, which books it; what was counted wrong there is corrected there. */
const NOT_OF_MONEY: readonly VoidReason[] = ['VALUE_WRONG', 'GOODS_WRONG', 'GIFT_RETURNED'];
/** @throws DomainError REASON_NOT_FOR_MONEY (422) */
export function mustFit(receipt: Receipt, reason: VoidReason): void {
  if (receipt.form === 'money' && NOT_OF_MONEY.includes(reason))
    throw fail('REASON_NOT_FOR_MONEY', {}, [{ path: 'reason', code: 'REASON_NOT_FOR_MONEY' }]);
}

/** Whether a void receipt is issued again from here. */
export const mayReissue = (
  subject: Receipted | undefined,
  void_: Numbered & { readonly reason: VoidReason },
): boolean => subject?.status === 'RECEIPT_VOIDED' && same(subject.voided, void_) && !endsGift(void_.reason);

/**
 * The gift's receipt that counts: the valid one, else the one made void.
 * @throws DomainError NOT_FOUND, RECEIPT_NOT_READY while there is none
 */
export async function readReceipted(
  table: Table,
  key: Key,
): Promise<Receipted & { readonly receipt: Numbered }> {
  const subject = await readReceiptedBy(table, key);
  if (!subject) throw fail('NOT_FOUND');
  const receipt = subject.receipt ?? subject.voided;
  if (!receipt) throw fail('RECEIPT_NOT_READY');
  return { ...subject, receipt };
}

/** The first paper exists from the moment the gift is RECEIPTED: the state is written after the file. */
export const hasPaper = (subject: Receipted | undefined, receipt: Numbered): boolean =>
  subject?.status === 'RECEIPTED' && same(subject.receipt, receipt);
