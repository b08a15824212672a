import { decodeCp949 } from '../kernel/tabular/cp949.ts';

/** First and last bytes that a letter of cp949 can begin and end with. */
const LEAD = [0x81, 0xfe] as const;
const TRAIL = [0x41, 0xfe] as const;

let made: ReadonlyMap<string, readonly [number, number]> | undefined;

/** Letter → its two bytes, by asking the reader for every pair there is: the two can never disagree. */
function letters(): ReadonlyMap<string, readonly [number, number]> {
  if (made) return made;
  const map = new Map<string, readonly [number, number]>();
  const pair = new Uint8Array(2);
  for (let lead = LEAD[0]; lead <= LEAD[1]; lead += 1) {
    for (let trail = TRAIL[0]; trail <= TRAIL[1]; trail += 1) {
      pair[0] = lead;
      pair[1] = trail;
      const letter = decodeCp949(pair);
      if (typeof letter === 'string' && !map.has(letter)) map.set(letter, [lead, trail]);
    }
  }
  made = map;
  return map;
}

/** cp949, as Korean Windows writes text. @returns undefined where a letter is not in it */
export function encodeCp949(text: string): Uint8Array | undefined {
  const bytes: number[] = [];
  for (const letter of text) {
    const code = letter.codePointAt(0) ?? 0;
    if (code < 0x80) {
      bytes.push(code);
      continue;
    }
    const two = letters().get(letter);
    if (!two) return undefined;
    bytes.push(...two);
  }
  return Uint8Array.from(bytes);
}
