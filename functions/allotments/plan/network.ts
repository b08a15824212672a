/**
 * What the plan is solved on: kinds of devices, kinds of seats (one PC that an application waits for is one seat),
 * and districts. A device goes to a seat over an arc, a seat's place in its district over a step of the district.
 *
 * Devices that no rule and no point tells apart are one kind, and so are seats but for their own cost, so that
 * thousands of each make a small network; nothing is lost by it. All costs are integers, a lower one is better.
 */
export interface Network {
  /** Devices of each kind. */
  readonly supply: Int32Array;
  /** Where the arcs of each kind of device begin: those of kind i are `start[i] … start[i + 1] - 1`. */
  readonly start: Int32Array;
  /** The kind of seat that an arc leads to. */
  readonly to: Int32Array;
  readonly cost: Int32Array;
  /** The district of each kind of seat. */
  readonly district: Int32Array;
  /** For each kind of seat what its seats cost, in the order in which they are taken: never falling. */
  readonly seats: readonly Int32Array[];
  /** For each district what its 1st, 2nd, 3rd … device costs beside: never falling, so that balance is in the sum. */
  readonly steps: readonly Int32Array[];
}

/** How many devices go over each arc, to each kind of seat, to each district; and what proves that none cost less. */
export interface Flow {
  readonly total: number;
  readonly cost: number;
  readonly arcs: Int32Array;
  readonly used: Int32Array;
  readonly served: Int32Array;
  readonly given: Int32Array;
  /** Dual values: kinds of devices, kinds of seats, districts, the end. */
  readonly potential: Float64Array;
}

/** Arcs that lead to each kind of seat, for the way back. */
export interface Incoming {
  readonly start: Int32Array;
  readonly arc: Int32Array;
  /** The kind of device that each arc comes from. */
  readonly from: Int32Array;
}

export function incomingOf({ start, to, supply, district }: Network): Incoming {
  const from = new Int32Array(to.length);
  for (let i = 0; i < supply.length; i++) from.fill(i, start[i], start[i + 1]);
  const begin = new Int32Array(district.length + 1);
  for (const j of to) begin[j + 1] = (begin[j + 1] as number) + 1;
  for (let j = 0; j < district.length; j++) begin[j + 1] = (begin[j + 1] as number) + (begin[j] as number);
  const next = begin.slice();
  const arc = new Int32Array(to.length);
  to.forEach((j, a) => {
    const at = next[j] as number;
    arc[at] = a;
    next[j] = at + 1;
  });
  return { start: begin, arc, from };
}

/** The kinds of seats in each district. */
export function seatsByDistrict({ district, steps }: Network): Int32Array[] {
  const lists: number[][] = steps.map(() => []);
  district.forEach((d, j) => {
    lists[d]?.push(j);
  });
  return lists.map((list) => Int32Array.from(list));
}
