import { dependencies } from '../kernel/dependencies.ts';
import { readEnv } from '../kernel/env.ts';
import { openObjects } from '../kernel/objects.ts';
import { serve } from '../kernel/serve.ts';
import { applicationsContract } from './contract.ts';
import { applicationsHandlers } from './http.ts';

export const handler = serve(applicationsContract, 'staff', () => {
  const { UPLOADS_BUCKET } = readEnv(['UPLOADS_BUCKET']);
  return applicationsHandlers({ ...dependencies(), uploads: () => openObjects(UPLOADS_BUCKET) });
});
