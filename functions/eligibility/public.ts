import { dependencies } from '../kernel/dependencies.ts';
import { serve } from '../kernel/serve.ts';
import { eligibilityContract } from './contract.ts';
import { eligibilityHandlers } from './http.ts';

const uploads = {
  readLink: () => Promise.reject(new Error('the public function has no bucket of documents')),
};

export const handler = serve(eligibilityContract, 'public', () =>
  eligibilityHandlers({ ...dependencies(), uploads }),
);
