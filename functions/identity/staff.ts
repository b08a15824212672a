import { dependencies } from '../kernel/dependencies.ts';
import { serve } from '../kernel/serve.ts';
import { identityContract } from './contract.ts';
import { directoryOf } from './directory.ts';
import { identityHandlers, notHere } from './http.ts';

export const handler = serve(identityContract, 'staff', () => {
  const { table, clock } = dependencies();
  const opened = { directory: directoryOf(table), clock };
  return identityHandlers({ configuration: notHere, directory: () => opened });
});
