import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { openObjects } from './objects.ts';

const AT = new Date('2026-11-23T01:00:00.000Z');
const objects = openObjects('documents', () => AT);
const files = new Map<string, Buffer>();
const asked: { method: string; url: string; headers: IncomingHttpHeaders }[] = [];
let server: Server;
let status: number | undefined;

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { method = '', url = '', headers } = request;
    asked.push({ method, url, headers });
    if (status) return response.writeHead(status).end();
    if (method === 'PUT') files.set(url, Buffer.concat(chunks));
    // S3 answers 204 whether or not there was something.
    if (method === 'DELETE') {
      files.delete(url);
      return response.writeHead(204).end();
    }
    const file = files.get(url);
    return response.writeHead(file ? 200 : 404).end(method === 'GET' ? file : undefined);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => void server.close());
beforeEach(() => {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  vi.stubEnv('AWS_ENDPOINT_URL', `http://127.0.0.1:${address.port}`);
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIDTEST');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
  vi.stubEnv('AWS_SESSION_TOKEN', 'session');
  vi.stubEnv('AWS_REGION', 'ap-northeast-2');
  asked.length = 0;
  status = undefined;
});
afterEach(() => {
  vi.unstubAllEnvs();
});

describe('a file', () => {
  test('is put and got, signed, with its type and how long it may be kept', async () => {
    await objects.put('data/통계.json', '{"a":1}', { type: 'application/json', cacheControl: 'max-age=5' });
    const got = await objects.get('data/통계.json');
    expect(Buffer.from(got ?? []).toString()).toBe('{"a":1}');
    const [put] = asked;
    expect(put).toMatchObject({
      method: 'PUT',
      url: `/documents/data/${encodeURIComponent('통계.json')}`,
      headers: {
        'content-type': 'application/json',
        'cache-control': 'max-age=5',
        'x-amz-security-token': 'session',
      },
    });
    expect(put?.headers.authorization).toContain('/ap-northeast-2/s3/aws4_request');
  });

  test('that is not there is undefined; a refusal to store is an error, a stumble is tried again', async () => {
    expect(await objects.get('nothing')).toBeUndefined();
    status = 403;
    expect(await objects.get('nothing')).toBeUndefined();
    await expect(objects.put('a', 'b', { type: 'text/plain' })).rejects.toThrow('S3 PutObject: 403');
    status = 503;
    asked.length = 0;
    await expect(objects.get('a')).rejects.toThrow('S3 GetObject: 503');
    expect(asked).toHaveLength(3);
  });
});

test('what is removed is gone; removing it again is no error, a refusal is', async () => {
  await objects.put('applications/A/doc_1/kept', 'x', { type: 'image/png' });
  await objects.remove('applications/A/doc_1/kept');
  expect(await objects.get('applications/A/doc_1/kept')).toBeUndefined();
  await objects.remove('applications/A/doc_1/kept');
  expect(asked.filter(({ method }) => method === 'DELETE')).toHaveLength(2);
  status = 403;
  await expect(objects.remove('applications/A/doc_1/kept')).rejects.toThrow('S3 DeleteObject: 403');
});

test('a link names its file for whoever saves it, ends, and carries no header', async () => {
  const link = new URL(await objects.readLink('certificates/dev_1.pdf', 300, '확인서 1.pdf'));
  expect(link.pathname).toBe('/documents/certificates/dev_1.pdf');
  expect(Object.fromEntries(link.searchParams)).toMatchObject({
    'X-Amz-Expires': '300',
    'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
    'X-Amz-Signature': expect.stringMatching(/^[0-9a-f]{64}$/),
    'response-content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent('확인서 1.pdf')}`,
  });
  expect(link.search).not.toContain('+');
});

describe('an upload form', () => {
  const form = objects.uploadForm('evidence/dev_1/upl_1', {
    bytes: 10_485_760,
    type: 'application/octet-stream',
    seconds: 600,
  });
  const policyOf = (fields: Record<string, string>) =>
    JSON.parse(Buffer.from(fields.policy ?? '', 'base64').toString()) as {
      expiration: string;
      conditions: unknown[];
    };

  test('allows one object of one type and at most so many bytes, for ten minutes', () => {
    const made = objects.uploadForm('evidence/dev_1/upl_1', {
      bytes: 10_485_760,
      type: 'application/octet-stream',
      seconds: 600,
    });
    const { expiration, conditions } = policyOf(made.fields);
    expect(expiration).toBe('2026-11-23T01:10:00.000Z');
    expect(conditions).toEqual([
      { bucket: 'documents' },
      ['content-length-range', 1, 10_485_760],
      { key: 'evidence/dev_1/upl_1' },
      { 'content-type': 'application/octet-stream' },
      { 'x-amz-algorithm': 'AWS4-HMAC-SHA256' },
      { 'x-amz-credential': 'AKIDTEST/20261123/ap-northeast-2/s3/aws4_request' },
      { 'x-amz-date': '20261123T010000Z' },
      { 'x-amz-security-token': 'session' },
    ]);
    // Every field that is sent is bound by the policy, but for the policy itself and its signature.
    const bound = conditions.flatMap((one) => (Array.isArray(one) ? [] : Object.keys(one as object)));
    const free = Object.keys(made.fields).filter((name) => !bound.includes(name));
    expect(free).toEqual(['policy', 'x-amz-signature']);
  });

  test('is signed as AWS wants it (SigV4, POST policy)', () => {
    const { fields } = objects.uploadForm('k', { bytes: 1, type: 't', seconds: 1 });
    const key = ['20261123', 'ap-northeast-2', 's3', 'aws4_request'].reduce<Buffer | string>(
      (under, part) => createHmac('sha256', under).update(part).digest(),
      'AWS4secret',
    );
    expect(fields['x-amz-signature']).toBe(
      createHmac('sha256', key)
        .update(fields.policy ?? '')
        .digest('hex'),
    );
  });

  test('goes to the bucket’s own address on AWS', () => {
    vi.stubEnv('AWS_ENDPOINT_URL', '');
    expect(objects.uploadForm('k', { bytes: 1, type: 't', seconds: 1 }).url).toBe(
      'https://documents.s3.ap-northeast-2.amazonaws.com/',
    );
    expect(form.url).toContain('documents');
  });
});
