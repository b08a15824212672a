import type { IncomingMessage, ServerResponse } from 'node:http';
import type { LocalPages } from './routes.ts';

/** Ten years: further than any deadline of the programme. */
const LONGEST_MS = 10 * 366 * 86_400_000;
const BODY_LIMIT = 1000;

/** `POST /_local/clock/advance`, by the page's buttons (a form) or by a program (JSON `{ms}`). */
export async function moveClock(
  options: LocalPages,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { origin } = request.headers;
  // Another site's page may not move our time.
  if (request.method !== 'POST' || (origin !== undefined && origin !== options.addresses.door)) {
    response.writeHead(request.method === 'POST' ? 403 : 405, { allow: 'POST' }).end();
    return;
  }
  const isForm = /^application\/x-www-form-urlencoded/.test(request.headers['content-type'] ?? '');
  const ms = readAmount(await readBody(request), isForm);
  if (ms === undefined) {
    const words = `ms must be a whole number from 0 to ${LONGEST_MS}`;
    response.writeHead(400, { 'content-type': 'application/json' }).end(JSON.stringify({ error: words }));
    return;
  }
  await options.advance(ms);
  if (isForm) response.writeHead(303, { location: '/_local/clock' }).end();
  else {
    const { clock } = options;
    const now = JSON.stringify({ now: clock.now(), offsetMs: clock.offsetMs() });
    response.writeHead(200, { 'content-type': 'application/json' }).end(now);
  }
}

function readAmount(body: string, isForm: boolean): number | undefined {
  let given: unknown;
  try {
    given = isForm ? Number(new URLSearchParams(body).get('ms')) : (JSON.parse(body) as { ms?: unknown })?.ms;
  } catch {
    return undefined;
  }
  const fits = typeof given === 'number' && Number.isSafeInteger(given) && given >= 0 && given <= LONGEST_MS;
  return fits ? (given as number) : undefined;
}

async function readBody(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8') as AsyncIterable<string>)
    if (text.length < BODY_LIMIT) text += chunk;
  return text;
}
