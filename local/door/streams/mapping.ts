import type { Cloud, Resource } from '../cloud.ts';
import type { EventPattern } from './pattern.ts';
import { readPattern } from './pattern.ts';

/** An AWS::Lambda::EventSourceMapping from a table's stream to a function. */
export interface StreamMapping {
  /** Unique and stable: stack and logical id. */
  readonly id: string;
  readonly tableName: string;
  readonly streamArn: string;
  readonly functionArn: string;
  readonly roleArn: string;
  readonly start: 'TRIM_HORIZON' | 'LATEST';
  readonly batchSize: number;
  readonly windowMs: number;
  readonly bisect: boolean;
  /** Further tries of a failed batch; Infinity until the records are too old. */
  readonly retries: number;
  readonly maxAgeMs: number;
  readonly partialFailures: boolean;
  /** ARN of the queue that is told of what was given up. */
  readonly deadLetters?: string;
  readonly accepts: EventPattern;
}

const IMPLEMENTED = new Set([
  'BatchSize',
  'BisectBatchOnFunctionError',
  'DestinationConfig',
  'Enabled',
  'EventSourceArn',
  'FilterCriteria',
  'FunctionName',
  'FunctionResponseTypes',
  'MaximumBatchingWindowInSeconds',
  'MaximumRecordAgeInSeconds',
  'MaximumRetryAttempts',
  'ParallelizationFactor', // one batch at a time keeps the order that any factor promises per item
  'StartingPosition',
  'Tags',
]);

/** A stream keeps its records for 24 hours. */
const STREAM_AGE_MS = 24 * 3600 * 1000;

/** @throws Error naming the mapping and what of it is not implemented */
export function readMappings(cloud: Cloud): StreamMapping[] {
  return cloud
    .ofType('AWS::Lambda::EventSourceMapping')
    .filter(({ properties }) => properties.Enabled !== false)
    .map((resource) => readMapping(resource, cloud));
}

function readMapping(resource: Resource, cloud: Cloud): StreamMapping {
  const where = `event source mapping ${resource.logicalId}`;
  const { properties } = resource;
  for (const name of Object.keys(properties))
    if (!IMPLEMENTED.has(name)) throw new Error(`${where}: ${name} is not implemented`);
  const streamArn = String(properties.EventSourceArn);
  const tableName = /:dynamodb:[^:]*:[^:]*:table\/([^/]+)\/stream\//.exec(streamArn)?.[1];
  if (tableName === undefined) throw new Error(`${where}: ${streamArn} is not a table's stream`);
  const called = functionOf(String(properties.FunctionName), cloud, where);
  const { FilterCriteria, DestinationConfig, StartingPosition } = properties as {
    FilterCriteria?: { Filters?: { Pattern: string }[] };
    DestinationConfig?: { OnFailure?: { Destination: string } };
    StartingPosition?: unknown;
  };
  if (StartingPosition !== 'TRIM_HORIZON' && StartingPosition !== 'LATEST')
    throw new Error(`${where}: StartingPosition ${String(StartingPosition)}`);
  const patterns = (FilterCriteria?.Filters ?? []).map(({ Pattern }) => readPattern(Pattern));
  const deadLetters = DestinationConfig?.OnFailure?.Destination;
  const number = (name: string, otherwise: number) => (properties[name] as number | undefined) ?? otherwise;
  const forever = (value: number) => (value < 0 ? Number.POSITIVE_INFINITY : value);
  return {
    id: `${resource.stack}/${resource.logicalId}`,
    tableName,
    streamArn,
    functionArn: called.arn,
    roleArn: String(called.properties.Role),
    start: StartingPosition,
    batchSize: number('BatchSize', 100),
    windowMs: number('MaximumBatchingWindowInSeconds', 0) * 1000,
    bisect: properties.BisectBatchOnFunctionError === true,
    retries: forever(number('MaximumRetryAttempts', -1)),
    maxAgeMs: Math.min(forever(number('MaximumRecordAgeInSeconds', -1)) * 1000, STREAM_AGE_MS),
    partialFailures: ((properties.FunctionResponseTypes ?? []) as string[]).includes(
      'ReportBatchItemFailures',
    ),
    ...(deadLetters === undefined ? {} : { deadLetters }),
    // Several filters are alternatives.
    accepts: (event) => patterns.length === 0 || patterns.some((pattern) => pattern(event)),
  };
}

/** A function named by its name, its ARN, or the ARN of a version or alias. */
function functionOf(name: string, cloud: Cloud, where: string): Resource {
  const found = cloud.ofType('AWS::Lambda::Function').find(({ arn, physicalId }) => {
    return name === arn || name === physicalId || name.startsWith(`${arn}:`);
  });
  if (!found) throw new Error(`${where}: no function ${name}`);
  return found;
}
