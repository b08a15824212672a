import { StateFailure } from './errors.ts';
import type { Run } from './frame.ts';
import type { Execution, ExecutionStatus, HistoryEvent, Thread } from './types.ts';

// The history quota of a Standard workflow; the execution fails when it is reached.
const mostEvents = 25_000;

/** The recorder of one change; its events are written together with the state that counts them. */
export function startRun(
  execution: Execution,
  events: HistoryEvent[],
  shared: Pick<Run, 'key' | 'secret' | 'now' | 'random' | 'permits'>,
): Run {
  return {
    ...shared,
    execution,
    record(thread, type, details = {}) {
      if (execution.eventCount >= mostEvents - 1) {
        throw new StateFailure(
          'States.Runtime',
          `The execution reached the maximum number of history events (${mostEvents}).`,
        );
      }
      return addEvent(execution, events, shared.now, thread, type, details);
    },
  };
}

function addEvent(
  execution: Execution,
  events: HistoryEvent[],
  timestamp: number,
  thread: Thread,
  type: string,
  details: Record<string, unknown>,
): number {
  execution.eventCount += 1;
  events.push({ id: execution.eventCount, previousEventId: thread.lastEvent, timestamp, type, ...details });
  thread.lastEvent = execution.eventCount;
  return execution.eventCount;
}

const endEvents: Record<ExecutionStatus, string> = {
  RUNNING: '',
  SUCCEEDED: 'ExecutionSucceeded',
  FAILED: 'ExecutionFailed',
  TIMED_OUT: 'ExecutionTimedOut',
  ABORTED: 'ExecutionAborted',
};

/** Ends an execution and drops what only a running one needs. */
export function endExecution(
  run: Run,
  events: HistoryEvent[],
  status: ExecutionStatus,
  details: { error?: string; cause?: string },
): void {
  const { execution, now } = run;
  execution.status = status;
  execution.stoppedAt = now;
  const { output } = execution;
  const type = endEvents[status];
  const member = `${type.slice(0, 1).toLowerCase()}${type.slice(1)}EventDetails`;
  const shown = output === undefined ? details : { output, outputDetails: { truncated: false } };
  addEvent(execution, events, now, execution.root, type, { [member]: shown });
  // DescribeExecution shows no error for a time-out; only its history event does.
  if (status !== 'TIMED_OUT') Object.assign(execution, details);
  // An ended execution cannot move: only its outcome is kept.
  execution.root.variables = {};
  delete execution.root.activation;
  delete execution.root.output;
}
