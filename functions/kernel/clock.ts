/** Time comes in through this port, so that tests, the simulation and the local cloud can move it. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** The instant as ISO 8601 UTC with milliseconds, the only form in which time is stored. */
export const instant = (clock: Clock): string => clock.now().toISOString();

/** Calendar date (YYYY-MM-DD) of an instant in the city's time zone, for rules that speak of days. */
export function localDate(at: Date | string, timeZone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(new Date(at));
}
