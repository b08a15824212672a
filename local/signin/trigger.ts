import { mayInvoke } from '../edge/api/definition.ts';
import type { Functions } from '../functions/functions.ts';
import type { Cloud } from '../template/cloud.ts';
import type { Overrides } from './claims.ts';
import type { Account } from './person.ts';
import type { Pool } from './pool.ts';

/** Why a token is made: someone signed in, or an app came back with a refresh token. */
export type TokenReason = 'TokenGeneration_HostedAuth' | 'TokenGeneration_RefreshTokens';

export type AskTrigger = (
  account: Account,
  call: { clientId: string; scopes: readonly string[]; reason: TokenReason },
) => Promise<Overrides>;

/**
 * Cognito's question to the pool's function before it makes a token, with the event of version V2_0.
 * Rejects when the function fails or may not be invoked; then nobody signs in, as on AWS.
 */
export function openTrigger(cloud: Cloud, pool: Pool, invoke: Functions['invoke']): AskTrigger {
  const { trigger } = pool;
  if (trigger === undefined) return async () => ({});
  const permitted = mayInvoke(cloud, 'cognito-idp.amazonaws.com', trigger, pool.arn);
  return async (account, { clientId, scopes, reason }) => {
    if (!permitted) throw new Error(`no permission lets Cognito invoke ${trigger}`);
    const outcome = await invoke(trigger, {
      version: '2',
      triggerSource: reason,
      region: cloud.region,
      userPoolId: pool.id,
      userName: account.username,
      callerContext: { awsSdkVersion: 'aws-sdk-unknown-unknown', clientId },
      request: {
        userAttributes: account.attributes,
        groupConfiguration: {
          groupsToOverride: account.groups,
          iamRolesToOverride: [],
          preferredRole: null,
        },
        scopes,
      },
      response: { claimsAndScopeOverrideDetails: null },
    });
    if (outcome.status !== 200 || outcome.functionError)
      throw new Error(`PreTokenGeneration failed with error ${JSON.stringify(outcome.payload)}`);
    const answer = outcome.payload as {
      response?: { claimsAndScopeOverrideDetails?: Overrides | null };
    } | null;
    return answer?.response?.claimsAndScopeOverrideDetails ?? {};
  };
}
