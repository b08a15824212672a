/** Any JSON value: what flows through a workflow and what is written to disk. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

export type StateType = 'Pass' | 'Task' | 'Choice' | 'Wait' | 'Succeed' | 'Fail' | 'Parallel' | 'Map';

export interface Retrier {
  ErrorEquals: string[];
  IntervalSeconds?: number;
  BackoffRate?: number;
  MaxAttempts?: number;
  MaxDelaySeconds?: number;
  JitterStrategy?: 'FULL' | 'NONE';
}

/** What a state, a choice rule or a catcher may say about variables and output when it is left. */
export interface Leaving {
  Assign?: Json;
  Output?: Json;
}

export interface Catcher extends Leaving {
  ErrorEquals: string[];
  Next: string;
}

export interface ChoiceRule extends Leaving {
  Condition: string;
  Next: string;
}

/** One state of the JSONata dialect; which fields a type may carry is checked in `supported.ts`. */
export interface StateDefinition extends Leaving {
  Type: StateType;
  QueryLanguage?: string;
  Comment?: string;
  Next?: string;
  End?: boolean;
  Resource?: string;
  Arguments?: Json;
  Retry?: Retrier[];
  Catch?: Catcher[];
  TimeoutSeconds?: number | string;
  HeartbeatSeconds?: number | string;
  Seconds?: number | string;
  Timestamp?: string;
  Choices?: ChoiceRule[];
  Default?: string;
  Error?: string;
  Cause?: string;
  Branches?: StateGraph[];
  ItemProcessor?: StateGraph & { ProcessorConfig?: { Mode?: string; ExecutionType?: string } };
  Items?: Json;
  ItemSelector?: Json;
  MaxConcurrency?: number | string;
  ItemBatcher?: { MaxItemsPerBatch?: number | string; BatchInput?: Json };
  Label?: string;
}

export type States = Record<string, StateDefinition>;

export interface StateGraph {
  StartAt: string;
  States: States;
  Comment?: string;
}

export interface MachineDefinition extends StateGraph {
  QueryLanguage?: string;
  TimeoutSeconds?: number;
}

export interface Machine {
  arn: string;
  name: string;
  roleArn: string;
  definition: MachineDefinition;
}

/** An error inside a workflow, as `$states.errorOutput` and DescribeExecution show it. */
export interface Failure {
  error: string;
  cause: string;
}

/**
 * What an entered state is waiting for:
 * `entered` nothing, it is to be worked; `calling` the service's answer; `token` a callback;
 * `until` a point in time (Wait); `retry` the next attempt; `children` branches or iterations; `mapRun` the child
 * executions of a distributed Map.
 */
export type Phase = 'entered' | 'calling' | 'token' | 'until' | 'retry' | 'children' | 'mapRun';

/** A state that has been entered and not yet left. All times are epoch milliseconds. */
export interface Activation {
  state: string;
  input: Json;
  enteredAt: number;
  enteredEvent: number;
  phase: Phase;
  retryCount: number;
  /** Attempts spent, by position of the retrier. */
  attempts: number[];
  /** Identifies one call of one attempt, so that an answer to an abandoned call changes nothing. */
  callId?: string;
  token?: string;
  /** The request as it was sent, so that a call repeated after a restart is the same call. */
  request?: Json;
  wakeAt?: number;
  timeoutAt?: number;
  heartbeatAt?: number;
  heartbeatSeconds?: number;
  items?: Json[];
  concurrency?: number;
  children?: Thread[];
  mapRun?: MapRun;
}

/** What a distributed Map that runs has to do: decided and written before its first child execution starts. */
export interface MapRun {
  arn: string;
  concurrency: number;
  /** The first so many of the children have been started. */
  started: number;
  children: MapChild[];
}

/** One child execution. Its input is forgotten when it has ended. */
export interface MapChild {
  name: string;
  /** How many of the Map's items its input holds: one, or a batch. */
  items: number;
  input?: Json;
  status?: Exclude<ExecutionStatus, 'RUNNING'>;
  output?: Json;
}

/** How many stand where, of items or of child executions; DescribeMapRun shows both. */
export interface MapCounts {
  pending: number;
  running: number;
  succeeded: number;
  failed: number;
  timedOut: number;
  aborted: number;
  total: number;
}

/** A map run as it is remembered when its Map is over. */
export interface MapRunRecord {
  arn: string;
  status: 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'ABORTED';
  startedAt: number;
  stoppedAt?: number;
  maxConcurrency: number;
  items: MapCounts;
  executions: MapCounts;
}

/** One sequence of states: the machine itself, one branch of a Parallel, one iteration of a Map. */
export interface Thread {
  status: 'running' | 'succeeded' | 'failed';
  variables: Record<string, Json>;
  lastEvent: number;
  /** Position among the branches of a Parallel or the items of a Map; 0 at the top. */
  index: number;
  item?: { Index: number; Value: Json };
  activation?: Activation;
  output?: Json;
  failure?: Failure;
}

export type ExecutionStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';

/** One execution as it is kept on disk. */
export interface Execution {
  arn: string;
  name: string;
  stateMachineArn: string;
  stateMachineName: string;
  roleArn: string;
  definitionHash: string;
  input: string;
  status: ExecutionStatus;
  startedAt: number;
  stoppedAt?: number;
  deadline?: number;
  output?: string;
  error?: string;
  cause?: string;
  transitions: number;
  eventCount: number;
  root: Thread;
  /** Of a child execution: the map run that started it, from which execution, and its position. */
  childOf?: { mapRun: string; execution: string; index: number; items: number };
  /** Every map run that this execution has started. */
  mapRuns?: MapRunRecord[];
}

/** One event as it is kept; GetExecutionHistory shows the timestamp as a Date. */
export interface HistoryEvent<Time = number> {
  id: number;
  previousEventId: number;
  timestamp: Time;
  type: string;
  /** `…EventDetails`, the member of the event's type. */
  [details: string]: unknown;
}

/** Performs an SDK call as the state machine's role; rejects with `{ name, message }` errors. */
export type Invoke = (call: {
  roleArn: string;
  service: string;
  action: string;
  input: unknown;
}) => Promise<unknown>;

/** Whether a role may do something by itself, without a call: start the child executions of its machine. */
export type Permits = (roleArn: string, action: string, resource: string) => boolean;

/** Starts a timer and returns its cancellation. */
export type SetTimer = (run: () => void, milliseconds: number) => () => void;

export type Log = (event: string, details: Record<string, unknown>) => void;
