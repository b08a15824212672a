import type { Device } from '../../devices/domain.ts';
import type { Kinds, Seat } from './kinds.ts';
import { incomingOf } from './network.ts';

/** A device at a seat, by the numbers of their kinds. */
export interface Choice {
  readonly device: Device;
  readonly i: number;
  readonly seat: Seat;
  readonly j: number;
}

/**
 * What was next best to a line: the one other choice that loses fewest points, everything else of the plan as it is.
 * `loses` is how much lower the plan's sum would be, balance between districts included; it is never below 0.
 */
export interface NextBest {
  /** Another device for this application: one that is left, or one that changes places with another line's. */
  readonly device?: { readonly device: Device; readonly loses: number; readonly instead?: Choice };
  /** Another application for this device, of those that get none in its stead. */
  readonly seat?: { readonly seat: Seat; readonly loses: number };
}

interface Best<T> {
  readonly loses: number;
  readonly of: T;
}
const better = <T>(known: Best<T> | undefined, loses: number): boolean => !known || loses < known.loses;

/**
 * Answers for each choice of a plan. A kind of device meets few kinds of seats, so that all of it is some million
 * steps at 3,000 × 3,000.
 * @param choices the plan
 */
export function nextBestOf(kinds: Kinds, choices: readonly Choice[]): (choice: Choice) => NextBest {
  const { network, devices, seats } = kinds;
  const { start, to, cost, district, steps } = network;
  const incoming = incomingOf(network);
  const places = seats.length;
  const price = new Map<number, number>();
  for (let i = 0; i < devices.length; i++)
    for (let a = start[i] as number; a < (start[i + 1] as number); a++)
      price.set(i * places + (to[a] as number), cost[a] as number);
  const priceOf = (i: number, j: number) => price.get(i * places + j);

  const taken = new Set(choices.map(({ device }) => device.id));
  const left = devices.map((kind) => kind.find(({ id }) => !taken.has(id)));
  const seated = new Set(choices.map(({ seat }) => seat));
  const open = seats.map((kind) => kind.filter((seat) => !seated.has(seat)));
  const given = kinds.districts.map(() => 0);
  for (const { j } of choices) given[district[j] as number] = (given[district[j] as number] ?? 0) + 1;
  /** One choice for each pair of kinds is enough to change places with: all of a pair lose the same. */
  const pairs = devices.map((): Choice[] => []);
  const known = new Set<number>();
  for (const choice of choices) {
    const pair = choice.i * places + choice.j;
    if (!known.has(pair)) pairs[choice.i]?.push(choice);
    known.add(pair);
  }

  function otherDevice({ i, j }: Choice): NextBest['device'] {
    const own = priceOf(i, j) ?? 0;
    let best: Best<{ device: Device; instead?: Choice }> | undefined;
    for (let n = incoming.start[j] as number; n < (incoming.start[j + 1] as number); n++) {
      const a = incoming.arc[n] as number;
      const k = incoming.from[a] as number;
      const here = (cost[a] as number) - own;
      const spare = left[k];
      if (spare && better(best, here)) best = { loses: here, of: { device: spare } };
      if (k === i) continue;
      for (const instead of pairs[k] ?? []) {
        const there = priceOf(i, instead.j);
        if (instead.j === j || there === undefined) continue;
        const loses = here + there - (priceOf(k, instead.j) ?? 0);
        if (better(best, loses)) best = { loses, of: { device: instead.device, instead } };
      }
    }
    return best && { ...best.of, loses: best.loses };
  }

  function otherSeat({ i, j, seat }: Choice): NextBest['seat'] {
    const own = (priceOf(i, j) ?? 0) - seat.points;
    const d = district[j] as number;
    const back = (steps[d] as Int32Array)[(given[d] ?? 0) - 1] ?? 0;
    let best: Best<Seat> | undefined;
    for (let a = start[i] as number; a < (start[i + 1] as number); a++) {
      const k = to[a] as number;
      const other = open[k]?.find(({ application }) => application !== seat.application);
      if (!other) continue;
      const e = district[k] as number;
      const moved = e === d ? 0 : ((steps[e] as Int32Array)[given[e] ?? 0] ?? 0) - back;
      const loses = (cost[a] as number) - other.points + moved - own;
      if (better(best, loses)) best = { loses, of: other };
    }
    return best && { seat: best.of, loses: best.loses };
  }

  return (choice) => {
    const device = otherDevice(choice);
    const seat = otherSeat(choice);
    return { ...(device ? { device } : {}), ...(seat ? { seat } : {}) };
  };
}
