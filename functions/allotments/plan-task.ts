import { workDependencies } from '../kernel/dependencies.ts';
import { carryOutPlan } from './carry-out.ts';

/** Invoked asynchronously with `{ allotment }`; Lambda tries again, then leaves a dead letter. */
const deps = workDependencies();

export const handler = (request: unknown): Promise<void> => carryOutPlan(deps, request);
