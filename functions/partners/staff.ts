import { dependencies } from '../kernel/dependencies.ts';
import { readEnv } from '../kernel/env.ts';
import { openObjects } from '../kernel/objects.ts';
import { serve } from '../kernel/serve.ts';
import { partnersContract } from './contract.ts';
import { partnersHandlers } from './http.ts';

export const handler = serve(partnersContract, 'staff', () => {
  const { UPLOADS_BUCKET, DOCUMENTS_BUCKET } = readEnv(['UPLOADS_BUCKET', 'DOCUMENTS_BUCKET']);
  return partnersHandlers({
    ...dependencies(),
    uploads: () => openObjects(UPLOADS_BUCKET),
    documents: openObjects(DOCUMENTS_BUCKET),
  });
});
