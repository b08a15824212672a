import { serve } from '../kernel/serve.ts';
import { deliveriesContract } from './contract.ts';
import { deliveriesHandlers } from './http.ts';
import { publicDependencies } from './serving.ts';

export const handler = serve(deliveriesContract, 'public', () => deliveriesHandlers(publicDependencies()));
