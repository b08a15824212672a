import { describe, expect, it } from 'vitest';
import { sampleCloud, TABLE } from '../sample-cloud.ts';
import { demandsOf } from './demands.ts';
import { readTables } from './schema.ts';

const reading = { tables: readTables(sampleCloud()), attributes: true };
const key = (pk: string) => ({ pk: { S: pk }, sk: { S: 'STATE' } });
const table = { TableName: 'Records' };

describe('the permissions that a call needs', () => {
  it.each<[string, object, [action: string, resource: string, keys: string[] | undefined][]]>([
    ['GetItem', { ...table, Key: key('a') }, [['GetItem', TABLE, ['a']]]],
    ['PutItem', { ...table, Item: key('a') }, [['PutItem', TABLE, ['a']]]],
    ['UpdateItem', { TableName: TABLE, Key: key('a') }, [['UpdateItem', TABLE, ['a']]]],
    ['DeleteItem', { ...table, Key: key('a') }, [['DeleteItem', TABLE, ['a']]]],
    [
      'Query',
      { ...table, KeyConditionExpression: 'pk = :p', ExpressionAttributeValues: { ':p': { S: 'a' } } },
      [['Query', TABLE, ['a']]],
    ],
    [
      'Query',
      {
        ...table,
        IndexName: 'queue',
        KeyConditionExpression: 'q = :p',
        ExpressionAttributeValues: { ':p': { S: 'a' } },
      },
      [['Query', `${TABLE}/index/queue`, ['a']]],
    ],
    ['Scan', table, [['Scan', TABLE, undefined]]],
    [
      'BatchGetItem',
      { RequestItems: { Records: { Keys: [key('a'), key('b')] } } },
      [['BatchGetItem', TABLE, ['a', 'b']]],
    ],
    [
      'BatchWriteItem',
      {
        RequestItems: { Records: [{ PutRequest: { Item: key('a') } }, { DeleteRequest: { Key: key('b') } }] },
      },
      [['BatchWriteItem', TABLE, ['a', 'b']]],
    ],
    [
      'TransactWriteItems',
      {
        TransactItems: [
          { Put: { ...table, Item: key('a') } },
          { Update: { ...table, Key: key('b') } },
          { Delete: { ...table, Key: key('c') } },
          { ConditionCheck: { ...table, Key: key('d') } },
        ],
      },
      [
        ['PutItem', TABLE, ['a']],
        ['UpdateItem', TABLE, ['b']],
        ['DeleteItem', TABLE, ['c']],
        ['ConditionCheckItem', TABLE, ['d']],
      ],
    ],
    [
      'TransactGetItems',
      { TransactItems: [{ Get: { ...table, Key: key('a') } }] },
      [['GetItem', TABLE, ['a']]],
    ],
  ])('%s %j', (action, input, expected) => {
    const demands = demandsOf(action, input, reading);
    expect(
      demands?.map((demand) => [
        demand.action.replace('dynamodb:', ''),
        demand.resource,
        demand.context['dynamodb:LeadingKeys'],
      ]),
    ).toEqual(expected);
  });

  it.each<[string, object, string]>([
    ['GetItem', { TableName: 'Other', Key: key('a') }, 'ResourceNotFoundException'],
    ['GetItem', { ...table, Key: { sk: { S: 'x' } } }, 'ValidationException'],
    [
      'Query',
      { ...table, KeyConditionExpression: 'sk = :p', ExpressionAttributeValues: {} },
      'ValidationException',
    ],
    ['Query', { ...table, IndexName: 'none' }, 'ValidationException'],
    ['Query', { ...table, KeyConditions: {} }, 'ValidationException'],
    ['TransactWriteItems', { TransactItems: [{ Get: { ...table, Key: key('a') } }] }, 'ValidationException'],
  ])('%s %j is refused with %s', (action, input, code) => {
    expect(() => demandsOf(action, input, reading)).toThrow(expect.objectContaining({ name: code }));
  });

  it.each(['ExecuteStatement', 'CreateTable', 'DeleteTable', 'constructor'])(
    '%s is not let through',
    (action) => {
      expect(demandsOf(action, {}, reading)).toBeUndefined();
    },
  );

  it('names the attributes of a call', () => {
    const [demand] =
      demandsOf('UpdateItem', { ...table, Key: key('a'), UpdateExpression: 'SET stage = :s' }, reading) ?? [];
    expect(demand?.context['dynamodb:Attributes']).toEqual(['stage', 'pk', 'sk']);
  });
});
