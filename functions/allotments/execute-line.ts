import { countComputers } from '../applications/domain.ts';
import { concluding, moveDevice } from '../devices/domain.ts';
import { instant, localDate } from '../kernel/clock.ts';
import type { WorkDependencies } from '../kernel/dependencies.ts';
import { type Allotment, changeLine } from './domain.ts';
import type { AllotmentsRepository } from './repository.ts';
import { concernedBy, endLine, lineRefs, troubleOf } from './settle.ts';

/**
 * One line: device and application become ALLOTTED together and the line says so, or it is refused and what it holds is
 * free again. The key of a line belongs to the plan, not to the attempt, so that an execution that died half way goes
 * on where it stopped and no line is done twice.
 */
export async function executeLine(
  deps: WorkDependencies,
  repository: AllotmentsRepository,
  plan: Allotment,
  n: number,
): Promise<void> {
  const intent = { key: `LINE-${n}`, digest: plan.id };
  await repository.once(plan.id, intent, async () => {
    const line = await repository.line(plan.id, n);
    if (line.result !== 'open') return {};
    const concerned = await concernedBy(repository, line);
    const at = instant(deps.clock);
    const day = localDate(deps.clock.now(), deps.city.timeZone);
    const because = troubleOf(plan.id, line, concerned, await repository.certified([line.organisation], day));
    const { device, application } = concerned;
    if (because || !device || !application)
      return endLine(repository, plan, {
        ...{ line, result: 'refused', because: because ?? 'NOT_RESERVED', concerned, at },
      });
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
        by: { kind: 'system' },
        district,
        refs: lineRefs(line, concerned),
        facts: {
          ...concluding(device, 'ALLOTTED'),
          n,
          waiting: -1,
          legalBasis: plan.decision?.legalBasis ?? '',
          decision: plan.decision?.number ?? '',
        },
      },
      writes: [
        changeLine(plan.id, line, { result: 'allotted' }),
        moved.write,
        countComputers(application, 'allot', at, 1, device.id).write,
      ],
      answer: {},
    });
  });
}
