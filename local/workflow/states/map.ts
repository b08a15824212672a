import { EvaluationFailure } from '../errors.ts';
import { evaluateTemplate } from '../expression.ts';
import { childFrames, type Frame, scopeOf } from '../frame.ts';
import { readWhole } from '../number.ts';
import { enterState, finishState } from '../transition.ts';
import type { Json } from '../types.ts';
import { isDistributed, workMapRun } from './map-run.ts';

// An inline Map runs at most 40 iterations at once, and so does MaxConcurrency 0.
const inlineConcurrency = 40;

/** Map: reads its items, and begins to work on them inline or by child executions. */
export async function workMap(frame: Frame): Promise<void> {
  const items = await readItems(frame);
  return isDistributed(frame.state) ? workMapRun(frame, items) : workInline(frame, items);
}

async function readItems(frame: Frame): Promise<Json[]> {
  const { state, activation } = frame;
  const items =
    state.Items === undefined
      ? activation.input
      : await evaluateTemplate(state.Items, scopeOf(frame), 'Items');
  if (Array.isArray(items)) return items;
  throw new EvaluationFailure('Items', `The field 'Items' gave ${JSON.stringify(items)}; it takes an array.`);
}

/** Iterations are started by `joinMap` as places become free. */
async function workInline(frame: Frame, items: Json[]): Promise<void> {
  const { run, thread, activation, state } = frame;
  const scope = scopeOf(frame);
  const asked = await readWhole(state.MaxConcurrency ?? 0, scope, 'MaxConcurrency');
  activation.concurrency = asked === 0 ? inlineConcurrency : Math.min(asked, inlineConcurrency);
  activation.items = items;
  activation.children = [];
  activation.phase = 'children';
  run.record(thread, 'MapStateStarted', { mapStateStartedEventDetails: { length: items.length } });
}

/**
 * Starts iterations up to the concurrency, or ends the Map when all are done.
 * @returns whether anything moved
 */
export async function joinMap(frame: Frame): Promise<boolean> {
  const { activation, thread, run } = frame;
  const { items = [], concurrency = 1, children = [] } = activation;
  let active = children.filter(({ status }) => status === 'running').length;
  if (active === 0 && children.length === items.length) {
    run.record(thread, 'MapStateSucceeded');
    await finishState(
      frame,
      children.map(({ output }) => output ?? null),
    );
    return true;
  }
  const before = children.length;
  for (; active < concurrency && children.length < items.length; active += 1) await startIteration(frame);
  return children.length > before;
}

async function startIteration(frame: Frame): Promise<void> {
  const { run, thread, activation, state } = frame;
  const children = activation.children ?? [];
  const index = children.length;
  const value = activation.items?.[index] ?? null;
  const item = { Index: index, Value: value };
  const input =
    state.ItemSelector === undefined
      ? value
      : await evaluateTemplate(state.ItemSelector, scopeOf(frame, {}, item), 'ItemSelector');
  const lastEvent = run.record(thread, 'MapIterationStarted', {
    mapIterationStartedEventDetails: { name: activation.state, index },
  });
  children.push({ status: 'running', variables: {}, lastEvent, index, item });
  const child = childFrames(frame)[index];
  if (child) enterState(child, state.ItemProcessor?.StartAt ?? '', input);
}
