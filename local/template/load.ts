import { localised, openAddresses } from './addresses.ts';
import { readAssembly } from './assembly.ts';
import type { Addresses, Cloud, Resource } from './cloud.ts';
import { evaluate } from './evaluate.ts';
import { KINDS } from './kinds/index.ts';
import { openScopes, type StackScope } from './stack-scope.ts';

/**
 * Reads a synthesized app: every resource with its intrinsics resolved and, where it shows addresses to browsers or
 * functions, with those of this machine in place of AWS's.
 * @param options.folder cdk.out
 * @throws Error naming resource, attribute, intrinsic or type that the local cloud does not know
 */
export function loadCloud(options: { folder: string; addresses: Addresses }): Cloud {
  const assembly = readAssembly(options.folder);
  const scopes = openScopes(assembly);
  refuseUnknownTypes(scopes);
  const plain = scopes.flatMap((scope) => [...scope.live.keys()].map((id) => readResource(scope, id)));
  const localise = openAddresses(plain, options.addresses);
  const all = plain.map((resource) => localised(resource, localise));
  const main = homeOf(scopes);
  return {
    account: main.account,
    region: main.region,
    resources: new Map(all.map((resource) => [`${resource.stack}/${resource.logicalId}`, resource])),
    ofType: (type) => all.filter((resource) => resource.type === type),
    outputs: Object.fromEntries(scopes.map((scope) => [scope.stack, readOutputs(scope, localise)])),
    asset(hash) {
      const path = assembly.assets.get(hash) ?? assembly.assets.get(hash.replace(/\.zip$/, ''));
      if (path === undefined) throw new Error(`the cloud assembly has no asset ${hash}`);
      return path;
    },
  };
}

function readResource(scope: StackScope, logicalId: string): Resource {
  const { draft, id, arn } = scope.identity(logicalId);
  const { Properties, Metadata, DependsOn } = scope.live.get(logicalId) ?? { Type: draft.type };
  const properties = evaluate(Properties ?? {}, scope, `${scope.stack}/${logicalId}`);
  return {
    stack: scope.stack,
    logicalId,
    type: draft.type,
    properties: properties as Record<string, unknown>,
    ...(Metadata === undefined ? {} : { metadata: Metadata }),
    physicalId: id,
    arn,
    dependsOn: DependsOn === undefined ? [] : [DependsOn].flat(),
  };
}

function readOutputs(scope: StackScope, localise: (text: string) => string): Record<string, string> {
  const outputs = Object.entries(scope.definition.template.Outputs ?? {}).filter(
    ([, { Condition }]) => Condition === undefined || scope.condition(Condition),
  );
  return Object.fromEntries(
    outputs.map(([name, { Value }]) => {
      const value = evaluate(Value, scope, `${scope.stack}/Outputs.${name}`);
      return [name, localise(String(value))];
    }),
  );
}

/** All of them at once, so that one run tells everything that is missing. */
function refuseUnknownTypes(scopes: readonly StackScope[]): void {
  const unknown = scopes.flatMap((scope) =>
    [...scope.live]
      .filter(([, { Type }]) => !Object.hasOwn(KINDS, Type))
      .map(([logicalId, { Type }]) => `${Type} (${scope.stack}/${logicalId})`),
  );
  if (unknown.length > 0)
    throw new Error(`the local cloud does not know these resource types: ${unknown.join(', ')}`);
}

/** Where the programme runs: the stacks that hold tables or functions; what CloudFront needs may be in us-east-1. */
function homeOf(scopes: readonly StackScope[]): { account: string; region: string } {
  const types = ['AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable', 'AWS::Lambda::Function'];
  for (const type of types)
    for (const scope of scopes)
      if (
        [...scope.live.values()].some(
          (resource) => resource.Type === type && scope.definition.region !== 'us-east-1',
        )
      )
        return scope.definition;
  const [first] = scopes;
  if (!first) throw new Error('the cloud assembly has no stack');
  return first.definition;
}
