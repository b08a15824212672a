import { beforeAll, describe, expect, test } from 'vitest';
import { AUDIENCES, routeKey } from '../../functions/kernel/contract.ts';
import { readCityPack } from '../../lib/city.ts';
import { DOMAINS } from '../../lib/domains.ts';
import type { Assembly, TemplateResource } from './support/assembly.ts';
import { synthesize } from './support/assembly.ts';

let assembly: Assembly;
beforeAll(async () => {
  assembly = await synthesize();
}, 120_000);

const declared = Object.entries(DOMAINS).flatMap(([domain, { contract }]) =>
  Object.values(contract.routes).map((route) => ({ domain, route, key: routeKey(route) })),
);
const deployed = () => assembly.ofType('AWS::ApiGatewayV2::Route');
const byKey = (key: string) => deployed().filter(({ properties }) => properties.RouteKey === key);
const named = (reference: unknown): string => assembly.readable(reference).replace(/^<|>$/g, '');
const integrationOf = ({ properties }: TemplateResource) =>
  named(properties.Target).replace(/^integrations\/</, '');

describe('routes', () => {
  test('no two contracts declare the same one', () => {
    expect(new Set(declared.map(({ key }) => key)).size).toBe(declared.length);
  });

  test('every route of every contract is deployed once, and no other', () => {
    expect(
      deployed()
        .map(({ properties }) => properties.RouteKey)
        .sort(),
    ).toEqual(declared.map(({ key }) => key).sort());
  });

  test.each(declared)('$key is served by its domain and audience', ({ domain, route, key }) => {
    const [found] = byKey(key);
    expect(found && integrationOf(found)).toBe(`service/${domain}-${route.access.audience}/Integration`);
  });

  test.each(declared)('$key has the authorizer of its audience', ({ route, key }) => {
    const { AuthorizationType, AuthorizerId, AuthorizationScopes } = byKey(key)[0]?.properties ?? {};
    const { audience } = route.access;
    // People's tokens have no scope of ours; a portal's has the one that says which portal it is.
    const scopes =
      audience === 'portal'
        ? readCityPack('seoul').portals.map(({ id }) => `ithope/portal.${id}`)
        : undefined;
    expect(AuthorizationScopes).toEqual(scopes);
    if (audience === 'public') {
      expect([AuthorizationType, AuthorizerId]).toEqual(['NONE', undefined]);
    } else {
      expect([AuthorizationType, named(AuthorizerId)]).toEqual([
        'JWT',
        `service/Routes/Authorizer-${audience}`,
      ]);
    }
  });

  test.each(declared)('$key starts with its audience', ({ route }) => {
    expect(route.path.startsWith(`/api/${route.access.audience}/`)).toBe(true);
  });
});

describe('authorizers', () => {
  const authorizer = (audience: string) =>
    assembly.ofType('AWS::ApiGatewayV2::Authorizer').find(({ properties }) => properties.Name === audience)
      ?.properties.JwtConfiguration as { Issuer: unknown; Audience: unknown[] };

  test('each trusts one pool and one client, so that a token of the other audience is refused', () => {
    const read = (audience: string) => ({
      issuer: assembly.readable(authorizer(audience).Issuer),
      audience: authorizer(audience).Audience.map(assembly.readable),
    });
    expect({ staff: read('staff'), citizen: read('citizen') }).toEqual({
      staff: {
        issuer: 'https://cognito-idp.ap-northeast-2.amazonaws.com/<data/Staff/Pool>',
        audience: ['<site/StaffClient/Client>'],
      },
      citizen: {
        issuer: 'https://cognito-idp.ap-northeast-2.amazonaws.com/<data/Citizens/Pool>',
        audience: ['<site/CitizenClient/Client>'],
      },
    });
  });
});

describe('portals', () => {
  test('each has a client with a secret of its own, for client credentials and its own scope alone', () => {
    const { portals } = readCityPack('seoul');
    const clients = assembly
      .ofType('AWS::Cognito::UserPoolClient')
      .filter(({ properties }) => named(properties.UserPoolId) === 'data/Portals/Pool');
    expect(
      clients.map(({ properties: p }) => ({
        ...{ name: p.ClientName, flows: p.AllowedOAuthFlows, secret: p.GenerateSecret },
        scopes: (p.AllowedOAuthScopes as unknown[]).map(assembly.readable),
      })),
    ).toEqual(
      portals.map(({ id }) => ({
        ...{ name: id, flows: ['client_credentials'], secret: true },
        scopes: [`<data/Portals/Pool/Server>/portal.${id}`],
      })),
    );
  });

  test('are the only ones with a secret, in a pool where nobody can sign up', () => {
    const secret = assembly
      .ofType('AWS::Cognito::UserPoolClient')
      .filter(({ properties }) => properties.GenerateSecret === true);
    expect(new Set(secret.map(({ properties }) => named(properties.UserPoolId)))).toEqual(
      new Set(['data/Portals/Pool']),
    );
    const pool = assembly.ofType('AWS::Cognito::UserPool').find(({ path }) => path === 'Portals/Pool');
    expect(pool?.properties.AdminCreateUserConfig).toEqual({ AllowAdminCreateUserOnly: true });
  });
});

describe('integrations', () => {
  test('each calls its own function, which lets itself be called for its audience alone', () => {
    const permissions = assembly.ofType('AWS::Lambda::Permission');
    for (const { path, properties } of assembly.ofType('AWS::ApiGatewayV2::Integration')) {
      const name = path.replace('/Integration', '');
      const audience = AUDIENCES.find((one) => name.endsWith(`-${one}`));
      expect(named(properties.IntegrationUri)).toBe(`service/${name}/Function`);
      const own = permissions.filter(
        ({ properties: p }) => named(p.FunctionName) === `service/${name}/Function`,
      );
      expect(own.map(({ properties: p }) => assembly.readable(p.SourceArn))).toEqual([
        `arn:aws:execute-api:ap-northeast-2:AWS::AccountId:<site/Api.ApiId>/*/*/api/${audience}/*`,
      ]);
    }
  });

  test('the log of the API has nobody in it', () => {
    const [stage] = assembly.ofType('AWS::ApiGatewayV2::Stage');
    const settings = stage?.properties.AccessLogSettings as { Format: string } | undefined;
    expect(settings?.Format).not.toMatch(/sourceIp|userAgent|claims|\$context\.path|header/);
  });
});
