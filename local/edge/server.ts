import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Answerer, EdgeAnswer, EdgeRequest } from './message.ts';

/** One byte over API Gateway's limit is enough to know that a body is too large; the rest is thrown away. */
const BODY_LIMIT = 10 * 1024 * 1024 + 1;

/** The HTTP server of the site. Listening is the caller's affair. @param site its one right address */
export function createSiteServer(answer: Answerer, site: string): Server {
  return createServer((incoming, response) => {
    // Sign-in and uploads know the site by its one address: a visitor by another name is sent there.
    const { host } = incoming.headers;
    if (host !== undefined && host !== new URL(site).host && /^localhost(:|$)/.test(host)) {
      response.writeHead(307, { location: `${site}${incoming.url ?? '/'}` }).end();
      return;
    }
    readRequest(incoming)
      .then(answer)
      .then((answered) => send(incoming.method ?? 'GET', response, answered))
      .catch((error: Error) => {
        if ((error as NodeJS.ErrnoException).code !== 'ECONNRESET') console.error('site: fault', error);
        response.destroy();
      });
  });
}

/** @throws Error of the system, e.g. for a port that is taken */
export function listenOn(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
}

async function readRequest(incoming: IncomingMessage): Promise<EdgeRequest> {
  const url = incoming.url ?? '/';
  const mark = url.indexOf('?');
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(incoming.headersDistinct))
    if (value) headers[name] = value.join(name === 'cookie' ? '; ' : ',');
  return {
    method: incoming.method ?? 'GET',
    path: mark < 0 ? url : url.slice(0, mark),
    query: mark < 0 ? '' : url.slice(mark + 1),
    headers,
    body: await readBody(incoming),
    sourceIp: incoming.socket.remoteAddress ?? '127.0.0.1',
  };
}

async function readBody(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    if (length < BODY_LIMIT) chunks.push(chunk.subarray(0, BODY_LIMIT - length));
    length += chunk.length;
  }
  return Buffer.concat(chunks);
}

function send(method: string, response: ServerResponse, { status, headers, body }: EdgeAnswer): void {
  const bare = method === 'HEAD' || status === 204 || status === 304;
  const length = status === 204 || status === 304 ? {} : { 'content-length': body.length };
  response.writeHead(status, { ...(headers as Record<string, string | string[]>), ...length });
  response.end(bare ? undefined : body);
}
