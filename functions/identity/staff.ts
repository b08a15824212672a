import { serve } from '../kernel/serve.ts';
import { readConfiguration } from './configuration.ts';
import { identityContract } from './contract.ts';
import { identityHandlers } from './http.ts';

export const handler = serve(identityContract, 'staff', () => identityHandlers(readConfiguration));
