import type { Handlers } from '../kernel/contract.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import type { Objects } from '../kernel/objects.ts';
import type { partnersContract } from './contract.ts';
import { listFiles } from './files.ts';
import { figureHandlers } from './http-figures.ts';
import { listHandlers } from './http-lists.ts';
import { pledgeHandlers } from './http-pledges.ts';

/** Files come in by the uploads bucket; what was read from them is kept in the documents bucket. */
export interface PartnerDependencies extends Dependencies {
  readonly uploads: () => Objects;
  readonly documents: Objects;
}

export const partnersHandlers = (deps: PartnerDependencies): Handlers<typeof partnersContract> => ({
  ...figureHandlers(deps),
  ...pledgeHandlers(deps),
  ...listHandlers({ ...deps, files: listFiles(deps.documents) }),
});
