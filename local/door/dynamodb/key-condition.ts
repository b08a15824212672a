/**
 * The partition key's value in a KeyConditionExpression: `pk = :v`, `#p = :v AND …`, `(:v = pk)`.
 * DynamoDB demands exactly one equality on it, so the first one found is it.
 * @returns the attribute value, or undefined where the expression has no such equality
 */
export function partitionValue(
  expression: string,
  partition: string,
  names: Readonly<Record<string, string>>,
  values: Readonly<Record<string, AttributeValue>>,
): AttributeValue | undefined {
  const equality = /([#:]?[\w.-]+)\s*=\s*([#:]?[\w.-]+)/g;
  for (const [, left, right] of expression.matchAll(equality)) {
    for (const [name, value] of [
      [left, right],
      [right, left],
    ] as const) {
      if (name === undefined || value === undefined || !value.startsWith(':')) continue;
      if ((name.startsWith('#') ? names[name] : name) === partition) return values[value];
    }
  }
  return undefined;
}

export type AttributeValue = Readonly<Record<string, unknown>>;

/** A key's value as policies see it: strings and numbers as they are, binary in base64. */
export function keyText(value: AttributeValue | undefined): string | undefined {
  const text = value?.S ?? value?.N ?? value?.B;
  return typeof text === 'string' ? text : undefined;
}
