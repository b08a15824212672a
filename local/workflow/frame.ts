import type { Scope } from './expression.ts';
import type { Activation, Execution, Json, Permits, StateDefinition, States, Thread } from './types.ts';

/** What every step of one advance shares: the execution being changed, the clock and the event recorder. */
export interface Run {
  execution: Execution;
  now: number;
  secret: Buffer;
  key: string;
  random: () => number;
  permits: Permits;
  record(thread: Thread, type: string, details?: Record<string, unknown>): number;
}

/** One thread seen from inside: its states, and the variables of the scopes around it. */
export interface ThreadFrame {
  run: Run;
  thread: Thread;
  states: States;
  outer: Record<string, Json>;
}

/** A thread standing in an entered state. */
export interface Frame extends ThreadFrame {
  activation: Activation;
  state: StateDefinition;
}

/** The frame of the state a thread stands in; undefined when the thread has ended. */
export function standing(frame: ThreadFrame): Frame | undefined {
  const { activation } = frame.thread;
  if (frame.thread.status !== 'running' || !activation) return undefined;
  const state = frame.states[activation.state];
  if (!state) throw new Error(`The definition has no state ${activation.state}`);
  return { ...frame, activation, state };
}

/** The frames of a Parallel's branches or a Map's iterations that have been started. */
export function childFrames(frame: Frame): ThreadFrame[] {
  const { run, state, thread, activation } = frame;
  const outer = { ...frame.outer, ...thread.variables };
  return (activation.children ?? []).map((child) => {
    const graph = state.Type === 'Map' ? state.ItemProcessor : state.Branches?.[child.index];
    return { run, thread: child, states: graph?.States ?? {}, outer };
  });
}

/** Every state now entered, outermost first. */
export function* standingFrames(frame: ThreadFrame): Generator<Frame> {
  const here = standing(frame);
  if (!here) return;
  yield here;
  for (const child of childFrames(here)) yield* standingFrames(child);
}

/**
 * What an expression of this state sees.
 * @param more `result` after a success, `errorOutput` in a catcher
 * @param item the item a Map is about to start, for its ItemSelector
 */
export function scopeOf(
  frame: Frame,
  more: { result?: Json; errorOutput?: Json } = {},
  item = frame.thread.item,
): Scope {
  const { run, activation, thread } = frame;
  const { execution } = run;
  const context: Record<string, Json> = {
    Execution: {
      Id: execution.arn,
      Input: JSON.parse(execution.input) as Json,
      Name: execution.name,
      RoleArn: execution.roleArn,
      StartTime: new Date(execution.startedAt).toISOString(),
      RedriveCount: 0,
    },
    State: {
      EnteredTime: new Date(activation.enteredAt).toISOString(),
      Name: activation.state,
      RetryCount: activation.retryCount,
    },
    StateMachine: { Id: execution.stateMachineArn, Name: execution.stateMachineName },
  };
  if (activation.token !== undefined) context.Task = { Token: activation.token };
  if (item) context.Map = { Item: { ...item } };
  return {
    states: { input: activation.input, context, ...more },
    variables: { ...frame.outer, ...thread.variables },
    now: run.now,
  };
}
