import type { Account } from './person.ts';

/** What a PreTokenGeneration trigger may answer (V2_0). */
export interface TokenChanges {
  readonly claimsToAddOrOverride?: Readonly<Record<string, unknown>> | null;
  readonly claimsToSuppress?: readonly string[] | null;
  readonly scopesToAdd?: readonly string[] | null;
  readonly scopesToSuppress?: readonly string[] | null;
}
export interface Overrides {
  readonly accessTokenGeneration?: TokenChanges | null;
  readonly idTokenGeneration?: TokenChanges | null;
  readonly groupOverrideDetails?: { readonly groupsToOverride?: readonly string[] | null } | null;
}

/** What a token is made for. Times in seconds since 1970. */
export interface TokenOccasion {
  readonly issuer: string;
  readonly clientId: string;
  readonly jti: string;
  readonly eventId: string;
  /** The same for all tokens of one sign-in. */
  readonly origin: string;
  readonly scope: readonly string[];
  readonly authTime: number;
  readonly issuedAt: number;
  readonly expiresAt: number;
}

/** Claims that no trigger may change (developer guide, "Claims and scopes reference"). */
const FIXED =
  /^(acr|amr|at_hash|aud|auth_time|azp|client_id|event_id|exp|iat|iss|jti|nbf|nonce|origin_jti|sub|token_use|username|cognito:username|dev:.+|identities)$/;

/** An access token's claims as Cognito has them: no `aud`, but `client_id`; groups only where there are any. */
export function accessClaims(
  account: Account,
  occasion: TokenOccasion,
  overrides: Overrides,
): Record<string, unknown> {
  const changes = overrides.accessTokenGeneration ?? {};
  const without = new Set(changes.scopesToSuppress ?? []);
  const scope = [...occasion.scope, ...(changes.scopesToAdd ?? [])].filter((one) => !without.has(one));
  return changed(changes, {
    sub: account.attributes.sub,
    ...groupClaim(account, overrides),
    iss: occasion.issuer,
    version: 2,
    client_id: occasion.clientId,
    origin_jti: occasion.origin,
    event_id: occasion.eventId,
    token_use: 'access',
    scope: [...new Set(scope)].join(' '),
    auth_time: occasion.authTime,
    exp: occasion.expiresAt,
    iat: occasion.issuedAt,
    jti: occasion.jti,
    username: account.username,
  });
}

/** A machine's access token: nobody's, so `sub` is the client, and nothing is said of a person or a sign-in. */
export const machineClaims = (occasion: TokenOccasion): Record<string, unknown> => ({
  sub: occasion.clientId,
  token_use: 'access',
  scope: occasion.scope.join(' '),
  auth_time: occasion.issuedAt,
  iss: occasion.issuer,
  exp: occasion.expiresAt,
  iat: occasion.issuedAt,
  version: 2,
  jti: occasion.jti,
  client_id: occasion.clientId,
});

/** What an ID token says besides what every ID token says. */
export function idClaims(
  account: Account,
  occasion: Pick<TokenOccasion, 'origin' | 'eventId' | 'authTime' | 'jti'>,
  overrides: Overrides,
): Record<string, unknown> {
  const { 'cognito:user_status': _, email_verified, ...attributes } = account.attributes;
  return changed(overrides.idTokenGeneration ?? {}, {
    ...attributes,
    ...(email_verified === undefined ? {} : { email_verified: email_verified === 'true' }),
    ...groupClaim(account, overrides),
    'cognito:username': account.username,
    origin_jti: occasion.origin,
    event_id: occasion.eventId,
    token_use: 'id',
    auth_time: occasion.authTime,
    jti: occasion.jti,
  });
}

function groupClaim(account: Account, overrides: Overrides): Record<string, unknown> {
  const groups = overrides.groupOverrideDetails?.groupsToOverride ?? account.groups;
  return groups.length > 0 ? { 'cognito:groups': groups } : {};
}

function changed(changes: TokenChanges, claims: Record<string, unknown>): Record<string, unknown> {
  const result = { ...claims };
  for (const name of changes.claimsToSuppress ?? []) if (!FIXED.test(name)) delete result[name];
  for (const [name, value] of Object.entries(changes.claimsToAddOrOverride ?? {}))
    if (!FIXED.test(name)) result[name] = value;
  return result;
}
