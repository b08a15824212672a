import { dependencies } from '../kernel/dependencies.ts';
import { readEnv } from '../kernel/env.ts';
import { scheduled } from '../kernel/job.ts';
import { openObjects } from '../kernel/objects.ts';
import { destroyDue } from './destroy-documents.ts';

const { UPLOADS_BUCKET } = readEnv(['UPLOADS_BUCKET']);
const deps = { ...dependencies(), uploads: () => openObjects(UPLOADS_BUCKET) };

/** Every day: papers of applications whose time is over. */
export const handler = scheduled(({ at }, until) => destroyDue(deps, at, until));
