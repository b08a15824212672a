import { instant, localDate } from '../kernel/clock.ts';
import type { Intent } from '../kernel/contract.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import type { DomainEvent } from '../kernel/events.ts';
import { type Application, appealableUntil, applicationRefs, moveApplication } from './domain.ts';
import { fail } from './failures.ts';
import { placeTaken, takePlace } from './household.ts';
import type { ApplicationsRepository } from './repository.ts';

/** @throws DomainError APPEAL_DECIDED, APPEAL_TOO_LATE with the last day */
function mustBeAppealable(application: Application, { city, clock }: Dependencies): void {
  if (application.status !== 'INELIGIBLE') return;
  if (application.appeal) throw fail('APPEAL_DECIDED');
  const until = appealableUntil(application, city) ?? '';
  if (localDate(clock.now(), city.timeZone) > until) throw fail('APPEAL_TOO_LATE', { until });
}

/**
 * Appeals a refusal. A household takes its place again, which the refusal had freed.
 * @throws DomainError APPEAL_DECIDED, APPEAL_TOO_LATE, HOUSEHOLD_HAS_ONE, ILLEGAL_MOVE
 */
export async function appealRefusal(
  deps: Dependencies,
  repository: ApplicationsRepository,
  ref: string,
  words: string,
  { intent, by }: { readonly intent: Intent; readonly by: DomainEvent['by'] },
) {
  return repository.once(ref, intent, async () => {
    const application = await repository.read(ref);
    mustBeAppealable(application, deps);
    const at = instant(deps.clock);
    const moved = moveApplication(application, 'appeal', at, { appeal: { at, words } });
    const { household, id } = application;
    const place = household ? [await takePlace(deps, repository, household, id)] : [];
    const event = {
      type: 'application.appeal',
      at,
      by,
      district: application.district,
      refs: applicationRefs(application),
    };
    return repository.move(intent, application, moved, event, { id, status: moved.to }, place, placeTaken);
  });
}
