import { randomUUID } from 'node:crypto';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ServiceError } from './errors.ts';
import { jsonError } from './service.ts';
import type { WireAnswer, WireRequest } from './wire.ts';
import { readQuery } from './wire.ts';

/** Larger than anything that the functions send, small enough for one machine's memory. */
const LARGEST_BODY = 256 * 1024 ** 2;

/**
 * The HTTP server of the door.
 * @param routes gets every request first; true says that it answers it
 */
export function createDoorServer(options: {
  routes: (request: IncomingMessage, response: ServerResponse) => boolean;
  answer: (request: WireRequest) => Promise<WireAnswer>;
  now: () => number;
}): Server {
  const server = createServer(async (incoming, response) => {
    try {
      if (options.routes(incoming, response)) return;
      await send(response, await options.answer(await readRequest(incoming)), options.now());
    } catch (error) {
      await sendFault(response, error as Error, options.now());
    }
  });
  server.keepAliveTimeout = 60_000; // functions keep their connections between calls
  return server;
}

async function readRequest(incoming: IncomingMessage): Promise<WireRequest> {
  const url = incoming.url ?? '/';
  const mark = url.indexOf('?');
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > LARGEST_BODY)
      throw new ServiceError('RequestEntityTooLarge', 'The request is too large', 413);
    chunks.push(chunk);
  }
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(incoming.headers))
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(',') : value;
  return {
    method: incoming.method ?? 'GET',
    path: mark < 0 ? url : url.slice(0, mark),
    query: mark < 0 ? {} : readQuery(url.slice(mark + 1)),
    headers,
    body: chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks),
  };
}

async function send(response: ServerResponse, answer: WireAnswer, now: number): Promise<void> {
  response.sendDate = false;
  response.writeHead(answer.status, {
    'x-amzn-requestid': randomUUID(),
    ...answer.headers,
    // The local clock's date, by which the SDK corrects the date of its signatures.
    date: new Date(now).toUTCString(),
  });
  if (answer.body instanceof Readable) await pipeline(answer.body, response);
  else response.end(answer.body);
}

/** A fault of the door itself is said aloud: it is a mistake in this repository. */
async function sendFault(response: ServerResponse, error: Error, now: number): Promise<void> {
  if (response.headersSent) return void response.destroy();
  if (error instanceof ServiceError) return send(response, jsonError(error, '1.0', ''), now);
  if ((error as NodeJS.ErrnoException).code === 'ECONNRESET') return void response.destroy();
  console.error('local door: fault', error);
  await send(
    response,
    jsonError(new ServiceError('InternalServerError', error.message, 500), '1.0', ''),
    now,
  );
}
