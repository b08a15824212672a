import { ServiceError } from '../errors.ts';
import type { Context } from '../policy/condition.ts';
import { namedAttributes } from './attributes.ts';
import type { AttributeValue } from './key-condition.ts';
import { keyText, partitionValue } from './key-condition.ts';
import type { KeyAttributes, TableSchema } from './schema.ts';

/** One permission that a call needs. */
export interface Demand {
  readonly action: string;
  readonly resource: string;
  readonly context: Context;
  readonly table: TableSchema;
}

type Item = Readonly<Record<string, AttributeValue>>;
/** The members that the demands are read from; the rest of a call is the database's business. */
interface Operation {
  TableName?: string;
  IndexName?: string;
  Item?: Item;
  Key?: Item;
  Keys?: Item[];
  KeyConditionExpression?: string;
  UpdateExpression?: string;
  ConditionExpression?: string;
  FilterExpression?: string;
  ProjectionExpression?: string;
  ExpressionAttributeNames?: Record<string, string>;
  ExpressionAttributeValues?: Record<string, AttributeValue>;
  Select?: string;
  ReturnValues?: string;
  RequestItems?: Record<string, unknown>;
  TransactItems?: Record<string, Operation>[];
}

export interface Reading {
  readonly tables: ReadonlyMap<string, TableSchema>;
  /** Whether a policy tests dynamodb:Attributes; working it out costs a scan of every expression. */
  readonly attributes: boolean;
}

/** Old forms whose meaning the door does not read: a call that uses them is refused. */
const LEGACY = [
  'KeyConditions',
  'QueryFilter',
  'ScanFilter',
  'Expected',
  'AttributeUpdates',
  'AttributesToGet',
];

/** Actions that the door lets through, each with how its permissions are read. */
const READERS: Readonly<Record<string, (input: Operation, reading: Reading) => Demand[]>> = {
  GetItem: (input, reading) => [onKeys('GetItem', input, [input.Key], reading)],
  PutItem: (input, reading) => [onKeys('PutItem', input, [input.Item], reading)],
  UpdateItem: (input, reading) => [onKeys('UpdateItem', input, [input.Key], reading)],
  DeleteItem: (input, reading) => [onKeys('DeleteItem', input, [input.Key], reading)],
  Query: (input, reading) => [onQuery(input, reading)],
  Scan: (input, reading) => [onScan(input, reading)],
  BatchGetItem: (input, reading) =>
    Object.entries((input.RequestItems ?? {}) as Record<string, Operation>).map(([TableName, request]) =>
      onKeys('BatchGetItem', { ...request, TableName }, request.Keys ?? [], reading),
    ),
  BatchWriteItem: (input, reading) =>
    Object.entries((input.RequestItems ?? {}) as Record<string, BatchWrite[]>).map(
      ([TableName, requests]) => {
        const items = requests.map((request) => request.PutRequest?.Item ?? request.DeleteRequest?.Key);
        return onKeys('BatchWriteItem', { TableName }, items, reading);
      },
    ),
  TransactGetItems: (input, reading) => inTransaction('TransactGetItems', input, { Get: 'GetItem' }, reading),
  TransactWriteItems: (input, reading) =>
    inTransaction(
      'TransactWriteItems',
      input,
      { Put: 'PutItem', Update: 'UpdateItem', Delete: 'DeleteItem', ConditionCheck: 'ConditionCheckItem' },
      reading,
    ),
  DescribeTable: (input, reading) => [whole('DescribeTable', input, reading)],
  DescribeTimeToLive: (input, reading) => [whole('DescribeTimeToLive', input, reading)],
};

interface BatchWrite {
  PutRequest?: { Item: Item };
  DeleteRequest?: { Key: Item };
}

/**
 * The permissions that a DynamoDB call needs: one for each item of a transaction, one for each table of a batch.
 * @returns undefined for an action that the door does not let through
 * @throws ServiceError ValidationException or ResourceNotFoundException for calls that no permission fits
 */
export function demandsOf(action: string, input: Operation, reading: Reading): Demand[] | undefined {
  const reader = Object.hasOwn(READERS, action) ? READERS[action] : undefined;
  if (!reader) return undefined;
  const legacy = LEGACY.find((member) => Object.hasOwn(input, member));
  if (legacy) throw new ServiceError('ValidationException', `The local cloud does not implement ${legacy}`);
  return reader(input, reading);
}

