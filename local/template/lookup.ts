import type { Stack } from './assembly.ts';
import { evaluate } from './evaluate.ts';
import type { StackScope } from './stack-scope.ts';

/** Exports are known within one region, as CloudFormation has it. */
export function importedValue(world: readonly StackScope[], importer: Stack, name: string): unknown {
  for (const scope of world) {
    if (scope.definition.region !== importer.region) continue;
    for (const [id, output] of Object.entries(scope.definition.template.Outputs ?? {})) {
      const at = `${scope.stack}/Outputs.${id}`;
      if (output.Export && evaluate(output.Export.Name, scope, at) === name)
        return evaluate(output.Value, scope, at);
    }
  }
  throw new Error(`no stack in ${importer.region} exports ${name}`);
}

/** An output of a stack in any region. */
export function outputOf(
  world: readonly StackScope[],
  name: string,
  region: string,
  output: string,
): unknown {
  const scope = world.find(({ definition }) => definition.name === name && definition.region === region);
  const found = scope?.definition.template.Outputs?.[output];
  if (!scope || !found) throw new Error(`no stack ${name} in ${region} has an output ${output}`);
  return evaluate(found.Value, scope, `${name}/Outputs.${output}`);
}

/** CDK carries values between regions in SSM parameters that a custom resource of the producing stack writes. */
export function crossRegionExport(world: readonly StackScope[], name: string): unknown {
  for (const scope of world)
    for (const [logicalId, { Type, Properties }] of Object.entries(
      scope.definition.template.Resources ?? {},
    )) {
      if (Type !== 'Custom::CrossRegionExportWriter') continue;
      const { exports } = (Properties?.WriterProps ?? {}) as { exports?: Record<string, unknown> };
      if (exports && Object.hasOwn(exports, name))
        return evaluate(exports[name], scope, `${scope.stack}/${logicalId}.${name}`);
    }
  throw new Error(`no stack exports ${name} to other regions`);
}

/** The value of an SSM parameter that a template makes, or that carries an export to another region. */
export function parameterValue(world: readonly StackScope[], name: string): string {
  for (const scope of world)
    for (const [logicalId, { Type }] of Object.entries(scope.definition.template.Resources ?? {}))
      if (Type === 'AWS::SSM::Parameter' && scope.identity(logicalId).id === name)
        return String(scope.attribute(logicalId, 'Value'));
  return String(crossRegionExport(world, name));
}
