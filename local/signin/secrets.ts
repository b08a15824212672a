import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { readJson, writeWhole } from '../door/files.ts';

/**
 * The secrets of machines' clients, made when first asked for and kept, as Cognito makes and keeps them.
 * @param folder `<data folder>/signin`
 */
export function openSecrets(folder: string): (clientId: string) => string {
  const path = join(folder, 'secrets.json');
  const kept = new Map(Object.entries(readJson<Record<string, string>>(path) ?? {}));
  return (clientId) => {
    const known = kept.get(clientId);
    if (known) return known;
    const secret = randomBytes(26).toString('hex'); // 52 characters, as Cognito's have
    kept.set(clientId, secret);
    mkdirSync(folder, { recursive: true });
    writeWhole(path, JSON.stringify(Object.fromEntries(kept)), 0o600);
    return secret;
  };
}
