import { dateText } from '../../kernel/tabular/number-text.ts';
import { UnreadableFile } from '../../kernel/unreadable.ts';
import { dayOf, fullYear } from './day.ts';
import { placeOf, type Spot } from './sheet-place.ts';
import type { Day } from './statement.ts';

/** A date as a cell has it: three numbers of which it may be open which is which, and a time, `093000`. */
export interface DateParts extends Spot {
  readonly numbers: readonly [string, string, string];
  /** `ymd` when it is certain. */
  readonly order: 'ymd' | 'open';
  readonly time: string;
}

const REST = String.raw`[.일]?[\sT,]*(?:\(?(?:[월화수목금토일](?:요일)?|mon|tue|wed|thu|fri|sat|sun)\)?)?[\sT,]*(?<time>(?:오전|오후|am|pm)?\s*\d{1,2}\s*[:시]\s*\d{1,2}(?:\s*[:분]\s*(?:\d{1,2}초?)?)?(?:\.\d+)?\s*(?:am|pm)?)?\s*(?:Z|[+-]\d\d:?\d\d)?$`;
const YEAR_FIRST = new RegExp(
  String.raw`^'?(?<a>\d{4}|\d{2}(?=년))\s*(?:[-./]|년)\s*(?<b>\d{1,2})\s*(?:[-./]|월)\s*(?<c>\d{1,2})${REST}`,
  'i',
);
const SOLID = /^(?<a>\d{4})(?<b>\d{2})(?<c>\d{2})(?:[\sT]*(?<time>\d{2}:?\d{2}(?::?\d{2})?))?$/;
const YEAR_OPEN = new RegExp(
  String.raw`^'?(?<a>\d{1,2})\s*[-./]\s*(?<b>\d{1,2})\s*[-./]\s*(?<c>\d{4}|\d{2})${REST}`,
  'i',
);
const NAMED = new RegExp(
  String.raw`^(?:(?<d>\d{1,2})[-\s.]*)?(?<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[-\s.,]*(?:(?<e>\d{1,2})(?:st|nd|rd|th)?[\s,]+)?(?<y>\d{4}|\d{2})${REST}`,
  'i',
);
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
/** A workbook's count of days, 2000 to 2099, in a cell that nobody formatted as a date. */
const SERIAL = /^(?:3[6-9]|[4-6]\d|7[0-2])\d{3}(?:\.\d+)?$/;

/** `2026년 11월 23일 월요일 오후 12시 30분 15초` has 31 signs. */
const LONGEST = 60;

/** @returns undefined for what is no date at all; whether the day exists is not asked yet */
export function dateIn(cell: string | undefined, spot: Spot, workbook = false): DateParts | undefined {
  if (cell === undefined || cell.length > LONGEST) return undefined;
  const raw = cell.normalize('NFKC').trim();
  const text = workbook && SERIAL.test(raw) ? dateText(raw) : raw;
  const certain = (YEAR_FIRST.exec(text) ?? SOLID.exec(text))?.groups;
  if (certain) {
    const { a = '', b = '', c = '', time } = certain;
    return { numbers: [a.length === 2 ? fullYear(a) : a, b, c], order: 'ymd', time: timeIn(time), ...spot };
  }
  const open = YEAR_OPEN.exec(text)?.groups;
  if (open)
    return {
      numbers: [open.a ?? '', open.b ?? '', open.c ?? ''],
      order: 'open',
      time: timeIn(open.time),
      ...spot,
    };
  const named = NAMED.exec(text)?.groups;
  if (!named || (named.d === undefined) === (named.e === undefined)) return undefined;
  const { y = '', month = '', d, e = '', time } = named;
  const number = String(MONTHS.indexOf(month.toLowerCase()) + 1);
  return {
    numbers: [y.length === 2 ? fullYear(y) : y, number, d ?? e],
    order: 'ymd',
    time: timeIn(time),
    ...spot,
  };
}

