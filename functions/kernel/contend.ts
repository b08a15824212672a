import { DomainError } from './errors.ts';

/** Somebody else took what was to be taken (a number). Never leaves the deed that contends. */
export class Taken extends Error {}

/** Within the API function's 10 s; whoever hears BUSY asks again with the same key. */
const PATIENCE_MS = 6000;
/**
 * Waits with full jitter from 25 ms up to 2 s: N who wait for one number need N × 15 ms of room between them,
 * or each round has one winner and N losers.
 */
const pause = (attempt: number) =>
  new Promise((resolve) => setTimeout(resolve, Math.random() * Math.min(2000, 25 * 2 ** attempt)));

const isBusy = (error: unknown): boolean => error instanceof DomainError && error.code === 'BUSY';

/**
 * Tries a deed until it is not `Taken`. Optimistic: the deed reads afresh each time, after the wait.
 * @param busy makes the error for whoever waited 6 s in vain; nothing is written then
 */
export async function contend<A>(deed: () => Promise<A>, busy: () => Error): Promise<A> {
  const start = performance.now();
  for (let attempt = 0; ; attempt++) {
    try {
      return await deed();
    } catch (error) {
      if (!(error instanceof Taken) && !isBusy(error)) throw error;
      if (performance.now() - start > PATIENCE_MS) throw busy();
      await pause(attempt);
    }
  }
}

/**
 * Lets the deeds of one process go one after the other. On Lambda a process has one at a time anyway; where
 * one process serves many, they need not fight for the number.
 */
export function inTurn(): <A>(deed: () => Promise<A>) => Promise<A> {
  let last: Promise<unknown> = Promise.resolve();
  return (deed) => {
    const mine = last.then(deed, deed);
    last = mine.catch(() => undefined);
    return mine;
  };
}
