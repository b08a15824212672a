import fc from 'fast-check';
import { expect, test } from 'vitest';
import { conditionExpression, updateExpression } from './expression.ts';

test.each([
  [{ exists: true }, 'attribute_exists(#pk)'],
  [{ exists: false }, 'attribute_not_exists(#pk)'],
  [{ equals: { status: 'READY', version: 2 } }, '#status = :status AND #version = :version'],
  [{ oneOf: { status: ['A', 'B'] } }, '#status IN (:status, :status2)'],
  [
    { below: { attempt: 3 }, absent: ['delivery'] },
    '#attempt < :attempt AND attribute_not_exists(#delivery)',
  ],
  [
    { exists: true, equals: { status: 'A' }, oneOf: { status: ['B'] } },
    'attribute_exists(#pk) AND #status = :status AND #status IN (:status2)',
  ],
  [{ atMost: { spent: 5 } }, '(attribute_not_exists(#spent) OR #spent <= :spent)'],
  [{ atMost: { spent: -1 } }, '#spent <= :spent'],
  [{}, ''],
])('%o is %s', (condition, text) => {
  expect(conditionExpression(condition).text).toBe(text);
});

test('a change sets, adds and removes; the value it sets and the value it demands stay apart', () => {
  const e = updateExpression(
    { set: { status: 'B', note: undefined, round: 1 }, add: { count: 2 }, remove: ['q', 'qs'] },
    { equals: { status: 'A' } },
  );
  expect(e).toEqual({
    update: 'SET #status = :status, #round = :round ADD #count :count REMOVE #q, #qs',
    condition: '#status = :status2',
    names: { '#status': 'status', '#round': 'round', '#count': 'count', '#q': 'q', '#qs': 'qs' },
    values: { ':status': 'B', ':status2': 'A', ':round': 1, ':count': 2 },
  });
});

test('every placeholder of a text is defined, none is defined in vain, whatever the attributes are called', () => {
  const name = fc.constantFrom('status', 'version', 'a-b', 'a.b', 'a b', 'size', 'date', 'name');
  const values = fc.dictionary(name, fc.integer());
  fc.assert(
    fc.property(values, values, fc.array(name, { maxLength: 3 }), (set, equals, absent) => {
      const e = updateExpression({ set }, { equals, absent });
      const text = `${e.update} ${e.condition}`;
      expect(new Set(text.match(/#\w+/g) ?? [])).toEqual(new Set(Object.keys(e.names)));
      expect(new Set(text.match(/:\w+/g) ?? [])).toEqual(new Set(Object.keys(e.values)));
      for (const [attribute, value] of Object.entries(set))
        expect([attribute, Object.values(e.values)]).toEqual([attribute, expect.arrayContaining([value])]);
      // Two attributes must never share a placeholder.
      expect(new Set(Object.values(e.names)).size).toBe(
        new Set([...Object.keys(set), ...Object.keys(equals), ...absent]).size,
      );
    }),
  );
});
