import type { StaffActor } from '../kernel/actor.ts';
import { localDate } from '../kernel/clock.ts';
import type { Intent } from '../kernel/contract.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import type { DomainError } from '../kernel/errors.ts';
import { actedBy } from '../kernel/events.ts';
import { keys, queue } from '../kernel/keys.ts';
import { districtCodes } from './checks.ts';
import type { FeeRun } from './domain.ts';
import { fail } from './fail.ts';
import { type Month, monthOf, plusMonths } from './months.ts';
import type { GrantsRepository } from './repository.ts';
import { moveRun, runQueue } from './run.ts';
import { occasionOf } from './writes.ts';

/**
 * Why a month's run may not be started: it has not begun, or an earlier one has to be run or to finish first. An earlier
 * month without anything due may be left out.
 */
export async function whyNot(
  { city, clock }: Pick<Dependencies, 'city' | 'clock'>,
  repository: GrantsRepository,
  month: Month,
): Promise<DomainError | undefined> {
  if (month > monthOf(localDate(clock.now(), city.timeZone))) return fail('RUN_TOO_EARLY');
  const before = plusMonths(month, -1);
  const [own, previous] = await Promise.all([repository.run(month), repository.run(before)]);
  if (own) return undefined;
  if (previous)
    return previous.status === 'DONE' ? undefined : fail('RUN_BEFORE_UNFINISHED', { month: before });
  const [due, latest] = await Promise.all([repository.firstDue(districtCodes(city)), repository.latestRun()]);
  if (due === undefined || due >= month) return undefined;
  // What is due from before the latest run is due in the one after it.
  const first = latest !== undefined && latest >= due ? plusMonths(latest, 1) : due;
  return first >= month ? undefined : fail('RUN_BEFORE_UNFINISHED', { month: first });
}

/** Starts a month's run, or has it go on where it was: the event of either calls the task. */
export const startRun = (
  deps: Dependencies,
  repository: GrantsRepository,
  { month, intent, actor }: { month: Month; intent: Intent; actor: StaffActor },
) =>
  repository.onceOfRun(month, intent, async () => {
    const run = await repository.run(month);
    const { at } = occasionOf(deps);
    const event = { subject: month, at, by: actedBy(actor), facts: { month } };
    if (!run) {
      const why = await whyNot(deps, repository, month);
      if (why) throw why;
      const made: FeeRun = {
        kind: 'fee-run',
        ...{ id: month, month, status: 'RUNNING', version: 1, since: at, stages: { RUNNING: at } },
        startedAt: at,
        startedBy: actor.id,
      };
      const place = {
        q: queue(runQueue.owner, ...runQueue.scope),
        qs: `${month}#${month}`,
      };
      return repository.commitRun({
        intent,
        month,
        event: { ...event, type: 'run.start', to: 'RUNNING' },
        writes: [{ put: { ...keys.feeRun(month), ...made, ...place }, when: { exists: false } }],
        answer: { month, status: made.status },
      });
    }
    if (run.status === 'DONE') return { month, status: run.status };
    const moved = moveRun(run, run.status === 'RUNNING' ? 'goOn' : 'goOnWriting', at);
    return repository.commitRun({
      intent,
      month,
      event: { ...event, type: 'run.goOn', from: moved.from, to: moved.to },
      writes: [moved.write],
      answer: { month, status: moved.to },
    });
  });
