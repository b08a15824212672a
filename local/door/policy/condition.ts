import { isKnownKey } from './keys.ts';
import { matchesArn, matchesPattern } from './pattern.ts';
import type { ConditionTest } from './statement.ts';

/** Condition keys of one request. A list is a multivalued key; a key that is missing is absent from the request. */
export type Context = Readonly<Record<string, string | readonly string[] | undefined>>;

/** True or false, or the reason why the door cannot tell; whoever cannot tell must refuse. */
export type Outcome = boolean | { readonly unknown: string };

type Compare = (wanted: string, given: string) => boolean;

const number = (compare: (given: number, wanted: number) => boolean): Compare => {
  return (wanted, given) => compare(Number(given), Number(wanted));
};
/** ISO 8601 or seconds since 1970. */
const instant = (text: string) => (/^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text));
const date = (compare: (given: number, wanted: number) => boolean): Compare => {
  return (wanted, given) => compare(instant(given), instant(wanted));
};
const same: Compare = (wanted, given) => wanted === given;
const sameLetters: Compare = (wanted, given) => wanted.toLowerCase() === given.toLowerCase();

const POSITIVE: Readonly<Record<string, Compare>> = {
  StringEquals: same,
  StringEqualsIgnoreCase: sameLetters,
  StringLike: (wanted, given) => matchesPattern(wanted, given),
  ArnEquals: matchesArn,
  ArnLike: matchesArn,
  Bool: sameLetters,
  NumericEquals: number((given, wanted) => given === wanted),
  NumericLessThan: number((given, wanted) => given < wanted),
  NumericLessThanEquals: number((given, wanted) => given <= wanted),
  NumericGreaterThan: number((given, wanted) => given > wanted),
  NumericGreaterThanEquals: number((given, wanted) => given >= wanted),
  DateEquals: date((given, wanted) => given === wanted),
  DateLessThan: date((given, wanted) => given < wanted),
  DateLessThanEquals: date((given, wanted) => given <= wanted),
  DateGreaterThan: date((given, wanted) => given > wanted),
  DateGreaterThanEquals: date((given, wanted) => given >= wanted),
};

/** Each negated operator is the opposite of its positive one, absent keys included. */
const NEGATED: Readonly<Record<string, string>> = {
  StringNotEquals: 'StringEquals',
  StringNotEqualsIgnoreCase: 'StringEqualsIgnoreCase',
  StringNotLike: 'StringLike',
  ArnNotEquals: 'ArnEquals',
  ArnNotLike: 'ArnLike',
  NumericNotEquals: 'NumericEquals',
  DateNotEquals: 'DateEquals',
};

/**
 * One operator–key–values test, as in the IAM user guide, "Condition operators" and "Multivalued context keys".
 * @param context keys in lower case: IAM compares the names of keys without regard to case
 */
export function holds(test: ConditionTest, context: Context): Outcome {
  const key = test.key.toLowerCase();
  if (!isKnownKey(key)) return { unknown: `condition key ${test.key}` };
  const given = context[key];
  if (test.operator === 'Null')
    return test.values.every((value) => (value === 'true') === (given === undefined));
  const { set, base, ifExists } = parts(test.operator);
  const negated = NEGATED[base] !== undefined;
  const compare = POSITIVE[NEGATED[base] ?? base];
  if (compare === undefined) return { unknown: `condition operator ${test.operator}` };
  const wanted: string[] = [];
  for (const value of test.values) {
    const text = substitute(value, context);
    if (typeof text !== 'string') return text;
    wanted.push(text);
  }
  // For negated operators IAM joins the values with NOR: none of them may match.
  const fits = (one: string) => wanted.some((value) => compare(value, one)) !== negated;
  if (set === 'ForAllValues') return listed(given).every(fits); // true of an absent key, as in IAM
  if (set === 'ForAnyValue') return listed(given).some(fits);
  if (given === undefined) return ifExists || negated;
  if (typeof given !== 'string')
    return {
      unknown: `${test.operator} on the multivalued key ${test.key} (needs ForAllValues or ForAnyValue)`,
    };
  return fits(given);
}

function parts(operator: string) {
  const [set, rest] = operator.includes(':') ? operator.split(':') : [undefined, operator];
  const ifExists = rest?.endsWith('IfExists') ?? false;
  return { set, base: (ifExists ? rest?.slice(0, -'IfExists'.length) : rest) ?? '', ifExists };
}

const listed = (given: string | readonly string[] | undefined): readonly string[] =>
  given === undefined ? [] : typeof given === 'string' ? [given] : given;

/** Policy variables: `${aws:PrincipalArn}`, and `${*}`, `${?}`, `${$}` for the characters themselves. */
function substitute(value: string, context: Context): string | { unknown: string } {
  if (!value.includes('${')) return value;
  let missing: string | undefined;
  const text = value.replace(/\$\{([^}]*)\}/g, (_, name: string) => {
    const found = context[name.toLowerCase()];
    if (typeof found !== 'string') missing = name;
    return typeof found === 'string' ? found : '';
  });
  return missing === undefined ? text : { unknown: `policy variable \${${missing}}` };
}
