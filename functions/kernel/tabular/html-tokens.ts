import sax from 'sax';
import { UnreadableFile } from '../unreadable.ts';

/** What a page is made of, as far as its tables go. Names are in lower case; `inside` is what a tag says of itself. */
export type Token =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'open' | 'close'; readonly name: string; readonly inside: string };

/** What stands in these is no text of the page, whatever it looks like. */
const RAW = /^(?:script|style|xmp|textarea|title|noscript|template)$/;
const TAG = /<(\/?)([a-z][a-z0-9:]{0,40})/iy;

/**
 * Cuts a page into text and tags, as browsers do (WHATWG HTML 13.2.5) in what tables need: a `<` that begins no tag
 * and a `&` that begins no reference are text (`A&B<`), a quotation mark means something behind `=` only. sax in its
 * loose mode takes `A&</td>` for text and moves the cells behind it. Nothing is built up: time and room are linear.
 * @throws UnreadableFile TRUNCATED when a tag, a comment or a script never ends
 */
export function* tokensOf(page: string): Generator<Token> {
  for (let at = 0; at < page.length; ) {
    const open = page.indexOf('<', at);
    const end = open === -1 ? page.length : open;
    if (end > at) yield { kind: 'text', text: referencesRead(page.slice(at, end)) };
    if (open === -1) return;
    TAG.lastIndex = open;
    const [start = '', slash, name = ''] = TAG.exec(page) ?? [];
    if (start !== '') {
      const close = tagEnd(page, open + start.length);
      const tag = name.toLowerCase();
      yield { kind: slash ? 'close' : 'open', name: tag, inside: page.slice(open + start.length, close) };
      at = close + 1;
      if (!slash && RAW.test(tag)) at = behind(page, `</${tag}`, at);
    } else if (page.startsWith('<!--', open)) at = behind(page, '-->', open + 4) + 3;
    else if (/[!?/]/.test(page[open + 1] ?? '')) at = behind(page, '>', open) + 1;
    else {
      yield { kind: 'text', text: '<' };
      at = open + 1;
    }
  }
}

/** The `>` that ends a tag, beside those within quoted values. */
function tagEnd(page: string, from: number): number {
  const stop = /[>=]/g;
  for (let at = from; ; ) {
    stop.lastIndex = at;
    const found = stop.exec(page);
    if (!found) throw cut(page);
    if (found[0] === '>') return found.index;
    const value = /\s*/y;
    value.lastIndex = found.index + 1;
    value.exec(page);
    const quote = page[value.lastIndex] ?? '';
    const closing = quote === '"' || quote === "'" ? page.indexOf(quote, value.lastIndex + 1) : -1;
    at = closing === -1 ? found.index + 1 : closing + 1;
  }
}

function behind(page: string, end: string, from: number): number {
  // Names of tags may be in capitals; of a page in Korean nothing else changes its length.
  const found = end.startsWith('</')
    ? page.slice(from).search(new RegExp(end, 'i'))
    : page.indexOf(end, from) - from;
  if (found < 0) throw cut(page);
  return from + found;
}

function cut(page: string): UnreadableFile {
  const line = page.match(/\r\n?|\n/g)?.length ?? 0;
  return new UnreadableFile(
    'TRUNCATED',
    `line ${line + 1}`,
    'the page ends within a tag, a comment or a script',
  );
}

/** `&amp;`, `&#44;`, `&#xAC00;`; names as HTML 4 has them. What is no reference stays as it is. */
function referencesRead(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(
    /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z][a-z0-9]{1,10}));?/gi,
    (whole, decimal, hex, name) => {
      const known = name === undefined ? undefined : NAMES[name];
      const code = known ?? Number.parseInt(decimal ?? hex ?? '', decimal === undefined ? 16 : 10);
      if (typeof code === 'string') return code;
      return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)
        ? String.fromCodePoint(code)
        : whole;
    },
  );
}
const NAMES: Readonly<Record<string, string | number | undefined>> = Object.assign(
  Object.create(null) as object,
  (sax as unknown as { ENTITIES: Record<string, string | number> }).ENTITIES,
);
