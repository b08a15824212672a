import { createHmac } from 'node:crypto';
import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { SendTaskSuccessCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { WorkflowError } from '../workflow/errors.ts';
import type { InvokeFunction } from './functions/events.ts';
import { functionArn, KEY, MAC_KEY, MACHINE, QUEUE, REGION, roleArn, sampleCloud } from './sample-cloud.ts';
import type { SampleDoor } from './sample-door.ts';
import { noEngine, sampleDoor } from './sample-door.ts';

const invoked: [name: string, payload: unknown, type: string][] = [];
let outcome: Awaited<ReturnType<InvokeFunction>> = { status: 200, payload: { ok: true } };
let sample: SampleDoor;
const config = (role: string) => ({
  endpoint: sample.url,
  region: REGION,
  credentials: sample.door.credentialsFor(roleArn(role)),
  maxAttempts: 1,
  systemClockOffset: sample.clock.offsetMs(),
});

beforeAll(async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  sample = await sampleDoor(sampleCloud(), {
    invokeFunction: async (arn, payload, type) => {
      invoked.push([arn, payload, type]);
      return outcome;
    },
    engine: {
      ...noEngine,
      startExecution: async ({ stateMachineArn }) => ({
        executionArn: stateMachineArn.replace('stateMachine', 'execution').concat(':1'),
        startDate: new Date(1000),
      }),
      sendTaskSuccess: async () => {
        throw new WorkflowError('TaskTimedOut', 'Task Timed Out');
      },
    },
  });
});
afterAll(() => sample.close());

describe('DynamoDB', () => {
  const client = (role = 'Api') => new DynamoDBClient(config(role));
  const key = (pk: string, sk = 'STATE') => ({ pk: { S: pk }, sk: { S: sk } });

  it('keeps what the role may write, and says what it cost', async () => {
    const stored = { ...key('don_1'), q: { S: 'SCREEN#1' }, qs: { S: '1' } };
    const put = await client().send(new PutItemCommand({ TableName: 'Records', Item: stored }));
    expect(put.ConsumedCapacity).toBeUndefined();
    const got = await client().send(new GetItemCommand({ TableName: 'Records', Key: key('don_1') }));
    expect(got.Item).toEqual(stored);
    const listed = await client().send(
      new QueryCommand({
        TableName: 'Records',
        IndexName: 'queue',
        KeyConditionExpression: 'q = :q',
        ExpressionAttributeValues: { ':q': { S: 'SCREEN#1' } },
        ReturnConsumedCapacity: 'TOTAL',
      }),
    );
    expect(listed).toMatchObject({ Count: 1, ConsumedCapacity: { CapacityUnits: 0.5 } });
    // An item with one index entry: 2 write units; one eventually consistent read and one query of one item each 0.5.
    expect(sample.door.usage()[roleArn('Api')]).toMatchObject({ writeUnits: 2, readUnits: 1 });
  });

  it.each<[string, (role?: string) => Promise<unknown>, string]>([
    [
      'a leading key of another domain',
      () => client().send(new PutItemCommand({ TableName: 'Records', Item: key('dev_1') })),
      'dynamodb:PutItem',
    ],
    [
      'one foreign item in a transaction',
      () =>
        client().send(
          new TransactWriteItemsCommand({
            TransactItems: [
              { Put: { TableName: 'Records', Item: key('don_2') } },
              { Put: { TableName: 'Records', Item: key('rec_2') } },
            ],
          }),
        ),
      'dynamodb:PutItem',
    ],
    [
      'a delete in a transaction',
      () =>
        client().send(
          new TransactWriteItemsCommand({
            TransactItems: [{ Delete: { TableName: 'Records', Key: key('don_1') } }],
          }),
        ),
      'dynamodb:DeleteItem',
    ],
    ['a scan', () => client().send(new ScanCommand({ TableName: 'Records' })), 'dynamodb:Scan'],
    [
      'a role without grants',
      () => client('Nobody').send(new GetItemCommand({ TableName: 'Records', Key: key('don_1') })),
      'dynamodb:GetItem',
    ],
  ])('%s is AccessDenied', async (_, call, action) => {
    await expect(call()).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: expect.stringContaining(
        `is not authorized to perform: ${action} on resource: arn:aws:dynamodb:`,
      ),
    });
  });

  it('passes the database’s own errors through, with the item as it is', async () => {
    const again = client().send(
      new TransactWriteItemsCommand({
        TransactItems: [
          {
            Put: {
              TableName: 'Records',
              Item: key('don_1'),
              ConditionExpression: 'attribute_not_exists(pk)',
              ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
            },
          },
        ],
      }),
    );
    await expect(again).rejects.toMatchObject({
      name: 'TransactionCanceledException',
      CancellationReasons: [{ Code: 'ConditionalCheckFailed', Item: { pk: { S: 'don_1' } } }],
    });
    const put = client().send(
      new PutItemCommand({
        TableName: 'Records',
        Item: key('don_1'),
        ConditionExpression: 'attribute_not_exists(pk)',
      }),
    );
    await expect(put).rejects.toBeInstanceOf(ConditionalCheckFailedException);
  });

  it('removes what has expired once the clock is moved', async () => {
    const ttl = { N: String(Math.floor(sample.clock.now() / 1000) + 3600) };
    await client().send(new PutItemCommand({ TableName: 'Records', Item: { ...key('don_9'), ttl } }));
    await sample.door.sweep();
    expect(
      (await client().send(new GetItemCommand({ TableName: 'Records', Key: key('don_9') }))).Item,
    ).toBeDefined();
    sample.clock.advance(3_601_000);
    await vi.waitFor(async () => {
      const got = await client().send(new GetItemCommand({ TableName: 'Records', Key: key('don_9') }));
      expect(got.Item).toBeUndefined();
    });
  });
});

