import { city } from 'ithope:city';
import { language } from './words.ts';

/** `₩1,250,000`: an amount in the city's minor unit. */
export function money(amount: number): string {
  const { code, minorDigits } = city.currency;
  const locale = language.value === 'en' ? 'en-GB' : 'ko-KR';
  const style = { style: 'currency', currency: code, currencyDisplay: 'narrowSymbol' } as const;
  return new Intl.NumberFormat(locale, style).format(amount / 10 ** minorDigits);
}

/** `1,250,000원`, `1 250 000`, `₩1,250,000` → 1250000; undefined when it is not a whole amount. */
export function amountFrom(text: string): number | undefined {
  const digits = text.replace(/[\s,₩원]/g, '');
  return /^\d{1,12}$/.test(digits) ? Number(digits) : undefined;
}
