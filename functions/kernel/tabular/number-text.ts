/** 15 digits are what a spreadsheet keeps and shows of a number; behind them stands rounding noise. */
const DIGITS = 15;
const DAY = 24 * 60 * 60;
/** 9999-12-31, the last day a spreadsheet knows. */
const LAST_DAY = 2_958_465;

/** A number as a person reads it: no exponent, no `0.30000000000000004`. What is no number stays as it is. */
export function numberText(value: string): string {
  const number = Number(value);
  if (value.trim() === '' || !Number.isFinite(number)) return value;
  if (Number.isSafeInteger(number)) return String(number);
  if (Math.abs(number) >= 1e21) return value;
  const short = Number(number.toPrecision(DIGITS));
  if (Number.isInteger(short)) return BigInt(short).toString();
  const text = String(short);
  return text.includes('e') ? short.toFixed(20).replace(/\.?0+$/, '') : text;
}

/**
 * A spreadsheet's count of days as ISO: `2026-11-24`, `2026-11-24T09:30:00`, `09:30:00`.
 * Day 1 is 1900-01-01, and 1900 counts as a leap year, a fault kept since Lotus; or day 0 is 1904-01-01.
 */
export function dateText(value: string, from1904 = false): string {
  const days = Number(value) + (from1904 ? 1462 : 0);
  if (value.trim() === '' || !(days >= 0 && days <= LAST_DAY + 1)) return numberText(value);
  const seconds = Math.round(days * DAY);
  const day = Math.floor(seconds / DAY);
  const at = new Date(Date.UTC(1899, 11, day < 60 ? 31 : 30) + seconds * 1000).toISOString();
  const time = at.slice(11, 19);
  if (day === 0 && !from1904) return time;
  return time === '00:00:00' ? at.slice(0, 10) : at.slice(0, 19);
}
