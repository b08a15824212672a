import type { Handlers } from '../kernel/contract.ts';
import type { Configuration } from './configuration.ts';
import type { identityContract } from './contract.ts';
import { introduce } from './domain.ts';

/** @param configuration read when asked for, because only the public function has it in its environment */
export const identityHandlers = (configuration: () => Configuration): Handlers<typeof identityContract> => ({
  readConfiguration: async () => configuration(),
  readCitizen: async ({ actor }) => ({ id: actor.id }),
  readStaff: async ({ actor }) => introduce(actor),
});
