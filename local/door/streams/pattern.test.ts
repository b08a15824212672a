import { describe, expect, it } from 'vitest';
import { readPattern } from './pattern.ts';

const event = {
  eventName: 'INSERT',
  dynamodb: {
    Keys: { pk: { S: 'don_1' }, sk: { S: 'EVENT#01' } },
    NewImage: { type: { S: 'OFFERED' }, count: { N: '3' }, tags: { SS: ['a', 'b'] } },
    SizeBytes: 120,
  },
};
const image = (rule: object) => ({ dynamodb: { NewImage: rule } });

describe('event patterns', () => {
  it.each<[object, boolean]>([
    [{ eventName: ['INSERT'] }, true],
    [{ eventName: ['MODIFY', 'REMOVE'] }, false],
    [{ eventName: ['INSERT'], dynamodb: { Keys: { pk: { S: ['don_1'] } } } }, true],
    [{ eventName: ['INSERT'], dynamodb: { Keys: { pk: { S: ['don_2'] } } } }, false],
    [{ dynamodb: { Keys: { sk: { S: [{ prefix: 'EVENT#' }] } } } }, true],
    [{ dynamodb: { Keys: { sk: { S: [{ prefix: 'STATE' }] } } } }, false],
    [{ dynamodb: { Keys: { sk: { S: [{ prefix: 'STATE' }, { suffix: '01' }] } } } }, true],
    [image({ type: { S: [{ 'equals-ignore-case': 'offered' }] } }), true],
    [image({ type: { S: [{ 'anything-but': ['OFFERED'] }] } }), false],
    [image({ type: { S: [{ 'anything-but': 'ACCEPTED' }] } }), true],
    [image({ type: { S: [{ 'anything-but': { prefix: 'OFF' } }] } }), false],
    [image({ none: { S: [{ 'anything-but': 'x' }] } }), false],
    [image({ type: { S: [{ exists: true }] } }), true],
    [image({ none: { S: [{ exists: false }] } }), true],
    [image({ none: { S: [{ exists: true }] } }), false],
    [image({ type: [{ exists: true }] }), false],
    [image({ tags: { SS: ['b'] } }), true],
    [image({ tags: { SS: ['c'] } }), false],
    [image({ count: { N: ['3'] } }), true],
    [image({ count: { N: [3] } }), false],
    [{ dynamodb: { SizeBytes: [{ numeric: ['>', 100, '<=', 120] }] } }, true],
    [{ dynamodb: { SizeBytes: [{ numeric: ['<', 100] }] } }, false],
    [{ $or: [{ eventName: ['REMOVE'] }, image({ type: { S: ['OFFERED'] } })] }, true],
    [{ $or: [{ eventName: ['REMOVE'] }, { eventName: ['MODIFY'] }] }, false],
    [{ dynamodb: { OldImage: { type: { S: ['x'] } } } }, false],
    [{ eventName: [] }, false],
    [{}, true],
  ])('%j → %s', (pattern, expected) => {
    expect(readPattern(JSON.stringify(pattern))(event)).toBe(expected);
  });

  it.each([[{ a: [{ wildcard: '*' }] }], [{ a: 'text' }], [{ a: [{ numeric: ['!', 1] }] }], [[1]]])(
    '%j is not understood, and says so',
    (pattern) => {
      expect(() => readPattern(JSON.stringify(pattern))).toThrow(/event pattern/);
    },
  );
});
