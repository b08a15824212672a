import { DescribeExecutionCommand, type SFNClient } from '@aws-sdk/client-sfn';
import { DEVICE_STATUS, type DeviceStatus } from '../devices/contract.ts';
import type { Device } from '../devices/domain.ts';
import { type Key, keys, OWNERS, queue } from '../kernel/keys.ts';
import type { Table } from '../kernel/table.ts';
import { stepOfStatus } from './domain.ts';
import { type ExecutionItem, workflowRepository } from './repository.ts';
import { type Entry, startExecution } from './start.ts';

/** What a device's last execution is to the rebuilding: still there, or lost. */
export type LastExecution = { readonly attempt: number; readonly running: boolean } | undefined;

/** Where a device enters again: its step and round as the table says, under the next name; undefined = nothing to do. */
export function entryFor(
  device: Pick<Device, 'id' | 'status' | 'round'>,
  last: LastExecution,
): { readonly entry: Entry; readonly attempt: number } | undefined {
  const step = stepOfStatus(device.status);
  if (!step || last?.running) return undefined;
  return { entry: { device: device.id, step, round: device.round }, attempt: (last?.attempt ?? 0) + 1 };
}

/** Every queue in which a device on its way can stand; a booked delivery has a queue of its own. */
const SCOPES: readonly string[] = [...DEVICE_STATUS.filter((s: DeviceStatus) => stepOfStatus(s)), 'BOOKED'];
const PAGE = 50;

interface Rebuilding {
  readonly table: Table;
  readonly workflow: SFNClient;
  readonly machine: string;
  readonly now: () => Date;
}

async function lastOf(workflow: SFNClient, item: ExecutionItem | undefined): Promise<LastExecution> {
  if (!item) return undefined;
  try {
    const { status } = await workflow.send(new DescribeExecutionCommand({ executionArn: item.arn }));
    return { attempt: item.attempt, running: status === 'RUNNING' };
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'ExecutionDoesNotExist') throw error;
    return { attempt: item.attempt, running: false };
  }
}

/**
 * The table is the truth: starts an execution again for every device whose own is lost or ended though its way has
 * not. Reads the devices' work queues page by page; what waits and what has happened meet again at their step item.
 */
export async function* rebuild({
  table,
  workflow,
  machine,
  now,
}: Rebuilding): AsyncGenerator<Entry & { attempt: number }> {
  const repository = workflowRepository(table);
  for (const scope of SCOPES) {
    let after: Record<string, unknown> | undefined;
    do {
      const page = await table.queuePage(queue(OWNERS.device, scope), { limit: PAGE, after });
      for (const device of await table.getAll<Device & Key>(page.keys)) {
        const last = await lastOf(workflow, await table.get<ExecutionItem>(keys.execution(device.id)));
        const next = entryFor(device, last);
        if (!next) continue;
        await startExecution(
          { workflow, machine, repository },
          next.entry,
          next.attempt,
          now().toISOString(),
        );
        yield { ...next.entry, attempt: next.attempt };
      }
      after = page.last;
    } while (after);
  }
}
