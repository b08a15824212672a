import type { Addresses, Resource } from './cloud.ts';

/**
 * Types whose texts tell a browser or a function where something is. Everywhere else addresses of AWS stay as they
 * are: a distribution's origins, for one, are found by them.
 */
const ADDRESSED: ReadonlySet<string> = new Set([
  'AWS::ApiGatewayV2::Api',
  'AWS::ApiGatewayV2::Authorizer',
  'AWS::CloudFront::Function',
  'AWS::CloudFront::ResponseHeadersPolicy',
  'AWS::Cognito::UserPoolClient',
  'AWS::Lambda::Function',
  'AWS::S3::Bucket',
  'Custom::CDKBucketDeployment',
]);

/** The one mapping of addresses on AWS to those of this machine; what is not in it stays. */
export type Localise = (text: string) => string;

/**
 * The mapping for a set of resources: user pools' issuers and sign-in domains → `<door>/_signin/<pool>`, buckets →
 * `<door>/<bucket>`, APIs and distributions (aliases too) → the site.
 */
export function openAddresses(resources: readonly Resource[], { site, door }: Addresses): Localise {
  const hosts = new Map<string, string>();
  for (const { type, physicalId, arn, properties } of resources) {
    const region = arn.split(':')[3] ?? '';
    if (type === 'AWS::Cognito::UserPool')
      hosts.set(`cognito-idp.${region}.amazonaws.com/${physicalId}`, `${door}/_signin/${physicalId}`);
    if (type === 'AWS::S3::Bucket') hosts.set(`${physicalId}.s3.amazonaws.com`, `${door}/${physicalId}`);
    if (type === 'AWS::CloudFront::Distribution')
      for (const alias of aliases(properties)) hosts.set(alias, site);
  }
  const pools = poolsByDomain(resources);
  return (text) => {
    let local = text;
    for (const [host, here] of hosts) local = replaceHost(local, host, here);
    return (
      local
        .replace(/(?:https:\/\/)?([a-z0-9.-]+)\.s3\.[a-z0-9-]+\.amazonaws\.com/g, (whole, bucket: string) =>
          hosts.has(`${bucket}.s3.amazonaws.com`) ? `${door}/${bucket}` : whole,
        )
        .replace(/https:\/\/([a-z0-9-]+)\.auth\.[a-z0-9-]+\.amazoncognito\.com/g, (whole, domain: string) => {
          const pool = pools.get(domain);
          return pool === undefined ? whole : `${door}/_signin/${pool}`;
        })
        // Without a pool behind it: what a page's headers let scripts connect to.
        .replace(/https:\/\/cognito-idp\.[a-z0-9-]+\.amazonaws\.com/g, door)
        .replace(/https:\/\/[a-z0-9]+\.execute-api\.[a-z0-9-]+\.amazonaws\.com/g, site)
        .replace(/https:\/\/d[a-z0-9]+\.cloudfront\.net/g, site)
    );
  };
}

/** The resource with local addresses in its texts, where its type shows addresses at all. */
export function localised(resource: Resource, localise: Localise): Resource {
  if (!ADDRESSED.has(resource.type)) return resource;
  const change: Localise =
    resource.type === 'AWS::CloudFront::ResponseHeadersPolicy'
      ? (text) => originsOf(localise(text))
      : localise;
  return { ...resource, properties: mapTexts(resource.properties, change) as Record<string, unknown> };
}

/** A source with a path and no slash at its end would match that one address only (CSP 3, §6.7.2.10). */
const originsOf = (policy: string): string => policy.replace(/(http:\/\/127\.0\.0\.1:\d+)\/[^\s;]*/g, '$1');

function mapTexts(value: unknown, change: Localise): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((one) => mapTexts(one, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, mapTexts(one, change)]));
}

/** With or without `https://` before it, but not as the tail of a longer host. */
function replaceHost(text: string, host: string, here: string): string {
  const pattern = new RegExp(`(?<![\\w.-])(?:https://)?${host.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`, 'g');
  return text.replace(pattern, here);
}

function aliases(properties: Record<string, unknown>): string[] {
  const { Aliases } = (properties.DistributionConfig ?? {}) as { Aliases?: string[] };
  return Aliases ?? [];
}

function poolsByDomain(resources: readonly Resource[]): Map<string, string> {
  return new Map(
    resources
      .filter(({ type }) => type === 'AWS::Cognito::UserPoolDomain')
      .map(({ properties }) => [String(properties.Domain), String(properties.UserPoolId)]),
  );
}
