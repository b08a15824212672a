import type { Cloud } from './template/cloud.ts';
import type { Engine } from './workflow/engine.ts';

/** Makes the state machines of the templates known to the engine. @throws Error naming what is not implemented */
export function deployMachines(cloud: Cloud, engine: Engine): void {
  for (const { arn, logicalId, properties } of cloud.ofType('AWS::StepFunctions::StateMachine')) {
    const { DefinitionString, Definition, DefinitionSubstitutions, RoleArn, StateMachineType } = properties;
    if (StateMachineType === 'EXPRESS')
      throw new Error(`${logicalId}: the local cloud does not run express workflows`);
    if (DefinitionString === undefined && Definition === undefined)
      throw new Error(`${logicalId}: the local cloud reads definitions from the template only`);
    const text = typeof DefinitionString === 'string' ? DefinitionString : JSON.stringify(Definition);
    const values = (DefinitionSubstitutions ?? {}) as Record<string, string>;
    const definition = text.replace(/\$\{([A-Za-z0-9]+)\}/g, (whole, name: string) =>
      Object.hasOwn(values, name) ? String(values[name]) : whole,
    );
    engine.deploy({
      arn,
      name: arn.split(':').at(-1) ?? logicalId,
      roleArn: String(RoleArn),
      definition: JSON.parse(definition) as object,
    });
  }
}
