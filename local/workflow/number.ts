import { EvaluationFailure } from './errors.ts';
import { evaluateExpression, isExpression, type Scope } from './expression.ts';

// The largest duration a state may ask for (Amazon States Language limits on Step Functions).
const longestSeconds = 99_999_999;

/** A whole number of a state's field, written or computed. @throws EvaluationFailure outside the limits */
export async function readWhole(
  value: number | string,
  scope: Scope,
  location: string,
  { least = 0, most = longestSeconds }: { least?: number; most?: number } = {},
): Promise<number> {
  const number = isExpression(value) ? await evaluateExpression(value, scope, location) : value;
  if (typeof number !== 'number' || !Number.isInteger(number) || number < least || number > most) {
    throw new EvaluationFailure(
      location,
      `The field '${location}' gave ${JSON.stringify(number)}; it takes a whole number from ${least} to ${most}.`,
    );
  }
  return number;
}
