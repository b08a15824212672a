import { EvaluationFailure } from '../errors.ts';
import { evaluateTemplate } from '../expression.ts';
import { type Frame, scopeOf } from '../frame.ts';
import { readWhole } from '../number.ts';
import { finishState } from '../transition.ts';

// RFC 3339 with the T and the zone that the Amazon States Language demands.
const timestamp = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

/** Wait: until Seconds from now or until Timestamp; a moment that has passed does not wait. */
export async function workWait(frame: Frame): Promise<void> {
  const until = await readMoment(frame);
  if (until <= frame.run.now) return finishState(frame);
  frame.activation.phase = 'until';
  frame.activation.wakeAt = until;
}

async function readMoment(frame: Frame): Promise<number> {
  const { state, run } = frame;
  const scope = scopeOf(frame);
  if (state.Seconds !== undefined) return run.now + (await readWhole(state.Seconds, scope, 'Seconds')) * 1000;
  const text = await evaluateTemplate(state.Timestamp ?? null, scope, 'Timestamp');
  const moment = typeof text === 'string' && timestamp.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(moment)) {
    throw new EvaluationFailure(
      'Timestamp',
      `The field 'Timestamp' gave ${JSON.stringify(text)}; it takes an RFC 3339 time.`,
    );
  }
  return moment;
}
