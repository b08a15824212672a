import { lettersOf, plainText, withoutBrackets } from './spelling.ts';

/**
 * A person's name as it is compared: no spaces, punctuation, case, width; marks on Latin letters aside.
 * Two spellings that differ here may still be one person (`looseName`), but nobody is refused for that.
 */
export const plainName = (name: string): string => lettersOf(withoutBrackets(plainText(name))) || name.trim();

const [FIRST, VOWELS, FINALS] = [0xac00, 21, 28];
const RIEUL = 5;
const NIEUN = 2;
const IEUNG = 11;
/** ㅑㅒㅕㅖㅛㅠㅣ, as Unicode counts vowels. */
const PALATAL = new Set([2, 3, 6, 7, 12, 17, 20]);

/** The initial-sound law (두음법칙): 류 is written 유, 라 나, 녀 여, by one registry office and not by the next. */
function initialSound(name: string): string {
  const code = (name.codePointAt(0) ?? 0) - FIRST;
  if (code < 0 || code > 11_171) return name;
  const initial = Math.floor(code / (VOWELS * FINALS));
  const vowel = Math.floor(code / FINALS) % VOWELS;
  if (initial !== RIEUL && initial !== NIEUN) return name;
  const sounds = PALATAL.has(vowel) ? IEUNG : NIEUN;
  return String.fromCodePoint(FIRST + (sounds * VOWELS + vowel) * FINALS + (code % FINALS)) + name.slice(1);
}

/** As `plainName`, with the first sound as it is spoken and the parts of a Latin name in any order. */
export function looseName(name: string): string {
  const parts = withoutBrackets(plainText(name)).split(/[^\p{L}\p{N}]+/u);
  const hangul = parts.some((part) => /\p{Script=Hangul}/u.test(part));
  return hangul ? initialSound(parts.join('')) : parts.filter(Boolean).sort().join('');
}
