import { dependencies } from '../kernel/dependencies.ts';
import { readEnv } from '../kernel/env.ts';
import { openObjects } from '../kernel/objects.ts';
import { makeMinutes } from './make-minutes.ts';

/** Invoked asynchronously with `{ meeting }`; Lambda tries again, then leaves a dead letter. */
const deps = { ...dependencies(), documents: openObjects(readEnv(['DOCUMENTS_BUCKET']).DOCUMENTS_BUCKET) };

export const handler = (request: unknown): Promise<void> => makeMinutes(deps, request);
