import { marshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LocalTable, openLocalTable } from '../../test/support/dynamo.ts';
import { countQueues } from './counting.ts';
import { readDepths } from './repository.ts';

let local: LocalTable;
beforeAll(async () => {
  local = await openLocalTable();
}, 60_000);
afterAll(() => local.stop());

const standing = (q: string, since: string, id: string) => ({ q, qs: `${since}#${id}` });
let sequence = 0;
const record = (before: object | undefined, after: object | undefined): DynamoDBRecord => {
  sequence += 1;
  return {
    eventID: `record-${sequence}`,
    dynamodb: {
      SequenceNumber: String(sequence),
      ...(before ? { OldImage: marshall(before) as never } : {}),
      ...(after ? { NewImage: marshall(after) as never } : {}),
    },
  };
};
const batch = (...Records: DynamoDBRecord[]): DynamoDBStreamEvent => ({ Records });
const depths = async () =>
  Object.fromEntries(
    (await readDepths(local.table)).map(({ pk: _, sk, ...days }) => [
      sk,
      Object.fromEntries(Object.entries(days).filter(([, count]) => count !== 0)),
    ]),
  );
const count = (event: DynamoDBStreamEvent) =>
  countQueues(event, {
    table: local.table,
    now: () => new Date('2026-11-23T01:00:00Z'),
    city: { timeZone: 'Asia/Seoul' },
  });

test('each record counts once, however often and in whatever company it comes again', async () => {
  const OFFERED = standing('DON#Q#OFFERED', '2026-11-22', 'don_1');
  const SCREENED = standing('DON#Q#SCREENED', '2026-11-23', 'don_1');
  const joined = record(undefined, OFFERED);
  const another = record(undefined, standing('DON#Q#OFFERED', '2026-11-22', 'don_2'));
  const moved = record(OFFERED, SCREENED);
  const deleted = record(SCREENED, undefined);

  expect(await count(batch(joined, another))).toEqual({ batchItemFailures: [] });
  expect(await depths()).toEqual({ 'DON#Q#OFFERED': { '2026-11-22': 2 } });
  // The batch is halved and told again, with what came after it.
  await count(batch(another, moved));
  await count(batch(joined));
  expect(await depths()).toEqual({
    'DON#Q#OFFERED': { '2026-11-22': 1 },
    'DON#Q#SCREENED': { '2026-11-23': 1 },
  });
  await count(batch(joined, another, moved, deleted));
  expect(await depths()).toEqual({ 'DON#Q#OFFERED': { '2026-11-22': 1 }, 'DON#Q#SCREENED': {} });
});

test('what moves no queue writes nothing, and a failure names the first record that moved one', async () => {
  const before = (await local.everything()).length;
  await count(batch(record({ status: 'A' }, { status: 'B' })));
  expect((await local.everything()).length).toBe(before);
  const moving = record(undefined, standing('DON#Q#OFFERED', '2026-11-22', 'don_3'));
  const failed = await countQueues(batch(record({}, {}), moving), {
    table: { transact: () => Promise.reject(new Error('away')) },
    now: () => new Date(),
    city: { timeZone: 'Asia/Seoul' },
  });
  expect(failed.batchItemFailures).toEqual([{ itemIdentifier: moving.dynamodb?.SequenceNumber }]);
});
