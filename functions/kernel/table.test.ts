import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  DynamoDBDocumentClient,
  GetCommand,
  QueryCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { type LocalTable, openLocalTable } from '../../test/support/dynamo.ts';
import { DomainError, fail } from './errors.ts';
import type { Commit } from './table.ts';
import { openTable } from './table.ts';
import { movableClock, seededIds } from './testing.ts';

const ids = seededIds(movableClock());
const intent = (digest = 'd') => ({ key: ids.ulid(), digest });
const EVENT = {
  type: 'light.go',
  subject: 'lig_1',
  at: '2026-11-23T01:00:00.000Z',
  by: { kind: 'system' as const },
};
const code = (deed: Promise<unknown>) =>
  deed.then(
    () => 'done',
    (error: unknown) => (error instanceof DomainError ? error.code : String(error)),
  );

describe('what is asked of DynamoDB', () => {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({ region: 'ap-northeast-2' }));
  const dynamo = mockClient(client);
  const table = openTable(client, 'programme');
  const key = { pk: 'LIG#1', sk: 'STATE' };
  const cancelled = (...codes: (string | { Code: string; Item: object })[]) =>
    Object.assign(new Error('cancelled'), {
      name: 'TransactionCanceledException',
      CancellationReasons: codes.map((one) => (typeof one === 'string' ? { Code: one } : one)),
    });
  const deed = (changes: Partial<Commit<{ ok: true }>> = {}): Commit<{ ok: true }> => ({
    intent: { key: '01KAAAAAAAAAAAAAAAAAAAAAAA', digest: 'd' },
    pk: 'LIG#1',
    event: EVENT,
    writes: [{ update: key, change: { set: { status: 'GREEN' } }, when: { equals: { status: 'RED' } } }],
    answer: { ok: true },
    ...changes,
  });
  beforeEach(() => {
    dynamo.reset();
    vi.spyOn(console, 'log').mockImplementation(() => undefined);
    vi.spyOn(Math, 'random').mockReturnValue(0);
  });

  test('an item is read consistently, whole or in part', async () => {
    dynamo.on(GetCommand).resolves({});
    await table.get({ ...key, more: 1 } as never, ['status', 'name']);
    expect(dynamo.commandCalls(GetCommand)[0]?.args[0].input).toEqual({
      TableName: 'programme',
      Key: key,
      ConsistentRead: true,
      ProjectionExpression: '#a0, #a1',
      ExpressionAttributeNames: { '#a0': 'status', '#a1': 'name' },
    });
  });

  test('many items come in the order of their keys; what DynamoDB left over is asked for again', async () => {
    const [a, b, c] = ['A', 'B', 'C'].map((sk) => ({ pk: 'LIG#1', sk })) as [
      typeof key,
      typeof key,
      typeof key,
    ];
    dynamo
      .on(BatchGetCommand)
      .resolvesOnce({ Responses: { programme: [b] }, UnprocessedKeys: { programme: { Keys: [a, c] } } })
      .resolvesOnce({ Responses: { programme: [a] } });
    expect(await table.getAll([a, b, c], { consistent: true })).toEqual([a, b]);
    const inputs = dynamo.commandCalls(BatchGetCommand).map((one) => one.args[0].input.RequestItems);
    expect(inputs).toEqual([
      { programme: { Keys: [a, b, c], ConsistentRead: true } },
      { programme: { Keys: [a, c], ConsistentRead: true } },
    ]);
    expect(await table.getAll([])).toEqual([]);
    dynamo.on(BatchGetCommand).resolves({ UnprocessedKeys: { programme: { Keys: [a] } } });
    await expect(table.getAll([a])).rejects.toThrow('unprocessed');
  });

  test('a partition is read page by page up to the limit', async () => {
    dynamo
      .on(QueryCommand)
      .resolvesOnce({ Items: [{ sk: 'E#1' }], LastEvaluatedKey: { pk: 'x' } })
      .resolves({ Items: [{ sk: 'E#2' }, { sk: 'E#3' }], LastEvaluatedKey: { pk: 'y' } });
    expect(await table.part('LIG#1', 'E#', 3)).toHaveLength(3);
    const inputs = dynamo.commandCalls(QueryCommand).map((one) => one.args[0].input);
    expect(inputs).toMatchObject([
      { KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sk)', ConsistentRead: true, Limit: 3 },
      { Limit: 2, ExclusiveStartKey: { pk: 'x' } },
    ]);
  });

  test('a queue is read by its index, keys only, from a place on or from the end', async () => {
    dynamo.on(QueryCommand).resolves({ Items: [], LastEvaluatedKey: { q: 'x' } });
    expect(await table.queuePage('LIG#Q#RED', { limit: 20, newestFirst: true })).toEqual({
      keys: [],
      last: { q: 'x' },
    });
    await table.queueAfter('LIG#Q#RED', 5, '2026');
    expect(dynamo.commandCalls(QueryCommand).map((one) => one.args[0].input)).toMatchObject([
      { IndexName: 'queue', KeyConditionExpression: 'q = :q', Limit: 20, ScanIndexForward: false },
      {
        IndexName: 'queue',
        KeyConditionExpression: 'q = :q AND qs > :after',
        ExpressionAttributeValues: { ':after': '2026' },
      },
    ]);
  });

  test('a deed is one transaction: the event first, then its writes, each with its condition', async () => {
    dynamo.on(TransactWriteCommand).resolves({});
    const writes = [
      ...deed().writes,
      { put: { pk: 'LIG#2', sk: 'STATE', status: 'RED' } },
      { check: { ...key, more: 1 } as never, when: { exists: true } },
      { remove: { pk: 'LIG#3', sk: 'LOCK' }, when: { equals: { holder: 'x' } } },
    ];
    expect(await table.commit(deed({ writes }))).toEqual({ ok: true });
    const common = { TableName: 'programme', ReturnValuesOnConditionCheckFailure: 'ALL_OLD' };
    expect(dynamo.commandCalls(TransactWriteCommand)[0]?.args[0].input).toEqual({
      TransactItems: [
        {
          Put: {
            ...common,
            Item: {
              ...{ pk: 'LIG#1', sk: 'EVT#01KAAAAAAAAAAAAAAAAAAAAAAA', kind: 'event' },
              ...{ key: '01KAAAAAAAAAAAAAAAAAAAAAAA', digest: 'd', answer: { ok: true }, ...EVENT },
            },
            ConditionExpression: 'attribute_not_exists(#pk)',
            ExpressionAttributeNames: { '#pk': 'pk' },
          },
        },
        {
          Update: {
            ...common,
            Key: key,
            UpdateExpression: 'SET #status = :status',
            ConditionExpression: '#status = :status2',
            ExpressionAttributeNames: { '#status': 'status' },
            ExpressionAttributeValues: { ':status': 'GREEN', ':status2': 'RED' },
          },
        },
        {
          Put: {
            ...common,
            Item: { pk: 'LIG#2', sk: 'STATE', status: 'RED' },
            ConditionExpression: 'attribute_not_exists(#pk)',
            ExpressionAttributeNames: { '#pk': 'pk' },
          },
        },
        {
          ConditionCheck: {
            ...common,
            Key: key,
            ConditionExpression: 'attribute_exists(#pk)',
            ExpressionAttributeNames: { '#pk': 'pk' },
          },
        },
        {
          Delete: {
            ...common,
            Key: { pk: 'LIG#3', sk: 'LOCK' },
            ConditionExpression: '#holder = :holder',
            ExpressionAttributeNames: { '#holder': 'holder' },
            ExpressionAttributeValues: { ':holder': 'x' },
          },
        },
      ],
    });
  });

  test('a condition that fails is told with the item as it is', async () => {
    dynamo
      .on(TransactWriteCommand)
      .rejects(cancelled('None', { Code: 'ConditionalCheckFailed', Item: { status: { S: 'OFF' } } }));
    const refused = vi.fn(() => fail('ILLEGAL_MOVE'));
    expect(await code(table.commit(deed({ refused })))).toBe('ILLEGAL_MOVE');
    expect(refused).toHaveBeenCalledWith(deed().writes[0], { status: 'OFF' });
    expect(await code(table.commit(deed()))).toBe('CHANGED_MEANWHILE');
    expect(await code(table.commit(deed({ refused: () => undefined })))).toBe('CHANGED_MEANWHILE');
  });

  test('two transactions that meet are tried again; who never gets a word in hears BUSY', async () => {
    dynamo.on(TransactWriteCommand).rejectsOnce(cancelled('None', 'TransactionConflict')).resolves({});
    expect(await table.commit(deed())).toEqual({ ok: true });
    expect(dynamo.commandCalls(TransactWriteCommand)).toHaveLength(2);
    dynamo.reset();
    dynamo.on(TransactWriteCommand).rejects(cancelled('None', 'TransactionConflict'));
    expect(await code(table.commit(deed()))).toBe('BUSY');
    expect(dynamo.commandCalls(TransactWriteCommand)).toHaveLength(9);
  });

  test('what is no matter of conditions is thrown as it is', async () => {
    for (const error of [
      cancelled('None', 'ValidationError'),
      Object.assign(new Error('slow'), { name: 'ThrottlingException' }),
    ]) {
      dynamo.on(TransactWriteCommand).rejects(error);
      await expect(table.commit(deed())).rejects.toBe(error);
    }
    dynamo
      .on(UpdateCommand)
      .rejects(Object.assign(new Error('x'), { name: 'ConditionalCheckFailedException' }));
    expect(await table.update(key, { set: { a: 1 } }, { exists: true })).toBe(false);
    dynamo.on(UpdateCommand).rejects(new Error('away'));
    await expect(table.update(key, { set: { a: 1 } }, {})).rejects.toThrow('away');
  });
});

