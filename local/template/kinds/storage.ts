import { arnAttribute, type Draft, type Kind, type Kinds, named, nameFrom, regional, uuid } from './kind.ts';

/** Bucket names are lower case, at most 63 characters. */
const bucketName = (draft: Draft) => nameFrom(draft, 'BucketName', 63).toLowerCase();

const table: Kind = {
  id: (draft) => nameFrom(draft, 'TableName'),
  arn: (draft, id) => regional(draft, 'dynamodb', `table/${id}`),
  attributes: {
    ...arnAttribute,
    // AWS labels a stream with the moment it was made; a fixed one keeps stored positions valid over restarts.
    StreamArn: (_draft, _id, arn) => `${arn}/stream/2006-11-23T00:00:00.000`,
    TableId: (draft) => uuid(draft),
  },
};

const queueUrl = (draft: Draft) =>
  `https://sqs.${draft.region}.amazonaws.com/${draft.account}/${nameFrom(draft, 'QueueName', 80)}`;

export const STORAGE: Kinds = {
  'AWS::DynamoDB::Table': table,
  'AWS::DynamoDB::GlobalTable': table,
  'AWS::S3::Bucket': {
    id: bucketName,
    arn: (_draft, id) => `arn:aws:s3:::${id}`,
    attributes: {
      ...arnAttribute,
      DomainName: (_draft, id) => `${id}.s3.amazonaws.com`,
      RegionalDomainName: (draft, id) => `${id}.s3.${draft.region}.amazonaws.com`,
    },
  },
  'AWS::S3::BucketPolicy': named('Bucket'),
  'AWS::KMS::Key': {
    id: uuid,
    arn: (draft, id) => regional(draft, 'kms', `key/${id}`),
    attributes: { ...arnAttribute, KeyId: (_draft, id) => id },
  },
  'AWS::KMS::Alias': {
    id: (draft) => nameFrom(draft, 'AliasName'),
    arn: (draft, id) => regional(draft, 'kms', id),
  },
  'AWS::SQS::Queue': {
    id: queueUrl,
    arn: (draft) => regional(draft, 'sqs', nameFrom(draft, 'QueueName', 80)),
    attributes: {
      ...arnAttribute,
      QueueName: (draft) => nameFrom(draft, 'QueueName', 80),
      QueueUrl: (_draft, id) => id,
    },
  },
  'AWS::SQS::QueuePolicy': { id: (draft) => `${draft.stack}-${draft.logicalId}` },
  'AWS::SNS::Topic': {
    id: (draft) => regional(draft, 'sns', nameFrom(draft, 'TopicName')),
    arn: (_draft, id) => id,
    attributes: {
      TopicArn: (_draft, id) => id,
      TopicName: (draft) => nameFrom(draft, 'TopicName'),
    },
  },
  'AWS::SNS::Subscription': { id: (draft) => `${draft.stack}-${draft.logicalId}` },
  'AWS::SNS::TopicPolicy': { id: (draft) => `${draft.stack}-${draft.logicalId}` },
  'AWS::SSM::Parameter': {
    id: (draft) => nameFrom(draft, 'Name'),
    arn: (draft, id) => regional(draft, 'ssm', `parameter/${id.replace(/^\//, '')}`),
    attributes: {
      Value: (draft) => String(draft.property('Value')),
      Type: (draft) => String(draft.property('Type')),
    },
  },
  'AWS::SES::EmailIdentity': {
    id: (draft) => nameFrom(draft, 'EmailIdentity'),
    arn: (draft, id) => regional(draft, 'ses', `identity/${id}`),
    attributes: {
      EmailIdentityArn: (_draft, _id, arn) => arn,
      Arn: (_draft, _id, arn) => arn,
      ...Object.fromEntries(
        [1, 2, 3].flatMap((n) => [
          [`DkimDNSTokenName${n}`, (draft: Draft) => `${uuid(draft)}${n}._domainkey`],
          [`DkimDNSTokenValue${n}`, (draft: Draft) => `${uuid(draft)}${n}.dkim.amazonses.com`],
        ]),
      ),
    },
  },
  'AWS::SES::ConfigurationSet': {
    id: (draft) => nameFrom(draft, 'Name', 64),
    arn: (draft, id) => regional(draft, 'ses', `configuration-set/${id}`),
  },
  'AWS::SES::ConfigurationSetEventDestination': { id: (draft) => `${draft.stack}-${draft.logicalId}` },
};
