import jsonata from 'jsonata';
import { EvaluationFailure } from './errors.ts';
import { stepFunctions } from './functions.ts';
import type { Json } from './types.ts';

/** What an expression can see: `$states`, the workflow's variables, and the clock. */
export interface Scope {
  states: Record<string, Json>;
  variables: Record<string, Json>;
  now: number;
}

const compiled = new Map<string, jsonata.Expression>();

/** Whether a string is a JSONata expression: `{% … %}` without anything before or after it. */
export function isExpression(value: unknown): value is string {
  return typeof value === 'string' && value.length >= 4 && value.startsWith('{%') && value.endsWith('%}');
}

/** Compiles an expression once; throws jsonata's syntax error. */
export function compileExpression(text: string): jsonata.Expression {
  const known = compiled.get(text);
  if (known) return known;
  const expression = jsonata(text.slice(2, -2).trim());
  compiled.set(text, expression);
  return expression;
}

/**
 * Evaluates one `{% … %}` string. The value is plain JSON, never undefined: JSON has no such value.
 * @param location the field, for the error's cause
 * @throws EvaluationFailure
 */
export async function evaluateExpression(text: string, scope: Scope, location: string): Promise<Json> {
  let value: unknown;
  try {
    const expression = compileExpression(text);
    // No root document: on AWS `$`, `$$` and bare field names mean nothing at the top of an expression.
    value = await expression.evaluate(undefined, {
      ...scope.variables,
      ...stepFunctions(scope.now),
      states: scope.states,
    });
  } catch (thrown) {
    throw new EvaluationFailure(
      location,
      `The JSONata expression '${text}' specified for the field '${location}' threw an error during evaluation. ${describe(thrown)}`,
    );
  }
  return plain(value, text, location);
}

/** Evaluates every expression inside a JSON value; other strings stay as they are. */
export async function evaluateTemplate(template: Json, scope: Scope, location: string): Promise<Json> {
  if (typeof template === 'string') {
    return isExpression(template) ? evaluateExpression(template, scope, location) : template;
  }
  if (Array.isArray(template)) {
    const list: Json[] = [];
    for (const [at, part] of template.entries()) {
      list.push(await evaluateTemplate(part, scope, `${location}[${at}]`));
    }
    return list;
  }
  if (template === null || typeof template !== 'object') return template;
  const object: Record<string, Json> = {};
  for (const [key, part] of Object.entries(template)) {
    object[key] = await evaluateTemplate(part, scope, `${location}/${key}`);
  }
  return object;
}

function plain(value: unknown, text: string, location: string): Json {
  let written: string | undefined;
  try {
    written = typeof value === 'function' ? undefined : JSON.stringify(value);
  } catch {
    written = undefined;
  }
  if (written === undefined) {
    throw new EvaluationFailure(
      location,
      `The JSONata expression '${text}' specified for the field '${location}' returned nothing (undefined) or a function.`,
    );
  }
  return JSON.parse(written) as Json;
}

/** jsonata throws plain objects `{ code, message }`; $error() and built-ins throw Errors. */
function describe(thrown: unknown): string {
  const { code, message } = (thrown ?? {}) as { code?: string; message?: string };
  return [code, message].filter(Boolean).join(': ') || String(thrown);
}
