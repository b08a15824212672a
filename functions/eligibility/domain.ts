import { type Application, appealUntil } from '../applications/domain.ts';
import type { City } from '../kernel/city.ts';
import { failing, KERNEL_ERRORS } from '../kernel/errors.ts';
import { type EVIDENCE, eligibilityContract, type SECOND_BECAUSE } from './contract.ts';

export { appealUntil };
export const fail = failing({ ...KERNEL_ERRORS, ...eligibilityContract.errors });
export type Evidence = (typeof EVIDENCE)[number];
export type SecondBecause = (typeof SECOND_BECAUSE)[number];

/** Which officers an application concerns. */
export interface Hands {
  /** Who asks to decide. */
  readonly officer: string;
  /** Who entered it for its applicant, if staff did. */
  readonly enteredBy?: string | undefined;
}

/** Why one officer is not enough for this application, evidence apart: the city pack's rules. */
export function secondBecause(
  application: Pick<Application, 'doubts' | 'computers'>,
  { officer, enteredBy }: Hands,
  { eligibility: { secondOfficer: rule } }: Pick<City, 'eligibility'>,
): SecondBecause[] {
  const { doubts = [], computers } = application;
  return [
    ...(rule.doubts && doubts.length > 0 ? (['DOUBTS'] as const) : []),
    ...(rule.computersFrom !== undefined && computers >= rule.computersFrom ? (['COMPUTERS'] as const) : []),
    ...(rule.enteredBySame && enteredBy === officer ? (['ENTERED_BY_SAME'] as const) : []),
  ];
}

/** The same with what the officer has seen. */
export const secondNeeded = (
  application: Pick<Application, 'doubts' | 'computers'>,
  evidence: Evidence,
  hands: Hands,
  city: Pick<City, 'eligibility'>,
): SecondBecause[] => [
  ...secondBecause(application, hands, city),
  ...(city.eligibility.secondOfficer.evidence.includes(evidence) ? (['EVIDENCE'] as const) : []),
];

/**
 * What an officer says to have seen must be possible: a household's data are looked up with its consent alone
 * (PIPA §15), and documents are there when the verdict rests on them.
 * @param missing kinds of documents that are still to come
 * @throws DomainError 409 LOOK_UP_NOT_AGREED, PAPERS_MISSING
 */
export function mustBeShown(
  { applicant, lookUp }: Pick<Application, 'applicant' | 'lookUp'>,
  evidence: Evidence,
  missing: readonly string[],
): void {
  const of = (code: 'LOOK_UP_NOT_AGREED' | 'PAPERS_MISSING', detail = {}) =>
    fail(code, detail, [{ path: 'evidence', code }]);
  // An organisation's registers are public.
  if (evidence === 'LOOK_UP' && applicant === 'household' && !lookUp) throw of('LOOK_UP_NOT_AGREED');
  if (evidence === 'DOCUMENTS' && missing.length > 0) throw of('PAPERS_MISSING', { missing });
}

const decidersOf = ({ decidedBy = [] }: Pick<Application, 'decidedBy'>): readonly string[] => decidedBy;

/** The last entry is the latest decision's. */
export const decidedAlso = (application: Pick<Application, 'decidedBy'>, officer: string) => ({
  decidedBy: [...decidersOf(application).filter((one) => one !== officer), officer],
});

/** True when somebody else must decide: after a first confirmation whoever gave it, on appeal all who decided before. */
export function hasDecided(application: Pick<Application, 'status' | 'decidedBy'>, officer: string): boolean {
  const before = decidersOf(application);
  if (application.status === 'SECOND_CHECK') return before.at(-1) === officer;
  return application.status === 'APPEALED' && before.includes(officer);
}

/** @throws DomainError 409 SECOND_PERSON (second check), DECIDED_BEFORE (appeal) */
export function mustBeAnother(application: Pick<Application, 'status' | 'decidedBy'>, officer: string): void {
  if (hasDecided(application, officer))
    throw fail(application.status === 'APPEALED' ? 'DECIDED_BEFORE' : 'SECOND_PERSON');
}

/** @throws DomainError 409 APPEAL_DECIDED, APPEAL_TOO_LATE; a state without a refusal is for the transitions to refuse */
export function mustBeAppealable(
  application: Pick<Application, 'status' | 'stages' | 'appeal'>,
  today: string,
  city: Pick<City, 'eligibility' | 'timeZone'>,
): void {
  if (application.status !== 'INELIGIBLE') return;
  if (application.appeal) throw fail('APPEAL_DECIDED');
  const until = appealUntil(application, city);
  if (until && until < today) throw fail('APPEAL_TOO_LATE', { until });
}

/** States in which somebody has work with it and can have it in hand. */
export const IN_HAND = ['SUBMITTED', 'DOCUMENTS_NEEDED', 'SECOND_CHECK', 'APPEALED'] as const;
