import { gzipSync } from 'node:zlib';

/** From numbers.md: what a first view of a public page may weigh over the wire. 1 KB = 1,024 bytes. */
export const BUDGET = { page: 80 * 1024, script: 5 * 1024 } as const;

/** What one page costs at the first view, in bytes over the wire; fonts and the like are compressed already. */
export interface PageSize {
  readonly page: string;
  readonly html: number;
  readonly styles: number;
  readonly script: number;
  readonly fonts: number;
  readonly images: number;
  readonly total: number;
}

/** Weighs a page and what it names in its head and its pictures (gzip -6, the weaker of what the edge offers). */
export function measure(file: string, page: string, files: ReadonlyMap<string, Uint8Array>): PageSize {
  const html = files.get(file) ?? new Uint8Array();
  const named = new Set(
    Buffer.from(html)
      .toString()
      .match(/\/assets\/[\w.-]+/g) ?? [],
  );
  const weigh = (kind: RegExp): number =>
    [...named]
      .filter((address) => kind.test(address))
      .map((address) => files.get(address.slice(1)) ?? new Uint8Array())
      .reduce((sum, bytes) => sum + (kind.test('.woff2') ? bytes.length : gzipSync(bytes).length), 0);
  const parts = {
    html: gzipSync(html).length,
    styles: weigh(/\.css$/),
    script: weigh(/\.js$/),
    fonts: weigh(/\.woff2$/),
    images: weigh(/\.svg$/),
  };
  return { page, ...parts, total: Object.values(parts).reduce((sum, part) => sum + part, 0) };
}

const KB = (bytes: number): string => (bytes / 1024).toFixed(1).padStart(6);

/** The sizes as lines to print, in KB. */
export const sizeTable = (sizes: readonly PageSize[]): string =>
  [
    `${'page (KB, gzip)'.padEnd(28)}  html   css script  fonts images  total`,
    ...sizes.map(
      (s) =>
        `${s.page.padEnd(26)}${[s.html, s.styles, s.script, s.fonts, s.images, s.total].map(KB).join(' ')}`,
    ),
  ].join('\n');
