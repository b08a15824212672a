import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import subsetFont from 'subset-font';

const ASCII = Array.from({ length: 95 }, (_, i) => String.fromCharCode(0x20 + i)).join('');
const HANGUL = { first: 0xac00, last: 0xd7a3 } as const;

export interface Faces {
  readonly regular: Buffer;
  readonly bold: Buffer;
  /** Code points (`unicode-range`) of every Hangul syllable that each of them lacks. */
  readonly otherHangul: { readonly regular: string; readonly bold: string };
}

/**
 * The two web fonts with exactly the glyphs that `regular` and `bold` need (and ASCII, since anything may be typed).
 * What is bold is in both: a text whose weight was misjudged still finds its glyphs.
 */
export async function subsetFaces({ regular, bold }: { regular: string; bold: string }): Promise<Faces> {
  const all = new Set([...ASCII, ...regular, ...bold]);
  const strong = new Set([...ASCII, ...bold]);
  const [regularFont, boldFont] = await Promise.all([
    subset('Regular', [...all].join('')),
    subset('Bold', [...strong].join('')),
  ]);
  return {
    regular: regularFont,
    bold: boldFont,
    otherHangul: { regular: hangulWithout(all), bold: hangulWithout(strong) },
  };
}

export interface LaterFace {
  readonly font: Buffer;
  /** `unicode-range` of what it holds. */
  readonly range: string;
}

/**
 * The syllables of words that a page's script fetches when somebody needs them: small files of their own, loaded only
 * then, so that nobody's first view carries them and nobody loads all of Hangul for a handful.
 * @param known what the page's own font of that weight has, `later` all that may be shown
 */
export async function laterFace(
  weight: 'Regular' | 'Bold',
  known: string,
  later: string,
): Promise<LaterFace | undefined> {
  const has = new Set(known);
  const syllables = [...new Set(later)].filter((one) => !has.has(one) && isHangul(one)).sort();
  if (syllables.length === 0) return undefined;
  return {
    font: await subset(weight, syllables.join('')),
    range: syllables.map((one) => `U+${one.codePointAt(0)?.toString(16)}`).join(','),
  };
}

const isHangul = (one: string): boolean => {
  const point = one.codePointAt(0) ?? 0;
  return HANGUL.first <= point && point <= HANGUL.last;
};

async function subset(style: 'Regular' | 'Bold', text: string): Promise<Buffer> {
  const source = await readFile(join(import.meta.dirname, `PretendardGOV-${style}.ttf`));
  return subsetFont(source, text, { targetFormat: 'woff2', keepFeatures: ['kern', 'tnum'], noHinting: true });
}

/** `U+AC00-AC0F,U+AC11-…`: the syllables that are not in `known`, as ranges. */
export function hangulWithout(known: ReadonlySet<string>): string {
  const ranges: string[] = [];
  let start: number | undefined;
  for (let point = HANGUL.first; point <= HANGUL.last + 1; point++) {
    const wanted = point <= HANGUL.last && !known.has(String.fromCodePoint(point));
    if (wanted) start ??= point;
    else if (start !== undefined) {
      const [from, to] = [start, point - 1].map((n) => n.toString(16));
      ranges.push(from === to ? `U+${from}` : `U+${from}-${to}`);
      start = undefined;
    }
  }
  return ranges.join(',');
}

/** All 11,172 syllables, for text that people type or scripts fetch: loaded only when a page shows one that is lacking. */
export const hangulFont = (): Promise<Buffer> =>
  readFile(join(import.meta.dirname, 'PretendardGOV-Hangul.woff2'));

const late = (weight: number, range: string): string =>
  `font-weight:${weight};font-display:swap;unicode-range:${range}`;

/** The `@font-face` rules for the built files. `optional`: a font that comes late never moves the page. */
export function facesCss(
  address: { regular: string; bold: string; hangul: string },
  otherHangul: Faces['otherHangul'],
  later: readonly { weight: number; url: string; range: string }[] = [],
): string {
  const face = (family: string, url: string, rest: string): string =>
    `@font-face{font-family:"${family}";src:url(${url}) format("woff2");${rest}}`;
  return [
    face('Ithope Sans', address.regular, 'font-weight:400;font-display:optional'),
    face('Ithope Sans', address.bold, 'font-weight:700;font-display:optional'),
    // One file for both weights; each range leaves out what its own subset has, so that known text never loads it.
    face('Ithope Hangul', address.hangul, late(400, otherHangul.regular)),
    face('Ithope Hangul', address.hangul, late(700, otherHangul.bold)),
    // Where ranges overlap the last rule is taken: these syllables come from the small files.
    ...later.map(({ weight, url, range }) => face('Ithope Hangul', url, late(weight, range))),
  ].join('');
}
