import { EvaluationFailure, errorIsNamed, StateFailure } from './errors.ts';
import { evaluateTemplate, type Scope } from './expression.ts';
import { type Frame, scopeOf, type ThreadFrame } from './frame.ts';
import { grantRetry, retryDelay } from './retry.ts';
import type { Failure, Json, Leaving } from './types.ts';

// Quota of Step Functions: input or output of a task, state or execution, 256 KiB as UTF-8.
export const largestPayload = 262_144;

/** Enters a state: the unit AWS bills as a state transition. */
export function enterState(frame: ThreadFrame, name: string, input: Json): void {
  const { run, thread } = frame;
  const type = frame.states[name]?.Type ?? '';
  run.execution.transitions += 1;
  const enteredEvent = run.record(thread, `${type}StateEntered`, {
    stateEnteredEventDetails: { name, input: JSON.stringify(input), inputDetails: { truncated: false } },
  });
  thread.activation = {
    state: name,
    input,
    enteredAt: run.now,
    enteredEvent,
    phase: 'entered',
    retryCount: 0,
    attempts: [],
  };
}

/**
 * Leaves a state by evaluating its Assign and Output, both with the variables as they were on entry.
 * @param leaving where Assign and Output stand: the state, a choice rule or a catcher
 * @param fallback the output when none is written
 * @throws EvaluationFailure, StateFailure(States.DataLimitExceeded)
 */
export async function leaveState(
  frame: Frame,
  leaving: Leaving,
  scope: Scope,
  fallback: Json,
  next: string | undefined,
): Promise<void> {
  const { run, thread, activation, state } = frame;
  const assigned =
    leaving.Assign === undefined ? {} : await evaluateTemplate(leaving.Assign, scope, 'Assign');
  const output =
    leaving.Output === undefined ? fallback : await evaluateTemplate(leaving.Output, scope, 'Output');
  const text = checkedSize(output, activation.state);
  Object.assign(thread.variables, assigned);
  run.record(thread, `${state.Type}StateExited`, {
    stateExitedEventDetails: { name: activation.state, output: text, outputDetails: { truncated: false } },
  });
  delete thread.activation;
  if (next !== undefined) return enterState(frame, next, output);
  thread.status = 'succeeded';
  thread.output = output;
}

/** Leaves a state that has done its work. `result` is what `$states.result` shows, if the type has one. */
export function finishState(frame: Frame, result?: Json): Promise<void> {
  const scope = scopeOf(frame, result === undefined ? {} : { result });
  const fallback = result === undefined ? frame.activation.input : result;
  return leaveState(frame, frame.state, scope, fallback, frame.state.Next);
}

/**
 * What an error does to a state: another attempt, a catcher, or the end of the thread.
 * @param heartbeat true when the error is a missed heartbeat
 */
export async function failState(frame: Frame, thrown: unknown, heartbeat = false): Promise<void> {
  const { run, activation, state } = frame;
  const failure = recordEvaluation(frame, asFailure(thrown));
  forgetAttempt(frame);
  const granted = grantRetry(state.Retry ?? [], activation.attempts, failure.error, heartbeat);
  const retrier = granted && state.Retry?.[granted.index];
  if (granted && retrier) {
    for (let at = activation.attempts.length; at < granted.index; at += 1) activation.attempts[at] = 0;
    activation.attempts[granted.index] = granted.attempt;
    activation.phase = 'retry';
    activation.wakeAt = run.now + retryDelay(retrier, granted.attempt, run.random);
    return;
  }
  const catcher = (state.Catch ?? []).find(({ ErrorEquals }) =>
    errorIsNamed(ErrorEquals, failure.error, heartbeat),
  );
  if (!catcher) return endFailed(frame, failure);
  try {
    const errorOutput = { Error: failure.error, Cause: failure.cause };
    await leaveState(frame, catcher, scopeOf(frame, { errorOutput }), errorOutput, catcher.Next);
  } catch (inCatcher) {
    // A catcher has no catcher of its own.
    endFailed(frame, recordEvaluation(frame, asFailure(inCatcher)));
  }
}

/** Ends a thread in failure, whatever it was doing. */
export function endFailed({ thread }: ThreadFrame, failure: Failure): void {
  delete thread.activation;
  thread.status = 'failed';
  thread.failure = failure;
}

/** Everything of the attempt that just ended; the retry counts stay. */
function forgetAttempt({ activation }: Frame): void {
  delete activation.callId;
  delete activation.token;
  delete activation.request;
  delete activation.wakeAt;
  delete activation.timeoutAt;
  delete activation.heartbeatAt;
  delete activation.heartbeatSeconds;
  delete activation.items;
  delete activation.concurrency;
  delete activation.children;
  delete activation.mapRun;
}

function asFailure(thrown: unknown): StateFailure {
  if (thrown instanceof StateFailure) return thrown;
  const cause = thrown instanceof Error ? thrown.message : String(thrown);
  return new StateFailure('States.Runtime', cause);
}

function recordEvaluation({ run, thread, activation }: Frame, thrown: StateFailure): Failure {
  if (!(thrown instanceof EvaluationFailure)) return thrown.failure;
  const cause = `An error occurred while executing the state '${activation.state}' (entered at the event id #${activation.enteredEvent}). ${thrown.failure.cause}`;
  run.record(thread, 'EvaluationFailed', {
    evaluationFailedEventDetails: {
      state: activation.state,
      error: thrown.failure.error,
      cause,
      location: thrown.location,
    },
  });
  return { error: thrown.failure.error, cause };
}

/** The JSON text of a payload; throws States.DataLimitExceeded past the quota. */
export function checkedSize(value: Json, state: string): string {
  const text = JSON.stringify(value);
  if (Buffer.byteLength(text) > largestPayload) {
    throw new StateFailure(
      'States.DataLimitExceeded',
      `The state '${state}' returned a result with a size exceeding the maximum number of bytes service limit.`,
    );
  }
  return text;
}
