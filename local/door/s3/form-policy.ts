import { objectError } from './errors.ts';

/** A browser form, the file apart. Field names in lower case. */
export interface UploadForm {
  readonly fields: Readonly<Record<string, string>>;
  readonly size: number;
}

interface FormPolicy {
  expiration: string;
  conditions: unknown[];
}

/** Fields that need no condition: they carry the policy itself. */
const EXEMPT = new Set(['x-amz-signature', 'policy', 'file', 'bucket']);

/**
 * Checks a form against its signed policy (S3 API, "POST policy"): not expired, every condition met, every field
 * covered by a condition, the size within its range.
 * @throws ServiceError with S3's own code and words
 */
export function checkFormPolicy(text: string, form: UploadForm, bucket: string, now: number): void {
  const policy = readFormPolicy(text);
  const expires = Date.parse(policy.expiration);
  if (Number.isNaN(expires)) throw invalidPolicy("Policy expiration '", policy.expiration, "' is not a date");
  if (expires < now) throw denied('Policy expired.');
  const fields: Record<string, string | undefined> = { ...form.fields, bucket };
  const covered = new Set<string>();
  for (const condition of policy.conditions) {
    const test = readCondition(condition);
    if (test.kind === 'content-length-range') {
      checkSize(form.size, test.least, test.most);
      continue;
    }
    covered.add(test.field);
    const value = fields[test.field];
    if (value === undefined || !meets(test, value))
      throw denied(`Policy Condition failed: ["${test.kind}", "$${test.field}", "${test.wanted}"]`);
  }
  const extra = Object.keys(form.fields).filter(
    (name) => !EXEMPT.has(name) && !name.startsWith('x-ignore-') && !covered.has(name),
  );
  if (extra.length > 0) throw denied(`Extra input fields: ${extra.join(', ')}`);
}

type Test =
  | { kind: 'eq' | 'starts-with'; field: string; wanted: string }
  | { kind: 'content-length-range'; least: number; most: number };

function readCondition(condition: unknown): Test {
  if (Array.isArray(condition)) {
    const [kind, subject, wanted] = condition as unknown[];
    const name = String(kind).toLowerCase();
    if (name === 'content-length-range') return { kind: name, least: Number(subject), most: Number(wanted) };
    if ((name === 'eq' || name === 'starts-with') && String(subject).startsWith('$'))
      return { kind: name, field: String(subject).slice(1).toLowerCase(), wanted: String(wanted) };
    throw invalidPolicy('Invalid condition: ', JSON.stringify(condition));
  }
  const [field, wanted] = Object.entries((condition ?? {}) as Record<string, unknown>)[0] ?? [];
  if (field === undefined) throw invalidPolicy('Invalid condition: ', JSON.stringify(condition));
  return { kind: 'eq', field: field.toLowerCase(), wanted: String(wanted) };
}

function meets(test: Extract<Test, { field: string }>, value: string): boolean {
  if (test.kind === 'eq') return value === test.wanted;
  // Of several content types, each must fit.
  const values = test.field === 'content-type' ? value.split(',').map((one) => one.trim()) : [value];
  return values.every((one) => one.startsWith(test.wanted));
}

function checkSize(size: number, least: number, most: number): void {
  if (size > most)
    throw objectError('EntityTooLarge', 'Your proposed upload exceeds the maximum allowed size', {
      ProposedSize: size,
      MaxSizeAllowed: most,
    });
  if (size < least)
    throw objectError('EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size', {
      ProposedSize: size,
      MinSizeAllowed: least,
    });
}

function readFormPolicy(text: string): FormPolicy {
  try {
    const policy = JSON.parse(Buffer.from(text, 'base64').toString('utf8')) as Partial<FormPolicy>;
    if (typeof policy.expiration === 'string' && Array.isArray(policy.conditions))
      return policy as FormPolicy;
  } catch {
    // falls through to the same refusal
  }
  throw invalidPolicy('Invalid Policy: Invalid JSON.');
}

const denied = (reason: string) => objectError('AccessDenied', `Invalid according to Policy: ${reason}`);
const invalidPolicy = (...words: string[]) => objectError('InvalidPolicyDocument', words.join(''));
