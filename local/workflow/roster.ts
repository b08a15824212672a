import { openCaller } from './call.ts';
import type { EngineOptions } from './contract.ts';
import { executionDeadline, expireOne } from './deadline.ts';
import { WorkflowError } from './errors.ts';
import { holdExecution, type Live, type Wanted } from './live.ts';
import { openNursery } from './nursery.ts';
import { type EndedSummary, keyOf, openStore, type Store, summaryOf } from './store.ts';
import { openTimetable, systemTimer } from './timetable.ts';
import type { Execution } from './types.ts';

/** Every execution of a folder: the running ones in memory, the ended ones by summary. */
export interface Roster {
  store: Store;
  running: Map<string, Live>;
  ended: Map<string, EndedSummary>;
  hold(key: string, execution: Execution): Live;
  /** @throws WorkflowError(ExecutionDoesNotExist) */
  find(arn: string): Promise<Execution>;
  all(): Iterable<Execution | EndedSummary>;
  tick(): Promise<void>;
  nextDeadline(): number | undefined;
  idle(): Promise<void>;
  stop(): Promise<void>;
}

// After a disk that refused a write.
const writeRetry = 5000;

/** Opens the folder and holds what was running; the resumed calls are made in the next turn of the loop. */
export function openRoster(options: EngineOptions): Roster {
  const { now, invoke, log = () => undefined, random = Math.random, permits = () => true } = options;
  const store = openStore(options.folder);
  const running = new Map<string, Live>();
  const ended = store.ended();
  const caller = openCaller(invoke, tryLater, options.ready);
  const timetable = openTimetable(now, options.setTimer ?? systemTimer, () => void tick());
  const nursery = openNursery({ store, running, ended, hold, now, lost: tryLater });
  let stopped = false;

  function kept({ key, execution }: Live, wanted: Wanted): void {
    timetable.put(key, executionDeadline(execution));
    const live = running.get(key);
    if (execution.status !== 'RUNNING') {
      running.delete(key);
      ended.set(key, summaryOf(execution));
      log('workflow.ended', { execution: execution.arn, status: execution.status });
      nursery.count(execution);
    } else if (live) caller.make(live, wanted.calls);
    nursery.attend(execution, wanted);
  }

  /** After a write that failed: nothing has changed, so the same will be due, or called for, again. */
  function tryLater({ key, execution }: Live, thrown: unknown): void {
    log('workflow.write.failed', { execution: execution.arn, thrown: String(thrown) });
    if (running.has(key)) timetable.put(key, now() + writeRetry);
  }

  function hold(key: string, execution: Execution): Live {
    const live = holdExecution(key, execution, { store, now, random, permits, kept });
    running.set(key, live);
    timetable.put(key, executionDeadline(execution));
    return live;
  }

  async function expire(key: string): Promise<void> {
    const live = running.get(key);
    if (!live || stopped) return;
    try {
      // One deadline a change: what one brings about may be what the next one measures.
      for (let more = true; more; ) more = await live.change(expireOne);
    } catch (thrown) {
      tryLater(live, thrown);
    }
  }

  async function tick(): Promise<void> {
    if (!stopped) await Promise.all(timetable.takeDue(now()).map(expire));
  }

  for (const { key, execution } of store.running()) hold(key, execution);
  // Not before the caller has its engine: a resumed call may well use it.
  setImmediate(() => {
    if (stopped) return;
    nursery.clear();
    for (const live of running.values())
      live.change(() => undefined).catch((thrown: unknown) => tryLater(live, thrown));
  });

  return {
    store,
    running,
    ended,
    hold,
    async find(arn) {
      const key = keyOf(arn);
      const live = running.get(key);
      if (live) return live.execution;
      if (ended.has(key)) return store.readEnded(key);
      throw unknownExecution(arn);
    },
    all: () => [...[...running.values()].map(({ execution }) => execution), ...ended.values()],
    tick,
    nextDeadline: () => timetable.next(),
    async idle() {
      do {
        await caller.idle();
        await nursery.idle();
      } while (caller.busy() || nursery.busy());
    },
    async stop() {
      stopped = true;
      timetable.stop();
      caller.stop();
      nursery.stop();
      await Promise.all([...running.values()].map((live) => live.settled()));
      await nursery.idle();
    },
  };
}

export function unknownExecution(arn: string): WorkflowError {
  return new WorkflowError('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`);
}
