import { EvaluationFailure, StateFailure } from '../errors.ts';
import { evaluateExpression } from '../expression.ts';
import { type Frame, scopeOf } from '../frame.ts';
import { leaveState } from '../transition.ts';

/**
 * Choice: the first rule whose Condition is true, with that rule's Assign and Output; otherwise Default,
 * with the state's own.
 */
export async function workChoice(frame: Frame): Promise<void> {
  const { state, activation } = frame;
  const scope = scopeOf(frame);
  for (const [at, rule] of (state.Choices ?? []).entries()) {
    const location = `Choices[${at}]/Condition`;
    const holds = await evaluateExpression(rule.Condition, scope, location);
    if (typeof holds !== 'boolean') {
      throw new EvaluationFailure(
        location,
        `The field '${location}' gave ${JSON.stringify(holds)}; it takes a boolean.`,
      );
    }
    if (holds) return leaveState(frame, rule, scope, activation.input, rule.Next);
  }
  if (state.Default === undefined) {
    throw new StateFailure('States.NoChoiceMatched', `No choice of the state '${activation.state}' matched.`);
  }
  return leaveState(frame, state, scope, activation.input, state.Default);
}
