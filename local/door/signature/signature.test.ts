import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HttpRequest } from '@smithy/protocol-http';
import { SignatureV4 } from '@smithy/signature-v4';
import { describe, expect, it } from 'vitest';
import type { WireRequest } from '../wire.ts';
import { verifyHeader } from './header.ts';
import { openKeyring } from './keyring.ts';
import { verifyLink } from './link.ts';
import { Sha256 } from './sha256.ts';

const ROLE = 'arn:aws:iam::000000000000:role/Api';
const folder = mkdtempSync(join(tmpdir(), 'keyring-'));
const keyring = openKeyring([ROLE], folder);
const NOW = Date.parse('2026-11-23T09:00:00Z');
const signer = (service: string, credentials = keyring.credentialsFor(ROLE)) =>
  new SignatureV4({
    credentials,
    region: 'ap-northeast-2',
    service,
    sha256: Sha256,
    uriEscapePath: service !== 's3',
  });

async function signed(service = 'dynamodb', path = '/', query = {}): Promise<WireRequest> {
  const body = '{"TableName":"Records"}';
  const headers = { host: '127.0.0.1:8081', 'content-type': 'application/json', 'x-amz-target': 'T.GetItem' };
  const request = await signer(service).sign(
    new HttpRequest({ method: 'POST', path, query, headers, body }),
    {
      signingDate: new Date(NOW),
    },
  );
  return { method: 'POST', path, query, headers: request.headers, body: Buffer.from(body) };
}
const without = (request: WireRequest, name: string): WireRequest => ({
  ...request,
  headers: Object.fromEntries(Object.entries(request.headers).filter(([key]) => key !== name)),
});
const withHeader = (request: WireRequest, name: string, value: string): WireRequest => ({
  ...request,
  headers: { ...request.headers, [name]: value },
});

describe('the Authorization header', () => {
  it.each([
    ['dynamodb', '/', {}],
    ['lambda', '/2015-03-31/functions/arn%3Aaws%3Alambda/invocations', {}],
    ['s3', '/papers/open/%ED%95%9C%20a%2Bb', { prefix: 'a/b c', 'list-type': '2' }],
    ['states', '/', { a: ['2', '1'] }],
  ])('of a call to %s %s is accepted', async (service, path, query) => {
    const found = await verifyHeader(await signed(service, path, query), keyring, NOW);
    expect(found).toMatchObject({ roleArn: ROLE, service, region: 'ap-northeast-2' });
  });

  it.each<[string, (request: WireRequest) => WireRequest, string]>([
    ['no header', (r) => without(r, 'authorization'), 'missing'],
    ['no date', (r) => without(r, 'x-amz-date'), 'malformed'],
    ['another scheme', (r) => withHeader(r, 'authorization', 'Bearer x'), 'malformed'],
    ['another body', (r) => ({ ...r, body: Buffer.from('{}') }), 'wrong-body'],
    ['another path', (r) => ({ ...r, path: '/x' }), 'wrong-signature'],
    ['another query', (r) => ({ ...r, query: { a: 'b' } }), 'wrong-signature'],
    ['another method', (r) => ({ ...r, method: 'GET' }), 'wrong-signature'],
    ['another target', (r) => withHeader(r, 'x-amz-target', 'T.DeleteItem'), 'wrong-signature'],
    ['a signed header left out', (r) => without(r, 'x-amz-target'), 'wrong-signature'],
    ['no token', (r) => without(r, 'x-amz-security-token'), 'wrong-token'],
    ['a foreign token', (r) => withHeader(r, 'x-amz-security-token', 'x'), 'wrong-token'],
    [
      'a foreign key',
      (r) =>
        withHeader(r, 'authorization', (r.headers.authorization ?? '').replace(/ASIA\w+/, 'ASIAFOREIGN')),
      'unknown-key',
    ],
    [
      'another service in the scope',
      (r) => withHeader(r, 'authorization', (r.headers.authorization ?? '').replace('/dynamodb/', '/kms/')),
      'wrong-signature',
    ],
  ])('with %s is refused', async (_, change, kind) => {
    await expect(verifyHeader(change(await signed()), keyring, NOW)).rejects.toMatchObject({ kind });
  });

  it.each([
    [14, undefined],
    [-14, undefined],
    [16, 'skewed'],
    [-16, 'skewed'],
  ])('%i minutes off: %s', async (minutes, kind) => {
    const verified = verifyHeader(await signed(), keyring, NOW + minutes * 60_000);
    if (kind === undefined) await expect(verified).resolves.toMatchObject({ roleArn: ROLE });
    else await expect(verified).rejects.toMatchObject({ kind });
  });

  it('signed with another secret is refused', async () => {
    const credentials = { ...keyring.credentialsFor(ROLE), secretAccessKey: 'guessed' };
    const headers = { host: 'h' };
    const request = await signer('kms', credentials).sign(
      new HttpRequest({ method: 'POST', path: '/', headers, body: '{}' }),
      { signingDate: new Date(NOW) },
    );
    const wire = { method: 'POST', path: '/', query: {}, headers: request.headers, body: Buffer.from('{}') };
    await expect(verifyHeader(wire, keyring, NOW)).rejects.toMatchObject({ kind: 'wrong-signature' });
  });
});

