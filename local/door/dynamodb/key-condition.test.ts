import { describe, expect, it } from 'vitest';
import { namedAttributes } from './attributes.ts';
import { keyText, partitionValue } from './key-condition.ts';

const names = { '#p': 'pk', '#s': 'sk' };
const values = { ':p': { S: 'don_1' }, ':s': { S: 'EVENT#' } };

describe('the partition key of a key condition', () => {
  it.each([
    ['pk = :p', 'don_1'],
    ['#p = :p', 'don_1'],
    ['#p=:p', 'don_1'],
    ['(#p = :p) AND begins_with(#s, :s)', 'don_1'],
    ['#s = :s AND #p = :p', 'don_1'],
    ['begins_with(sk, :s) and :p = pk', 'don_1'],
    ['#s BETWEEN :s AND :p AND #p = :p', 'don_1'],
    ['#p > :p', undefined],
    ['#p <= :p', undefined],
    ['#s = :s', undefined],
    ['#p = :missing', undefined],
    ['', undefined],
  ])('%s → %s', (expression, expected) => {
    expect(keyText(partitionValue(expression, 'pk', names, values))).toBe(expected);
  });
});

describe('the attributes that expressions name', () => {
  it.each([
    [['SET #p = :v, stage = if_not_exists(stage, :w)'], ['pk', 'stage']],
    [['attribute_exists(#p) AND NOT contains(tags, :t) AND size(note) < :n'], ['pk', 'tags', 'note']],
    [['address.city, drives[0].serial'], ['address', 'drives']],
    [['REMOVE old ADD count :one'], ['old', 'count']],
    [
      [undefined, 'a BETWEEN :x AND :y OR b IN (:x, :y)'],
      ['a', 'b'],
    ],
  ])('%j → %j', (expressions, expected) => {
    expect(namedAttributes(expressions, names)).toEqual(expected);
  });
});