describe('calls that nobody may make', () => {
  it('refuses a call without, and one with a wrong signature', async () => {
    const bare = await fetch(sample.url, {
      method: 'POST',
      headers: { 'x-amz-target': 'DynamoDB_20120810.GetItem' },
    });
    expect(bare.status).toBe(403);
    expect(await bare.json()).toMatchObject({
      __type: expect.stringContaining('MissingAuthenticationToken'),
    });
    const credentials = { ...sample.door.credentialsFor(roleArn('Api')), secretAccessKey: 'guessed' };
    const guessed = new DynamoDBClient({ ...config('Api'), credentials });
    const call = guessed.send(
      new GetItemCommand({ TableName: 'Records', Key: { pk: { S: 'a' }, sk: { S: 'b' } } }),
    );
    await expect(call).rejects.toMatchObject({ name: 'InvalidSignatureException' });
  });

  it.each([
    ['dynamodb', 'DynamoDB_20120810.CreateTable'],
    ['dynamodb', 'DynamoDB_20120810.ExecuteStatement'],
    ['kms', 'TrentService.CreateGrant'],
    ['states', 'AWSStepFunctions.DeleteStateMachine'],
    ['sns', 'Publish'],
  ])('%s %s is refused, aloud', async (service, target) => {
    const answer = await sample.send('Api', service, {
      headers: { 'x-amz-target': target },
      body: '{"TableName":"x"}',
    });
    expect(await answer.json()).toMatchObject({ __type: expect.stringContaining('UnknownOperation') });
    expect(console.error).toHaveBeenCalledWith(expect.stringContaining('not implemented'));
  });
});

