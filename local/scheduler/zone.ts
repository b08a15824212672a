/** What clocks on the wall show, in a time zone. */
export interface WallTime {
  /** YYYY-MM-DD */
  readonly day: string;
  /** Minutes since midnight. */
  readonly minute: number;
}

export const DAY_MS = 86_400_000;

/** @throws RangeError for a time zone that nobody knows */
export function openZone(timeZone: string): {
  wallTime(at: number): WallTime;
  /**
   * The instant at which clocks show this, ms since 1970: the first, where clocks are put back over it; undefined, where
   * they are put forward over it (EventBridge Scheduler user guide, "Daylight savings time").
   */
  instantOf(wall: WallTime): number | undefined;
} {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  /** What clocks show at an instant, as if it were UTC. */
  const shown = (at: number) => Date.parse(`${format.format(at).replace(' ', 'T')}Z`);
  return {
    wallTime(at) {
      const iso = new Date(shown(at)).toISOString();
      return { day: iso.slice(0, 10), minute: Number(iso.slice(11, 13)) * 60 + Number(iso.slice(14, 16)) };
    },
    instantOf({ day, minute }) {
      const wanted = Date.parse(`${day}T00:00:00Z`) + minute * 60_000;
      // The offsets of a day before and after: one of them holds, or the time is one that no clock shows.
      const candidates = [wanted - DAY_MS, wanted + DAY_MS]
        .map((near) => wanted - (shown(near) - near))
        .sort((a, b) => a - b);
      return candidates.find((at) => shown(at) === wanted);
    },
  };
}

/** `2026-11-30` + 1 → `2026-12-01`. */
export const dayAfter = (day: string, days = 1): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
