import type { City } from '../kernel/city.ts';
import { listQueue } from '../kernel/cursor.ts';
import { type Key, keys, OWNERS, queue } from '../kernel/keys.ts';
import type { Table } from '../kernel/table.ts';
import type { Vault } from '../kernel/vault.ts';
import type { StepItem } from './domain.ts';
import type { Conclusion, StepName } from './steps.ts';

/** One device's executions, so that a lost one can be found and built again. */
export interface ExecutionItem extends Key {
  readonly device: string;
  readonly attempt: number;
  readonly arn: string;
  readonly startedAt: string;
}

export function workflowRepository(table: Table) {
  return {
    /** The first outcome of a step and round stands; a doubled event changes nothing. What is done is not late. */
    recordOutcome: (conclusion: Conclusion, at: string): Promise<boolean> =>
      table.update(
        keys.step(conclusion.device, conclusion.step, conclusion.round),
        {
          set: {
            device: conclusion.device,
            step: conclusion.step,
            round: conclusion.round,
            outcome: conclusion.outcome,
            outcomeAt: at,
          },
          remove: ['q', 'qs'],
        },
        { absent: ['outcome'] },
      ),

    /** Marks a token as settled and takes the step out of the late queue; a newer token is left alone. */
    settle: (item: StepItem & { taskToken: string }): Promise<boolean> =>
      table.update(
        { pk: item.pk, sk: item.sk },
        { set: { settled: item.taskToken }, remove: ['q', 'qs'] },
        { equals: { taskToken: item.taskToken } },
      ),

    /** The latest attempt stands: the stream may repeat an arrival long after an execution was built again. */
    recordExecution: (device: string, attempt: number, arn: string, startedAt: string): Promise<boolean> =>
      table.update(
        keys.execution(device),
        { set: { device, attempt, arn, startedAt } },
        attempt === 1 ? { exists: false } : { below: { attempt } },
      ),

    readExecution: (device: string): Promise<ExecutionItem | undefined> => table.get(keys.execution(device)),
  };
}

/** The lead's queue of one step, longest late first. */
export const listLate = (
  deps: { table: Table; vault: Vault; city: City },
  step: StepName,
  page: { limit: number; cursor?: string | undefined },
) => listQueue<StepItem & { lateSince: string }>(deps, queue(OWNERS.workflow, step), page);
