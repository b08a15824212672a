import { serve } from '../kernel/serve.ts';
import { identityContract } from './contract.ts';
import { identityHandlers, notHere } from './http.ts';

export const handler = serve(identityContract, 'citizen', () =>
  identityHandlers({ configuration: notHere, directory: notHere }),
);
