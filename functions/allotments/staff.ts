import { dependencies } from '../kernel/dependencies.ts';
import { serve } from '../kernel/serve.ts';
import { allotmentsContract } from './contract.ts';
import { allotmentsHandlers } from './http.ts';

export const handler = serve(allotmentsContract, 'staff', () => allotmentsHandlers(dependencies()));
