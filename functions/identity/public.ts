import { serve } from '../kernel/serve.ts';
import { readConfiguration } from './configuration.ts';
import { identityContract } from './contract.ts';
import { identityHandlers, notHere } from './http.ts';

// Read at start, so that a missing variable fails the start, by name.
const configuration = readConfiguration();

export const handler = serve(identityContract, 'public', () =>
  identityHandlers({ configuration: () => configuration, directory: notHere }),
);
