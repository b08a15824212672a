import { createHash, randomUUID } from 'node:crypto';
import { errors, type ProviderContext } from 'oidc-provider';
import type { Overrides, TokenOccasion } from './claims.ts';
import type { Account } from './person.ts';
import type { AskTrigger } from './trigger.ts';

/** What is known while the tokens of one answer are made. */
export interface Issuing {
  /** What the trigger wants changed: both tokens of one answer come from one question, as on AWS. */
  overridesFor(context: ProviderContext, account: Account): Promise<Overrides>;
  /** @param payload times that the provider has worked out, in seconds */
  occasionOf(context: ProviderContext, payload?: Record<string, unknown>): TokenOccasion;
}

export function openIssuing(issuer: string, askTrigger: AskTrigger): Issuing {
  const asked = new WeakMap<ProviderContext, Promise<Overrides>>();

  async function ask(context: ProviderContext, account: Account): Promise<Overrides> {
    const { client, entities, params } = context.oidc;
    const scopes = (entities.RefreshToken ?? entities.AuthorizationCode)?.scope?.split(' ') ?? [];
    const refreshed = params.grant_type === 'refresh_token';
    const reason = refreshed ? 'TokenGeneration_RefreshTokens' : 'TokenGeneration_HostedAuth';
    try {
      return await askTrigger(account, { clientId: client.clientId, scopes, reason });
    } catch (error) {
      const { message } = error as Error;
      console.error(`sign-in: ${message}`);
      throw new errors.InvalidRequest(message);
    }
  }

  return {
    overridesFor(context, account) {
      const question = asked.get(context) ?? ask(context, account);
      asked.set(context, question);
      return question;
    },
    occasionOf(context, payload = {}) {
      const { client, entities } = context.oidc;
      const source = entities.RefreshToken ?? entities.AuthorizationCode ?? {};
      const now = Math.floor(Date.now() / 1000);
      return {
        issuer,
        clientId: client.clientId,
        jti: randomUUID(),
        eventId: randomUUID(),
        origin: uuidFrom(source.sessionUid ?? ''),
        scope: source.scope?.split(' ') ?? [],
        authTime: source.authTime ?? now,
        issuedAt: Number(payload.iat ?? now),
        expiresAt: Number(payload.exp ?? now),
      };
    },
  };
}

function uuidFrom(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
