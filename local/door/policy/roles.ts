import type { Cloud, Resource } from '../cloud.ts';
import type { Statement } from './statement.ts';
import { readPolicy } from './statement.ts';

/** A role of the templates with everything that its identity policies say. */
export interface Role {
  readonly name: string;
  readonly arn: string;
  readonly statements: readonly Statement[];
  /** Service principals that may assume it, e.g. `lambda.amazonaws.com`. */
  readonly trusted: readonly string[];
}

/** AWS's own policies that grant nothing the door serves: log groups, traces, network interfaces. */
const WITHOUT_EFFECT = [
  'service-role/AWSLambdaBasicExecutionRole',
  'service-role/AWSLambdaVPCAccessExecutionRole',
  'AWSXRayDaemonWriteAccess',
  'AWSXrayWriteOnlyAccess',
  'CloudWatchLambdaApplicationSignalsExecutionRolePolicy',
];

/**
 * All roles of the templates by ARN.
 * @throws Error naming the role and what of its policies the door cannot honour
 */
export function readRoles(cloud: Cloud): Map<string, Role> {
  const attached = attachedStatements(cloud);
  const roles = new Map<string, Role>();
  for (const resource of cloud.ofType('AWS::IAM::Role')) {
    const owner = `role ${resource.physicalId}`;
    const { properties } = resource;
    if (properties.PermissionsBoundary !== undefined)
      throw new Error(`${owner}: a permissions boundary is not implemented`);
    for (const managed of texts(properties.ManagedPolicyArns)) {
      if (cloud.ofType('AWS::IAM::ManagedPolicy').some(({ arn }) => arn === managed)) continue;
      if (!WITHOUT_EFFECT.some((name) => managed.endsWith(`:policy/${name}`)))
        throw new Error(`${owner}: the managed policy ${managed} is not implemented`);
    }
    const inline = objects(properties.Policies).flatMap((policy) => readPolicy(policy.PolicyDocument, owner));
    roles.set(resource.arn, {
      name: resource.physicalId,
      arn: resource.arn,
      statements: [
        ...inline,
        ...(attached.get(resource.physicalId) ?? []),
        ...managedStatements(cloud, texts(properties.ManagedPolicyArns)),
      ],
      trusted: trustedServices(properties.AssumeRolePolicyDocument, owner),
    });
  }
  return roles;
}

/** Statements of policies that name their roles, by role name. */
function attachedStatements(cloud: Cloud): Map<string, Statement[]> {
  const byRole = new Map<string, Statement[]>();
  const policies = [...cloud.ofType('AWS::IAM::Policy'), ...cloud.ofType('AWS::IAM::ManagedPolicy')];
  for (const policy of policies) {
    const statements = readPolicy(policy.properties.PolicyDocument, `policy ${policy.logicalId}`);
    for (const role of texts(policy.properties.Roles))
      byRole.set(role, [...(byRole.get(role) ?? []), ...statements]);
  }
  return byRole;
}

const managedStatements = (cloud: Cloud, arns: readonly string[]): Statement[] =>
  cloud
    .ofType('AWS::IAM::ManagedPolicy')
    .filter((policy: Resource) => arns.includes(policy.arn))
    .flatMap((policy) => readPolicy(policy.properties.PolicyDocument, `policy ${policy.logicalId}`));

function trustedServices(document: unknown, owner: string): string[] {
  return readPolicy(document, `${owner}, trust`)
    .filter((statement) => statement.effect === 'Allow')
    .flatMap((statement) => statement.principals)
    .filter((principal) => principal.kind === 'Service')
    .map((principal) => principal.value);
}

const texts = (raw: unknown): string[] =>
  (Array.isArray(raw) ? raw : raw === undefined ? [] : [raw]).filter((one) => typeof one === 'string');

const objects = (raw: unknown): Record<string, unknown>[] => (Array.isArray(raw) ? raw : []);
