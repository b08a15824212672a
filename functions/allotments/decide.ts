import type * as z from 'zod';
import type { StaffActor } from '../kernel/actor.ts';
import { instant, localDate } from '../kernel/clock.ts';
import type { Intent } from '../kernel/contract.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import { failing } from '../kernel/errors.ts';
import { actedBy } from '../kernel/events.ts';
import { allotmentsContract, type Decision } from './contract.ts';
import { concerned, moveAllotment } from './domain.ts';
import { release } from './release.ts';
import type { AllotmentsRepository } from './repository.ts';

const fail = failing(allotmentsContract.errors);

/** Records what the committee decided: number, day, legal basis. A plan is executed only under a decision. */
export async function decide(
  deps: Dependencies,
  repository: AllotmentsRepository,
  request: { id: string; intent: Intent; actor: StaffActor; decision: z.output<typeof Decision> },
) {
  const { id, intent, actor, decision } = request;
  return repository.once(id, intent, async () => {
    const plan = await repository.read(id);
    const now = deps.clock.now();
    if (decision.decidedOn > localDate(now, deps.city.timeZone)) {
      throw fail('DECIDED_IN_FUTURE', {}, [{ path: 'decidedOn', code: 'DECIDED_IN_FUTURE' }]);
    }
    const at = instant(deps.clock);
    const { note, ...rest } = decision;
    const recorded = { ...rest, ...(note ? { note } : {}), recordedBy: actor.id };
    const approved = decision.outcome === 'APPROVED';
    const moved = moveAllotment(plan, approved ? 'approve' : 'reject', at, { decision: recorded });
    return repository.commit({
      intent,
      id,
      event: {
        type: 'allotment.decide',
        subject: id,
        from: moved.from,
        to: moved.to,
        at,
        by: actedBy(actor),
        facts: {
          committee: decision.committee,
          number: decision.number,
          decidedOn: decision.decidedOn,
          legalBasis: decision.legalBasis,
          outcome: decision.outcome,
          ...concerned(plan.lines),
        },
      },
      writes: [moved.write, ...(approved ? [] : await release(repository, plan, plan.lines, at))],
      answer: { id, status: moved.to },
    });
  });
}
