import { openCaller } from './call.ts';
import { executionDeadline, expireState, overdueFrame } from './deadline.ts';
import { checkDefinition } from './definition.ts';
import {
  describeOne,
  type ExecutionDescription,
  type ExecutionListItem,
  type ListInput,
  listPage,
} from './describe.ts';
import { WorkflowError } from './errors.ts';
import { begin, type Change, holdExecution, type Live } from './live.ts';
import { checkedName, checkInput, executionArn, newExecution } from './start.ts';
import { keyOf, openStore, summaryOf } from './store.ts';
import { openTaskDoor, type TaskDoor } from './task-door.ts';
import { openTimetable, systemTimer } from './timetable.ts';
import type { Execution, HistoryEvent, Invoke, Log, Machine, SetTimer } from './types.ts';

export { WorkflowError } from './errors.ts';
export { supported, unsupportedIn } from './supported.ts';
export type { ExecutionDescription, ExecutionListItem, HistoryEvent, Invoke };

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
  stopExecution(arn: string, error?: string, cause?: string): Promise<{ stopDate: Date }>;
  getExecutionHistory(
    arn: string,
  ): Promise<{ events: (Omit<HistoryEvent, 'timestamp'> & { timestamp: Date })[] }>;
  /** State transitions as AWS bills them: every state entered and every retry. */
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
  setTimer?: SetTimer;
  log?: Log;
  random?: () => number;
}

// A name is free again 90 days after its execution ended (StartExecution).
const nameRetention = 90 * 24 * 3600 * 1000;
// After a disk that refused a write.
const writeRetry = 5000;

