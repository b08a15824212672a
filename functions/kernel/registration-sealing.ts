import { createHash } from 'node:crypto';
import { localDate } from './clock.ts';
import type { Intent } from './contract.ts';
import type { Dependencies } from './dependencies.ts';
import { failing } from './errors.ts';
import { keys } from './keys.ts';
import {
  hiddenRegistration,
  REGISTRATION_ERRORS,
  type RegistrationItem,
  readRegistration,
  registrationKindOf,
} from './registration-number.ts';
import type { Write } from './table.ts';

/** Registration numbers on their way into the table: of whoever gives goods, money or points, in one way (ADR 0015). */
export const failRegistration = failing(REGISTRATION_ERRORS);

/** What a giver or the office gave as a registration number. */
export interface GivenNumber {
  readonly registrationNumber?: string | undefined;
  readonly registrationNumberIsNew?: boolean | undefined;
}

/** Whose number it is, and of which gift. */
export interface Donor {
  readonly giverKind: 'person' | 'business' | 'corporation';
  readonly gift: string;
  readonly personId: string;
}

/** A number that is sealed, with what its gift may know of it. */
export interface Registered {
  readonly known: { readonly registrationGiven: true; readonly donorHash: string };
  readonly writes: readonly Write[];
}

const DAY_SECONDS = 86_400;

/**
 * Judges the number, seals it and makes the donor's hash. The number itself goes no further than this function.
 * @throws DomainError REGISTRATION_NUMBER_WRONG, naming the field and what is wrong, never the number
 */
export async function sealNumber(
  { registrations, city, clock }: Pick<Dependencies, 'registrations' | 'city' | 'clock'>,
  { giverKind, gift, personId }: Donor,
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
    throw failRegistration('REGISTRATION_NUMBER_WRONG', {}, [
      { path: 'registrationNumber', code: read.problem },
    ]);
  const [sealed, donorHash] = await Promise.all([
    registrations.seal({ registration: personId }, read.digits),
    registrations.hash('donor', `${of}/${read.digits}`),
  ]);
  const days = city.registrationNumbers.daysWithoutReceipt;
  const item: RegistrationItem = {
    kind: 'registration',
    of,
    gift,
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
export const intentWith = (intent: Intent, registered: Registered | undefined): Intent =>
  registered
    ? {
        ...intent,
        digest: createHash('sha256')
          .update(`${intent.digest}\n${registered.known.donorHash}`)
          .digest('base64url'),
      }
    : intent;

/** @throws DomainError REGISTRATION_NOT_WANTED for a number without a receipt that it is for (개인정보 보호법 §24-2) */
export function mustBeWanted({
  wantsReceipt,
  registrationNumber,
}: GivenNumber & { wantsReceipt: boolean }): void {
  if (registrationNumber !== undefined && !wantsReceipt)
    throw failRegistration('REGISTRATION_NOT_WANTED', {}, [
      { path: 'registrationNumber', code: 'REGISTRATION_NOT_WANTED' },
    ]);
}

/** What pages show: that there is a number, nothing of it. */
export function shownRegistration({
  registrationGiven,
  giverKind,
}: Pick<Donor, 'giverKind'> & { readonly registrationGiven?: true }) {
  const of = registrationKindOf(giverKind);
  return registrationGiven ? { registration: { of, masked: hiddenRegistration(of) } } : {};
}
