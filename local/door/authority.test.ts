import { describe, expect, it, vi } from 'vitest';
import { openAuthority } from './authority.ts';
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
} from './sample-cloud.ts';

const now = () => Date.parse('2026-11-23T00:00:00Z');
const CDN = `arn:aws:cloudfront::${ACCOUNT}:distribution/E1`;
const bucketPolicy = (...statements: object[]) =>
  resource('Policy', 'AWS::S3::BucketPolicy', 'policy', {
    Bucket: BUCKET,
    PolicyDocument: { Statement: statements },
  });
const objects = `arn:aws:s3:::${BUCKET}/*`;

describe('roles', () => {
  it('have the statements of policies that name them', () => {
    const policy = resource('P', 'AWS::IAM::Policy', 'p', {
      PolicyDocument: { Statement: [statement('s3:GetObject', objects)] },
      Roles: ['Nobody'],
    });
    const managed = resource('M', 'AWS::IAM::ManagedPolicy', `arn:aws:iam::${ACCOUNT}:policy/M`, {
      PolicyDocument: { Statement: [statement('s3:PutObject', objects)] },
      Roles: ['Nobody'],
    });
    const authority = openAuthority(sampleCloud(policy, managed), now);
    const may = (action: string) =>
      authority.decide(roleArn('Nobody'), action, `arn:aws:s3:::${BUCKET}/a`).allowed;
    expect(['s3:GetObject', 's3:PutObject', 's3:DeleteObject'].map(may)).toEqual([true, true, false]);
  });

  it.each<[string, object, RegExp]>([
    [
      'a managed policy of AWS',
      { ManagedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess'] },
      /role Odd: the managed policy .*AdministratorAccess/,
    ],
    [
      'a permissions boundary',
      { PermissionsBoundary: 'arn:aws:iam::aws:policy/x' },
      /role Odd: a permissions boundary/,
    ],
    [
      'a malformed policy',
      { Policies: [{ PolicyDocument: { Statement: [{ Effect: 'Maybe' }] } }] },
      /role Odd, statement 0/,
    ],
  ])('with %s do not start', (_, more, message) => {
    const odd = role('Odd');
    const changed = resource('Odd', 'AWS::IAM::Role', odd.arn, { ...odd.properties, ...more });
    expect(() => openAuthority(sampleCloud(changed), now)).toThrow(message);
  });

  it('that are not there may nothing', () => {
    expect(openAuthority(sampleCloud(), now).decide('arn:x', 's3:GetObject', objects).allowed).toBe(false);
  });
});

describe('resource policies', () => {
  it('deny what a role was granted', () => {
    const secure = { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: objects };
    const read = {
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:GetObject',
      Resource: `arn:aws:s3:::${BUCKET}/open/x`,
    };
    const authority = openAuthority(
      sampleCloud(bucketPolicy({ ...secure, Condition: { Bool: { 'aws:SecureTransport': 'false' } } }, read)),
      now,
    );
    const may = (key: string) =>
      authority.decide(roleArn('Api'), 's3:GetObject', `arn:aws:s3:::${BUCKET}/${key}`).allowed;
    expect([may('open/a'), may('open/x')]).toEqual([true, false]);
  });

  it('let CloudFront in for its own distribution only', () => {
    const authority = openAuthority(
      sampleCloud(
        bucketPolicy({
          Effect: 'Allow',
          Principal: { Service: 'cloudfront.amazonaws.com' },
          Action: 's3:GetObject',
          Resource: objects,
          Condition: { StringEquals: { 'AWS:SourceArn': CDN } },
        }),
      ),
      now,
    );
    const may = (service: string, source: string) =>
      authority.decideService(service, 's3:GetObject', `arn:aws:s3:::${BUCKET}/a`, {
        'aws:SourceArn': source,
      }).allowed;
    expect(may('cloudfront.amazonaws.com', CDN)).toBe(true);
    expect(may('cloudfront.amazonaws.com', `${CDN}2`)).toBe(false);
    expect(may('lambda.amazonaws.com', CDN)).toBe(false);
  });

  it('of keys may be stricter than the role', () => {
    const viaDatabase = {
      Effect: 'Allow',
      Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
      Action: 'kms:*',
      Resource: '*',
      Condition: { StringEquals: { 'kms:ViaService': `dynamodb.${REGION}.amazonaws.com` } },
    };
    const cloud = sampleCloud(
      role('Opener', statement('kms:Decrypt', KEY)),
      resource('Key', 'AWS::KMS::Key', KEY, { KeyPolicy: { Statement: [viaDatabase] } }),
    );
    const authority = openAuthority(cloud, now);
    const may = (via?: string) =>
      authority.decide(roleArn('Opener'), 'kms:Decrypt', KEY, { 'kms:ViaService': via }).allowed;
    expect([may(), may(`dynamodb.${REGION}.amazonaws.com`)]).toEqual([false, true]);
  });
});

it('says in AWS’s words who may not do what, and in its own what is not implemented', () => {
  const log = vi.spyOn(console, 'error').mockImplementation(() => {});
  const odd = role(
    'Odd',
    statement('s3:GetObject', objects, { IpAddress: { 'aws:SourceArn': '10.0.0.0/8' } }),
  );
  const authority = openAuthority(sampleCloud(odd), now);
  expect(() => authority.demand(roleArn('Odd'), 's3:GetObject', `arn:aws:s3:::${BUCKET}/a`)).toThrow(
    `User: arn:aws:sts::${ACCOUNT}:assumed-role/Odd/local is not authorized to perform: s3:GetObject on resource: arn:aws:s3:::${BUCKET}/a because no identity-based policy allows the s3:GetObject action (the local cloud does not implement condition operator IpAddress)`,
  );
  expect(log).toHaveBeenCalled();
});
