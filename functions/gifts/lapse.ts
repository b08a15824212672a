import { dependencies } from '../kernel/dependencies.ts';
import { scheduled } from '../kernel/job.ts';
import { lapseLate } from './lapse-late.ts';

const deps = dependencies();

/** Every day: announced gifts whose transfer has not come in time. */
export const handler = scheduled(({ at }) => lapseLate(deps, at));
