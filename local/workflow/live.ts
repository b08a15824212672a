import { advanceThread } from './advance.ts';
import { standingFrames, type ThreadFrame } from './frame.ts';
import { endExecution, startRun } from './history.ts';
import { abandonMapRuns } from './states/map-run.ts';
import type { Store } from './store.ts';
import type { Execution, ExecutionStatus, HistoryEvent, Json, Permits, StateGraph } from './types.ts';

/** A call that the execution is waiting for. */
export interface Call {
  callId: string;
  resource: string;
  request: Json;
}

/** A child execution that is to run, or has ended and is to be counted. */
export interface ChildWanted {
  mapRun: string;
  index: number;
  name: string;
  items: number;
  input: Json;
  graph: StateGraph;
}

/** What a running execution waits for from outside. */
export interface Wanted {
  calls: Call[];
  children: ChildWanted[];
  /** The map runs that go on; a child of any other is to be stopped. */
  mapRuns: ReadonlySet<string>;
}

/** What one change may do: look at the threads, move them, or end the execution. */
export interface Change {
  execution: Execution;
  root: ThreadFrame;
  end(status: ExecutionStatus, details?: { error?: string; cause?: string }): void;
}

/** A running execution in memory. Changes are made one after another, each on a copy that is kept once written. */
export interface Live {
  key: string;
  execution: Execution;
  change<T>(make: (change: Change) => T | Promise<T>): Promise<T>;
  /** Resolves when no change is under way. */
  settled(): Promise<unknown>;
}

/**
 * Holds one running execution.
 * @param kept called after each change has been written, with what is now waited for
 */
export function holdExecution(
  key: string,
  initial: Execution,
  environment: {
    store: Store;
    now: () => number;
    random: () => number;
    permits: Permits;
    kept: (live: Live, wanted: Wanted) => void;
  },
): Live {
  const { store, now, random, permits, kept } = environment;
  const { States: states } = store.readDefinition(initial.definitionHash);
  let queue: Promise<unknown> = Promise.resolve();
  const live: Live = {
    key,
    execution: initial,
    change: (make) => {
      const made = queue.then(() => apply(make));
      queue = made.catch(() => undefined);
      return made;
    },
    settled: () => queue,
  };

  async function apply<T>(make: (change: Change) => T | Promise<T>): Promise<T> {
    const execution = structuredClone(live.execution);
    const events: HistoryEvent[] = [];
    const run = startRun(execution, events, { key, secret: store.secret, now: now(), random, permits });
    const root: ThreadFrame = { run, thread: execution.root, states, outer: {} };
    const end: Change['end'] = (status, details = {}) => endExecution(run, events, status, details);
    const value = await make({ execution, root, end });
    if (execution.status === 'RUNNING') {
      await advanceThread(root);
      concludeRoot(execution, end);
    }
    const wanted = execution.status === 'RUNNING' ? wantedBy(root) : nothing;
    if (execution.mapRuns) abandonMapRuns(execution.mapRuns, wanted.mapRuns, run.now);
    // Written before anyone can see it: the answer to a caller, and the calls that the change asks for.
    if (events.length > 0 || changed(execution, live.execution)) await store.save(key, execution, events);
    // A late answer to an ended execution finds nothing to do, and nobody to tell.
    const wasRunning = live.execution.status === 'RUNNING';
    live.execution = execution;
    if (wasRunning) kept(live, wanted);
    return value;
  }
  return live;
}

function changed(a: Execution, b: Execution): boolean {
  return JSON.stringify(a) !== JSON.stringify(b);
}

function concludeRoot(execution: Execution, end: Change['end']): void {
  const { status, failure, output } = execution.root;
  if (status === 'succeeded') {
    execution.output = JSON.stringify(output ?? null);
    end('SUCCEEDED');
  } else if (status === 'failed') {
    // As DescribeExecution shows it: what is empty is left out.
    const { error = '', cause = '' } = failure ?? {};
    end('FAILED', { ...(error && { error }), ...(cause && { cause }) });
  }
}

const nothing: Wanted = { calls: [], children: [], mapRuns: new Set() };

function wantedBy(root: ThreadFrame): Wanted {
  const calls: Call[] = [];
  const children: ChildWanted[] = [];
  const mapRuns = new Set<string>();
  for (const { activation, state } of standingFrames(root)) {
    const { phase, callId, request = null, mapRun } = activation;
    if (phase === 'calling' && callId) calls.push({ callId, resource: state.Resource ?? '', request });
    if (phase !== 'mapRun' || !mapRun || !state.ItemProcessor) continue;
    mapRuns.add(mapRun.arn);
    const graph = state.ItemProcessor;
    for (const [index, { name, items, input = null, status }] of mapRun.children.entries())
      if (index < mapRun.started && status === undefined)
        children.push({ mapRun: mapRun.arn, index, name, items, input, graph });
  }
  return { calls, children, mapRuns };
}
