import { dependencies } from '../kernel/dependencies.ts';
import { serve } from '../kernel/serve.ts';
import { pointsContract } from './contract.ts';
import { noDocuments, pointsHandlers } from './http.ts';

export const handler = serve(pointsContract, 'staff', () =>
  pointsHandlers({ ...dependencies(), documents: noDocuments }),
);
