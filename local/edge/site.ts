import type { Server } from 'node:http';
import type { ObjectStore } from '../door/s3/store.ts';
import type { Functions } from '../functions/functions.ts';
import type { Addresses, Cloud } from '../template/cloud.ts';
import { type KeysOf, remoteKeys } from './api/authorizer.ts';
import { readApi } from './api/definition.ts';
import { openHttpApi } from './api/http-api.ts';
import { openBucketOrigin } from './cdn/bucket-origin.ts';
import { type DistributionDefinition, type Origin, readDistribution } from './cdn/definition.ts';
import { openDistribution } from './cdn/distribution.ts';
import { openEdgeFunction } from './cdn/edge-function.ts';
import type { Answerer, EdgeAnswer, EdgeRequest } from './message.ts';
import { createSiteServer } from './server.ts';

export interface SiteOptions {
  readonly cloud: Cloud;
  readonly addresses: Addresses;
  readonly objects: Pick<ObjectStore, 'head' | 'read'>;
  /** Whether a bucket's policy lets CloudFront act in its own name. */
  readonly permits: (action: string, resource: string, distributionArn: string) => boolean;
  readonly invoke: Functions['invoke'];
  readonly now: () => number;
  /** Where the authorizers find the issuers' keys; over HTTP unless said otherwise. */
  readonly keysOf?: KeysOf;
}

/** The site's server: the one distribution of the templates with its buckets and its API behind it. */
export function openSite(options: SiteOptions): Server {
  return createSiteServer(openSiteAnswerer(options), options.addresses.site);
}

/** @throws Error when the templates have no distribution, several, or one that the local cloud cannot serve */
export function openSiteAnswerer(options: SiteOptions): Answerer {
  const { cloud } = options;
  const [resource, ...others] = cloud.ofType('AWS::CloudFront::Distribution');
  if (!resource || others.length > 0)
    throw new Error(`the local cloud serves one distribution, not ${resource ? others.length + 1 : 0}`);
  const definition = readDistribution(cloud, resource);
  const functions = new Map(
    cloud
      .ofType('AWS::CloudFront::Function')
      .map((one) => [one.arn, openEdgeFunction(one.logicalId, String(one.properties.FunctionCode))]),
  );
  return openDistribution({ definition, functions, origin: openOrigins(options, definition) });
}

function openOrigins(options: SiteOptions, definition: DistributionDefinition) {
  const { cloud, objects, invoke, now } = options;
  const keysOf = options.keysOf ?? remoteKeys();
  const apis = new Map(
    cloud
      .ofType('AWS::ApiGatewayV2::Api')
      .map((api) => [api.physicalId, openHttpApi({ definition: readApi(cloud, api), invoke, keysOf, now })]),
  );
  const permits = (action: string, target: string) => options.permits(action, target, definition.arn);
  const buckets = new Map(
    definition.behaviors.flatMap(({ origin }) =>
      origin.kind === 'bucket'
        ? [[origin.bucket, openBucketOrigin({ bucket: origin.bucket, objects, permits })] as const]
        : [],
    ),
  );
  return (origin: Origin, request: EdgeRequest): Promise<EdgeAnswer> | EdgeAnswer => {
    const answer = origin.kind === 'api' ? apis.get(origin.apiId) : buckets.get(origin.bucket);
    if (!answer) throw new Error(`no origin ${JSON.stringify(origin)}`);
    return answer(request);
  };
}
