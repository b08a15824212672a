import type { Cloud } from '../cloud.ts';

export interface CorsRule {
  readonly origins: readonly string[];
  readonly methods: readonly string[];
  readonly headers: readonly string[];
  readonly exposed: readonly string[];
  readonly maxAge?: number;
}

export interface Bucket {
  readonly name: string;
  readonly arn: string;
  readonly cors: readonly CorsRule[];
  /** ARN of the key that encrypts it, where it is a customer managed one. */
  readonly kmsKey?: string;
  /** With a bucket key, the encryption context is the bucket's ARN, else the object's. */
  readonly bucketKey: boolean;
}

interface BucketProperties {
  CorsConfiguration?: { CorsRules: Record<string, string[] | number>[] };
  BucketEncryption?: {
    ServerSideEncryptionConfiguration: {
      BucketKeyEnabled?: boolean;
      ServerSideEncryptionByDefault?: { SSEAlgorithm: string; KMSMasterKeyID?: string };
    }[];
  };
}

/** The buckets of the templates by name. */
export function readBuckets(cloud: Cloud): Map<string, Bucket> {
  return new Map(
    cloud.ofType('AWS::S3::Bucket').map((resource) => {
      const properties = resource.properties as BucketProperties;
      const encryption = properties.BucketEncryption?.ServerSideEncryptionConfiguration[0];
      const id = encryption?.ServerSideEncryptionByDefault?.KMSMasterKeyID;
      const key = cloud
        .ofType('AWS::KMS::Key')
        .find(({ arn, physicalId }) => id === arn || id === physicalId);
      if (id !== undefined && !key)
        throw new Error(`bucket ${resource.logicalId}: its key ${id} is not in the templates`);
      const bucket: Bucket = {
        name: resource.physicalId,
        arn: resource.arn,
        cors: (properties.CorsConfiguration?.CorsRules ?? []).map(readRule),
        bucketKey: encryption?.BucketKeyEnabled === true,
        ...(key ? { kmsKey: key.arn } : {}),
      };
      return [bucket.name, bucket];
    }),
  );
}

const readRule = (rule: Record<string, string[] | number>): CorsRule => ({
  origins: (rule.AllowedOrigins as string[] | undefined) ?? [],
  methods: (rule.AllowedMethods as string[] | undefined) ?? [],
  headers: (rule.AllowedHeaders as string[] | undefined) ?? [],
  exposed: (rule.ExposedHeaders as string[] | undefined) ?? [],
  ...(typeof rule.MaxAge === 'number' ? { maxAge: rule.MaxAge } : {}),
});
