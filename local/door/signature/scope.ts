import { timingSafeEqual } from 'node:crypto';
import { HttpRequest } from '@smithy/protocol-http';
import { SignatureV4 } from '@smithy/signature-v4';
import type { WireRequest } from '../wire.ts';
import type { Credentials, Keyring } from './keyring.ts';
import { SignatureRefused } from './refusal.ts';
import { Sha256 } from './sha256.ts';

/** Who signed, for which service. */
export interface Signer {
  readonly roleArn: string;
  readonly accessKeyId: string;
  readonly service: string;
  readonly region: string;
}

export interface Claim extends Signer {
  readonly credentials: Credentials;
}

/** `AKIA…/20261123/ap-northeast-2/dynamodb/aws4_request`, looked up in the keyring. */
export function readScope(credential: string, keyring: Keyring, date: string): Claim {
  const [accessKeyId, day, region, service, end, ...rest] = credential.split('/');
  if (!accessKeyId || !day || !region || !service || end !== 'aws4_request' || rest.length > 0)
    throw new SignatureRefused('malformed', `Credential '${credential}' is not a credential scope`);
  if (day !== date.slice(0, 8))
    throw new SignatureRefused('malformed', `the scope's day ${day} is not the day of ${date}`);
  const owner = keyring.find(accessKeyId);
  if (!owner) throw new SignatureRefused('unknown-key', accessKeyId);
  return { ...owner, accessKeyId, region, service };
}

/** `20261123T090000Z` as ms since 1970. */
export function readStamp(stamp: string): number {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(stamp);
  if (!parts) throw new SignatureRefused('malformed', `'${stamp}' is not a date like 20261123T090000Z`);
  const [, y, mo, d, h, mi, s] = parts;
  return Date.parse(`${y}-${mo}-${d}T${h}:${mi}:${s}Z`);
}

/** The signing library, for this claim. S3 alone signs the path as it is sent. */
export const signerOf = (claim: Claim): SignatureV4 =>
  new SignatureV4({
    credentials: claim.credentials,
    region: claim.region,
    service: claim.service,
    sha256: Sha256,
    uriEscapePath: claim.service !== 's3',
    applyChecksum: false,
  });

/** The request reduced to what was signed. @throws SignatureRefused when a signed header did not come */
export function signedPart(
  request: WireRequest,
  names: readonly string[],
  query: Record<string, string | string[]>,
  body: unknown,
): HttpRequest {
  if (!names.includes('host')) throw new SignatureRefused('malformed', "'host' must be a signed header");
  const headers: Record<string, string> = {};
  for (const name of names) {
    const value = request.headers[name];
    if (value === undefined)
      throw new SignatureRefused('wrong-signature', `signed header ${name} is missing`);
    headers[name] = value;
  }
  return new HttpRequest({ method: request.method, path: request.path, query, headers, body });
}

export function sameText(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
