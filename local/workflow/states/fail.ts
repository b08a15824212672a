import { EvaluationFailure } from '../errors.ts';
import { evaluateTemplate } from '../expression.ts';
import { type Frame, scopeOf } from '../frame.ts';
import { endFailed } from '../transition.ts';

/** Fail: ends its thread with an error name and a cause, both of which may be computed. */
export async function workFail(frame: Frame): Promise<void> {
  const scope = scopeOf(frame);
  const text = async (field: 'Error' | 'Cause'): Promise<string> => {
    const value = await evaluateTemplate(frame.state[field] ?? '', scope, field);
    if (typeof value === 'string') return value;
    throw new EvaluationFailure(
      field,
      `The field '${field}' gave ${JSON.stringify(value)}; it takes a string.`,
    );
  };
  endFailed(frame, { error: await text('Error'), cause: await text('Cause') });
}