describe('on a real table', () => {
  let local: LocalTable;
  beforeAll(async () => {
    local = await openLocalTable();
  });
  afterAll(() => local.stop());

  const go = (pk: string, one: { key: string; digest: string }, status = 'RED') =>
    local.table.commit({
      intent: one,
      pk,
      event: EVENT,
      writes: [
        { update: { pk, sk: 'STATE' }, change: { set: { status: 'GREEN' } }, when: { equals: { status } } },
      ],
      answer: { at: one.key },
    });
  const light = async (): Promise<string> => {
    const pk = `LIG#${ids.ulid()}`;
    await local.table.transact([{ put: { pk, sk: 'STATE', status: 'RED', version: 1 } }]);
    return pk;
  };

  test('the same request again has the same answer, with another body 422, from another caller 409', async () => {
    const pk = await light();
    const mine = intent();
    expect(await go(pk, mine)).toEqual({ at: mine.key });
    expect(await go(pk, mine)).toEqual({ at: mine.key });
    expect(await code(go(pk, { ...mine, digest: 'other' }))).toBe('KEY_REUSED');
    expect(await code(go(pk, intent()))).toBe('CHANGED_MEANWHILE');
    expect(await local.table.part(pk, 'EVT#')).toHaveLength(1);
  });

  test('a deed that is illegal by now is recognised as done before', async () => {
    const pk = await light();
    const mine = intent();
    const deed = (one: typeof mine) => async () => {
      const state = await local.table.get<{ status: string }>({ pk, sk: 'STATE' });
      if (state?.status !== 'RED') throw fail('ILLEGAL_MOVE');
      return go(pk, one);
    };
    const first = await local.table.once(pk, mine, deed(mine));
    expect(await local.table.once(pk, mine, deed(mine))).toEqual(first);
    const reused = { ...mine, digest: 'other' };
    expect(await code(local.table.once(pk, reused, deed(reused)))).toBe('KEY_REUSED');
    const other = intent();
    expect(await code(local.table.once(pk, other, deed(other)))).toBe('ILLEGAL_MOVE');
    const crash = () => Promise.reject(new Error('away'));
    await expect(local.table.once(pk, intent(), crash)).rejects.toThrow('away');
    expect(await local.table.once(pk, mine, crash)).toEqual(first);
  });

  test('a record that changed between reading and writing is decided anew, but not for ever', async () => {
    const pk = await light();
    let tries = 0;
    const stale = async () => {
      tries += 1;
      throw fail('CHANGED_MEANWHILE');
    };
    expect(await code(local.table.once(pk, intent(), stale))).toBe('CHANGED_MEANWHILE');
    expect(tries).toBeGreaterThan(1);
    expect(tries).toBeLessThan(10);
    let first = true;
    const settles = async () => {
      if (!first) return 'done';
      first = false;
      throw fail('CHANGED_MEANWHILE');
    };
    expect(await local.table.once(pk, intent(), settles)).toBe('done');
  });

  test('twenty with one key at once: one deed, one answer', async () => {
    const pk = await light();
    const mine = intent();
    const answers = await Promise.all(Array.from({ length: 20 }, () => go(pk, mine)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await local.table.part(pk, 'EVT#')).toHaveLength(1);
  });

  test('a counter gives every caller another number', async () => {
    const key = { pk: `LIG#${ids.ulid()}`, sk: '2026' };
    const numbers = await Promise.all(
      Array.from({ length: 20 }, () => local.table.increment(key, 'count', 2)),
    );
    expect(numbers.sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => 2 * (i + 1)));
  });
});
