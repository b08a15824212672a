import type { Cloud, Resource } from '../cloud.ts';

/** What the door must know of a table to judge calls and to create it. */
export interface TableSchema {
  readonly name: string;
  readonly arn: string;
  readonly keys: KeyAttributes;
  readonly indexes: ReadonlyMap<string, KeyAttributes>;
  /** The attribute with the time to live, in seconds since 1970. */
  readonly expiry?: string;
  readonly streamed: boolean;
  /** ARN of the customer managed key that encrypts the table. */
  readonly kmsKey?: string;
  /** The body of CreateTable. */
  readonly definition: Record<string, unknown>;
}

export interface KeyAttributes {
  readonly partition: string;
  readonly sort?: string;
}

interface KeyElement {
  AttributeName: string;
  KeyType: 'HASH' | 'RANGE';
}
interface Index {
  IndexName: string;
  KeySchema: KeyElement[];
  Projection: unknown;
}

/** All tables of the templates by name: AWS::DynamoDB::Table and ::GlobalTable. */
export function readTables(cloud: Cloud): Map<string, TableSchema> {
  const tables = [...cloud.ofType('AWS::DynamoDB::Table'), ...cloud.ofType('AWS::DynamoDB::GlobalTable')];
  return new Map(tables.map((table) => [table.physicalId, readTable(table, cloud)]));
}

function readTable(table: Resource, cloud: Cloud): TableSchema {
  const { properties } = table;
  const global = table.type === 'AWS::DynamoDB::GlobalTable';
  const indexes = (properties.GlobalSecondaryIndexes ?? []) as Index[];
  const local = (properties.LocalSecondaryIndexes ?? []) as Index[];
  const stream = properties.StreamSpecification as { StreamViewType: string } | undefined;
  const expiry = properties.TimeToLiveSpecification as
    | { AttributeName?: string; Enabled: boolean }
    | undefined;
  const kmsKey = keyOf(properties, global, cloud);
  const strip = ({ IndexName, KeySchema, Projection }: Index) => ({ IndexName, KeySchema, Projection });
  return {
    name: table.physicalId,
    arn: table.arn,
    keys: keyAttributes(properties.KeySchema as KeyElement[]),
    indexes: new Map(
      [...indexes, ...local].map((index) => [index.IndexName, keyAttributes(index.KeySchema)]),
    ),
    ...(expiry?.Enabled && expiry.AttributeName ? { expiry: expiry.AttributeName } : {}),
    streamed: stream !== undefined,
    ...(kmsKey ? { kmsKey } : {}),
    definition: {
      TableName: table.physicalId,
      KeySchema: properties.KeySchema,
      AttributeDefinitions: properties.AttributeDefinitions,
      // On demand whatever the template says: provisioned throughput is not imitated.
      BillingMode: 'PAY_PER_REQUEST',
      ...(indexes.length > 0 ? { GlobalSecondaryIndexes: indexes.map(strip) } : {}),
      ...(local.length > 0 ? { LocalSecondaryIndexes: local.map(strip) } : {}),
      ...(stream
        ? { StreamSpecification: { StreamEnabled: true, StreamViewType: stream.StreamViewType } }
        : {}),
    },
  };
}

function keyAttributes(schema: readonly KeyElement[]): KeyAttributes {
  const partition = schema.find((element) => element.KeyType === 'HASH')?.AttributeName;
  const sort = schema.find((element) => element.KeyType === 'RANGE')?.AttributeName;
  if (partition === undefined) throw new Error('a key schema without a HASH key');
  return { partition, ...(sort === undefined ? {} : { sort }) };
}

/** The key id may stand as an ARN, an id or an alias; a global table names it per replica. */
function keyOf(properties: Record<string, unknown>, global: boolean, cloud: Cloud): string | undefined {
  const replicas = (properties.Replicas ?? []) as {
    Region: string;
    SSESpecification?: { KMSMasterKeyId?: string };
  }[];
  const own = replicas.find((replica) => replica.Region === cloud.region) ?? replicas[0];
  const specification = (global ? own?.SSESpecification : properties.SSESpecification) as
    | { KMSMasterKeyId?: string }
    | undefined;
  const id = specification?.KMSMasterKeyId;
  if (id === undefined) return undefined;
  const key = cloud.ofType('AWS::KMS::Key').find(({ arn, physicalId }) => id === arn || id === physicalId);
  if (!key) throw new Error(`the table's key ${id} is not in the templates`);
  return key.arn;
}
