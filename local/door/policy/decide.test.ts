import { describe, expect, it } from 'vitest';
import { decide, decideKey } from './decide.ts';
import { readPolicy } from './statement.ts';

const ROLE = 'arn:aws:iam::000000000000:role/Api';
const ROOT = { AWS: 'arn:aws:iam::000000000000:root' };
const TABLE = 'arn:aws:dynamodb:eu:000000000000:table/T';
const caller = {
  account: '000000000000',
  roleArn: ROLE,
  sessionArn: 'arn:aws:sts::000000000000:assumed-role/Api/x',
};
const statements = (...raw: object[]) => readPolicy({ Version: '2012-10-17', Statement: raw }, 'test');
const allow = (more: object = {}) => ({
  Effect: 'Allow',
  Action: 'dynamodb:PutItem',
  Resource: TABLE,
  ...more,
});
const put = { action: 'dynamodb:PutItem', resource: TABLE, context: { 'dynamodb:leadingkeys': ['don_1'] } };

describe('identity policies', () => {
  it.each<[string, object[], boolean]>([
    ['nothing granted', [], false],
    ['granted', [allow()], true],
    ['granted by a wildcard', [allow({ Action: 'dynamodb:*', Resource: '*' })], true],
    ['another action', [allow({ Action: 'dynamodb:GetItem' })], false],
    ['another table', [allow({ Resource: `${TABLE}2` })], false],
    ['one of several resources', [allow({ Resource: ['arn:aws:s3:::b', TABLE] })], true],
    ['all actions but this one', [allow({ Action: undefined, NotAction: 'dynamodb:Put*' })], false],
    ['all actions but another', [allow({ Action: undefined, NotAction: 'dynamodb:Get*' })], true],
    ['all resources but this one', [allow({ Resource: undefined, NotResource: TABLE })], false],
    ['all resources but another', [allow({ Resource: undefined, NotResource: `${TABLE}2` })], true],
    ['a deny wins', [allow(), { ...allow(), Effect: 'Deny' }], false],
    ['a deny of something else', [allow(), { ...allow({ Action: 's3:*' }), Effect: 'Deny' }], true],
    [
      'the right leading key',
      [allow({ Condition: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['don_*'] } } })],
      true,
    ],
    [
      'the wrong leading key',
      [allow({ Condition: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['dev_*'] } } })],
      false,
    ],
    [
      'all conditions must hold',
      [
        allow({
          Condition: {
            'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['don_*'] },
            Bool: { 'aws:SecureTransport': 'true' },
          },
        }),
      ],
      false,
    ],
    [
      'an unimplemented condition allows nothing',
      [allow({ Condition: { IpAddress: { 'aws:SourceArn': 'x' } } })],
      false,
    ],
    [
      'an unimplemented condition of a deny denies',
      [allow(), { ...allow({ Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o' } } }), Effect: 'Deny' }],
      false,
    ],
  ])('%s', (_, raw, expected) => {
    expect(decide(statements(...raw), [], put, caller).allowed).toBe(expected);
  });

  it('says what is not implemented, and says why else', () => {
    const odd = decide(
      statements(allow({ Condition: { IpAddress: { 'aws:SourceArn': 'x' } } })),
      [],
      put,
      caller,
    );
    expect(odd.notImplemented).toContain('IpAddress');
    expect(decide([], [], put, caller).reason).toBe(
      'because no identity-based policy allows the dynamodb:PutItem action',
    );
    expect(decide(statements(allow(), { ...allow(), Effect: 'Deny' }), [], put, caller).reason).toBe(
      'with an explicit deny in an identity-based policy',
    );
  });
});

describe('resource policies', () => {
  const get = {
    action: 's3:GetObject',
    resource: 'arn:aws:s3:::b/k',
    context: { 'aws:securetransport': 'true' },
  };
  const own = statements({ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/*' });
  const insecure = {
    Effect: 'Deny',
    Principal: { AWS: '*' },
    Action: 's3:*',
    Resource: ['arn:aws:s3:::b', 'arn:aws:s3:::b/*'],
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  };
  const reading = { Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/*' };
  it.each<[string, boolean, object[], boolean]>([
    ['TLS demanded and given', true, [insecure], true],
    ['denied to everyone', true, [{ ...insecure, Condition: undefined }], false],
    ['granted to the role alone', false, [{ Effect: 'Allow', Principal: { AWS: ROLE }, ...reading }], true],
    [
      'granted to another role',
      false,
      [{ Effect: 'Allow', Principal: { AWS: `${ROLE}2` }, ...reading }],
      false,
    ],
    [
      'granted to the root is not granted to the role',
      false,
      [{ Effect: 'Allow', Principal: ROOT, ...reading }],
      false,
    ],
    [
      'granted to a service only',
      false,
      [{ Effect: 'Allow', Principal: { Service: 's.amazonaws.com' }, ...reading }],
      false,
    ],
  ])('%s', (_, identity, raw, expected) => {
    expect(decide(identity ? own : [], statements(...raw), get, caller).allowed).toBe(expected);
  });
});

describe('key policies', () => {
  const decrypt = { action: 'kms:Decrypt', resource: 'arn:aws:kms:eu:0:key/k', context: {} };
  const own = statements({ Effect: 'Allow', Action: 'kms:Decrypt', Resource: 'arn:aws:kms:eu:0:key/k' });
  const toRoot = { Effect: 'Allow', Principal: ROOT, Action: 'kms:*', Resource: '*' };
  it.each<[string, boolean, object[], boolean]>([
    ['handed to the root and granted', true, [toRoot], true],
    ['handed to the root, not granted', false, [toRoot], false],
    ['granted, but not handed over', true, [], false],
    ['granted by the key itself', false, [{ ...toRoot, Principal: { AWS: ROLE } }], true],
    ['denied by the key', true, [toRoot, { ...toRoot, Effect: 'Deny', Principal: '*' }], false],
    ['denied to the account', true, [toRoot, { ...toRoot, Effect: 'Deny' }], false],
  ])('%s', (_, identity, raw, expected) => {
    expect(decideKey(identity ? own : [], statements(...raw), decrypt, caller).allowed).toBe(expected);
  });
});

describe('malformed policies do not start', () => {
  it.each<[string, object]>([
    ['no effect', { Action: 'a:b', Resource: '*' }],
    ['no action', { Effect: 'Allow', Resource: '*' }],
    ['both actions', { Effect: 'Allow', Action: 'a:b', NotAction: 'a:c', Resource: '*' }],
    ['an unknown member', { Effect: 'Allow', Action: 'a:b', Resource: '*', NotPrincipal: '*' }],
    ['a resource that is not text', { Effect: 'Allow', Action: 'a:b', Resource: { Ref: 'T' } }],
  ])('%s', (_, raw) => {
    expect(() => statements(raw)).toThrow(/test, statement 0/);
  });
});
