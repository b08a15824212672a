import { createPrivateKey, sign } from 'node:crypto';
import { COVERED, contentDigest, signatureBase } from '../../functions/kernel/message-signature.ts';
import type { PortalCredentials } from './credentials.ts';

/** What a portal does before it reports: fetch a token by client credentials. @throws Error with the answer */
export async function portalToken(
  portal: Pick<PortalCredentials, 'tokenUrl' | 'clientId' | 'clientSecret' | 'scope'>,
): Promise<string> {
  const basic = Buffer.from(`${portal.clientId}:${portal.clientSecret}`).toString('base64');
  const answer = await fetch(portal.tokenUrl, {
    method: 'POST',
    headers: { authorization: `Basic ${basic}` },
    body: new URLSearchParams({ grant_type: 'client_credentials', scope: portal.scope }),
  });
  if (!answer.ok) throw new Error(`token: ${answer.status} ${await answer.text()}`);
  return String(((await answer.json()) as { access_token?: string }).access_token);
}

/**
 * The three headers of a signed request (docs/portal.md).
 * @param created seconds since 1970
 */
export function signedHeaders(
  { keyId, privateKey }: Pick<PortalCredentials, 'keyId' | 'privateKey'>,
  request: { method: string; path: string; body: string | Uint8Array },
  created: number,
): { 'content-digest': string; 'signature-input': string; signature: string } {
  const digest = contentDigest(Buffer.from(request.body));
  const values = { '@method': request.method, '@path': request.path, 'content-digest': digest };
  const covered = COVERED.map((name) => `"${name}"`).join(' ');
  const parameters = `(${covered});created=${created};keyid="${keyId}";alg="ed25519"`;
  const base = signatureBase(
    COVERED.map((name) => [name, values[name]] as const),
    parameters,
  );
  const key = createPrivateKey({ key: Buffer.from(privateKey, 'base64'), format: 'der', type: 'pkcs8' });
  return {
    'content-digest': digest,
    'signature-input': `sig1=${parameters}`,
    signature: `sig1=:${sign(null, Buffer.from(base), key).toString('base64')}:`,
  };
}

/** A request before it is signed. A report's own `id` is its idempotency key. */
export interface Unsigned {
  readonly method: string;
  /** `/api/portal/…` */
  readonly path: string;
  /** As it is sent, byte for byte. */
  readonly body: string;
  readonly key?: string;
}

/** Signs a request and sends it. @param created seconds since 1970 */
export function sendSigned(
  site: string,
  portal: PortalCredentials,
  request: Unsigned,
  { token, created }: { readonly token: string; readonly created: number },
): Promise<Response> {
  const { method, path, body, key } = request;
  return fetch(`${site}${path}`, {
    method,
    headers: {
      ...signedHeaders(portal, request, created),
      ...(key === undefined ? {} : { 'idempotency-key': key }),
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      // CloudFront's rules let nobody in who does not say who they are.
      'user-agent': `${portal.id}/1`,
    },
    ...(method === 'GET' ? {} : { body }),
  });
}
