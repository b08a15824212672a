import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** The policy the site must live under: nothing inline, nothing from elsewhere, no text taken for script. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

export interface Asked {
  method: string;
  path: string;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  body: unknown;
}
/** What the API would say: an answer with its status (200 when not said). */
export type Api = (asked: Asked) => { status?: number; answer: object } | undefined;

/** A form with a file is not read: that it came, and how large it is, is all that can be asked. */
const bodyOf = (text: string, type = ''): unknown =>
  type.startsWith('multipart/') ? { bytes: text.length } : text ? JSON.parse(text) : undefined;

/** The built files and a made-up API behind one address on this machine. */
export async function serveSite(
  files: ReadonlyMap<string, Uint8Array>,
  api: Api,
): Promise<{ origin: string; stop(): Promise<void> }> {
  const server = createServer(async (request, response) => {
    const path = new URL(request.url ?? '/', 'http://site').pathname;
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    const { method = 'GET', headers } = request;
    const said = api({ method, path, headers, body: bodyOf(text, headers['content-type']) });
    if (said) {
      const type = (said.status ?? 200) < 400 ? 'application/json' : 'application/problem+json';
      response.writeHead(said.status ?? 200, { 'content-type': type }).end(JSON.stringify(said.answer));
      return;
    }
    const file = (path.endsWith('/') ? `${path}index.html` : path).slice(1);
    const content = files.get(file);
    response.writeHead(content ? 200 : 404, {
      'content-type': TYPES[extname(file)] ?? 'text/plain',
      'content-security-policy': CONTENT_SECURITY_POLICY,
    });
    response.end(content ?? '');
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () =>
      new Promise((stopped) => {
        server.close(() => stopped());
        server.closeAllConnections();
      }),
  };
}
