import type { GivenUp, StreamRecord } from './delivery.ts';
import type { StreamMapping } from './mapping.ts';
import type { StreamSource } from './reader.ts';

/** What Lambda sends to an on-failure destination of a stream. */
export function failureRecord(
  mapping: StreamMapping,
  source: StreamSource,
  records: readonly StreamRecord[],
  { why, tries, now }: { why: GivenUp; tries: number; now: number },
): Record<string, unknown> {
  const [first, last] = [records[0] as StreamRecord, records.at(-1) as StreamRecord];
  const instant = (record: StreamRecord) =>
    new Date(record.dynamodb.ApproximateCreationDateTime * 1000).toISOString();
  return {
    requestContext: { functionArn: mapping.functionArn, condition: why, approximateInvokeCount: tries },
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    version: '1.0',
    timestamp: new Date(now).toISOString(),
    DDBStreamBatchInfo: {
      shardId: source.shard,
      startSequenceNumber: first.dynamodb.SequenceNumber,
      endSequenceNumber: last.dynamodb.SequenceNumber,
      approximateArrivalOfFirstRecord: instant(first),
      approximateArrivalOfLastRecord: instant(last),
      batchSize: records.length,
      streamArn: mapping.streamArn,
    },
  };
}
