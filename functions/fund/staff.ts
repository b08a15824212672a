import { dependencies } from '../kernel/dependencies.ts';
import { readEnv } from '../kernel/env.ts';
import { openObjects } from '../kernel/objects.ts';
import { serve } from '../kernel/serve.ts';
import { fundContract } from './contract.ts';
import { fundHandlers } from './http.ts';

export const handler = serve(fundContract, 'staff', () => {
  const { UPLOADS_BUCKET, DOCUMENTS_BUCKET } = readEnv(['UPLOADS_BUCKET', 'DOCUMENTS_BUCKET']);
  return fundHandlers({
    ...dependencies(),
    uploads: () => openObjects(UPLOADS_BUCKET),
    documents: openObjects(DOCUMENTS_BUCKET),
  });
});
