import type { City } from '../kernel/city.ts';
import { nextDay } from '../kernel/clock.ts';
import { failing } from '../kernel/errors.ts';
import { keys, OWNERS } from '../kernel/keys.ts';
import { type Moved, moveRecord, type StateRecord } from '../kernel/move.ts';
import { transitionsOf } from '../kernel/transitions.ts';
import { CERTIFICATE_CHECKS, type OrganisationStatus, organisationsContract } from './contract.ts';

export { organisationOf } from './found.ts';

export const fail = failing(organisationsContract.errors);

/** Every legal move of an organisation that asks for PCs. */
export const organisationTransitions = transitionsOf<OrganisationStatus>()('organisation', {
  certify: { from: ['APPLIED', 'LAPSED', 'REFUSED'], to: 'CERTIFIED', by: 'district officer' },
  renew: { from: ['CERTIFIED'], to: 'CERTIFIED', by: 'district officer' },
  refuse: { from: ['APPLIED', 'CERTIFIED', 'LAPSED'], to: 'REFUSED', by: 'district officer' },
  lapse: { from: ['CERTIFIED'], to: 'LAPSED', by: 'clock' },
  applyAgain: { from: ['REFUSED'], to: 'APPLIED', by: 'organisation' },
});
export type OrganisationMove = keyof typeof organisationTransitions.moves & string;

export interface Organisation extends StateRecord<OrganisationStatus> {
  readonly kind: 'organisation';
  readonly name: string;
  /** Code of the city pack's `organisationKinds`. */
  readonly category: string;
  readonly district: string;
  /** 고유번호 or business number of the body, digits only; no number of a person. */
  readonly registrationNumber?: string;
  /** Who is in charge there, as its latest application says. */
  readonly personId: string;
  /** First and last day of the certificate, in the city's calendar. */
  readonly certifiedFrom?: string;
  readonly certifiedUntil?: string;
  /** The `certifiedUntil` of which it has been reminded. */
  readonly remindedOf?: string;
  readonly refusedBecause?: string;
  /** Its latest applications, newest first; ten at most. */
  readonly applications: readonly string[];
  /** Officers' remarks, by the state they led to. */
  readonly notes?: Readonly<Record<string, string>>;
}

/** May receive PCs on this day (`2026-11-23`, the city's calendar); the plan and the confirmation ask this. */
export const isCertified = (
  { status, certifiedUntil }: Pick<Organisation, 'status' | 'certifiedUntil'>,
  day: string,
): boolean => status === 'CERTIFIED' && certifiedUntil !== undefined && day <= certifiedUntil;

/** A certificate is renewed from the day on which its end is announced, not before: a year is a year. */
export const isRenewable = (
  { status, certifiedUntil }: Pick<Organisation, 'status' | 'certifiedUntil'>,
  today: string,
  { organisations }: Pick<City, 'organisations'>,
): boolean =>
  status === 'CERTIFIED' &&
  certifiedUntil !== undefined &&
  certifiedUntil <= nextDay(today, organisations.remindDaysBefore);

/**
 * The last day of a certificate that begins on `from`: so many months later, less a day. 31 January + 1 month ends on
 * the last day of February.
 */
export function certificateEnd(from: string, months: number): string {
  const [year = 0, month = 1, day = 1] = from.split('-').map(Number);
  const lastOfMonth = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  const anniversary = new Date(Date.UTC(year, month - 1 + months, Math.min(day, lastOfMonth)));
  return nextDay(anniversary.toISOString().slice(0, 10), -1);
}

/** Certified ones stand by the end of their certificate, the others by when they began to wait. */
export const organisationQueue = (
  status: OrganisationStatus,
  { district, certifiedUntil }: Pick<Organisation, 'district' | 'certifiedUntil'>,
) =>
  status === 'REFUSED'
    ? undefined
    : {
        owner: OWNERS.organisation,
        scope: [status, district],
        ...(status === 'CERTIFIED' && certifiedUntil ? { since: certifiedUntil } : {}),
      };

export const moveOrganisation = (
  organisation: Organisation,
  move: OrganisationMove,
  at: string,
  set: Partial<Organisation> = {},
  remove: readonly (keyof Organisation & string)[] = [],
): Moved<OrganisationStatus> =>
  moveRecord(organisationTransitions, keys.organisation(organisation.id), organisation, move, {
    at,
    queue: organisationQueue(organisationTransitions.moves[move].to, { ...organisation, ...set }),
    set,
    remove,
  });

/**
 * Certifies, or certifies again. A renewal goes on where the running certificate ends, so that nobody loses days by
 * coming early.
 * @param today in the city's calendar
 * @throws DomainError 422 CHECKS_MISSING, 409 CERTIFICATE_RUNS, 409 ILLEGAL_MOVE
 */
export function certify(
  organisation: Organisation,
  checks: readonly string[],
  { at, today, city }: { at: string; today: string; city: City },
): { moved: Moved<OrganisationStatus>; move: 'certify' | 'renew'; certifiedUntil: string } {
  const missing = CERTIFICATE_CHECKS.filter((check) => !checks.includes(check));
  if (missing.length > 0)
    throw fail('CHECKS_MISSING', { missing }, [{ path: 'checks', code: 'CHECKS_MISSING' }]);
  const running = organisation.status === 'CERTIFIED' ? organisation.certifiedUntil : undefined;
  if (running && !isRenewable(organisation, today, city))
    throw fail('CERTIFICATE_RUNS', { certifiedUntil: running });
  const move = running ? 'renew' : 'certify';
  const certifiedFrom = running && running >= today ? nextDay(running) : today;
  const certifiedUntil = certificateEnd(certifiedFrom, city.organisations.certifiedMonths);
  const set = { certifiedFrom, certifiedUntil };
  const moved = moveOrganisation(organisation, move, at, set, ['refusedBecause', 'remindedOf']);
  return { moved, move, certifiedUntil };
}
