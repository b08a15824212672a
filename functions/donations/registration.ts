import type { DomainEvent } from '../kernel/events.ts';
import { keys } from '../kernel/keys.ts';
import type { Registered } from '../kernel/registration-sealing.ts';
import type { Write } from '../kernel/table.ts';
import { type Act, type Donation, mayRegister } from './domain.ts';
import { fail } from './offer.ts';

/** The office enters a number that it was told: the giver wants the receipt with it. */
export function registerDonor(
  donation: Donation,
  { known, writes }: Registered,
  act: Act,
): { event: DomainEvent; writes: Write[] } {
  if (!mayRegister(donation)) throw fail('REGISTRATION_TOO_LATE');
  const { id, status, version } = donation;
  return {
    event: {
      type: 'donation.register',
      subject: id,
      at: act.at,
      by: act.by,
      district: donation.district,
      refs: { person: donation.personId },
      facts: { replaced: donation.registrationGiven === true },
    },
    writes: [
      {
        update: keys.donation(id),
        change: { set: { ...known, wantsReceipt: true, version: version + 1 } },
        when: { equals: { status, version } },
      },
      ...writes,
    ],
  };
}

/** No receipt will come of it: the number is destroyed with the move that says so (개인정보 보호법 §21). */
export const forgetNumber = (
  donation: Donation,
): { remove?: readonly (keyof Donation)[]; writes?: readonly Write[] } =>
  donation.registrationGiven
    ? {
        remove: ['registrationGiven', 'donorHash'],
        writes: [{ remove: keys.registration(donation.personId), when: {} }],
      }
    : {};
