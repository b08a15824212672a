import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { keys } from '../kernel/keys.ts';
import { LOG, logFailure } from '../kernel/log.ts';
import type { Table, Write } from '../kernel/table.ts';
import { type Place, type Step, stepsOf, summed } from './depth.ts';

export interface CountingDependencies {
  readonly table: Pick<Table, 'transact'>;
  readonly now: () => Date;
  readonly city: { readonly timeZone: string };
}

/** The stream may repeat a record for up to a day; its mark lives twice as long. */
const MARK_SECONDS = 2 * 24 * 60 * 60;

const markOf = (record: string, now: Date): Write => ({
  put: { ...keys.counted(`Q#${record}`), ttl: Math.floor(now.getTime() / 1000) + MARK_SECONDS },
  when: { exists: false },
});

/** Each queue is one item, with a counter a day: a queue's updates are one write. */
function updates(steps: readonly Step[]): Write[] {
  const byQueue = Map.groupBy(summed(steps), ({ q }) => q);
  return [...byQueue].map(([q, days]) => ({
    update: keys.queueDepth(q),
    change: { add: Object.fromEntries(days.map(({ day, by }) => [day, by])) },
    when: {},
  }));
}

interface Moved {
  readonly record: string;
  readonly steps: readonly Step[];
}

/**
 * Counts the records of a batch into the depths of their queues, each exactly once: their marks and all depths are one
 * transaction (25 records make 25 marks and 50 depths at most, of the 100 that DynamoDB takes). When one of them was
 * counted before, because the batch comes again, each is counted alone.
 */
async function count({ table, now }: CountingDependencies, moved: readonly Moved[]): Promise<void> {
  const write = (some: readonly Moved[]) =>
    table.transact([
      ...some.map(({ record }) => markOf(record, now())),
      ...updates(some.flatMap(({ steps }) => steps)),
    ]);
  const refused = await write(moved);
  if (refused && moved.length > 1) for (const one of moved) await write([one]);
}

type Image = NonNullable<DynamoDBStreamEvent['Records'][number]['dynamodb']>['NewImage'];
/** Where a record stood: two of its attributes, and not the whole of it, for every change of every queue comes by here. */
const placeIn = (image: Image): Place => ({ q: image?.q?.S, qs: image?.qs?.S });

/** Keeps the depths of the work queues, from the images before and after each change of the table. */
export async function countQueues(
  batch: DynamoDBStreamEvent,
  deps: CountingDependencies,
): Promise<DynamoDBBatchResponse> {
  const moved = batch.Records.map(({ eventID = '', dynamodb }) => ({
    record: eventID,
    sequence: dynamodb?.SequenceNumber ?? '',
    steps: stepsOf(placeIn(dynamodb?.OldImage), placeIn(dynamodb?.NewImage), deps.city.timeZone),
  })).filter(({ steps }) => steps.length > 0);
  const [first] = moved;
  if (!first) return { batchItemFailures: [] };
  try {
    await count(deps, moved);
    return { batchItemFailures: [] };
  } catch (error) {
    logFailure(LOG.STREAM_FAILED, error, { sequence: first.sequence });
    return { batchItemFailures: [{ itemIdentifier: first.sequence }] };
  }
}
