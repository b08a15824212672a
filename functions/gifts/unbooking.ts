import type { City } from '../kernel/city.ts';
import { localDate, nextDay } from '../kernel/clock.ts';
import type { DomainEvent } from '../kernel/events.ts';
import { keys } from '../kernel/keys.ts';
import type { Write } from '../kernel/table.ts';
import { printNumber, type Receipt, type VoidReason, voidReceipt } from '../receipts/domain.ts';
import { type Act, type Gift, moveGift, type ReturnReason } from './domain.ts';
import { waits } from './places.ts';

const VOIDED_BECAUSE: Readonly<Record<ReturnReason, VoidReason>> = {
  REFUNDED: 'GIFT_RETURNED',
  BOUNCED: 'GIFT_RETURNED',
  // The money was another's: this giver's receipt is for a gift that has not come.
  MISMATCHED: 'OTHER',
};

/**
 * The money of a booked gift is not, or no longer, its own: it goes back to its giver (REFUNDED), the bank took it back
 * (BOUNCED), or it was another's (MISMATCHED). Its receipt is made void in the same transaction; a paper that is not
 * made yet is never made, because the gift is not BOOKED any more. A gift whose money was another's waits on as
 * announced, for the sum that its giver named; what was never announced is over. Nothing is committed here, as in `bookGift`.
 * @param receipt the gift's receipt (`readReceiptOf` of receipts/domain.ts); none where it was made void before
 * @throws DomainError ILLEGAL_MOVE (409) when the gift is not booked
 */
export function unbookGift({
  gift,
  receipt,
  reason,
  city,
  act,
}: {
  gift: Gift;
  receipt: Receipt | undefined;
  reason: ReturnReason;
  city: City;
  act: Act;
}): { gift: Gift; pk: string; event: DomainEvent; writes: Write[] } {
  if (gift.receipt && (receipt?.year !== gift.receipt.year || receipt.number !== gift.receipt.number))
    throw new Error('a gift is unbooked with its own receipt');
  const today = localDate(act.at, city.timeZone);
  const waitsOn = reason === 'MISMATCHED' && (gift.way === 'site' || gift.way === 'phone');
  const because = VOIDED_BECAUSE[reason];
  const void_ =
    receipt && voidReceipt(city, receipt, { reason: because, by: act.by.id ?? act.by.kind, at: act.at });
  const set: Partial<Gift> = {
    ...(receipt ? { voided: { year: receipt.year, number: receipt.number, reason: because } } : {}),
    ...(waitsOn
      ? { amount: gift.announced ?? gift.amount, awaitedUntil: nextDay(today, city.fund.announcedDays) }
      : { returned: { reason, on: today } }),
  };
  const moved = moveGift(gift, waitsOn ? 'release' : 'return', act, {
    set,
    remove: [
      ...(receipt ? (['receipt'] as const) : []),
      ...(waitsOn ? (['booked', 'announced'] as const) : []),
    ],
    refs: gift.booked?.entry ? { entry: gift.booked.entry } : {},
    facts: {
      reason,
      total: gift.amount,
      ...(receipt ? { receipt: printNumber(receipt) } : {}),
      ...(receipt?.anonymous ? { anonymous: true } : {}),
    },
  });
  const { receipt: _, booked, announced, ...rest } = gift;
  const kept = waitsOn ? {} : { ...(booked ? { booked } : {}), ...(announced ? { announced } : {}) };
  const after: Gift = { ...rest, ...kept, ...set, status: moved.to };
  return {
    gift: after,
    pk: keys.gift(gift.id).pk,
    event: moved.event,
    writes: [moved.write, ...(void_?.writes ?? []), ...(waitsOn ? waits(after, today) : [])],
  };
}
