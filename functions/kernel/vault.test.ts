import { createHmac, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { openVault } from './vault.ts';

/** KMS as far as the vault needs it: a data key opens only under the context it was made for. */
const wrapped = new Map<string, { key: Buffer; context: string }>();
const calls: { target: string; input: Record<string, unknown>; authorization: string }[] = [];
let faults: { status: number; type: string }[] = [];
let server: Server;

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const input = JSON.parse(Buffer.concat(chunks).toString()) as Record<string, string>;
    const target = String(request.headers['x-amz-target']).split('.')[1] ?? '';
    calls.push({ target, input, authorization: String(request.headers.authorization) });
    const fault = faults.shift();
    const say = (status: number, body: object) => response.writeHead(status).end(JSON.stringify(body));
    if (fault) return say(fault.status, { __type: fault.type });
    const context = JSON.stringify(input.EncryptionContext);
    if (target === 'GenerateDataKey') {
      const key = randomBytes(32);
      const blob = randomBytes(16).toString('base64');
      wrapped.set(blob, { key, context });
      return say(200, { Plaintext: key.toString('base64'), CiphertextBlob: blob });
    }
    if (target === 'GenerateMac') {
      const mac = createHmac('sha256', 'kms').update(String(input.Message)).digest('base64');
      return say(200, { Mac: mac });
    }
    const known = wrapped.get(String(input.CiphertextBlob));
    if (known?.context !== context) return say(400, { __type: 'InvalidCiphertextException' });
    return say(200, { Plaintext: known.key.toString('base64') });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  process.env.AWS_ENDPOINT_URL_KMS = `http://127.0.0.1:${address.port}`;
});
afterAll(() => {
  delete process.env.AWS_ENDPOINT_URL_KMS;
  server.close();
});
beforeEach(() => {
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIDTEST');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
  vi.stubEnv('AWS_REGION', 'ap-northeast-2');
  calls.length = 0;
  faults = [];
});
afterEach(() => {
  vi.unstubAllEnvs();
});

const vault = openVault({ wrap: 'wrap-key', hash: 'hash-key' });
const CONTEXT = { person: 'per_1' };
const CONTACT = { name: '김하늘', phone: '01022223333' };
const flip = (text: string) => {
  const bytes = Buffer.from(text, 'base64');
  bytes[0] = (bytes[0] ?? 0) ^ 1;
  return bytes.toString('base64');
};

describe('a seal', () => {
  test('opens under its own context and shows nothing of what is in it', async () => {
    const sealed = await vault.seal(CONTEXT, CONTACT);
    expect(JSON.stringify(sealed)).not.toMatch(/김하늘|0102222/);
    expect(await vault.open(CONTEXT, sealed)).toEqual(CONTACT);
    expect(calls.map(({ target, input }) => [target, input.KeyId, input.EncryptionContext])).toEqual([
      ['GenerateDataKey', 'wrap-key', CONTEXT],
      ['Decrypt', 'wrap-key', CONTEXT],
    ]);
    expect(calls[0]?.authorization).toMatch(
      /^AWS4-HMAC-SHA256 Credential=AKIDTEST\/\d{8}\/ap-northeast-2\/kms\/aws4_request/,
    );
  });

  test('of the same thing is another each time', async () => {
    const [one, two] = [await vault.seal(CONTEXT, CONTACT), await vault.seal(CONTEXT, CONTACT)];
    expect([one.k === two.k, one.n === two.n, one.c === two.c]).toEqual([false, false, false]);
  });

  test('does not open for another person, nor when a sign of it was changed or put under another', async () => {
    const sealed = await vault.seal(CONTEXT, CONTACT);
    const other = await vault.seal({ person: 'per_2' }, CONTACT);
    await expect(vault.open({ person: 'per_2' }, sealed)).rejects.toThrow('InvalidCiphertext');
    await expect(vault.open(CONTEXT, { ...sealed, c: flip(sealed.c) })).rejects.toThrow();
    await expect(vault.open(CONTEXT, { ...sealed, n: flip(sealed.n) })).rejects.toThrow();
    await expect(vault.open(CONTEXT, { ...sealed, k: other.k })).rejects.toThrow();
    await expect(vault.open({ person: 'per_2' }, { ...other, c: sealed.c })).rejects.toThrow();
  });
});

describe('KMS', () => {
  test('that stumbles is asked again; that refuses is believed', async () => {
    faults = [
      { status: 500, type: 'KMSInternalException' },
      { status: 503, type: 'x' },
    ];
    await vault.seal(CONTEXT, CONTACT);
    expect(calls).toHaveLength(3);
    calls.length = 0;
    faults = [{ status: 400, type: 'AccessDeniedException' }];
    await expect(vault.seal(CONTEXT, CONTACT)).rejects.toMatchObject({ name: 'AccessDeniedException' });
    expect(calls).toHaveLength(1);
  });
});

describe('a keyed hash', () => {
  test('is the same for the same purpose and text, and asks KMS once a purpose', async () => {
    const fresh = openVault({ wrap: 'wrap-key', hash: 'hash-key' });
    const one = await fresh.hash('household', '김하늘');
    expect(one).toMatch(/^[0-9a-f]{64}$/);
    expect(await fresh.hash('household', '김하늘')).toBe(one);
    expect(await fresh.hash('cursor', '김하늘')).not.toBe(one);
    await Promise.all(Array.from({ length: 10 }, (_, i) => fresh.hash('code', String(i))));
    expect(calls.map(({ target, input }) => [target, input.KeyId])).toEqual([
      ['GenerateMac', 'hash-key'],
      ['GenerateMac', 'hash-key'],
      ['GenerateMac', 'hash-key'],
    ]);
  });

  test('that failed once is not failed for ever', async () => {
    const fresh = openVault({ wrap: 'wrap-key', hash: 'hash-key' });
    faults = [{ status: 400, type: 'DisabledException' }];
    await expect(fresh.hash('household', 'x')).rejects.toMatchObject({ name: 'DisabledException' });
    expect(await fresh.hash('household', 'x')).toMatch(/^[0-9a-f]{64}$/);
  });
});
