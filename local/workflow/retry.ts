import { errorIsNamed } from './errors.ts';
import type { Retrier } from './types.ts';

// Defaults of the Amazon States Language: 1 second, doubled each time, at most 3 attempts.
const defaults = { IntervalSeconds: 1, BackoffRate: 2, MaxAttempts: 3 };

/**
 * The wait before attempt number `attempt` (1 is the first retry), in milliseconds.
 * IntervalSeconds × BackoffRate^(attempt − 1), at most MaxDelaySeconds; FULL jitter draws from 0 to that.
 */
export function retryDelay(retrier: Retrier, attempt: number, random: () => number = Math.random): number {
  const { IntervalSeconds, BackoffRate } = { ...defaults, ...retrier };
  const seconds = IntervalSeconds * BackoffRate ** (attempt - 1);
  const capped = Math.min(seconds, retrier.MaxDelaySeconds ?? Number.POSITIVE_INFINITY);
  return Math.round(capped * 1000 * (retrier.JitterStrategy === 'FULL' ? random() : 1));
}

/**
 * The first retrier that names the error, if it has an attempt left. A spent retrier does not hand over
 * to the next one: the state falls to its catchers.
 * @returns its position and the number of the attempt it grants
 */
export function grantRetry(
  retriers: readonly Retrier[],
  attempts: readonly number[],
  error: string,
  heartbeat: boolean,
): { index: number; attempt: number } | undefined {
  const index = retriers.findIndex((retrier) => errorIsNamed(retrier.ErrorEquals, error, heartbeat));
  const retrier = retriers[index];
  if (!retrier) return undefined;
  const attempt = (attempts[index] ?? 0) + 1;
  return attempt <= (retrier.MaxAttempts ?? defaults.MaxAttempts) ? { index, attempt } : undefined;
}
