import { nodeHeap } from './heap.ts';
import { type Flow, incomingOf, type Network, seatsByDistrict } from './network.ts';

/**
 * As many devices as possible (at most `limit`), and of all ways to give so many the one that costs least: min-cost
 * flow by successive shortest paths with potentials (Ford–Fulkerson 1958; Edmonds–Karp 1972; Dijkstra's search on
 * reduced costs, from the end back, so that it ends at the first device that is left). Each step adds one device over
 * the cheapest way there is, which may take others round; after k steps no way of giving k devices costs less. The costs of seats and districts never fall, so the parallel arcs of
 * one kind are taken in their order and need no nodes of their own.
 *
 * Integers throughout: sums stay far below 2^53. The same network gives the same flow: equally near nodes are taken
 * by their number, and a way is changed only for a shorter one.
 */
export function cheapestFlow(network: Network, limit = Number.POSITIVE_INFINITY): Flow {
  const { supply, start, to, cost, district, seats, steps } = network;
  const kinds = supply.length;
  const places = district.length;
  const incoming = incomingOf(network);
  const ofDistrict = seatsByDistrict(network);
  // Numbers of the nodes; kinds of devices before seats, so that of equally near nodes those end the search.
  const END = 0;
  const device = (i: number) => 1 + i;
  const seat = (j: number) => 1 + kinds + j;
  const area = (d: number) => 1 + kinds + places + d;
  const nodes = area(steps.length);

  const arcs = new Int32Array(to.length);
  const used = new Int32Array(kinds);
  const served = new Int32Array(places);
  const given = new Int32Array(steps.length);
  const potential = firstPotential();
  const distance = new Float64Array(nodes).fill(Number.POSITIVE_INFINITY);
  /** The way from a node to the end: which node comes next, and over which arc between a device and a seat. */
  const next = new Int32Array(nodes);
  const over = new Int32Array(nodes);
  /** Nodes whose distance is known, so that only those are forgotten before the next search. */
  const reached = new Int32Array(nodes);
  let count = 0;
  const heap = nodeHeap(nodes);
  let total = 0;
  let sum = 0;

  /** The network without flow has no ways back: kinds, seats, districts, end, one after another. */
  function firstPotential(): Float64Array {
    const p = new Float64Array(nodes).fill(Number.POSITIVE_INFINITY);
    p.fill(0, 1, 1 + kinds);
    const lower = (node: number, value: number) => {
      if (value < (p[node] as number)) p[node] = value;
    };
    for (let i = 0; i < kinds; i++)
      if ((supply[i] as number) > 0)
        for (let a = start[i] as number; a < (start[i + 1] as number); a++)
          lower(seat(to[a] as number), cost[a] as number);
    seats.forEach((costs, j) => {
      if (costs.length > 0) lower(area(district[j] as number), (p[seat(j)] as number) + (costs[0] as number));
    });
    steps.forEach((costs, d) => {
      if (costs.length > 0) lower(END, (p[area(d)] as number) + (costs[0] as number));
    });
    return p;
  }

  /** A way from `u` over `v` to the end. */
  function relax(u: number, v: number, price: number, arc: number): void {
    const way = (distance[v] as number) + price + (potential[u] as number) - (potential[v] as number);
    const known = distance[u] as number;
    if (way >= known) return;
    if (known === Number.POSITIVE_INFINITY) reached[count++] = u;
    distance[u] = way;
    next[u] = v;
    over[u] = arc;
    heap.reach(u, way);
  }
  function toDevice(i: number): void {
    for (let a = start[i] as number; a < (start[i + 1] as number); a++)
      if ((arcs[a] as number) > 0) relax(seat(to[a] as number), device(i), -(cost[a] as number), a);
  }
  function toSeat(j: number): void {
    for (let n = incoming.start[j] as number; n < (incoming.start[j + 1] as number); n++) {
      const a = incoming.arc[n] as number;
      const i = incoming.from[a] as number;
      if ((supply[i] as number) > 0) relax(device(i), seat(j), cost[a] as number, a);
    }
    const taken = served[j] as number;
    if (taken > 0)
      relax(area(district[j] as number), seat(j), -((seats[j] as Int32Array)[taken - 1] as number), -1);
  }
  function toArea(d: number): void {
    for (const j of ofDistrict[d] as Int32Array) {
      const costs = seats[j] as Int32Array;
      const x = served[j] as number;
      if (x < costs.length && Number.isFinite(potential[seat(j)] as number))
        relax(seat(j), area(d), costs[x] as number, -1);
    }
  }
  function toEnd(): void {
    for (let d = 0; d < steps.length; d++) {
      const costs = steps[d] as Int32Array;
      const x = given[d] as number;
      if (x < costs.length && Number.isFinite(potential[area(d)] as number))
        relax(area(d), END, costs[x] as number, -1);
    }
  }

  /** Searches from the end back for the nearest device that is left: its kind, or -1 when none can be given. */
  function search(): number {
    while (count > 0) distance[reached[--count] as number] = Number.POSITIVE_INFINITY;
    heap.clear();
    distance[END] = 0;
    reached[count++] = END;
    heap.reach(END, 0);
    for (let node = heap.take(); node >= 0; node = heap.take()) {
      if (node === END) toEnd();
      else if (node < 1 + kinds) {
        const i = node - 1;
        // What is left is always priced 0, as the beginning is: the first that is taken ends the nearest way.
        if ((used[i] as number) < (supply[i] as number)) return i;
        toDevice(i);
      } else if (node < 1 + kinds + places) toSeat(node - 1 - kinds);
      else toArea(node - 1 - kinds - places);
    }
    return -1;
  }

  /** Gives one device of a kind over the way that was found. */
  function give(i: number): void {
    used[i] = (used[i] as number) + 1;
    for (let node = device(i); node !== END; node = next[node] as number) {
      const after = next[node] as number;
      const a = over[node] as number;
      if (a >= 0) {
        const more = node < 1 + kinds ? 1 : -1;
        arcs[a] = (arcs[a] as number) + more;
        sum += more * (cost[a] as number);
      } else if (after === END) {
        const d = node - 1 - kinds - places;
        sum += (steps[d] as Int32Array)[given[d] as number] as number;
        given[d] = (given[d] as number) + 1;
      } else if (after >= area(0)) {
        const j = node - 1 - kinds;
        sum += (seats[j] as Int32Array)[served[j] as number] as number;
        served[j] = (served[j] as number) + 1;
      } else {
        const j = after - 1 - kinds;
        served[j] = (served[j] as number) - 1;
        sum -= (seats[j] as Int32Array)[served[j] as number] as number;
      }
    }
  }

  while (total < limit) {
    const i = search();
    if (i < 0) break;
    // Prices rise where the end is nearer than by this way, so that no arc gets a negative reduced cost.
    const length = distance[device(i)] as number;
    for (let n = 0; n < count; n++) {
      const node = reached[n] as number;
      const gain = length - (distance[node] as number);
      if (gain > 0) potential[node] = (potential[node] as number) + gain;
    }
    give(i);
    total++;
  }
  return { total, cost: sum, arcs, used, served, given, potential };
}
