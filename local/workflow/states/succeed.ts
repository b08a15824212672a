import type { Frame } from '../frame.ts';
import { finishState } from '../transition.ts';

/** Succeed: ends its thread with Output, or with its input. */
export function workSucceed(frame: Frame): Promise<void> {
  return finishState(frame);
}
