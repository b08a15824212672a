import { dependencies } from '../kernel/dependencies.ts';
import { serve } from '../kernel/serve.ts';
import { applicationsContract } from './contract.ts';
import { applicationsHandlers } from './http.ts';

export const handler = serve(applicationsContract, 'public', () => applicationsHandlers(dependencies()));
