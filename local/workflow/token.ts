import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

const keyBytes = 32; // a sha256 of the execution's ARN
const nonceBytes = 16;
const sealBytes = 16;

/** Mints a task token: which execution it belongs to, a nonce, and a seal that only this engine can make. */
export function mintToken(secret: Buffer, executionKey: string): string {
  const body = Buffer.concat([Buffer.from(executionKey, 'hex'), randomBytes(nonceBytes)]);
  return Buffer.concat([body, seal(secret, body)]).toString('base64url');
}

/** The execution key of a token; undefined when this engine never minted it. */
export function readToken(secret: Buffer, token: string): string | undefined {
  const bytes = Buffer.from(token, 'base64url');
  if (bytes.length !== keyBytes + nonceBytes + sealBytes || bytes.toString('base64url') !== token) {
    return undefined;
  }
  const body = bytes.subarray(0, keyBytes + nonceBytes);
  if (!timingSafeEqual(bytes.subarray(body.length), seal(secret, body))) return undefined;
  return body.subarray(0, keyBytes).toString('hex');
}

function seal(secret: Buffer, body: Buffer): Buffer {
  return createHmac('sha256', secret).update(body).digest().subarray(0, sealBytes);
}
