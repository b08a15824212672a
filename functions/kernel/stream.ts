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

/**
 * Takes the changes of a batch in order. The first that fails is reported by its sequence number, so that Lambda
 * comes back with it and what follows; what went before is not repeated.
 */
export async function inOrder(
  batch: DynamoDBStreamEvent,
  failed: LogName,
  take: (change: Change) => Promise<void>,
): Promise<DynamoDBBatchResponse> {
  for (const record of batch.Records) {
    const image = record.dynamodb?.NewImage;
    if (!image) continue;
    const item = unmarshall(image as Record<string, AttributeValue>);
    try {
      await take({ pk: String(item.pk), sk: String(item.sk), inserted: record.eventName === 'INSERT', item });
    } catch (error) {
      logFailure(failed, error, { sequence: record.dynamodb?.SequenceNumber ?? '' });
      return { batchItemFailures: [{ itemIdentifier: record.dynamodb?.SequenceNumber ?? '' }] };
    }
  }
  return { batchItemFailures: [] };
}
