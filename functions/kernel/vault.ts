import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { endpoint, signedFetch } from './signed.ts';

/**
 * Personal data at rest: each record is sealed with a data key of its own, which KMS wraps under an encryption
 * context that names whose data it is. Whoever may not call kms:Decrypt for that context cannot open it.
 */
export interface Sealed {
  /** The data key, wrapped by KMS, base64. */
  readonly k: string;
  /** 12-byte nonce, base64. */
  readonly n: string;
  /** AES-256-GCM ciphertext with its 16-byte tag at the end, base64. */
  readonly c: string;
}

/** E.g. `{ person: 'per_…' }`. */
export type SealContext = Readonly<Record<string, string>>;

export interface Vault {
  seal(context: SealContext, value: unknown): Promise<Sealed>;
  open<T>(context: SealContext, sealed: Sealed): Promise<T>;
  /** Keyed hash (HMAC-SHA-256, hex) for look-ups by phone, e-mail or household, and for one-time codes. */
  hash(purpose: string, text: string): Promise<string>;
}

const TAG = 16;
const contextBytes = (context: SealContext) => Buffer.from(JSON.stringify(Object.entries(context).sort()));

async function kms<T>(action: string, input: object): Promise<T> {
  const response = await signedFetch('kms', endpoint('kms'), {
    method: 'POST',
    headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': `TrentService.${action}` },
    body: JSON.stringify(input),
  });
  const answer = (await response.json()) as T & { __type?: string };
  if (!response.ok)
    throw Object.assign(new Error(`KMS ${action}: ${answer.__type ?? response.status}`), {
      name: answer.__type ?? 'KmsError',
    });
  return answer;
}

/** @param keys ids of the symmetric key that wraps data keys and of the HMAC key behind keyed hashes */
export function openVault(keys: { wrap: string; hash: string }): Vault {
  // One GenerateMac per purpose and container: the derived key then stays in memory.
  const derived = new Map<string, Promise<Buffer>>();
  const hashKey = (purpose: string) => {
    const known = derived.get(purpose);
    if (known) return known;
    const made = kms<{ Mac: string }>('GenerateMac', {
      KeyId: keys.hash,
      MacAlgorithm: 'HMAC_SHA_256',
      Message: Buffer.from(`ithope/${purpose}`).toString('base64'),
    }).then((answer) => Buffer.from(answer.Mac, 'base64'));
    made.catch(() => derived.delete(purpose));
    derived.set(purpose, made);
    return made;
  };
  return {
    async seal(context, value) {
      const key = await kms<{ Plaintext: string; CiphertextBlob: string }>('GenerateDataKey', {
        KeyId: keys.wrap,
        KeySpec: 'AES_256',
        EncryptionContext: context,
      });
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', Buffer.from(key.Plaintext, 'base64'), nonce);
      cipher.setAAD(contextBytes(context));
      const body = Buffer.concat([
        cipher.update(JSON.stringify(value), 'utf8'),
        cipher.final(),
        cipher.getAuthTag(),
      ]);
      return { k: key.CiphertextBlob, n: nonce.toString('base64'), c: body.toString('base64') };
    },
    async open<T>(context: SealContext, sealed: Sealed) {
      const key = await kms<{ Plaintext: string }>('Decrypt', {
        KeyId: keys.wrap,
        CiphertextBlob: sealed.k,
        EncryptionContext: context,
      });
      const body = Buffer.from(sealed.c, 'base64');
      const decipher = createDecipheriv(
        'aes-256-gcm',
        Buffer.from(key.Plaintext, 'base64'),
        Buffer.from(sealed.n, 'base64'),
      );
      decipher.setAAD(contextBytes(context));
      decipher.setAuthTag(body.subarray(-TAG));
      return JSON.parse(
        Buffer.concat([decipher.update(body.subarray(0, -TAG)), decipher.final()]).toString('utf8'),
      ) as T;
    },
    hash: async (purpose, text) =>
      createHmac('sha256', await hashKey(purpose))
        .update(text)
        .digest('hex'),
  };
}
