import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { resource, sampleCloud, TABLE } from '../sample-cloud.ts';
import type { DatabaseClient } from './client.ts';
import { openDatabaseClient } from './client.ts';
import { readTables } from './schema.ts';
import type { DatabaseServer } from './server.ts';
import { startDatabase } from './server.ts';
import { prepareTables } from './tables.ts';

let server: DatabaseServer;
let client: DatabaseClient;
beforeAll(async () => {
  server = await startDatabase(undefined, {});
  client = openDatabaseClient(server.endpoint, 'ap-northeast-2');
});
afterAll(async () => {
  client.close();
  await server.stop();
});

const attribute = (AttributeName: string) => ({ AttributeName, AttributeType: 'S' });
const keys = (hash: string, range: string) => [
  { AttributeName: hash, KeyType: 'HASH' },
  { AttributeName: range, KeyType: 'RANGE' },
];
const table = (more: object) =>
  readTables(
    sampleCloud(
      resource('Records', 'AWS::DynamoDB::GlobalTable', TABLE, {
        KeySchema: keys('pk', 'sk'),
        AttributeDefinitions: ['pk', 'sk'].map(attribute),
        Replicas: [{ Region: 'ap-northeast-2', PointInTimeRecoverySpecification: {} }],
        ...more,
      }),
    ),
  ).values();
const indexed = (hash: string) => ({
  AttributeDefinitions: ['pk', 'sk', hash, 'qs'].map(attribute),
  GlobalSecondaryIndexes: [
    {
      IndexName: 'queue',
      KeySchema: keys(hash, 'qs'),
      Projection: { ProjectionType: 'KEYS_ONLY' },
      WriteOnDemandThroughputSettings: {},
    },
  ],
  StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
});

interface Described {
  Table: { GlobalSecondaryIndexes?: { IndexName: string }[]; LatestStreamArn?: string; ItemCount: number };
}
const described = async () => (await client.call<Described>('DescribeTable', { TableName: 'Records' })).Table;

describe('tables', () => {
  it('are made, kept over a restart, and given what a new template adds', async () => {
    await prepareTables(client, table({}));
    await client.call('PutItem', {
      TableName: 'Records',
      Item: { pk: { S: 'a' }, sk: { S: 'b' }, q: { S: 'c' }, qs: { S: 'd' } },
    });
    await prepareTables(client, table({}));
    expect(await described()).toMatchObject({ ItemCount: 1 });
    await prepareTables(client, table(indexed('q')));
    expect(await described()).toMatchObject({
      GlobalSecondaryIndexes: [{ IndexName: 'queue' }],
      LatestStreamArn: expect.any(String),
    });
    const found = await client.call<{ Count: number }>('Query', {
      TableName: 'Records',
      IndexName: 'queue',
      KeyConditionExpression: 'q = :q',
      ExpressionAttributeValues: { ':q': { S: 'c' } },
    });
    expect(found.Count).toBe(1);
  });

  it('with another key are refused, by name', async () => {
    await expect(prepareTables(client, table(indexed('other')))).rejects.toThrow(/index queue of Records/);
    const moved = { KeySchema: keys('pk', 'other'), AttributeDefinitions: ['pk', 'other'].map(attribute) };
    await expect(prepareTables(client, table(moved))).rejects.toThrow(
      /table Records is kept with another key/,
    );
  });

  it('may be another server’s', async () => {
    const other = await startDatabase(undefined, { DYNAMODB_ENDPOINT: 'http://127.0.0.1:8000/' });
    expect(other.endpoint).toBe('http://127.0.0.1:8000');
    await other.stop();
  });
});
