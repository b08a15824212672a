import type { ExecutionDescription, ExecutionListItem, ListInput } from './describe.ts';
import type { MapRunDescription, MapRunListItem } from './map-runs.ts';
import type { TaskDoor } from './task-door.ts';
import type { HistoryEvent, Invoke, Log, Permits, SetTimer } from './types.ts';

/** Step Functions for this machine: Standard workflows of the JSONata dialect. Rejects with `WorkflowError`. */
export interface Engine extends TaskDoor {
  /** Makes a machine known, or replaces its definition for executions still to start. @throws WorkflowError(InvalidDefinition) */
  deploy(machine: { arn: string; name: string; roleArn: string; definition: object }): void;
  startExecution(input: StartInput): Promise<{ executionArn: string; startDate: Date }>;
  describeExecution(arn: string): Promise<ExecutionDescription>;
  listExecutions(
    stateMachineArn: string,
    input?: ListInput,
  ): Promise<{ executions: ExecutionListItem[]; nextToken?: string }>;
  /** ListExecutions by a map run: its child executions. @throws WorkflowError(ResourceNotFound) */
  listChildren(
    mapRunArn: string,
    input?: ListInput,
  ): Promise<{ executions: ExecutionListItem[]; nextToken?: string }>;
  stopExecution(arn: string, error?: string, cause?: string): Promise<{ stopDate: Date }>;
  getExecutionHistory(arn: string): Promise<{ events: HistoryEvent<Date>[] }>;
  /** @throws WorkflowError(ResourceNotFound) */
  describeMapRun(arn: string): Promise<MapRunDescription>;
  listMapRuns(executionArn: string): Promise<{ mapRuns: MapRunListItem[] }>;
  /** State transitions as AWS bills them: every state entered and every retry; those of child executions are their own. */
  transitions(arn: string): number;
  /** Acts on every deadline that has passed; call it after moving the clock. Resolves when all is written. */
  tick(): Promise<void>;
  /** The earliest moment at which something moves by itself (epoch ms), so that a clock can be moved from one to the next. */
  nextDeadline(): number | undefined;
  /** Resolves when no service call is under way. */
  idle(): Promise<void>;
  /** Stops timers and calls; what was under way is taken up again by the next `openEngine` on the folder. */
  stop(): Promise<void>;
}

export interface StartInput {
  stateMachineArn: string;
  name?: string;
  input: string;
}

export interface EngineOptions {
  folder: string;
  /** Epoch milliseconds; the only source of time. */
  now: () => number;
  invoke: Invoke;
  /** What a machine's role may do without a call; all of it unless given. */
  permits?: Permits;
  /** Calls wait for this, resumed ones above all: their services may still be starting. */
  ready?: Promise<unknown>;
  setTimer?: SetTimer;
  log?: Log;
  random?: () => number;
}
