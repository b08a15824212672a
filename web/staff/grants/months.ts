import { dayOf } from '../core/time.ts';
import { language } from '../core/words.ts';

/** `2026-12` + 1 → `2027-01`; as in functions/grants/months.ts, which is not shipped to the browser. */
export function plusMonths(month: string, count: number): string {
  const all = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + count;
  return `${Math.floor(all / 12)}-${String((all % 12) + 1).padStart(2, '0')}`;
}
export const monthsFrom = (first: string, count: number): string[] =>
  Array.from({ length: count }, (_, i) => plusMonths(first, i));

/** The month of the city's calendar that it is. */
export const thisMonth = (): string => dayOf().slice(0, 7);

/** `2026년 12월`, `December 2026`. */
export const monthText = (month: string, how: 'long' | 'short' = 'long'): string =>
  new Intl.DateTimeFormat(language.value === 'en' ? 'en-GB' : 'ko-KR', {
    timeZone: 'UTC',
    year: 'numeric',
    month: how,
  }).format(new Date(`${month}-15T00:00:00Z`));

/** `12월`, `Dec`: below the year it belongs to. */
export const monthName = (month: string): string =>
  new Intl.DateTimeFormat(language.value === 'en' ? 'en-GB' : 'ko-KR', {
    timeZone: 'UTC',
    month: 'short',
  }).format(new Date(`${month}-15T00:00:00Z`));

/** Months to choose from, by name. */
export const monthChoices = (months: readonly string[]) =>
  months.map((value) => ({ value, label: monthText(value) }));

/** How many months somebody wrote, or nothing when it is no number of them. */
export function countFrom(text: string, most: number): number | undefined {
  const digits = text.trim();
  if (!/^\d{1,3}$/.test(digits)) return undefined;
  const count = Number(digits);
  return count >= 1 && count <= most ? count : undefined;
}
