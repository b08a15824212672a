import { createHash } from 'node:crypto';
import type { DatabaseClient } from '../dynamodb/client.ts';
import { ServiceError } from '../errors.ts';
import type { StreamRecord } from './delivery.ts';
import type { StreamMapping } from './mapping.ts';

/** A table's stream in the database. */
export interface StreamSource {
  /** Changes when the table is made anew. */
  readonly label: string;
  readonly arn: string;
  readonly shard: string;
}

interface StreamDescription {
  StreamDescription: { Shards: { ShardId: string; SequenceNumberRange: SequenceRange }[] };
}
interface SequenceRange {
  StartingSequenceNumber: string;
  EndingSequenceNumber?: string;
}

/** @throws Error where the table has no stream, or more than the one shard that the database keeps */
export async function findStream(client: DatabaseClient, tableName: string): Promise<StreamSource> {
  const { Streams } = await client.stream<{
    Streams: { StreamArn: string; StreamLabel: string; TableName: string }[];
  }>('ListStreams', { TableName: tableName });
  const stream = Streams.at(-1);
  if (!stream) throw new Error(`table ${tableName} has no stream`);
  const { StreamDescription } = await client.stream<StreamDescription>('DescribeStream', {
    StreamArn: stream.StreamArn,
  });
  const [shard, ...more] = StreamDescription.Shards;
  if (!shard || more.length > 0)
    throw new Error(`the stream of ${tableName} has ${StreamDescription.Shards.length} shards, not one`);
  return { label: stream.StreamLabel, arn: stream.StreamArn, shard: shard.ShardId };
}

/** The sequence number of the newest record, '' where there is none: where LATEST begins. */
export async function newestRecord(client: DatabaseClient, source: StreamSource): Promise<string> {
  let newest = '';
  for (let iterator: string | undefined = await iteratorAfter(client, source, ''); iterator; ) {
    const page: Page = await readPage(client, iterator, PAGE);
    if (page.records.length === 0) break;
    newest = page.records.at(-1)?.dynamodb.SequenceNumber ?? newest;
    iterator = page.next;
  }
  return newest;
}

export const PAGE = 1000;

export interface Page {
  readonly records: StreamRecord[];
  readonly next: string | undefined;
}

/** An iterator behind the record with this sequence number; '' begins with the oldest that is kept. */
export async function iteratorAfter(
  client: DatabaseClient,
  source: StreamSource,
  done: string,
): Promise<string> {
  const at = done === '' ? { ShardIteratorType: 'TRIM_HORIZON' } : after(done);
  try {
    return await shardIterator(client, source, at);
  } catch (error) {
    if (!(error instanceof ServiceError) || error.code !== 'TrimmedDataAccessException') throw error;
    return shardIterator(client, source, { ShardIteratorType: 'TRIM_HORIZON' });
  }
}

const after = (done: string) => ({ ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: done });

const shardIterator = async (client: DatabaseClient, source: StreamSource, at: object): Promise<string> =>
  (
    await client.stream<{ ShardIterator: string }>('GetShardIterator', {
      StreamArn: source.arn,
      ShardId: source.shard,
      ...at,
    })
  ).ShardIterator;

export async function readPage(client: DatabaseClient, iterator: string, limit: number): Promise<Page> {
  const page = await client.stream<{ Records: StreamRecord[]; NextShardIterator?: string }>('GetRecords', {
    ShardIterator: iterator,
    Limit: limit,
  });
  return { records: page.Records, next: page.NextShardIterator };
}

/** The record as AWS delivers it: region, stream and id are the cloud's, not the database's. */
export function asDelivered(
  record: StreamRecord,
  mapping: StreamMapping,
  place: { region: string; offsetMs: number; expired: boolean },
): StreamRecord {
  const id = createHash('md5').update(`${mapping.streamArn} ${record.dynamodb.SequenceNumber}`).digest('hex');
  return {
    eventID: id,
    eventName: record.eventName,
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: place.region,
    dynamodb: {
      ...record.dynamodb,
      ApproximateCreationDateTime:
        record.dynamodb.ApproximateCreationDateTime + Math.round(place.offsetMs / 1000),
    },
    eventSourceARN: mapping.streamArn,
    // How DynamoDB marks what its time to live removed.
    ...(place.expired ? { userIdentity: { type: 'Service', principalId: 'dynamodb.amazonaws.com' } } : {}),
  };
}
