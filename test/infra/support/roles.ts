import type { Assembly } from './assembly.ts';

export interface Statement {
  readonly effect: 'Allow' | 'Deny';
  readonly actions: readonly string[];
  /** In words: `<data/Table/Table>`, `<data/Documents/Bucket>/receipts/*`. */
  readonly resources: readonly string[];
  readonly conditions: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}
export interface RoleRights {
  /** `service/donations-public/Role` */
  readonly role: string;
  readonly principal: string;
  readonly statements: readonly Statement[];
  readonly managed: readonly string[];
}

type Raw = Record<'Effect' | 'Action' | 'Resource' | 'Condition', unknown>;
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value]);

/** Every role of the app with what its policies allow. */
export function rolesOf(assembly: Assembly): RoleRights[] {
  const { readable } = assembly;
  const statement = (raw: Raw): Statement => ({
    effect: raw.Effect as Statement['effect'],
    actions: list(raw.Action).map(String),
    resources: list(raw.Resource).map(readable),
    conditions: (raw.Condition ?? {}) as Statement['conditions'],
  });
  const policies = assembly.ofType('AWS::IAM::Policy');
  return assembly.ofType('AWS::IAM::Role').map(({ stack, id, path, properties }) => {
    const own = policies.filter(
      (policy) =>
        policy.stack === stack &&
        list(policy.properties.Roles).some((role) => (role as { Ref?: string }).Ref === id),
    );
    const statements = own.flatMap((policy) =>
      (policy.properties.PolicyDocument as { Statement: Raw[] }).Statement.map(statement),
    );
    const trust = properties.AssumeRolePolicyDocument as { Statement: { Principal: { Service: string } }[] };
    return {
      role: `${stack}/${path}`,
      principal: trust.Statement.map(({ Principal }) => Principal.Service).join(', '),
      statements,
      managed: list(properties.ManagedPolicyArns ?? []).map(readable),
    };
  });
}

/** What sealed data must be about for this statement: `person`, `notice`. */
export const subjects = (statement: Statement): readonly string[] =>
  list(statement.conditions['ForAllValues:StringEquals']?.['kms:EncryptionContextKeys'] ?? []).map(String);

/** `DON#*` … of a statement on the table. */
export const leadingKeys = (statement: Statement): readonly string[] =>
  list(statement.conditions['ForAllValues:StringLike']?.['dynamodb:LeadingKeys'] ?? []).map(String);
