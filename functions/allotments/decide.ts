import type * as z from 'zod';
import type { StaffActor } from '../kernel/actor.ts';
import { instant, localDate } from '../kernel/clock.ts';
import type { Intent } from '../kernel/contract.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import { actedBy } from '../kernel/events.ts';
import type { Decision } from './contract.ts';
import { decidePlan } from './domain.ts';
import { fail } from './fail.ts';
import type { AllotmentsRepository } from './repository.ts';

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
    const moved = decidePlan(plan, recorded, at, deps.city);
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
          lines: plan.lines,
        },
      },
      writes: [moved.write],
      answer: { id, status: moved.to },
    });
  });
}
