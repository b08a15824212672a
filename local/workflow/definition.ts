import validate from 'asl-validator';
import { WorkflowError } from './errors.ts';
import { compileExpression, isExpression } from './expression.ts';
import { unsupportedIn } from './supported.ts';
import type { Json, MachineDefinition, StateGraph } from './types.ts';

/**
 * Checks a definition as CreateStateMachine would, and that this interpreter can run all of it.
 * @returns a copy of the definition that nobody else holds
 * @throws WorkflowError(InvalidDefinition) naming every fault
 */
export function checkDefinition(name: string, definition: object): MachineDefinition {
  // A copy, because the validator writes into what it is given.
  const { isValid, errorsText } = validate(forValidator(definition as Json) as object, {
    checkArn: false,
    checkPaths: true,
  });
  const machine = structuredClone(definition) as MachineDefinition;
  const faults = [
    ...unsupportedIn(definition).map((what) => `not implemented: ${what}`),
    ...(isValid ? [] : [errorsText()]),
  ];
  if (faults.length === 0)
    faults.push(...expressionFaults(machine as unknown as Json, ''), ...scopeFaults(machine));
  if (faults.length > 0) {
    throw new WorkflowError(
      'InvalidDefinition',
      `Invalid State Machine Definition: ${name}: ${faults.join('; ')}`,
    );
  }
  return machine;
}

// AWS takes any JSON here; the validator's schema only an object or an expression.
const anyJson = new Set(['Output', 'Arguments', 'ItemSelector']);

/** The definition without what the validator wrongly refuses: its patterns know no line breaks and no empty strings. */
function forValidator(value: Json): Json {
  if (value === '') return ' ';
  if (isExpression(value)) return `{% ${value.slice(2, -2).trim().replaceAll(/\s+/g, ' ')} %}`;
  if (Array.isArray(value)) return value.map(forValidator);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => {
      const isObject = typeof part === 'object' && part !== null && !Array.isArray(part);
      return [key, anyJson.has(key) && !isObject ? '{% null %}' : forValidator(part)];
    }),
  );
}

/** Expressions that do not compile, or that call $eval, which Step Functions does not have. */
function expressionFaults(value: Json, path: string): string[] {
  if (isExpression(value)) {
    if (/\$eval\s*\(/.test(value)) return [`${path}: $eval is not available, use $parse`];
    try {
      compileExpression(value);
      return [];
    } catch (thrown) {
      return [`${path}: ${(thrown as Error).message}`];
    }
  }
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, part]) => expressionFaults(part, `${path}/${key}`));
}

/**
 * A variable may be assigned in one scope only: an inner assignment under an outer name could change nothing
 * outside, and reads as if it did.
 */
function scopeFaults(graph: StateGraph, outer: ReadonlySet<string> = new Set()): string[] {
  const states = Object.values(graph.States);
  const here = new Set(
    states.flatMap((state) =>
      [state, ...(state.Choices ?? []), ...(state.Catch ?? [])].flatMap(({ Assign }) =>
        Object.keys(Assign ?? {}),
      ),
    ),
  );
  const faults = [...here].flatMap((name) => {
    if (name === 'states') return ['the variable $states is reserved'];
    return outer.has(name) ? [`the variable $${name} is already assigned in an outer scope`] : [];
  });
  const inner = states.flatMap(({ Branches = [], ItemProcessor }) =>
    ItemProcessor ? [...Branches, ItemProcessor] : Branches,
  );
  return [...faults, ...inner.flatMap((part) => scopeFaults(part, new Set([...outer, ...here])))];
}
