import { dependencies } from '../kernel/dependencies.ts';
import { signedByPortal } from '../kernel/portal-keys.ts';
import { serve } from '../kernel/serve.ts';
import { pointsContract } from './contract.ts';
import { noDocuments, pointsHandlers } from './http.ts';

const deps = dependencies();

export const handler = serve(
  pointsContract,
  'portal',
  () => pointsHandlers({ ...deps, documents: noDocuments }),
  signedByPortal(deps.city, deps.clock),
);
