import { failing } from '../kernel/errors.ts';
import { allotmentsContract } from './contract.ts';

export const fail = failing(allotmentsContract.errors);

/** Who lost the race hears which record is no longer free. */
export function lostTo(found: Record<string, unknown> | undefined): Error | undefined {
  if (found?.kind === 'device') return fail('DEVICE_TAKEN', { device: found.id, status: found.status });
  if (found?.kind === 'application')
    return fail('APPLICATION_NOT_WAITING', { application: found.id, status: found.status });
  return undefined;
}
