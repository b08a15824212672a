import type { Handlers } from '../kernel/contract.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import type { workflowContract } from './contract.ts';
import { listLate } from './repository.ts';

export const workflowHandlers = (deps: Dependencies): Handlers<typeof workflowContract> => ({
  async listEscalations({ query }) {
    const page = await listLate(deps, query.step, query);
    return {
      items: page.items.map(({ device, step, round, lateSince }) => ({ device, step, round, lateSince })),
      ...(page.cursor ? { cursor: page.cursor } : {}),
    };
  },
});
