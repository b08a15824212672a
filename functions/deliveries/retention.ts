import { dependencies } from '../kernel/dependencies.ts';
import { readEnv } from '../kernel/env.ts';
import { scheduled } from '../kernel/job.ts';
import { openObjects } from '../kernel/objects.ts';
import { destroyDuePhotos } from './destroy-photos.ts';

const { UPLOADS_BUCKET } = readEnv(['UPLOADS_BUCKET']);
const deps = { ...dependencies(), uploads: () => openObjects(UPLOADS_BUCKET) };

/** Every night: photos of hand-overs whose last day is over. */
export const handler = scheduled(({ at }, until) => destroyDuePhotos(deps, at, until));
