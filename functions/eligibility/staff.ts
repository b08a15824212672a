import { dependencies } from '../kernel/dependencies.ts';
import { serve } from '../kernel/serve.ts';
import { eligibilityContract } from './contract.ts';
import { eligibilityHandlers } from './http.ts';

export const handler = serve(eligibilityContract, 'staff', () => eligibilityHandlers(dependencies()));
