import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type BucketProps,
  type IBucket,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { EnvName } from '../../functions/kernel/env.ts';
import type { Binding } from './binding.ts';

const ACTIONS = { read: 's3:GetObject', put: 's3:PutObject', remove: 's3:DeleteObject' } as const;

export interface PrivateBucketProps
  extends Pick<BucketProps, 'bucketName' | 'cors' | 'lifecycleRules' | 'objectOwnership' | 'versioned'> {
  /** Where it logs who asked for what; a log bucket has none. */
  readonly logs?: IBucket;
  /** The variable under which functions know it. */
  readonly env?: EnvName;
}

/** A bucket that nobody reaches but through a role or a signed link, and only over TLS. */
export class PrivateBucket extends Construct {
  readonly bucket: IBucket;
  readonly #env: EnvName | undefined;

  constructor(scope: Construct, id: string, props: PrivateBucketProps) {
    super(scope, id);
    const { logs, env, ...rest } = props;
    this.#env = env;
    // Under exactOptionalPropertyTypes CDK's own class does not fit its own interface.
    this.bucket = new Bucket(this, 'Bucket', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      removalPolicy: RemovalPolicy.RETAIN,
      ...(logs ? { serverAccessLogsBucket: logs, serverAccessLogsPrefix: `${id.toLowerCase()}/` } : {}),
      ...rest,
    }) as IBucket;
  }

  /** The objects below a prefix. Listing is nobody's, so a missing object reads as refused (403). */
  objects(prefix: string, may: keyof typeof ACTIONS): Binding {
    const imported = Stack.of(this).resolve(Stack.of(this).exportValue(this.bucket.bucketArn));
    return {
      ...(this.#env ? { env: { [this.#env]: this.bucket.bucketName } } : {}),
      allows: [
        new PolicyStatement({
          actions: [ACTIONS[may]],
          resources: [this.bucket.arnForObjects(`${prefix}*`)],
        }),
      ],
      wildcards: {
        [`Resource::${imported['Fn::ImportValue']}/${prefix}*`]:
          'Objects have ids that are not known before; the prefix is as narrow as it gets.',
      },
    };
  }
}
