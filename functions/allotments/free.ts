import { instant } from '../kernel/clock.ts';
import type { WorkDependencies } from '../kernel/dependencies.ts';
import { type Allotment, moveAllotment } from './domain.ts';
import { type AllotmentsRepository, OF_PLAN } from './repository.ts';
import { linesOf } from './reserve.ts';
import { concernedBy, endLine } from './settle.ts';

/** Frees line by line what a rejected or withdrawn plan holds: devices to the stock, applications to their old places. */
export async function free(
  deps: WorkDependencies,
  repository: AllotmentsRepository,
  { id, status, lineCount }: Allotment,
): Promise<void> {
  const because = status === 'REJECTED' ? 'PLAN_REJECTED' : 'PLAN_WITHDRAWN';
  for await (const { n, result } of linesOf(repository, id, lineCount)) {
    if (result !== 'open' && result !== 'planned') continue;
    await repository.once(id, { key: `FREE-${n}`, digest: id }, async () => {
      const line = await repository.line(id, n);
      if (line.result !== 'open' && line.result !== 'planned') return {};
      const concerned = await concernedBy(repository, line);
      return endLine(
        repository,
        { id },
        { line, result: 'released', because, concerned, at: instant(deps.clock) },
      );
    });
  }
  let released = 0;
  for await (const { result } of linesOf(repository, id, lineCount))
    released += Number(result === 'released');
  const intent = { key: `${OF_PLAN}FREED`, digest: id };
  await repository.once(id, intent, async () => {
    const plan = await repository.read(id);
    if (plan.releasedAt) return {};
    const at = instant(deps.clock);
    const move = plan.status === 'REJECTED' ? 'freeRejected' : 'freeWithdrawn';
    const moved = moveAllotment(plan, move, at, { released, releasedAt: at });
    return repository.commit({
      intent,
      id,
      event: {
        type: 'allotment.free',
        subject: id,
        from: moved.from,
        to: moved.to,
        at,
        by: { kind: 'system' },
        facts: { released },
      },
      writes: [moved.write],
      answer: {},
    });
  });
}
