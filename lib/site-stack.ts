import { CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { CfnApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpMethods } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { SiteDistribution } from './constructs/distribution.ts';
import { LogBucket } from './constructs/log-bucket.ts';
import { PrivateBucket } from './constructs/private-bucket.ts';
import { SignInClient } from './constructs/sign-in-client.ts';
import { SiteFiles } from './constructs/site-files.ts';
import { SiteHeaders } from './constructs/site-headers.ts';
import type { DataStack } from './data-stack.ts';
import type { Programme } from './settings.ts';

export interface SiteStackProps extends StackProps {
  readonly programme: Programme;
  readonly data: DataStack;
  readonly webAclArn: string;
}

/** Where people come in: one address for pages, uploads, sign-in and the API, whose routes the service brings. */
export class SiteStack extends Stack {
  readonly api: CfnApi;
  readonly site: PrivateBucket;
  readonly uploads: PrivateBucket;
  readonly distribution: SiteDistribution;
  readonly staffClient: SignInClient;
  readonly citizenClient: SignInClient;

  constructor(scope: Construct, id: string, { programme, data, webAclArn, ...props }: SiteStackProps) {
    super(scope, id, props);
    this.api = new CfnApi(this, 'Api', { name: programme.name, protocolType: 'HTTP' });
    const logs = new LogBucket(this, 'Logs', { acl: true });
    this.site = new PrivateBucket(this, 'Site', { logs: logs.bucket, versioned: true, env: 'SITE_BUCKET' });

    // Named, because the pages' headers name its host while its CORS rule names the pages' host.
    const uploadsName = `${programme.name}-uploads-${this.account}`;
    const headers = new SiteHeaders(this, 'Headers', [
      `https://${uploadsName}.s3.${this.region}.amazonaws.com`,
      `https://cognito-idp.${this.region}.amazonaws.com`,
      data.staff.domain.url,
      data.citizens.domain.url,
    ]);
    this.distribution = new SiteDistribution(this, 'Door', {
      site: this.site.bucket,
      logs: logs.bucket,
      apiHost: `${this.api.attrApiId}.execute-api.${this.region}.${this.urlSuffix}`,
      headers: headers.policy,
      webAclArn,
      domain: programme.domain,
      certificate: programme.certificate,
    });
    const { url } = this.distribution;
    this.uploads = new PrivateBucket(this, 'Uploads', {
      bucketName: uploadsName,
      logs: logs.bucket,
      env: 'UPLOADS_BUCKET',
      // What was read from a file is kept in the table; the file itself only as long as a dispute may need it.
      // Papers of applications and photos of deliveries have days of their own, which their domains keep.
      lifecycleRules: [
        ...['evidence/', 'lists/', 'statements/'].map((prefix) => ({
          prefix,
          expiration: Duration.days(30),
        })),
        { abortIncompleteMultipartUploadAfter: Duration.days(1) },
      ],
      cors: [
        { allowedOrigins: [url], allowedMethods: [HttpMethods.POST], allowedHeaders: ['*'], maxAge: 3600 },
      ],
    });
    this.staffClient = new SignInClient(this, 'StaffClient', {
      pool: data.staff.pool,
      callbackUrl: `${url}/staff/signin`,
      logoutUrl: `${url}/staff/`,
      // A working day; the next morning the second factor is asked for again.
      session: Duration.hours(12),
    });
    this.citizenClient = new SignInClient(this, 'CitizenClient', {
      pool: data.citizens.pool,
      callbackUrl: `${url}/signin/`,
      logoutUrl: `${url}/`,
      session: Duration.days(30),
    });
    new SiteFiles(this, 'Files', this.site.bucket);
    new CfnOutput(this, 'Url', { value: url, description: 'Where the site answers' });
  }
}
