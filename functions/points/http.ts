import type { Handlers } from '../kernel/contract.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import type { pointsContract } from './contract.ts';
import { memberHandlers } from './http-member.ts';
import { pointHandlers } from './http-points.ts';

/** Every route of points: the membership, and what is earned and given. */
export const pointsHandlers = (deps: Dependencies): Handlers<typeof pointsContract> => ({
  ...memberHandlers(deps),
  ...pointHandlers(deps),
});
