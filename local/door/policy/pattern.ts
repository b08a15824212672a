const compiled = new Map<string, RegExp>();

/** `*` stands for any text, `?` for one character; everything else for itself. */
export function matchesPattern(pattern: string, text: string, ignoreCase = false): boolean {
  if (pattern === '*') return true;
  if (!pattern.includes('*') && !pattern.includes('?'))
    return ignoreCase ? pattern.toLowerCase() === text.toLowerCase() : pattern === text;
  const key = `${ignoreCase ? 'i' : 's'}${pattern}`;
  let expression = compiled.get(key);
  if (expression === undefined) {
    const source = pattern
      .replace(/[\\^$.|+()[\]{}]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.');
    expression = new RegExp(`^${source}$`, ignoreCase ? 'is' : 's');
    compiled.set(key, expression);
  }
  return expression.test(text);
}

/** `dynamodb:*Item` against `dynamodb:GetItem`; actions are compared without regard to case. */
export const matchesAction = (pattern: string, action: string): boolean =>
  matchesPattern(pattern, action, true);

const SEGMENTS = 6; // arn:partition:service:region:account:resource, the resource may hold colons

/**
 * An ARN against a pattern, segment by segment: a wildcard in one of the first five segments does not reach
 * into the next (IAM user guide, "Resource: wildcards in resource ARNs"). `*` alone is every resource.
 */
export function matchesArn(pattern: string, arn: string): boolean {
  if (pattern === '*') return true;
  const wanted = segments(pattern);
  const given = segments(arn);
  if (wanted.length !== SEGMENTS || given.length !== SEGMENTS) return false;
  return wanted.every((segment, index) => matchesPattern(segment, given[index] as string));
}

function segments(arn: string): string[] {
  const parts = arn.split(':');
  return parts.length <= SEGMENTS
    ? parts
    : [...parts.slice(0, SEGMENTS - 1), parts.slice(SEGMENTS - 1).join(':')];
}
