import { createHmac, randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { readJson, writeWhole } from '../files.ts';

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

export interface Keyring {
  /** @throws Error for a role that the templates do not have */
  credentialsFor(roleArn: string): Credentials;
  /** Who owns an access key id. */
  find(accessKeyId: string): { roleArn: string; credentials: Credentials } | undefined;
}

/**
 * Credentials of every role, derived from one secret of this data folder: links signed before a restart stay
 * valid after it, and no other installation's credentials work here.
 */
export function openKeyring(roleArns: Iterable<string>, folder: string): Keyring {
  const secret = installationSecret(folder);
  const byRole = new Map<string, Credentials>();
  const byKey = new Map<string, { roleArn: string; credentials: Credentials }>();
  for (const roleArn of roleArns) {
    const derive = (purpose: string) =>
      createHmac('sha256', secret).update(`${purpose}\n${roleArn}`).digest();
    const credentials = {
      // 'ASIA' marks temporary credentials; 16 characters follow.
      accessKeyId: `ASIA${derive('id').toString('hex').slice(0, 16).toUpperCase()}`,
      secretAccessKey: derive('secret').toString('base64').slice(0, 40),
      sessionToken: derive('token').toString('base64'),
    };
    byRole.set(roleArn, credentials);
    byKey.set(credentials.accessKeyId, { roleArn, credentials });
  }
  return {
    credentialsFor(roleArn) {
      const credentials = byRole.get(roleArn);
      if (!credentials) throw new Error(`no role ${roleArn} in the templates`);
      return credentials;
    },
    find: (accessKeyId) => byKey.get(accessKeyId),
  };
}

function installationSecret(folder: string): Buffer {
  const path = join(folder, 'door.json');
  const kept = readJson<{ secret: string }>(path);
  if (kept) return Buffer.from(kept.secret, 'base64');
  mkdirSync(folder, { recursive: true });
  const secret = randomBytes(32);
  writeWhole(path, JSON.stringify({ secret: secret.toString('base64') }), 0o600);
  return secret;
}
