import { isIn, type StaffActor } from '../kernel/actor.ts';
import type { City } from '../kernel/city.ts';
import type { EventItem } from '../kernel/events.ts';
import { historyOf } from '../kernel/history.ts';
import { shownRegistration } from '../kernel/registration-sealing.ts';
import { transferFor } from './announcing.ts';
import { type Gift, giftTransitions, isUnnamed, mayAskForReceipt, mayRegister, movesFor } from './domain.ts';

const bookedOf = ({ booked }: Gift) =>
  booked ? { booked: { day: booked.day, amount: booked.amount, transfers: [...booked.transfers] } } : {};
/** While the money is awaited, and after its time too: what comes late is still booked. */
const transferOf = (gift: Gift, city: City) =>
  giftTransitions.may(gift.status, 'book') ? { transfer: transferFor(city, gift) } : {};

const common = (gift: Gift) => ({
  reference: gift.reference,
  status: gift.status,
  way: gift.way,
  amount: gift.amount,
  ...(gift.purpose ? { purpose: gift.purpose } : {}),
  wantsReceipt: gift.wantsReceipt,
  ...(gift.anonymous ? { anonymous: gift.anonymous } : {}),
  ...bookedOf(gift),
});

/** The one that counts, else the one made void; a receipt that names nobody is kept by the Chest. */
function receiptOf(gift: Gift) {
  const known = gift.receipt ?? (giftTransitions.may(gift.status, 'book') ? undefined : gift.voided);
  return known && !isUnnamed(gift) ? { receipt: { year: known.year, number: known.number } } : {};
}

/** As its giver sees it: nothing of what the office writes for itself. */
export const followedGift = (gift: Gift, city: City) => ({
  ...common(gift),
  ...shownRegistration(gift),
  stages: { ...gift.stages },
  ...transferOf(gift, city),
  ...receiptOf(gift),
  ...(gift.returned ? { returned: gift.returned } : {}),
  mayWithdraw: giftTransitions.may(gift.status, 'withdraw'),
});

/** As a line of a work list. */
export const giftLine = (gift: Gift) => ({
  id: gift.id,
  ...common(gift),
  giverKind: gift.giverKind,
  ...(gift.stages.ANNOUNCED ? { announcedAt: gift.stages.ANNOUNCED } : {}),
  ...(gift.awaitedUntil ? { awaitedUntil: gift.awaitedUntil } : {}),
  since: gift.since,
});

/** As the office reads it. */
export const wholeGift = (gift: Gift, history: readonly EventItem[], actor: StaffActor, city: City) => ({
  ...giftLine(gift),
  ...(gift.personId ? { personId: gift.personId } : {}),
  ...(gift.organisation ? { organisation: gift.organisation } : {}),
  ...shownRegistration(gift),
  stages: { ...gift.stages },
  ...transferOf(gift, city),
  ...(gift.booked?.entry ? { entry: gift.booked.entry } : {}),
  ...(gift.receipt ? { receipt: gift.receipt } : {}),
  ...(gift.voided ? { voided: gift.voided } : {}),
  ...(gift.returned ? { returned: gift.returned } : {}),
  ...(gift.note ? { note: gift.note } : {}),
  mayRegister: isIn(actor, 'chest') && mayRegister(gift),
  mayAskForReceipt: isIn(actor, 'chest') && mayAskForReceipt(gift),
  moves: movesFor(gift, actor),
  history: historyOf(history),
});
