import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { readJson, writeWhole } from '../door/files.ts';

export interface SignInKeys {
  /** Private keys for RS256, the only algorithm that Cognito uses. */
  readonly jwks: { readonly keys: readonly Readonly<Record<string, unknown>>[] };
  /** For the signatures of cookies. */
  readonly cookies: readonly string[];
}

/** The pool's keys, made at the first start and kept: tokens stay valid over a restart. */
export function openKeys(folder: string): SignInKeys {
  const path = join(folder, 'keys.json');
  const kept = readJson<SignInKeys>(path);
  if (kept) return kept;
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const keys: SignInKeys = {
    jwks: {
      keys: [
        {
          ...privateKey.export({ format: 'jwk' }),
          use: 'sig',
          alg: 'RS256',
          kid: randomBytes(16).toString('base64'),
        },
      ],
    },
    cookies: [randomBytes(24).toString('base64url')],
  };
  mkdirSync(folder, { recursive: true });
  writeWhole(path, JSON.stringify(keys), 0o600);
  return keys;
}
