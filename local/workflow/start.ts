import { randomUUID } from 'node:crypto';
import type { StartInput } from './contract.ts';
import { WorkflowError } from './errors.ts';
import type { Change, ChildWanted } from './live.ts';
import type { Roster } from './roster.ts';
import { labelled } from './states/map-run.ts';
import { keyOf } from './store.ts';
import { enterState, largestPayload } from './transition.ts';
import type { Execution, Json, Machine } from './types.ts';

// StartExecution: 1 to 80 characters, no white space, brackets, wildcards, special or control characters.
// biome-ignore lint/suspicious/noControlCharactersInRegex: the API names the control characters it refuses
const badName = /[\s<>{}[\]?*"#%\\^|~`$&,;:/\u0000-\u001f\u007f-\u009f]/;
const longestName = 80;
// A name is free again 90 days after its execution ended.
const nameRetention = 90 * 24 * 3600 * 1000;

/** The name to use, checked. @throws WorkflowError(InvalidName) */
function checkedName(name: string = randomUUID()): string {
  if (name.length < 1 || name.length > longestName || badName.test(name)) {
    throw new WorkflowError('InvalidName', `Invalid Name: '${name}'`);
  }
  return name;
}

/** @throws WorkflowError(InvalidExecutionInput) when the input is no JSON or larger than 256 KiB */
function checkInput(input: string): void {
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
function executionArn(stateMachineArn: string, name: string): string {
  return `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${name}`;
}

/** An execution that has not yet entered a state. */
function newExecution(
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

/**
 * Starts an execution. The same name with the same input while it runs is the same execution.
 * @throws WorkflowError ExecutionAlreadyExists, InvalidName, InvalidExecutionInput
 */
export async function startExecution(
  roster: Roster,
  machine: Machine,
  { name: asked, input }: StartInput,
  now: number,
): Promise<{ executionArn: string; startDate: Date }> {
  const { store, running, ended } = roster;
  const name = checkedName(asked);
  checkInput(input);
  const arn = executionArn(machine.arn, name);
  const key = keyOf(arn);
  const definitionHash = await store.keepDefinition(machine.definition);
  const taken = () => new WorkflowError('ExecutionAlreadyExists', `Execution Already Exists: '${arn}'`);
  const open = running.get(key);
  if (open) {
    if (open.execution.input !== input) throw taken();
    await open.settled();
    // The first caller's write was refused: this call is then the first.
    if (running.get(key) !== open && !ended.has(key)) {
      return startExecution(roster, machine, { stateMachineArn: machine.arn, name, input }, now);
    }
    return { executionArn: arn, startDate: new Date(open.execution.startedAt) };
  }
  const before = ended.get(key);
  if (before && now - before.stoppedAt < nameRetention) throw taken();
  // Held before the first wait, so that a second caller with this name meets it.
  const live = roster.hold(key, newExecution(machine, definitionHash, { arn, name, input, now }));
  try {
    if (before) {
      ended.delete(key);
      await store.forget(key);
    }
    await live.change((change) => enterMachine(change, machine.definition.StartAt));
  } catch (thrown) {
    running.delete(key);
    throw thrown;
  }
  return { executionArn: arn, startDate: new Date(live.execution.startedAt) };
}

/** `arn:…:execution:Name/Label:name` */
export const childArn = (parent: Execution, { mapRun, name }: Pick<ChildWanted, 'mapRun' | 'name'>): string =>
  executionArn(labelled(parent.stateMachineArn, mapRun), name);

/**
 * Starts a child execution of a distributed Map. Its name was written down before, so that it starts once whatever
 * happens in between; the caller has looked that it is not there yet.
 */
export async function startChild(
  roster: Pick<Roster, 'store' | 'running' | 'hold'>,
  parent: Execution,
  wanted: ChildWanted,
  now: number,
): Promise<void> {
  const { mapRun, index, items, name, graph } = wanted;
  const { StartAt, States } = graph;
  const definitionHash = await roster.store.keepDefinition({ StartAt, States });
  const arn = childArn(parent, wanted);
  const key = keyOf(arn);
  if (roster.running.has(key)) return;
  const machine = {
    ...{ arn: labelled(parent.stateMachineArn, mapRun), name: parent.stateMachineName },
    ...{ roleArn: parent.roleArn, definition: graph },
  };
  const input = JSON.stringify(wanted.input);
  const execution = {
    ...newExecution(machine, definitionHash, { arn, name, input, now }),
    childOf: { mapRun, execution: parent.arn, index, items },
  };
  const live = roster.hold(key, execution);
  try {
    await live.change((change) => enterMachine(change, StartAt));
  } catch (thrown) {
    roster.running.delete(key);
    throw thrown;
  }
}

function enterMachine({ root, execution }: Change, startAt: string): void {
  const { run, thread } = root;
  const { input, roleArn } = execution;
  run.record(thread, 'ExecutionStarted', {
    executionStartedEventDetails: { input, inputDetails: { truncated: false }, roleArn },
  });
  // The first state's event has no predecessor on AWS, though ExecutionStarted comes before it.
  thread.lastEvent = 0;
  enterState(root, startAt, JSON.parse(input) as Json);
}
