/** A statement of an IAM policy document in one normal form: every list is a list. */
export interface Statement {
  readonly sid: string;
  readonly effect: 'Allow' | 'Deny';
  readonly actions: readonly string[];
  readonly notActions: boolean;
  readonly resources: readonly string[];
  readonly notResources: boolean;
  /** Only in resource policies. `*` is everyone. */
  readonly principals: readonly Principal[];
  readonly conditions: readonly ConditionTest[];
}

export interface Principal {
  readonly kind: 'AWS' | 'Service' | 'CanonicalUser' | 'Federated' | '*';
  readonly value: string;
}

export interface ConditionTest {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

const MEMBERS = new Set([
  'Sid',
  'Effect',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Principal',
  'Condition',
]);

/**
 * Reads a policy document.
 * @param owner named in errors, e.g. `role Api-Handler`
 * @throws Error for a member that is unknown or malformed: a policy half understood must not start
 */
export function readPolicy(document: unknown, owner: string): Statement[] {
  const statements = record(document, owner).Statement;
  return list(statements).map((raw, index) => readStatement(raw, `${owner}, statement ${index}`));
}

function readStatement(raw: unknown, where: string): Statement {
  const statement = record(raw, where);
  for (const member of Object.keys(statement))
    if (!MEMBERS.has(member)) throw new Error(`${where}: ${member} is not implemented`);
  const { Effect, Action, NotAction, Resource, NotResource } = statement;
  if (Effect !== 'Allow' && Effect !== 'Deny') throw new Error(`${where}: Effect ${String(Effect)}`);
  if ((Action === undefined) === (NotAction === undefined))
    throw new Error(`${where}: needs either Action or NotAction`);
  if (Resource !== undefined && NotResource !== undefined)
    throw new Error(`${where}: has both Resource and NotResource`);
  return {
    sid: typeof statement.Sid === 'string' ? statement.Sid : '',
    effect: Effect,
    actions: texts(Action ?? NotAction, `${where}: Action`),
    notActions: NotAction !== undefined,
    resources: texts(Resource ?? NotResource ?? [], `${where}: Resource`),
    notResources: NotResource !== undefined,
    principals: principals(statement.Principal, where),
    conditions: conditions(statement.Condition, where),
  };
}

function principals(raw: unknown, where: string): Principal[] {
  if (raw === undefined) return [];
  if (raw === '*') return [{ kind: '*', value: '*' }];
  return Object.entries(record(raw, `${where}: Principal`)).flatMap(([kind, values]) => {
    if (kind !== 'AWS' && kind !== 'Service' && kind !== 'CanonicalUser' && kind !== 'Federated')
      throw new Error(`${where}: Principal ${kind} is not implemented`);
    return texts(values, `${where}: Principal`).map((value) => ({ kind, value }) as const);
  });
}

function conditions(raw: unknown, where: string): ConditionTest[] {
  if (raw === undefined) return [];
  return Object.entries(record(raw, `${where}: Condition`)).flatMap(([operator, tests]) =>
    Object.entries(record(tests, `${where}: ${operator}`)).map(([key, values]) => ({
      operator,
      key,
      values: list(values).map((value) => String(value)),
    })),
  );
}

function record(raw: unknown, where: string): Record<string, unknown> {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw))
    throw new Error(`${where}: not an object`);
  return raw as Record<string, unknown>;
}

const list = (raw: unknown): unknown[] => (Array.isArray(raw) ? raw : raw === undefined ? [] : [raw]);

function texts(raw: unknown, where: string): string[] {
  return list(raw).map((value) => {
    if (typeof value !== 'string') throw new Error(`${where}: ${JSON.stringify(value)} is not text`);
    return value;
  });
}
