import * as z from 'zod';
import type { WorkDependencies } from '../kernel/dependencies.ts';
import { idOf } from '../kernel/ids.ts';
import { free } from './free.ts';
import { Overtaken, prepare } from './prepare.ts';
import { allotmentsRepository } from './repository.ts';
import { reserve } from './reserve.ts';

export const PlanRequest = z.object({ allotment: idOf('allotment') });

/**
 * What is to be done for a plan as it stands: computing and reserving it, or freeing what it holds. Asked twice, killed
 * anywhere, or twice at once, it comes to one end: nothing is reserved twice and nothing stays reserved for nothing.
 */
export async function carryOutPlan(deps: WorkDependencies, request: unknown): Promise<void> {
  const { allotment: id } = PlanRequest.parse(request);
  const repository = allotmentsRepository(deps.table);
  try {
    const plan = await repository.read(id);
    if (plan.status === 'COMPUTING') {
      if (!plan.written) await prepare(deps, repository, plan);
      await reserve(deps, repository, await repository.read(id));
    }
  } catch (error) {
    if (!(error instanceof Overtaken)) throw error;
  }
  const plan = await repository.read(id);
  const over = plan.status === 'REJECTED' || plan.status === 'WITHDRAWN';
  if (over && !plan.releasedAt) await free(deps, repository, plan);
}
