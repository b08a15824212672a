import { dependencies } from '../kernel/dependencies.ts';
import { readEnv } from '../kernel/env.ts';
import { openObjects } from '../kernel/objects.ts';
import { issueHandover } from './issue-handover.ts';

/** Invoked asynchronously with `{ delivery }`; Lambda tries again, then leaves a dead letter. */
const { DOCUMENTS_BUCKET } = readEnv(['DOCUMENTS_BUCKET']);
const deps = { ...dependencies(), documents: openObjects(DOCUMENTS_BUCKET) };

export const handler = (request: unknown): Promise<void> => issueHandover(deps, request);
