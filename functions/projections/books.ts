import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { LOG, logFailure } from '../kernel/log.ts';
import { changesIn } from '../kernel/stream.ts';
import type { Transfer } from '../ledger/domain.ts';

/**
 * Hands the transfers of a batch over together: they get their places in the public chain in one transaction. When
 * that fails, Lambda comes back with the first of them and what follows; all of it may be repeated.
 */
export async function bookBatch(
  batch: DynamoDBStreamEvent,
  publish: (transfers: readonly Transfer[]) => Promise<void>,
): Promise<DynamoDBBatchResponse> {
  const found = changesIn(batch).filter(
    ({ change }) => change.inserted && change.pk.startsWith('LED#') && change.item.kind === 'transfer',
  );
  const [first] = found;
  if (!first) return { batchItemFailures: [] };
  try {
    await publish(found.map(({ change }) => change.item as unknown as Transfer));
    return { batchItemFailures: [] };
  } catch (error) {
    logFailure(LOG.STREAM_FAILED, error, { sequence: first.sequence });
    return { batchItemFailures: [{ itemIdentifier: first.sequence }] };
  }
}
