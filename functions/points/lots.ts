import { nextDay } from '../kernel/clock.ts';

/** Points that end together. */
export interface Lot {
  /** The last day on which they can be given, in the city's calendar. */
  readonly expires: string;
  readonly points: number;
  /** The member has been told that they end. */
  readonly nudged?: true;
}

/** @returns the last day of the month that is so many months after that of `day`: `2026-11-23` + 24 → `2028-11-30` */
export function lastDay(day: string, months: number): string {
  const [year = 0, month = 1] = day.split('-').map(Number);
  // Day 0 of a month is the last of the month before it.
  return new Date(Date.UTC(year, month + months, 0)).toISOString().slice(0, 10);
}

export const pointsIn = (lots: readonly Lot[]): number => lots.reduce((sum, { points }) => sum + points, 0);

/** A lot whose last day is past is not usable, whether or not it has been booked out yet. */
export const usable = (lots: readonly Lot[], today: string): Lot[] =>
  lots.filter(({ expires }) => expires >= today);
export const ended = (lots: readonly Lot[], today: string): Lot[] =>
  lots.filter(({ expires }) => expires < today);

/** Lots stay in the order in which they end, one for each day: a few years of months at most. */
export function addPoints(lots: readonly Lot[], expires: string, points: number): Lot[] {
  const same = lots.find((lot) => lot.expires === expires);
  const others = lots.filter((lot) => lot !== same);
  const lot = { ...same, expires, points: (same?.points ?? 0) + points };
  return [...others, lot].sort((a, b) => (a.expires < b.expires ? -1 : 1));
}

/**
 * Takes the oldest usable points first.
 * @returns what is left, or undefined where there are not enough
 */
export function takePoints(lots: readonly Lot[], wanted: number, today: string): Lot[] | undefined {
  let open = wanted;
  const left = lots.flatMap((lot) => {
    if (lot.expires < today) return [lot];
    const taken = Math.min(open, lot.points);
    open -= taken;
    return taken === lot.points ? [] : [{ ...lot, points: lot.points - taken }];
  });
  return open === 0 ? left : undefined;
}

/** The day on which a lot's member is told, or, told already, on which the lot is booked out: the day after its last. */
const dueOf = ({ expires, nudged }: Lot, nudgeDaysBefore: number): string =>
  nudged ? nextDay(expires) : nextDay(expires, -nudgeDaysBefore);

/** The first day on which something is due; undefined where nothing will be. */
export function dueDay(lots: readonly Lot[], nudgeDaysBefore: number): string | undefined {
  const days = lots.map((lot) => dueOf(lot, nudgeDaysBefore));
  return days.length > 0 ? days.reduce((a, b) => (a < b ? a : b)) : undefined;
}

/** The lot of which its member is to be told today: the first that still can be used. */
export const toNudge = (lots: readonly Lot[], today: string, nudgeDaysBefore: number): Lot | undefined =>
  usable(lots, today).find((lot) => !lot.nudged && dueOf(lot, nudgeDaysBefore) <= today);
