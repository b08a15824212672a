import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchesAction, matchesArn, matchesPattern } from './pattern.ts';

describe('patterns', () => {
  it.each([
    ['dynamodb:*', 'dynamodb:PutItem', true],
    ['dynamodb:*Item', 'dynamodb:getitem', true],
    ['dynamodb:Batch?etItem', 'dynamodb:BatchGetItem', true],
    ['dynamodb:Get', 'dynamodb:GetItem', false],
    ['*', 's3:GetObject', true],
    ['s3:GetObject', 's3:GetObjectTagging', false],
    ['s3:GetObject*', 's3:GetObjectTagging', true],
  ])('action %s against %s is %s', (pattern, action, expected) => {
    expect(matchesAction(pattern, action)).toBe(expected);
  });

  it.each([
    ['*', 'anything', true],
    ['arn:aws:s3:::b/*', 'arn:aws:s3:::b/a/b:c', true],
    ['arn:aws:s3:::b', 'arn:aws:s3:::b/a', false],
    ['arn:aws:s3:::b*', 'arn:aws:s3:::bucket/a', true],
    ['arn:aws:dynamodb:*:1:table/T', 'arn:aws:dynamodb:eu:1:table/T', true],
    ['arn:aws:dynamodb:*:table/T', 'arn:aws:dynamodb:eu:1:table/T', false],
    ['arn:aws:dynamodb:eu:1:table/T', 'arn:aws:dynamodb:eu:1:table/T/index/q', false],
    ['arn:aws:dynamodb:eu:1:table/T/index/*', 'arn:aws:dynamodb:eu:1:table/T/index/q', true],
    ['arn:aws:states:eu:1:execution:m:*', 'arn:aws:states:eu:1:execution:m:run-1', true],
    ['arn:aws:*', 'arn:aws:s3:::b', false],
  ])('ARN %s against %s is %s', (pattern, arn, expected) => {
    expect(matchesArn(pattern, arn)).toBe(expected);
  });

  it('text without wildcards matches itself only, also where it looks like an expression', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        fc.pre(!/[*?]/.test(a));
        expect(matchesPattern(a, b)).toBe(a === b);
      }),
    );
  });
});
