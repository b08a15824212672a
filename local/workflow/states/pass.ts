import type { Frame } from '../frame.ts';
import { finishState } from '../transition.ts';

/** Pass: only Assign and Output. */
export function workPass(frame: Frame): Promise<void> {
  return finishState(frame);
}
