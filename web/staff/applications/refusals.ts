import type { REFUSALS as Contract } from '../../../functions/eligibility/contract.ts';

export type Refusal = (typeof Contract)[number];
/** Why an application is refused, in the order of the form; the contract's list, without shipping its schema. */
export const REFUSALS = [
  'NOT_IN_CATEGORY',
  'OUTSIDE_DISTRICT',
  'SERVED_RECENTLY',
  'SAME_HOUSEHOLD',
  'DOCUMENTS_MISSING',
  'OTHER',
] as const satisfies readonly Refusal[];
