import type { PreTokenGenerationV2TriggerEvent } from 'aws-lambda';
import { describe, expect, test } from 'vitest';
import { handler } from './claims.ts';

const event = (userAttributes: Record<string, string>): PreTokenGenerationV2TriggerEvent => ({
  version: '2',
  triggerSource: 'TokenGeneration_HostedAuth',
  region: 'ap-northeast-2',
  userPoolId: 'ap-northeast-2_staff',
  userName: 'guro.jung',
  callerContext: { awsSdkVersion: '', clientId: 'client' },
  request: { userAttributes, groupConfiguration: {}, scopes: ['openid'] },
  response: {
    claimsAndScopeOverrideDetails: null,
  } as unknown as PreTokenGenerationV2TriggerEvent['response'],
});
const claims = async (attributes: Record<string, string>) =>
  (await handler(event(attributes))).response.claimsAndScopeOverrideDetails?.accessTokenGeneration
    ?.claimsToAddOrOverride;

describe('claims of a staff token', () => {
  test('the district of a district officer goes into the access token', async () => {
    expect(await claims({ sub: '1', 'custom:district': '11530' })).toEqual({ district: '11530' });
  });

  test('the partner of a partner’s own staff goes into it as well', async () => {
    expect(await claims({ sub: '1', 'custom:partner': 'lg-cns' })).toEqual({ partner: 'lg-cns' });
  });

  test('so does the name, which colleagues see; nothing else of the account', async () => {
    const attributes = {
      sub: '1',
      name: ' 정구로 ',
      email: 'guro.jung@ithope.example',
      'custom:district': '11530',
    };
    expect(await claims(attributes)).toEqual({ district: '11530', name: '정구로' });
  });

  test.each([
    ['no district', { sub: '1' }],
    ['an empty one', { sub: '1', 'custom:district': '' }],
    ['one of blanks', { sub: '1', 'custom:district': '  ' }],
  ])('%s adds nothing', async (_, attributes) => {
    expect(await claims(attributes as Record<string, string>)).toEqual({});
  });

  test('the rest of the event goes back as it came, and the identity token is left alone', async () => {
    const given = event({ sub: '1', 'custom:district': '11530', email: 'guro.jung@ithope.example' });
    const { response, ...rest } = await handler(given);
    const { response: _, ...before } = given;
    expect(rest).toEqual(before);
    expect(Object.keys(response.claimsAndScopeOverrideDetails ?? {})).toEqual(['accessTokenGeneration']);
    expect(JSON.stringify(response)).not.toContain('ithope.example');
  });
});
