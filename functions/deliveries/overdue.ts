import { dependencies } from '../kernel/dependencies.ts';
import { scheduled } from '../kernel/job.ts';
import { markAllOverdue } from './mark-overdue.ts';

const deps = dependencies();

/** Every night: deliveries whose day has passed. */
export const handler = scheduled(({ at }, until) => markAllOverdue(deps, at, until));
