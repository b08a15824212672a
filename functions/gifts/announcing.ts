import type * as z from 'zod';
import type { City } from '../kernel/city.ts';
import { localDate, nextDay } from '../kernel/clock.ts';
import { failing, KERNEL_ERRORS } from '../kernel/errors.ts';
import type { DomainEvent } from '../kernel/events.ts';
import { newId, referenceOf } from '../kernel/ids.ts';
import { keys } from '../kernel/keys.ts';
import { mustSpeak } from '../kernel/languages.ts';
import { findTitledNames, mustNameNoOfficeHolder } from '../kernel/printed-text.ts';
import type { Write } from '../kernel/table.ts';
import { type Announcement, giftsContract } from './contract.ts';
import { type Act, type Gift, giftQueue, moveGift } from './domain.ts';
import type { GiverWrites } from './giver.ts';
import { queued, waits, waitsNoMore } from './places.ts';

export const fail = failing({ ...KERNEL_ERRORS, ...giftsContract.errors });
export type AnnouncedBody = z.output<typeof Announcement>;

/** @throws DomainError GIFT_TOO_SMALL, PURPOSE_UNKNOWN, NAMES_OFFICE_HOLDER (422) */
export function mustBeAnnounceable(city: City, { amount, purpose, giver }: AnnouncedBody): void {
  const { smallestGift, purposes } = city.fund;
  if (amount < smallestGift)
    throw fail('GIFT_TOO_SMALL', { least: smallestGift }, [{ path: 'amount', code: 'GIFT_TOO_SMALL' }]);
  if (purpose !== undefined && !purposes.some(({ code }) => code === purpose))
    throw fail('PURPOSE_UNKNOWN', {}, [{ path: 'purpose', code: 'PURPOSE_UNKNOWN' }]);
  // Both are printed on the receipt.
  mustNameNoOfficeHolder(city, { 'giver.organisation': giver.organisation });
  mustNameNoOfficeHolder(city, { 'giver.contact.name': giver.contact.name }, findTitledNames);
  mustSpeak(city, giver.contact.language, 'giver.contact.language');
}

/** What the giver needs for the transfer, from the city pack; the reference goes into it. */
export const transferFor = ({ fund }: City, { reference, amount, awaitedUntil = '' }: Gift) => ({
  ...fund.account,
  reference,
  amount,
  until: awaitedUntil,
});

/** A gift that waits for its transfer, with its sealed giver. */
export function announceGift(
  key: string,
  body: Pick<AnnouncedBody, 'amount' | 'purpose'> & { note?: string | undefined },
  giver: GiverWrites,
  way: 'site' | 'phone',
  city: City,
  { at, by }: Act,
): { gift: Gift; writes: Write[]; event: DomainEvent } {
  const id = newId('gift', key);
  const day = localDate(at, city.timeZone);
  const gift: Gift = {
    kind: 'gift',
    id,
    reference: referenceOf(id),
    status: 'ANNOUNCED',
    version: 1,
    way,
    ...giver.known,
    amount: body.amount,
    ...(body.purpose ? { purpose: body.purpose } : {}),
    ...(body.note ? { note: body.note } : {}),
    awaitedUntil: nextDay(day, city.fund.announcedDays),
    stages: { ANNOUNCED: at },
    since: at,
  };
  return {
    gift,
    writes: [
      { put: { ...keys.gift(id), ...gift, ...queued(giftQueue('ANNOUNCED'), gift) } },
      ...giver.writes,
      ...waits(gift, day),
    ],
    event: {
      type: 'gift.announce',
      subject: id,
      to: 'ANNOUNCED',
      at,
      by,
      refs: { person: giver.known.personId },
      facts: {
        amount: body.amount,
        ...(body.purpose ? { purpose: body.purpose } : {}),
        until: gift.awaitedUntil ?? '',
      },
    },
  };
}

/** No receipt will come of it: the number is destroyed with the move that says so (개인정보 보호법 §21). */
const forgetNumber = ({ registrationGiven, personId }: Gift): Write[] =>
  registrationGiven && personId ? [{ remove: keys.registration(personId), when: {} }] : [];

/** What leads to the giver, or is said of them, on the gift itself. */
const LEADS_TO_GIVER = ['personId', 'organisation', 'payerHash'] as const;

/**
 * Who gives is destroyed with the number. Of a gift whose money was another's there is a receipt, made void: it is kept
 * as long as every other, with whom it names.
 */
const forgetGiver = ({ personId, voided }: Gift): Write[] =>
  personId && !voided ? [{ remove: keys.person(personId), when: {} }] : [];

/** The giver does not transfer after all: what was told for it has no purpose any more. */
export function withdrawGift(gift: Gift, act: Act) {
  const { to, write, event } = moveGift(gift, 'withdraw', act, {
    remove: [
      ...(gift.registrationGiven ? (['registrationGiven', 'donorHash'] as const) : []),
      ...(gift.voided ? [] : LEADS_TO_GIVER),
    ],
  });
  return { to, event, writes: [write, ...waitsNoMore(gift), ...forgetNumber(gift), ...forgetGiver(gift)] };
}

/** Whether the day on which a transfer was awaited at last is over. */
export const isLate = ({ status, awaitedUntil }: Gift, today: string): boolean =>
  status === 'ANNOUNCED' && awaitedUntil !== undefined && awaitedUntil < today;

/**
 * The transfer has not come in time. Money that comes later is still found by the reference; by amount and payer it is
 * not looked for any more. A registration number ends by its own time, in case the money comes after all.
 */
export function lapseGift(gift: Gift, act: Act) {
  const { to, write, event } = moveGift(gift, 'lapse', act);
  return { to, event, writes: [write, ...waitsNoMore(gift)] };
}
