import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRemoteJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openClock } from '../clock.ts';
import { openAuthorizer } from '../edge/api/authorizer.ts';
import { type Functions, openFunctions } from '../functions/functions.ts';
import { portalToken } from '../portal/client.ts';
import { loadCloud } from '../template/load.ts';
import { synthesizeFixture } from '../template/testing/app.ts';
import { signInHeadless } from './headless.ts';
import { openSignIn, type SignIn } from './signin.ts';

const PEOPLE = [
  { username: 'chest.kim', name: { ko: '김나눔', en: 'Kim' }, email: 'k@x.example', groups: ['chest'] },
  {
    username: 'guro.jung',
    name: { ko: '정구로', en: 'Jung' },
    email: 'j@x.example',
    groups: ['district'],
    district: '11530',
  },
  { username: 'nobody', name: { ko: '무소속' }, email: 'n@x.example', groups: [] },
];

describe('the local sign-in', () => {
  const site = 'http://127.0.0.1:9';
  const folder = mkdtempSync(join(tmpdir(), 'ithope-signin-'));
  let server: Server;
  let signIn: SignIn;
  let functions: Functions;
  let restart: () => void;
  let staff: { issuer: string; clientId: string; redirectUri: string };
  let citizens: typeof staff;

  beforeAll(async () => {
    server = createServer((request, response) => {
      if (!signIn.route(request, response)) response.writeHead(404).end();
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const addresses = { site, door: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
    const cloud = loadCloud({ folder: synthesizeFixture(), addresses });
    functions = openFunctions({
      cloud,
      clock: openClock(),
      door: addresses.door,
      credentialsFor: () => ({ accessKeyId: 'A', secretAccessKey: 'B', sessionToken: 'C' }),
      log: () => undefined,
    });
    restart = () => {
      const invoke = functions.invoke;
      const servedName = () => '구로구';
      signIn = openSignIn({ cloud, addresses, folder, people: PEOPLE, servedName, invoke });
    };
    restart();
    const app = (withGroups: boolean, redirectUri: string) => {
      const pool = signIn.pools.find(
        ({ groups, scopes }) => scopes.length === 0 && groups.length > 0 === withGroups,
      );
      return { issuer: signIn.issuerOf(pool?.id ?? ''), clientId: pool?.clients[0]?.id ?? '', redirectUri };
    };
    staff = app(true, 'https://site.example/staff/');
    citizens = app(false, 'https://site.example/citizen/');
  }, 60_000);
  afterAll(async () => {
    server.close();
    server.closeAllConnections();
    await functions.stop();
  });

  const authorizeUrl = (changes: Record<string, string | undefined> = {}) => {
    const url = new URL(`${staff.issuer}/oauth2/authorize`);
    const usual = {
      response_type: 'code',
      client_id: staff.clientId,
      redirect_uri: staff.redirectUri,
      scope: 'openid email',
      state: 's',
      code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
      code_challenge_method: 'S256',
      ...changes,
    };
    for (const [name, value] of Object.entries(usual))
      if (value !== undefined) url.searchParams.set(name, value);
    return url.href;
  };

  test('publishes itself where Cognito does', async () => {
    const discovery = (await (
      await fetch(`${staff.issuer}/.well-known/openid-configuration`)
    ).json()) as object;
    expect(discovery).toMatchObject({
      issuer: staff.issuer,
      authorization_endpoint: `${staff.issuer}/oauth2/authorize`,
      token_endpoint: `${staff.issuer}/oauth2/token`,
      jwks_uri: `${staff.issuer}/.well-known/jwks.json`,
      end_session_endpoint: `${staff.issuer}/logout`,
      revocation_endpoint: `${staff.issuer}/oauth2/revoke`,
      code_challenge_methods_supported: ['S256'],
    });
  });

  test('issues access tokens of Cognito’s shape, with what the trigger changed', async () => {
    const { accessToken } = await signInHeadless(staff, { person: 'guro.jung' });
    const keys = createRemoteJWKSet(new URL(`${staff.issuer}/.well-known/jwks.json`));
    const { payload } = await jwtVerify(accessToken, keys, { issuer: staff.issuer });
    expect(payload).toMatchObject({
      client_id: staff.clientId,
      token_use: 'access',
      'cognito:groups': ['district'],
      username: 'guro.jung',
      scope: 'openid email ithope/read',
      district: '11530',
      asked: 'TokenGeneration_HostedAuth',
    });
    expect(payload).not.toHaveProperty('aud');
    expect(payload).not.toHaveProperty('version');
    expect(payload.sub).toMatch(/^[0-9a-f-]{36}$/);
    expect(Number(payload.exp) - Number(payload.iat)).toBe(1800);
    expect(decodeProtectedHeader(accessToken)).toEqual({ alg: 'RS256', kid: expect.any(String) });
  });

  test('issues ID tokens of Cognito’s shape', async () => {
    const { accessToken, idToken } = await signInHeadless(staff, { person: 'guro.jung' });
    expect(decodeJwt(idToken)).toMatchObject({
      aud: staff.clientId,
      token_use: 'id',
      email: 'j@x.example',
      email_verified: true,
      'cognito:username': 'guro.jung',
      'cognito:groups': ['district'],
      'custom:district': '11530',
      nickname: 'guro.jung', // the trigger's
      sub: decodeJwt(accessToken).sub,
    });
  });

  test('leaves the groups out of the token of someone who is in none', async () => {
    const { accessToken } = await signInHeadless(staff, { person: 'nobody' });
    expect(decodeJwt(accessToken)).not.toHaveProperty('cognito:groups');
  });

  test('refreshes, also after a restart, and asks the trigger again', async () => {
    const { accessToken, refreshToken } = await signInHeadless(staff, { person: 'chest.kim' });
    restart();
    const body = { grant_type: 'refresh_token', client_id: staff.clientId, refresh_token: refreshToken };
    const answer = await fetch(`${staff.issuer}/oauth2/token`, {
      method: 'POST',
      body: new URLSearchParams(body),
    });
    const fresh = (await answer.json()) as { access_token: string };
    expect(decodeJwt(fresh.access_token)).toMatchObject({
      sub: decodeJwt(accessToken).sub,
      origin_jti: decodeJwt(accessToken).origin_jti,
      asked: 'TokenGeneration_RefreshTokens',
    });
  });

  test('lets pages of the site fetch tokens, and no others', async () => {
    const preflight = (origin: string) =>
      fetch(`${staff.issuer}/oauth2/token`, {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'POST' },
      });
    expect((await preflight(site)).headers.get('access-control-allow-origin')).toBe(site);
    const ask = (origin: string) =>
      fetch(`${staff.issuer}/oauth2/token`, {
        method: 'POST',
        headers: { origin },
        body: new URLSearchParams({
          grant_type: 'refresh_token',
          client_id: staff.clientId,
          refresh_token: 'x',
        }),
      });
    expect((await ask(site)).headers.get('access-control-allow-origin')).toBe(site);
    expect((await ask('http://evil.example')).headers.get('access-control-allow-origin')).toBeNull();
  });

  test('shows the staff on a page without script, each a button', async () => {
    const first = await fetch(authorizeUrl(), { redirect: 'manual' });
    const cookie = first.headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; ');
    const page = await fetch(first.headers.get('location') ?? '', { headers: { cookie } });
    const html = await page.text();
    expect(page.status).toBe(200);
    expect(html).toContain('암호는 묻지 않습니다');
    for (const { username, name } of PEOPLE)
      expect(html).toMatch(new RegExp(`<button[^>]*value="${username}"[^>]*>[^]*?${name.ko}`));
    expect(page.headers.get('content-security-policy')).toContain(`form-action 'self' ${site}`);
    expect(html).not.toMatch(/<script|style="|\son[a-z]+=/);
  });

  test.each([
    [
      'without PKCE',
      { code_challenge: undefined, code_challenge_method: undefined },
      /error=invalid_request/,
    ],
    ['with plain PKCE', { code_challenge_method: 'plain' }, /error=invalid_request/],
    ['for the implicit flow', { response_type: 'token' }, /error=/],
  ])('sends a request %s back with an error', async (_name, changes, expected) => {
    const answer = await fetch(authorizeUrl(changes), { redirect: 'manual' });
    expect(answer.headers.get('location')).toMatch(expected);
  });

  test.each([
    ['an unknown client', { client_id: 'x' }],
    ['an address that is not the app’s', { redirect_uri: 'https://evil.example/' }],
  ])('shows its own page for %s', async (_name, changes) => {
    const answer = await fetch(authorizeUrl(changes), { redirect: 'manual' });
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('로그인할 수 없습니다');
  });

  test('refuses people who do not exist, and interactions that are not the browser’s', async () => {
    await expect(signInHeadless(staff, { person: 'mallory' })).rejects.toThrow(/sign-in form: 422/);
    const first = await fetch(authorizeUrl(), { redirect: 'manual' });
    const stolen = await fetch(first.headers.get('location') ?? '');
    expect(stolen.status).toBe(400);
  });

  test('a code is good once', async () => {
    const reuse = { grant_type: 'authorization_code', client_id: staff.clientId, code: 'used' };
    const body = new URLSearchParams({
      ...reuse,
      redirect_uri: staff.redirectUri,
      code_verifier: 'v'.repeat(43),
    });
    const answer = await fetch(`${staff.issuer}/oauth2/token`, { method: 'POST', body });
    expect([answer.status, await answer.json()]).toMatchObject([400, { error: 'invalid_grant' }]);
  });

  test('citizens sign in with their address, and are the same person next time', async () => {
    const one = decodeJwt((await signInHeadless(citizens, { email: 'a@b.example' })).accessToken);
    const again = decodeJwt((await signInHeadless(citizens, { email: 'A@b.example' })).accessToken);
    expect(one).toMatchObject({ client_id: citizens.clientId, iss: citizens.issuer, token_use: 'access' });
    expect(again.sub).toBe(one.sub);
    expect(one.username).toBe(one.sub);
    await expect(signInHeadless(citizens, { email: 'nonsense' })).rejects.toThrow(/422.*/);
  });

  describe('a machine', () => {
    const SCOPES = ['ithope/portal.one', 'ithope/portal.two'] as const;
    const machine = (scope: (typeof SCOPES)[number], changes: object = {}) => {
      const pool = signIn.pools.find(({ scopes }) => scopes.length > 0);
      const id = pool?.clients.find(({ scopes }) => scopes.includes(scope))?.id ?? '';
      const issuer = signIn.issuerOf(pool?.id ?? '');
      const clientSecret = signIn.secretOf(id);
      return { issuer, clientId: id, clientSecret, scope, tokenUrl: `${issuer}/oauth2/token`, ...changes };
    };
    const keysOf = async (issuer: string) => createRemoteJWKSet(new URL(`${issuer}/.well-known/jwks.json`));

    test('gets a token by its secret: what Cognito says of machines, and nothing of people', async () => {
      const one = machine(SCOPES[0]);
      const claims = decodeJwt(await portalToken(one));
      expect(claims).toEqual({
        ...{ sub: one.clientId, client_id: one.clientId, token_use: 'access', version: 2 },
        ...{ scope: 'ithope/portal.one', iss: one.issuer, jti: expect.any(String) },
        ...{ iat: expect.any(Number), auth_time: claims.iat, exp: (claims.iat ?? 0) + 1200 },
      });
      expect(decodeProtectedHeader(await portalToken(one))).toEqual({
        alg: 'RS256',
        kid: expect.any(String),
      });
    });

    test('gets all of its scopes when it asks for none, and never those of another', async () => {
      const one = machine(SCOPES[0]);
      const basic = Buffer.from(`${one.clientId}:${one.clientSecret}`).toString('base64');
      const ask = async (fields: Record<string, string>) => {
        const answer = await fetch(one.tokenUrl, {
          method: 'POST',
          headers: { authorization: `Basic ${basic}` },
          body: new URLSearchParams({ grant_type: 'client_credentials', ...fields }),
        });
        return { status: answer.status, body: (await answer.json()) as Record<string, string> };
      };
      const all = await ask({});
      expect(all.body).toMatchObject({ token_type: 'Bearer', expires_in: 1200 });
      expect(all.body).not.toHaveProperty('refresh_token');
      expect(decodeJwt(all.body.access_token ?? '').scope).toBe('ithope/portal.one');
      for (const scope of [SCOPES[1], `${SCOPES[0]} ${SCOPES[1]}`, 'openid', 'ithope/portal.three'])
        expect(await ask({ scope }), scope).toMatchObject({ status: 400, body: { error: 'invalid_scope' } });
    });

    test('is refused with a wrong secret, with none, or as another', async () => {
      const other = machine(SCOPES[1]).clientSecret;
      for (const clientSecret of ['', 'wrong', other])
        await expect(portalToken(machine(SCOPES[0], { clientSecret }))).rejects.toThrow(
          /token: 40[01] .*(invalid_client|must be provided)/,
        );
      await expect(portalToken(machine(SCOPES[0], { clientId: staff.clientId }))).rejects.toThrow(
        /token: 40[01]/,
      );
    });

    test('has the same secret after a restart, and one of its own', () => {
      const before = SCOPES.map((scope) => machine(scope).clientSecret);
      restart();
      expect(SCOPES.map((scope) => machine(scope).clientSecret)).toEqual(before);
      expect(new Set(before).size).toBe(2);
      for (const secret of before) expect(secret).toMatch(/^[0-9a-f]{52}$/);
    });

    test('passes the authorizer of its own audience and scope, and no other', async () => {
      const one = machine(SCOPES[0]);
      const headers = { authorization: `Bearer ${await portalToken(one)}` };
      const identitySource = ['$request.header.Authorization'];
      const ask = (issuer: string, audience: string[], scopes: readonly string[]) =>
        openAuthorizer({ issuer, audience, identitySource }, keysOf)(headers, new URLSearchParams(), scopes);
      const admitted = await ask(one.issuer, [one.clientId], SCOPES);
      expect(admitted).toMatchObject({
        allowed: true,
        verified: { claims: { client_id: one.clientId, scope: SCOPES[0] }, scopes: [SCOPES[0]] },
      });
      expect(await ask(one.issuer, [one.clientId], [SCOPES[1]])).toMatchObject({ status: 403 });
      expect(await ask(one.issuer, [machine(SCOPES[1]).clientId], SCOPES)).toMatchObject({ status: 401 });
      expect(await ask(staff.issuer, [one.clientId], [])).toMatchObject({ status: 401 });
    });

    test('has no page to sign in by, and people get no token its way', async () => {
      const one = machine(SCOPES[0]);
      const asked = new URLSearchParams({ response_type: 'code', client_id: one.clientId, scope: 'openid' });
      const page = await fetch(`${one.issuer}/oauth2/authorize?${asked}`, { redirect: 'manual' });
      expect(page.status).toBe(400);
      const body = new URLSearchParams({ grant_type: 'client_credentials', client_id: staff.clientId });
      const token = await fetch(`${staff.issuer}/oauth2/token`, { method: 'POST', body });
      expect(token.status).toBe(400);
    });
  });

  test('signing out ends the session and goes back to the app only', async () => {
    const out = (uri: string) =>
      fetch(`${staff.issuer}/logout?${new URLSearchParams({ client_id: staff.clientId, logout_uri: uri })}`, {
        redirect: 'manual',
      });
    const answer = await out('https://site.example/staff/');
    expect([answer.status, answer.headers.get('location')]).toEqual([302, 'https://site.example/staff/']);
    expect((await out('https://evil.example/')).status).toBe(400);
  });

  test('a session spares the form until signing out, over a restart', async () => {
    const jar = new Map<string, string>();
    const send = async (url: string, body?: URLSearchParams) => {
      const cookie = [...jar].map((pair) => pair.join('=')).join('; ');
      const init = body ? { method: 'POST', body } : {};
      const answer = await fetch(url, { redirect: 'manual', headers: { cookie }, ...init });
      for (const one of answer.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(one) ?? [];
        jar.set(name, value);
      }
      return new URL(answer.headers.get('location') ?? 'about:blank', staff.issuer).href;
    };
    const form = await send(authorizeUrl());
    await send(await send(form, new URLSearchParams({ person: 'chest.kim' })));
    restart();
    expect(await send(authorizeUrl())).toMatch(/^https:\/\/site\.example\/staff\/\?code=/);
    await send(`${staff.issuer}/logout?client_id=${staff.clientId}&logout_uri=https://site.example/staff/`);
    expect(await send(authorizeUrl())).toContain('/interaction/');
  });
});
