/** `1,250,000원`, `1 250 000`, `₩1,250,000` → 1250000; undefined when it is not a whole amount. */
export function amountFrom(text: string): number | undefined {
  const digits = text.replace(/[\s,₩원]/g, '');
  return /^\d{1,12}$/.test(digits) ? Number(digits) : undefined;
}
