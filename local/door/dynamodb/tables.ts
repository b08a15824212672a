import { ServiceError } from '../errors.ts';
import type { DatabaseClient } from './client.ts';
import type { TableSchema } from './schema.ts';

interface Described {
  Table: {
    KeySchema: { AttributeName: string; KeyType: string }[];
    GlobalSecondaryIndexes?: { IndexName: string; KeySchema: unknown }[];
    StreamSpecification?: { StreamEnabled: boolean };
    LatestStreamArn?: string;
  };
}

/**
 * Makes the database's tables what the templates say: creates a missing table, adds a missing index or stream.
 * @throws Error where a kept table has another key: as on AWS, that would need a new table
 */
export async function prepareTables(client: DatabaseClient, tables: Iterable<TableSchema>): Promise<void> {
  for (const table of tables) {
    const found = await describe(client, table.name);
    if (!found) await client.call('CreateTable', table.definition);
    else await adapt(client, table, found);
    if (table.expiry !== undefined)
      await client.call('UpdateTimeToLive', {
        TableName: table.name,
        TimeToLiveSpecification: { AttributeName: table.expiry, Enabled: true },
      });
  }
}

async function describe(client: DatabaseClient, name: string): Promise<Described['Table'] | undefined> {
  try {
    return (await client.call<Described>('DescribeTable', { TableName: name })).Table;
  } catch (error) {
    if (error instanceof ServiceError && error.code === 'ResourceNotFoundException') return undefined;
    throw error;
  }
}

async function adapt(client: DatabaseClient, table: TableSchema, found: Described['Table']): Promise<void> {
  const { definition } = table;
  if (!sameKeys(definition.KeySchema, found.KeySchema))
    throw new Error(`table ${table.name} is kept with another key: move the data folder away to start anew`);
  const kept = found.GlobalSecondaryIndexes ?? [];
  for (const index of (definition.GlobalSecondaryIndexes ?? []) as {
    IndexName: string;
    KeySchema: unknown;
  }[]) {
    const before = kept.find(({ IndexName }) => IndexName === index.IndexName);
    if (before && !sameKeys(before.KeySchema, index.KeySchema))
      throw new Error(`index ${index.IndexName} of ${table.name} is kept with another key: name it anew`);
    if (!before)
      await client.call('UpdateTable', {
        TableName: table.name,
        AttributeDefinitions: definition.AttributeDefinitions,
        GlobalSecondaryIndexUpdates: [{ Create: index }],
      });
  }
  if (definition.StreamSpecification && !found.StreamSpecification?.StreamEnabled)
    await client.call('UpdateTable', {
      TableName: table.name,
      StreamSpecification: definition.StreamSpecification,
    });
}

const sameKeys = (a: unknown, b: unknown): boolean => canonical(a) === canonical(b);

const canonical = (keys: unknown): string =>
  (keys as { AttributeName: string; KeyType: string }[])
    .map((k) => `${k.KeyType} ${k.AttributeName}`)
    .sort()
    .join();
