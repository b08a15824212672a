import { dependencies } from '../kernel/dependencies.ts';
import { serve } from '../kernel/serve.ts';
import { organisationsContract } from './contract.ts';
import { organisationsHandlers } from './http.ts';

export const handler = serve(organisationsContract, 'staff', () => organisationsHandlers(dependencies()));
