import { dependencies } from '../kernel/dependencies.ts';
import { readEnv } from '../kernel/env.ts';
import { openObjects } from '../kernel/objects.ts';
import { serve } from '../kernel/serve.ts';
import { committeesContract } from './contract.ts';
import { committeesHandlers } from './http.ts';

export const handler = serve(committeesContract, 'staff', () => {
  const { UPLOADS_BUCKET, DOCUMENTS_BUCKET } = readEnv(['UPLOADS_BUCKET', 'DOCUMENTS_BUCKET']);
  return committeesHandlers({
    ...dependencies(),
    uploads: () => openObjects(UPLOADS_BUCKET),
    documents: () => openObjects(DOCUMENTS_BUCKET),
  });
});
