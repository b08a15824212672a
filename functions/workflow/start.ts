import { type SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { LOG, log } from '../kernel/log.ts';
import { executionName } from './domain.ts';
import type { workflowRepository } from './repository.ts';
import type { StepName } from './steps.ts';

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
  let arn = `${deps.machine.replace(':stateMachine:', ':execution:')}:${name}`;
  try {
    const started = await deps.workflow.send(
      new StartExecutionCommand({ stateMachineArn: deps.machine, name, input: JSON.stringify(entry) }),
    );
    arn = started.executionArn ?? arn;
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'ExecutionAlreadyExists') throw error;
  }
  await deps.repository.recordExecution(entry.device, attempt, arn, at);
  log(LOG.EXECUTION_STARTED, { ...entry, attempt });
}
