import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { idOf, idsFrom, newId, printReference, Reference, referenceOf, Ulid, ulidOf } from './ids.ts';
import { keys } from './keys.ts';
import { movableClock, seededIds } from './testing.ts';

const bytes = fc.infiniteStream(fc.integer({ min: 0, max: 255 }));
const from = (stream: Iterator<number>, clock = movableClock()) =>
  idsFrom(clock, (n) => Uint8Array.from({ length: n }, () => stream.next().value as number));

describe('ULIDs', () => {
  test('are what their shape says, for every instant and every randomness', () => {
    fc.assert(
      fc.property(
        bytes,
        fc.date({ min: new Date(0), max: new Date('9999-12-31'), noInvalidDate: true }),
        (stream, at) => {
          const clock = movableClock(at.toISOString());
          const ulid = from(stream, clock).ulid();
          expect(Ulid.safeParse(ulid).success).toBe(true);
          const id = newId('device', ulid);
          expect(idOf('device').safeParse(id).success).toBe(true);
          expect(idOf('donation').safeParse(id).success).toBe(false);
          expect(ulidOf(id)).toBe(ulid);
          expect(keys.device(id).pk).toBe(`DEV#${ulid}`);
        },
      ),
    );
  });

  test('sort by time', () => {
    const clock = movableClock();
    const ids = seededIds(clock);
    const made = Array.from({ length: 50 }, () => {
      clock.pass({ seconds: 1 });
      return ids.ulid();
    });
    expect(made).toEqual([...made].sort());
    expect(new Set(made).size).toBe(50);
  });
});

describe('references', () => {
  test('are read as they are printed, spoken and misheard', () => {
    fc.assert(
      fc.property(bytes, (stream) => {
        const reference = referenceOf(newId('donation', from(stream).ulid()));
        const misheard = reference.replaceAll('0', 'o').replaceAll('1', 'L').toLowerCase();
        for (const typed of [
          reference,
          printReference(reference),
          ` ${misheard} `,
          misheard.split('').join(' '),
        ])
          expect(Reference.parse(typed)).toBe(reference);
      }),
    );
  });

  test.each(['', 'ABC', '7K3M9-QX24', '7K3M9-QX24WW', '7K3M9-QX24U', '7K3M9/QX24W', '가나다라마바사아자차'])(
    '%j is none',
    (typed) => {
      expect(Reference.safeParse(typed).success).toBe(false);
    },
  );
});

describe('one-time codes and secrets', () => {
  test('are six digits, of any randomness, and every digit is as likely as another', () => {
    fc.assert(fc.property(bytes, (stream) => void expect(from(stream).code()).toMatch(/^\d{6}$/)));
    const ids = seededIds(movableClock());
    const counts = Array<number>(10).fill(0);
    for (let i = 0; i < 2000; i++)
      for (const digit of ids.code()) counts[Number(digit)] = (counts[Number(digit)] ?? 0) + 1;
    for (const count of counts) expect(Math.abs(count - 1200)).toBeLessThan(150);
  });

  test('numbers beyond the last whole million are thrown away, so that none is favoured', () => {
    const stream = [255, 255, 255, 255, 0, 0, 0, 7][Symbol.iterator]();
    expect(from(stream).code()).toBe('000007');
  });

  test('secrets have 256 bits', () => {
    fc.assert(
      fc.property(
        bytes,
        (stream) => void expect(Buffer.from(from(stream).secret(), 'base64url')).toHaveLength(32),
      ),
    );
  });
});
