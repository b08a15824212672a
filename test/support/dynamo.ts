import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { CreateTableCommand, DynamoDBClient, UpdateTimeToLiveCommand } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { QUEUE_INDEX } from '../../functions/kernel/keys.ts';
import type { Table } from '../../functions/kernel/table.ts';
import { openTable } from '../../functions/kernel/table.ts';

const TABLE = 'ithope-test';
const BINARY = join('node_modules', '@dynoxide', 'linux-x64', 'dynoxide');

export interface LocalTable {
  readonly table: Table;
  readonly client: DynamoDBDocumentClient;
  /** `http://127.0.0.1:PORT` */
  readonly endpoint: string;
  readonly name: string;
  /** Every item, for tests that look for what must not be there. */
  everything(): Promise<Record<string, unknown>[]>;
  stop(): Promise<void>;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

async function untilItAnswers(client: DynamoDBClient): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    try {
      await client.send(schema);
      return;
    } catch (error) {
      if (attempt > 100) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

const text = (AttributeName: string) => ({ AttributeName, AttributeType: 'S' as const });
const schema = new CreateTableCommand({
  TableName: TABLE,
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: [text('pk'), text('sk'), text('q'), text('qs')],
  KeySchema: [
    { AttributeName: 'pk', KeyType: 'HASH' },
    { AttributeName: 'sk', KeyType: 'RANGE' },
  ],
  GlobalSecondaryIndexes: [
    {
      IndexName: QUEUE_INDEX,
      KeySchema: [
        { AttributeName: 'q', KeyType: 'HASH' },
        { AttributeName: 'qs', KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'KEYS_ONLY' },
    },
  ],
  StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
});

/**
 * A real DynamoDB-compatible table in memory, on a free loopback port; ends with `stop`.
 * Call it in `beforeAll`, stop it in `afterAll`.
 */
export async function openLocalTable(): Promise<LocalTable> {
  const port = await freePort();
  const server = spawn(BINARY, ['serve', '--host', '127.0.0.1', '--port', String(port)], { stdio: 'ignore' });
  const endpoint = `http://127.0.0.1:${port}`;
  const base = new DynamoDBClient({
    endpoint,
    region: 'ap-northeast-2',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
  await untilItAnswers(base);
  await base.send(
    new UpdateTimeToLiveCommand({
      TableName: TABLE,
      TimeToLiveSpecification: { Enabled: true, AttributeName: 'ttl' },
    }),
  );
  const client = DynamoDBDocumentClient.from(base, { marshallOptions: { removeUndefinedValues: true } });
  return {
    table: openTable(client, TABLE),
    client,
    endpoint,
    name: TABLE,
    everything: () => readAll(client),
    stop: async () => {
      base.destroy();
      if (server.exitCode === null && server.kill()) await once(server, 'exit');
    },
  };
}

async function readAll(client: DynamoDBDocumentClient): Promise<Record<string, unknown>[]> {
  const items: Record<string, unknown>[] = [];
  let after: Record<string, unknown> | undefined;
  do {
    const page = await client.send(new ScanCommand({ TableName: TABLE, ExclusiveStartKey: after }));
    items.push(...(page.Items ?? []));
    after = page.LastEvaluatedKey;
  } while (after);
  return items;
}
