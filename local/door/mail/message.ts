import type { MailAttachment } from './mailbox.ts';

interface Part {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A raw Internet message (RFC 5322, MIME), read far enough to show it: subject, text, HTML, attachments. */
export function readMessage(raw: string) {
  const top = readPart(raw.replace(/\r?\n/g, '\n'));
  const leaves = leavesOf(top);
  const shown = (type: string) =>
    leaves.find((part) => typeOf(part).startsWith(type) && attachmentName(part) === undefined);
  const [text, html] = [shown('text/plain'), shown('text/html')];
  const attachments = leaves.flatMap((part): MailAttachment[] => {
    const name = attachmentName(part);
    if (name === undefined) return [];
    return [{ name, type: typeOf(part), content: contentOf(part).toString('base64') }];
  });
  const { from, to, subject = '' } = top.headers;
  return {
    subject: decodeWords(subject),
    ...(from === undefined ? {} : { from: decodeWords(from) }),
    to: to?.split(',').map((one) => decodeWords(one.trim())),
    ...(text ? { text: contentOf(text).toString('utf8') } : {}),
    ...(html ? { html: contentOf(html).toString('utf8') } : {}),
    attachments,
    headers: top.headers,
  };
}

function readPart(text: string): Part {
  const end = text.indexOf('\n\n');
  const head = (end < 0 ? text : text.slice(0, end)).replace(/\n[ \t]+/g, ' ');
  const headers: Record<string, string> = {};
  for (const line of head.split('\n')) {
    const colon = line.indexOf(':');
    if (colon > 0) headers[line.slice(0, colon).toLowerCase()] = line.slice(colon + 1).trim();
  }
  return { headers, body: end < 0 ? '' : text.slice(end + 2) };
}

function leavesOf(part: Part): Part[] {
  const boundary = /^multipart\/.*boundary="?([^";]+)"?/i.exec(part.headers['content-type'] ?? '')?.[1];
  if (boundary === undefined) return [part];
  const sections = `\n${part.body}`.split(`\n--${boundary}`).slice(1);
  return sections
    .filter((section) => !section.startsWith('--'))
    .flatMap((section) => leavesOf(readPart(section.replace(/^[^\n]*\n/, ''))));
}

const typeOf = (part: Part) =>
  (part.headers['content-type'] ?? 'text/plain').split(';')[0]?.trim().toLowerCase() ?? '';

function attachmentName(part: Part): string | undefined {
  const disposition = part.headers['content-disposition'] ?? '';
  if (!disposition.toLowerCase().startsWith('attachment')) return undefined;
  const extended = /filename\*=utf-8''([^;]+)/i.exec(disposition)?.[1];
  if (extended !== undefined) return decodeURIComponent(extended);
  return decodeWords(/filename="?([^";]+)"?/i.exec(disposition)?.[1] ?? 'attachment');
}

function contentOf(part: Part): Buffer {
  const encoding = (part.headers['content-transfer-encoding'] ?? '').toLowerCase();
  if (encoding === 'base64') return Buffer.from(part.body, 'base64');
  return encoding === 'quoted-printable' ? unquote(part.body.replace(/=\n/g, '')) : Buffer.from(part.body);
}

const unquote = (text: string) =>
  Buffer.from(
    text.replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );

/** `=?utf-8?B?…?=` in headers (RFC 2047); other charsets than UTF-8 stay as they are. */
const decodeWords = (text: string): string =>
  text
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, kind: string, word: string) =>
      (kind.toLowerCase() === 'b'
        ? Buffer.from(word, 'base64')
        : unquote(word.replaceAll('_', ' '))
      ).toString('utf8'),
    );
