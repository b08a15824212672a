import { expect, test } from 'vitest';
import { cacheOf, outlived, ruleFor } from './policy.ts';

const SITE = 'https://ithope.example';
const asked = (path: string, more: object = {}) => ({
  method: 'GET',
  mode: 'cors',
  url: new URL(path, SITE).href,
  ...more,
});

test.each([
  ['/staff/assets/app-1A2B3C4D.js', {}, 'asset'],
  ['/staff/', { mode: 'navigate' }, 'page'],
  ['/staff/driver/dlv_01?do=confirm', { mode: 'navigate' }, 'page'],
  ['/staff/signin?code=1', { mode: 'navigate' }, 'page'],
  // Personal: never answered, never kept.
  ['/api/staff/routes', {}, undefined],
  ['/api/staff/routes', { mode: 'navigate' }, undefined],
  ['/staff/assets/app-1A2B3C4D.js', { method: 'POST' }, undefined],
  ['/staff/worker.js', {}, undefined],
  ['/', { mode: 'navigate' }, undefined],
  ['/data/totals.json', {}, undefined],
  ['https://uploads.example/staff/assets/a.js', {}, undefined],
])('%s %j is a matter of %s', (path, more, rule) => {
  expect(ruleFor(asked(path, more), SITE)).toBe(rule);
});

test('the files of the version before this one stay for tabs that are open; older ones and nobody else’s go', () => {
  const [a, b, c] = ['a', 'b', 'c'].map(cacheOf);
  expect(outlived([a ?? '', 'other', b ?? '', c ?? ''], 'c')).toEqual([a]);
  expect(outlived([b ?? '', c ?? ''], 'c')).toEqual([]);
  // A version that came back is still the present one.
  expect(outlived([a ?? '', b ?? '', c ?? ''], 'a')).toEqual([b]);
});
