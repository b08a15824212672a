import { dependencies } from '../kernel/dependencies.ts';
import { readEnv } from '../kernel/env.ts';
import { openObjects } from '../kernel/objects.ts';
import { serve } from '../kernel/serve.ts';
import { devicesContract } from './contract.ts';
import { devicesHandlers } from './http.ts';

export const handler = serve(devicesContract, 'public', () => {
  const { DOCUMENTS_BUCKET } = readEnv(['DOCUMENTS_BUCKET']);
  const uploads = () => {
    throw new Error('the public function has no uploads bucket');
  };
  return devicesHandlers({ ...dependencies(), documents: () => openObjects(DOCUMENTS_BUCKET), uploads });
});
