import validate from 'asl-validator';
import { WorkflowError } from './errors.ts';
import { compileExpression, isExpression } from './expression.ts';
import { isDistributed } from './states/map-run.ts';
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

// Developer guide, "Using Map state in Distributed mode", Label: 40 characters, none of the special ones.
const label = /^[A-Za-z0-9_-]{1,40}$/;

// AWS takes any JSON in these; the validator's schema refuses empty strings, scalars and lists in lists.
const anyJson = new Set(['Output', 'Arguments', 'ItemSelector']);
const accepted = '{% null %}';

/** The definition without the parts that the validator judges wrongly; those are checked here instead. */
function forValidator(value: Json, key = ''): Json {
  if (anyJson.has(key) || isExpression(value)) return accepted;
  if (Array.isArray(value)) return value.map((part) => forValidator(part));
  if (value === null || typeof value !== 'object') return value;
  if (key === 'Assign') return Object.fromEntries(Object.keys(value).map((name) => [name, accepted]));
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, forValidator(part, name)]));
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
 * outside, and reads as if it did. The child executions of a distributed Map see no variable of the machine around them.
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
  const around = new Set([...outer, ...here]);
  const inner = states.flatMap((state) => [
    ...(state.Branches ?? []).flatMap((branch) => scopeFaults(branch, around)),
    ...(state.ItemProcessor
      ? scopeFaults(state.ItemProcessor, isDistributed(state) ? new Set() : around)
      : []),
    ...(state.Label === undefined || label.test(state.Label)
      ? []
      : [
          `the label ${state.Label} is longer than 40 characters or has others than letters, digits, - and _`,
        ]),
  ]);
  return [...faults, ...inner];
}
