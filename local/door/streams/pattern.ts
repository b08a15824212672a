/** Whether an event passes. */
export type EventPattern = (event: unknown) => boolean;

type Test = (value: unknown) => boolean;

/**
 * Reads an event pattern of an event source mapping (Lambda developer guide, "Filter rule syntax"):
 * lists of values, `prefix`, `suffix`, `equals-ignore-case`, `anything-but`, `numeric`, `exists`, and `$or`.
 * @throws Error naming what the pattern uses that is not implemented
 */
export function readPattern(text: string): EventPattern {
  const pattern: unknown = JSON.parse(text);
  if (!isObject(pattern)) throw new Error(`event pattern ${text}: not an object`);
  return group(pattern, '');
}

function group(pattern: Record<string, unknown>, path: string): EventPattern {
  const members = Object.entries(pattern).map(([name, wanted]): EventPattern => {
    if (name === '$or') {
      const ways = (wanted as unknown[]).map((way) => group(way as Record<string, unknown>, path));
      return (event) => ways.some((way) => way(event));
    }
    const here = `${path}.${name}`;
    const test = Array.isArray(wanted) ? leaf(wanted, here) : nested(wanted, here);
    return (event) => test(isObject(event) ? event[name] : undefined);
  });
  return (event) => members.every((member) => member(event));
}

function nested(wanted: unknown, path: string): EventPattern {
  if (!isObject(wanted)) throw new Error(`event pattern ${path}: a value must stand in a list`);
  return group(wanted, path);
}

function leaf(wanted: readonly unknown[], path: string): Test {
  const tests = wanted.map((one) => (isObject(one) ? operator(one, path) : equal(one)));
  return (value) => tests.some((test) => test(value));
}

/** A list in the event matches if one of its members does. */
const among = (test: Test): Test => {
  return (value) => (Array.isArray(value) ? value.some(test) : value !== undefined && test(value));
};

const equal = (wanted: unknown): Test => among((value) => value === wanted);

function operator(rule: Record<string, unknown>, path: string): Test {
  const [name, argument] = Object.entries(rule)[0] ?? [];
  const text = (value: unknown) => (typeof value === 'string' ? value : undefined);
  switch (name) {
    case 'prefix':
      return among((value) => text(value)?.startsWith(String(argument)) ?? false);
    case 'suffix':
      return among((value) => text(value)?.endsWith(String(argument)) ?? false);
    case 'equals-ignore-case':
      return among((value) => text(value)?.toLowerCase() === String(argument).toLowerCase());
    case 'exists':
      // Only leaves exist: an object in their place does not count (EventBridge guide, "Exists matching").
      return (value) => (value !== undefined && !isObject(value)) === argument;
    case 'anything-but':
      return anythingBut(argument, path);
    case 'numeric':
      return numeric(argument as unknown[], path);
    default:
      throw new Error(`event pattern ${path}: ${name} is not implemented`);
  }
}

function anythingBut(argument: unknown, path: string): Test {
  const refused = isObject(argument) ? operator(argument, path) : leaf([argument].flat(), path);
  return (value) => value !== undefined && !isObject(value) && !refused(value);
}

function numeric(rule: readonly unknown[], path: string): Test {
  const bounds: [string, number][] = [];
  for (let at = 0; at < rule.length; at += 2) bounds.push([String(rule[at]), Number(rule[at + 1])]);
  const compare: Record<string, (a: number, b: number) => boolean> = {
    '=': (a, b) => a === b,
    '<': (a, b) => a < b,
    '<=': (a, b) => a <= b,
    '>': (a, b) => a > b,
    '>=': (a, b) => a >= b,
  };
  for (const [sign] of bounds)
    if (!compare[sign]) throw new Error(`event pattern ${path}: numeric ${sign} is not implemented`);
  return among(
    (value) =>
      typeof value === 'number' && bounds.every(([sign, bound]) => compare[sign]?.(value, bound) ?? false),
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
