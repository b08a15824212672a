import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  ACCOUNT,
  BUCKET,
  KEY,
  REGION,
  resource,
  role,
  roleArn,
  sampleCloud,
  statement,
  TABLE,
} from './sample-cloud.ts';
import type { SampleDoor } from './sample-door.ts';
import { sampleDoor } from './sample-door.ts';

/** A table and a bucket under a key of the customer: who uses them needs the key as well, through the service. */
const via = (service: string, context: object) => ({
  StringEquals: { 'kms:ViaService': `${service}.${REGION}.amazonaws.com`, ...context },
});
const objects = `arn:aws:s3:::${BUCKET}/*`;
const plain = [
  statement(['dynamodb:PutItem', 'dynamodb:GetItem'], TABLE),
  statement(['s3:PutObject', 's3:GetObject'], objects),
];
const cloud = sampleCloud(
  role('Without', ...plain),
  role(
    'With',
    ...plain,
    statement(
      'kms:Decrypt',
      KEY,
      via('dynamodb', { 'kms:EncryptionContext:aws:dynamodb:tableName': 'Records' }),
    ),
    statement(
      ['kms:Decrypt', 'kms:GenerateDataKey'],
      KEY,
      via('s3', { 'kms:EncryptionContext:aws:s3:arn': `arn:aws:s3:::${BUCKET}` }),
    ),
  ),
  resource('Records', 'AWS::DynamoDB::GlobalTable', TABLE, {
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
    SSESpecification: { SSEEnabled: true, SSEType: 'KMS' },
    Replicas: [{ Region: REGION, SSESpecification: { KMSMasterKeyId: KEY } }],
  }),
  resource('Papers', 'AWS::S3::Bucket', `arn:aws:s3:::${BUCKET}`, {
    BucketEncryption: {
      ServerSideEncryptionConfiguration: [
        {
          BucketKeyEnabled: true,
          ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: KEY },
        },
      ],
    },
  }),
);

let sample: SampleDoor;
beforeAll(async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  sample = await sampleDoor(cloud);
});
afterAll(() => sample.close());

describe('what a customer’s key encrypts', () => {
  const item = { TableName: 'Records', Item: { pk: { S: 'a' } } };
  it('is open to a role that may use the key through the service', async () => {
    await sample.door.call(roleArn('With'), 'dynamodb', 'putItem', item);
    const put = await sample.send('With', 's3', { method: 'PUT', path: `/${BUCKET}/a`, body: 'x' });
    expect([put.status, put.headers.get('x-amz-server-side-encryption')]).toEqual([200, 'aws:kms']);
    expect((await sample.send('With', 's3', { method: 'GET', path: `/${BUCKET}/a` })).status).toBe(200);
  });

  it('is closed to a role that may not, and the key itself to both', async () => {
    await expect(sample.door.call(roleArn('Without'), 'dynamodb', 'putItem', item)).rejects.toThrow(
      /kms:Decrypt/,
    );
    for (const [method, action] of [
      ['PUT', 'kms:GenerateDataKey'],
      ['GET', 'kms:Decrypt'],
    ] as const) {
      const request = { method, path: `/${BUCKET}/a`, ...(method === 'PUT' ? { body: 'x' } : {}) };
      const answer = await sample.send('Without', 's3', request);
      expect([answer.status, await answer.text()]).toEqual([403, expect.stringContaining(action)]);
    }
    const direct = { KeyId: KEY, KeySpec: 'AES_256' };
    for (const name of ['With', 'Without'])
      await expect(sample.door.call(roleArn(name), 'kms', 'generateDataKey', direct)).rejects.toThrow(
        `User: arn:aws:sts::${ACCOUNT}:assumed-role/${name}/local is not authorized`,
      );
  });
});
