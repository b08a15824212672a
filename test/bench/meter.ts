import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

interface Capacity {
  readonly CapacityUnits?: number;
}

/** Counts the capacity units that the database says each call consumed, indexes included. */
export interface Meter {
  /** Units since the last reading. */
  read(): { writes: number; reads: number };
}

const WRITES = ['TransactWriteItemsCommand', 'PutItemCommand', 'UpdateItemCommand', 'DeleteItemCommand'];

export function meter(client: DynamoDBDocumentClient): Meter {
  let writes = 0;
  let reads = 0;
  client.middlewareStack.add(
    (next, context) => async (args) => {
      Object.assign(args.input as object, { ReturnConsumedCapacity: 'INDEXES' });
      const result = await next(args);
      const { ConsumedCapacity } = result.output as { ConsumedCapacity?: Capacity | Capacity[] };
      const all = ConsumedCapacity === undefined ? [] : [ConsumedCapacity].flat();
      const units = all.reduce((sum, c) => sum + (c.CapacityUnits ?? 0), 0);
      if (WRITES.includes(context.commandName ?? '')) writes += units;
      else reads += units;
      return result;
    },
    { step: 'initialize', name: 'meter' },
  );
  return {
    read() {
      const now = { writes, reads };
      writes = 0;
      reads = 0;
      return now;
    },
  };
}
