import { dependencies } from '../kernel/dependencies.ts';
import { serve } from '../kernel/serve.ts';
import { deliveriesContract } from './contract.ts';
import { deliveriesHandlers } from './http.ts';

export const handler = serve(deliveriesContract, 'staff', () => deliveriesHandlers(dependencies()));
