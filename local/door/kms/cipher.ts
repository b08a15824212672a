import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { ServiceError } from '../errors.ts';
import type { Key, Keys } from './keys.ts';

/** `{ person: 'per_…' }`. */
export type EncryptionContext = Readonly<Record<string, string>>;

const NONCE = 12;
const TAG = 16;
const VERSION = 1;

/**
 * Ciphertext blob: version (1 byte), length of the key's id (1), the id, nonce (12), tag (16), ciphertext.
 * AES-256-GCM; the encryption context and the key's id are authenticated with it.
 */
export function encrypt(key: Key, plaintext: Buffer, context: EncryptionContext): Buffer {
  const id = Buffer.from(key.id);
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', key.material(), nonce);
  cipher.setAAD(authenticated(key, context));
  const body = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  return Buffer.concat([Buffer.from([VERSION, id.length]), id, nonce, cipher.getAuthTag(), body]);
}

/** The key that a blob names. @throws ServiceError InvalidCiphertextException */
export function keyOfBlob(blob: Buffer, keys: Keys): Key {
  if (blob[0] !== VERSION || blob.length < 2 + (blob[1] ?? 0) + NONCE + TAG) throw invalid();
  try {
    return keys.find(blob.subarray(2, 2 + (blob[1] ?? 0)).toString('utf8'));
  } catch {
    throw invalid();
  }
}

/** @throws ServiceError InvalidCiphertextException for another key, another context or a changed blob */
export function decrypt(key: Key, blob: Buffer, context: EncryptionContext): Buffer {
  const start = 2 + (blob[1] ?? 0);
  const decipher = createDecipheriv('aes-256-gcm', key.material(), blob.subarray(start, start + NONCE));
  decipher.setAAD(authenticated(key, context));
  decipher.setAuthTag(blob.subarray(start + NONCE, start + NONCE + TAG));
  try {
    return Buffer.concat([decipher.update(blob.subarray(start + NONCE + TAG)), decipher.final()]);
  } catch {
    throw invalid();
  }
}

const authenticated = (key: Key, context: EncryptionContext): Buffer =>
  Buffer.from(JSON.stringify([key.id, Object.entries(context).sort()]));

/** KMS says no more, so that nobody learns which of the three it was. */
const invalid = () => new ServiceError('InvalidCiphertextException', '');
