import { Duration } from 'aws-cdk-lib';
import { type IBucket, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { PrivateBucket } from './private-bucket.ts';

/** Access logs hold callers' addresses: kept three months to look into abuse, then gone. */
const KEPT = Duration.days(90);

export class LogBucket extends Construct {
  readonly bucket: IBucket;

  /** @param options.acl CloudFront's standard logs are written with an ACL; S3's own need none */
  constructor(scope: Construct, id: string, { acl = false }: { acl?: boolean } = {}) {
    super(scope, id);
    const logs = new PrivateBucket(this, 'Access', {
      lifecycleRules: [{ expiration: KEPT, abortIncompleteMultipartUploadAfter: Duration.days(1) }],
      ...(acl ? { objectOwnership: ObjectOwnership.BUCKET_OWNER_PREFERRED } : {}),
    });
    this.bucket = logs.bucket;
  }
}
