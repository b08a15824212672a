import { dependencies } from '../kernel/dependencies.ts';
import { readEnv } from '../kernel/env.ts';
import { openObjects } from '../kernel/objects.ts';
import { carryOutRun } from './carry-out.ts';

/** Invoked asynchronously with `{ month }`; Lambda tries again, then leaves a dead letter. */
const deps = { ...dependencies(), documents: openObjects(readEnv(['DOCUMENTS_BUCKET']).DOCUMENTS_BUCKET) };

export const handler = (request: unknown): Promise<void> => carryOutRun(deps, request);
