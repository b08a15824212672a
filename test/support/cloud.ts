import { type Running, startLocalCloud } from '../../local/start.ts';
import { type Caller, callerOf } from './caller.ts';

export { type Answer, type Ask, anOffer } from './caller.ts';

/** A running local cloud with an empty store in memory, called over HTTP through its front door. */
export interface TestCloud extends Running, Caller {
  /** Write units that all functions together have consumed: unchanged = nothing was written. */
  written(): number;
}

export async function openTestCloud(): Promise<TestCloud> {
  const running = await startLocalCloud({ memory: true });
  const caller = callerOf(running);
  return {
    ...running,
    ...caller,
    // What was asked for last has been sent by then: an older code is not mistaken for it.
    async codeFor(address) {
      await running.settled();
      return caller.codeFor(address);
    },
    written: () =>
      Object.values(running.doorway.usage()).reduce((sum, { writeUnits }) => sum + writeUnits, 0),
  };
}
