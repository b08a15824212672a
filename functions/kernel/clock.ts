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

/** The instant at which a calendar day begins in a time zone, also where clocks are put forward and back. */
export function dayStart(day: string, timeZone: string): string {
  const midnight = Date.parse(`${day}T00:00:00.000Z`);
  const behind = (at: number): number =>
    Date.parse(
      `${new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' })
        .format(at)
        .replace(' ', 'T')}.000Z`,
    ) - at;
  // The offset at the guess, and once more at the instant that it leads to.
  const first = midnight - behind(midnight);
  return new Date(midnight - behind(first)).toISOString();
}

/** `2026-11-30` + 1 → `2026-12-01`. */
export const nextDay = (day: string, days = 1): string =>
  new Date(Date.parse(`${day}T00:00:00.000Z`) + days * 86_400_000).toISOString().slice(0, 10);
