import { dependencies } from '../kernel/dependencies.ts';
import { readEnv } from '../kernel/env.ts';
import { openObjects } from '../kernel/objects.ts';
import { serve } from '../kernel/serve.ts';
import { pointsContract } from './contract.ts';
import { pointsHandlers } from './http.ts';

const { DOCUMENTS_BUCKET } = readEnv(['DOCUMENTS_BUCKET']);
const documents = openObjects(DOCUMENTS_BUCKET);

export const handler = serve(pointsContract, 'citizen', () =>
  pointsHandlers({ ...dependencies(), documents: () => documents }),
);
