import type { Handlers } from '../kernel/contract.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import type { partnersContract } from './contract.ts';
import { pledgeHandlers } from './http-pledges.ts';

export const partnersHandlers = (deps: Dependencies): Handlers<typeof partnersContract> => ({
  ...pledgeHandlers(deps),
});
