import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  COVERED,
  contentDigest,
  ed25519From,
  type SignedMessage,
  signatureBase,
  verifyMessage,
} from './message-signature.ts';

/** RFC 9421 B.1.4, `test-key-ed25519`. */
const RFC_PUBLIC = 'MCowBQYDK2VwAyEAJrQLj5P/89iXES9+vFgrIy29clF9CC/oPPsw3c5D0bs=';
const RFC_PRIVATE = 'MC4CAQAwBQYDK2VwBCIEIJ+DYvh6SEqVTm50DFtMDoQikTmiCqirVv9mWG9qfSnF';
const rfcKey = createPrivateKey({ key: Buffer.from(RFC_PRIVATE, 'base64'), format: 'der', type: 'pkcs8' });

describe('RFC 9421', () => {
  /** B.2.6: the base as the RFC prints it, and the signature over it. */
  const PRINTED = `"date": Tue, 20 Apr 2021 02:07:55 GMT
"@method": POST
"@path": /foo
"@authority": example.com
"content-type": application/json
"content-length": 18
"@signature-params": ("date" "@method" "@path" "@authority" "content-type" "content-length");created=1618884473;keyid="test-key-ed25519"`;
  const SIGNATURE =
    'wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==';

  test('B.2.6: the base is built letter by letter, and both ways of its signature agree', () => {
    const base = signatureBase(
      [
        ['date', 'Tue, 20 Apr 2021 02:07:55 GMT'],
        ['@method', 'POST'],
        ['@path', '/foo'],
        ['@authority', 'example.com'],
        ['content-type', 'application/json'],
        ['content-length', '18'],
      ],
      '("date" "@method" "@path" "@authority" "content-type" "content-length");created=1618884473;keyid="test-key-ed25519"',
    );
    expect(base).toBe(PRINTED);
    expect(verify(null, Buffer.from(base), ed25519From(RFC_PUBLIC), Buffer.from(SIGNATURE, 'base64'))).toBe(
      true,
    );
    // Ed25519 is deterministic (RFC 8032 §5.1.6).
    expect(sign(null, Buffer.from(base), rfcKey).toString('base64')).toBe(SIGNATURE);
  });

  test('RFC 9530 B.1: the digest of its example', () => {
    expect(contentDigest(Buffer.from('{"hello": "world"}\n'))).toBe(
      'sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:',
    );
    expect(contentDigest(Buffer.from('{"hello": "world"}'))).toBe(
      'sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:',
    );
  });
});

const NOW = new Date('2026-11-23T01:00:00.000Z');
const SECOND = NOW.getTime() / 1000;
const KEY_ID = 'seoul-portal/one';
const keyOf = (keyid: string) => (keyid === KEY_ID ? ed25519From(RFC_PUBLIC) : undefined);
const PATH = '/api/portal/lights';

