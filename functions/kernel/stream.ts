import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { type LogName, logFailure } from './log.ts';

/** A change of one item, as the stream tells it. */
export interface Change {
  readonly pk: string;
  readonly sk: string;
  readonly inserted: boolean;
  readonly item: Readonly<Record<string, unknown>>;
}

/** The changes of a batch, each with the sequence number by which Lambda can be told to come back with it. */
export function changesIn(batch: DynamoDBStreamEvent): { sequence: string; change: Change }[] {
  return batch.Records.flatMap((record) => {
    const image = record.dynamodb?.NewImage;
    if (!image) return [];
    const item = unmarshall(image as Record<string, AttributeValue>);
    const change = {
      pk: String(item.pk),
      sk: String(item.sk),
      inserted: record.eventName === 'INSERT',
      item,
    };
    return [{ sequence: record.dynamodb?.SequenceNumber ?? '', change }];
  });
}

/**
 * Takes the changes of a batch in order. The first that fails is reported by its sequence number, so that Lambda
 * comes back with it and what follows; what went before is not repeated.
 */
export async function inOrder(
  batch: DynamoDBStreamEvent,
  failed: LogName,
  take: (change: Change) => Promise<void>,
): Promise<DynamoDBBatchResponse> {
  for (const { sequence, change } of changesIn(batch)) {
    try {
      await take(change);
    } catch (error) {
      logFailure(failed, error, { sequence });
      return { batchItemFailures: [{ itemIdentifier: sequence }] };
    }
  }
  return { batchItemFailures: [] };
}
