import * as z from 'zod';
import { LOG, log, logFailure } from './log.ts';

/** Which occurrence of its schedule a job is asked to do; EventBridge Scheduler may ask for one more than once. */
const Occurrence = z.object({ job: z.string(), at: z.iso.datetime() });
export type Occurrence = z.output<typeof Occurrence>;

/** What a job has to tell: how many it dealt with of each kind, for the log. */
type Done = Readonly<Record<string, number>>;

/**
 * A function that a schedule invokes (lib/domains.ts, JOBS). What a job does it does for the occurrence's time, not for
 * the time it happens to run: it may be late, and come twice.
 * @param run rejects for what should be tried again: twice more, then it is a dead letter
 */
export const scheduled =
  (run: (occurrence: Occurrence) => Promise<Done>) =>
  async (event: unknown): Promise<void> => {
    const { job, at } = Occurrence.parse(event);
    try {
      log(LOG.JOB_DONE, { ...(await run({ job, at })), job, at });
    } catch (error) {
      logFailure(LOG.JOB_FAILED, error, { job, at });
      throw error;
    }
  };
