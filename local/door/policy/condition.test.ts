import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holds } from './condition.ts';

/** `${name}`, as policies write it. */
const variable = (name: string) => ['$', '{', name, '}'].join('');

type Row = [
  operator: string,
  key: string,
  values: string[],
  given: string | string[] | undefined,
  expected: boolean | 'unknown',
];

const rows: Row[] = [
  ['StringEquals', 'aws:SourceAccount', ['1', '2'], '2', true],
  ['StringEquals', 'aws:SourceAccount', ['1', '2'], '3', false],
  ['StringEquals', 'aws:SourceAccount', ['1'], undefined, false],
  ['StringEquals', 'AWS:sourceaccount', ['1'], '1', true],
  ['StringEqualsIfExists', 'aws:SourceAccount', ['1'], undefined, true],
  ['StringEqualsIfExists', 'aws:SourceAccount', ['1'], '2', false],
  ['StringNotEquals', 'aws:SourceAccount', ['1', '2'], '3', true],
  ['StringNotEquals', 'aws:SourceAccount', ['1', '2'], '2', false],
  ['StringNotEquals', 'aws:SourceAccount', ['1'], undefined, true],
  ['StringEqualsIgnoreCase', 'ses:FromAddress', ['A@b'], 'a@B', true],
  ['StringLike', 's3:prefix', ['home/*'], 'home/a/b', true],
  ['StringLike', 's3:prefix', ['home/*'], 'away/a', false],
  ['StringLike', 's3:prefix', ['h?me/*'], 'hame/', true],
  ['StringLike', 's3:prefix', ['a.c'], 'abc', false],
  ['StringNotLike', 's3:prefix', ['home/*'], 'away', true],
  ['Bool', 'aws:SecureTransport', ['true'], 'true', true],
  ['Bool', 'aws:SecureTransport', ['false'], 'true', false],
  ['Bool', 'aws:SecureTransport', ['TRUE'], 'true', true],
  ['Null', 'aws:SourceArn', ['true'], undefined, true],
  ['Null', 'aws:SourceArn', ['false'], undefined, false],
  ['Null', 'aws:SourceArn', ['false'], 'arn:x', true],
  ['ArnLike', 'aws:SourceArn', ['arn:aws:lambda:*:1:function:a*'], 'arn:aws:lambda:eu:1:function:ab', true],
  ['ArnLike', 'aws:SourceArn', ['arn:aws:lambda:*:function:a'], 'arn:aws:lambda:eu:1:function:a', false],
  ['ArnEquals', 'aws:SourceArn', ['arn:aws:s3:::b'], 'arn:aws:s3:::b', true],
  ['ArnNotLike', 'aws:SourceArn', ['arn:aws:s3:::b'], 'arn:aws:s3:::c', true],
  ['NumericLessThan', 's3:TlsVersion', ['1.2'], '1.3', false],
  ['NumericLessThan', 's3:TlsVersion', ['1.4'], '1.3', true],
  ['NumericGreaterThanEquals', 's3:max-keys', ['10'], '10', true],
  ['DateLessThan', 'aws:CurrentTime', ['2026-12-01T00:00:00Z'], '2026-11-23T00:00:00Z', true],
  ['DateGreaterThan', 'aws:CurrentTime', ['2026-12-01T00:00:00Z'], '2026-11-23T00:00:00Z', false],
  ['ForAllValues:StringEquals', 'dynamodb:LeadingKeys', ['a', 'b'], ['a', 'b', 'a'], true],
  ['ForAllValues:StringEquals', 'dynamodb:LeadingKeys', ['a', 'b'], ['a', 'c'], false],
  ['ForAllValues:StringLike', 'dynamodb:LeadingKeys', ['don_*'], ['don_1', 'don_2'], true],
  ['ForAllValues:StringLike', 'dynamodb:LeadingKeys', ['don_*'], ['don_1', 'dev_2'], false],
  ['ForAllValues:StringLike', 'dynamodb:LeadingKeys', ['don_*'], undefined, true],
  ['ForAnyValue:StringLike', 'dynamodb:LeadingKeys', ['don_*'], ['x', 'don_2'], true],
  ['ForAnyValue:StringLike', 'dynamodb:LeadingKeys', ['don_*'], ['x'], false],
  ['ForAnyValue:StringEquals', 'dynamodb:LeadingKeys', ['x'], undefined, false],
  ['ForAllValues:StringNotEquals', 'dynamodb:Attributes', ['secret'], ['a', 'b'], true],
  ['ForAllValues:StringNotEquals', 'dynamodb:Attributes', ['secret'], ['a', 'secret'], false],
  ['StringEquals', 'kms:EncryptionContext:person', ['per_1'], 'per_1', true],
  ['StringEquals', 'dynamodb:LeadingKeys', ['a'], ['a'], 'unknown'],
  ['IpAddress', 'aws:SourceArn', ['10.0.0.0/8'], '10.0.0.1', 'unknown'],
  ['StringEquals', 'aws:PrincipalOrgID', ['o-1'], undefined, 'unknown'],
  ['StringEquals', 'aws:SourceArn', [variable('aws:PrincipalArn')], 'arn:r', true],
  ['StringEquals', 'aws:SourceArn', [variable('aws:username')], 'arn:r', 'unknown'],
];

describe('conditions', () => {
  it.each(rows)('%s %s %j given %j is %s', (operator, key, values, given, expected) => {
    const context = { 'aws:principalarn': 'arn:r', [key.toLowerCase()]: given };
    const outcome = holds({ operator, key, values }, context);
    expect(typeof outcome === 'boolean' ? outcome : 'unknown').toBe(expected);
  });

  it('a negated operator is the opposite of its positive one, whatever is given', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string(), { minLength: 1 }),
        fc.option(fc.string(), { nil: undefined }),
        (values, given) => {
          const plain = values.filter((value) => !value.includes(variable('').slice(0, 2)));
          const context = { 'aws:sourcearn': given };
          const test = { key: 'aws:SourceArn', values: plain };
          expect(holds({ ...test, operator: 'StringNotEquals' }, context)).toBe(
            !holds({ ...test, operator: 'StringEquals' }, context),
          );
        },
      ),
    );
  });
});
