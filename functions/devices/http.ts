import type { Handlers } from '../kernel/contract.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import type { Objects } from '../kernel/objects.ts';
import type { devicesContract } from './contract.ts';
import { erasureHandlers } from './http-erasure.ts';
import { evidenceHandlers } from './http-evidence.ts';
import { followHandlers } from './http-follow.ts';
import { readHandlers } from './http-read.ts';
import { workHandlers } from './http-work.ts';
import { devicesRepository } from './repository.ts';

/** Buckets are opened by the function that may use them: uploads by staff, documents by the follower. */
export interface DeviceDependencies extends Dependencies {
  readonly uploads: () => Objects;
  readonly documents: () => Objects;
}

export const devicesHandlers = (deps: DeviceDependencies): Handlers<typeof devicesContract> => {
  const repository = devicesRepository(deps.table);
  return {
    ...followHandlers(deps, repository),
    ...readHandlers(deps, repository),
    ...evidenceHandlers(deps, repository),
    ...erasureHandlers(deps, repository),
    ...workHandlers(deps, repository),
  };
};
