import type { Context, Outcome } from './condition.ts';
import { holds } from './condition.ts';
import { matchesAction, matchesArn } from './pattern.ts';
import type { Principal, Statement } from './statement.ts';

export interface Request {
  /** E.g. `dynamodb:PutItem`. */
  readonly action: string;
  /** The ARN, or `*` for actions without a resource. */
  readonly resource: string;
  readonly context: Context;
}

/** Who asks, as resource policies name them. */
export interface Caller {
  readonly account: string;
  /** ARN of the role, or undefined for a service. */
  readonly roleArn?: string;
  /** E.g. `arn:aws:sts::000000000000:assumed-role/Api/local`. */
  readonly sessionArn?: string;
  /** E.g. `cloudfront.amazonaws.com`. */
  readonly service?: string;
}

export interface Decision {
  readonly allowed: boolean;
  /** Why not, in the words that AWS uses after "is not authorized to perform …"; or what allowed it. */
  readonly reason: string;
  /** Set where a policy says something that the door does not implement: said aloud, never allowed. */
  readonly notImplemented?: string;
}

type Verdict = 'allow' | 'deny' | 'silent';

export interface Judgement {
  readonly verdict: Verdict;
  readonly sid: string;
  readonly notImplemented?: string;
}

/**
 * What one set of statements says of a request: an explicit deny wins, then an allow, else nothing.
 * A statement that the door cannot judge denies if it is a Deny and allows nothing if it is an Allow.
 * @param caller given for resource policies, whose statements name principals
 */
export function judge(statements: readonly Statement[], request: Request, caller?: Caller): Judgement {
  let allowed: Statement | undefined;
  let notImplemented: string | undefined;
  for (const statement of statements) {
    if (caller !== undefined && !concerns(statement.principals, caller)) continue;
    const outcome = covers(statement, request);
    if (typeof outcome !== 'boolean') notImplemented ??= outcome.unknown;
    if (outcome === false) continue;
    if (statement.effect === 'Deny')
      return { verdict: 'deny', sid: statement.sid, ...(notImplemented ? { notImplemented } : {}) };
    if (outcome === true) allowed ??= statement;
  }
  if (allowed) return { verdict: 'allow', sid: allowed.sid };
  return { verdict: 'silent', sid: '', ...(notImplemented ? { notImplemented } : {}) };
}

function covers(statement: Statement, request: Request): Outcome {
  const action = statement.actions.some((pattern) => matchesAction(pattern, request.action));
  if (action === statement.notActions) return false;
  if (statement.resources.length > 0 || statement.notResources) {
    const resource = statement.resources.some((pattern) => matchesArn(pattern, request.resource));
    if (resource === statement.notResources) return false;
  }
  let unknown: Outcome = true;
  for (const test of statement.conditions) {
    const outcome = holds(test, request.context);
    if (outcome === false) return false;
    if (outcome !== true) unknown = outcome;
  }
  return unknown;
}

/** Whether a resource policy's principals name the caller; the account's root stands for all its roles. */
function concerns(principals: readonly Principal[], caller: Caller): boolean {
  return principals.some(({ kind, value }) => {
    if (kind === '*' || (kind === 'AWS' && value === '*')) return true;
    if (kind === 'Service') return value === caller.service;
    if (kind !== 'AWS' || caller.service !== undefined) return false;
    return value === caller.roleArn || value === caller.sessionArn || isRoot(value, caller.account);
  });
}

export const isRoot = (principal: string, account: string): boolean =>
  principal === account || principal === `arn:aws:iam::${account}:root`;

/** The decision of one account: identity and resource policies together. */
export function decide(
  identity: readonly Statement[],
  resource: readonly Statement[],
  request: Request,
  caller: Caller,
): Decision {
  const own = judge(identity, request);
  const theirs = judge(withoutRoot(resource, caller), request, caller);
  const unknown = own.notImplemented ?? theirs.notImplemented;
  const loud = unknown === undefined ? {} : { notImplemented: unknown };
  if (own.verdict === 'deny')
    return { allowed: false, reason: 'with an explicit deny in an identity-based policy', ...loud };
  if (theirs.verdict === 'deny')
    return { allowed: false, reason: 'with an explicit deny in a resource-based policy', ...loud };
  if (own.verdict === 'allow' || theirs.verdict === 'allow')
    return {
      allowed: true,
      reason: own.verdict === 'allow' ? `identity ${own.sid}` : `resource ${theirs.sid}`,
    };
  return {
    allowed: false,
    reason: `because no identity-based policy allows the ${request.action} action`,
    ...loud,
  };
}

/** An Allow to the account's root only hands the decision to the identity policies; a Deny to it is a Deny. */
const withoutRoot = (statements: readonly Statement[], caller: Caller): Statement[] =>
  statements.map((statement) =>
    statement.effect === 'Deny'
      ? statement
      : {
          ...statement,
          principals: statement.principals.filter(
            ({ kind, value }) => !(kind === 'AWS' && isRoot(value, caller.account)),
          ),
        },
  );

/** A KMS key answers only to its key policy: an identity policy counts where the key policy hands over to the root. */
export function decideKey(
  identity: readonly Statement[],
  keyPolicy: readonly Statement[],
  request: Request,
  caller: Caller,
): Decision {
  const decision = decide(identity, keyPolicy, request, caller);
  if (!decision.allowed) return decision;
  if (judge(keyPolicy, request, caller).verdict === 'allow') return decision;
  return {
    allowed: false,
    reason: `because no resource-based policy allows the ${request.action} action`,
  };
}
