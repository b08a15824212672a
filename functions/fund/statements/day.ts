import type { Day } from './statement.ts';

/**
 * A day of the calendar; undefined when it does not exist (30 February) or no statement can be of it.
 * Takes the digits as they stand: `dayOf('2026', '2', '9')`. Years are of four digits: what two mean, the format says.
 */
export function dayOf(year: string, month: string, day: string): Day | undefined {
  const [y, m, d] = [Number(year), Number(month), Number(day)];
  if (!(y >= 1900 && y <= 2199 && m >= 1 && m <= 12 && d >= 1 && d <= lastOf(y, m))) return undefined;
  return `${y}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`;
}

function lastOf(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** Banks that write two digits mean 1980 to 2079, as SWIFT does. */
export function fullYear(twoDigits: string): string {
  return `${Number(twoDigits) >= 80 ? '19' : '20'}${twoDigits}`;
}
