import { globSync, readFileSync } from 'node:fs';

/** CloudFront takes functions of at most 10 KB. */
const LIMIT = 10 * 1024;

/** `give/index.html` → `/give/`. */
const addressOf = (file: string) => `/${file.replace(/index\.html$/, '')}`;

/** The longest first, so that `/en/404.html` is found before `/404.html`. */
const longestFirst = (a: string, b: string) => b.length - a.length || a.localeCompare(b);

/**
 * The code that runs around every page, with the addresses of the built site written into it.
 * @throws Error when the site has no page for what is missing, or the code is past CloudFront's limit
 */
export function siteCode(folder: string, source = readFileSync('lib/edge/site.js', 'utf8')): string {
  const pages = globSync('**/index.html', { cwd: folder }).map(addressOf).sort();
  const missing = globSync('**/404.html', { cwd: folder }).map(addressOf).sort(longestFirst);
  if (!missing.includes('/404.html')) throw new Error(`${folder}: there is no 404.html`);
  const code = source
    .replace(/^\s*\/\/.*\n/gm, '')
    .replace('__PAGES__', JSON.stringify(pages))
    .replace('__MISSING__', JSON.stringify(missing));
  const bytes = Buffer.byteLength(code);
  if (bytes > LIMIT)
    throw new Error(`lib/edge/site.js: ${bytes} bytes with its pages, CloudFront takes ${LIMIT}`);
  return code;
}

export const staffCode = (): string =>
  readFileSync('lib/edge/staff.js', 'utf8').replace(/^\s*\/\/.*\n/gm, '');
