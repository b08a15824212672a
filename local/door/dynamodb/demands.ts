import { ServiceError } from '../errors.ts';
import { keyText, partitionValue } from './key-condition.ts';
import type { BatchWrite, Item, Operation } from './operation.ts';
import { refuseLegacy } from './operation.ts';
import type { Demand, Reading } from './target.ts';
import { attributesOf, selectOf, tableOf, target } from './target.ts';

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

/**
 * The permissions that a DynamoDB call needs: one for each item of a transaction, one for each table of a batch.
 * @returns undefined for an action that the door does not let through
 * @throws ServiceError ValidationException or ResourceNotFoundException for calls that no permission fits
 */
export function demandsOf(action: string, input: Operation, reading: Reading): Demand[] | undefined {
  const reader = Object.hasOwn(READERS, action) ? READERS[action] : undefined;
  if (!reader) return undefined;
  refuseLegacy(input);
  return reader(input, reading);
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
