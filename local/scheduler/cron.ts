/** The six fields of a cron expression as EventBridge Scheduler reads them: which values fit. */
export interface Cron {
  /** Sorted. */
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  fitsDay(day: string): boolean;
  /** After this year there is nothing. */
  readonly lastYear: number;
}

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const WEEKDAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

interface Field {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  /** Words for the values, from `from` on. */
  readonly words?: readonly string[];
}
const FIELDS = {
  minute: { name: 'minutes', from: 0, to: 59 },
  hour: { name: 'hours', from: 0, to: 23 },
  day: { name: 'day of month', from: 1, to: 31 },
  month: { name: 'month', from: 1, to: 12, words: MONTHS },
  weekday: { name: 'day of week', from: 1, to: 7, words: WEEKDAYS },
  year: { name: 'year', from: 1970, to: 2199 },
} satisfies Record<string, Field>;

function fieldValue(text: string, { name, from, to, words = [] }: Field): number {
  const word = words.indexOf(text.toUpperCase());
  const value = word >= 0 ? word + from : /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN;
  // L, W and # are for nothing that we schedule: refused by name, like everything else.
  if (!(value >= from && value <= to)) throw new Error(`cron, ${name}: ${text} is not implemented`);
  return value;
}

/** `*`, `5`, `MON-FRI`, `0/15`, `1,15`; every value that fits, sorted. @throws Error for what it does not know */
function readField(text: string, field: Field): number[] {
  const values = text.split(',').flatMap((part) => {
    const [range = '', step] = part.split('/');
    const [first = '', last] = range.split('-');
    const every = range === '*';
    const start = every ? field.from : fieldValue(first, field);
    const end =
      every || (step !== undefined && last === undefined) ? field.to : fieldValue(last ?? first, field);
    const by = step === undefined ? 1 : /^[1-9]\d?$/.test(step) ? Number(step) : Number.NaN;
    if (Number.isNaN(by) || part.split('/').length > 2 || range.split('-').length > 2 || end < start)
      throw new Error(`cron, ${field.name}: ${part} is not implemented`);
    return Array.from({ length: Math.floor((end - start) / by) + 1 }, (_, i) => start + i * by);
  });
  return [...new Set(values)].sort((a, b) => a - b);
}

/** @param text what stands in `cron(…)`. @throws Error naming the field that is not implemented, or wrong on AWS too */
export function readCron(text: string): Cron {
  const parts = text.trim().split(/\s+/);
  const [minute = '', hour = '', day = '', month = '', weekday = '', year = ''] = parts;
  if (parts.length !== 6) throw new Error(`cron(${text}): six fields, not ${parts.length}`);
  if ((day === '?') === (weekday === '?'))
    throw new Error(`cron(${text}): one of day of month and day of week is ?, the other is not`);
  const days = new Set(readField(day === '?' ? '*' : day, FIELDS.day));
  const weekdays = new Set(readField(weekday === '?' ? '*' : weekday, FIELDS.weekday));
  const months = new Set(readField(month, FIELDS.month));
  const years = readField(year, FIELDS.year);
  const known = new Set(years);
  return {
    minutes: readField(minute, FIELDS.minute),
    hours: readField(hour, FIELDS.hour),
    lastYear: years.at(-1) as number,
    fitsDay(date) {
      const [y, m, d] = date.split('-').map(Number) as [number, number, number];
      const weekdayOf = new Date(`${date}T00:00:00Z`).getUTCDay() + 1;
      return known.has(y) && months.has(m) && days.has(d) && weekdays.has(weekdayOf);
    },
  };
}