interface Wishes {
  readonly created?: number | string;
  readonly keyid?: string;
  readonly covered?: string;
  readonly parameters?: string;
  readonly label?: string;
  readonly by?: typeof rfcKey;
}
/** A message that is right unless wished otherwise; signed over what it says it covers. */
function message(body: Uint8Array, wishes: Wishes = {}): SignedMessage {
  const { created = SECOND, keyid = KEY_ID, label = 'sig1', by = rfcKey } = wishes;
  const covered = wishes.covered ?? COVERED.map((name) => `"${name}"`).join(' ');
  const parameters = `(${covered})${wishes.parameters ?? `;created=${created};keyid="${keyid}"`}`;
  const digest = contentDigest(body);
  const values: Record<string, string> = { '@method': 'POST', '@path': PATH, 'content-digest': digest };
  const names = [...covered.matchAll(/"([^"]+)"/g)].map(([, name = '']) => name);
  const base = signatureBase(
    names.map((name) => [name, values[name] ?? '']),
    parameters,
  );
  return {
    method: 'POST',
    path: PATH,
    body,
    headers: {
      'content-digest': digest,
      'signature-input': `${label}=${parameters}`,
      signature: `${label}=:${sign(null, Buffer.from(base), by).toString('base64')}:`,
    },
  };
}
const body = Buffer.from('{"id":"1"}');
const outcome = (of: SignedMessage, now = NOW): string => {
  try {
    verifyMessage(of, keyOf, now);
    return 'ok';
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
};

describe('a signed message', () => {
  test('is taken: any bytes, any honest spelling of its parameters', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => outcome(message(bytes)) === 'ok'));
    for (const parameters of [
      `;keyid="${KEY_ID}";created=${SECOND}`,
      `;created=${SECOND};keyid="${KEY_ID}";alg="ed25519"`,
      `;created=${SECOND};expires=${SECOND + 60};keyid="${KEY_ID}";nonce="a b\t".`.replace('\t".', '"'),
      `;created=${SECOND};keyid="${KEY_ID}";tag="ithope"`,
    ])
      expect(outcome(message(body, { parameters })), parameters).toBe('ok');
    expect(outcome(message(body, { label: 'portal' }))).toBe('ok');
  });

  test('is taken within five minutes either way, by the clock', () => {
    for (const off of [-300, -1, 0, 1, 300])
      expect(outcome(message(body, { created: SECOND + off })), String(off)).toBe('ok');
    for (const off of [-301, 301, -86_400, 1e9])
      expect(outcome(message(body, { created: SECOND + off })), String(off)).toBe('SIGNATURE_STALE');
    const expired = `;created=${SECOND};expires=${SECOND - 1};keyid="${KEY_ID}"`;
    expect(outcome(message(body, { parameters: expired }))).toBe('SIGNATURE_STALE');
  });

  test.each(['signature', 'signature-input', 'content-digest'])('without %s is not signed', (header) => {
    const whole = message(body);
    expect(outcome({ ...whole, headers: { ...whole.headers, [header]: undefined } })).toBe(
      'SIGNATURE_MISSING',
    );
  });

  test.each<[string, Wishes]>([
    ['covers less', { covered: '"@method" "@path"' }],
    ['covers more', { covered: '"@method" "@path" "content-digest" "date"' }],
    ['covers in another order', { covered: '"@path" "@method" "content-digest"' }],
    ['covers a component with a parameter', { covered: '"@method" "@path" "content-digest";sf' }],
    ['has no time', { parameters: `;keyid="${KEY_ID}"` }],
    ['has no key', { parameters: `;created=${SECOND}` }],
    ['has its time as a text', { parameters: `;created="${SECOND}";keyid="${KEY_ID}"` }],
    ['has a time twice', { parameters: `;created=1;created=${SECOND};keyid="${KEY_ID}"` }],
    ['has another algorithm', { parameters: `;created=${SECOND};keyid="${KEY_ID}";alg="hmac-sha256"` }],
    ['has a parameter that we do not know', { parameters: `;created=${SECOND};keyid="${KEY_ID}";x=1` }],
    ['has an end that is a text', { parameters: `;created=${SECOND};expires="x";keyid="${KEY_ID}"` }],
    ['is by another key', { by: generateKeyPairSync('ed25519').privateKey }],
  ])('that %s is wrong', (_, wishes) => {
    expect(outcome(message(body, wishes))).toBe('SIGNATURE_WRONG');
  });

  test('by a key that nobody has is refused before it is verified', () => {
    for (const keyid of ['seoul-portal/two', 'other/one', '', '../seoul-portal/one', '__proto__'])
      expect(outcome(message(body, { keyid })), keyid).toBe('KEY_UNKNOWN');
  });

  test('of two signatures, or one under another label, is wrong', () => {
    const whole = message(body);
    const { signature, 'signature-input': input } = whole.headers;
    const changed = (headers: object) => outcome({ ...whole, headers: { ...whole.headers, ...headers } });
    expect(changed({ signature: signature?.replace('sig1', 'sig2') })).toBe('SIGNATURE_WRONG');
    expect(changed({ signature: `${signature}, ${signature?.replace('sig1', 'sig2')}` })).toBe(
      'SIGNATURE_WRONG',
    );
    expect(changed({ 'signature-input': `${input}, ${input?.replace('sig1', 'sig2')}` })).toBe(
      'SIGNATURE_WRONG',
    );
  });

  test('of another method, path or body is refused', () => {
    const whole = message(body);
    expect(outcome({ ...whole, method: 'PUT' })).toBe('SIGNATURE_WRONG');
    expect(outcome({ ...whole, path: `${PATH}/2` })).toBe('SIGNATURE_WRONG');
    expect(outcome({ ...whole, body: Buffer.from('{"id":"2"}') })).toBe('DIGEST_WRONG');
    const digest = contentDigest(Buffer.from('{"id":"2"}'));
    const swapped = { ...whole.headers, 'content-digest': digest };
    expect(outcome({ ...whole, headers: swapped, body: Buffer.from('{"id":"2"}') })).toBe('SIGNATURE_WRONG');
  });

  test('with any one bit of it flipped is refused', () => {
    const where = fc.constantFrom('method', 'path', 'body', 'content-digest', 'signature-input', 'signature');
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 100 }), where, fc.nat(), (bytes, part, at) => {
        const whole = message(bytes);
        const flipped = (text: string) => flip(Buffer.from(text), at).toString('latin1');
        if (part === 'body') return outcome({ ...whole, body: flip(whole.body, at) }) !== 'ok';
        if (part === 'method' || part === 'path')
          return outcome({ ...whole, [part]: flipped(whole[part]) }) !== 'ok';
        // A label is only a name: flipped in both places it would be the same message.
        const headers = { ...whole.headers, [part]: flipped(whole.headers[part] ?? '') };
        return outcome({ ...whole, headers }) !== 'ok';
      }),
      { numRuns: 2000 },
    );
  });

  test('never ends in a fault of ours, whatever the headers are', () => {
    const text = fc.oneof(fc.string(), fc.constant('sig1=("@method" "@path" "content-digest")'));
    fc.assert(
      fc.property(text, text, text, (input, signature, digest) => {
        const headers = { 'signature-input': input, signature, 'content-digest': digest };
        return /^SIGNATURE_|^KEY_UNKNOWN$/.test(outcome({ method: 'POST', path: PATH, headers, body }));
      }),
    );
  });
});

function flip(bytes: Uint8Array, at: number): Buffer {
  const changed = Buffer.from(bytes);
  const byte = at % changed.length;
  changed[byte] = (changed[byte] ?? 0) ^ (1 << (at % 8));
  return changed;
}

describe('a public key', () => {
  test('is Ed25519, or refused', () => {
    expect(ed25519From(RFC_PUBLIC).equals(createPublicKey(rfcKey))).toBe(true);
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const other = publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
    expect(() => ed25519From(other)).toThrow('ec is not Ed25519');
    expect(() => ed25519From('AAAA')).toThrow();
  });
});
