import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Cloud, Resource } from './cloud.ts';
import { loadCloud } from './load.ts';
import { synthesizeFixture } from './testing/app.ts';

const addresses = { site: 'http://127.0.0.1:8080', door: 'http://127.0.0.1:8081' };

describe('an app as the CDK writes it today', () => {
  let cloud: Cloud;
  let folder: string;
  const one = (type: string, logicalId = ''): Resource => {
    const found = cloud.ofType(type).filter((resource) => resource.logicalId.startsWith(logicalId));
    expect(found, `${type} ${logicalId}`).toHaveLength(1);
    return found[0] as Resource;
  };
  beforeAll(() => {
    folder = synthesizeFixture();
    cloud = loadCloud({ folder, addresses });
  }, 60_000);

  test('is read whole, in the region where the programme runs', () => {
    expect(cloud).toMatchObject({ account: '000000000000', region: 'ap-northeast-2' });
    expect(JSON.stringify([...cloud.resources.values()])).not.toMatch(/"Ref"|"Fn::|\{\{resolve/);
  });

  test('gives the same identities at every start', () => {
    const again = loadCloud({ folder, addresses });
    expect([...again.resources.values()]).toEqual([...cloud.resources.values()]);
  });

  test('resolves references over stacks and over regions', () => {
    const table = one('AWS::DynamoDB::Table');
    expect(table.physicalId).toMatch(/^Data-Table/);
    const { Variables } = one('AWS::Lambda::Function', 'Echo').properties.Environment as {
      Variables: Record<string, string>;
    };
    expect(Variables.TABLE_NAME).toBe(table.physicalId);
    expect(Variables.STREAM).toMatch(`${table.arn}/stream/`);
    const acl = one('AWS::WAFv2::WebACL');
    expect(acl.arn).toMatch(/^arn:aws:wafv2:us-east-1:000000000000:global\/webacl\//);
    expect(one('AWS::CloudFront::Distribution').properties.DistributionConfig).toMatchObject({
      WebACLId: acl.arn,
    });
  });

  test('puts the addresses of this machine where browsers and functions look, and only there', () => {
    const pool = one('AWS::Cognito::UserPool', 'Staff');
    const issuer = `${addresses.door}/_signin/${pool.physicalId}`;
    expect(one('AWS::Lambda::Function', 'Echo').properties.Environment).toMatchObject({
      Variables: { STAFF_AUTHORITY: issuer, STAFF_SIGN_OUT: `${issuer}/logout` },
    });
    expect(one('AWS::ApiGatewayV2::Authorizer', 'ApiStaff').properties.JwtConfiguration).toMatchObject({
      Issuer: issuer,
    });
    expect(JSON.stringify(one('AWS::CloudFront::ResponseHeadersPolicy').properties)).toContain(
      `connect-src 'self' ${addresses.door}"`,
    );
    const bucket = one('AWS::S3::Bucket', 'Site');
    const { Origins } = one('AWS::CloudFront::Distribution').properties.DistributionConfig as {
      Origins: { DomainName: string }[];
    };
    expect(Origins.map(({ DomainName }) => DomainName)).toContain(
      `${bucket.physicalId}.s3.ap-northeast-2.amazonaws.com`,
    );
    expect(cloud.outputs.Service).toEqual({ SiteUrl: addresses.site });
  });

  test('leaves out what a false condition forbids', () => {
    expect(cloud.ofType('AWS::S3::Bucket').map(({ logicalId }) => logicalId.slice(0, 4))).toEqual(['Site']);
  });

  test('finds assets by hash and by object key, and names one that is not there', () => {
    const { Code } = one('AWS::Lambda::Function', 'Echo').properties as { Code: { S3Key: string } };
    expect(basename(cloud.asset(Code.S3Key))).toBe(`asset.${Code.S3Key.replace('.zip', '')}`);
    expect(() => cloud.asset('0'.repeat(64))).toThrow(/no asset 0000/);
  });
});

/** A cloud assembly with one stack, written by hand. */
function assembly(template: object, environment = 'aws://000000000000/ap-northeast-2'): string {
  const folder = mkdtempSync(join(tmpdir(), 'ithope-assembly-'));
  const stack = {
    type: 'aws:cloudformation:stack',
    environment,
    properties: { templateFile: 'S.template.json' },
  };
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ artifacts: { S: stack } }));
  writeFileSync(join(folder, 'S.template.json'), JSON.stringify(template));
  return folder;
}
const queue = (properties: object) => ({ Type: 'AWS::SQS::Queue', Properties: properties });
const load = (template: object) => loadCloud({ folder: assembly(template), addresses });
const property = (value: unknown, rest: object = {}) =>
  load({ Resources: { Q: queue({ Tags: value }) }, ...rest }).ofType('AWS::SQS::Queue')[0]?.properties.Tags;