export function tableOf(input: Operation, { tables }: Reading): TableSchema {
  const name = input.TableName?.split(':table/').at(-1); // a table may be named by its ARN
  const table = name === undefined ? undefined : tables.get(name);
  if (!table) throw new ServiceError('ResourceNotFoundException', 'Requested resource not found');
  return table;
}

const inTransaction = (
  enclosing: string,
  input: Operation,
  kinds: Readonly<Record<string, string>>,
  reading: Reading,
): Demand[] =>
  (input.TransactItems ?? []).map((entry) => {
    const [kind, operation] = Object.entries(entry)[0] ?? [];
    const action = kind === undefined ? undefined : kinds[kind];
    if (action === undefined || operation === undefined)
      throw new ServiceError(
        'ValidationException',
        `${enclosing}: an item is none of ${Object.keys(kinds).join(', ')}`,
      );
    const demand = onKeys(action, operation, [operation.Item ?? operation.Key], reading);
    return { ...demand, context: { ...demand.context, 'dynamodb:EnclosingOperation': enclosing } };
  });

function onKeys(
  action: string,
  input: Operation,
  items: readonly (Item | undefined)[],
  reading: Reading,
): Demand {
  const table = tableOf(input, reading);
  const leading = items.map((item) => {
    const key = keyText(item?.[table.keys.partition]);
    if (key === undefined)
      throw new ServiceError('ValidationException', 'The provided key element does not match the schema');
    return key;
  });
  return {
    action: `dynamodb:${action}`,
    resource: table.arn,
    table,
    context: {
      'dynamodb:LeadingKeys': leading,
      'dynamodb:ReturnValues': input.ReturnValues,
      ...attributesOf(input, items, reading),
    },
  };
}

function onQuery(input: Operation, reading: Reading): Demand {
  const { table, keys, resource } = target(input, reading);
  const value = partitionValue(
    input.KeyConditionExpression ?? '',
    keys.partition,
    input.ExpressionAttributeNames ?? {},
    input.ExpressionAttributeValues ?? {},
  );
  const leading = keyText(value);
  if (leading === undefined)
    throw new ServiceError(
      'ValidationException',
      `Query condition missed key schema element: ${keys.partition}`,
    );
  return {
    action: 'dynamodb:Query',
    resource,
    table,
    context: {
      'dynamodb:LeadingKeys': [leading],
      'dynamodb:Select': selectOf(input),
      ...attributesOf(input, [], reading),
    },
  };
}

/** A scan has no leading keys: `ForAllValues` holds of it, as on AWS, so grants must not name Scan with it. */
function onScan(input: Operation, reading: Reading): Demand {
  const { table, resource } = target(input, reading);
  return {
    action: 'dynamodb:Scan',
    resource,
    table,
    context: {
      'dynamodb:FullTableScan': 'true',
      'dynamodb:Select': selectOf(input),
      ...attributesOf(input, [], reading),
    },
  };
}

const whole = (action: string, input: Operation, reading: Reading): Demand => {
  const table = tableOf(input, reading);
  return { action: `dynamodb:${action}`, resource: table.arn, table, context: {} };
};

function target(
  input: Operation,
  reading: Reading,
): { table: TableSchema; keys: KeyAttributes; resource: string } {
  const table = tableOf(input, reading);
  if (input.IndexName === undefined) return { table, keys: table.keys, resource: table.arn };
  const keys = table.indexes.get(input.IndexName);
  if (!keys)
    throw new ServiceError(
      'ValidationException',
      `The table does not have the specified index: ${input.IndexName}`,
    );
  return { table, keys, resource: `${table.arn}/index/${input.IndexName}` };
}

const selectOf = (input: Operation): string =>
  input.Select ??
  (input.ProjectionExpression
    ? 'SPECIFIC_ATTRIBUTES'
    : input.IndexName
      ? 'ALL_PROJECTED_ATTRIBUTES'
      : 'ALL_ATTRIBUTES');

function attributesOf(input: Operation, items: readonly (Item | undefined)[], reading: Reading): Context {
  if (!reading.attributes) return {};
  const expressions = [
    input.KeyConditionExpression,
    input.UpdateExpression,
    input.ConditionExpression,
    input.FilterExpression,
    input.ProjectionExpression,
  ];
  const named = namedAttributes(expressions, input.ExpressionAttributeNames ?? {});
  return {
    'dynamodb:Attributes': [...new Set([...named, ...items.flatMap((item) => Object.keys(item ?? {}))])],
  };
}
