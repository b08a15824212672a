import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openRoutes } from './route.ts';

const KEYS = [
  '$default',
  'GET /pets/dog/1',
  'GET /pets/dog/{id}',
  'GET /pets/{proxy+}',
  'ANY /pets/dog/{id}',
  'ANY /{proxy+}',
  'POST /pets',
];
const find = openRoutes(KEYS.map((routeKey) => ({ routeKey })));

describe('a request goes to the most specific route that takes its method', () => {
  test.each([
    ['GET', '/pets/dog/1', 'GET /pets/dog/1', undefined],
    ['GET', '/pets/dog/2', 'GET /pets/dog/{id}', { id: '2' }],
    ['PUT', '/pets/dog/2', 'ANY /pets/dog/{id}', { id: '2' }],
    ['GET', '/pets/cat/3', 'GET /pets/{proxy+}', { proxy: 'cat/3' }],
    ['POST', '/pets/cat/3', 'ANY /{proxy+}', { proxy: 'pets/cat/3' }],
    ['POST', '/pets', 'POST /pets', undefined],
    ['GET', '/pets/dog/a%2Fb%20c', 'GET /pets/dog/{id}', { id: 'a/b c' }],
    ['GET', '/pets/dog/%E0%A4%A', 'GET /pets/dog/{id}', { id: '%E0%A4%A' }],
    ['GET', '/', '$default', undefined],
  ])('%s %s → %s', (method, path, routeKey, pathParameters) => {
    expect(find(method, path)).toEqual(
      pathParameters ? { route: { routeKey }, pathParameters } : { route: { routeKey } },
    );
  });

  test('whatever order the template has them in', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(KEYS, { minLength: KEYS.length }), (keys) => {
        const shuffled = openRoutes(keys.map((routeKey) => ({ routeKey })));
        for (const [method, path] of [
          ['GET', '/pets/dog/1'],
          ['GET', '/pets/dog/2'],
          ['PUT', '/pets/x'],
        ] as const)
          expect(shuffled(method, path)).toEqual(find(method, path));
      }),
    );
  });

  test('without a fitting route there is none', () => {
    expect(openRoutes([{ routeKey: 'GET /a/{b}' }])('GET', '/a/')).toBeUndefined();
  });
});
