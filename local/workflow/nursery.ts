import type { ChildWanted, Live, Wanted } from './live.ts';
import type { Roster } from './roster.ts';
import { childArn, startChild } from './start.ts';
import { keyOf } from './store.ts';
import type { Execution, Json, MapChild } from './types.ts';

/** Looks after the child executions of distributed Maps. */
export interface Nursery {
  /** Brings up the children that an execution wants, counts those that ended unseen, stops those it has abandoned. */
  attend(parent: Execution, wanted: Wanted): void;
  /** An execution has ended: if it was a child, its parent hears of it. */
  count(ended: Execution): void;
  /** At the start: children whose parent ended before they were stopped. */
  clear(): void;
  busy(): boolean;
  /** Resolves when no child is being started, stopped or counted. */
  idle(): Promise<void>;
  stop(): void;
}

/**
 * A child's name is written with its parent before it starts, and its end with itself before its parent hears of it: a
 * kill at any moment leaves one of the two to be done again, and both may be done again.
 * @param lost called when a write was refused, with the execution that will be looked at again
 */
export function openNursery(
  parts: Pick<Roster, 'store' | 'running' | 'ended' | 'hold'> & {
    now: () => number;
    lost: (live: Live, thrown: unknown) => void;
  },
): Nursery {
  const { store, running, ended, now, lost } = parts;
  const underWay = new Map<string, Promise<void>>();
  let stopped = false;

  /** One thing at a time for each child. */
  function once(key: string, parent: Live, work: () => Promise<void>): void {
    if (stopped || underWay.has(key)) return;
    const done = work()
      .finally(() => underWay.delete(key))
      .catch((thrown: unknown) => lost(parent, thrown));
    underWay.set(key, done);
  }

  async function bring(parent: Live, wanted: ChildWanted, key: string): Promise<void> {
    if (ended.has(key)) return tell(parent, await store.readEnded(key));
    await startChild(parts, parent.execution, wanted, now());
    // The parent may have let go of it in between.
    const { status, mapRuns } = parent.execution;
    const goesOn = mapRuns?.some((run) => run.arn === wanted.mapRun && run.status === 'RUNNING');
    if (status !== 'RUNNING' || !goesOn) await stopChild(running.get(key));
  }

  /** The parent takes a child's end once; of a map run that is over, nothing is taken. */
  async function tell(parent: Live, { childOf, status, output }: Execution): Promise<void> {
    await parent.change(({ execution, root }) => {
      const child = execution.status === 'RUNNING' && childOf && childIn(root.thread, childOf);
      if (!child || child.status || status === 'RUNNING') return;
      child.status = status;
      delete child.input;
      if (output !== undefined) child.output = JSON.parse(output) as Json;
    });
  }

  async function stopChild(child: Live | undefined): Promise<void> {
    await child?.change(({ execution, end }) => {
      if (execution.status === 'RUNNING') end('ABORTED');
    });
  }
  const abandon = (child: Live) => once(child.key, child, () => stopChild(child));

  return {
    attend({ arn, mapRuns }, wanted) {
      if (stopped || !mapRuns) return;
      const parent = running.get(keyOf(arn));
      if (parent)
        for (const child of wanted.children) {
          const key = keyOf(childArn(parent.execution, child));
          if (!running.has(key)) once(key, parent, () => bring(parent, child, key));
        }
      for (const live of running.values()) {
        const { childOf } = live.execution;
        if (childOf?.execution === arn && !wanted.mapRuns.has(childOf.mapRun)) abandon(live);
      }
    },
    count(child) {
      const parent = child.childOf && running.get(keyOf(child.childOf.execution));
      if (parent) once(`${keyOf(child.arn)} told`, parent, () => tell(parent, child));
    },
    clear() {
      for (const live of running.values()) {
        const { childOf } = live.execution;
        if (childOf && !running.has(keyOf(childOf.execution))) abandon(live);
      }
    },
    busy: () => underWay.size > 0,
    async idle() {
      while (underWay.size > 0) await Promise.all(underWay.values());
    },
    stop() {
      stopped = true;
    },
  };
}

function childIn(
  { activation, status }: Execution['root'],
  { mapRun, index }: NonNullable<Execution['childOf']>,
): MapChild | undefined {
  if (status !== 'running' || !activation) return undefined;
  if (activation.mapRun?.arn === mapRun) return activation.mapRun.children[index];
  for (const thread of activation.children ?? []) {
    const found = childIn(thread, { mapRun, index, execution: '', items: 0 });
    if (found) return found;
  }
  return undefined;
}
