import { workDependencies } from '../kernel/dependencies.ts';
import type { Progress } from './domain.ts';
import { executePart } from './execute-part.ts';

/** Invoked by the execution's machine with `{ allotment, from, to }` or `{ allotment, close: true }`. */
const deps = workDependencies();

export const handler = (request: unknown): Promise<Progress> => executePart(deps, request);
