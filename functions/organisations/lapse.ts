import { dependencies } from '../kernel/dependencies.ts';
import { scheduled } from '../kernel/job.ts';
import { lapseCertificates } from './lapse-certificates.ts';

const deps = dependencies();

/** Every day: certificates that ended last night, and those of which their organisations are reminded. */
export const handler = scheduled(({ at }) => lapseCertificates(deps, at));
