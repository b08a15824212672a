import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SFNClient } from '@aws-sdk/client-sfn';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { readEnv } from '../kernel/env.ts';
import type { EventItem } from '../kernel/events.ts';
import { LOG } from '../kernel/log.ts';
import { type Change, inOrder } from '../kernel/stream.ts';
import { openTable } from '../kernel/table.ts';
import { callBack } from './callback.ts';
import { callbackDue, type StepItem } from './domain.ts';
import { workflowRepository } from './repository.ts';
import { startAllotment, startExecution } from './start.ts';
import { conclusionOf } from './steps.ts';

export interface StreamDependencies {
  readonly workflow: SFNClient;
  /** The machine of devices. */
  readonly machine: string;
  /** The machine of decided plans. */
  readonly allotments: string;
  readonly repository: ReturnType<typeof workflowRepository>;
}

/**
 * Joins the table and the workflow. Arrived devices get their execution, and so do decided plans that are started; an event that concludes a step is written
 * beside the wait; when wait and outcome have met, in either order, the wait is answered.
 */
export const joinWorkflow = (deps: StreamDependencies) => async (change: Change) => {
  if (change.sk.startsWith('EVT#') && change.inserted) {
    const event = change.item as unknown as EventItem;
    if (event.type === 'donation.arrive') {
      for (const device of (event.facts?.devices ?? []) as string[]) {
        await startExecution(deps, { device, step: 'erasure', round: 1 }, 1, event.at);
      }
    }
    if (event.type === 'allotment.start') {
      const { lines, attempt } = event.facts ?? {};
      const entry = { allotment: event.subject, lines: Number(lines), attempt: Number(attempt) };
      await startAllotment(deps, entry);
    }
    const conclusion = conclusionOf(event);
    if (conclusion) await deps.repository.recordOutcome(conclusion, event.at);
    return;
  }
  const item = change.item as unknown as Partial<StepItem>;
  if (change.sk.startsWith('STEP#') && callbackDue(item)) {
    // A token that cannot be answered any more is settled too; the wait that took its place brings its own.
    await callBack(deps.workflow, item);
    await deps.repository.settle(item);
  }
};

let made: StreamDependencies | undefined;

function open(): StreamDependencies {
  const env = readEnv(['TABLE_NAME', 'DELIVERY_WORKFLOW', 'ALLOTMENT_WORKFLOW']);
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({}), {
    marshallOptions: { removeUndefinedValues: true },
  });
  return {
    workflow: new SFNClient({}),
    machine: env.DELIVERY_WORKFLOW,
    allotments: env.ALLOTMENT_WORKFLOW,
    repository: workflowRepository(openTable(client, env.TABLE_NAME)),
  };
}

export const handler = (batch: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
  made ??= open();
  return inOrder(batch, LOG.STREAM_FAILED, joinWorkflow(made));
};
