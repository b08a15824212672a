import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Reference, Ulid } from '../../../functions/kernel/ids.ts';
import { printReference, ulid } from './ulid.ts';

test('the server takes every id made here, and its end is a reference', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 2 ** 48 - 1 }),
      fc.uint8Array({ minLength: 16, maxLength: 16 }),
      (now, bytes) => {
        const id = ulid(now, bytes as Uint8Array<ArrayBuffer>);
        expect(Ulid.safeParse(id).success).toBe(true);
        expect(Reference.parse(printReference(id.slice(-10)))).toBe(id.slice(-10));
      },
    ),
  );
});
