import { expect, test } from 'vitest';
import { filterOf } from './sync-filter.ts';

test.each([
  [[], [], { 'a.html': true }],
  [['*'], ['assets/*'], { 'index.html': false, 'assets/a.js': true, 'assets/b/c.js': true }],
  [
    ['assets/*', 'data/*'],
    [],
    { 'index.html': true, 'assets/a.js': false, 'data/x/y.json': false, database: true },
  ],
  [
    ['*.map', 'a?.txt'],
    ['keep.map'],
    { 'x/y.map': false, 'keep.map': true, 'ab.txt': false, 'abc.txt': true },
  ],
  [['[!a]*'], [], { 'a.txt': true, 'b.txt': false }],
])('as aws s3 sync: without %j, with %j', (exclude, include, expected) => {
  const chosen = filterOf(exclude, include);
  expect(Object.fromEntries(Object.keys(expected).map((name) => [name, chosen(name)]))).toEqual(expected);
});
