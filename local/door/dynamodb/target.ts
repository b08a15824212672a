import { ServiceError } from '../errors.ts';
import type { Context } from '../policy/condition.ts';
import { namedAttributes } from './attributes.ts';
import type { Item, Operation } from './operation.ts';
import type { KeyAttributes, TableSchema } from './schema.ts';

/** One permission that a call needs. */
export interface Demand {
  readonly action: string;
  readonly resource: string;
  readonly context: Context;
  readonly table: TableSchema;
}

export interface Reading {
  readonly tables: ReadonlyMap<string, TableSchema>;
  /** Whether a policy tests dynamodb:Attributes; working it out costs a scan of every expression. */
  readonly attributes: boolean;
}

export function tableOf(input: Operation, { tables }: Reading): TableSchema {
  const name = input.TableName?.split(':table/').at(-1); // a table may be named by its ARN
  const table = name === undefined ? undefined : tables.get(name);
  if (!table) throw new ServiceError('ResourceNotFoundException', 'Requested resource not found');
  return table;
}

/** The table or index that a query reads, and its keys. */
export function target(
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

export const selectOf = (input: Operation): string =>
  input.Select ??
  (input.ProjectionExpression
    ? 'SPECIFIC_ATTRIBUTES'
    : input.IndexName
      ? 'ALL_PROJECTED_ATTRIBUTES'
      : 'ALL_ATTRIBUTES');

export function attributesOf(
  input: Operation,
  items: readonly (Item | undefined)[],
  reading: Reading,
): Context {
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
