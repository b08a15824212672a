import { evaluateTemplate } from '../expression.ts';
import { childFrames, type Frame, scopeOf } from '../frame.ts';
import { enterState, finishState } from '../transition.ts';

/** Parallel: starts every branch with the same input. */
export async function workParallel(frame: Frame): Promise<void> {
  const { run, thread, activation, state } = frame;
  const branches = state.Branches ?? [];
  const input =
    state.Arguments === undefined
      ? activation.input
      : await evaluateTemplate(state.Arguments, scopeOf(frame), 'Arguments');
  const started = run.record(thread, 'ParallelStateStarted');
  activation.phase = 'children';
  activation.children = branches.map((_, index) => ({
    status: 'running',
    variables: {},
    lastEvent: started,
    index,
  }));
  for (const child of childFrames(frame))
    enterState(child, branches[child.thread.index]?.StartAt ?? '', input);
}

/** Ends a Parallel once every branch has: the result is the branches' outputs in their order. */
export async function joinParallel(frame: Frame): Promise<boolean> {
  const children = frame.activation.children ?? [];
  if (children.some(({ status }) => status === 'running')) return false;
  frame.run.record(frame.thread, 'ParallelStateSucceeded');
  await finishState(
    frame,
    children.map(({ output }) => output ?? null),
  );
  return true;
}