/** Opens a folder and resumes every execution that was running when it was last closed, or killed. */
export function openEngine(options: EngineOptions): Engine {
  const { now, invoke, log = () => undefined, random = Math.random } = options;
  const store = openStore(options.folder);
  const machines = new Map<string, Machine>();
  const running = new Map<string, Live>();
  const ended = store.ended();
  const caller = openCaller(invoke, log);
  const timetable = openTimetable(now, options.setTimer ?? systemTimer, () => void tick());
  let stopped = false;

  function kept(live: Live, calls: Parameters<typeof caller.make>[1]): void {
    const { key, execution } = live;
    timetable.put(key, executionDeadline(execution));
    if (execution.status !== 'RUNNING') {
      running.delete(key);
      ended.set(key, summaryOf(execution));
      log('workflow.ended', { execution: execution.arn, status: execution.status });
    }
    caller.make(live, calls);
  }

  function hold(key: string, execution: Execution): Live {
    const live = holdExecution(key, execution, { store, now, random, kept });
    running.set(key, live);
    timetable.put(key, executionDeadline(execution));
    return live;
  }

  async function expire(key: string): Promise<void> {
    const live = running.get(key);
    if (!live || stopped) return;
    try {
      // One deadline a change: what one brings about may be what the next one measures.
      for (let due = true; due && live.execution.status === 'RUNNING'; ) due = await live.change(expireOne);
    } catch (thrown) {
      log('workflow.write.failed', { execution: live.execution.arn, thrown: String(thrown) });
      timetable.put(key, now() + writeRetry);
    }
  }

  async function tick(): Promise<void> {
    if (!stopped) await Promise.all(timetable.takeDue(now()).map(expire));
  }

  async function find(arn: string): Promise<Execution> {
    const key = keyOf(arn);
    const live = running.get(key);
    if (live) return live.execution;
    if (ended.has(key)) return store.readEnded(key);
    throw new WorkflowError('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`);
  }

  async function startExecution({
    stateMachineArn,
    name: asked,
    input,
  }: StartInput): Promise<{ executionArn: string; startDate: Date }> {
    const machine = machines.get(stateMachineArn);
    if (!machine)
      throw new WorkflowError(
        'StateMachineDoesNotExist',
        `State Machine Does Not Exist: '${stateMachineArn}'`,
      );
    const name = checkedName(asked);
    checkInput(input);
    const arn = executionArn(stateMachineArn, name);
    const key = keyOf(arn);
    const definitionHash = await store.keepDefinition(machine.definition);
    const open = running.get(key);
    const taken = () => new WorkflowError('ExecutionAlreadyExists', `Execution Already Exists: '${arn}'`);
    if (open) {
      if (open.execution.input !== input) throw taken();
      await open.settled();
      // The first caller's write was refused: this call is then the first.
      if (running.get(key) !== open && !ended.has(key))
        return startExecution({ stateMachineArn, name, input });
      return { executionArn: arn, startDate: new Date(open.execution.startedAt) };
    }
    const before = ended.get(key);
    if (before && now() - before.stoppedAt < nameRetention) throw taken();
    const live = hold(key, newExecution(machine, definitionHash, { arn, name, input, now: now() }));
    try {
      if (before) {
        ended.delete(key);
        await store.forget(key);
      }
      await live.change((change) => start(change, machine));
    } catch (thrown) {
      running.delete(key);
      throw thrown;
    }
    return { executionArn: arn, startDate: new Date(live.execution.startedAt) };
  }

  async function stopExecution(arn: string, error?: string, cause?: string): Promise<{ stopDate: Date }> {
    const details = { ...(error === undefined ? {} : { error }), ...(cause === undefined ? {} : { cause }) };
    await running.get(keyOf(arn))?.change(({ execution, end }) => {
      if (execution.status === 'RUNNING') end('ABORTED', details);
    });
    return { stopDate: new Date((await find(arn)).stoppedAt ?? now()) };
  }

  for (const { key, execution } of store.running()) hold(key, execution);
  // Not before the caller has its engine: a resumed call may well use it.
  setImmediate(() => {
    for (const live of running.values())
      if (!stopped)
        live
          .change(() => undefined)
          .catch((thrown: unknown) =>
            log('workflow.resume.failed', { execution: live.execution.arn, thrown: String(thrown) }),
          );
  });

  return {
    ...openTaskDoor({ secret: store.secret, running, ended }),
    deploy({ arn, name, roleArn, definition }) {
      machines.set(arn, { arn, name, roleArn, definition: checkDefinition(name, definition) });
    },
    startExecution,
    stopExecution,
    describeExecution: async (arn) => describeOne(await find(arn)),
    async listExecutions(stateMachineArn, input = {}) {
      const open = [...running.values()].map(({ execution }) => execution);
      const all = [...open, ...ended.values()];
      if (!machines.has(stateMachineArn) && !all.some((one) => one.stateMachineArn === stateMachineArn)) {
        throw new WorkflowError(
          'StateMachineDoesNotExist',
          `State Machine Does Not Exist: '${stateMachineArn}'`,
        );
      }
      return listPage(
        all.filter((one) => one.stateMachineArn === stateMachineArn),
        input,
      );
    },
    async getExecutionHistory(arn) {
      const { eventCount } = await find(arn);
      const events = await store.readHistory(keyOf(arn), eventCount);
      return { events: events.map((event) => ({ ...event, timestamp: new Date(event.timestamp) })) };
    },
    transitions(arn) {
      const key = keyOf(arn);
      const found = running.get(key)?.execution ?? ended.get(key);
      if (!found) throw new WorkflowError('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`);
      return found.transitions;
    },
    tick,
    nextDeadline: () => timetable.next(),
    idle: () => caller.idle(),
    async stop() {
      stopped = true;
      timetable.stop();
      caller.stop();
      await Promise.all([...running.values()].map((live) => live.settled()));
    },
  };
}

function start(change: Change, machine: Machine): void {
  const { run, thread } = change.root;
  const { input, roleArn } = change.execution;
  run.record(thread, 'ExecutionStarted', {
    executionStartedEventDetails: { input, inputDetails: { truncated: false }, roleArn },
  });
  // The first state's event has no predecessor on AWS, though ExecutionStarted comes before it.
  thread.lastEvent = 0;
  begin(change, machine.definition.StartAt);
}

/** Acts on the longest-passed deadline of an execution. @returns whether there was one */
async function expireOne({ execution, root, end }: Change): Promise<boolean> {
  if (execution.status !== 'RUNNING') return false;
  const frame = overdueFrame(root);
  const { deadline } = execution;
  const since =
    frame &&
    Math.min(
      ...[frame.activation.wakeAt, frame.activation.timeoutAt, frame.activation.heartbeatAt].filter(
        (moment) => moment !== undefined,
      ),
    );
  if (deadline !== undefined && deadline <= root.run.now && (since === undefined || deadline <= since)) {
    end('TIMED_OUT', { error: 'States.Timeout' });
    return false;
  }
  if (frame) await expireState(frame);
  return frame !== undefined;
}
