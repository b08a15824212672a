import { unitsOf } from './amount.ts';
import type { StatementEntry } from './statement.ts';

/** An entry with the moment at which it stands in the file, `2026-11-23` or `2026-11-23 093000`. */
export interface Timed {
  readonly entry: StatementEntry;
  readonly moment: string;
}

export interface Ordered {
  /** Oldest first. */
  readonly entries: readonly StatementEntry[];
  /** Entries whose balance does not follow from the one before. */
  readonly breaks: readonly Break[];
}

export interface Break {
  readonly entry: StatementEntry;
  /** What is missing between it and the one before, in units. */
  readonly missing: bigint;
}

/**
 * Puts the entries of a table into the order in which they were booked. Banks list newest or oldest first, some
 * sort by other things; a day, and a second, may hold many. So the ways that the dates allow are tried, and the
 * first along which every running balance follows from the one before is the order; where none is, the file's.
 */
export function inOrder(timed: readonly Timed[]): Ordered {
  let best: Ordered | undefined;
  for (const way of waysOf(timed)) {
    const entries = way.map(({ entry }) => entry);
    const breaks = breaksOf(entries);
    if (breaks.length === 0) return { entries, breaks };
    if (!best || breaks.length < best.breaks.length) best = { entries, breaks };
  }
  return best ?? { entries: [], breaks: [] };
}

function* waysOf(timed: readonly Timed[]): Generator<readonly Timed[]> {
  let [rises, falls] = [0, 0];
  timed.forEach(({ moment }, at) => {
    const before = timed[at - 1]?.moment ?? moment;
    if (moment > before) rises += 1;
    if (moment < before) falls += 1;
  });
  const upright = falls > rises ? timed.toReversed() : timed;
  // Within one moment the file's own direction holds.
  yield sorted(upright, ({ moment }) => moment);
  const day = ({ entry }: Timed) => entry.date;
  // The second at which a machine wrote is not always the order of booking.
  yield sorted(upright, day);
  yield sorted(upright.toReversed(), ({ moment }) => moment);
  yield sorted(upright.toReversed(), day);
  // Listed by the day of value, counted by the moment of booking.
  yield upright;
  yield upright.toReversed();
  const chained = chainedByDay(sorted(upright, day));
  if (chained) yield chained;
}

function sorted(timed: readonly Timed[], key: (one: Timed) => string): readonly Timed[] {
  return timed.toSorted((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}

/** Entries without a balance are counted over. */
export function breaksOf(entries: readonly StatementEntry[]): Break[] {
  const breaks: Break[] = [];
  let running: bigint | undefined;
  for (const entry of entries) {
    if (running !== undefined) running += unitsOf(entry.amount);
    if (entry.balance === undefined) continue;
    const said = unitsOf(entry.balance);
    if (running !== undefined && running !== said) breaks.push({ entry, missing: said - running });
    running = said;
  }
  return breaks;
}

/**
 * Within each day the order along which the balances follow: every entry leads from the balance before it to the
 * one after it, and what is sought is a way that uses each once (Hierholzer). Balances may come back, so that there
 * are several such ways: all tell the same story, the file's own order is kept as far as it goes.
 * @returns undefined when some day has no such way, or an entry no balance
 */
function chainedByDay(timed: readonly Timed[]): readonly Timed[] | undefined {
  const chained: Timed[] = [];
  for (const day of Map.groupBy(timed, ({ entry }) => entry.date).values()) {
    const start = chained.at(-1)?.entry.balance;
    const way = wayThrough(day, start === undefined ? undefined : unitsOf(start));
    if (!way) return undefined;
    chained.push(...way);
  }
  return chained;
}

interface Step {
  readonly one: Timed;
  readonly before: bigint;
  readonly after: bigint;
}

function wayThrough(day: readonly Timed[], start: bigint | undefined): Timed[] | undefined {
  const steps: Step[] = [];
  for (const one of day) {
    const { balance, amount } = one.entry;
    if (balance === undefined) return undefined;
    const after = unitsOf(balance);
    steps.push({ one, before: after - unitsOf(amount), after });
  }
  const leaving = Map.groupBy(steps.toReversed(), ({ before }) => before);
  let at: Step | undefined;
  const path: Step[] = [];
  const way: Timed[] = [];
  let here = start ?? startOf(steps);
  for (;;) {
    const next = leaving.get(here)?.pop();
    if (next) {
      path.push(next);
      here = next.after;
      continue;
    }
    at = path.pop();
    if (!at) break;
    way.push(at.one);
    here = at.before;
  }
  return way.length === day.length ? way.reverse() : undefined;
}

/** The balance from which one more entry leads away than leads to it; of a circle, where the file begins. */
function startOf(steps: readonly Step[]): bigint {
  const degree = new Map<bigint, number>();
  for (const { before, after } of steps) {
    degree.set(before, (degree.get(before) ?? 0) + 1);
    degree.set(after, (degree.get(after) ?? 0) - 1);
  }
  for (const [balance, more] of degree) if (more === 1) return balance;
  return steps[0]?.before ?? 0n;
}
