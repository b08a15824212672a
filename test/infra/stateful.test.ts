import { beforeAll, describe, expect, test } from 'vitest';
import type { Assembly } from './support/assembly.ts';
import { synthesize } from './support/assembly.ts';

let assembly: Assembly;
beforeAll(async () => {
  assembly = await synthesize();
}, 120_000);

/** What holds what people gave us or what cannot be made again. */
const STATEFUL = [
  'AWS::DynamoDB::GlobalTable',
  'AWS::S3::Bucket',
  'AWS::KMS::Key',
  'AWS::Cognito::UserPool',
  'AWS::SQS::Queue',
];

describe('what must not be lost', () => {
  test.each(STATEFUL)('%s stays when its stack goes or would replace it', (type) => {
    const found = assembly.ofType(type);
    expect(found.length).toBeGreaterThan(0);
    for (const { path, deletionPolicy, updateReplacePolicy } of found) {
      expect({ path, deletionPolicy, updateReplacePolicy }).toEqual({
        path,
        deletionPolicy: 'Retain',
        updateReplacePolicy: 'Retain',
      });
    }
  });

  test('the table is the only one, protected from deletion, restorable, with its sparse keys-only index', () => {
    const tables = assembly.ofType('AWS::DynamoDB::GlobalTable');
    expect(tables).toHaveLength(1);
    expect(tables[0]?.properties).toMatchObject({
      BillingMode: 'PAY_PER_REQUEST',
      TimeToLiveSpecification: { AttributeName: 'ttl', Enabled: true },
      StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
      GlobalSecondaryIndexes: [{ IndexName: 'queue', Projection: { ProjectionType: 'KEYS_ONLY' } }],
      Replicas: [
        {
          DeletionProtectionEnabled: true,
          PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: 35 },
        },
      ],
    });
  });

  test('the stack of the data is protected as a whole', () => {
    expect(assembly.terminationProtected).toEqual(['data']);
  });

  test('accounts of people cannot be deleted with their pool', () => {
    for (const { properties } of assembly.ofType('AWS::Cognito::UserPool')) {
      expect(properties.DeletionProtection).toBe('ACTIVE');
    }
  });

  test('wrapping keys rotate by themselves; hashing keys are of the kind that must not: for all, for numbers', () => {
    expect(
      assembly.ofType('AWS::KMS::Key').map(({ properties: { KeySpec, KeyUsage, EnableKeyRotation } }) => ({
        KeySpec,
        KeyUsage,
        EnableKeyRotation,
      })),
    ).toEqual([
      { KeySpec: undefined, KeyUsage: undefined, EnableKeyRotation: true },
      { KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC', EnableKeyRotation: undefined },
      { KeySpec: undefined, KeyUsage: undefined, EnableKeyRotation: true },
      { KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC', EnableKeyRotation: undefined },
    ]);
  });
});

describe('buckets', () => {
  test('are closed to the public, encrypted, and refuse what does not come over TLS', () => {
    const policies = assembly.ofType('AWS::S3::BucketPolicy');
    for (const bucket of assembly.ofType('AWS::S3::Bucket')) {
      expect(bucket.properties.PublicAccessBlockConfiguration).toEqual({
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      });
      expect(bucket.properties.BucketEncryption).toBeDefined();
      const policy = policies.find(
        ({ stack, properties }) =>
          stack === bucket.stack && (properties.Bucket as { Ref: string }).Ref === bucket.id,
      );
      expect(JSON.stringify(policy?.properties), bucket.path).toContain('"aws:SecureTransport":"false"');
    }
  });

  const versioned = () =>
    assembly
      .ofType('AWS::S3::Bucket')
      .filter(({ properties }) => properties.VersioningConfiguration)
      .map(({ path }) => path);
  test('papers and pages keep their versions; logs and uploads end', () => {
    expect(versioned()).toEqual(['Documents/Bucket', 'Site/Bucket']);
    const ending = assembly.ofType('AWS::S3::Bucket').flatMap(({ path, properties }) => {
      const rules = (
        properties.LifecycleConfiguration as
          | { Rules: { ExpirationInDays: number; Prefix?: string }[] }
          | undefined
      )?.Rules;
      return (rules ?? [])
        .filter(({ ExpirationInDays }) => ExpirationInDays)
        .map(({ Prefix, ExpirationInDays }) => [[path, Prefix].filter(Boolean).join(' '), ExpirationInDays]);
    });
    // Of the documents only what was taken out of the journal and the books ends: receipts and certificates stay.
    expect(Object.fromEntries(ending)).toEqual({
      'Documents/Bucket audit/': 7,
      'Documents/Bucket ledger/': 7,
      'Logs/Access/Bucket': 90,
      // Neither papers of applications nor photos of deliveries end by age: their days begin with a decision.
      'Uploads/Bucket evidence/': 30,
      'Uploads/Bucket lists/': 30,
      'Uploads/Bucket statements/': 30,
    });
  });

  test('uploads may be posted from the site alone', () => {
    const uploads = assembly.ofType('AWS::S3::Bucket').find(({ path }) => path === 'Uploads/Bucket');
    const cors = uploads?.properties.CorsConfiguration as
      | { CorsRules: Record<string, unknown[]>[] }
      | undefined;
    const rule = cors?.CorsRules[0];
    expect(rule?.AllowedMethods).toEqual(['POST']);
    expect(rule?.AllowedOrigins?.map(assembly.readable)).toEqual([
      'https://<site/Door/Distribution.DomainName>',
    ]);
  });
});
