import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { readJson, writeWhole } from '../files.ts';
import type { DatabaseClient } from './client.ts';
import type { AttributeValue } from './key-condition.ts';
import type { TableSchema } from './schema.ts';

type Item = Record<string, AttributeValue>;

/** Deletes what its time to live has ended, and remembers it until the stream has told of it. */
export interface Sweeper {
  /** One round over all tables; the number of items deleted. */
  sweep(): Promise<number>;
  /**
   * Whether this removal was the sweeper's: its stream record names the service as its author.
   * @param image the item as it was, where the stream carries it: a later item under the same key is another one
   */
  expired(table: string, keys: Item, image: Item | undefined): boolean;
  start(): void;
  stop(): void;
}

/** AWS promises "within a few days". Each round reads the whole table, so it is not made oftener than needed. */
const EVERY_MS = 5 * 60_000;
/** A mark is of use until the stream has told of the removal, which takes seconds. */
const KEEP = 10_000;

export function openSweeper(options: {
  client: DatabaseClient;
  tables: Iterable<TableSchema>;
  folder: string;
  now: () => number;
  written: (tables: readonly string[]) => void;
}): Sweeper {
  const { client, folder, now, written } = options;
  const expiring = [...options.tables].filter((table) => table.expiry !== undefined);
  const file = join(folder, 'expired.json');
  const marks = new Map(readJson<[string, string][]>(file) ?? []);
  const expiryOf = new Map(expiring.map((table) => [table.name, table.expiry as string]));
  let timer: NodeJS.Timeout | undefined;

  async function sweepTable(table: TableSchema): Promise<number> {
    const expiry = table.expiry as string;
    const seconds = String(Math.floor(now() / 1000));
    // As DynamoDB does, a time more than five years back is taken for a mistake and left alone.
    const earliest = String(Math.floor(now() / 1000) - 5 * 365 * 24 * 3600);
    const keyNames = [table.keys.partition, table.keys.sort].filter((name) => name !== undefined);
    let deleted = 0;
    let from: Item | undefined;
    do {
      const page = await client.call<{ Items: Item[]; LastEvaluatedKey?: Item }>('Scan', {
        TableName: table.name,
        FilterExpression: '#expiry BETWEEN :earliest AND :now',
        ExpressionAttributeNames: { '#expiry': expiry },
        ExpressionAttributeValues: { ':now': { N: seconds }, ':earliest': { N: earliest } },
        ...(from ? { ExclusiveStartKey: from } : {}),
      });
      for (const item of page.Items) {
        const keys = Object.fromEntries(keyNames.map((name) => [name, item[name]])) as Item;
        deleted += await deleteExpired(table, keys, item[expiry] as AttributeValue);
      }
      from = page.LastEvaluatedKey;
    } while (from);
    if (deleted > 0) written([table.name]);
    return deleted;
  }

  /** Deleted only if its time is still the one that was read: it may have been prolonged meanwhile. */
  async function deleteExpired(table: TableSchema, keys: Item, time: AttributeValue): Promise<number> {
    mark(markOf(table.name, keys), String(time.N));
    try {
      await client.call('DeleteItem', {
        TableName: table.name,
        Key: keys,
        ConditionExpression: '#expiry = :time',
        ExpressionAttributeNames: { '#expiry': table.expiry },
        ExpressionAttributeValues: { ':time': time },
      });
      return 1;
    } catch (error) {
      marks.delete(markOf(table.name, keys));
      if ((error as Error).name === 'ConditionalCheckFailedException') return 0;
      throw error;
    }
  }

  function mark(text: string, time: string): void {
    marks.delete(text); // so that the order is by age
    marks.set(text, time);
    for (const oldest of marks.keys()) {
      if (marks.size <= KEEP) break;
      marks.delete(oldest);
    }
    mkdirSync(folder, { recursive: true });
    writeWhole(file, JSON.stringify([...marks]));
  }

  async function sweepAll(): Promise<number> {
    let deleted = 0;
    for (const table of expiring) deleted += await sweepTable(table);
    return deleted;
  }
  // One round after the other: two at once would take each other's marks away.
  let last: Promise<unknown> = Promise.resolve();
  const sweep = (): Promise<number> => {
    const round = last.then(sweepAll);
    last = round.catch(() => {});
    return round;
  };
  return {
    sweep,
    expired(table, keys, image) {
      const time = marks.get(markOf(table, keys));
      return time !== undefined && (image?.[expiryOf.get(table) ?? '']?.N ?? time) === time;
    },
    start() {
      const round = () => {
        sweep().catch((error: Error) => console.error(`local door: time to live: ${error.message}`));
      };
      timer = setInterval(round, EVERY_MS).unref();
      round();
    },
    stop: () => clearInterval(timer),
  };
}

const markOf = (table: string, keys: Item) => JSON.stringify([table, Object.entries(keys).sort()]);
