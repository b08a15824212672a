import type { Cloud } from './cloud.ts';
import { ServiceError } from './errors.ts';
import { operatorArn, operatorRole } from './operator.ts';
import type { Context } from './policy/condition.ts';
import type { Decision, Request } from './policy/decide.ts';
import { decide, decideKey } from './policy/decide.ts';
import type { Role } from './policy/roles.ts';
import { readRoles } from './policy/roles.ts';
import type { Statement } from './policy/statement.ts';
import { readPolicy } from './policy/statement.ts';

/** Judges every call by the synthesized policies, as AWS would. */
export interface Authority {
  readonly roles: ReadonlyMap<string, Role>;
  /** Whether any policy tests this condition key, so that costly keys are worked out only then. */
  tests(key: string): boolean;
  /** @param context condition keys of the request; the global ones are added here */
  decide(roleArn: string, action: string, resource: string, context?: Context): Decision;
  /** The same for a service that acts for itself, e.g. CloudFront reading a bucket: only resource policies speak. */
  decideService(service: string, action: string, resource: string, context?: Context): Decision;
  /** @throws ServiceError AccessDeniedException in AWS's words */
  demand(roleArn: string, action: string, resource: string, context?: Context): void;
}

export function openAuthority(cloud: Cloud, now: () => number): Authority {
  const roles = readRoles(cloud).set(operatorArn(cloud.account), operatorRole(cloud.account));
  const resourcePolicies = readResourcePolicies(cloud);
  const all = [...roles.values()].flatMap((role) => role.statements);
  const tested = new Set(
    [...all, ...[...resourcePolicies.values()].flat()].flatMap((statement) =>
      statement.conditions.map((test) => test.key.toLowerCase()),
    ),
  );
  const shared = {
    'aws:securetransport': 'true', // the loopback stands for TLS: nothing leaves the machine
    'aws:requestedregion': cloud.region,
    'aws:resourceaccount': cloud.account,
    's3:resourceaccount': cloud.account,
    'kms:calleraccount': cloud.account,
    's3:tlsversion': '1.3',
  };
  const whole = (context: Context | undefined, who: Record<string, string>): Context => {
    const at = now();
    const keys: Record<string, string | readonly string[] | undefined> = {
      ...shared,
      ...who,
      'aws:currenttime': new Date(at).toISOString(),
      'aws:epochtime': String(Math.floor(at / 1000)),
    };
    for (const [key, value] of Object.entries(context ?? {})) keys[key.toLowerCase()] = value;
    return keys;
  };
  const decideFor = (roleArn: string, action: string, resource: string, context?: Context): Decision => {
    const role = roles.get(roleArn);
    if (!role) return { allowed: false, reason: `because the role ${roleArn} does not exist` };
    const request: Request = {
      action,
      resource,
      context: whole(context, {
        'aws:principalarn': roleArn,
        'aws:principalaccount': cloud.account,
        'aws:principaltype': 'AssumedRole',
        'aws:principalisawsservice': 'false',
        'aws:viaawsservice': 'false',
      }),
    };
    const caller = { account: cloud.account, roleArn, sessionArn: sessionArn(role, cloud.account) };
    const policy = resourcePolicies.get(policyOwner(resource)) ?? [];
    return resource.split(':')[2] === 'kms'
      ? decideKey(role.statements, policy, request, caller)
      : decide(role.statements, policy, request, caller);
  };
  return {
    roles,
    tests: (key) => tested.has(key.toLowerCase()),
    decide: decideFor,
    decideService(service, action, resource, context) {
      const who = {
        'aws:principalisawsservice': 'true',
        'aws:principalservicename': service,
        'aws:sourceaccount': cloud.account,
      };
      const request = { action, resource, context: whole(context, who) };
      const policy = resourcePolicies.get(policyOwner(resource)) ?? [];
      return decide([], policy, request, { account: cloud.account, service });
    },
    demand(roleArn, action, resource, context) {
      const decision = decideFor(roleArn, action, resource, context);
      if (decision.allowed) return;
      const role = roles.get(roleArn);
      const who = role ? sessionArn(role, cloud.account) : roleArn;
      const gap = decision.notImplemented
        ? ` (the local cloud does not implement ${decision.notImplemented})`
        : '';
      const words = `User: ${who} is not authorized to perform: ${action} on resource: ${resource} ${decision.reason}${gap}`;
      console.error(`local door: AccessDenied: ${words}`);
      throw new ServiceError('AccessDeniedException', words, 400);
    },
  };
}

/** Sessions are named `local`; on AWS the name is the function's. */
const sessionArn = (role: Role, account: string) => `arn:aws:sts::${account}:assumed-role/${role.name}/local`;

/** The resource whose policy applies: a bucket for its objects, else the resource itself. */
const policyOwner = (arn: string) => (arn.startsWith('arn:aws:s3:::') ? (arn.split('/')[0] as string) : arn);

function readResourcePolicies(cloud: Cloud): Map<string, Statement[]> {
  const policies = new Map<string, Statement[]>();
  for (const key of cloud.ofType('AWS::KMS::Key'))
    policies.set(key.arn, readPolicy(key.properties.KeyPolicy, `key ${key.logicalId}`));
  for (const policy of cloud.ofType('AWS::S3::BucketPolicy')) {
    const bucket = `arn:aws:s3:::${String(policy.properties.Bucket)}`;
    const statements = readPolicy(policy.properties.PolicyDocument, `bucket policy ${policy.logicalId}`);
    policies.set(bucket, [...(policies.get(bucket) ?? []), ...statements]);
  }
  for (const queues of cloud.ofType('AWS::SQS::QueuePolicy'))
    for (const url of queues.properties.Queues as string[]) {
      const queue = cloud.ofType('AWS::SQS::Queue').find(({ physicalId, properties }) => {
        return physicalId === url || url.endsWith(`/${String(properties.QueueName ?? physicalId)}`);
      });
      if (!queue) throw new Error(`queue policy ${queues.logicalId}: no queue ${url}`);
      policies.set(
        queue.arn,
        readPolicy(queues.properties.PolicyDocument, `queue policy ${queues.logicalId}`),
      );
    }
  return policies;
}
