import type * as z from 'zod';
import { countComputers } from '../applications/domain.ts';
import { moveDevice } from '../devices/domain.ts';
import type { StaffActor } from '../kernel/actor.ts';
import { instant, localDate } from '../kernel/clock.ts';
import type { Intent } from '../kernel/contract.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import { failing } from '../kernel/errors.ts';
import { actedBy } from '../kernel/events.ts';
import type { Write } from '../kernel/table.ts';
import { allotmentsContract, type Decision } from './contract.ts';
import { type Allotment, moveAllotment } from './domain.ts';
import type { AllotmentsRepository } from './repository.ts';

const fail = failing(allotmentsContract.errors);

/** A rejected plan frees what it had reserved. */
async function released(repository: AllotmentsRepository, plan: Allotment, at: string): Promise<Write[]> {
  const [devices, applications] = await Promise.all([
    repository.devices(plan.lines.map(({ device }) => device)),
    repository.applications(plan.lines.map(({ application }) => application)),
  ]);
  return [
    ...[...devices.values()].map((device) => moveDevice(device, 'release', at, {}, ['allotment']).write),
    ...[...applications.values()].map((application) => {
      const count = plan.lines.filter((line) => line.application === application.id).length;
      return countComputers(application, 'release', at, count).write;
    }),
  ];
}

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
        },
      },
      writes: [moved.write, ...(approved ? [] : await released(repository, plan, at))],
      answer: { id, status: moved.to },
    });
  });
}
