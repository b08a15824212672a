import { dependencies } from '../kernel/dependencies.ts';
import { serve } from '../kernel/serve.ts';
import { workflowContract } from './contract.ts';
import { workflowHandlers } from './http.ts';

export const handler = serve(workflowContract, 'staff', () => workflowHandlers(dependencies()));
