import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient, TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import {
  BatchGetCommand,
  GetCommand,
  PutCommand,
  QueryCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { Intent } from './contract.ts';
import { DomainError, fail } from './errors.ts';
import type { DomainEvent, EventItem } from './events.ts';
import { eventItem } from './events.ts';
import type { Change, Condition } from './expression.ts';
import { conditionExpression, updateExpression } from './expression.ts';
import type { Key, QueuePlace } from './keys.ts';
import { keys, QUEUE_INDEX } from './keys.ts';
import { LOG, log } from './log.ts';

/** One write of a transaction. */
export type Write =
  | { readonly put: Key & Readonly<Record<string, unknown>>; readonly when?: Condition }
  | { readonly update: Key; readonly change: Change; readonly when: Condition }
  | { readonly check: Key; readonly when: Condition }
  | { readonly remove: Key; readonly when: Condition };

/** State, event and idempotency key of one deed, written together or not at all. */
export interface Commit<A> {
  readonly intent: Intent;
  /** Partition of the record that the event belongs to. */
  readonly pk: string;
  readonly event: DomainEvent;
  readonly writes: readonly Write[];
  readonly answer: A;
  /** Called when a condition failed, with the item as it is: give the error that says why. */
  readonly refused?: (write: Write, found: Record<string, unknown> | undefined) => Error | undefined;
}

export interface Page {
  readonly keys: readonly Key[];
  readonly last: Readonly<Record<string, unknown>> | undefined;
}

type Item = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

const withValues = (values: Record<string, unknown>) =>
  Object.keys(values).length > 0 ? { ExpressionAttributeValues: values } : {};

function itemOf(table: string, write: Write): Item {
  const common = { TableName: table, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const };
  if ('update' in write) {
    const e = updateExpression(write.change, write.when);
    return {
      Update: {
        ...common,
        Key: write.update,
        UpdateExpression: e.update,
        ...(e.condition ? { ConditionExpression: e.condition } : {}),
        ExpressionAttributeNames: e.names,
        ...withValues(e.values),
      },
    };
  }
  const e = conditionExpression(write.when ?? { exists: false });
  const demanded = {
    ConditionExpression: e.text,
    ExpressionAttributeNames: e.names,
    ...withValues(e.values),
  };
  // An empty condition is none: DynamoDB takes no empty expression.
  const condition = e.text ? demanded : {};
  if ('put' in write) return { Put: { ...common, Item: write.put, ...condition } };
  if ('check' in write) return { ConditionCheck: { ...common, Key: pick(write.check), ...demanded } };
  return { Delete: { ...common, Key: pick(write.remove), ...condition } };
}

const pick = ({ pk, sk }: Key): Key => ({ pk, sk });

/** Two transactions met on one item: 20, 40, 80 … ms with jitter, about 5 s in all before the caller hears BUSY. */
const CONFLICT_RETRIES = 8;
const backoff = (attempt: number) => Math.random() * Math.min(1000, 20 * 2 ** attempt);

/** How often a deed is decided anew when its record changed between reading and writing. */
const DECISIONS = 5;
const isStale = (error: unknown) => error instanceof DomainError && error.code === 'CHANGED_MEANWHILE';

export type Table = ReturnType<typeof openTable>;

/** The one table, through the few operations that the house allows: no Scan, no Count. */
export function openTable(client: DynamoDBDocumentClient, name: string) {
  /** The item, or undefined. Strongly consistent: a person sees what they have just done. */
  async function get<T>(key: Key, attributes?: readonly string[]): Promise<T | undefined> {
    const projection = attributes && {
      ProjectionExpression: attributes.map((_, i) => `#a${i}`).join(', '),
      ExpressionAttributeNames: Object.fromEntries(attributes.map((a, i) => [`#a${i}`, a])),
    };
    const found = await client.send(
      new GetCommand({ TableName: name, Key: pick(key), ConsistentRead: true, ...projection }),
    );
    return found.Item as T | undefined;
  }

  /**
   * Up to 100 items in the order of their keys; missing ones are left out. Lists may be a moment behind; whoever
   * decides on what is read asks for `consistent`.
   */
  async function getAll<T extends Key>(
    wanted: readonly Key[],
    { consistent = false }: { consistent?: boolean } = {},
  ): Promise<T[]> {
    if (wanted.length === 0) return [];
    const found = new Map<string, T>();
    let open: Key[] = wanted.map(pick);
    for (let attempt = 0; open.length > 0 && attempt < CONFLICT_RETRIES; attempt++) {
      if (attempt > 0) await new Promise((resolve) => setTimeout(resolve, backoff(attempt)));
      const request = { Keys: open, ...(consistent ? { ConsistentRead: true } : {}) };
      const answer = await client.send(new BatchGetCommand({ RequestItems: { [name]: request } }));
      for (const item of (answer.Responses?.[name] ?? []) as T[]) found.set(`${item.pk}|${item.sk}`, item);
      open = (answer.UnprocessedKeys?.[name]?.Keys ?? []) as Key[];
    }
    if (open.length > 0) throw new Error('BatchGet: keys left unprocessed');
    return wanted.flatMap((key) => found.get(`${key.pk}|${key.sk}`) ?? []);
  }

  /** Up to `limit` items of one partition whose sort key starts so, oldest first. For partitions that stay small. */
  async function part<T>(pk: string, startsWith: string, limit = 100): Promise<T[]> {
    const items: T[] = [];
    let after: Record<string, unknown> | undefined;
    do {
      const answer = await client.send(
        new QueryCommand({
          TableName: name,
          KeyConditionExpression: startsWith ? 'pk = :pk AND begins_with(sk, :sk)' : 'pk = :pk',
          ExpressionAttributeValues: startsWith ? { ':pk': pk, ':sk': startsWith } : { ':pk': pk },
          ConsistentRead: true,
          Limit: limit - items.length,
          ...(after ? { ExclusiveStartKey: after } : {}),
        }),
      );
      items.push(...((answer.Items ?? []) as T[]));
      after = answer.LastEvaluatedKey;
    } while (after && items.length < limit);
    return items;
  }

  /**
   * One page of a partition with its whole items, by sort key: for journals, whose lines never change, so that it may
   * be a moment behind, if it is not asked for `consistent`. `between` bounds the sort key, both ends included.
   */
  async function leaf<T extends Key>(
    pk: string,
    options: {
      limit: number;
      after?: string | undefined;
      between?: readonly [string, string] | undefined;
      newestFirst?: boolean;
      consistent?: boolean;
    },
  ): Promise<{ items: T[]; more: boolean }> {
    const { limit, after, between, newestFirst, consistent } = options;
    const answer = await client.send(
      new QueryCommand({
        TableName: name,
        KeyConditionExpression: between ? 'pk = :pk AND sk BETWEEN :from AND :to' : 'pk = :pk',
        ExpressionAttributeValues: {
          ':pk': pk,
          ...(between ? { ':from': between[0], ':to': between[1] } : {}),
        },
        Limit: limit,
        ScanIndexForward: !newestFirst,
        ...(consistent ? { ConsistentRead: true } : {}),
        ...(after ? { ExclusiveStartKey: { pk, sk: after } } : {}),
      }),
    );
    return { items: (answer.Items ?? []) as T[], more: answer.LastEvaluatedKey !== undefined };
  }

  /** Puts an item that is not there yet and leaves alone one that is. False = it was there. */
  async function append(item: Key & Readonly<Record<string, unknown>>): Promise<boolean> {
    const e = conditionExpression({ exists: false });
    try {
      await client.send(
        new PutCommand({
          TableName: name,
          Item: item,
          ConditionExpression: e.text,
          ExpressionAttributeNames: e.names,
        }),
      );
      return true;
    } catch (error) {
      if (error instanceof Error && error.name === 'ConditionalCheckFailedException') return false;
      throw error;
    }
  }

  /** One page of a work queue: keys only, oldest first (or newest), half a read unit for 20 lines. */
  async function queuePage(
    q: string,
    options: { limit: number; after?: Record<string, unknown> | undefined; newestFirst?: boolean },
  ): Promise<Page> {
    const answer = await client.send(
      new QueryCommand({
        TableName: name,
        IndexName: QUEUE_INDEX,
        KeyConditionExpression: 'q = :q',
        ExpressionAttributeValues: { ':q': q },
        Limit: options.limit,
        ScanIndexForward: !options.newestFirst,
        ...(options.after ? { ExclusiveStartKey: options.after } : {}),
      }),
    );
    return { keys: (answer.Items ?? []) as Key[], last: answer.LastEvaluatedKey };
  }

  /** The places of a queue after one place, oldest first: for lists that merge several queues. */
  async function queueAfter(q: string, limit: number, after?: string): Promise<(Key & QueuePlace)[]> {
    const answer = await client.send(
      new QueryCommand({
        TableName: name,
        IndexName: QUEUE_INDEX,
        KeyConditionExpression: after === undefined ? 'q = :q' : 'q = :q AND qs > :after',
        ExpressionAttributeValues: { ':q': q, ...(after === undefined ? {} : { ':after': after }) },
        Limit: limit,
      }),
    );
    return (answer.Items ?? []) as (Key & QueuePlace)[];
  }

  /** Adds to a counter outside a transaction and gives the new value; gaps are possible where a caller dies. */
  async function increment(key: Key, attribute: string, by: number): Promise<number> {
    const e = updateExpression({ add: { [attribute]: by } }, {});
    const answer = await client.send(
      new UpdateCommand({
        TableName: name,
        Key: pick(key),
        UpdateExpression: e.update,
        ExpressionAttributeNames: e.names,
        ExpressionAttributeValues: e.values,
        ReturnValues: 'UPDATED_NEW',
      }),
    );
    return answer.Attributes?.[attribute] as number;
  }

  /** One conditional update without an event, for bookkeeping that no person did. False when the condition failed. */
  async function update(key: Key, change: Change, when: Condition): Promise<boolean> {
    const e = updateExpression(change, when);
    try {
      await client.send(
        new UpdateCommand({
          TableName: name,
          Key: pick(key),
          UpdateExpression: e.update,
          ...(e.condition ? { ConditionExpression: e.condition } : {}),
          ExpressionAttributeNames: e.names,
          ...withValues(e.values),
        }),
      );
      return true;
    } catch (error) {
      if (error instanceof Error && error.name === 'ConditionalCheckFailedException') return false;
      throw error;
    }
  }

  async function transact(
    writes: readonly Write[],
  ): Promise<{ index: number; found: Record<string, unknown> | undefined } | undefined> {
    for (let attempt = 0; ; attempt++) {
      try {
        await client.send(new TransactWriteCommand({ TransactItems: writes.map((w) => itemOf(name, w)) }));
        return undefined;
      } catch (error) {
        const reasons = reasonsOf(error);
        if (!reasons) throw error;
        const index = reasons.findIndex((r) => r.Code === 'ConditionalCheckFailed');
        if (index >= 0) return { index, found: plain(reasons[index]?.Item) };
        if (attempt >= CONFLICT_RETRIES || !reasons.some((r) => r.Code === 'TransactionConflict')) {
          throw reasons.some((r) => r.Code === 'TransactionConflict') ? fail('BUSY') : error;
        }
        log(LOG.COMMIT_RETRIED, { attempt });
        await new Promise((resolve) => setTimeout(resolve, backoff(attempt)));
      }
    }
  }

  /**
   * Writes state, event and idempotency key in one transaction.
   * The same key and digest again gives the stored answer; the same key with another digest is 422 KEY_REUSED.
   * @throws DomainError CHANGED_MEANWHILE (409) when a condition failed, or what `refused` makes of it
   */
  async function commit<A>(deed: Commit<A>): Promise<A> {
    const event = eventItem(deed.pk, deed.intent, deed.event, deed.answer);
    // The event comes first, so that a repeated request is recognised before its stale conditions are.
    const writes: Write[] = [{ put: event as unknown as Key & Record<string, unknown> }, ...deed.writes];
    const refusal = await transact(writes);
    if (!refusal) return deed.answer;
    const write = writes[refusal.index] as Write;
    if (refusal.index === 0) return answerAgain<A>(refusal.found as unknown as EventItem, deed.intent);
    throw deed.refused?.(write, refusal.found) ?? fail('CHANGED_MEANWHILE');
  }

  /**
   * Runs a deed on a record as it is now. If somebody changed the record meanwhile, it is decided again on what is
   * there: either the move is still legal, or the caller hears that it is not. If it is refused, this looks whether
   * this very request was carried out before and gives that answer: a move is illegal the second time, so the
   * repetition must be recognised before the caller is told so.
   */
  async function once<A>(pk: string, intent: Intent, deed: () => Promise<A>): Promise<A> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await deed();
      } catch (error) {
        if (isStale(error) && attempt < DECISIONS) continue;
        const before = await get<EventItem>(keys.event(pk, intent.key));
        if (before) return answerAgain<A>(before, intent);
        throw error;
      }
    }
  }

  return {
    get,
    getAll,
    part,
    leaf,
    append,
    queuePage,
    queueAfter,
    increment,
    update,
    transact,
    commit,
    once,
  };
}

function answerAgain<A>(event: EventItem, intent: Intent): A {
  if (event.digest !== intent.digest) throw fail('KEY_REUSED');
  return event.answer as A;
}

interface Reason {
  Code?: string;
  Item?: Record<string, AttributeValue>;
}

function reasonsOf(error: unknown): Reason[] | undefined {
  if (!(error instanceof Error) || error.name !== 'TransactionCanceledException') return undefined;
  return (error as Error & { CancellationReasons?: Reason[] }).CancellationReasons;
}

/** The document client unmarshalls answers but not the items inside an exception. */
const plain = (item: Record<string, AttributeValue> | undefined) => (item ? unmarshall(item) : undefined);
