import { city } from 'ithope:city';
import { language } from './words.ts';

/** `₩1,250,000`: an amount in the city's minor unit. */
export function money(amount: number): string {
  const { code, minorDigits } = city.currency;
  const locale = language.value === 'en' ? 'en-GB' : 'ko-KR';
  const style = { style: 'currency', currency: code, currencyDisplay: 'narrowSymbol' } as const;
  return new Intl.NumberFormat(locale, style).format(amount / 10 ** minorDigits);
}