describe('KMS', () => {
  const kms = async (action: string, input: object, role = 'Api') => {
    const answer = await sample.send(role, 'kms', {
      headers: { 'x-amz-target': `TrentService.${action}` },
      body: JSON.stringify(input),
    });
    return (await answer.json()) as Record<string, string>;
  };
  const person = { person: 'per_1' };

  it('wraps a data key under its context, and opens it under no other', async () => {
    const made = await kms('GenerateDataKey', { KeyId: KEY, KeySpec: 'AES_256', EncryptionContext: person });
    expect(Buffer.from(made.Plaintext ?? '', 'base64')).toHaveLength(32);
    const { CiphertextBlob } = made;
    const opened = await kms('Decrypt', { CiphertextBlob, EncryptionContext: person });
    expect(opened).toMatchObject({ Plaintext: made.Plaintext, KeyId: KEY });
    expect(await kms('Decrypt', { CiphertextBlob, EncryptionContext: { person: 'per_2' } })).toEqual({
      __type: 'InvalidCiphertextException',
      message: '',
    });
    const changed = Buffer.from(CiphertextBlob ?? '', 'base64');
    changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
    const damaged = { CiphertextBlob: changed.toString('base64'), EncryptionContext: person };
    expect(await kms('Decrypt', damaged)).toMatchObject({ __type: 'InvalidCiphertextException' });
  });

  it.each<[string, string, object, string]>([
    [
      'another context key',
      'GenerateDataKey',
      { KeyId: KEY, KeySpec: 'AES_256', EncryptionContext: { x: '1' } },
      'AccessDeniedException',
    ],
    ['no context', 'GenerateDataKey', { KeyId: KEY, KeySpec: 'AES_256' }, 'AccessDeniedException'],
    [
      'no grant',
      'Encrypt',
      { KeyId: KEY, Plaintext: 'YQ==', EncryptionContext: person },
      'AccessDeniedException',
    ],
    ['an unknown key', 'GenerateDataKey', { KeyId: 'none', KeySpec: 'AES_256' }, 'NotFoundException'],
    ['no size', 'GenerateDataKey', { KeyId: KEY, EncryptionContext: person }, 'ValidationException'],
    [
      'a blob of nothing',
      'Decrypt',
      { CiphertextBlob: 'AAAA', EncryptionContext: person },
      'InvalidCiphertextException',
    ],
    [
      'the wrong algorithm',
      'GenerateMac',
      { KeyId: MAC_KEY, Message: 'YQ==', MacAlgorithm: 'HMAC_SHA_512' },
      'InvalidKeyUsageException',
    ],
  ])('%s: %s is refused', async (_, action, input, type) => {
    expect(await kms(action, input)).toMatchObject({ __type: type });
  });

  it('makes the same code of the same message', async () => {
    const input = { KeyId: MAC_KEY, Message: 'YQ==', MacAlgorithm: 'HMAC_SHA_256' };
    const [first, second] = [await kms('GenerateMac', input), await kms('GenerateMac', input)];
    expect(first.Mac).toBe(second.Mac);
    expect(await kms('GenerateMac', input, 'Nobody')).toMatchObject({
      __type: 'AccessDeniedException',
      Message: expect.stringContaining('kms:GenerateMac'),
    });
  });
});

