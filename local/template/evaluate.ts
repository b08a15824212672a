/** What an intrinsic may ask of the stack that it stands in. */
export interface Scope {
  readonly stack: string;
  /** @throws Error naming the resource, parameter or attribute that is unknown */
  ref(name: string): unknown;
  attribute(logicalId: string, name: string): unknown;
  condition(name: string): boolean;
  mapping(map: string, first: string, second: string): unknown;
  importValue(exportName: string): unknown;
  /** An output of a stack in any region: what the CDK writes for weak references. */
  stackOutput(stack: string, region: string | undefined, output: string): unknown;
  /** `{{resolve:…}}`, what stands after the word resolve. */
  dynamic(reference: string): string;
}

/** `AWS::NoValue`: the property that has it is left out. */
export const NO_VALUE = Symbol('AWS::NoValue');

type Intrinsic = (argument: unknown, scope: Scope, at: string) => unknown;

/**
 * A value of a template with all intrinsics resolved.
 * @param at where it stands, for the error: `<stack>/<logicalId>.<property>`
 * @throws Error naming the place and the intrinsic that is not implemented
 */
export function evaluate(value: unknown, scope: Scope, at: string): unknown {
  if (typeof value === 'string') return resolveDynamic(value, scope);
  if (Array.isArray(value))
    return value
      .map((one, index) => evaluate(one, scope, `${at}[${index}]`))
      .filter((one) => one !== NO_VALUE);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const [only] = entries;
  if (entries.length === 1 && only && (only[0] === 'Ref' || only[0].startsWith('Fn::'))) {
    const intrinsic = Object.hasOwn(INTRINSICS, only[0]) ? INTRINSICS[only[0]] : undefined;
    if (!intrinsic) throw new Error(`${at}: the local cloud does not implement ${only[0]}`);
    return intrinsic(only[1], scope, at);
  }
  const resolved = entries.map(([key, one]) => [key, evaluate(one, scope, `${at}.${key}`)] as const);
  return Object.fromEntries(resolved.filter(([, one]) => one !== NO_VALUE));
}

/** Truth of a condition expression. */
export function evaluateCondition(value: unknown, scope: Scope, at: string): boolean {
  const [name, argument] = Object.entries((value ?? {}) as Record<string, unknown>)[0] ?? ['nothing'];
  const parts = Array.isArray(argument) ? argument : [];
  const truth = (one: unknown) => evaluateCondition(one, scope, at);
  if (name === 'Condition') return scope.condition(String(argument));
  if (name === 'Fn::And') return parts.every(truth);
  if (name === 'Fn::Or') return parts.some(truth);
  if (name === 'Fn::Not') return !truth(parts[0]);
  if (name === 'Fn::Equals') {
    const [left, right] = parts.map((part) => JSON.stringify(evaluate(part, scope, at)));
    return left === right;
  }
  throw new Error(`${at}: the local cloud does not implement the condition ${name}`);
}

const INTRINSICS: Readonly<Record<string, Intrinsic>> = {
  Ref: (name, scope, at) => saying(at, () => scope.ref(String(name))),
  'Fn::GetAtt': (argument, scope, at) => {
    const parts = Array.isArray(argument) ? argument.map(String) : String(argument).split('.');
    const [logicalId = '', ...name] = parts;
    return saying(at, () => scope.attribute(logicalId, name.join('.')));
  },
  'Fn::Join': (argument, scope, at) => {
    const [separator, parts] = pair(argument, at, 'Fn::Join');
    return list(evaluate(parts, scope, at), at)
      .map(String)
      .join(String(separator));
  },
  'Fn::Split': (argument, scope, at) => {
    const [separator, text] = pair(argument, at, 'Fn::Split');
    return String(evaluate(text, scope, at)).split(String(separator));
  },
  'Fn::Select': (argument, scope, at) => {
    const [index, parts] = pair(argument, at, 'Fn::Select');
    const values = list(evaluate(parts, scope, at), at);
    const value = values[Number(evaluate(index, scope, at))];
    if (value === undefined) throw new Error(`${at}: Fn::Select ${String(index)} of ${values.length} values`);
    return value;
  },
  'Fn::Sub': (argument, scope, at) => {
    const [template, given] = Array.isArray(argument) ? argument : [argument, {}];
    const values = evaluate(given ?? {}, scope, at) as Record<string, unknown>;
    return String(template).replace(/\$\{(!?)([^}]+)\}/g, (_whole, literal: string, name: string) => {
      if (literal) return `\${${name}}`;
      if (Object.hasOwn(values, name)) return String(values[name]);
      const [logicalId = '', ...attribute] = name.split('.');
      const resolve = () =>
        attribute.length > 0 ? scope.attribute(logicalId, attribute.join('.')) : scope.ref(name);
      return String(saying(at, resolve));
    });
  },
  'Fn::If': (argument, scope, at) => {
    const [name, yes, no] = Array.isArray(argument) ? argument : [];
    return evaluate(scope.condition(String(name)) ? yes : no, scope, at);
  },
  'Fn::FindInMap': (argument, scope, at) => {
    const [map, first, second] = list(evaluate(argument, scope, at), at).map(String);
    return saying(at, () => scope.mapping(map ?? '', first ?? '', second ?? ''));
  },
  'Fn::ImportValue': (argument, scope, at) =>
    saying(at, () => scope.importValue(String(evaluate(argument, scope, at)))),
  'Fn::GetStackOutput': (argument, scope, at) => {
    const { StackName, Region, OutputName, ...rest } = evaluate(argument, scope, at) as Record<
      string,
      string
    >;
    if (Object.keys(rest).length > 0) throw new Error(`${at}: Fn::GetStackOutput with ${Object.keys(rest)}`);
    return saying(at, () => scope.stackOutput(StackName ?? '', Region, OutputName ?? ''));
  },
  'Fn::Base64': (argument, scope, at) =>
    Buffer.from(String(evaluate(argument, scope, at))).toString('base64'),
  'Fn::ToJsonString': (argument, scope, at) => JSON.stringify(evaluate(argument, scope, at)),
};

const resolveDynamic = (text: string, scope: Scope): string =>
  text.replace(/\{\{resolve:([^}]+)\}\}/g, (_whole, reference: string) => scope.dynamic(reference));

/** Adds the place to what went wrong; the innermost place is enough. */
function saying(at: string, resolve: () => unknown): unknown {
  try {
    return resolve();
  } catch (error) {
    const words = (error as Error).message;
    throw words.startsWith('in ') ? error : new Error(`in ${at}: ${words}`);
  }
}

function pair(argument: unknown, at: string, name: string): [unknown, unknown] {
  if (!Array.isArray(argument) || argument.length !== 2) throw new Error(`${at}: ${name} needs two values`);
  return [argument[0], argument[1]];
}

function list(value: unknown, at: string): unknown[] {
  if (!Array.isArray(value)) throw new Error(`${at}: a list was expected, not ${JSON.stringify(value)}`);
  return value;
}