/** Spares the linter strings that look like forgotten template literals. */
const curly = (text: string) => text.replaceAll('#', '$');

describe('intrinsics', () => {
  test.each([
    [{ 'Fn::Join': ['-', ['a', { Ref: 'AWS::Region' }]] }, 'a-ap-northeast-2'],
    [{ 'Fn::Select': [1, { 'Fn::Split': [',', 'a,b'] }] }, 'b'],
    [{ 'Fn::Sub': curly('#{AWS::Partition}:#{Q.QueueName}:#{!Kept}') }, curly('aws:S-Q:#{Kept}')],
    [
      { 'Fn::Sub': [curly('#{X}.#{AWS::URLSuffix}'), { X: { Ref: 'AWS::AccountId' } }] },
      '000000000000.amazonaws.com',
    ],
    [{ 'Fn::FindInMap': ['M', { Ref: 'AWS::Region' }, 'k'] }, 'v'],
    [{ 'Fn::If': ['Yes', 1, 2] }, 1],
    [[{ 'Fn::If': ['No', 'gone', { Ref: 'AWS::NoValue' }] }, 'stays'], ['stays']],
    [{ a: { Ref: 'AWS::NoValue' }, b: 1 }, { b: 1 }],
    [{ Ref: 'P' }, 'default'],
    [{ 'Fn::GetStackOutput': { StackName: 'S', OutputName: 'Word' } }, 'spoken'],
    [{ 'Fn::Base64': 'x' }, 'eA=='],
    // Only a lone Condition inside Conditions is an intrinsic: a policy statement has one too.
    [
      { Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
      { Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
    ],
  ])('%j', (value, expected) => {
    const rest = {
      Mappings: { M: { 'ap-northeast-2': { k: 'v' } } },
      Outputs: { Word: { Value: 'spoken' } },
      Parameters: { P: { Type: 'String', Default: 'default' } },
      Conditions: {
        Yes: { 'Fn::And': [{ 'Fn::Equals': ['a', 'a'] }, { 'Fn::Not': [{ Condition: 'No' }] }] },
        No: { 'Fn::Or': [{ 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'eu-west-1'] }] },
      },
    };
    expect(property(value, rest)).toEqual(expected);
  });

  test.each([
    [{ 'Fn::Cidr': ['10.0.0.0/16', 1] }, /S\/Q\.Tags.*Fn::Cidr/],
    [{ Ref: 'Nobody' }, /S\/Q\.Tags.*no resource or parameter Nobody/],
    [{ 'Fn::GetAtt': ['Q', 'Colour'] }, /S\/Q\.Tags.*attribute Colour of AWS::SQS::Queue \(Q\)/],
    [{ 'Fn::ImportValue': 'gone' }, /no stack in ap-northeast-2 exports gone/],
    [{ 'Fn::Select': [5, ['a']] }, /S\/Q\.Tags.*Fn::Select 5 of 1/],
    ['{{resolve:secretsmanager:x}}', /does not resolve/],
  ])('refuses %j by name', (value, words) => {
    expect(() => property(value)).toThrow(words);
  });
});

describe('refused at the start', () => {
  test('unknown resource types, all at once', () => {
    const template = { Resources: { A: { Type: 'AWS::EC2::VPC' }, B: { Type: 'Custom::AWS' } } };
    expect(() => load(template)).toThrow(/AWS::EC2::VPC \(S\/A\), Custom::AWS \(S\/B\)/);
  });
  test('a resource named after itself', () => {
    expect(() => load({ Resources: { Q: queue({ QueueName: { Ref: 'Q' } }) } })).toThrow(
      /named after itself/,
    );
  });
  test('stacks without a fixed region', () => {
    const folder = assembly({ Resources: {} }, 'aws://unknown-account/unknown-region');
    expect(() => loadCloud({ folder, addresses })).toThrow(/region must be fixed at synthesis/);
  });
  test('a folder that is no cloud assembly', () => {
    expect(() => loadCloud({ folder: tmpdir(), addresses })).toThrow(/manifest\.json/);
  });
});
