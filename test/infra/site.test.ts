import { beforeAll, describe, expect, test } from 'vitest';
import type { Assembly, Properties } from './support/assembly.ts';
import { synthesize } from './support/assembly.ts';

let assembly: Assembly;
beforeAll(async () => {
  assembly = await synthesize();
}, 120_000);

const only = (type: string): Properties => {
  const [first, ...more] = assembly.ofType(type);
  if (!first || more.length > 0) throw new Error(`${type}: ${more.length + (first ? 1 : 0)} of them`);
  return first.properties;
};
interface Behaviour {
  PathPattern?: string;
  AllowedMethods?: string[];
  CachePolicyId: unknown;
  ViewerProtocolPolicy: string;
  ResponseHeadersPolicyId: unknown;
  FunctionAssociations?: { EventType: string }[];
  OriginRequestPolicyId?: string;
}
const behaviours = (): Behaviour[] => {
  const { DefaultCacheBehavior, CacheBehaviors } = only('AWS::CloudFront::Distribution')
    .DistributionConfig as { DefaultCacheBehavior: Behaviour; CacheBehaviors: Behaviour[] };
  return [DefaultCacheBehavior, ...CacheBehaviors];
};
const at = (pattern: string) => behaviours().find(({ PathPattern }) => PathPattern === pattern);

/** AWS's managed policies, by the ids that AWS documents for them. */
const CACHING_DISABLED = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad';
const ALL_VIEWER_EXCEPT_HOST = 'b689b0a8-53d0-40ab-baf2-68738e2966ac';

describe('what the browser may do', () => {
  const policy = () => {
    const config = only('AWS::CloudFront::ResponseHeadersPolicy').ResponseHeadersPolicyConfig as {
      SecurityHeadersConfig: { ContentSecurityPolicy: { ContentSecurityPolicy: unknown } };
    };
    const text = config.SecurityHeadersConfig.ContentSecurityPolicy.ContentSecurityPolicy;
    return assembly.readable(text).split('; ');
  };

  test('nothing that is not named; no inline script or style; our own uploads and sign-in alone', () => {
    expect(policy()).toMatchInlineSnapshot(`
      [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self' https://ithope-seoul-dev-uploads-AWS::AccountId.s3.ap-northeast-2.amazonaws.com https://cognito-idp.ap-northeast-2.amazonaws.com https://ithope-seoul-dev-staff-AWS::AccountId.auth.ap-northeast-2.amazoncognito.com https://ithope-seoul-dev-citizens-AWS::AccountId.auth.ap-northeast-2.amazoncognito.com",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "manifest-src 'self'",
        "worker-src 'self'",
        "require-trusted-types-for 'script'",
        "trusted-types ithope-worker",
      ]
    `);
  });

  test('every answer carries it, over TLS', () => {
    for (const { PathPattern, ViewerProtocolPolicy, ResponseHeadersPolicyId } of behaviours()) {
      expect([ViewerProtocolPolicy, assembly.readable(ResponseHeadersPolicyId)], PathPattern).toEqual([
        'redirect-to-https',
        '<site/Headers/Policy>',
      ]);
    }
  });
});

describe('one address for everything', () => {
  test('pages, staff app, public numbers, API', () => {
    expect(behaviours().map(({ PathPattern }) => PathPattern)).toEqual([
      undefined,
      '/staff/*',
      '/data/*',
      '/api/*',
    ]);
  });

  test('answers of the API are never kept, and it is told everything but the host', () => {
    expect(at('/api/*')).toMatchObject({
      CachePolicyId: CACHING_DISABLED,
      OriginRequestPolicyId: ALL_VIEWER_EXCEPT_HOST,
      AllowedMethods: ['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE'],
    });
    expect(at('/api/*')?.FunctionAssociations).toBeUndefined();
  });

  test("error pages of the distribution's own would replace the API's answers: there are none", () => {
    const { CustomErrorResponses } = only('AWS::CloudFront::Distribution').DistributionConfig as {
      CustomErrorResponses?: unknown;
    };
    expect(CustomErrorResponses).toBeUndefined();
  });

  test('public numbers are five seconds old at most, unless they say otherwise', () => {
    expect(only('AWS::CloudFront::CachePolicy').CachePolicyConfig).toMatchObject({
      MinTTL: 0,
      DefaultTTL: 5,
    });
    expect(assembly.readable(at('/data/*')?.CachePolicyId)).toBe('<site/Door/Fresh>');
  });
});

