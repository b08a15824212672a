import type { Cloud, Resource } from './cloud.ts';

/** A small cloud written by hand, for the door's own tests: one table, two functions, a bucket, keys, a queue. */

export const ACCOUNT = '000000000000';
export const REGION = 'ap-northeast-2';
export const roleArn = (name: string) => `arn:aws:iam::${ACCOUNT}:role/${name}`;
export const functionArn = (name: string) => `arn:aws:lambda:${REGION}:${ACCOUNT}:function:${name}`;
export const TABLE = `arn:aws:dynamodb:${REGION}:${ACCOUNT}:table/Records`;
export const STREAM = `${TABLE}/stream/2026-11-23T00:00:00.000`;
export const KEY = `arn:aws:kms:${REGION}:${ACCOUNT}:key/11111111-aaaa`;
export const MAC_KEY = `arn:aws:kms:${REGION}:${ACCOUNT}:key/22222222-bbbb`;
export const QUEUE = `arn:aws:sqs:${REGION}:${ACCOUNT}:Failed`;
export const MACHINE = `arn:aws:states:${REGION}:${ACCOUNT}:stateMachine:Way`;
export const BUCKET = 'papers';
const IDENTITY = `arn:aws:ses:${REGION}:${ACCOUNT}:identity/example.kr`;

export function resource(logicalId: string, type: string, arn: string, properties: object): Resource {
  const physicalId = arn.split(/[:/]/).at(-1) as string;
  return {
    stack: 'Test',
    logicalId,
    type,
    physicalId,
    arn,
    dependsOn: [],
    properties: properties as Record<string, unknown>,
  };
}

export const statement = (action: string | string[], on: string | string[], condition?: object) => ({
  Effect: 'Allow',
  Action: action,
  Resource: on,
  ...(condition ? { Condition: condition } : {}),
});

export const role = (name: string, ...statements: object[]): Resource =>
  resource(name, 'AWS::IAM::Role', roleArn(name), {
    AssumeRolePolicyDocument: {
      Statement: [
        { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } },
      ],
    },
    ManagedPolicyArns: ['arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole'],
    Policies: [{ PolicyName: 'own', PolicyDocument: { Statement: statements } }],
  });

const leading = (...patterns: string[]) => ({
  'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': patterns },
});
const handOver = {
  Statement: [
    { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` }, Action: 'kms:*', Resource: '*' },
  ],
};

export const mapping = (logicalId: string, more: object = {}): Resource =>
  resource(logicalId, 'AWS::Lambda::EventSourceMapping', `mapping:${logicalId}`, {
    EventSourceArn: STREAM,
    FunctionName: functionArn('Project'),
    StartingPosition: 'TRIM_HORIZON',
    ...more,
  });

const RESOURCES: readonly Resource[] = [
  role(
    'Api',
    statement(['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'], TABLE, leading('don_*')),
    statement(
      ['dynamodb:Query', 'dynamodb:BatchGetItem', 'dynamodb:ConditionCheckItem'],
      TABLE,
      leading('don_*'),
    ),
    statement('dynamodb:Query', `${TABLE}/index/queue`, leading('SCREEN#*')),
    statement(['kms:GenerateDataKey', 'kms:Decrypt'], KEY, {
      'ForAllValues:StringEquals': { 'kms:EncryptionContextKeys': ['person'] },
      StringLike: { 'kms:EncryptionContext:person': 'per_*' },
    }),
    statement('kms:GenerateMac', MAC_KEY),
    statement(['s3:GetObject', 's3:PutObject', 's3:DeleteObject'], `arn:aws:s3:::${BUCKET}/open/*`),
    statement('s3:ListBucket', `arn:aws:s3:::${BUCKET}`, { StringLike: { 's3:prefix': ['open/*'] } }),
    statement('ses:SendEmail', IDENTITY, { StringEquals: { 'ses:FromAddress': 'hope@example.kr' } }),
    statement('lambda:InvokeFunction', functionArn('Project')),
    statement('sms-voice:SendTextMessage', `arn:aws:sms-voice:${REGION}:${ACCOUNT}:sender-id/HOPE/KR`),
    statement(['states:StartExecution', 'states:SendTaskSuccess'], MACHINE),
  ),
  role(
    'Project',
    statement(['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'], STREAM),
    statement('sqs:SendMessage', QUEUE),
  ),
  role(
    'Reader',
    statement('s3:GetObject', `arn:aws:s3:::${BUCKET}/*`),
    statement('s3:ListBucket', `arn:aws:s3:::${BUCKET}`),
  ),
  role('Nobody'),
  resource('Records', 'AWS::DynamoDB::Table', TABLE, {
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ],
    AttributeDefinitions: ['pk', 'sk', 'q', 'qs'].map((AttributeName) => ({
      AttributeName,
      AttributeType: 'S',
    })),
    GlobalSecondaryIndexes: [
      {
        IndexName: 'queue',
        KeySchema: [
          { AttributeName: 'q', KeyType: 'HASH' },
          { AttributeName: 'qs', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'KEYS_ONLY' },
      },
    ],
    StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
    TimeToLiveSpecification: { AttributeName: 'ttl', Enabled: true },
  }),
  resource('ApiFunction', 'AWS::Lambda::Function', functionArn('Api'), { Role: roleArn('Api') }),
  resource('ProjectFunction', 'AWS::Lambda::Function', functionArn('Project'), {
    Role: roleArn('Project'),
    DeadLetterConfig: { TargetArn: QUEUE },
  }),
  resource('Papers', 'AWS::S3::Bucket', `arn:aws:s3:::${BUCKET}`, {
    CorsConfiguration: {
      CorsRules: [
        { AllowedMethods: ['POST', 'GET'], AllowedOrigins: ['http://127.0.0.1:8080'], AllowedHeaders: ['*'] },
      ],
    },
  }),
  resource('Key', 'AWS::KMS::Key', KEY, { KeyPolicy: handOver }),
  resource('MacKey', 'AWS::KMS::Key', MAC_KEY, { KeyPolicy: handOver, KeySpec: 'HMAC_256' }),
  resource('Failed', 'AWS::SQS::Queue', QUEUE, {}),
  resource('Sender', 'AWS::SES::EmailIdentity', IDENTITY, { EmailIdentity: 'example.kr' }),
  resource('Way', 'AWS::StepFunctions::StateMachine', MACHINE, {}),
];

/** @param more further resources; one with the logical id of another replaces it */
export function sampleCloud(...more: Resource[]): Cloud {
  const all = new Map([...RESOURCES, ...more].map((one) => [`${one.stack}/${one.logicalId}`, one]));
  return {
    account: ACCOUNT,
    region: REGION,
    resources: all,
    ofType: (type) => [...all.values()].filter((one) => one.type === type),
    outputs: {},
    asset: (hash) => {
      throw new Error(`no asset ${hash}`);
    },
  };
}
