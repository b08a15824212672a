import type { Cloud, Resource } from '../../template/cloud.ts';
import { type Compression, readCompression } from './compress.ts';
import { type HeadersPolicy, readHeadersPolicy } from './headers-policy.ts';

export type Origin =
  | { readonly kind: 'bucket'; readonly bucket: string; readonly path: string }
  | {
      readonly kind: 'api';
      readonly apiId: string;
      readonly path: string;
      readonly headers: Readonly<Record<string, string>>;
    };

export interface Behavior {
  /** `*` for the default one. */
  readonly pattern: string;
  readonly origin: Origin;
  readonly methods: readonly string[];
  readonly compression: Compression;
  /** Whether query, cookies and all headers of the viewer reach the origin; else none of them does. */
  readonly forwardsViewer: boolean;
  readonly policy?: HeadersPolicy;
  /** ARNs of CloudFront Functions. */
  readonly onRequest?: string;
  readonly onResponse?: string;
}

export interface DistributionDefinition {
  readonly id: string;
  readonly arn: string;
  readonly domainName: string;
  /** In order of precedence, the default one last. */
  readonly behaviors: readonly Behavior[];
  readonly defaultRootObject: string;
  /** Origin's status → what to show instead. */
  readonly errorPages: ReadonlyMap<number, { readonly status: number; readonly page: string }>;
}

interface BehaviorConfig {
  readonly PathPattern?: string;
  readonly TargetOriginId: string;
  readonly AllowedMethods?: string[];
  readonly Compress?: boolean;
  readonly CachePolicyId?: string;
  readonly OriginRequestPolicyId?: string;
  readonly ResponseHeadersPolicyId?: string;
  readonly FunctionAssociations?: { EventType: string; FunctionARN: string }[];
  readonly LambdaFunctionAssociations?: unknown[];
}
interface OriginConfig {
  readonly Id: string;
  readonly DomainName: string;
  readonly OriginPath?: string;
  readonly OriginCustomHeaders?: { HeaderName: string; HeaderValue: string }[];
}
interface DistributionConfig {
  readonly DefaultCacheBehavior: BehaviorConfig;
  readonly CacheBehaviors?: BehaviorConfig[];
  readonly Origins: OriginConfig[];
  readonly DefaultRootObject?: string;
  readonly CustomErrorResponses?: { ErrorCode: number; ResponseCode?: number; ResponsePagePath?: string }[];
}

/** AWS's own origin request policies that hand everything on: AllViewer and AllViewerExceptHostHeader. */
const FORWARDS_VIEWER = ['216adef6-5c7f-47e4-b989-5492eafa07d3', 'b689b0a8-53d0-40ab-baf2-68738e2966ac'];

/** @throws Error naming what of the distribution the local cloud does not do */
export function readDistribution(cloud: Cloud, resource: Resource): DistributionDefinition {
  const config = resource.properties.DistributionConfig as DistributionConfig;
  const refuse = (what: string): never => {
    throw new Error(`distribution ${resource.logicalId}: the local cloud does not do ${what}`);
  };
  const origins = new Map(config.Origins.map((one) => [one.Id, readOrigin(cloud, one, refuse)]));
  const behavior = (given: BehaviorConfig): Behavior => {
    const { TargetOriginId, OriginRequestPolicyId: request, ResponseHeadersPolicyId: headers } = given;
    const origin = origins.get(TargetOriginId) ?? refuse(`the origin ${TargetOriginId}`);
    if (given.LambdaFunctionAssociations?.length) refuse('Lambda@Edge');
    if (request !== undefined && !FORWARDS_VIEWER.includes(request))
      refuse(`the origin request policy ${request}`);
    const called = (type: string) => given.FunctionAssociations?.find((one) => one.EventType === type);
    const [onRequest, onResponse] = [called('viewer-request'), called('viewer-response')];
    return {
      pattern: given.PathPattern ?? '*',
      origin,
      methods: given.AllowedMethods ?? ['GET', 'HEAD'],
      compression: given.Compress ? readCompression(cloud, given.CachePolicyId) : [],
      forwardsViewer: request !== undefined,
      ...(headers === undefined ? {} : { policy: readHeadersPolicy(cloud, headers) }),
      ...(onRequest ? { onRequest: onRequest.FunctionARN } : {}),
      ...(onResponse ? { onResponse: onResponse.FunctionARN } : {}),
    };
  };
  return {
    id: resource.physicalId,
    arn: resource.arn,
    domainName: `${resource.physicalId.toLowerCase()}.cloudfront.net`,
    behaviors: [...(config.CacheBehaviors ?? []), config.DefaultCacheBehavior].map(behavior),
    defaultRootObject: config.DefaultRootObject ?? '',
    errorPages: new Map(
      (config.CustomErrorResponses ?? [])
        .filter(({ ResponsePagePath }) => ResponsePagePath)
        .map(({ ErrorCode, ResponseCode, ResponsePagePath }) => [
          ErrorCode,
          { status: Number(ResponseCode ?? ErrorCode), page: ResponsePagePath as string },
        ]),
    ),
  };
}

function readOrigin(cloud: Cloud, origin: OriginConfig, refuse: (what: string) => never): Origin {
  const path = origin.OriginPath ?? '';
  const bucket = cloud
    .ofType('AWS::S3::Bucket')
    .find(({ physicalId }) => origin.DomainName.startsWith(`${physicalId}.s3.`));
  if (bucket) return { kind: 'bucket', bucket: bucket.physicalId, path };
  const api = cloud
    .ofType('AWS::ApiGatewayV2::Api')
    .find(({ physicalId }) => origin.DomainName.startsWith(`${physicalId}.execute-api.`));
  if (!api) return refuse(`the origin ${origin.DomainName}`);
  const headers = Object.fromEntries(
    (origin.OriginCustomHeaders ?? []).map(({ HeaderName, HeaderValue }) => [
      HeaderName.toLowerCase(),
      HeaderValue,
    ]),
  );
  return { kind: 'api', apiId: api.physicalId, path, headers };
}
