import { dependencies } from '../kernel/dependencies.ts';
import { readEnv } from '../kernel/env.ts';
import { openObjects } from '../kernel/objects.ts';
import { makeReport } from './make-report.ts';

/** Invoked asynchronously with `{ report }`; Lambda tries again, then leaves a dead letter. */
const deps = { ...dependencies(), documents: openObjects(readEnv(['DOCUMENTS_BUCKET']).DOCUMENTS_BUCKET) };

export const handler = (request: unknown): Promise<void> => makeReport(deps, request);