/** `오후 2:05` → `140500`, `9:03:12` → `090312`, `93012` (a lost zero) → `093012`; '' when it is no time. */
export function timeIn(text = ''): string {
  const plain = text.normalize('NFKC').trim();
  const solid = /^\d{3,6}$/.exec(plain)?.[0];
  const digits = solid?.padStart(solid.length > 4 ? 6 : 4, '0').padEnd(6, '0');
  const parts = digits ? digits.match(/../g) : plain.match(/\d{1,2}/g);
  if (!parts || parts.length < 2) return '';
  const [hour = 0, minute = 0, second = 0] = parts.map(Number);
  const late = /오후|pm/i.test(plain) && hour < 12 ? 12 : 0;
  const early = /오전|am/i.test(plain) && hour === 12 ? 12 : 0;
  return [hour + late - early, minute, second].map((part) => String(part).padStart(2, '0')).join('');
}

/** A statement covers a year at most; days taken for years cover decades. */
const LONGEST_SPAN = 400;

type Order = 'ymd' | 'dmy' | 'mdy';

function dayIn({ numbers: [a, b, c], order }: DateParts, open: Order): Day | undefined {
  if (order === 'ymd') return dayOf(a, b, c);
  if (open === 'ymd') return c.length === 4 || a.length !== 2 ? undefined : dayOf(fullYear(a), b, c);
  const year = c.length === 4 ? c : fullYear(c);
  return open === 'dmy' ? dayOf(year, b, a) : dayOf(year, a, b);
}

/** What may decide where the numbers alone do not. */
export interface Hints {
  readonly korean: boolean;
  readonly from?: Day | undefined;
  readonly to?: Day | undefined;
}

/**
 * The days of a column. Whether 4/5 is in April or in May is decided over all of it: by days that cannot be months,
 * by the period that the file names, by the time that statements cover, by the order in which they stand; in Korean tables `26.11.23` begins with
 * the year.
 * @throws UnreadableFile NO_SUCH_DATE, UNCLEAR_DATE with the line
 */
export function daysOf(column: readonly DateParts[], hints: Hints): Day[] {
  const certain = column.find((date) => date.order === 'ymd' && dayIn(date, 'ymd') === undefined);
  if (certain) throw noSuchDate(placeOf(certain));
  const orders: readonly Order[] = column.some(({ order }) => order === 'open')
    ? ['ymd', 'dmy', 'mdy']
    : ['ymd'];
  const readings = orders.map((order) => column.map((date) => dayIn(date, order)));
  const whole = readings.filter((days): days is Day[] => days.every((day) => day !== undefined));
  if (whole.length === 0) {
    // The first day that no reading has, else the one at which the best reading ends.
    const reach = readings.map((days) => days.indexOf(undefined));
    throw noSuchDate(spotAt(column, Math.max(...reach)));
  }
  const [first, ...others] = narrowed(whole, readings[0] === whole[0], hints);
  const differs = others
    .flatMap((days) => days.findIndex((day, at) => day !== first?.[at]))
    .filter((at) => at !== -1);
  if (first && differs.length === 0) return first;
  throw new UnreadableFile(
    'UNCLEAR_DATE',
    spotAt(column, Math.min(...differs)),
    'nothing in the file says which number is the month',
  );
}

function narrowed(
  readings: readonly Day[][],
  yearFirst: boolean,
  { korean, from, to }: Hints,
): readonly Day[][] {
  if (readings.length < 2) return readings;
  if (korean && yearFirst) return readings.slice(0, 1);
  let left = readings;
  const keep = (fits: (days: readonly Day[]) => boolean) => {
    const kept = left.filter(fits);
    if (kept.length > 0) left = kept;
  };
  keep((days) => days.every((day) => (from ?? day) <= day && day <= (to ?? day)));
  keep((days) => spanOf(days) <= LONGEST_SPAN);
  keep(isOrdered);
  return left;
}

/** Days between the first and the last. */
function spanOf(days: readonly Day[]): number {
  const [first = '', last = ''] = [days.toSorted()[0], days.toSorted().at(-1)];
  return (Date.parse(last) - Date.parse(first)) / 86_400_000;
}

function isOrdered(days: readonly Day[]): boolean {
  const rises = days.every((day, at) => at === 0 || (days[at - 1] ?? '') <= day);
  return rises || days.every((day, at) => at === 0 || (days[at - 1] ?? '') >= day);
}

function spotAt(column: readonly DateParts[], at: number): string {
  const date = column[at];
  return date ? placeOf(date) : 'file';
}

function noSuchDate(place: string): UnreadableFile {
  return new UnreadableFile('NO_SUCH_DATE', place, 'there is no such day');
}
