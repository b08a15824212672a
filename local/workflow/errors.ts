import type { Failure } from './types.ts';

/** An error of the Step Functions API; `name` is the AWS error code, e.g. `TaskTimedOut`. */
export class WorkflowError extends Error {
  constructor(code: string, message: string) {
    super(message);
    this.name = code;
  }
}

/** An error inside an execution; `failure.error` is what Retry and Catch compare. */
export class StateFailure extends Error {
  failure: Failure;
  constructor(error: string, cause: string) {
    super(`${error}: ${cause}`);
    this.name = 'StateFailure';
    this.failure = { error, cause };
  }
}

/** A JSONata expression that failed or gave a value its field cannot take. */
export class EvaluationFailure extends StateFailure {
  location: string;
  constructor(location: string, cause: string) {
    super('States.QueryEvaluationError', cause);
    this.location = location;
  }
}

// States.Runtime is never caught; States.DataLimitExceeded only by its own name
// (Step Functions developer guide, "Handling errors", error names).
const neverByWildcard = new Set(['States.Runtime', 'States.DataLimitExceeded']);

/**
 * Whether an `ErrorEquals` list names this error.
 * @param names the list of one retrier or catcher
 * @param error the name the state reported; a missed heartbeat reports `States.Timeout`, as AWS does
 * @param heartbeat true when the timeout was a missed heartbeat, which the narrower name also matches
 */
export function errorIsNamed(names: readonly string[], error: string, heartbeat = false): boolean {
  if (error === 'States.Runtime') return false;
  return names.some((name) => {
    if (name === error) return true;
    if (name === 'States.HeartbeatTimeout') return heartbeat;
    if (neverByWildcard.has(error)) return false;
    if (name === 'States.ALL') return true;
    // The guide: States.TaskFailed "matches any known error name except for States.Timeout".
    return name === 'States.TaskFailed' && error !== 'States.Timeout';
  });
}
