import { createPrivateKey, createPublicKey } from 'node:crypto';
import { PORTAL_SERVER, portalScope } from '../../functions/kernel/actor.ts';
import type { City } from '../../functions/kernel/city.ts';
import type { SignIn } from '../signin/signin.ts';
import { DEMONSTRATION_KEY } from './key.ts';

/** All that a portal of the demonstration needs to report: `/_local/portals.json` tells it. */
export interface PortalCredentials {
  readonly id: string;
  /** Where it asks for a token, as whom, and for which scope. */
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly scope: string;
  /** What it signs with: `keyid`, and the key as PKCS #8 in base64. */
  readonly keyId: string;
  readonly privateKey: string;
}

const PUBLIC_HALF = createPublicKey(
  createPrivateKey({ key: Buffer.from(DEMONSTRATION_KEY, 'base64'), format: 'der', type: 'pkcs8' }),
)
  .export({ format: 'der', type: 'spki' })
  .toString('base64');

/** The portals of the pack that have the demonstration's key; others' keys are not here to sign with. */
export function portalCredentials({ portals }: City, signIn: SignIn): PortalCredentials[] {
  return portals.flatMap(({ id, keys }) => {
    const scope = `${PORTAL_SERVER}/${portalScope(id)}`;
    const key = keys.find(({ publicKey }) => publicKey === PUBLIC_HALF);
    const pool = signIn.pools.find(({ scopes }) => scopes.includes(scope));
    const client = pool?.clients.find(({ scopes }) => scopes.includes(scope));
    if (!key || !pool || !client) return [];
    return {
      ...{ id, scope },
      tokenUrl: `${signIn.issuerOf(pool.id)}/oauth2/token`,
      clientId: client.id,
      clientSecret: signIn.secretOf(client.id),
      keyId: `${id}/${key.id}`,
      privateKey: DEMONSTRATION_KEY,
    };
  });
}
