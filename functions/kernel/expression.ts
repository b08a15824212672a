/** What must hold for a write, as data; the expression text is derived. All parts must hold together. */
export interface Condition {
  readonly exists?: boolean;
  readonly equals?: Readonly<Record<string, unknown>>;
  readonly oneOf?: Readonly<Record<string, readonly unknown[]>>;
  readonly below?: Readonly<Record<string, number>>;
  readonly atLeast?: Readonly<Record<string, number>>;
  /** A counter that nobody has begun yet stands at zero. */
  readonly atMost?: Readonly<Record<string, number>>;
  readonly absent?: readonly string[];
}

export interface Expression {
  readonly text: string;
  readonly names: Record<string, string>;
  readonly values: Record<string, unknown>;
}

/** Collects placeholders; `#status`, `:status` read better in a log than `#a1`. */
class Placeholders {
  readonly names: Record<string, string> = {};
  readonly values: Record<string, unknown> = {};
  name(attribute: string): string {
    const stem = `#${attribute.replace(/\W/g, '_')}`;
    let placeholder = stem;
    for (let i = 2; (this.names[placeholder] ?? attribute) !== attribute; i++) placeholder = `${stem}${i}`;
    this.names[placeholder] = attribute;
    return placeholder;
  }
  value(attribute: string, value: unknown): string {
    const stem = `:${attribute.replace(/\W/g, '_')}`;
    let placeholder = stem;
    for (let i = 2; placeholder in this.values; i++) placeholder = `${stem}${i}`;
    this.values[placeholder] = value;
    return placeholder;
  }
}

function conditionText(condition: Condition, p: Placeholders): string {
  const parts: string[] = [];
  if (condition.exists !== undefined) {
    parts.push(`${condition.exists ? 'attribute_exists' : 'attribute_not_exists'}(${p.name('pk')})`);
  }
  for (const [name, value] of Object.entries(condition.equals ?? {}))
    parts.push(`${p.name(name)} = ${p.value(name, value)}`);
  for (const [name, values] of Object.entries(condition.oneOf ?? {})) {
    parts.push(`${p.name(name)} IN (${values.map((v) => p.value(name, v)).join(', ')})`);
  }
  for (const [name, limit] of Object.entries(condition.below ?? {}))
    parts.push(`${p.name(name)} < ${p.value(name, limit)}`);
  for (const [name, least] of Object.entries(condition.atLeast ?? {}))
    parts.push(`${p.name(name)} >= ${p.value(name, least)}`);
  for (const [name, most] of Object.entries(condition.atMost ?? {})) {
    const counted = `${p.name(name)} <= ${p.value(name, most)}`;
    parts.push(most < 0 ? counted : `(attribute_not_exists(${p.name(name)}) OR ${counted})`);
  }
  for (const name of condition.absent ?? []) parts.push(`attribute_not_exists(${p.name(name)})`);
  return parts.join(' AND ');
}

export function conditionExpression(condition: Condition): Expression {
  const p = new Placeholders();
  return { text: conditionText(condition, p), names: p.names, values: p.values };
}

/** A change to one item: values to set, numbers to add, members to add to a set of texts, attributes to remove. */
export interface Change {
  readonly set?: Readonly<Record<string, unknown>>;
  readonly add?: Readonly<Record<string, number | ReadonlySet<string>>>;
  readonly remove?: readonly string[];
}

export function updateExpression(
  change: Change,
  condition: Condition,
): { update: string; condition: string; names: Record<string, string>; values: Record<string, unknown> } {
  const p = new Placeholders();
  const set = Object.entries(change.set ?? {}).filter(([, value]) => value !== undefined);
  const update = [
    set.length > 0 && `SET ${set.map(([n, v]) => `${p.name(n)} = ${p.value(n, v)}`).join(', ')}`,
    change.add &&
      `ADD ${Object.entries(change.add)
        .map(([n, v]) => `${p.name(n)} ${p.value(n, v)}`)
        .join(', ')}`,
    change.remove?.length && `REMOVE ${change.remove.map((n) => p.name(n)).join(', ')}`,
  ].filter(Boolean);
  return {
    update: update.join(' '),
    condition: conditionText(condition, p),
    names: p.names,
    values: p.values,
  };
}
