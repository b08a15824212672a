import type { Cloud } from '../../template/cloud.ts';
import type { EdgeAnswer } from '../message.ts';

/** A response headers policy as a list: set (over what the origin sent, or only where it sent nothing) and removed. */
export interface HeadersPolicy {
  readonly set: readonly { readonly name: string; readonly value: string; readonly override: boolean }[];
  readonly remove: readonly string[];
}

interface Overriding {
  readonly Override: boolean;
}
interface PolicyConfig {
  readonly CorsConfig?: object;
  readonly CustomHeadersConfig?: { Items: ({ Header: string; Value: string } & Overriding)[] };
  readonly RemoveHeadersConfig?: { Items: { Header: string }[] };
  readonly SecurityHeadersConfig?: {
    ContentSecurityPolicy?: { ContentSecurityPolicy: string } & Overriding;
    ContentTypeOptions?: Overriding;
    FrameOptions?: { FrameOption: string } & Overriding;
    ReferrerPolicy?: { ReferrerPolicy: string } & Overriding;
    StrictTransportSecurity?: {
      AccessControlMaxAgeSec: number;
      IncludeSubdomains?: boolean;
      Preload?: boolean;
    } & Overriding;
    XSSProtection?: { Protection: boolean; ModeBlock?: boolean } & Overriding;
  };
}

/** @throws Error for a policy that is not in the templates, or has CORS: the site has one origin */
export function readHeadersPolicy(cloud: Cloud, id: string): HeadersPolicy {
  const resource = cloud
    .ofType('AWS::CloudFront::ResponseHeadersPolicy')
    .find(({ physicalId }) => physicalId === id);
  if (!resource) throw new Error(`the local cloud does not know the response headers policy ${id}`);
  const config = resource.properties.ResponseHeadersPolicyConfig as PolicyConfig;
  if (config.CorsConfig)
    throw new Error(`${resource.logicalId}: the local cloud does not do CORS at the edge`);
  const custom = (config.CustomHeadersConfig?.Items ?? []).map(({ Header, Value, Override }) => ({
    name: Header.toLowerCase(),
    value: Value,
    override: Override,
  }));
  return {
    set: [...securityHeaders(config.SecurityHeadersConfig ?? {}), ...custom],
    remove: (config.RemoveHeadersConfig?.Items ?? []).map(({ Header }) => Header.toLowerCase()),
  };
}

function securityHeaders(config: NonNullable<PolicyConfig['SecurityHeadersConfig']>): HeadersPolicy['set'] {
  const headers: { name: string; value: string; override: boolean }[] = [];
  const add = (name: string, part: Overriding | undefined, value: string) => {
    if (part) headers.push({ name, value, override: part.Override });
  };
  const { StrictTransportSecurity: hsts, XSSProtection: xss } = config;
  const directives = [
    `max-age=${hsts?.AccessControlMaxAgeSec}`,
    ...(hsts?.IncludeSubdomains ? ['includeSubDomains'] : []),
    ...(hsts?.Preload ? ['preload'] : []),
  ];
  add(
    'content-security-policy',
    config.ContentSecurityPolicy,
    config.ContentSecurityPolicy?.ContentSecurityPolicy ?? '',
  );
  add('x-content-type-options', config.ContentTypeOptions, 'nosniff');
  add('x-frame-options', config.FrameOptions, config.FrameOptions?.FrameOption ?? '');
  add('referrer-policy', config.ReferrerPolicy, config.ReferrerPolicy?.ReferrerPolicy ?? '');
  add('strict-transport-security', hsts, directives.join('; '));
  add('x-xss-protection', xss, xss?.Protection ? (xss.ModeBlock ? '1; mode=block' : '1') : '0');
  return headers;
}

export function withPolicy(answer: EdgeAnswer, policy: HeadersPolicy | undefined): EdgeAnswer {
  if (!policy) return answer;
  const headers = { ...answer.headers };
  for (const name of policy.remove) delete headers[name];
  for (const { name, value, override } of policy.set)
    if (override || headers[name] === undefined) headers[name] = value;
  return { ...answer, headers };
}
