/**
 * What a scanner or a person types → the asset number: `sh-26-1`, `SH-26-00001`, or the address in a label's QR code.
 * Undefined when it is none. A scanner set to a Korean keyboard types ㄴㅗ for sh; that is read too.
 */
export function assetNumberFrom(typed: string): string | undefined {
  const last = typed.trim().split(/[/?#]/).filter(Boolean).at(-1) ?? '';
  const found = /^([A-Z]{1,4})[-–—_ ]?(\d{2})[-–—_ ]?(\d{1,5})$/.exec(inLatin(last).toUpperCase());
  return found ? `${found[1]}-${found[2]}-${(found[3] ?? '').padStart(5, '0')}` : undefined;
}

/** The two-set Korean keyboard: which key gives which letter. */
const PAIRS = 'ㅂqㅈwㄷeㄱrㅅtㅛyㅕuㅑiㅐoㅔpㅁaㄴsㅇdㄹfㅎgㅗhㅓjㅏkㅣlㅋzㅌxㅊcㅍvㅠbㅜnㅡm';
const KEYS = new Map(Array.from(PAIRS.matchAll(/(.)(.)/gu), ([, letter = '', key = '']) => [letter, key]));
const INITIALS = 'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ';
const MEDIALS = 'ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ';
/** First of 11,172 syllables; each initial has 588 (21 vowels × 28 finals). */
const FIRST = 0xac00;

/** `노` → `ㄴㅗ`; whatever is no syllable without a final stays as it is. */
function lettersOf(text: string): string[] {
  const place = text.charCodeAt(0) - FIRST;
  if (place < 0 || place >= 11_172 || place % 28 !== 0) return [text];
  return [INITIALS.charAt(Math.floor(place / 588)), MEDIALS.charAt(Math.floor((place % 588) / 28))];
}
const inLatin = (text: string): string =>
  Array.from(text)
    .flatMap(lettersOf)
    .map((letter) => KEYS.get(letter) ?? letter)
    .join('');
