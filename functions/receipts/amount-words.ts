const DIGITS = ['', '일', '이', '삼', '사', '오', '육', '칠', '팔', '구'] as const;
const PLACES = ['', '십', '백', '천'] as const;
/** Groups of four digits, as Korean counts: 만 = 10⁴, 억 = 10⁸, 조 = 10¹². */
const GROUPS = ['', '만', '억', '조'] as const;

/** 1,203 → 일천이백삼: the digit one is written too, as on official papers, so that nothing can be put before it. */
const four = (n: number): string =>
  [...String(n)]
    .map((digit, i, all) => (digit === '0' ? '' : DIGITS[Number(digit)] + (PLACES[all.length - 1 - i] ?? '')))
    .join('');

/** The number in Korean words. @param n a whole number from 0 to 9,999조 (below 10¹⁶) */
export function koreanWords(n: number): string {
  if (!Number.isSafeInteger(n) || n < 0) throw new RangeError('not an amount');
  if (n === 0) return '영';
  let words = '';
  for (let rest = n, group = 0; rest > 0; rest = Math.floor(rest / 10_000), group++) {
    const part = rest % 10_000;
    if (part > 0) words = four(part) + GROUPS[group] + words;
  }
  return words;
}

/** `일금 일백이십만원정`, as a receipt says its total. */
export const wonInWords = (amount: number): string => `일금 ${koreanWords(amount)}원정`;
/** `1,200,000` */
export const figures = (n: number): string => String(n).replace(/\B(?=(\d{3})+$)/g, ',');
