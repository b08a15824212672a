import { StateFailure } from './errors.ts';
import { type Frame, standingFrames, type ThreadFrame } from './frame.ts';
import { nameError, readResult } from './integration.ts';
import { recordTask, resourceOf } from './states/task.ts';
import { checkedSize, failState, finishState } from './transition.ts';
import type { Json } from './types.ts';

/** How a call or a callback turned out. */
export type Answer = { value: unknown } | { thrown: unknown };

/** The frame waiting for the answer to this call; undefined when the call has been abandoned. */
export function callingFrame(root: ThreadFrame, callId: string): Frame | undefined {
  return find(root, ({ activation }) => activation.phase === 'calling' && activation.callId === callId);
}

/** The frame whose task this token stands for; undefined when the token is spent. */
export function tokenFrame(root: ThreadFrame, token: string): Frame | undefined {
  return find(root, ({ activation }) => activation.token === token);
}

function find(root: ThreadFrame, wanted: (frame: Frame) => boolean): Frame | undefined {
  for (const frame of standingFrames(root)) if (wanted(frame)) return frame;
  return undefined;
}

/** Takes a service's answer: the task's result, its error, or the start of waiting for the callback. */
export async function takeAnswer(frame: Frame, answer: Answer): Promise<void> {
  const resource = resourceOf(frame);
  try {
    if ('thrown' in answer) throw nameError(resource, answer.thrown);
    const result = readResult(resource, answer.value);
    const output = checkedSize(result, frame.activation.state);
    if (!resource.waitForToken) return await succeedTask(frame, result, output);
    frame.activation.phase = 'token';
    recordTask(frame, 'TaskSubmitted', { output, outputDetails: { truncated: false } });
  } catch (thrown) {
    await failTask(frame, thrown);
  }
}

/** Ends a task well. */
export async function succeedTask(frame: Frame, result: Json, output: string): Promise<void> {
  recordTask(frame, 'TaskSucceeded', { output, outputDetails: { truncated: false } });
  try {
    await finishState(frame, result);
  } catch (thrown) {
    await failState(frame, thrown);
  }
}

/** Ends a task's attempt badly. */
export async function failTask(frame: Frame, thrown: unknown): Promise<void> {
  if (thrown instanceof StateFailure) recordTask(frame, 'TaskFailed', { ...thrown.failure });
  await failState(frame, thrown);
}
