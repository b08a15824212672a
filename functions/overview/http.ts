import { boundDistrict } from '../kernel/actor.ts';
import { instant, localDate } from '../kernel/clock.ts';
import type { Handlers } from '../kernel/contract.ts';
import type { Dependencies } from '../kernel/dependencies.ts';
import type { overviewContract } from './contract.ts';
import { linesOf, seenBy } from './domain.ts';
import { readDepths } from './repository.ts';

export const overviewHandlers = (deps: Dependencies): Handlers<typeof overviewContract> => ({
  async readOverview({ actor }) {
    const today = localDate(deps.clock.now(), deps.city.timeZone);
    const lines = linesOf(await readDepths(deps.table), today, deps.city);
    return { asOf: instant(deps.clock), lines: seenBy(lines, boundDistrict(actor)) };
  },
});
