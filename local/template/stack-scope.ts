import type { Assembly, Stack, TemplateResource } from './assembly.ts';
import { evaluate, evaluateCondition, NO_VALUE, type Scope } from './evaluate.ts';
import { KINDS } from './kinds/index.ts';
import type { Draft, Kind } from './kinds/kind.ts';
import { crossRegionExport, importedValue, outputOf, parameterValue } from './lookup.ts';

/** One stack with everything by which its resources are named; works across stacks through `world`. */
export interface StackScope extends Scope {
  readonly definition: Stack;
  /** Resources whose condition holds. */
  readonly live: ReadonlyMap<string, TemplateResource>;
  identity(logicalId: string): { kind: Kind; draft: Draft; id: string; arn: string };
}

/** All stacks of an assembly, able to look each other's exports up. */
export function openScopes(assembly: Assembly): StackScope[] {
  const scopes: StackScope[] = [];
  for (const stack of assembly.stacks) scopes.push(openScope(stack, scopes));
  return scopes;
}

/** @param world every stack, this one included; filled by the time anything is resolved */
function openScope(stack: Stack, world: readonly StackScope[]): StackScope {
  const { template } = stack;
  const conditions = new Map<string, boolean>();
  const identities = new Map<string, ReturnType<StackScope['identity']>>();
  const underway = new Set<string>();
  const pseudo: Record<string, unknown> = {
    'AWS::AccountId': stack.account,
    'AWS::Region': stack.region,
    'AWS::Partition': 'aws',
    'AWS::URLSuffix': 'amazonaws.com',
    'AWS::StackName': stack.name,
    'AWS::StackId': `arn:aws:cloudformation:${stack.region}:${stack.account}:stack/${stack.name}/local`,
    'AWS::NotificationARNs': [],
    'AWS::NoValue': NO_VALUE,
  };

  const draftOf = (logicalId: string, resource: TemplateResource): Draft => ({
    stack: stack.name,
    logicalId,
    type: resource.Type,
    account: stack.account,
    region: stack.region,
    property(path) {
      let value: unknown = resource.Properties ?? {};
      for (const part of path.split('.')) value = (value as Record<string, unknown> | undefined)?.[part];
      const resolved = evaluate(value, scope, `${stack.name}/${logicalId}.${path}`);
      return resolved === NO_VALUE ? undefined : resolved;
    },
  });

  const scope: StackScope = {
    stack: stack.name,
    definition: stack,
    get live() {
      return liveResources(stack, scope);
    },
    identity(logicalId) {
      const known = identities.get(logicalId);
      if (known) return known;
      const resource = template.Resources?.[logicalId];
      if (!resource) throw new Error(`there is no resource or parameter ${logicalId} in stack ${stack.name}`);
      const kind = KINDS[resource.Type];
      if (!kind) throw new Error(`the local cloud does not know the resource type ${resource.Type}`);
      if (underway.has(logicalId)) throw new Error(`${stack.name}/${logicalId} is named after itself`);
      underway.add(logicalId);
      const draft = draftOf(logicalId, resource);
      const id = kind.id(draft);
      const made = { kind, draft, id, arn: kind.arn?.(draft, id) ?? '' };
      underway.delete(logicalId);
      identities.set(logicalId, made);
      return made;
    },
    ref(name) {
      if (Object.hasOwn(pseudo, name)) return pseudo[name];
      const parameter = template.Parameters?.[name];
      if (!parameter) return scope.identity(name).id;
      if (parameter.Default === undefined) throw new Error(`parameter ${name} has no default`);
      return parameter.Default;
    },
    attribute(logicalId, name) {
      const { kind, draft, id, arn } = scope.identity(logicalId);
      if (draft.type === 'Custom::CrossRegionExportReader') return crossRegionExport(world, name);
      const attribute = kind.attributes?.[name];
      if (!attribute)
        throw new Error(
          `the local cloud does not know the attribute ${name} of ${draft.type} (${logicalId})`,
        );
      return attribute(draft, id, arn);
    },
    condition(name) {
      const known = conditions.get(name);
      if (known !== undefined) return known;
      const expression = template.Conditions?.[name];
      if (expression === undefined) throw new Error(`there is no condition ${name} in stack ${stack.name}`);
      const truth = evaluateCondition(expression, scope, `${stack.name}/${name}`);
      conditions.set(name, truth);
      return truth;
    },
    mapping(map, first, second) {
      const value = template.Mappings?.[map]?.[first]?.[second];
      if (value === undefined) throw new Error(`there is no mapping ${map}.${first}.${second}`);
      return value;
    },
    importValue: (exportName) => importedValue(world, stack, exportName),
    stackOutput: (name, region, output) => outputOf(world, name, region ?? stack.region, output),
    dynamic(reference) {
      const [service, name] = reference.split(':');
      if (service !== 'ssm' || !name)
        throw new Error(`the local cloud does not resolve {{resolve:${reference}}}`);
      return parameterValue(world, name);
    },
  };
  return scope;
}

function liveResources(stack: Stack, scope: Scope): Map<string, TemplateResource> {
  const all = Object.entries(stack.template.Resources ?? {});
  return new Map(all.filter(([, { Condition }]) => Condition === undefined || scope.condition(Condition)));
}
