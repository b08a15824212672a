/** Rows and cells of KS X 1001: both bytes from A1 to FE. */
const FIRST = 0xa1;
const LAST = 0xfe;
const CELLS = 94;
/** Unicode's Hangul syllables: 가 to 힣. */
const SYLLABLES = { first: 0xac00, count: 11_172 };
/** Where the extension begins, and the row from which its second bytes end at A0, below KS X 1001. */
const EXTENSION = { first: 0x81, narrow: 0xa1 };

/**
 * cp949, what Korean Windows calls ANSI: KS X 1001 with 2,350 syllables, and an extension with the other 8,822.
 * Node's decoder of the name `euc-kr` knows the first only and turns 뷁 into control characters without a word
 * (seen with Node 20 and 24), though the WHATWG standard says that the name means both. The extension needs no
 * table: it holds the missing syllables in Unicode's order.
 * @returns the text; or the offset of the first byte that does not fit
 */
export function decodeCp949(bytes: Uint8Array): string | { readonly wrongAt: number } {
  const { plane, extension } = tables();
  const parts: string[] = [];
  let at = 0;
  while (at < bytes.length) {
    const lead = bytes[at] ?? 0;
    if (lead < 0x80) {
      let end = at;
      while (end < bytes.length && (bytes[end] ?? 0) < 0x80) end += 1;
      parts.push(Buffer.from(bytes.buffer, bytes.byteOffset + at, end - at).toString('latin1'));
      at = end;
      continue;
    }
    const trail = bytes[at + 1] ?? 0;
    const sign =
      lead >= FIRST && trail >= FIRST && lead <= LAST && trail <= LAST
        ? plane[(lead - FIRST) * CELLS + trail - FIRST]
        : extension[extensionIndex(lead, trail)];
    if (sign === undefined) return { wrongAt: at };
    parts.push(sign);
    at += 2;
  }
  return parts.join('');
}

/** Second bytes are A–Z, a–z, then 81 and on: 178 in a row, 84 where KS X 1001 has the rest. */
function extensionIndex(lead: number, trail: number): number {
  const cell =
    trail >= 0x41 && trail <= 0x5a
      ? trail - 0x41
      : trail >= 0x61 && trail <= 0x7a
        ? trail - 0x61 + 26
        : trail >= 0x81 && trail <= 0xfe
          ? trail - 0x81 + 52
          : -1;
  const row = lead - EXTENSION.first;
  if (cell < 0 || row < 0) return -1;
  const wideRows = EXTENSION.narrow - EXTENSION.first;
  if (row < wideRows) return row * 178 + cell;
  return cell < 84 ? wideRows * 178 + (row - wideRows) * 84 + cell : -1;
}

interface Tables {
  /** KS X 1001 by row and cell. */
  readonly plane: readonly (string | undefined)[];
  readonly extension: readonly string[];
}
let made: Tables | undefined;

function tables(): Tables {
  made ??= makeTables();
  return made;
}

function makeTables(): Tables {
  const pairs = new Uint8Array(CELLS * CELLS * 3).fill(0x0a);
  for (let at = 0; at < CELLS * CELLS; at += 1) {
    pairs[at * 3] = FIRST + Math.floor(at / CELLS);
    pairs[at * 3 + 1] = FIRST + (at % CELLS);
  }
  const decoded = new TextDecoder('euc-kr').decode(pairs).split('\n');
  const plane = decoded
    .slice(0, CELLS * CELLS)
    .map((sign) =>
      sign.length === 1 && /[^\ue000-\uf8ff\ufffd]/.test(sign) && sign > '\u009f' ? sign : undefined,
    );
  // Added to the standard in 1998, and to some decoders never.
  plane[(0xa2 - FIRST) * CELLS + 0xe6 - FIRST] ??= '€';
  plane[(0xa2 - FIRST) * CELLS + 0xe7 - FIRST] ??= '®';
  const known = new Set(plane);
  const all = Array.from({ length: SYLLABLES.count }, (_, at) => String.fromCharCode(SYLLABLES.first + at));
  return { plane, extension: all.filter((syllable) => !known.has(syllable)) };
}
