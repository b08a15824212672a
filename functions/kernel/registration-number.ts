import type { Sealed } from './vault.ts';

/**
 * Registration numbers as the donation receipt asks for them (소득세법 시행규칙 별지 제45호의2서식 ❶): a person's
 * resident registration number (주민등록번호, foreigners' included), a business's or corporation's registration
 * number (사업자등록번호). Pure; nothing here stores, logs or throws with a number in it.
 */
export const REGISTRATION_KINDS = ['resident', 'business'] as const;
export type RegistrationKind = (typeof REGISTRATION_KINDS)[number];

/** Which number stands on whose receipt. */
export const registrationKindOf = (giverKind: 'person' | 'business' | 'corporation'): RegistrationKind =>
  giverKind === 'person' ? 'resident' : 'business';

/** What is wrong with a number: how it is written, its date of birth, or its check digit. */
export const NUMBER_PROBLEMS = ['NUMBER_SHAPE', 'NUMBER_DATE', 'NUMBER_CHECK'] as const;
export type NumberProblem = (typeof NUMBER_PROBLEMS)[number];

/** What every domain that asks for a number may answer with. */
export const REGISTRATION_ERRORS = {
  REGISTRATION_NUMBER_WRONG: 422,
  REGISTRATION_NOT_WANTED: 422,
  REGISTRATION_TOO_LATE: 409,
} as const;

const LENGTH: Readonly<Record<RegistrationKind, number>> = { resident: 13, business: 10 };

/**
 * Since this day a new or changed resident number has six random digits after the seventh and no check digit
 * (주민등록법 시행규칙, in force 2020-10-05; 행정안전부). Who was born before may have been given a number since:
 * by a change of number, by naturalisation, by settling here.
 */
export const RANDOM_SINCE = '2020-10-05';

/** Digits of whatever way of writing: hyphens and dashes, dots, blanks, full-width digits. @returns undefined for anything else */
function digitsIn(text: string, length: number): string | undefined {
  const digits = text.normalize('NFKC').replace(/[\s\p{Pd}.·ㆍ]/gu, '');
  return digits.length === length && /^[0-9]+$/.test(digits) ? digits : undefined;
}

const weighted = (digits: string, weights: readonly number[]): number =>
  weights.reduce((sum, weight, i) => sum + weight * Number(digits[i]), 0);

/** Century by the seventh digit; 5–8 are foreigners'. 9 and 0 were for people born before 1900: nobody lives under them. */
const CENTURY: Readonly<Record<string, string>> = {
  1: '19',
  2: '19',
  3: '20',
  4: '20',
  5: '19',
  6: '19',
  7: '20',
  8: '20',
};

/** The day of birth in a resident number, if there is such a day. */
function birthDay(digits: string): string | undefined {
  const century = CENTURY[digits.charAt(6)];
  if (!century) return undefined;
  const day = `${century}${digits.slice(0, 2)}-${digits.slice(2, 4)}-${digits.slice(4, 6)}`;
  const instant = new Date(`${day}T00:00:00Z`);
  // Date rolls 30 February over into March: only a day that comes out as it went in exists.
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(day) ? day : undefined;
}

/** (11 − Σ weight × digit mod 11) mod 10 is the thirteenth digit. */
export const residentCheckDigit = (first12: string): number =>
  (11 - (weighted(first12, [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5]) % 11)) % 10;

/** The weights 1 3 7 1 3 7 1 3 5; of the ninth product the tens count once more. */
export const businessCheckDigit = (first9: string): number => {
  const sum = weighted(first9, [1, 3, 7, 1, 3, 7, 1, 3, 5]) + Math.floor((Number(first9[8]) * 5) / 10);
  return (10 - (sum % 10)) % 10;
};

/** The rule for foreigners' check digits was never published, and numbers in use break the one that is told of. */
const isForeign = (digits: string) => digits.charAt(6) >= '5';

function residentProblem(
  digits: string,
  { today, isNew }: { today: string; isNew: boolean },
): NumberProblem | undefined {
  const born = birthDay(digits);
  if (born === undefined || born > today) return 'NUMBER_DATE';
  if (isForeign(digits) || isNew || born >= RANDOM_SINCE) return undefined;
  return residentCheckDigit(digits.slice(0, 12)) === Number(digits[12]) ? undefined : 'NUMBER_CHECK';
}

/** The first three digits are the tax office's (101 and up), the next two say what kind of taxpayer: never 00. */
function businessProblem(digits: string): NumberProblem | undefined {
  if (digits < '101' || digits.slice(3, 5) === '00') return 'NUMBER_SHAPE';
  return businessCheckDigit(digits.slice(0, 9)) === Number(digits[9]) ? undefined : 'NUMBER_CHECK';
}

/**
 * Reads a number as a person writes it.
 * @param about `today` in the city's calendar; `isNew`: the holder says it was given or changed since October 2020
 * @returns its digits, or what is wrong with it
 */
export function readRegistration(
  kind: RegistrationKind,
  text: string,
  about: { readonly today: string; readonly isNew?: boolean | undefined },
): { readonly digits: string } | { readonly problem: NumberProblem } {
  const digits = digitsIn(text, LENGTH[kind]);
  if (digits === undefined) return { problem: 'NUMBER_SHAPE' };
  const problem =
    kind === 'resident'
      ? residentProblem(digits, { today: about.today, isNew: about.isNew === true })
      : businessProblem(digits);
  return problem ? { problem } : { digits };
}

const GROUPS: Readonly<Record<RegistrationKind, readonly number[]>> = {
  resident: [6, 7],
  business: [3, 2, 5],
};

/** `900101-1234567`, `123-45-67890`: as the statutory form has it. */
export function printRegistration(kind: RegistrationKind, digits: string): string {
  let from = 0;
  return GROUPS[kind]
    .map((size) => {
      from += size;
      return digits.slice(from - size, from);
    })
    .join('-');
}

/** `900101-1******`, `123-45-*****`: for whoever has just typed it. */
export const maskRegistration = (kind: RegistrationKind, digits: string): string =>
  kind === 'resident'
    ? printRegistration(kind, `${digits.slice(0, 7)}******`)
    : printRegistration(kind, `${digits.slice(0, 5)}*****`);

/**
 * `******-*******`: for every page that is opened later. A birthday and a sex are personal data too: what shows them
 * would have to keep them outside the seal.
 */
export const hiddenRegistration = (kind: RegistrationKind): string =>
  printRegistration(kind, '*'.repeat(LENGTH[kind]));

/** A number as the table keeps it; opens only under the key for registration numbers and `{ registration: personId }`. */
export interface RegistrationItem {
  readonly kind: 'registration';
  readonly of: RegistrationKind;
  /** Id of the gift that it was given with. */
  readonly gift: string;
  readonly sealed: Sealed;
  /** Epoch seconds of its destruction: a while after the offer, then as long as the receipt must be kept. */
  readonly ttl: number;
}
