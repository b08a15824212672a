import { countComputers } from '../applications/domain.ts';
import { concluding, moveDevice } from '../devices/domain.ts';
import type { StaffActor } from '../kernel/actor.ts';
import { instant } from '../kernel/clock.ts';
import type { Intent } from '../kernel/contract.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import { DomainError, fail } from '../kernel/errors.ts';
import { actedBy } from '../kernel/events.ts';
import { type Allotment, moveAllotment, type PlanLine } from './domain.ts';
import { release } from './release.ts';
import type { AllotmentsRepository } from './repository.ts';

interface Execution {
  readonly deps: Dependencies;
  readonly repository: AllotmentsRepository;
  readonly intent: Intent;
  readonly actor: StaffActor;
}

/**
 * One line: device and application become ALLOTTED together, or neither. The key of a line belongs to the plan, not
 * to the attempt, so that an execution that died half way goes on where it stopped and no line is done twice.
 */
async function allotLine(
  { deps, repository, actor }: Execution,
  plan: Allotment,
  line: PlanLine,
): Promise<void> {
  const intent = { key: `LINE-${line.device}`, digest: `${plan.id} ${line.device} ${line.application}` };
  await repository.once(plan.id, intent, async () => {
    const device = (await repository.devices([line.device])).get(line.device);
    const application = (await repository.applications([line.application])).get(line.application);
    if (!device || !application || device.allotment !== plan.id)
      throw fail('ILLEGAL_MOVE', { entity: 'device', move: 'allot' });
    const at = instant(deps.clock);
    const { district } = application;
    // The plan has the device in its lines; the device needs it while it is reserved, and stays below 1 KB without.
    const moved = moveDevice(device, 'allot', at, { application: application.id, district }, ['allotment']);
    return repository.commit({
      intent,
      id: plan.id,
      event: {
        type: 'allotment.executeLine',
        subject: plan.id,
        from: moved.from,
        to: moved.to,
        at,
        by: actedBy(actor),
        district,
        refs: {
          device: device.id,
          application: application.id,
          person: application.personId,
          donation: device.donation,
        },
        facts: {
          ...concluding(device, 'ALLOTTED'),
          waiting: -1,
          legalBasis: plan.decision?.legalBasis ?? '',
          decision: plan.decision?.number ?? '',
        },
      },
      writes: [moved.write, countComputers(application, 'allot', at).write],
      answer: {},
    });
  });
}

/** An illegal move is a line's own fate; anything else (a database that is away) ends the attempt, to be taken up again. */
async function resultOf(execution: Execution, plan: Allotment, line: PlanLine): Promise<PlanLine> {
  try {
    await allotLine(execution, plan, line);
    return { ...line, result: 'allotted' };
  } catch (error) {
    if (error instanceof DomainError && error.code === 'ILLEGAL_MOVE') return { ...line, result: 'refused' };
    throw error;
  }
}

/** Executes a decided plan line by line, then closes it with the result of each. */
export async function execute(execution: Execution, id: string) {
  const { deps, repository, intent, actor } = execution;
  return repository.once(id, intent, async () => {
    const plan = await repository.read(id);
    // Legality before any line is touched: only a decided plan is executed.
    moveAllotment(plan, 'execute', instant(deps.clock));
    const lines: PlanLine[] = [];
    for (const line of plan.lines) lines.push(await resultOf(execution, plan, line));
    const at = instant(deps.clock);
    const moved = moveAllotment(plan, 'execute', at, { lines });
    const allotted = lines.filter(({ result }) => result === 'allotted').length;
    const refused = lines.filter(({ result }) => result === 'refused');
    return repository.commit({
      intent,
      id,
      event: {
        type: 'allotment.execute',
        subject: id,
        from: moved.from,
        to: moved.to,
        at,
        by: actedBy(actor),
        facts: { allotted, refused: refused.length },
      },
      writes: [moved.write, ...(await release(repository, plan, refused, at))],
      answer: { id, status: moved.to, allotted, refused: refused.length },
    });
  });
}
