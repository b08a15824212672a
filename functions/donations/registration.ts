import { createHash } from 'node:crypto';
import { localDate } from '../kernel/clock.ts';
import type { Intent } from '../kernel/contract.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import type { DomainEvent } from '../kernel/events.ts';
import { keys } from '../kernel/keys.ts';
import {
  hiddenRegistration,
  type RegistrationItem,
  readRegistration,
  registrationKindOf,
} from '../kernel/registration-number.ts';
import type { Write } from '../kernel/table.ts';
import { type Act, type Donation, mayRegister } from './domain.ts';
import { fail } from './offer.ts';

/** What a giver or the office gave as a registration number. */
export interface GivenNumber {
  readonly registrationNumber?: string | undefined;
  readonly registrationNumberIsNew?: boolean | undefined;
}

/** Whose number it is. */
export interface Donor {
  readonly giverKind: Donation['giverKind'];
  readonly donation: string;
  readonly personId: string;
}

/** A number on its way into the table: sealed, with what the offer may know of it. */
export interface Registered {
  readonly known: Required<Pick<Donation, 'registrationGiven' | 'donorHash'>>;
  readonly writes: readonly Write[];
}

const DAY_SECONDS = 86_400;

/**
 * Judges the number, seals it and makes the donor's hash. The number itself goes no further than this function.
 * @throws DomainError REGISTRATION_NUMBER_WRONG, naming the field and what is wrong, never the number
 */
export async function sealNumber(
  { registrations, city, clock }: Pick<Dependencies, 'registrations' | 'city' | 'clock'>,
  { giverKind, donation, personId }: Donor,
  given: GivenNumber & { readonly registrationNumber: string },
  replaces: boolean,
): Promise<Registered> {
  const of = registrationKindOf(giverKind);
  const now = clock.now();
  const today = localDate(now, city.timeZone);
  const read = readRegistration(of, given.registrationNumber, {
    today,
    isNew: given.registrationNumberIsNew,
  });
  if ('problem' in read)
    throw fail('REGISTRATION_NUMBER_WRONG', {}, [{ path: 'registrationNumber', code: read.problem }]);
  const [sealed, donorHash] = await Promise.all([
    registrations.seal({ registration: personId }, read.digits),
    registrations.hash('donor', `${of}/${read.digits}`),
  ]);
  const days = city.registrationNumbers.daysWithoutReceipt;
  const item: RegistrationItem = {
    kind: 'registration',
    of,
    donation,
    sealed,
    ttl: Math.floor(now.getTime() / 1000) + days * DAY_SECONDS,
  };
  return {
    known: { registrationGiven: true, donorHash },
    // A number whose time was over may be gone already: who replaces it writes it whether it is there or not.
    writes: [{ put: { ...keys.registration(personId), ...item }, when: replaces ? {} : { exists: false } }],
  };
}

/** The caller's intent with the number in it after all, as a hash that nobody can try out: another number is another intent. */
export const intentWith = (intent: Intent, { known }: Registered): Intent => ({
  ...intent,
  digest: createHash('sha256').update(`${intent.digest}\n${known.donorHash}`).digest('base64url'),
});

/** @throws DomainError REGISTRATION_NOT_WANTED for a number without a receipt that it is for (개인정보 보호법 §24-2) */
export function mustBeWanted({
  wantsReceipt,
  registrationNumber,
}: GivenNumber & { wantsReceipt: boolean }): void {
  if (registrationNumber !== undefined && !wantsReceipt)
    throw fail('REGISTRATION_NOT_WANTED', {}, [
      { path: 'registrationNumber', code: 'REGISTRATION_NOT_WANTED' },
    ]);
}

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

/** What pages show: that there is a number, nothing of it. */
export const shownRegistration = ({ registrationGiven, giverKind }: Donation) => {
  const of = registrationKindOf(giverKind);
  return registrationGiven ? { registration: { of, masked: hiddenRegistration(of) } } : {};
};
