import type { Cloud, Resource } from '../template/cloud.ts';

/** A function as its template describes it. */
export interface FunctionDefinition {
  readonly name: string;
  readonly arn: string;
  readonly roleArn: string;
  readonly runtime: string;
  /** `<file>.<export>` below the task root. */
  readonly handler: string;
  /** Folder of the deployed bundle. */
  readonly taskRoot: string;
  readonly timeoutMs: number;
  readonly memoryMb: number;
  readonly environment: Readonly<Record<string, string>>;
  /** Environments that may run at once; undefined without a reservation. */
  readonly reserved?: number;
}

/** Functions with a bundle; what Lambda would fill in is filled in. @throws Error naming the function */
export function readFunctions(cloud: Cloud): Map<string, FunctionDefinition> {
  return new Map(cloud.ofType('AWS::Lambda::Function').map((one) => [one.arn, readFunction(cloud, one)]));
}

function readFunction(
  cloud: Cloud,
  { properties, physicalId, logicalId, arn }: Resource,
): FunctionDefinition {
  const code = (properties.Code ?? {}) as { S3Key?: string };
  const { Variables = {} } = (properties.Environment ?? {}) as { Variables?: Record<string, string> };
  if (String(properties.Runtime).startsWith('nodejs') && (properties.Layers as unknown[] | undefined)?.length)
    throw new Error(`function ${logicalId}: the local cloud does not do layers`);
  const reserved = properties.ReservedConcurrentExecutions;
  return {
    name: physicalId,
    arn,
    roleArn: String(properties.Role),
    runtime: String(properties.Runtime ?? 'container'),
    handler: String(properties.Handler ?? ''),
    taskRoot: code.S3Key === undefined ? '' : cloud.asset(code.S3Key),
    timeoutMs: Number(properties.Timeout ?? 3) * 1000, // Lambda's default is 3 s
    memoryMb: Number(properties.MemorySize ?? 128), // Lambda's default
    environment: Variables,
    ...(typeof reserved === 'number' ? { reserved } : {}),
  };
}

/** `arn:…:function:name:alias` → `arn:…:function:name`: every version is the deployed one here. */
export const unqualified = (arn: string): string => arn.split(':').slice(0, 7).join(':');
