import { dependencies } from '../kernel/dependencies.ts';
import { readEnv } from '../kernel/env.ts';
import { openObjects } from '../kernel/objects.ts';
import { serve } from '../kernel/serve.ts';
import { eligibilityContract } from './contract.ts';
import { eligibilityHandlers } from './http.ts';

export const handler = serve(eligibilityContract, 'staff', () => {
  const { UPLOADS_BUCKET } = readEnv(['UPLOADS_BUCKET']);
  return eligibilityHandlers({ ...dependencies(), uploads: openObjects(UPLOADS_BUCKET) });
});
