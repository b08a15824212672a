import { createHash } from 'node:crypto';
import type { WireRequest } from '../wire.ts';
import type { Keyring } from './keyring.ts';
import { SignatureRefused } from './refusal.ts';
import type { Signer } from './scope.ts';
import { readScope, readStamp, sameText, signedPart, signerOf } from './scope.ts';

/** 15 minutes each way, AWS's widest: what the SDK's own clock correction is made for. */
const SKEW_MS = 15 * 60_000;

const FORM =
  /^AWS4-HMAC-SHA256\s+Credential=([^,\s]+),?\s*SignedHeaders=([^,\s]+),?\s*Signature=([0-9a-f]{64})$/;

/**
 * Checks the Authorization header by signing the same request again.
 * @throws SignatureRefused
 */
export async function verifyHeader(request: WireRequest, keyring: Keyring, now: number): Promise<Signer> {
  const authorization = request.headers.authorization;
  if (authorization === undefined) throw new SignatureRefused('missing', 'Missing Authentication Token');
  const parts = FORM.exec(authorization.trim());
  const date = request.headers['x-amz-date'];
  if (!parts || date === undefined)
    throw new SignatureRefused('malformed', 'the Authorization header or X-Amz-Date is incomplete');
  const [, credential, names, signature] = parts as unknown as [string, string, string, string];
  const claim = readScope(credential, keyring, date);
  const at = readStamp(date);
  if (request.headers['x-amz-security-token'] !== claim.credentials.sessionToken)
    throw new SignatureRefused('wrong-token', 'The security token included in the request is invalid');
  if (Math.abs(now - at) > SKEW_MS)
    throw new SignatureRefused('skewed', `Signature expired: ${date} is now more than 15 minutes off`);
  checkBody(request);
  const part = signedPart(request, names.split(';'), { ...request.query }, request.body);
  // The hash that counts is the header's even when it was not signed itself.
  const hash = request.headers['x-amz-content-sha256'];
  const body =
    hash !== undefined && !names.split(';').includes('x-amz-content-sha256') ? undefined : part.body;
  if (body === undefined)
    throw new SignatureRefused('malformed', 'x-amz-content-sha256 must be a signed header');
  const again = await signerOf(claim).sign(part, {
    signingDate: new Date(at),
    signableHeaders: new Set(names.split(';')),
  });
  const expected = FORM.exec(again.headers.authorization ?? '');
  if (!expected || expected[2] !== names || !sameText(expected[3] as string, signature))
    throw new SignatureRefused(
      'wrong-signature',
      'The request signature we calculated does not match the signature you provided.',
    );
  return claim;
}

/** Where the header names a hash, the body must have it. */
function checkBody(request: WireRequest): void {
  const hash = request.headers['x-amz-content-sha256'];
  if (hash === undefined || !/^[0-9a-f]{64}$/.test(hash)) return;
  if (createHash('sha256').update(request.body).digest('hex') !== hash)
    throw new SignatureRefused(
      'wrong-body',
      "The provided 'x-amz-content-sha256' header does not match what was computed.",
    );
}
