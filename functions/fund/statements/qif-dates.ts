import { UnreadableFile } from '../../kernel/unreadable.ts';
import { dayOf, fullYear } from './day.ts';
import type { Written } from './number-form.ts';
import type { Day } from './statement.ts';

type Order = 'ymd' | 'dmy' | 'mdy';
const ORDERS: readonly Order[] = ['ymd', 'dmy', 'mdy'];

/**
 * The days of a file's dates, in an order that all of them fit: `8/12/13` alone could be of August or December, a
 * `8/15/13` beside it decides. With points (`12.8.2013`) the day is first; with the year first the month follows.
 * @throws UnreadableFile NO_SUCH_DATE, UNCLEAR_DATE at the first date that two orders read differently
 */
export function daysOf(dates: readonly Written[]): Day[] {
  const parts = dates.map((date) => ({ date, numbers: numbersOf(date) }));
  const misfits = ORDERS.map((order) => parts.find(({ date, numbers }) => !read(numbers, order, date.text)));
  const fitting = ORDERS.filter((_, at) => misfits[at] === undefined);
  const [first, second] = fitting;
  if (!first) {
    const none = parts.find(({ date, numbers }) => ORDERS.every((order) => !read(numbers, order, date.text)));
    if (none) throw new UnreadableFile('NO_SUCH_DATE', none.date.place, 'a date that does not exist');
    // Every date fits some order, but not all the same one.
    const last = parts.findLast((part) => misfits.includes(part));
    throw new UnreadableFile('UNCLEAR_DATE', last?.date.place ?? 'file', 'the dates are in two orders');
  }
  const days = parts.map(({ date, numbers }) => read(numbers, first, date.text) ?? '');
  const unclear =
    second && parts.find(({ date, numbers }, at) => read(numbers, second, date.text) !== days[at]);
  if (unclear)
    throw new UnreadableFile(
      'UNCLEAR_DATE',
      unclear.date.place,
      'day and month cannot be told apart in this file',
    );
  return days;
}

/** `8/12'13`, `12/ 8/2013`, `2013-08-12`, `20130812`. */
function numbersOf({ text, place }: Written): readonly [string, string, string] {
  const [, y, m, d] = /^(\d{4})(\d\d)(\d\d)$/.exec(text) ?? [];
  if (y && m && d) return [y, m, d];
  const [, a, b, c] = /^(\d{1,4}) *[/.'-] *(\d{1,2}) *[/.'-] *(\d{1,4})$/.exec(text) ?? [];
  if (a && b && c) return [a, b, c];
  throw new UnreadableFile('NO_SUCH_DATE', place, 'a date that cannot be read');
}

function read([a, b, c]: readonly [string, string, string], order: Order, text: string): Day | undefined {
  const yearFirst = a.length > 2;
  if (yearFirst !== (order === 'ymd')) return undefined;
  if (order === 'ymd') return dayOf(a, b, c);
  if (order === 'mdy' && text.includes('.')) return undefined;
  // Quicken writes an apostrophe before years from 2000 on.
  const year =
    c.length > 2 ? c : text.includes("'") ? `20${c.padStart(2, '0')}` : fullYear(c.padStart(2, '0'));
  return order === 'dmy' ? dayOf(year, b, a) : dayOf(year, a, b);
}
