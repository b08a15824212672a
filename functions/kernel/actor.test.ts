import { describe, expect, test } from 'vitest';
import {
  boundDistrict,
  boundPartner,
  groupsFrom,
  isIn,
  mustServe,
  mustServePartner,
  staffFrom,
} from './actor.ts';
import { DomainError } from './errors.ts';
import { staffActor } from './testing.ts';

test.each([
  ['[chest repair-lead]', ['chest', 'repair-lead']],
  ['["chest","repair"]', ['chest', 'repair']],
  ['chest', ['chest']],
  ['[chest, district]', ['chest', 'district']],
  ['[admin root chest]', ['chest']],
  ['[]', []],
  ['', []],
  [undefined, []],
])('the claim %j means the groups %j', (claim, groups) => {
  expect(groupsFrom(claim)).toEqual(groups);
});

test('a member of staff is made of the claims that the authorizer verified, and of texts only', () => {
  const claims = {
    sub: 'u-1',
    'cognito:groups': '[district]',
    district: '11530',
    name: ' 정구로 ',
    email: 'a@b.example',
  };
  expect(staffFrom(claims)).toEqual({
    ...{ kind: 'staff', id: 'u-1', groups: ['district'], district: '11530', name: '정구로' },
  });
  expect(staffFrom({ sub: 'u-1', name: '가'.repeat(2048) }).name).toHaveLength(100);
  expect(staffFrom({ sub: 'u-1', name: ' ' })).toEqual({ kind: 'staff', id: 'u-1', groups: [] });
  expect(staffFrom({ sub: 'u-2', 'cognito:groups': '[partner]', partner: 'lg-cns' })).toEqual({
    ...{ kind: 'staff', id: 'u-2', groups: ['partner'], partner: 'lg-cns' },
  });
  expect(staffFrom({ sub: 'u-1', district: ['11530'] })).toEqual({ kind: 'staff', id: 'u-1', groups: [] });
  expect(() => staffFrom({ 'cognito:groups': '[chest]' })).toThrow(DomainError);
});

describe('a district', () => {
  test.each([
    [staffActor('district', '11530'), '11530'],
    [staffActor('district'), 'none'],
    [staffActor(['district', 'programme'], '11530'), undefined],
    [staffActor('chest'), undefined],
    [staffActor('volunteer-centre', '11530'), '11530'],
    [staffActor([]), 'none'],
  ])('of %o is %s', (actor, bound) => {
    expect(boundDistrict(actor)).toBe(bound);
    if (bound === undefined) expect(() => mustServe(actor, '11110')).not.toThrow();
    else expect(() => mustServe(actor, '11110')).toThrow('OTHER_DISTRICT');
  });

  test('is served by its own officer', () => {
    expect(() => mustServe(staffActor('district', '11530'), '11530')).not.toThrow();
    expect(isIn(staffActor(['repair']), 'chest', 'repair')).toBe(true);
    expect(isIn(staffActor([]), 'chest')).toBe(false);
  });
});

describe('a partner', () => {
  const own = (partner?: string) => staffActor('partner', undefined, 'p-1', partner);
  test.each([
    ['its own staff', own('lg-cns'), 'lg-cns'],
    ['staff of no partner', own(), 'none'],
    ['the Chest', staffActor('chest'), undefined],
    ['the auditor', staffActor('auditor'), undefined],
    ['somebody of both', staffActor(['partner', 'programme'], undefined, 'p-2', 'lg-cns'), undefined],
    ['the repair centre', staffActor('repair'), 'none'],
  ])('is what %s are bound to', (_, actor, bound) => {
    expect(boundPartner(actor)).toBe(bound);
    if (bound === undefined) expect(() => mustServePartner(actor, 'woori-bank')).not.toThrow();
    else expect(() => mustServePartner(actor, 'woori-bank')).toThrow('OTHER_PARTNER');
  });

  test('is served by its own staff', () => {
    expect(() => mustServePartner(own('lg-cns'), 'lg-cns')).not.toThrow();
  });
});
