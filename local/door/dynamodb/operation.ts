import { ServiceError } from '../errors.ts';
import type { AttributeValue } from './key-condition.ts';

export type Item = Readonly<Record<string, AttributeValue>>;
/** The members that the demands are read from; the rest of a call is the database's business. */
export interface Operation {
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

export interface BatchWrite {
  PutRequest?: { Item: Item };
  DeleteRequest?: { Key: Item };
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

/** @throws ServiceError ValidationException */
export function refuseLegacy(input: Operation): void {
  const legacy = LEGACY.find((member) => Object.hasOwn(input, member));
  if (legacy) throw new ServiceError('ValidationException', `The local cloud does not implement ${legacy}`);
}
