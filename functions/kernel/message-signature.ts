import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto';
import { failing, PORTAL_ERRORS } from './errors.ts';

const fail = failing(PORTAL_ERRORS);

/** What was sent: header names in small letters, the path as it was asked for, the body's own bytes. */
export interface SignedMessage {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Uint8Array;
}

/** @param spki SubjectPublicKeyInfo (RFC 8410), DER in base64. @throws Error for what is not an Ed25519 key */
export function ed25519From(spki: string): KeyObject {
  const key = createPublicKey({ key: Buffer.from(spki, 'base64'), format: 'der', type: 'spki' });
  if (key.asymmetricKeyType !== 'ed25519') throw new Error(`${key.asymmetricKeyType} is not Ed25519`);
  return key;
}

/** What has to be signed, in this order: where the message goes, and by its digest all that it says. */
export const COVERED = ['@method', '@path', 'content-digest'] as const;
/** A clock may be wrong by this much, and no more: seconds. */
const WINDOW = 300;

/**
 * The text that is signed (RFC 9421 §2.5): a line a component, the signature's own parameters last.
 * @param components name → value, in the order in which `parameters` names them
 * @param parameters what stands behind `label=` in Signature-Input
 */
export function signatureBase(
  components: readonly (readonly [name: string, value: string])[],
  parameters: string,
): string {
  const lines = components.map(([name, value]) => `"${name}": ${value}`);
  return [...lines, `"@signature-params": ${parameters}`].join('\n');
}

/** `sha-256=:…:` of a body's bytes (RFC 9530 §2). */
export const contentDigest = (body: Uint8Array): string =>
  `sha-256=:${createHash('sha256').update(body).digest('base64')}:`;

/** One signature, over exactly what COVERED names; parameters as RFC 8941 writes them, so that they can be repeated. */
const INPUT = new RegExp(
  `^([a-z*][a-z0-9_.*-]*)=(\\(${COVERED.map((name) => `"${name}"`).join(' ')}\\)((?:;[a-z]+=(?:\\d{1,15}|"[\\x20\\x21\\x23-\\x5b\\x5d-\\x7e]*"))*))$`,
);
const SIGNATURE = /^([a-z*][a-z0-9_.*-]*)=:([A-Za-z0-9+/]{86}==):$/;

interface Parameters {
  readonly created: number;
  readonly expires?: number;
  readonly keyid: string;
}

/** @throws DomainError SIGNATURE_WRONG for a parameter that is twice, missing, of another kind or unknown */
function readParameters(text: string): Parameters {
  const found = new Map<string, string | number>();
  for (const [, name = '', value = ''] of text.matchAll(/;([a-z]+)=("[^"]*"|\d+)/g)) {
    if (found.has(name)) throw fail('SIGNATURE_WRONG', { parameter: name });
    found.set(name, value.startsWith('"') ? value.slice(1, -1) : Number(value));
  }
  const { created, expires, keyid, alg, nonce, tag, ...unknown } = Object.fromEntries(found);
  const wrong = Object.keys(unknown)[0];
  if (wrong !== undefined) throw fail('SIGNATURE_WRONG', { parameter: wrong });
  if (alg !== undefined && alg !== 'ed25519') throw fail('SIGNATURE_WRONG', { parameter: 'alg' });
  if (typeof created !== 'number') throw fail('SIGNATURE_WRONG', { parameter: 'created' });
  if (typeof keyid !== 'string') throw fail('SIGNATURE_WRONG', { parameter: 'keyid' });
  if (typeof expires === 'string') throw fail('SIGNATURE_WRONG', { parameter: 'expires' });
  return { created, keyid, ...(expires === undefined ? {} : { expires }) };
}

/** `Signature` names the same label; base64 in its one canonical form, so that no other text means the same. */
function readSignature(header: string, label: string): Buffer {
  const [, named, base64 = ''] = SIGNATURE.exec(header.trim()) ?? [];
  const bytes = Buffer.from(base64, 'base64');
  if (named !== label || bytes.toString('base64') !== base64) throw fail('SIGNATURE_WRONG');
  return bytes;
}

/**
 * Verifies an HTTP Message Signature (RFC 9421, Ed25519) over method, path and the digest of the body (RFC 9530).
 * @param keyOf the key that a `keyid` names; undefined = there is none, or it is not the sender's, or not now
 * @throws DomainError SIGNATURE_MISSING, SIGNATURE_WRONG, SIGNATURE_STALE, KEY_UNKNOWN, DIGEST_WRONG
 */
export function verifyMessage(
  { method, path, headers, body }: SignedMessage,
  keyOf: (keyid: string) => KeyObject | undefined,
  now: Date,
): void {
  const input = headers['signature-input'];
  const signature = headers.signature;
  const digest = headers['content-digest']?.trim();
  if (!input || !signature || !digest) throw fail('SIGNATURE_MISSING', { covers: COVERED });
  const [, label = '', parameters = '', rest = ''] = INPUT.exec(input.trim()) ?? [];
  if (!label) throw fail('SIGNATURE_WRONG', { covers: COVERED });
  const { created, expires, keyid } = readParameters(rest);
  const seconds = now.getTime() / 1000;
  if (Math.abs(seconds - created) > WINDOW || (expires !== undefined && expires < seconds))
    throw fail('SIGNATURE_STALE', { now: now.toISOString() });
  const key = keyOf(keyid);
  if (!key) throw fail('KEY_UNKNOWN');
  const values = { '@method': method, '@path': path, 'content-digest': digest };
  const base = signatureBase(
    COVERED.map((name) => [name, values[name]] as const),
    parameters,
  );
  if (!verify(null, Buffer.from(base), key, readSignature(signature, label))) throw fail('SIGNATURE_WRONG');
  if (digest !== contentDigest(body)) throw fail('DIGEST_WRONG');
}
