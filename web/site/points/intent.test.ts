import { expect, test } from 'vitest';
import { intentOf } from './intent.ts';

test('the same is tried again under the same key, something else and what was done under another', () => {
  const intent = intentOf();
  const first = intent.keyFor({ points: 5, purpose: 'computers' });
  // The answer was lost: the same button is pressed again.
  expect(intent.keyFor({ points: 5, purpose: 'computers' })).toBe(first);
  const other = intent.keyFor({ points: 6, purpose: 'computers' });
  expect(other).not.toBe(first);
  intent.done();
  expect(intent.keyFor({ points: 6, purpose: 'computers' })).not.toBe(other);
});
