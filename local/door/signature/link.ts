import type { WireRequest } from '../wire.ts';
import { queryValue } from '../wire.ts';
import type { Keyring } from './keyring.ts';
import { SignatureRefused } from './refusal.ts';
import type { Signer } from './scope.ts';
import { readScope, readStamp, sameText, signedPart, signerOf } from './scope.ts';

const WEEK_SECONDS = 7 * 24 * 3600; // the longest life of a presigned URL
const SKEW_MS = 15 * 60_000;

const MADE = new Set([
  'X-Amz-Algorithm',
  'X-Amz-Credential',
  'X-Amz-Date',
  'X-Amz-Expires',
  'X-Amz-SignedHeaders',
  'X-Amz-Signature',
  'X-Amz-Security-Token',
]);

export const isLink = (request: WireRequest): boolean => request.query['X-Amz-Signature'] !== undefined;

/**
 * Checks a presigned URL: signature, life, signed headers.
 * The payload counts as UNSIGNED-PAYLOAD unless the link says otherwise (S3 API, "Query parameters").
 * @throws SignatureRefused
 */
export async function verifyLink(request: WireRequest, keyring: Keyring, now: number): Promise<Signer> {
  const need = (name: string): string => {
    const value = queryValue(request, name);
    if (value === undefined)
      throw new SignatureRefused('malformed', `Query-string authentication requires ${name}`);
    return value;
  };
  if (need('X-Amz-Algorithm') !== 'AWS4-HMAC-SHA256')
    throw new SignatureRefused('malformed', 'X-Amz-Algorithm only supports "AWS4-HMAC-SHA256"');
  const date = need('X-Amz-Date');
  const at = readStamp(date);
  const seconds = Number(need('X-Amz-Expires'));
  if (!Number.isInteger(seconds) || seconds < 1 || seconds > WEEK_SECONDS)
    throw new SignatureRefused('malformed', 'X-Amz-Expires must be between 1 and 604800 seconds');
  const claim = readScope(need('X-Amz-Credential'), keyring, date);
  if (queryValue(request, 'X-Amz-Security-Token') !== claim.credentials.sessionToken)
    throw new SignatureRefused('wrong-token', 'The provided token is malformed or otherwise invalid.');
  if (at > now + SKEW_MS) throw new SignatureRefused('expired', 'Request is not yet valid');
  if (at + seconds * 1000 < now) throw new SignatureRefused('expired', 'Request has expired');
  const names = need('X-Amz-SignedHeaders').split(';');
  const query = Object.fromEntries(Object.entries(request.query).filter(([name]) => !MADE.has(name)));
  const part = signedPart(request, names, query, unsigned);
  const hash = queryValue(request, 'X-Amz-Content-Sha256');
  if (hash !== undefined && hash !== 'UNSIGNED-PAYLOAD')
    throw new SignatureRefused('malformed', 'a presigned payload hash is not implemented');
  const again = await signerOf(claim).presign(part, {
    signingDate: new Date(at),
    expiresIn: seconds,
    signableHeaders: new Set(names),
    unhoistableHeaders: new Set(names),
  });
  const expected = again.query?.['X-Amz-Signature'];
  if (typeof expected !== 'string' || !sameText(expected, need('X-Amz-Signature')))
    throw new SignatureRefused(
      'wrong-signature',
      'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
    );
  return claim;
}

/** A body that is neither text nor bytes makes the library sign UNSIGNED-PAYLOAD. */
const unsigned = { unsigned: true };
