import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import type { AnswerOf, RouteName } from '../contracts.ts';
import { routeTable } from '../route-table.ts';

/** What a test's answer is made from. */
export interface Asked {
  readonly params: Record<string, string>;
  readonly query: URLSearchParams;
  readonly body: unknown;
  /** The idempotency key of a write. */
  readonly intent: string | undefined;
}
/** A problem document instead of an answer. */
export class Refusal {
  readonly status: number;
  readonly body: object;
  constructor(status: number, code: string, more: object = {}) {
    this.status = status;
    this.body = { code, status, title: code, requestId: 'test', ...more };
  }
}
export type Answers = {
  [N in RouteName]?: (asked: Asked) => AnswerOf<N> | Refusal;
};
export interface Call extends Asked {
  readonly name: RouteName;
}

export interface FakeOffice {
  readonly address: string;
  /** Every API call so far. */
  readonly calls: Call[];
  /** What the API answers; a test may change it while it runs. */
  readonly answers: Answers;
  /** When true, every access token is refused with 401, as after its end. */
  expired: boolean;
  stop(): Promise<void>;
}

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.html': 'text/html; charset=utf-8',
  '.woff2': 'font/woff2',
};
/** As strict as the distribution's: no inline script or style, no eval, trusted types. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
  "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; worker-src 'self'; trusted-types ithope-worker";

const routes = Object.entries(routeTable()).map(([name, [method, path]]) => {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, one = '']) => one);
  const pattern = new RegExp(`^${path.replace(/\{\w+\}/g, '([^/]+)')}$`);
  return { name: name as RouteName, method, pattern, names, fixed: -names.length };
});
// As API Gateway does: a full path wins over one with a parameter.
routes.sort((a, b) => b.fixed - a.fixed);

/** An unsigned token: the code flow of the browser's library trusts the channel, not the signature. */
const token = (claims: object): string =>
  `${['{"alg":"none"}', JSON.stringify(claims)].map((part) => Buffer.from(part).toString('base64url')).join('.')}.x`;

/**
 * The built staff app with an API and a sign-in page of canned answers, on a free loopback port.
 * @param folder what `buildStaff` has written
 */
export async function openFakeOffice(folder: string, answers: Answers, name = '김나눔'): Promise<FakeOffice> {
  const calls: Call[] = [];
  const office = { address: '', calls, answers, expired: false, stop: async () => {} };
  const server = createServer((request, response) => {
    void serve(request, response).catch((error: unknown) => {
      response.writeHead(500).end(String(error));
    });
  });

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', office.address);
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    const json = (status: number, body: unknown, type = 'application/json') =>
      response.writeHead(status, { 'content-type': type }).end(JSON.stringify(body));
    if (url.pathname.startsWith('/oidc/')) return signIn(url, json, response);
    if (url.pathname === '/upload') return void response.writeHead(204).end();
    if (url.pathname.startsWith('/api/')) return api(request, url, text, json);
    const isFile = url.pathname.startsWith('/staff/assets/') || url.pathname === '/staff/worker.js';
    const file = isFile ? url.pathname.slice('/staff'.length) : '/index.html';
    const content = await readFile(join(folder, file));
    response
      .writeHead(200, {
        'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
        'content-security-policy': POLICY,
      })
      .end(content);
  }

  function signIn(
    url: URL,
    json: (status: number, body: unknown) => unknown,
    response: ServerResponse,
  ): void {
    const issuer = `${office.address}/oidc`;
    if (url.pathname.endsWith('openid-configuration')) {
      json(200, {
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/jwks`,
      });
    } else if (url.pathname.endsWith('/authorize')) {
      const back = new URL(url.searchParams.get('redirect_uri') ?? '');
      back.searchParams.set('code', 'code');
      back.searchParams.set('state', url.searchParams.get('state') ?? '');
      response.writeHead(302, { location: back.href }).end();
    } else if (url.pathname.endsWith('/token')) {
      const now = Math.floor(Date.now() / 1000);
      const id = { iss: issuer, aud: 'staff-app', sub: 'me', exp: now + 3600, iat: now, name };
      json(200, { access_token: `${now}`, id_token: token(id), token_type: 'Bearer', expires_in: 3600 });
    } else {
      json(404, {});
    }
  }

  function api(
    request: IncomingMessage,
    url: URL,
    text: string,
    json: (status: number, body: unknown, type?: string) => unknown,
  ): void {
    for (const { name, method, pattern, names } of routes) {
      const found = method === request.method ? pattern.exec(url.pathname) : null;
      if (!found) continue;
      const params = Object.fromEntries(names.map((one, i) => [one, decodeURIComponent(found[i + 1] ?? '')]));
      const key = request.headers['idempotency-key'];
      const asked = {
        params,
        query: url.searchParams,
        body: text === '' ? undefined : (JSON.parse(text) as unknown),
        intent: typeof key === 'string' ? key : undefined,
      };
      calls.push({ name, ...asked });
      if (name !== 'readConfiguration' && (office.expired || !request.headers.authorization)) {
        json(401, { message: 'Unauthorized' });
        return;
      }
      const answer = office.answers[name]?.(asked) ?? new Refusal(404, 'NOT_FOUND');
      if (answer instanceof Refusal) json(answer.status, answer.body, 'application/problem+json');
      else json(method === 'POST' ? 201 : 200, answer);
      return;
    }
    json(404, { message: 'Not Found' });
  }

  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  office.address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  office.answers.readConfiguration ??= () => {
    const pool = { authority: `${office.address}/oidc`, client: 'staff-app' };
    return { city: 'seoul', languages: ['ko', 'en'], staff: pool, citizen: pool };
  };
  office.stop = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return office;
}
