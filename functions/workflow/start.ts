import { type SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { LOG, log } from '../kernel/log.ts';
import type { AllotmentEntry } from './allotment-states.ts';
import { executionName } from './domain.ts';
import type { workflowRepository } from './repository.ts';
import type { StepName } from './steps.ts';

/** The name makes it idempotent: the same again starts nothing new. @returns the ARN AWS gave, where it started */
async function startOnce(
  workflow: SFNClient,
  start: { stateMachineArn: string; name: string; input: string },
): Promise<string | undefined> {
  try {
    return (await workflow.send(new StartExecutionCommand(start))).executionArn;
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'ExecutionAlreadyExists') throw error;
    return undefined;
  }
}

/** Where the n-th execution of a machine stands, whether or not it was ever started. */
export const arnOf = (machine: string, subject: string, attempt: number): string =>
  `${machine.replace(':stateMachine:', ':execution:')}:${executionName(subject, attempt)}`;

/** Starts an attempt at carrying out a decided plan. */
export async function startAllotment(
  deps: { workflow: SFNClient; allotments: string },
  entry: AllotmentEntry,
): Promise<void> {
  const name = executionName(entry.allotment, entry.attempt);
  await startOnce(deps.workflow, {
    ...{ stateMachineArn: deps.allotments, name },
    input: JSON.stringify(entry),
  });
  log(LOG.EXECUTION_STARTED, { ...entry });
}

export interface Entry {
  readonly device: string;
  readonly step: StepName;
  readonly round: number;
}

/**
 * Starts the n-th execution of a device and records it. The name makes it idempotent: the same event again starts
 * nothing new.
 */
export async function startExecution(
  deps: { workflow: SFNClient; machine: string; repository: ReturnType<typeof workflowRepository> },
  entry: Entry,
  attempt: number,
  at: string,
): Promise<void> {
  const name = executionName(entry.device, attempt);
  const started = await startOnce(deps.workflow, {
    ...{ stateMachineArn: deps.machine, name },
    input: JSON.stringify(entry),
  });
  const arn = started ?? arnOf(deps.machine, entry.device, attempt);
  await deps.repository.recordExecution(entry.device, attempt, arn, at);
  log(LOG.EXECUTION_STARTED, { ...entry, attempt });
}
