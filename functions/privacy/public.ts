import { dependencies } from '../kernel/dependencies.ts';
import { serve } from '../kernel/serve.ts';
import { privacyContract } from './contract.ts';
import { privacyHandlers } from './http.ts';

export const handler = serve(privacyContract, 'public', () => privacyHandlers(dependencies()));
