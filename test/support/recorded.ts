import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  type BatchGetCommandInput,
  DynamoDBDocumentClient,
  GetCommand,
  type GetCommandInput,
  QueryCommand,
  type QueryCommandInput,
  TransactWriteCommand,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import type { Key } from '../../functions/kernel/keys.ts';
import { openTable, type Table } from '../../functions/kernel/table.ts';

/** A table that holds what it is given, writes nothing, and keeps what was asked of DynamoDB. */
export interface Recorded {
  readonly table: Table;
  /** Each transaction, one line a write: `Update DEV#01K… STATE if #status = "READY" AND #version = 2`. */
  transactions(): string[][];
  /** The query of the last page read. */
  lastQuery(): Record<string, unknown>;
}

const address = ({ pk, sk }: Key) => `${pk} ${sk}`;
type Entry = NonNullable<TransactWriteCommandInput['TransactItems']>[number];
interface Asked {
  readonly Key?: Record<string, unknown>;
  readonly Item?: Record<string, unknown>;
  readonly ConditionExpression?: string | undefined;
  readonly ExpressionAttributeValues?: Record<string, unknown> | undefined;
}

function lineOf(entry: Entry): string {
  const [kind = '', write = {}] = (Object.entries(entry) as [string, Asked][])[0] ?? [];
  const condition = (write.ConditionExpression ?? '').replace(/:\w+/g, (name) =>
    JSON.stringify(write.ExpressionAttributeValues?.[name]),
  );
  return [kind, address((write.Key ?? write.Item) as unknown as Key), ...(condition ? ['if', condition] : [])]
    .join(' ')
    .replaceAll('#pk)', 'pk)');
}

export function recordedTable(items: readonly (Key & Record<string, unknown>)[]): Recorded {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({ region: 'ap-northeast-2' }));
  const known = new Map(items.map((item) => [address(item), item]));
  const dynamo = mockClient(client);
  dynamo
    .on(GetCommand)
    .callsFake(({ Key: key }: GetCommandInput) => ({ Item: known.get(address(key as Key)) }));
  dynamo.on(BatchGetCommand).callsFake(({ RequestItems }: BatchGetCommandInput) => {
    const wanted = (RequestItems?.programme?.Keys ?? []) as Key[];
    return { Responses: { programme: wanted.flatMap((key) => known.get(address(key)) ?? []) } };
  });
  // The parts of a partition; its queues are empty.
  dynamo
    .on(QueryCommand)
    .callsFake(({ IndexName, ExpressionAttributeValues: values }: QueryCommandInput) => ({
      Items: [...known.values()].filter(
        ({ pk, sk }) => !IndexName && pk === values?.[':pk'] && sk.startsWith(String(values?.[':sk'] ?? '')),
      ),
    }));
  dynamo.on(TransactWriteCommand).resolves({});
  return {
    table: openTable(client, 'programme'),
    transactions: () =>
      dynamo
        .commandCalls(TransactWriteCommand)
        .map((one) => (one.args[0].input.TransactItems ?? []).map(lineOf)),
    lastQuery: () => ({ ...dynamo.commandCalls(QueryCommand).at(-1)?.args[0].input }),
  };
}
