import { keys, OWNERS } from '../kernel/keys.ts';
import { type Moved, moveRecord, type StateRecord } from '../kernel/move.ts';
import type { Write } from '../kernel/table.ts';
import { transitionsOf } from '../kernel/transitions.ts';
import type { GrantStatus, RETURN_REASONS, STOP_REASONS } from './contract.ts';
import type { Month } from './months.ts';
import type { Counted, Term } from './terms.ts';

export { type FeeRun, runTransitions } from './run.ts';

/**
 * Every legal move of a grant. It stays ACTIVE while a month of it is to be paid: one that stops from a later month on
 * is STOPPED when its last month before is paid, and a fee that a carrier sends back makes it ACTIVE again.
 */
export const grantTransitions = transitionsOf<GrantStatus>()('grant', {
  stop: { from: ['ACTIVE'], to: 'STOPPED', by: 'Chest' },
  stopLater: { from: ['ACTIVE'], to: 'ACTIVE', by: 'Chest' },
  move: { from: ['ACTIVE'], to: 'ACTIVE', by: 'Chest' },
  prolong: { from: ['ACTIVE'], to: 'ACTIVE', by: 'Chest' },
  payFee: { from: ['ACTIVE'], to: 'ACTIVE', by: 'monthly run' },
  payLast: { from: ['ACTIVE'], to: 'ENDED', by: 'monthly run' },
  payLastBeforeStop: { from: ['ACTIVE'], to: 'STOPPED', by: 'monthly run' },
  returnFee: { from: ['ACTIVE'], to: 'ACTIVE', by: 'Chest' },
  reopen: { from: ['STOPPED', 'ENDED'], to: 'ACTIVE', by: 'Chest, fee came back' },
  releaseStopped: { from: ['STOPPED'], to: 'STOPPED', by: 'Chest, fee came back' },
  releaseEnded: { from: ['ENDED'], to: 'ENDED', by: 'Chest, fee came back' },
});
export type GrantMove = keyof typeof grantTransitions.moves & string;
export type StopReason = (typeof STOP_REASONS)[number];
export type ReturnReason = (typeof RETURN_REASONS)[number];

/** A household's internet-fee support. What is set aside for it is always the sum of its open months' fees. */
export interface Grant extends StateRecord<GrantStatus> {
  readonly kind: 'grant';
  readonly application: string;
  readonly reference: string;
  readonly personId: string;
  readonly district: string;
  /** The household's keyed hash, as its application has it. */
  readonly household: string;
  readonly purpose: string;
  /** Every grant carries its legal basis, as allotments do (공직선거법 §112). */
  readonly legalBasis: 'CHEST' | 'DIGITAL_INCLUSION_24' | 'ORDINANCE';
  readonly decision?: { readonly number: string; readonly decidedOn: string };
  readonly grantedAt: string;
  readonly grantedBy: string;
  readonly terms: readonly Term[];
  readonly firstMonth: Month;
  /** As granted and prolonged; a stop leaves it. */
  readonly lastMonth: Month;
  /** Months that are still to be paid, in order. */
  readonly open: readonly Month[];
  /** Of the open ones, those that were paid before and came back. */
  readonly again: readonly Month[];
  readonly paid: number;
  readonly paidSum: number;
  readonly counted: Counted;
  /** The run that paid something last. */
  readonly lastRun?: Month;
  readonly stop?: { readonly from: Month; readonly reason: StopReason; readonly note?: string };
}

/** That a month's fee was paid, once; or that it came back, so that it can be paid again. */
export interface PaidMonth {
  readonly kind: 'grant-month';
  readonly grant: string;
  readonly month: Month;
  readonly status: 'PAID' | 'RETURNED';
  readonly run: Month;
  readonly carrier: string;
  readonly amount: number;
  readonly transfer: string;
  /** The day of the transfer: with it the ledger finds it. */
  readonly day: string;
  readonly at: string;
  readonly returnedAt?: string;
  readonly returnedBecause?: ReturnReason;
}

/** A grant's queue: the active ones by the month that is due next, the others by when they came to be so. */
export const grantQueue = (
  status: GrantStatus,
  { district, open }: Pick<Grant, 'district' | 'open'>,
  since?: string,
) => {
  const place = status === 'ACTIVE' ? open[0] : since;
  return {
    owner: OWNERS.grant,
    scope: [status, district],
    ...(place === undefined ? {} : { since: place }),
  };
};

export function moveGrantState(
  grant: Grant,
  move: GrantMove,
  at: string,
  set: Partial<Grant>,
): Moved<GrantStatus> {
  const { from, to } = grantTransitions.moves[move];
  const stays = to !== 'ACTIVE' && from.every((status) => status === to);
  return moveRecord(grantTransitions, keys.grant(grant.id), grant, move, {
    at,
    queue: grantQueue(to, { ...grant, ...set }, stays ? grant.since : undefined),
    set,
  });
}

export const holdHousehold = ({ household, id }: Pick<Grant, 'household' | 'id'>): Write => ({
  put: { ...keys.grantHousehold(household), kind: 'grant-household', grant: id },
  when: { exists: false },
});

/** The household may be granted support again. */
export const freeHousehold = ({ household, id }: Pick<Grant, 'household' | 'id'>): Write => ({
  remove: keys.grantHousehold(household),
  when: { equals: { grant: id } },
});
