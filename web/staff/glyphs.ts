import type { City } from '../../functions/kernel/city.ts';
import { committeeCity, moneyCity, staffCity } from './core/city.ts';

/** Letters of names from abroad, and signs that people type into notes; Hangul has a font of its own for that. */
const LATIN = Array.from({ length: 0x17f - 0xa0 }, (_, i) => String.fromCharCode(0xa0 + i)).join('');
const SIGNS = '–—‘’“”…•·※→←↑↓✓✕₩€№™①②③④⑤⑥⑦⑧⑨㈜㎡℃〜「」';

/** What `Intl` writes for a language: days, months, times of day, the city's money. */
function formatted(locale: string, { timeZone, currency }: Pick<City, 'timeZone' | 'currency'>): string {
  const day = new Intl.DateTimeFormat(locale, {
    timeZone,
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    weekday: 'short',
    hour: 'numeric',
    minute: '2-digit',
  });
  // 31 days apart, at 13 h: all months, all weekdays, both halves of the day.
  const days = Array.from({ length: 24 }, (_, i) => day.format(Date.UTC(2026, 0, 1 + i * 15, (i * 13) % 24)));
  const style = { style: 'currency', currency: currency.code, currencyDisplay: 'narrowSymbol' } as const;
  return days.join('') + new Intl.NumberFormat(locale, style).format(1_234_567_890);
}

/** Every character that the app itself or the city pack's words in it can show, for the fonts' subsets. */
export const glyphsOf = (texts: unknown, city: City): string =>
  [
    ...new Set(
      JSON.stringify([texts, staffCity(city), moneyCity(city), committeeCity(city)]) +
        LATIN +
        SIGNS +
        formatted('ko-KR', city) +
        formatted('en-GB', city),
    ),
  ].join('');
