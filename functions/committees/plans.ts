import { type Allotment, allotmentTransitions } from '../allotments/domain.ts';
import type { DecisionRecord } from './decision.ts';
import type { DecisionRef } from './domain.ts';
import { fail } from './fail.ts';
import type { CommitteesRepository } from './repository.ts';
import type { Seen } from './room.ts';

/** @throws DomainError PLAN_UNKNOWN, PLAN_NOT_PROPOSED: being computed, withdrawn, or decided already */
export function mustBeProposed(plan: Allotment | undefined): Allotment {
  if (!plan) throw fail('PLAN_UNKNOWN', {}, [{ path: 'plan', code: 'PLAN_UNKNOWN' }]);
  if (!allotmentTransitions.may(plan.status, 'approve'))
    throw fail('PLAN_NOT_PROPOSED', { status: plan.status });
  return plan;
}

/**
 * A decision that can still be set aside: nobody has, and what it allows has not begun.
 * @throws DomainError DECISION_UNKNOWN, DECISION_FINAL
 */
export async function mustStillBeOpen(
  repository: CommitteesRepository,
  { committee, year, n }: DecisionRef,
): Promise<DecisionRecord> {
  const decision = await repository.decision(committee, year, n);
  if (!decision) throw fail('DECISION_UNKNOWN', {}, [{ path: 'decision', code: 'DECISION_UNKNOWN' }]);
  const plan = decision.plan ? await repository.plan(decision.plan) : undefined;
  const carriedOut =
    decision.outcome === 'APPROVED' && plan && !allotmentTransitions.may(plan.status, 'overturn');
  if (decision.overriddenBy || decision.overrides || carriedOut)
    throw fail('DECISION_FINAL', { ...(plan ? { status: plan.status } : {}) });
  return decision;
}

/** Whether what an item is about can be decided now. @throws DomainError as above, HEARING_NEEDED */
export async function mustBeVotedOn(repository: CommitteesRepository, { item, plan }: Seen): Promise<void> {
  if (item.about === 'PLAN') mustBeProposed(plan);
  if (!item.overrides) return;
  if (!item.hearing) throw fail('HEARING_NEEDED');
  await mustStillBeOpen(repository, item.overrides);
}
