import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeJwt, importJWK, type JWK, SignJWT } from 'jose';

/**
 * The same token as its pool would have signed it, but one that ended a minute ago.
 * @param folder the local cloud's data folder, where its sign-in keeps its keys
 */
export async function expired(folder: string, token: string): Promise<string> {
  const claims = decodeJwt(token);
  const pool = String(claims.iss).split('/').at(-1) ?? '';
  const [file = ''] = globSync(join(folder, 'signin', '**', 'keys.json')).filter((path) =>
    path.includes(pool),
  );
  const [key] = (JSON.parse(readFileSync(file, 'utf8')) as { jwks: { keys: JWK[] } }).jwks.keys;
  if (!key) throw new Error(`no key of the pool ${pool}`);
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT({ ...claims, iat: now - 3660, exp: now - 60 })
    .setProtectedHeader({ alg: 'RS256', kid: key.kid ?? '' })
    .sign(await importJWK(key, 'RS256'));
}
