import { StateFailure } from './errors.ts';
import { type Frame, standingFrames, type ThreadFrame } from './frame.ts';
import type { Change } from './live.ts';
import { recordTask } from './states/task.ts';
import { failState, finishState } from './transition.ts';
import type { Activation, Execution, Thread } from './types.ts';

/** When this state must be looked at again, whatever else happens; undefined when only a call or callback moves it. */
function stateDeadline(activation: Activation): number | undefined {
  const { phase, wakeAt, timeoutAt, heartbeatAt } = activation;
  if (phase === 'until' || phase === 'retry') return wakeAt;
  if (phase !== 'calling' && phase !== 'token') return undefined;
  return earliest([timeoutAt, heartbeatAt]);
}

/** The next moment at which a running execution moves by itself. */
export function executionDeadline(execution: Execution): number | undefined {
  if (execution.status !== 'RUNNING') return undefined;
  return earliest([execution.deadline, ...threadDeadlines(execution.root)]);
}

function* threadDeadlines(thread: Thread): Generator<number | undefined> {
  if (thread.status !== 'running' || !thread.activation) return;
  yield stateDeadline(thread.activation);
  for (const child of thread.activation.children ?? []) yield* threadDeadlines(child);
}

function earliest(moments: Iterable<number | undefined>): number | undefined {
  let first: number | undefined;
  for (const moment of moments)
    if (moment !== undefined && (first === undefined || moment < first)) first = moment;
  return first;
}

/** The state whose deadline has passed longest; undefined when none has. */
function overdueFrame(root: ThreadFrame): Frame | undefined {
  let found: Frame | undefined;
  let since = root.run.now;
  for (const frame of standingFrames(root)) {
    const moment = stateDeadline(frame.activation);
    if (moment === undefined || moment > since || (found && moment === since)) continue;
    found = frame;
    since = moment;
  }
  return found;
}

/** What the passing of its deadline does to a state: a Wait ends, a retry begins, a task times out. */
async function expireState(frame: Frame): Promise<void> {
  const { activation, run } = frame;
  if (activation.phase === 'retry') {
    activation.phase = 'entered';
    activation.retryCount += 1;
    delete activation.wakeAt;
    // AWS bills every attempt as a state transition.
    run.execution.transitions += 1;
    return;
  }
  if (activation.phase === 'until') {
    try {
      return await finishState(frame);
    } catch (thrown) {
      return failState(frame, thrown);
    }
  }
  const timedOut = activation.timeoutAt !== undefined && activation.timeoutAt <= run.now;
  recordTask(frame, 'TaskTimedOut', { error: 'States.Timeout' });
  // AWS reports both kinds as States.Timeout; only Retry and Catch can tell them apart.
  await failState(frame, new StateFailure('States.Timeout', ''), !timedOut);
}

/**
 * Acts on the longest-passed deadline of an execution, its own or a state's.
 * @returns whether there was one, so that there may be another
 */
export async function expireOne({ execution, root, end }: Change): Promise<boolean> {
  if (execution.status !== 'RUNNING') return false;
  const frame = overdueFrame(root);
  const since = frame && stateDeadline(frame.activation);
  const { deadline } = execution;
  if (deadline !== undefined && deadline <= root.run.now && (since === undefined || deadline <= since)) {
    end('TIMED_OUT', { error: 'States.Timeout' });
    return false;
  }
  if (frame) await expireState(frame);
  return frame !== undefined;
}
