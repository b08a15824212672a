import type { Context } from 'aws-lambda';
import * as z from 'zod';
import { LOG, log, logFailure } from './log.ts';

/** Which occurrence of its schedule a job is asked to do; EventBridge Scheduler may ask for one more than once. */
const Occurrence = z.object({ job: z.string(), at: z.iso.datetime() });
export type Occurrence = z.output<typeof Occurrence>;

/** What a job has to tell: how many it dealt with of each kind, for the log. */
type Done = Readonly<Record<string, number>>;

/** What is left for ending well: a page that was begun is finished, a line is logged. */
const RESERVE_MS = 15_000;

/**
 * A function that a schedule invokes (lib/domains.ts, JOBS). What a job does it does for the occurrence's time, not for
 * the time it happens to run: it may be late, and come twice.
 * @param run rejects for what should be tried again: twice more, then it is a dead letter; `until` is the epoch ms after
 * which it begins nothing more, because the function is about to be ended
 */
export const scheduled =
  (run: (occurrence: Occurrence, until: number) => Promise<Done>) =>
  async (event: unknown, context: Pick<Context, 'getRemainingTimeInMillis'>): Promise<void> => {
    const { job, at } = Occurrence.parse(event);
    const until = Date.now() + context.getRemainingTimeInMillis() - RESERVE_MS;
    try {
      log(LOG.JOB_DONE, { ...(await run({ job, at }, until)), job, at });
    } catch (error) {
      logFailure(LOG.JOB_FAILED, error, { job, at });
      throw error;
    }
  };
