import { existsSync } from 'node:fs';
import { Duration, Stack, Token } from 'aws-cdk-lib';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { BucketDeployment, CacheControl, Source } from 'aws-cdk-lib/aws-s3-deployment';
import { Construct, type IConstruct } from 'constructs';
import { SITE, STAFF } from '../folders.ts';
import { accept, acceptWildcard } from './accept.ts';

/** Where the web build puts its two faces, and where each answers. */
const FACES = [
  { id: 'Site', folder: SITE, prefix: '' },
  { id: 'Staff', folder: STAFF, prefix: 'staff' },
] as const;

/** Files named after their content never change; everything else may change at any deploy. */
const HASHED = 'assets/*';
const FOREVER = [CacheControl.setPublic(), CacheControl.maxAge(Duration.days(365)), CacheControl.immutable()];
const SHORTLY = [CacheControl.setPublic(), CacheControl.maxAge(Duration.seconds(60))];

/** Copies the built pages into the bucket; what functions write below `data/` is left alone. */
export class SiteFiles extends Construct {
  constructor(scope: Construct, id: string, destinationBucket: IBucket) {
    super(scope, id);
    for (const { id: face, folder, prefix } of FACES) {
      if (!existsSync(folder)) throw new Error(`${folder} is not there: npm run build makes it`);
      const common = {
        sources: [Source.asset(folder)],
        destinationBucket,
        ...(prefix ? { destinationKeyPrefix: prefix } : {}),
        retainOnDelete: true,
        memoryLimit: 256,
      };
      // Hashed files first, so that no page ever names one that is not there yet; old ones stay for open tabs.
      const assets = new BucketDeployment(this, `${face}Assets`, {
        ...common,
        exclude: ['*'],
        include: [HASHED],
        cacheControl: FOREVER,
        prune: false,
      });
      const pages = new BucketDeployment(this, `${face}Pages`, {
        ...common,
        exclude: [HASHED, ...(prefix ? [] : ['data/*', 'staff/*'])],
        cacheControl: SHORTLY,
        prune: true,
      });
      pages.node.addDependency(assets);
    }
    acceptCopier(this, destinationBucket);
  }
}

/** CDK's own copying function, one for the stack: its role and runtime are AWS's to narrow. */
function acceptCopier(scope: Construct, bucket: IBucket): void {
  const stack = Stack.of(scope);
  const copier = stack.node.children.find(({ node }) => node.id.startsWith('Custom::CDKBucketDeployment'));
  if (!copier) throw new Error('BucketDeployment has no function');
  const why = "CDK's BucketDeployment: copies the built pages at deploy time, runs at no other.";
  const account = Token.isUnresolved(stack.account) ? '<AWS::AccountId>' : stack.account;
  const { 'Fn::GetAtt': [bucketId] = [] } = stack.resolve(bucket.bucketArn) as { 'Fn::GetAtt'?: string[] };
  const actions = ['GetBucket*', 'GetObject*', 'List*', 'Abort*', 'DeleteObject*'];
  const resources = [`arn:aws:s3:::cdk-hnb659fds-assets-${account}-${stack.region}/*`, `<${bucketId}.Arn>/*`];
  for (const action of actions) acceptWildcard(copier, `Action::s3:${action}`, why);
  for (const resource of resources) acceptWildcard(copier, `Resource::${resource}`, why);
  accept(copier as IConstruct, 'L1', why);
  accept(
    copier,
    'IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]',
    why,
  );
}
