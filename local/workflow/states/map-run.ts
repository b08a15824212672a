import { randomUUID } from 'node:crypto';
import { StateFailure } from '../errors.ts';
import { evaluateTemplate } from '../expression.ts';
import { type Frame, scopeOf } from '../frame.ts';
import { readWhole } from '../number.ts';
import { checkedSize, finishState } from '../transition.ts';
import type { Json, MapChild, MapCounts, MapRun, MapRunRecord, StateDefinition } from '../types.ts';

/** Quota of Step Functions: child executions of one map run at the same time; also what MaxConcurrency 0 means. */
const mostChildren = 10_000;
/** What the role needs for its own machine and the executions of it (developer guide, "IAM policies for using Distributed Map state"). */
const needed = ['states:StartExecution', 'states:DescribeExecution', 'states:StopExecution'];

export const isDistributed = ({ ItemProcessor }: StateDefinition): boolean =>
  ItemProcessor?.ProcessorConfig?.Mode === 'DISTRIBUTED';

/** `arn:…:stateMachine:Name` and a label give `arn:…:stateMachine:Name/Label`: the machine that the children are executions of. */
export const labelled = (stateMachineArn: string, mapRunArn: string): string =>
  `${stateMachineArn}/${mapRunArn.split('/')[1]?.split(':')[0]}`;

/** Map (distributed): what each child execution is given is decided here, once; `joinMapRun` starts them as places become free. */
export async function workMapRun(frame: Frame, items: Json[]): Promise<void> {
  const { run, thread, activation, state } = frame;
  const { execution } = run;
  demandRights(frame);
  const scope = scopeOf(frame);
  const asked = await readWhole(state.MaxConcurrency ?? 0, scope, 'MaxConcurrency');
  const concurrency = asked === 0 ? mostChildren : Math.min(asked, mostChildren);
  const children = await batch(frame, await select(frame, items));
  for (const { input = null } of children) checkedSize(input, activation.state);
  const arn = `${execution.stateMachineArn.replace(':stateMachine:', ':mapRun:')}/${state.Label ?? randomUUID()}:${randomUUID()}`;
  activation.mapRun = { arn, concurrency, started: 0, children };
  activation.phase = 'mapRun';
  run.record(thread, 'MapStateStarted', { mapStateStartedEventDetails: { length: items.length } });
  run.record(thread, 'MapRunStarted', { mapRunStartedEventDetails: { mapRunArn: arn } });
  const counts = countsOf(activation.mapRun);
  const record: MapRunRecord = {
    ...{ arn, status: 'RUNNING', startedAt: run.now },
    ...{ maxConcurrency: asked, ...counts },
  };
  execution.mapRuns = [...(execution.mapRuns ?? []), record];
}

function demandRights({ run, activation }: Frame): void {
  const { stateMachineArn, roleArn } = run.execution;
  const executions = `${stateMachineArn.replace(':stateMachine:', ':execution:')}:*`;
  for (const action of needed) {
    const resource = action === 'states:StartExecution' ? stateMachineArn : executions;
    if (run.permits(roleArn, action, resource)) continue;
    throw new StateFailure(
      'States.Permissions',
      `The role ${roleArn} is not authorized to perform ${action} on ${resource} for the state '${activation.state}'.`,
    );
  }
}

async function select(frame: Frame, items: Json[]): Promise<Json[]> {
  const { ItemSelector } = frame.state;
  if (ItemSelector === undefined) return items;
  const selected: Json[] = [];
  for (const [Index, Value] of items.entries())
    selected.push(await evaluateTemplate(ItemSelector, scopeOf(frame, {}, { Index, Value }), 'ItemSelector'));
  return selected;
}

