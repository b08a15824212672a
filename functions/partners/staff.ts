import { dependencies } from '../kernel/dependencies.ts';
import { serve } from '../kernel/serve.ts';
import { partnersContract } from './contract.ts';
import { partnersHandlers } from './http.ts';

export const handler = serve(partnersContract, 'staff', () => partnersHandlers(dependencies()));
