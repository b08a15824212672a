import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Ulid } from '../../functions/kernel/ids.ts';
import { intentFor, newIntent } from './intent.ts';

test('an intent is a ULID that the API takes, whatever the time and the random bytes', () => {
  const bytes = fc.uint8Array({ minLength: 16, maxLength: 16 });
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 47 }), bytes, (now, random) => {
      expect(Ulid.safeParse(newIntent(now, random)).success).toBe(true);
    }),
  );
});

test('intents sort by time', () => {
  const zero = new Uint8Array(16);
  expect(newIntent(1_000, zero) < newIntent(2_000, zero)).toBe(true);
});

test('the same form sent again keeps its key; anything else is another intent', () => {
  const first = intentFor(undefined, { day: '2026-11-30' });
  expect(intentFor(first, { day: '2026-11-30' })).toEqual(first);
  expect(intentFor(first, { day: '2026-12-01' }).key).not.toBe(first.key);
});
