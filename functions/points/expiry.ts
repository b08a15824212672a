import { dependencies } from '../kernel/dependencies.ts';
import { scheduled } from '../kernel/job.ts';
import { workOff } from './nightly.ts';

const deps = dependencies();

/**
 * At five past midnight in the city. What is due is due by the time it runs, however late that is; who failed is tried
 * again, and whoever had no turn has it the next night: what ended cannot be given meanwhile.
 */
export const handler = scheduled(async (_, until) => {
  const done = await workOff(deps, until);
  if (done.failed > 0) throw new Error(`${done.failed} members' points`);
  return { ...done };
});
