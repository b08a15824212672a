import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { request as httpRequest, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLocalJWKSet, exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openClock } from '../clock.ts';
import { openAuthority } from '../door/authority.ts';
import { type ObjectStore, openObjectStore } from '../door/s3/store.ts';
import { type Functions, openFunctions } from '../functions/functions.ts';
import type { Cloud } from '../template/cloud.ts';
import { loadCloud } from '../template/load.ts';
import { synthesizeFixture } from '../template/testing/app.ts';
import { deployBuckets } from './cdn/bucket-deployment.ts';
import { openSite } from './site.ts';

describe('the site of a synthesized app', () => {
  const addresses = { site: 'http://127.0.0.1:8080', door: 'http://127.0.0.1:8081' };
  const clock = openClock();
  let cloud: Cloud;
  let objects: ObjectStore;
  let functions: Functions;
  let server: Server;
  let here: string;
  let token: (claims: object, times?: { exp?: number; nbf?: number }) => Promise<string>;
  const poolOf = (logicalId: string) =>
    cloud.ofType('AWS::Cognito::UserPool').find((one) => one.logicalId.startsWith(logicalId))?.physicalId;
  const clientOf = (logicalId: string) =>
    cloud.ofType('AWS::Cognito::UserPoolClient').find((one) => one.logicalId.startsWith(logicalId))
      ?.physicalId;

  beforeAll(async () => {
    cloud = loadCloud({ folder: synthesizeFixture(), addresses });
    const folder = mkdtempSync(join(tmpdir(), 'ithope-edge-'));
    objects = openObjectStore(join(folder, 's3'), clock.now);
    deployBuckets(cloud, objects);
    functions = openFunctions({
      cloud,
      clock,
      door: addresses.door,
      credentialsFor: () => ({ accessKeyId: 'A', secretAccessKey: 'B', sessionToken: 'C' }),
      log: () => undefined,
    });
    const { privateKey, publicKey } = await generateKeyPair('RS256');
    const keys = createLocalJWKSet({ keys: [{ ...(await exportJWK(publicKey)), alg: 'RS256', kid: 'k' }] });
    token = (claims, { exp = Date.now() / 1000 + 60, nbf } = {}) => {
      const jwt = new SignJWT({ token_use: 'access', sub: 's', ...claims })
        .setProtectedHeader({ alg: 'RS256', kid: 'k' })
        .setIssuedAt()
        .setExpirationTime(Math.floor(exp));
      if (nbf !== undefined) jwt.setNotBefore(nbf);
      return jwt.sign(privateKey);
    };
    const authority = openAuthority(cloud, clock.now);
    const permits = (action: string, resource: string, distribution: string) =>
      authority.decideService('cloudfront.amazonaws.com', action, resource, { 'aws:SourceArn': distribution })
        .allowed;
    server = openSite({
      ...{ cloud, addresses, objects, permits, now: clock.now },
      invoke: functions.invoke,
      keysOf: async () => keys,
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    here = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }, 60_000);
  afterAll(async () => {
    server.close();
    server.closeAllConnections();
    await functions.stop();
  });
  const get = (path: string, init: RequestInit = {}) =>
    fetch(`${here}${path}`, { redirect: 'manual', ...init });
  const eventOf = async (path: string, init?: RequestInit) => {
    const answer = await get(path, init);
    expect(answer.status).toBe(200);
    return (await answer.json()) as Record<string, Record<string, string>>;
  };

  describe('its pages', () => {
    test('come from the deployed assets, with the policy’s headers', async () => {
      const answer = await get('/');
      expect(answer.status).toBe(200);
      expect(await answer.text()).toContain('<h1>홈</h1>');
      const headers = Object.fromEntries(answer.headers);
      expect(headers).toMatchObject({
        'content-type': 'text/html',
        'cache-control': 'max-age=300',
        'content-security-policy': `default-src 'self'; connect-src 'self' ${addresses.door}`,
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'permissions-policy': 'camera=(self)',
      });
      expect(headers.etag).toMatch(/"[0-9a-f]{32}"/);
    });
    test('are found behind clean addresses by the edge function, which also redirects', async () => {
      expect(await (await get('/en/')).text()).toBe('<h1>Home</h1>');
      expect(await (await get('/en')).text()).toBe('<h1>Home</h1>');
      const redirect = await get('/old');
      expect([redirect.status, redirect.headers.get('location')]).toEqual([302, '/new']);
      expect(redirect.headers.get('x-frame-options')).toBe('DENY');
    });
    test('that are missing show the distribution’s own error page', async () => {
      const answer = await get('/nowhere.html');
      expect([answer.status, await answer.text()]).toEqual([404, '<h1>없음</h1>']);
    });
    test('have addresses written into them at deployment', async () => {
      expect(await (await get('/config.json')).json()).toEqual({
        api: addresses.site,
        pool: `${addresses.door}/_signin/${poolOf('Staff')}`,
      });
    });
    test('are compressed where that is worth it', async () => {
      const brotli = await get('/', { headers: { 'accept-encoding': 'gzip, br' } });
      expect(brotli.headers.get('content-encoding')).toBe('br');
      expect(await brotli.text()).toContain('가나다');
      const small = await get('/en/', { headers: { 'accept-encoding': 'br' } });
      expect(small.headers.get('content-encoding')).toBeNull();
      const plain = await get('/', { headers: { 'accept-encoding': 'identity' } });
      expect(plain.headers.get('content-encoding')).toBeNull();
    });
    test('are not sent again to whoever has them', async () => {
      const first = await get('/en/');
      const again = await get('/en/', { headers: { 'if-none-match': first.headers.get('etag') ?? '' } });
      expect([again.status, await again.text()]).toEqual([304, '']);
      const head = await get('/en/', { method: 'HEAD' });
      expect([head.status, head.headers.get('content-length')]).toEqual([200, '13']);
    });
    test('take no other methods than the behaviour allows', async () => {
      expect((await get('/', { method: 'POST', body: 'x' })).status).toBe(403);
    });
    test('are deployed once: nothing changes at the next start', () => {
      expect(deployBuckets(cloud, objects)).toBe(0);
    });
    test('answer under one address only', async () => {
      // fetch does not let a Host header be chosen
      const location = await new Promise((resolve) => {
        const headers = { host: 'localhost:8080' };
        httpRequest(`${here}/en/?a=1`, { headers }, (answer) => resolve(answer.headers.location)).end();
      });
      expect(location).toBe(`${addresses.site}/en/?a=1`);
    });
  });

  describe('events', () => {
    test('carry the request as payload format 2.0 does', async () => {
      const event = await eventOf('/api/public/things/a%20b?x=1&y=%EA%B0%80&x=2', {
        headers: { 'X-Mixed-Case': 'One', cookie: 'a=1; b=2', 'user-agent': 'test' },
      });
      expect(event).toMatchObject({
        version: '2.0',
        routeKey: 'GET /api/public/things/{id}',
        rawPath: '/api/public/things/a b',
        rawQueryString: 'x=1&y=%EA%B0%80&x=2',
        queryStringParameters: { x: '1,2', y: '가' },
        pathParameters: { id: 'a b' },
        cookies: ['a=1', 'b=2'],
        headers: { 'x-mixed-case': 'One', 'x-origin-word': 'fixture', 'x-forwarded-proto': 'https' },
        requestContext: {
          accountId: '000000000000',
          stage: '$default',
          http: {
            method: 'GET',
            path: '/api/public/things/a b',
            protocol: 'HTTP/1.1',
            sourceIp: '127.0.0.1',
          },
        },
        isBase64Encoded: false,
      });
      expect(event.headers).not.toHaveProperty('cookie');
      expect(event.headers?.host).toMatch(/\.execute-api\.ap-northeast-2\.amazonaws\.com$/);
      expect(event.requestContext?.time).toMatch(/^\d\d\/\w{3}\/\d{4}:\d\d:\d\d:\d\d \+0000$/);
      expect(event).not.toHaveProperty('body');
    });
    test.each([
      ['application/json', '{"a":"가"}', '{"a":"가"}', false],
      ['text/plain; charset=utf-8', 'x', 'x', false],
      ['application/octet-stream', 'x', 'eA==', true],
      ['application/x-www-form-urlencoded', 'a=1', 'YT0x', true],
    ])('hand a body of %s over', async (type, sent, body, isBase64Encoded) => {
      const event = await eventOf('/api/public/things', {
        method: 'POST',
        body: sent,
        headers: { 'content-type': type },
      });
      expect(event).toMatchObject({ body, isBase64Encoded });
    });
    test.each([
      ['GET', '/api/public/things/special', 'GET /api/public/things/special'],
      ['GET', '/api/public/things/other', 'GET /api/public/things/{id}'],
      ['GET', '/api/public/things/a/b', 'ANY /api/public/{proxy+}'],
      ['DELETE', '/api/public/things', 'ANY /api/public/{proxy+}'],
    ])('%s %s goes to %s', async (method, path, routeKey) => {
      expect(await eventOf(path, { method })).toMatchObject({ routeKey });
    });
  });

  describe('answers', () => {
    test.each([
      ['plain', 200, 'application/json', '{"hello":"world"}'],
      ['text', 200, 'application/json', 'just text'],
      ['full', 201, 'text/plain;charset=UTF-8', 'made'],
      ['wrong', 500, 'application/json', '{"message":"Internal Server Error"}'],
      ['throw', 500, 'application/json', '{"message":"Internal Server Error"}'],
    ])('%s', async (say, status, type, body) => {
      const answer = await get(`/api/public/things?say=${say}`);
      expect([answer.status, answer.headers.get('content-type'), await answer.text()]).toEqual([
        status,
        type,
        body,
      ]);
      expect(answer.headers.get('apigw-requestid')).toBeTruthy();
      expect(answer.headers.get('x-one')).toBeNull(); // the policy removes it
    });
    test('may set cookies and be binary', async () => {
      expect((await get('/api/public/things?say=full')).headers.getSetCookie()).toEqual(['a=1', 'b=2']);
      const image = await get('/api/public/things?say=binary');
      expect(Buffer.from(await image.arrayBuffer()).toString('hex')).toBe('89504e47');
    });
    test('come too late as 503, without a route as 404, without a permission as 500', async () => {
      expect((await get('/api/public/things?say=sleep')).status).toBe(503);
      const missing = await get('/api/nowhere');
      expect([missing.status, await missing.json()]).toEqual([404, { message: 'Not Found' }]);
      expect((await get('/api/forbidden')).status).toBe(500);
    });
    test('a body over 10 MB is refused', async () => {
      const answer = await get('/api/public/things', {
        method: 'POST',
        body: Buffer.alloc(11 * 1024 * 1024),
      });
      expect([answer.status, await answer.json()]).toEqual([413, { message: 'Request Entity Too Large' }]);
    });
  });

  describe('tokens', () => {
    const issuerOf = (pool: string) => `${addresses.door}/_signin/${poolOf(pool)}`;
    const call = (path: string, authorization?: string) =>
      get(path, authorization ? { headers: { authorization } } : {});
    const good = () => ({ iss: issuerOf('Staff'), client_id: clientOf('Staff'), scope: 'openid' });

    test('verified ones reach the function as claims of text', async () => {
      const claims = { ...good(), 'cognito:groups': ['chest', 'auditor'], level: 3, known: true };
      const answer = await call('/api/staff/me', `Bearer ${await token(claims)}`);
      expect(answer.status).toBe(200);
      const event = (await answer.json()) as { requestContext: { authorizer: { jwt: unknown } } };
      expect(event.requestContext.authorizer.jwt).toMatchObject({
        claims: { 'cognito:groups': '[chest auditor]', level: '3', known: 'true', sub: 's' },
        scopes: null,
      });
    });
    test.each([
      ['none', () => undefined],
      ['not a token', () => 'Bearer nonsense'],
      ['another issuer', () => token({ ...good(), iss: 'https://elsewhere.example' })],
      ['the other pool', () => token({ ...good(), iss: issuerOf('Citizens') })],
      ['another client', () => token({ ...good(), client_id: clientOf('Citizens') })],
      ['another audience', () => token({ ...good(), aud: 'other' })],
      ['expired', () => token(good(), { exp: Date.now() / 1000 - 5 })],
      ['not yet', () => token(good(), { nbf: Math.ceil(Date.now() / 1000) + 60 })],
    ])('401 for %s', async (_name, make) => {
      const answer = await call('/api/staff/me', await make());
      expect([answer.status, await answer.json()]).toEqual([401, { message: 'Unauthorized' }]);
      expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    });
    test('403 without the scope that the route wants, under the distribution’s page for 403 as on CloudFront', async () => {
      const claims = { iss: issuerOf('Citizens'), client_id: clientOf('Citizens'), scope: 'openid email' };
      const answer = await call('/api/citizen/me', await token(claims));
      expect([answer.status, await answer.text()]).toEqual([404, '<h1>없음</h1>']);
    });
    test('a token signed by somebody else is refused', async () => {
      const { privateKey } = await generateKeyPair('RS256');
      const forged = await new SignJWT(good())
        .setProtectedHeader({ alg: 'RS256', kid: 'k' })
        .setExpirationTime('1h')
        .sign(privateKey);
      expect((await call('/api/staff/me', forged)).status).toBe(401);
    });
  });
});
