import * as z from 'zod';

const ULID = '01J0000000000000000000000A';
interface Schema {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly minItems?: number;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly minLength?: number;
  readonly pattern?: string;
  readonly format?: string;
}

/** Texts that pass the patterns of our shapes: ids by their prefix, digits of addresses, references, days. */
const TEXTS: readonly (readonly [sign: RegExp, text: (found: RegExpExecArray) => string])[] = [
  [/^\^(\w{3})_\[0-7\]/, ([, prefix]) => `${prefix}_${ULID}`],
  [/^\^\[0-7\]/, () => ULID],
  [/^\^\\d\{5\}\$$/, () => '08209'],
  [/^\^(20)?\\d\{[24]\}\$$/, () => '2026'],
  [/^\^\[ML0-9/, () => 'M0 0L1 1L2 2'],
];
const FORMATS: Readonly<Record<string, string>> = {
  date: '2026-11-20',
  'date-time': '2026-11-20T01:00:00.000Z',
  email: 'somebody@example.com',
  uri: 'https://example.com/',
};

function textFor({ pattern = '', format, minLength = 1 }: Schema): string {
  if (format && FORMATS[format]) return FORMATS[format];
  for (const [sign, text] of TEXTS) {
    const found = sign.exec(pattern);
    if (found) return text(found);
  }
  return 'a'.repeat(Math.max(1, minLength));
}

function valueFor(schema: Schema, given: Readonly<Record<string, unknown>>): unknown {
  const chosen = schema.anyOf?.[0] ?? schema.oneOf?.[0];
  if (chosen) return valueFor(chosen, given);
  if (schema.allOf) return Object.assign({}, ...schema.allOf.map((part) => valueFor(part, given)));
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {})
          .filter(([name]) => schema.required?.includes(name) || name in given)
          .map(([name, field]) => [name, name in given ? given[name] : valueFor(field, given)]),
      );
    case 'array':
      return Array.from({ length: schema.minItems ?? 0 }, () => valueFor(schema.items ?? {}, given));
    case 'integer':
    case 'number':
      return Math.max(schema.minimum ?? 1, (schema.exclusiveMinimum ?? 0) + 1);
    case 'boolean':
      return true;
    default:
      return textFor(schema);
  }
}

/** Something that a shape takes: what it requires and no more. Fields by a name that is given have that value. */
export const believable = (
  shape: z.ZodType | undefined,
  given: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> =>
  shape
    ? (valueFor(z.toJSONSchema(shape, { io: 'input', unrepresentable: 'any' }) as Schema, given) as Record<
        string,
        unknown
      >)
    : {};
