import { createRemoteJWKSet, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import type { Verified } from './event.ts';

/** A JWT authorizer as its template describes it. */
export interface AuthorizerDefinition {
  readonly issuer: string;
  readonly audience: readonly string[];
  /** `$request.header.Authorization` and the like; the first that is there counts. */
  readonly identitySource: readonly string[];
}

export type Verdict =
  | { readonly allowed: true; readonly verified: Verified }
  | { readonly allowed: false; readonly status: 401 | 403 };

/** Finds an issuer's public keys. */
export type KeysOf = (issuer: string) => Promise<JWTVerifyGetKey>;

const UNAUTHORIZED: Verdict = { allowed: false, status: 401 };

/**
 * Verifies tokens as API Gateway does: signature by the issuer's keys, issuer, audience (`aud`, or `client_id` where
 * there is no `aud`), times, and at least one of the route's scopes.
 * Times are the machine's, not the local clock's: the sign-in lives in the browser, whose clock nobody moves.
 */
export function openAuthorizer(definition: AuthorizerDefinition, keysOf: KeysOf) {
  return async (
    headers: Readonly<Record<string, string>>,
    query: URLSearchParams,
    scopes: readonly string[],
  ): Promise<Verdict> => {
    const token = tokenFrom(definition.identitySource, headers, query);
    if (token === undefined) return UNAUTHORIZED;
    let claims: JWTPayload;
    try {
      const keys = await keysOf(definition.issuer);
      const options = { issuer: definition.issuer, algorithms: ['RS256', 'RS384', 'RS512'] };
      claims = (await jwtVerify(token, keys, { ...options, requiredClaims: ['exp'] })).payload;
    } catch {
      return UNAUTHORIZED;
    }
    const audience = claims.aud === undefined ? [claims.client_id] : [claims.aud].flat();
    if (!audience.some((one) => definition.audience.includes(String(one)))) return UNAUTHORIZED;
    if (claims.iat !== undefined && claims.iat > Date.now() / 1000 + 1) return UNAUTHORIZED;
    const granted = String(claims.scope ?? claims.scp ?? '').split(' ');
    if (scopes.length > 0 && !scopes.some((scope) => granted.includes(scope)))
      return { allowed: false, status: 403 };
    return {
      allowed: true,
      verified: { claims: claimTexts(claims), scopes: scopes.length > 0 ? granted : null },
    };
  };
}

function tokenFrom(
  sources: readonly string[],
  headers: Readonly<Record<string, string>>,
  query: URLSearchParams,
): string | undefined {
  for (const source of sources) {
    const [, kind, name = ''] = /^\$request\.(header|querystring)\.(.+)$/.exec(source) ?? [];
    const value = kind === 'header' ? headers[name.toLowerCase()] : query.get(name);
    if (value) return value.replace(/^Bearer\s+/i, '');
  }
  return undefined;
}

/** All values become text on their way to the function; lists become `[a b]`. */
export function claimTexts(claims: JWTPayload): Record<string, string> {
  return Object.fromEntries(
    Object.entries(claims).map(([name, value]) => {
      if (Array.isArray(value)) return [name, `[${value.map(String).join(' ')}]`];
      if (typeof value === 'object' && value !== null) return [name, JSON.stringify(value)];
      return [name, String(value)];
    }),
  );
}

/** Reads an issuer's keys by its discovery document, and keeps them. */
export function remoteKeys(): KeysOf {
  const known = new Map<string, JWTVerifyGetKey>();
  return async (issuer) => {
    const kept = known.get(issuer);
    if (kept) return kept;
    const answer = await fetch(`${issuer}/.well-known/openid-configuration`);
    if (!answer.ok) throw new Error(`${issuer}: no discovery document (${answer.status})`);
    const { jwks_uri } = (await answer.json()) as { jwks_uri: string };
    const keys = createRemoteJWKSet(new URL(jwks_uri));
    known.set(issuer, keys);
    return keys;
  };
}