describe('a presigned link', () => {
  const link = async (method = 'GET', headers: Record<string, string> = {}): Promise<WireRequest> => {
    const path = '/papers/open/receipt%20%281%29.pdf';
    const query = { 'response-content-disposition': "attachment; filename*=UTF-8''a%20b.pdf" };
    const all = { host: '127.0.0.1:8081', ...headers, 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' };
    const names = new Set(Object.keys(headers));
    const request = await signer('s3').presign(new HttpRequest({ method, path, query, headers: all }), {
      expiresIn: 60,
      signingDate: new Date(NOW),
      signableHeaders: names,
      unhoistableHeaders: names,
    });
    const sent = request.query as Record<string, string>;
    return {
      method,
      path,
      query: sent,
      headers: { host: '127.0.0.1:8081', ...headers },
      body: Buffer.alloc(0),
    };
  };
  const ask = (request: WireRequest, name: string, value: string | undefined): WireRequest => {
    const query = { ...request.query, [name]: value };
    if (value === undefined) delete query[name];
    return { ...request, query: query as Record<string, string> };
  };

  it('is accepted until it ends', async () => {
    await expect(verifyLink(await link(), keyring, NOW + 59_000)).resolves.toMatchObject({ roleArn: ROLE });
    await expect(verifyLink(await link(), keyring, NOW + 61_000)).rejects.toMatchObject({ kind: 'expired' });
  });

  it('outlives a restart, and means nothing in another installation', async () => {
    const again = openKeyring([ROLE], folder);
    await expect(verifyLink(await link(), again, NOW)).resolves.toMatchObject({ roleArn: ROLE });
    const other = openKeyring([ROLE], mkdtempSync(join(tmpdir(), 'keyring-')));
    await expect(verifyLink(await link(), other, NOW)).rejects.toMatchObject({ kind: 'unknown-key' });
  });

  it.each<[string, (request: WireRequest) => WireRequest, string]>([
    ['a longer life', (r) => ask(r, 'X-Amz-Expires', '600'), 'wrong-signature'],
    ['too long a life', (r) => ask(r, 'X-Amz-Expires', '604801'), 'malformed'],
    ['another file', (r) => ({ ...r, path: '/papers/open/other.pdf' }), 'wrong-signature'],
    ['another method', (r) => ({ ...r, method: 'PUT' }), 'wrong-signature'],
    ['another file name', (r) => ask(r, 'response-content-disposition', 'inline'), 'wrong-signature'],
    ['no algorithm', (r) => ask(r, 'X-Amz-Algorithm', undefined), 'malformed'],
    ['no token', (r) => ask(r, 'X-Amz-Security-Token', undefined), 'wrong-token'],
    ['another signature', (r) => ask(r, 'X-Amz-Signature', '0'.repeat(64)), 'wrong-signature'],
  ])('with %s is refused', async (_, change, kind) => {
    await expect(verifyLink(change(await link()), keyring, NOW)).rejects.toMatchObject({ kind });
  });

  it('holds the sender to its signed headers', async () => {
    const put = await link('PUT', { 'content-type': 'image/png' });
    await expect(verifyLink(put, keyring, NOW)).resolves.toMatchObject({ roleArn: ROLE });
    const changed = withHeader(put, 'content-type', 'text/html');
    await expect(verifyLink(changed, keyring, NOW)).rejects.toMatchObject({ kind: 'wrong-signature' });
    await expect(verifyLink(without(put, 'content-type'), keyring, NOW)).rejects.toMatchObject({
      kind: 'wrong-signature',
    });
  });
});
