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

/** A report as it is sent: its own `id` is the idempotency key. */
export interface Report {
  readonly id: string;
}

/** Signs a report and posts it. @param created seconds since 1970 */
export async function postReport(
  site: string,
  portal: PortalCredentials,
  { path, report, token, created }: { path: string; report: Report; token: string; created: number },
): Promise<{ status: number; body: Record<string, unknown> }> {
  const body = JSON.stringify(report);
  const answer = await fetch(`${site}${path}`, {
    method: 'POST',
    headers: {
      ...signedHeaders(portal, { method: 'POST', path, body }, created),
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'idempotency-key': report.id,
      'user-agent': `${portal.id}/1`,
    },
    body,
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}
