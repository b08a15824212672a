import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import * as zod from 'zod';
import * as deferred from './deferred-zod.ts';

/** The same shape in both. */
const shapes = (z: typeof zod) => {
  const Line = z.strictObject({
    id: z
      .string()
      .trim()
      .min(1)
      .max(5)
      .regex(/^[a-z]+$/),
    day: z.iso.date().optional(),
    count: z.coerce.number().int().min(1).default(20),
    kind: z.enum(['a', 'b']),
    mail: z.email().optional(),
  });
  return z
    .object({
      lines: z.array(Line).min(1),
      either: z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('x'), n: z.int() }),
        z.object({ kind: z.literal('y'), yes: z.boolean() }),
      ]),
      names: z.record(z.string(), z.unknown()),
      more: Line.partial().extend({ url: z.url().optional() }),
    })
    .refine(({ lines }) => lines.length < 3, { error: 'TOO_MANY', path: ['lines'] });
};

const good = {
  lines: [{ id: ' abc ', kind: 'a', day: '2026-11-28' }],
  either: { kind: 'y', yes: true },
  names: { a: 1 },
  more: { count: '3', url: 'https://example.org' },
};

describe('deferred shapes are the shapes', () => {
  test.each([
    ['good', good],
    ['unknown field', { ...good, more: { other: 1 } }],
    ['too many', { ...good, lines: [good.lines[0], good.lines[0], good.lines[0]] }],
    ['wrong kind', { ...good, either: { kind: 'z' } }],
    ['wrong all over', { lines: [{ id: 'ABC', count: 0, mail: 'x' }], either: 1, names: [], more: null }],
    ['nothing', undefined],
  ])('%s', (_, input) => {
    const plain = shapes(zod).safeParse(input, { reportInput: true });
    const later = shapes(deferred as unknown as typeof zod).safeParse(input, { reportInput: true });
    expect(later.success).toBe(plain.success);
    expect(later.data).toEqual(plain.data);
    expect(later.error?.issues).toEqual(plain.error?.issues);
  });
});

test('nothing is made before it is used', () => {
  let made = 0;
  const shape = deferred.object({
    get a() {
      made += 1;
      return deferred.string();
    },
  });
  const wrapped = deferred.array(shape.optional()).max(3);
  expect(made).toBe(0);
  expect(wrapped.safeParse([{ a: 'x' }]).success).toBe(true);
  expect(made).toBe(1);
});

test('whatever contracts call is deferred', () => {
  const own = new Set(
    [
      ...readFileSync('lib/runtime/deferred-zod.ts', 'utf8').matchAll(/export (?:const|\{ choice as) (\w+)/g),
    ].map(([, name]) => name),
  );
  const called = new Set(
    globSync('functions/**/contract.ts').flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/\bz\.([a-z]\w*)[.(]/g)].map(([, name]) => name),
    ),
  );
  expect(called.size).toBeGreaterThan(8);
  expect([...called].filter((name) => !own.has(name))).toEqual([]);
});