async function batch(frame: Frame, items: Json[]): Promise<MapChild[]> {
  const { ItemBatcher } = frame.state;
  if (!ItemBatcher) return items.map((input) => ({ name: randomUUID(), items: 1, input }));
  const scope = scopeOf(frame);
  const { MaxItemsPerBatch, BatchInput } = ItemBatcher;
  const size = await readWhole(MaxItemsPerBatch ?? items.length, scope, 'ItemBatcher/MaxItemsPerBatch', {
    least: MaxItemsPerBatch === undefined ? 0 : 1,
  });
  const shared =
    BatchInput === undefined
      ? {}
      : { BatchInput: await evaluateTemplate(BatchInput, scope, 'ItemBatcher/BatchInput') };
  const children: MapChild[] = [];
  for (let at = 0; at < items.length; at += size) {
    const Items = items.slice(at, at + size);
    children.push({ name: randomUUID(), items: Items.length, input: { ...shared, Items } });
  }
  return children;
}

/**
 * Starts children up to the concurrency, or ends the Map: well when all have, badly with the first that did not.
 * @returns whether the Map ended
 */
export async function joinMapRun(frame: Frame): Promise<boolean> {
  const { run, thread, activation } = frame;
  const { mapRun } = activation;
  if (!mapRun) return false;
  const { children, concurrency } = mapRun;
  const ended = children.filter(({ status }) => status !== undefined);
  if (ended.some(({ status }) => status !== 'SUCCEEDED')) {
    const failure = {
      error: 'States.ExceedToleratedFailureThreshold',
      cause: 'The specified tolerated failure threshold was exceeded',
    };
    run.record(thread, 'MapRunFailed', { mapRunFailedEventDetails: failure });
    run.record(thread, 'MapStateFailed');
    close(frame, mapRun, 'FAILED');
    throw new StateFailure(failure.error, failure.cause);
  }
  if (ended.length === children.length) {
    run.record(thread, 'MapRunSucceeded');
    run.record(thread, 'MapStateSucceeded');
    close(frame, mapRun, 'SUCCEEDED');
    await finishState(
      frame,
      children.map(({ output }) => output ?? null),
    );
    return true;
  }
  mapRun.started = Math.min(children.length, ended.length + concurrency);
  Object.assign(recordOf(frame, mapRun), countsOf(mapRun));
  return false;
}

function recordOf({ run }: Frame, { arn }: MapRun): MapRunRecord {
  const found = run.execution.mapRuns?.find((record) => record.arn === arn);
  if (!found) throw new Error(`The execution does not remember its map run ${arn}`);
  return found;
}

function close(frame: Frame, mapRun: MapRun, status: 'SUCCEEDED' | 'FAILED'): void {
  Object.assign(recordOf(frame, mapRun), { status, stoppedAt: frame.run.now, ...countsOf(mapRun) });
}

const endings = {
  SUCCEEDED: 'succeeded',
  FAILED: 'failed',
  TIMED_OUT: 'timedOut',
  ABORTED: 'aborted',
} as const;

function countsOf({ children, started }: MapRun): { items: MapCounts; executions: MapCounts } {
  const none = { pending: 0, running: 0, succeeded: 0, failed: 0, timedOut: 0, aborted: 0, total: 0 };
  const [items, executions] = [{ ...none }, { ...none }];
  for (const [index, child] of children.entries()) {
    const where = child.status ? endings[child.status] : index < started ? 'running' : 'pending';
    for (const [counts, by] of [
      [items, child.items],
      [executions, 1],
    ] as const) {
      counts[where] += by;
      counts.total += by;
    }
  }
  return { items, executions };
}

/** A map run whose Map was abandoned: stopped, timed out, or failed with the branch that it stood in. What ran in it is stopped. */
export function abandonMapRuns(
  records: readonly MapRunRecord[],
  standing: ReadonlySet<string>,
  now: number,
): void {
  for (const record of records) {
    if (record.status !== 'RUNNING' || standing.has(record.arn)) continue;
    record.status = 'ABORTED';
    record.stoppedAt = now;
    for (const counts of [record.items, record.executions]) {
      counts.aborted += counts.running + counts.pending;
      counts.running = 0;
      counts.pending = 0;
    }
  }
}