describe('files', () => {
  interface Copy {
    DestinationBucketKeyPrefix?: string;
    Prune: boolean;
    Include?: string[];
    Exclude: string[];
    SystemMetadata: { 'cache-control': string };
  }
  const copies = () =>
    assembly.ofType('Custom::CDKBucketDeployment').map(({ properties }) => properties as unknown as Copy);

  test('with their content in their name they are kept for ever, all others for a minute', () => {
    for (const { Include, SystemMetadata } of copies()) {
      expect(SystemMetadata['cache-control']).toBe(
        Include ? 'public, max-age=31536000, immutable' : 'public, max-age=60',
      );
    }
  });

  test('a deploy of the site leaves public numbers and the staff app alone', () => {
    const pages = copies().find(({ DestinationBucketKeyPrefix: p, Prune }) => p === undefined && Prune);
    expect(pages?.Exclude).toEqual(['assets/*', 'data/*', 'staff/*']);
  });
});

describe('sign-in', () => {
  const client = (name: string) =>
    assembly.ofType('AWS::Cognito::UserPoolClient').find(({ path }) => path.startsWith(name))?.properties;

  test.each(['StaffClient', 'CitizenClient'])('%s: code flow without a secret, nothing implicit', (name) => {
    expect(client(name)).toMatchObject({
      GenerateSecret: false,
      AllowedOAuthFlows: ['code'],
      AllowedOAuthFlowsUserPoolClient: true,
      AllowedOAuthScopes: ['openid', 'email', 'profile'],
      EnableTokenRevocation: true,
      PreventUserExistenceErrors: 'ENABLED',
    });
    // A person must not be able to give themselves a district.
    expect(client(name)?.WriteAttributes).toEqual(['email', 'name']);
    expect(client(name)?.AllowedOAuthScopes).not.toContain('aws.cognito.signin.user.admin');
  });

  test('staff come back to the app', () => {
    const urls = (value: unknown) => (value as unknown[]).map(assembly.readable);
    const site = 'https://<site/Door/Distribution.DomainName>';
    expect(urls(client('StaffClient')?.CallbackURLs)).toEqual([`${site}/staff/signin`]);
    expect(urls(client('StaffClient')?.LogoutURLs)).toEqual([`${site}/staff/`]);
  });

  test('staff are invited, have a second factor, and their tokens pass the district trigger', () => {
    const pool = assembly
      .ofType('AWS::Cognito::UserPool')
      .find(({ path }) => path === 'Staff/Pool')?.properties;
    expect(pool).toMatchObject({
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
      MfaConfiguration: 'ON',
      EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
      UserPoolTier: 'ESSENTIALS',
      LambdaConfig: { PreTokenGenerationConfig: { LambdaVersion: 'V2_0' } },
    });
  });
});

describe('WAF', () => {
  interface Rule {
    Name: string;
    Priority: number;
    Statement: { RateBasedStatement?: { Limit: number } };
  }
  const rules = () => only('AWS::WAFv2::WebACL').Rules as Rule[];

  test('narrow limits come before wide ones, ours before the managed lists', () => {
    const limits = rules().map(({ Statement }) => Statement.RateBasedStatement?.Limit);
    expect(limits).toEqual([30, 100, 3000, undefined, undefined, undefined]);
    expect(rules().map(({ Priority }) => Priority)).toEqual([0, 1, 2, 3, 4, 5]);
  });

  test('the distribution stands behind it', () => {
    const { WebACLId } = only('AWS::CloudFront::Distribution').DistributionConfig as { WebACLId: object };
    expect(Object.keys(WebACLId)).toEqual(['Fn::GetStackOutput']);
  });
});
