import { StateFailure } from './errors.ts';
import { childFrames, type Frame, standing, type ThreadFrame } from './frame.ts';
import { workChoice } from './states/choice.ts';
import { workFail } from './states/fail.ts';
import { joinMap, workMap } from './states/map.ts';
import { joinMapRun } from './states/map-run.ts';
import { joinParallel, workParallel } from './states/parallel.ts';
import { workPass } from './states/pass.ts';
import { workSucceed } from './states/succeed.ts';
import { workTask } from './states/task.ts';
import { workWait } from './states/wait.ts';
import { failState } from './transition.ts';
import type { StateType } from './types.ts';

const work: Record<StateType, (frame: Frame) => Promise<void>> = {
  Pass: workPass,
  Task: workTask,
  Choice: workChoice,
  Wait: workWait,
  Succeed: workSucceed,
  Fail: workFail,
  Parallel: workParallel,
  Map: workMap,
};

/** Moves a thread on until it ends or everything in it waits for something outside. */
export async function advanceThread(threadFrame: ThreadFrame): Promise<void> {
  for (let frame = standing(threadFrame); frame; frame = standing(threadFrame)) {
    const { phase } = frame.activation;
    if (phase !== 'entered' && phase !== 'children' && phase !== 'mapRun') return;
    try {
      if (phase === 'entered') await work[frame.state.Type](frame);
      else if (!(await (phase === 'mapRun' ? joinMapRun : advanceChildren)(frame))) return;
    } catch (thrown) {
      await failState(frame, thrown);
    }
  }
}

/** @returns whether the state itself moved: it ended, or it started more iterations */
async function advanceChildren(frame: Frame): Promise<boolean> {
  const { run, thread, activation, state } = frame;
  for (const child of childFrames(frame)) {
    const wasRunning = child.thread.status === 'running';
    await advanceThread(child);
    const failure = child.thread.failure;
    if (failure) {
      // The first branch to fail ends the state; what its sisters still do no longer counts.
      if (state.Type === 'Map') {
        run.record(thread, 'MapIterationFailed', {
          mapIterationFailedEventDetails: { name: activation.state, index: child.thread.index },
        });
      }
      run.record(thread, `${state.Type}StateFailed`);
      throw new StateFailure(failure.error, failure.cause);
    }
    if (wasRunning && child.thread.status === 'succeeded') {
      child.thread.variables = {};
      if (state.Type === 'Map') {
        run.record(child.thread, 'MapIterationSucceeded', {
          mapIterationSucceededEventDetails: { name: activation.state, index: child.thread.index },
        });
      }
    }
  }
  return state.Type === 'Map' ? joinMap(frame) : joinParallel(frame);
}
