import * as zod from 'zod';

/**
 * Zod for bundles: a shape is made when it is first used, not when its module is loaded (docs/adr/0026). A contract's
 * shapes take 10 to 35 ms of a cold start, and a request needs those of one route. Same names and types as zod; the
 * sources import zod itself, and the build puts this in its place
 * (lib/bundle.ts). For parsing: whoever compares shapes by identity, as JSON schemas do, uses zod.
 */
type Make = (...given: never[]) => object;

/** Methods that give another shape: they wait as well. Any other property makes the shape. */
const CHAINED = new Set([
  'optional',
  'nullable',
  'default',
  'catch',
  'array',
  'min',
  'max',
  'length',
  'regex',
  'trim',
  'toUpperCase',
  'int',
  'refine',
  'superRefine',
  'transform',
  'pipe',
  'extend',
  'strict',
  'partial',
  'pick',
  'omit',
  'readonly',
]);

function waiting(make: () => object): object {
  let made: object | undefined;
  const shape = () => (made ??= make());
  return new Proxy(
    {},
    {
      get: (_, name) =>
        !made && CHAINED.has(name as string)
          ? (...given: never[]) => waiting(() => (Reflect.get(shape(), name) as Make).apply(shape(), given))
          : Reflect.get(shape(), name, shape()),
      has: (_, name) => Reflect.has(shape(), name),
      getPrototypeOf: () => Reflect.getPrototypeOf(shape()),
    },
  );
}

const deferred = <M>(make: M): M =>
  ((...given: never[]) => waiting(() => (make as unknown as Make)(...given))) as unknown as M;

export * from 'zod';

export const object = deferred(zod.object);
export const strictObject = deferred(zod.strictObject);
export const looseObject = deferred(zod.looseObject);
export const array = deferred(zod.array);
export const record = deferred(zod.record);
export const partialRecord = deferred(zod.partialRecord);
export const string = deferred(zod.string);
export const number = deferred(zod.number);
export const int = deferred(zod.int);
export const boolean = deferred(zod.boolean);
export const literal = deferred(zod.literal);
export const union = deferred(zod.union);
export const discriminatedUnion = deferred(zod.discriminatedUnion);
export const unknown = deferred(zod.unknown);
export const url = deferred(zod.url);
export const email = deferred(zod.email);
const choice = deferred(zod.enum);

export { choice as enum };
export const iso = { date: deferred(zod.iso.date), datetime: deferred(zod.iso.datetime) };
export const coerce = { number: deferred(zod.coerce.number), boolean: deferred(zod.coerce.boolean) };
