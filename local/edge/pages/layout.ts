import { createHash } from 'node:crypto';

/** Text into HTML. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`);

/** Inline, hence allowed by its digest: the local pages have no files of their own. */
export const STYLE = `
@font-face { font-family: 'Pretendard GOV'; src: url('/_local/hangul.woff2') format('woff2'); unicode-range: U+1100-11FF, U+3000-303F, U+3130-318F, U+AC00-D7A3; font-display: swap; }
:root { color-scheme: light; --line: #c6cdd6; --ink: #1e2124; --soft: #58616a; --point: #0b50d0; --ground: #f4f5f6; }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 17px/1.6 'Pretendard GOV', Pretendard, 'Apple SD Gothic Neo', 'Malgun Gothic', 'Noto Sans KR', sans-serif; word-break: keep-all; }
main { max-width: 44rem; margin: 0 auto; padding: 2rem 1rem 4rem; }
h1 { font-size: 1.6rem; line-height: 1.3; margin: 0 0 .25rem; }
h2 { font-size: 1.1rem; margin: 1.75rem 0 .5rem; }
p { margin: .25rem 0 1rem; }
small, .soft { color: var(--soft); font-size: .9rem; }
nav { display: flex; flex-wrap: wrap; gap: .25rem 1rem; padding: .75rem 1rem; background: #fff; border-bottom: 1px solid var(--line); }
a { color: var(--point); }
nav a[aria-current] { color: var(--ink); font-weight: 600; text-decoration: none; }
button, input { font: inherit; }
button { cursor: pointer; border: 1px solid var(--line); border-radius: 8px; background: #fff; color: var(--ink); padding: .7rem 1rem; min-height: 48px; }
button:hover { border-color: var(--point); }
button.main { background: var(--point); border-color: var(--point); color: #fff; }
:focus-visible { outline: 3px solid var(--point); outline-offset: 2px; }
.list { display: grid; gap: .5rem; padding: 0; margin: 0; list-style: none; }
.person { width: 100%; text-align: left; display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 1rem; }
.person b { font-weight: 600; }
.row { display: flex; flex-wrap: wrap; gap: .5rem; }
label { display: block; font-weight: 600; margin-bottom: .25rem; }
input { width: 100%; max-width: 26rem; border: 1px solid var(--soft); border-radius: 8px; padding: .6rem .75rem; min-height: 48px; }
article { background: #fff; border: 1px solid var(--line); border-radius: 12px; padding: 1rem 1.25rem; margin: 0 0 1rem; }
article h2 { margin-top: 0; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; font: 15px/1.6 inherit; font-family: inherit; margin: .5rem 0; }
iframe { width: 100%; height: 26rem; border: 1px solid var(--line); border-radius: 8px; background: #fff; }
time.big { display: block; font-size: 2rem; font-weight: 700; font-variant-numeric: tabular-nums; }
`;

/**
 * Headers of a local page: its own style, its own forms, frames of its own origin, and nothing else.
 * @param to an origin besides its own that a form's answer may lead to
 */
export const pageHeaders = (to = ''): Record<string, string> => ({
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy': `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; font-src 'self'; frame-src 'self'; form-action 'self' ${to}; frame-ancestors 'none'; base-uri 'none'`,
  'referrer-policy': 'same-origin',
});

const PLACES = [
  { name: 'home', path: '/_local/', ko: '이 컴퓨터의 클라우드', en: 'Local cloud' },
  { name: 'mail', path: '/_local/mail', ko: '우편함', en: 'Mailbox' },
  { name: 'clock', path: '/_local/clock', ko: '시계', en: 'Clock' },
  { name: 'api', path: '/_local/api/', ko: 'API 문서', en: 'API' },
  { name: 'status', path: '/_local/status', ko: '상태', en: 'Status' },
] as const;

/** The way between the local pages. */
export const menu = (here: (typeof PLACES)[number]['name']): string =>
  `<nav aria-label="로컬 · local">${PLACES.map(
    ({ name, path, ko, en }) =>
      `<a href="${path}"${name === here ? ' aria-current="page"' : ''}>${ko} <small lang="en">${en}</small></a>`,
  ).join('')}</nav>`;

/** A whole page of the local cloud, Korean first. @param body HTML, escaped by the caller */
export function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="ko">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
${body}
</body>
</html>
`;
}
