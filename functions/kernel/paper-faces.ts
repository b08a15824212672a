/** The faces of a paper. Hanja come from another one: Pretendard GOV has every Hangul syllable and no Hanja. */
export const FACES = {
  regular: 'PretendardGOV-Regular.ttf',
  bold: 'PretendardGOV-Bold.ttf',
  hanja: 'NotoSansKR-Hanja.ttf',
} as const;
export type Face = keyof typeof FACES;

/** Whether a face has a glyph for a code point. */
export interface Coverage {
  own(codePoint: number): boolean;
  hanja(codePoint: number): boolean;
}

/** Part of a text that one face can set; `missing` are the characters in whose place 〓 stands. */
export interface Run {
  readonly face: Face;
  readonly text: string;
  readonly missing?: readonly string[];
}

/** The geta mark (U+3013), which type has long shown where a character was not at hand. */
export const GETA = '〓';

const isWhite = (character: string) => /\s/.test(character);

/**
 * Cuts a text into runs of one face: the paper's own where it has the glyph, the Hanja face where that one has it,
 * and 〓 where neither does. Nothing vanishes: a run's characters are as many as the text's.
 */
export function runsOf(text: string, own: 'regular' | 'bold', coverage: Coverage): Run[] {
  const runs: { face: Face; text: string; missing: string[] }[] = [];
  for (const character of text.normalize('NFC')) {
    const codePoint = character.codePointAt(0) ?? 0;
    const known = isWhite(character) || coverage.own(codePoint);
    const helped = !known && coverage.hanja(codePoint);
    const face: Face = known ? own : 'hanja';
    let run = runs.at(-1);
    if (run?.face !== face) {
      run = { face, text: '', missing: [] };
      runs.push(run);
    }
    run.text += known || helped ? character : GETA;
    if (!known && !helped) run.missing.push(character);
  }
  return runs.map(({ missing, ...run }) => (missing.length > 0 ? { ...run, missing } : run));
}
