import { type Flow, incomingOf, type Network } from './network.ts';

/**
 * Whether a flow is one (nothing more than there is, as much out as in) and no other of the same size costs less:
 * every arc that could still take a device, or give one back, has a reduced cost of at least 0 (complementary
 * slackness). It looks at each arc once and knows nothing of how the flow was found.
 */
export function provenCheapest(network: Network, flow: Flow): boolean {
  const { supply, start, to, cost, district, seats, steps } = network;
  const { potential } = flow;
  const kinds = supply.length;
  const places = district.length;
  const price = (node: number) => potential[node] as number;
  const device = (i: number) => price(1 + i);
  const seat = (j: number) => price(1 + kinds + j);
  const area = (d: number) => price(1 + kinds + places + d);
  const end = price(0);
  // An unreachable node has no finite price, and nothing can come to it.
  const fine = (reduced: number) => Number.isNaN(reduced) || reduced >= 0;

  const { from } = incomingOf(network);
  const out = new Int32Array(kinds);
  const into = new Int32Array(places);
  const toDistrict = new Int32Array(steps.length);
  for (let a = 0; a < to.length; a++) {
    const i = from[a] as number;
    const j = to[a] as number;
    const x = flow.arcs[a] as number;
    if (x < 0) return false;
    out[i] = (out[i] as number) + x;
    into[j] = (into[j] as number) + x;
    const reduced = (cost[a] as number) + device(i) - seat(j);
    if ((supply[i] as number) > 0 && !fine(reduced)) return false;
    if (x > 0 && reduced !== 0) return false;
  }
  for (let i = 0; i < kinds; i++) {
    const x = flow.used[i] as number;
    if (x !== out[i] || x > (supply[i] as number) || (start[i] as number) > (start[i + 1] as number))
      return false;
    // Left ones wait at price 0; of a kind that is used none is worth less than one that is left.
    if (x < (supply[i] as number) && device(i) !== 0) return false;
    if (x > 0 && device(i) < 0) return false;
  }
  const within = (costs: Int32Array, x: number, rise: number): boolean => {
    if (x > costs.length) return false;
    if (x < costs.length && !fine((costs[x] as number) + rise)) return false;
    return x === 0 || (costs[x - 1] as number) + rise <= 0;
  };
  for (let j = 0; j < places; j++) {
    const x = flow.served[j] as number;
    const d = district[j] as number;
    toDistrict[d] = (toDistrict[d] as number) + x;
    if (x !== into[j] || !within(seats[j] as Int32Array, x, seat(j) - area(d))) return false;
  }
  return steps.every(
    (costs, d) => flow.given[d] === toDistrict[d] && within(costs, flow.given[d] as number, area(d) - end),
  );
}
