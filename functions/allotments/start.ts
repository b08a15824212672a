import type { StaffActor } from '../kernel/actor.ts';
import { instant } from '../kernel/clock.ts';
import type { Intent } from '../kernel/contract.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import { fail as kernelFail } from '../kernel/errors.ts';
import { actedBy } from '../kernel/events.ts';
import { type Allotment, type AllotmentMove, moveAllotment } from './domain.ts';
import type { AllotmentsRepository } from './repository.ts';

interface Request {
  readonly id: string;
  readonly intent: Intent;
  readonly actor: StaffActor;
}

/** What goes on in each state, and the event by which the stream starts it. */
function further(plan: Allotment): { move: AllotmentMove; type: string } | undefined {
  if (plan.status === 'COMPUTING') return { move: 'compute', type: 'allotment.compute' };
  if (plan.status === 'EXECUTING') return { move: 'goOn', type: 'allotment.start' };
  if (plan.releasedAt) return undefined;
  if (plan.status === 'REJECTED') return { move: 'freeRejected', type: 'allotment.goOnFreeing' };
  if (plan.status === 'WITHDRAWN') return { move: 'freeWithdrawn', type: 'allotment.goOnFreeing' };
  return undefined;
}

/** Starts the execution of a decided plan, or goes on with what stopped half way: each is an attempt of its own. */
const begin =
  (choose: (plan: Allotment) => { move: AllotmentMove; type: string } | undefined) =>
  async (deps: Dependencies, repository: AllotmentsRepository, { id, intent, actor }: Request) =>
    repository.once(id, intent, async () => {
      const plan = await repository.read(id);
      const chosen = choose(plan);
      if (!chosen)
        throw kernelFail('ILLEGAL_MOVE', { entity: 'allotment', move: 'resume', status: plan.status });
      const at = instant(deps.clock);
      // The executions of a plan are counted from 1, whatever it took to compute it.
      const attempt = chosen.move === 'start' ? 1 : plan.attempt + 1;
      // A plan that is being computed counts its attempts itself, as each takes over from the one before.
      const moved = moveAllotment(plan, chosen.move, at, chosen.move === 'compute' ? {} : { attempt });
      return repository.commit({
        intent,
        id,
        event: {
          type: chosen.type,
          subject: id,
          from: moved.from,
          to: moved.to,
          at,
          by: actedBy(actor),
          facts: { lines: plan.lineCount, attempt },
        },
        writes: [moved.write],
        answer: { id, status: moved.to },
      });
    });

export const start = begin(() => ({ move: 'start', type: 'allotment.start' }));
export const resume = begin(further);
