import { LOG, log } from './log.ts';
import { PaperBlocked } from './printed-text.ts';

/**
 * Makes a paper. One that would name an office-holder is in the log by its ids and fails like any other that could not
 * be made: it is tried again, then there is a dead letter; it is never printed.
 */
export async function logBlocked<T>(
  fields: Readonly<Record<string, string>>,
  make: () => Promise<T>,
): Promise<T> {
  try {
    return await make();
  } catch (error) {
    if (error instanceof PaperBlocked) log(LOG.PAPER_BLOCKED, fields);
    throw error;
  }
}
