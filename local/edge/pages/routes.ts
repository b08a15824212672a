import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { LocalClock } from '../../clock.ts';
import type { Mailbox } from '../../door/mail/mailbox.ts';
import type { PortalCredentials } from '../../portal/credentials.ts';
import type { Addresses } from '../../template/cloud.ts';
import { aheadWords, clockPage } from './clock.ts';
import { moveClock } from './clock-route.ts';
import { homePage } from './home.ts';
import { pageHeaders } from './layout.ts';
import { mailPage } from './mail.ts';

export interface LocalPages {
  readonly addresses: Addresses;
  readonly clock: LocalClock;
  readonly timeZone: string;
  readonly mailbox: () => Pick<Mailbox, 'list' | 'get' | 'clear'>;
  /** Folder with the site's Hangul font: many machines have none. */
  readonly fontFolder: string;
  /** Folder of the generated API document. */
  readonly apiFolder: string;
  readonly isReady: () => boolean;
  readonly status: () => unknown;
  /** What the demonstration's portals report with. */
  readonly portals: () => readonly PortalCredentials[];
  /** Moves the clock and resolves when what was due has happened. */
  readonly advance: (ms: number) => Promise<void>;
}

const HANGUL = 'PretendardGOV-Hangul.woff2';
const MAIL_HTML =
  "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/** The pages below `/_local/`. @returns a listener that answers them, and says false to every other request */
export function openLocalPages(
  options: LocalPages,
): (request: IncomingMessage, response: ServerResponse) => boolean {
  return (request, response) => {
    const { pathname } = new URL(request.url ?? '/', options.addresses.door);
    if (!/^\/_local(\/|$)/.test(pathname)) return false;
    answer(options, pathname, request, response).catch((error: Error) => {
      console.error('local pages: fault', error);
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
    return true;
  };
}

async function answer(
  options: LocalPages,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { clock, addresses } = options;
  const html = (text: string) => response.writeHead(200, pageHeaders()).end(text);
  const json = (status: number, value: unknown) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
  if (path === '/_local/clock/advance') return moveClock(options, request, response);
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { allow: 'GET' }).end();
    return;
  }
  const shown = path.replace(/\/$/, '');
  const timeIs = (at: Date | string) => inZone(at, options.timeZone);
  if (shown === '/_local') html(homePage(addresses, timeIs(new Date(clock.now()))));
  else if (shown === '/_local/mail') html(mailPage(options.mailbox().list(), timeIs));
  else if (shown === '/_local/mail.json') json(200, options.mailbox().list());
  else if (shown.startsWith('/_local/mail/')) showMail(options, shown.slice(13), response);
  else if (shown === '/_local/clock')
    html(clockPage(timeIs(new Date(clock.now())), aheadWords(clock.offsetMs())));
  else if (shown === '/_local/clock.json') json(200, { now: clock.now(), offsetMs: clock.offsetMs() });
  else if (shown === '/_local/ready') json(options.isReady() ? 200 : 503, { ready: options.isReady() });
  else if (shown === '/_local/status') json(200, options.status());
  else if (shown === '/_local/portals.json') json(200, options.portals());
  else if (path === '/_local/hangul.woff2') sendFile(options.fontFolder, HANGUL, 'font/woff2', response);
  else if (path === '/_local/api') response.writeHead(308, { location: '/_local/api/' }).end();
  else if (path === '/_local/api/')
    sendFile(options.apiFolder, 'index.html', 'text/html; charset=utf-8', response);
  else if (path === '/_local/api/openapi.json')
    sendFile(options.apiFolder, 'openapi.json', 'application/json', response);
  else response.writeHead(404).end();
}

/** `<id>.html` is a mail's HTML in a sandbox of its own, `<id>/<n>` an attachment. */
function showMail(options: LocalPages, path: string, response: ServerResponse): void {
  const [, id = '', html, index] = /^([\w-]+)(?:(\.html)|\/(\d+))$/.exec(path) ?? [];
  const mail = options.mailbox().get(id);
  const attachment = index === undefined ? undefined : mail?.attachments[Number(index)];
  if (mail?.html !== undefined && html) {
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': MAIL_HTML,
    });
    response.end(`<base target="_blank">${mail.html}`);
  } else if (attachment) {
    response.writeHead(200, {
      'content-type': attachment.type,
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(attachment.name)}`,
      'x-content-type-options': 'nosniff',
    });
    response.end(Buffer.from(attachment.content, 'base64'));
  } else response.writeHead(404).end();
}

function sendFile(folder: string, name: string, type: string, response: ServerResponse): void {
  try {
    const content = readFileSync(join(folder, name));
    response.writeHead(200, { 'content-type': type }).end(content);
  } catch {
    const words = `${name} is not there: npm run docs makes it`;
    response.writeHead(404, { 'content-type': 'text/plain' }).end(words);
  }
}

/** `2026. 11. 23. (월) 14:05:09`, in the city's time zone. */
function inZone(at: Date | string, timeZone: string): string {
  const style = { year: 'numeric', month: 'numeric', day: 'numeric', weekday: 'short' } as const;
  const time = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const;
  return new Intl.DateTimeFormat('ko-KR', { timeZone, ...style, ...time }).format(new Date(at));
}
