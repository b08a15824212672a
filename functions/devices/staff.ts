import { dependencies } from '../kernel/dependencies.ts';
import { readEnv } from '../kernel/env.ts';
import { openObjects } from '../kernel/objects.ts';
import { serve } from '../kernel/serve.ts';
import { devicesContract } from './contract.ts';
import { devicesHandlers } from './http.ts';

export const handler = serve(devicesContract, 'staff', () => {
  const { UPLOADS_BUCKET } = readEnv(['UPLOADS_BUCKET']);
  const documents = () => {
    throw new Error('the staff function has no documents bucket');
  };
  return devicesHandlers({ ...dependencies(), uploads: () => openObjects(UPLOADS_BUCKET), documents });
});
