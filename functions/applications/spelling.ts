/** How people write one and the same thing: what all spellings of a text have in common. */

const VOWEL = '[\u1161-\u1175]';
/** A consonant that stands after a vowel and before none closes the syllable: half-width ﾊﾡﾤ and ㄱㅏㄱ are 각. */
const CLOSING = new RegExp(`(${VOWEL})([\u1100-\u1112\u111A\u1121])(?!${VOWEL})`, 'gu');
/** ᄀ…ᄒ as they close a syllable, and ㅀ, ㅄ, which Unicode takes for old initials; ᄄ, ᄈ, ᄍ never do. */
const FINALS: Readonly<Record<string, string>> = Object.fromEntries(
  [
    ...['\u1100\u11A8', '\u1101\u11A9', '\u1102\u11AB', '\u1103\u11AE', '\u1105\u11AF', '\u1106\u11B7'],
    ...['\u1107\u11B8', '\u1109\u11BA', '\u110A\u11BB', '\u110B\u11BC', '\u110C\u11BD', '\u110E\u11BE'],
    ...['\u110F\u11BF', '\u1110\u11C0', '\u1111\u11C1', '\u1112\u11C2', '\u111A\u11B6', '\u1121\u11B9'],
  ].map((pair) => [...pair] as [string, string]),
);

/** Letters that Unicode does not take apart into a letter and its mark. */
const LATIN: Readonly<Record<string, string>> = {
  đ: 'd',
  ð: 'd',
  ø: 'o',
  ł: 'l',
  ı: 'i',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
  ß: 'ss',
};

/** Full and half width, separate jamo, case and the marks on Latin letters are one; spaces and punctuation stay. */
export const plainText = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(CLOSING, (found, vowel: string, consonant: string) => {
      const final = FINALS[consonant];
      return final ? vowel + final : found;
    })
    .toLowerCase()
    .replace(/([a-z])\p{M}+/gu, '$1')
    .replace(/[đðøłıæœþß]/g, (letter) => LATIN[letter] ?? letter)
    .normalize('NFC');

/** What stands in brackets explains: 홍길동(洪吉童), 구로로 1 (구로동). */
export const withoutBrackets = (text: string): string => {
  const bare = text.replace(/[([{〔【「『][^)\]}〕】」』]*[)\]}〕】」』]?/gu, ' ');
  return /[\p{L}\p{N}]/u.test(bare) ? bare : text;
};

/** Letters and digits alone. */
export const lettersOf = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, '');
