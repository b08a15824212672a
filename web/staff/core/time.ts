import { city } from 'ithope:city';
import { language } from './words.ts';

const DAY = 24 * 60 * 60 * 1000;
const formats = new Map<string, Intl.DateTimeFormat>();

function format(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const locale = language.value === 'en' ? 'en-GB' : 'ko-KR';
  const id = locale + JSON.stringify(options);
  const made = formats.get(id) ?? new Intl.DateTimeFormat(locale, { timeZone: city.timeZone, ...options });
  formats.set(id, made);
  return made;
}

/** The day in the city's zone, `2026-11-23`, of an instant or of now. */
export function dayOf(instant: string | Date = new Date()): string {
  // Swedish writes dates as ISO does.
  return new Intl.DateTimeFormat('sv-SE', { timeZone: city.timeZone }).format(new Date(instant));
}

/** `11월 23일`, with the year when it is another one. */
export function dayText(day: string): string {
  const other = day.slice(0, 4) !== dayOf().slice(0, 4);
  const options: Intl.DateTimeFormatOptions = { month: 'short', day: 'numeric', weekday: 'short' };
  if (other) options.year = 'numeric';
  return format(options).format(new Date(day.length === 10 ? `${day}T12:00:00Z` : day));
}

/** `11월 23일 오후 2:05` in the city's zone. */
export const instantText = (instant: string): string =>
  `${dayText(dayOf(instant))} ${format({ hour: 'numeric', minute: '2-digit' }).format(new Date(instant))}`;

/** Whole days of the city's calendar from one instant to another: today 0, yesterday 1. */
export function daysBetween(from: string, to: string | Date = new Date()): number {
  return Math.round((Date.parse(dayOf(to)) - Date.parse(dayOf(from))) / DAY);
}
