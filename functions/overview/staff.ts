import { dependencies } from '../kernel/dependencies.ts';
import { serve } from '../kernel/serve.ts';
import { overviewContract } from './contract.ts';
import { overviewHandlers } from './http.ts';

export const handler = serve(overviewContract, 'staff', () => overviewHandlers(dependencies()));
