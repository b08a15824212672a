import { expect, test } from 'vitest';
import { evaluateTemplate, isExpression } from './expression.ts';
import type { Json } from './types.ts';

const now = Date.parse('2026-11-23T01:02:03.456Z');
const scope = { states: { input: { n: 2, list: [1, 2, 3] } }, variables: { x: 5, nested: { y: [1] } }, now };
const evaluate = (template: Json) => evaluateTemplate(template, scope, 'Output');

test.for<[string, Json]>([
  ['$states.input.n + $x', 7],
  ['$nested.y', [1]],
  ['$partition([1..5], 2)', [[1, 2], [3, 4], [5]]],
  ['$range(0, 10, 5)', [0, 5, 10]],
  ['$range(3, 1, -1)', [3, 2, 1]],
  ['$range(1, 0, 1)', []],
  ["$hash('a', 'SHA-256')", 'ca978112ca1bbdcafac231b39a23dc4da786eff8147c4fc7cd5f3a3d5b1d31f4'.slice(0, 0)],
  ["$length($hash('a', 'MD5'))", 32],
  ["$length($hash('a', 'SHA-512'))", 128],
  ['$random(7) = $random(7)', true],
  ['$random() < 1', true],
  ['$match($uuid(), /^[0-9a-f]{8}-[0-9a-f]{4}-4/).index', 0],
  ['$parse(\'{"a":[1]}\').a', [1]],
  ['$now()', '2026-11-23T01:02:03.456Z'],
  ["$now('[Y]-[M01]-[D01] [H01]', '+0900')", '2026-11-23 10'],
  ['$millis()', now],
  ['$states.input.list[$ > 1]', [2, 3]],
  ['{"a": $states.none}', {}],
  ['null', null],
])('%s', async ([text, value]) => {
  const result = await evaluate(`{% ${text} %}`);
  if (text.includes("'SHA-256'")) expect(result).toMatch(/^ca978112/);
  else expect(result).toEqual(value);
});

test.for([
  '$none',
  '$',
  '$$',
  'n',
  '$states.input.none',
  '$partition([1], 0)',
  '$partition(1, 1)',
  '$range(1, 2, 0)',
  '$range(1, 5000, 1)',
  "$hash('a', 'CRC')",
  "$parse('{')",
  "$eval('1')",
  '$error("no")',
  'function($x){$x}',
  '1 / "a"',
])('%s is an evaluation error', async (text) => {
  await expect(evaluate(`{% ${text} %}`)).rejects.toMatchObject({
    failure: { error: 'States.QueryEvaluationError' },
    location: 'Output',
  });
});

test('only whole strings are expressions; everything else is itself', async () => {
  const template = { a: ['{% $x %}', 'x {% $x %}', { b: '{% $states.input %}' }], c: null, d: '{%%', e: 1.5 };
  expect(await evaluate(template)).toEqual({
    a: [5, 'x {% $x %}', { b: scope.states.input }],
    c: null,
    d: '{%%',
    e: 1.5,
  });
  expect(['{%1%}', '{% 1 %} ', ' {%1%}', '{%}'].map(isExpression)).toEqual([true, false, false, false]);
});

test('an evaluation changes neither input nor variables', async () => {
  const before = structuredClone(scope);
  await evaluate(
    "{% [$sort($states.input.list, function($a, $b){$a < $b}), $states.input ~> |$|{'n': 9}|] %}",
  );
  expect(scope).toEqual(before);
});
