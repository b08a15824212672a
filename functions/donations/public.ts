import { dependencies } from '../kernel/dependencies.ts';
import { serve } from '../kernel/serve.ts';
import { donationsContract } from './contract.ts';
import { donationHandlers } from './http.ts';

export const handler = serve(donationsContract, 'public', () => donationHandlers(dependencies()));