describe('Lambda', () => {
  const client = (role = 'Api') => new LambdaClient(config(role));
  const call = (more: object = {}) =>
    new InvokeCommand({ FunctionName: 'Project', Payload: '{"a":1}', ...more });

  it('calls and waits', async () => {
    outcome = { status: 200, payload: { b: 2 } };
    const answer = await client().send(call());
    expect(JSON.parse(answer.Payload?.transformToString() ?? '')).toEqual({ b: 2 });
    outcome = { status: 200, payload: { errorType: 'Odd' }, functionError: 'Unhandled' };
    expect(await client().send(call({ FunctionName: functionArn('Project') }))).toMatchObject({
      FunctionError: 'Unhandled',
      StatusCode: 200,
    });
    outcome = { status: 429, payload: null };
    await expect(client().send(call())).rejects.toMatchObject({ name: 'TooManyRequestsException' });
    await expect(client('Nobody').send(call())).rejects.toMatchObject({ name: 'AccessDeniedException' });
    await expect(client().send(call({ FunctionName: 'None' }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });

  it('retries an event twice, then puts it aside', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    invoked.length = 0;
    outcome = { status: 200, payload: { errorType: 'Odd' }, functionError: 'Unhandled' };
    const sent = client().send(call({ InvocationType: 'Event' }));
    await vi.waitFor(async () => expect(await sent).toMatchObject({ StatusCode: 202 }));
    await vi.runAllTimersAsync();
    vi.useRealTimers();
    await sample.door.settled();
    expect(invoked).toEqual(Array(3).fill([functionArn('Project'), { a: 1 }, 'Event']));
    expect(sample.door.queues.messages(QUEUE).map(({ body }) => body)).toEqual(['{"a":1}']);
  });
});

describe('SES', () => {
  const mail = (more: object = {}) =>
    new SendEmailCommand({
      FromEmailAddress: '"IT 희망나눔" <hope@example.kr>',
      Destination: { ToAddresses: ['kim@home.kr'] },
      Content: { Simple: { Subject: { Data: '감사합니다' }, Body: { Text: { Data: '안녕하세요' } } } },
      ...more,
    });

  it('puts mail into the mailbox, newest first', async () => {
    await new SESv2Client(config('Api')).send(mail());
    const raw = [
      'From: hope@example.kr',
      'To: =?utf-8?B?6rmA?= <kim@home.kr>',
      'Subject: =?utf-8?Q?=ED=95=9C_=EA=B8=80?=',
      'Content-Type: multipart/mixed; boundary="x"',
      '',
      '--x',
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: base64',
      '',
      Buffer.from('본문').toString('base64'),
      '--x',
      'Content-Type: application/pdf',
      "Content-Disposition: attachment; filename*=UTF-8''%EC%98%81.pdf",
      '',
      'PDF',
      '--x--',
    ].join('\r\n');
    await expect(
      new SESv2Client(config('Api')).send(mail({ Content: { Raw: { Data: Buffer.from(raw) } } })),
    ).rejects.toMatchObject({ message: expect.stringContaining('ses:SendRawEmail') });
    expect(sample.door.mailbox.list()).toMatchObject([
      {
        from: '"IT 희망나눔" <hope@example.kr>',
        to: ['kim@home.kr'],
        subject: '감사합니다',
        text: '안녕하세요',
      },
    ]);
    const { readMessage } = await import('./mail/message.ts');
    expect(readMessage(raw)).toMatchObject({
      subject: '한 글',
      to: ['김 <kim@home.kr>'],
      text: '본문',
      attachments: [{ name: '영.pdf', type: 'application/pdf' }],
    });
  });

  it.each<[string, object, string]>([
    ['another sender', { FromEmailAddress: 'mayor@example.kr' }, 'AccessDeniedException'],
    ['an unverified domain', { FromEmailAddress: 'hope@example.com' }, 'MessageRejected'],
    ['no recipient', { Destination: {} }, 'BadRequestException'],
    ['a configuration set that is not there', { ConfigurationSetName: 'none' }, 'NotFoundException'],
    ['a template', { Content: { Template: { TemplateName: 't' } } }, 'BadRequestException'],
  ])('%s is refused', async (_, more, name) => {
    await expect(new SESv2Client(config('Api')).send(mail(more))).rejects.toMatchObject({ name });
  });
});

describe('text messages', () => {
  const text = async (input: object) => {
    const answer = await sample.send('Api', 'sms-voice', {
      headers: { 'x-amz-target': 'PinpointSMSVoiceV2.SendTextMessage' },
      body: JSON.stringify({ OriginationIdentity: 'HOPE', MessageBody: '인증번호 123456', ...input }),
    });
    return answer.json();
  };

  it('land in the mailbox', async () => {
    await text({ DestinationPhoneNumber: '+821012345678' });
    expect(sample.door.mailbox.list()[0]).toMatchObject({
      channel: 'text',
      from: 'HOPE',
      to: ['+821012345678'],
      text: '인증번호 123456',
    });
  });

  it.each([
    [{ DestinationPhoneNumber: '010-1234-5678' }, 'ValidationException'],
    [{ DestinationPhoneNumber: '+821012345678', OriginationIdentity: 'OTHER' }, 'AccessDeniedException'],
    [{ DestinationPhoneNumber: '+81312345678' }, 'AccessDeniedException'],
    [{ DestinationPhoneNumber: '+821012345678', MessageBody: 'x'.repeat(1601) }, 'ValidationException'],
  ])('%j is refused', async (input, type) => {
    expect(await text(input)).toMatchObject({ __type: type });
  });
});

describe('Step Functions', () => {
  it('starts executions and passes the engine’s errors on', async () => {
    const client = new SFNClient(config('Api'));
    const started = await client.send(new StartExecutionCommand({ stateMachineArn: MACHINE }));
    expect(started).toMatchObject({
      executionArn: expect.stringContaining('execution:Way:1'),
      startDate: new Date(1000),
    });
    await expect(
      client.send(new SendTaskSuccessCommand({ taskToken: 't', output: '{}' })),
    ).rejects.toMatchObject({
      name: 'TaskTimedOut',
    });
    const nobody = new SFNClient(config('Nobody'));
    for (const call of [
      nobody.send(new StartExecutionCommand({ stateMachineArn: MACHINE })),
      nobody.send(new SendTaskSuccessCommand({ taskToken: 't', output: '{}' })),
    ])
      await expect(call).rejects.toMatchObject({ name: 'AccessDeniedException' });
  });
});

describe('calls from inside', () => {
  const item = { TableName: 'Records', Item: { pk: { S: 'don_7' }, sk: { S: 'x' } } };
  it('have the same authorisation and the same answers', async () => {
    const { door } = sample;
    const guarded = { ...item, ConditionExpression: 'attribute_not_exists(pk)' };
    expect(await door.call(roleArn('Api'), 'dynamodb', 'putItem', guarded)).toEqual({});
    await expect(door.call(roleArn('Api'), 'dynamodb', 'putItem', guarded)).rejects.toMatchObject({
      name: 'ConditionalCheckFailedException',
    });
    await expect(door.call(roleArn('Nobody'), 'dynamodb', 'putItem', item)).rejects.toMatchObject({
      name: 'AccessDeniedException',
    });
    outcome = { status: 200, payload: { b: 2 } };
    expect(
      await door.call(roleArn('Api'), 'lambda', 'invoke', { FunctionName: 'Project', Payload: {} }),
    ).toEqual({
      StatusCode: 200,
      ExecutedVersion: '$LATEST',
      Payload: '{"b":2}',
    });
    expect(
      await door.call(roleArn('Api'), 'sfn', 'startExecution', { StateMachineArn: MACHINE }),
    ).toMatchObject({
      ExecutionArn: expect.stringContaining(':1'),
      StartDate: 1,
    });
    await expect(door.call(roleArn('Api'), 'ecs', 'runTask', {})).rejects.toThrow('ecs:runTask');
  });
});

describe('S3', () => {
  const NOW = () => sample.clock.now();
  const s3 = (method: string, path: string, more: object = {}) =>
    sample.send('Api', 's3', { method, path: `/papers/${path}`, ...more });

  it('puts, reads, lists and deletes', async () => {
    const headers = {
      'content-type': 'text/plain',
      'x-amz-meta-who': 'chest',
      'cache-control': 'max-age=60',
    };
    const put = await s3('PUT', 'open/a%20b.txt', { headers, body: 'hello world' });
    expect(put.status).toBe(200);
    const got = await s3('GET', 'open/a%20b.txt');
    expect(await got.text()).toBe('hello world');
    expect(Object.fromEntries(got.headers)).toMatchObject({ ...headers, etag: put.headers.get('etag') });
    const part = await s3('GET', 'open/a%20b.txt', { headers: { range: 'bytes=6-' } });
    expect([part.status, await part.text(), part.headers.get('content-range')]).toEqual([
      206,
      'world',
      'bytes 6-10/11',
    ]);
    expect((await s3('GET', 'open/a%20b.txt', { headers: { range: 'bytes=99-' } })).status).toBe(416);
    const same = await s3('GET', 'open/a%20b.txt', {
      headers: { 'if-none-match': put.headers.get('etag') ?? '' },
    });
    expect(same.status).toBe(304);
    expect((await s3('HEAD', 'open/a%20b.txt')).headers.get('content-length')).toBe('11');
    expect((await s3('PUT', 'open/a%20b.txt', { headers: { 'if-none-match': '*' }, body: 'x' })).status).toBe(
      412,
    );
    await s3('PUT', 'open/c/d', { body: '1' });
    await s3('PUT', 'open/c/e', { body: '2' });
    const page = async (more: object) =>
      (await s3('GET', '', { query: { 'list-type': '2', prefix: 'open/', delimiter: '/', ...more } })).text();
    const first = await page({ 'max-keys': '1' });
    expect(first).toContain('<Key>open/a b.txt</Key>');
    const token = /<NextContinuationToken>(.*?)</.exec(first)?.[1] ?? '';
    const second = await page({ 'max-keys': '1', 'continuation-token': token });
    expect(second).toContain('<CommonPrefixes><Prefix>open/c/</Prefix></CommonPrefixes>');
    expect(second).toContain('<IsTruncated>false</IsTruncated>');
    expect((await s3('DELETE', 'open/c/d')).status).toBe(204);
    // Only who may list learns that there is nothing.
    expect((await s3('GET', 'open/c/d')).status).toBe(403);
    const missing = await sample.send('Reader', 's3', { method: 'GET', path: '/papers/open/c/d' });
    expect([missing.status, await missing.text()]).toEqual([404, expect.stringContaining('NoSuchKey')]);
  });

  it.each<[string, string, string, object, number, string]>([
    ['a place without grant', 'GET', 'secret/a', {}, 403, 'AccessDenied'],
    [
      'a listing without grant',
      'GET',
      '',
      { query: { 'list-type': '2', prefix: 'secret/' } },
      403,
      'AccessDenied',
    ],
    ['an operation that is not there', 'GET', 'open/a', { query: { acl: '' } }, 501, 'NotImplemented'],
    [
      'a wrong checksum',
      'PUT',
      'open/a',
      { body: 'x', headers: { 'content-md5': 'AAAA' } },
      400,
      'BadDigest',
    ],
  ])('%s is refused', async (_, method, path, more, status, code) => {
    const answer = await s3(method, path, more);
    expect([answer.status, /<Code>(.*?)</.exec(await answer.text())?.[1]]).toEqual([status, code]);
  });

  it('serves presigned links, and nothing without', async () => {
    await s3('PUT', 'open/r.pdf', { body: 'PDF' });
    const link = await sample.link('Api', 'GET', '/papers/open/r.pdf', 60);
    expect(await (await fetch(link)).text()).toBe('PDF');
    for (const wrong of [
      link.replace('r.pdf', 'a%20b.txt'),
      link.replace('Expires=60', 'Expires=61'),
      `${link}0`,
    ])
      expect((await fetch(wrong)).status).toBe(403);
    expect((await fetch(`${sample.url}/papers/open/r.pdf`)).status).toBe(403);
    // The link is only as strong as the role that signed it.
    expect((await fetch(await sample.link('Nobody', 'GET', '/papers/open/r.pdf', 60))).status).toBe(403);
    const put = await sample.link('Api', 'PUT', '/papers/open/up', 60, { 'content-type': 'image/png' });
    const send = (type: string) =>
      fetch(put, { method: 'PUT', body: 'x', headers: { 'content-type': type } });
    expect((await send('text/html')).status).toBe(403);
    expect((await send('image/png')).status).toBe(200);
    sample.clock.advance(61_000);
    expect(await (await fetch(link)).text()).toContain('Request has expired');
  });

  it('answers preflights by the bucket’s rules', async () => {
    const ask = (origin: string, method: string) =>
      fetch(`${sample.url}/papers`, {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': method, 'access-control-request-headers': 'x-a' },
      });
    const allowed = await ask('http://127.0.0.1:8080', 'POST');
    expect(allowed.headers.get('access-control-allow-origin')).toBe('http://127.0.0.1:8080');
    expect((await ask('http://evil.example', 'POST')).status).toBe(403);
    expect((await ask('http://127.0.0.1:8080', 'DELETE')).status).toBe(403);
  });

  const set = (name: string, value: string) => (fields: Record<string, string>) => {
    fields[name] = value;
  };
  const drop = (name: string) => (fields: Record<string, string>) => {
    delete fields[name];
  };

  /** The form that a function gives to a browser; each test violates one thing. */
  async function upload(change: {
    policy?: (policy: { expiration: string; conditions: unknown[] }) => unknown;
    fields?: (fields: Record<string, string>) => void;
    file?: string;
    role?: string;
    key?: string;
  }): Promise<Response> {
    const credentials = sample.door.credentialsFor(roleArn(change.role ?? 'Api'));
    const at = new Date(NOW()).toISOString().replace(/[-:]|\.\d{3}/g, '');
    const fields: Record<string, string> = {
      key: change.key ?? 'open/photo.jpg',
      'Content-Type': 'image/jpeg',
      'x-amz-algorithm': 'AWS4-HMAC-SHA256',
      'x-amz-credential': `${credentials.accessKeyId}/${at.slice(0, 8)}/${REGION}/s3/aws4_request`,
      'x-amz-date': at,
      'x-amz-security-token': credentials.sessionToken,
    };
    const policy = {
      expiration: new Date(NOW() + 60_000).toISOString(),
      conditions: [
        { bucket: 'papers' },
        ['starts-with', '$key', change.key === undefined ? 'open/' : ''],
        ['eq', '$Content-Type', 'image/jpeg'],
        ['content-length-range', 2, 8],
        ...['x-amz-algorithm', 'x-amz-credential', 'x-amz-date', 'x-amz-security-token'].map((name) => ({
          [name]: fields[name],
        })),
      ] as unknown[],
    };
    change.policy?.(policy);
    fields.policy = Buffer.from(JSON.stringify(policy)).toString('base64');
    const sign = (key: Buffer | string, text: string) => createHmac('sha256', key).update(text).digest();
    const key = [at.slice(0, 8), REGION, 's3', 'aws4_request'].reduce<Buffer | string>(
      sign,
      `AWS4${credentials.secretAccessKey}`,
    );
    fields['x-amz-signature'] = sign(key, fields.policy).toString('hex');
    change.fields?.(fields);
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    if (change.file !== '') form.append('file', new Blob([change.file ?? 'JPEG']), 'photo.jpg');
    return fetch(`${sample.url}/papers`, {
      method: 'POST',
      body: form,
      headers: { origin: 'http://127.0.0.1:8080' },
    });
  }

  it('takes an upload that meets its policy', async () => {
    const answer = await upload({});
    expect(answer.status).toBe(204);
    expect(answer.headers.get('access-control-allow-origin')).toBe('http://127.0.0.1:8080');
    const got = await s3('GET', 'open/photo.jpg');
    expect([await got.text(), got.headers.get('content-type')]).toEqual(['JPEG', 'image/jpeg']);
    const created = await upload({
      fields: set('success_action_status', '201'),
      policy: (policy) => void policy.conditions.push({ success_action_status: '201' }),
    });
    expect([created.status, await created.text()]).toEqual([
      201,
      expect.stringContaining('<Key>open/photo.jpg</Key>'),
    ]);
  });

  it.each<[string, Parameters<typeof upload>[0], number, string]>([
    ['a file too large', { file: 'JPEGJPEG!' }, 400, 'EntityTooLarge'],
    ['a file too small', { file: 'J' }, 400, 'EntityTooSmall'],
    ['no file', { file: '' }, 400, 'InvalidArgument'],
    ['another type', { fields: set('Content-Type', 'text/html') }, 403, 'Policy Condition failed'],
    ['another place', { fields: set('key', 'secret/x') }, 403, 'Policy Condition failed'],
    ['a missing field', { fields: drop('Content-Type') }, 403, 'Policy Condition failed'],
    ['an uncovered field', { fields: set('x-amz-meta-a', 'b') }, 403, 'Extra input fields: x-amz-meta-a'],
    [
      'another bucket',
      { policy: (p) => void p.conditions.splice(0, 1, { bucket: 'other' }) },
      403,
      'Policy Condition failed',
    ],
    [
      'an expired policy',
      { policy: (p) => Object.assign(p, { expiration: '2020-01-01T00:00:00Z' }) },
      403,
      'Policy expired',
    ],
    [
      'a changed policy',
      { fields: set('policy', Buffer.from('{}').toString('base64')) },
      403,
      'SignatureDoesNotMatch',
    ],
    ['a forged signature', { fields: set('x-amz-signature', 'a'.repeat(64)) }, 403, 'SignatureDoesNotMatch'],
    ['a foreign token', { fields: set('x-amz-security-token', 'x') }, 400, 'InvalidToken'],
    ['no policy', { fields: drop('policy') }, 403, 'AccessDenied'],
    ['a role without grants', { role: 'Nobody' }, 403, 'AccessDenied'],
    ['a place that the role may not write', { key: 'secret/x' }, 403, 'AccessDenied'],
  ])('%s is refused and nothing is written', async (_, change, status, text) => {
    const before = sample.door.objects.list('papers').map(({ key, etag, modified }) => [key, etag, modified]);
    const answer = await upload(change);
    expect([answer.status, await answer.text()]).toEqual([status, expect.stringContaining(text)]);
    expect(
      sample.door.objects.list('papers').map(({ key, etag, modified }) => [key, etag, modified]),
    ).toEqual(before);
  });
});
