import { randomUUID } from 'node:crypto';
import { WorkflowError } from './errors.ts';
import { largestPayload } from './transition.ts';
import type { Execution, Machine } from './types.ts';

// StartExecution: 1 to 80 characters, no white space, brackets, wildcards, special or control characters.
// biome-ignore lint/suspicious/noControlCharactersInRegex: the API names the control characters it refuses
const badName = /[\s<>{}[\]?*"#%\\^|~`$&,;:/\u0000-\u001f\u007f-\u009f]/;
const longestName = 80;

/** The name to use, checked. @throws WorkflowError(InvalidName) */
export function checkedName(name: string = randomUUID()): string {
  if (name.length < 1 || name.length > longestName || badName.test(name)) {
    throw new WorkflowError('InvalidName', `Invalid Name: '${name}'`);
  }
  return name;
}

/** @throws WorkflowError(InvalidExecutionInput) when the input is no JSON or larger than 256 KiB */
export function checkInput(input: string): void {
  try {
    JSON.parse(input);
  } catch (thrown) {
    throw new WorkflowError(
      'InvalidExecutionInput',
      `Invalid State Machine Execution Input: ${(thrown as Error).message}`,
    );
  }
  if (Buffer.byteLength(input) > largestPayload) {
    throw new WorkflowError(
      'InvalidExecutionInput',
      `Invalid State Machine Execution Input: more than ${largestPayload} bytes`,
    );
  }
}

/** `arn:…:stateMachine:Name` and a name give `arn:…:execution:Name:name`. */
export function executionArn(stateMachineArn: string, name: string): string {
  return `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${name}`;
}

/** An execution that has not yet entered a state. */
export function newExecution(
  machine: Machine,
  definitionHash: string,
  { arn, name, input, now }: { arn: string; name: string; input: string; now: number },
): Execution {
  const { TimeoutSeconds } = machine.definition;
  return {
    arn,
    name,
    stateMachineArn: machine.arn,
    stateMachineName: machine.name,
    roleArn: machine.roleArn,
    definitionHash,
    input,
    status: 'RUNNING',
    startedAt: now,
    ...(TimeoutSeconds ? { deadline: now + TimeoutSeconds * 1000 } : {}),
    transitions: 0,
    eventCount: 0,
    root: { status: 'running', variables: {}, lastEvent: 0, index: 0 },
  };
}
