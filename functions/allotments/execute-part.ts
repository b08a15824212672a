import * as z from 'zod';
import { instant } from '../kernel/clock.ts';
import type { WorkDependencies } from '../kernel/dependencies.ts';
import { idOf } from '../kernel/ids.ts';
import { moveAllotment, type Progress } from './domain.ts';
import { executeLine } from './execute-line.ts';
import { allotmentsRepository, OF_PLAN } from './repository.ts';
import { linesOf } from './reserve.ts';

const n = z.int().min(1).max(99_999);
/** What an execution asks for: a part of the lines, both ends included; or the end, when all parts are done; or both. */
export const PartRequest = z.union([
  z.strictObject({ allotment: idOf('allotment'), from: n, to: n, close: z.literal(true).optional() }),
  z.strictObject({ allotment: idOf('allotment'), close: z.literal(true) }),
]);

/** Counts how lines ended; an open one has not. */
async function endsOf(
  lines: AsyncIterable<{ readonly result: string }>,
): Promise<Progress & { open: number }> {
  const ends = { allotted: 0, refused: 0, open: 0 };
  for await (const { result } of lines) if (result in ends) ends[result as keyof typeof ends]++;
  return ends;
}

/**
 * Executes a part of a decided plan, or closes it. Each line exactly once, however often and in however many parts at
 * once it is asked for.
 * @returns how many lines of the part (or of the plan) were allotted and refused, by this call or one before
 * @throws Error when the plan is not being executed, or is to be closed while a line is open: the machine tries again
 */
export async function executePart(deps: WorkDependencies, request: unknown): Promise<Progress> {
  const asked = PartRequest.parse(request);
  const repository = allotmentsRepository(deps.table);
  const id = asked.allotment;
  const plan = await repository.read(id);
  if ('from' in asked) {
    const last = Math.min(asked.to, plan.lineCount);
    if (plan.status === 'EXECUTING')
      for await (const line of linesOf(repository, id, last, asked.from))
        if (line.result === 'open') await executeLine(deps, repository, plan, line.n);
    const { open, ...done } = await endsOf(linesOf(repository, id, last, asked.from));
    if (open > 0) throw new Error(`${id}: ${plan.status} with ${open} open lines from ${asked.from}`);
    await repository.recordPart(id, asked.from, done);
    if (!asked.close) return done;
  }
  if (plan.status === 'EXECUTED') return plan.done ?? { allotted: 0, refused: 0 };
  const { open, ...done } = await endsOf(linesOf(repository, id, plan.lineCount));
  if (open > 0) throw new Error(`${id}: ${plan.status} with ${open} open lines`);
  const intent = { key: `${OF_PLAN}EXECUTED`, digest: id };
  return repository.once(id, intent, async () => {
    const now = await repository.read(id);
    const at = instant(deps.clock);
    const moved = moveAllotment(now, 'close', at, { done });
    return repository.commit({
      intent,
      id,
      event: {
        type: 'allotment.execute',
        subject: id,
        from: moved.from,
        to: moved.to,
        at,
        by: { kind: 'system' },
        facts: { ...done },
      },
      writes: [moved.write],
      answer: done,
    });
  });
}
