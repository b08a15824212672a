import { expect, test } from 'vitest';
import { nameError, readResult, shapeRequest } from './integration.ts';
import { readResource, type TaskResource } from './resource.ts';

function resource(name: string): TaskResource {
  const read = readResource(`arn:aws:states:::${name}`);
  if (!read) throw new Error(name);
  return read;
}

test.for([
  [
    'aws-sdk:dynamodb:updateItem',
    {
      integration: 'sdk',
      service: 'dynamodb',
      action: 'updateItem',
      waitForToken: false,
      resourceType: 'aws-sdk:dynamodb',
      resource: 'updateItem',
    },
  ],
  [
    'lambda:invoke.waitForTaskToken',
    {
      integration: 'optimised',
      service: 'lambda',
      action: 'invoke',
      waitForToken: true,
      resourceType: 'lambda',
      resource: 'invoke.waitForTaskToken',
    },
  ],
  ['lambda:publish', undefined],
  ['aws-sdk:ecs:runTask.sync', undefined],
] as const)('resource %s', ([name, read]) => {
  expect(readResource(`arn:aws:states:::${name}`)).toEqual(read);
});

test.for([
  ['lambda:invoke', { FunctionName: 'f', Payload: { a: 1 } }, { FunctionName: 'f', Payload: '{"a":1}' }],
  ['lambda:invoke', { FunctionName: 'f' }, { FunctionName: 'f', Payload: '{}' }],
  ['lambda:invoke', { FunctionName: 'f', Payload: 'x' }, { FunctionName: 'f', Payload: '"x"' }],
  ['states:startExecution', { Input: { a: 1 } }, { Input: '{"a":1}' }],
  ['sqs:sendMessage', { MessageBody: 'text' }, { MessageBody: 'text' }],
  [
    'events:putEvents',
    { Entries: [{ Detail: { a: 1 } }, { Detail: 'x' }] },
    { Entries: [{ Detail: '{"a":1}' }, { Detail: 'x' }] },
  ],
  ['aws-sdk:lambda:invoke', { Payload: { a: 1 } }, { Payload: { a: 1 } }],
  ['aws-sdk:s3:putObject', 'text', 'text'],
] as const)('%s sends %o as %o', ([name, input, sent]) => {
  expect(shapeRequest(resource(name), input as never)).toEqual(sent);
});

test.for([
  ['aws-sdk:dynamodb:getItem', { Item: {}, $metadata: { a: 1 } }, { Item: {} }],
  ['aws-sdk:dynamodb:getItem', undefined, {}],
  ['aws-sdk:sfn:startExecution', { StartDate: new Date(0) }, { StartDate: '1970-01-01T00:00:00.000Z' }],
  ['lambda:invoke', { Payload: Buffer.from('{"a":1}') }, { Payload: { a: 1 } }],
  ['lambda:invoke', { Payload: 'no json' }, { Payload: 'no json' }],
  ['lambda:invoke', {}, { Payload: null }],
  ['aws-sdk:lambda:invoke', { Payload: '{"a":1}' }, { Payload: '{"a":1}' }],
] as const)('%s reads %o as %o', ([name, answer, result]) => {
  expect(readResult(resource(name), answer)).toEqual(result);
});

test('a function error without a type is Lambda.Unknown', () => {
  const answer = { FunctionError: 'Unhandled', Payload: '{"errorMessage":"x"}' };
  expect(() => readResult(resource('lambda:invoke'), answer)).toThrow('Lambda.Unknown');
});

test.for([
  ['aws-sdk:dynamodb:putItem', 'ConditionalCheckFailedException', 'DynamoDb.ConditionalCheckFailedException'],
  ['aws-sdk:dynamodb:putItem', 'AccessDeniedException', 'DynamoDb.DynamoDbException'],
  ['dynamodb:putItem', 'ConditionalCheckFailedException', 'DynamoDB.ConditionalCheckFailedException'],
  ['dynamodb:putItem', 'ValidationException', 'DynamoDB.AmazonDynamoDBException'],
  ['aws-sdk:s3:getObject', 'NoSuchKey', 'S3.NoSuchKeyException'],
  ['aws-sdk:sfn:startExecution', 'ExecutionAlreadyExists', 'Sfn.ExecutionAlreadyExistsException'],
  ['states:startExecution', 'ExecutionAlreadyExists', 'StepFunctions.ExecutionAlreadyExistsException'],
  ['lambda:invoke', 'TooManyRequestsException', 'Lambda.TooManyRequestsException'],
  ['aws-sdk:sesv2:sendEmail', 'MessageRejected', 'SesV2.MessageRejectedException'],
  ['aws-sdk:sesv2:sendEmail', 'Error', 'SesV2.SesV2Exception'],
] as const)('%s names %s %s', ([name, thrown, named]) => {
  expect(nameError(resource(name), Object.assign(new Error('m'), { name: thrown })).failure).toEqual({
    error: named,
    cause: 'm',
  });
});
