import { readCron } from './cron.ts';
import { dayAfter, openZone } from './zone.ts';

/** When a schedule is due. */
export interface Timetable {
  /**
   * The first time after `after` at which it is due, ms since 1970; undefined = never again.
   * @param since when the schedule was made: rates count from there
   */
  next(after: number, since: number): number | undefined;
}

const UNITS: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };
/** A cron that fits no day for so long fits none: 29 February falls on a given weekday within 40 years. */
const DAYS_AHEAD = 41 * 366;

/**
 * `cron(…)`, `rate(…)` or `at(…)` of a schedule, in its time zone.
 * @throws Error for an expression that is not implemented, or is none
 */
export function readExpression(expression: string, timeZone: string): Timetable {
  const [, kind, text = ''] = /^(cron|rate|at)\(([^()]*)\)$/.exec(expression) ?? [];
  if (kind === 'cron') return cronTimes(text, timeZone);
  if (kind === 'rate') return rateTimes(text);
  if (kind === 'at') return oneTime(text, timeZone);
  throw new Error(`schedule ${expression}: neither cron, rate nor at`);
}

function cronTimes(text: string, timeZone: string): Timetable {
  const cron = readCron(text);
  const zone = openZone(timeZone);
  const minutes = cron.hours.flatMap((hour) => cron.minutes.map((minute) => hour * 60 + minute));
  return {
    next(after) {
      let { day } = zone.wallTime(after);
      for (let ahead = 0; ahead <= DAYS_AHEAD; ahead++, day = dayAfter(day)) {
        if (Number(day.slice(0, 4)) > cron.lastYear) return undefined;
        if (!cron.fitsDay(day)) continue;
        const times = minutes.flatMap((minute) => zone.instantOf({ day, minute }) ?? []);
        const found = times.filter((at) => at > after).sort((a, b) => a - b)[0];
        if (found !== undefined) return found;
      }
      return undefined;
    },
  };
}

function rateTimes(text: string): Timetable {
  const [, count = '', unit = ''] = /^([1-9]\d*) (minute|hour|day)s?$/.exec(text) ?? [];
  const every = Number(count) * (UNITS[unit] ?? Number.NaN);
  if (!Number.isSafeInteger(every)) throw new Error(`schedule rate(${text}) is not implemented`);
  return { next: (after, since) => since + (Math.floor((after - since) / every) + 1) * every };
}

function oneTime(text: string, timeZone: string): Timetable {
  const [, day = '', hour = '', minute = '', second = ''] =
    /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):([0-5]\d):([0-5]\d)$/.exec(text) ?? [];
  const start = isDay(day)
    ? openZone(timeZone).instantOf({ day, minute: Number(hour) * 60 + Number(minute) })
    : undefined;
  if (start === undefined) throw new Error(`schedule at(${text}): no such time`);
  const at = start + Number(second) * 1000;
  return { next: (after) => (at > after ? at : undefined) };
}

/** Not 30 February. */
function isDay(day: string): boolean {
  const midnight = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().slice(0, 10) === day;
}
