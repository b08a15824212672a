import { DescribeExecutionCommand, type SFNClient } from '@aws-sdk/client-sfn';
import type { Allotment } from '../allotments/domain.ts';
import { type Key, OWNERS, queue } from '../kernel/keys.ts';
import type { Table } from '../kernel/table.ts';
import type { AllotmentEntry } from './allotment-states.ts';
import { arnOf, startAllotment } from './start.ts';

const PAGE = 50;

interface Rebuilding {
  readonly table: Table;
  readonly workflow: SFNClient;
  /** The machine of decided plans. */
  readonly allotments: string;
}

/**
 * Starts the execution of every plan that is being carried out and has none, under the attempt that the plan counts. One
 * that has ended without closing its plan is left to people: they go on with it, which counts another attempt.
 */
export async function* rebuildAllotments(deps: Rebuilding): AsyncGenerator<AllotmentEntry> {
  const { table, workflow, allotments } = deps;
  let after: Record<string, unknown> | undefined;
  do {
    const page = await table.queuePage(queue(OWNERS.allotment, 'EXECUTING'), { limit: PAGE, after });
    for (const plan of await table.getAll<Allotment & Key>(page.keys)) {
      const entry = { allotment: plan.id, lines: plan.lineCount, attempt: plan.attempt };
      if (await exists(workflow, arnOf(allotments, plan.id, plan.attempt))) continue;
      await startAllotment(deps, entry);
      yield entry;
    }
    after = page.last;
  } while (after);
}

async function exists(workflow: SFNClient, executionArn: string): Promise<boolean> {
  try {
    await workflow.send(new DescribeExecutionCommand({ executionArn }));
    return true;
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'ExecutionDoesNotExist') throw error;
    return false;
  }
}
