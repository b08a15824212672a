/**
 * Makes the three font files of this folder out of the package `pretendard-gov` (200 MB installed,
 * therefore not a dependency; fetch it once with `npm pack pretendard-gov` outside the repository):
 *
 *     node web/fonts/prepare.ts FOLDER_OF_THE_UNPACKED_PACKAGE
 *
 * The files are subsets, and the licence reserves the font's name for the original (OFL 1.1, §3), so
 * the name table is written anew. Run again only when the glyph ranges below change.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import subsetFont from 'subset-font';
import { nameRecords, renameFont } from './rename.ts';

const ranges: ReadonlyArray<readonly [number, number]> = [
  [0x20, 0x7e], // ASCII
  [0xa0, 0x17f], // Latin with accents: names of people
  [0x2000, 0x206f], // dashes, quotes, ellipsis
  [0x20a0, 0x20bf], // ₩ and its neighbours
  [0x2100, 0x214f], // №, ℃, ™
  [0x2150, 0x218f], // fractions, Roman numerals
  [0x2190, 0x21ff], // arrows
  [0x2200, 0x22ff], // mathematics
  [0x2460, 0x24ff], // ① … of official forms
  [0x2500, 0x26ff], // ■ ○ ☎ of official forms
  [0x2713, 0x2716], // ✓ ✕
  [0x2776, 0x2793], // ❶ … of the receipt form
  [0x3000, 0x303f], // 「」 and the like
  [0x3131, 0x318e], // single letters of Hangul
  [0x3200, 0x33ff], // ㈜ ㎡
  [0xac00, 0xd7a3], // every syllable of Hangul, the rare ones too
  [0xff00, 0xffef], // full-width forms
];
const hangul = textOf([[0xac00, 0xd7a3]]);

function textOf(list: ReadonlyArray<readonly [number, number]>): string {
  const points = list.flatMap(([first, last]) =>
    Array.from({ length: last - first + 1 }, (_, i) => first + i),
  );
  return String.fromCodePoint(...points);
}

async function prepare(from: string, to: string): Promise<void> {
  const keep = { keepFeatures: ['kern', 'tnum'], noHinting: true } as const;
  for (const style of ['Regular', 'Bold'] as const) {
    const original = readFileSync(join(from, `dist/public/static/alternative/PretendardGOV-${style}.ttf`));
    const subset = await subsetFont(original, textOf(ranges), { ...keep, targetFormat: 'sfnt' });
    const named = renameFont(subset, nameRecords(style));
    writeFileSync(join(to, `PretendardGOV-${style}.ttf`), named);
    if (style === 'Regular') {
      const all = await subsetFont(named, hangul, {
        keepFeatures: [],
        noHinting: true,
        targetFormat: 'woff2',
      });
      writeFileSync(join(to, 'PretendardGOV-Hangul.woff2'), all);
    }
  }
  writeFileSync(join(to, 'LICENSE.txt'), readFileSync(join(from, 'dist/LICENSE.txt')));
}

const folder = process.argv[2];
if (!folder) throw new Error('usage: node web/fonts/prepare.ts FOLDER_OF_THE_UNPACKED_PACKAGE');
await prepare(folder, import.meta.dirname);
