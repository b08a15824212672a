import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cheapestFlow } from './flow.ts';
import type { Flow, Network } from './network.ts';
import { provenCheapest } from './proof.ts';

/** A network as tests write it: which kind goes to which seats at what cost, each kind of seat in a district. */
interface Sketch {
  readonly supply: readonly number[];
  /** `costs[i][j]`; undefined = does not fit. */
  readonly costs: readonly (readonly (number | undefined)[])[];
  readonly seats: readonly { readonly district: number; readonly costs: readonly number[] }[];
  readonly steps: readonly (readonly number[])[];
}
const rising = (costs: readonly number[]) => [...costs].sort((a, b) => a - b);

function networkOf({ supply, costs, seats, steps }: Sketch): Network {
  const rows = costs.map((row) => row.flatMap((cost, j) => (cost === undefined ? [] : [{ j, cost }])));
  const start = [0];
  for (const row of rows) start.push((start.at(-1) ?? 0) + row.length);
  return {
    supply: Int32Array.from(supply),
    start: Int32Array.from(start),
    to: Int32Array.from(rows.flat().map(({ j }) => j)),
    cost: Int32Array.from(rows.flat().map(({ cost }) => cost)),
    district: Int32Array.from(seats.map(({ district }) => district)),
    seats: seats.map((one) => Int32Array.from(rising(one.costs))),
    steps: steps.map((one) => Int32Array.from(rising(one))),
  };
}

/** Every way to give devices, one by one, to any seat of any kind or to none: the best sum for each number given. */
function byTrying(sketch: Sketch): Map<number, number> {
  const devices = sketch.supply.flatMap((count, i) => Array.from({ length: count }, () => i));
  const seats = sketch.seats.flatMap(({ district, costs }, j) =>
    costs.map((cost) => ({ j, district, cost })),
  );
  const best = new Map<number, number>();
  const taken = new Set<number>();
  const given = sketch.steps.map(() => 0);
  function go(n: number, count: number, sum: number): void {
    if (n === devices.length) {
      // A district's devices cost its cheapest steps.
      const steps = sketch.steps.map((costs, d) =>
        rising(costs)
          .slice(0, given[d])
          .reduce((a, b) => a + b, 0),
      );
      const total = sum + steps.reduce((a, b) => a + b, 0);
      best.set(count, Math.min(best.get(count) ?? Number.POSITIVE_INFINITY, total));
      return;
    }
    go(n + 1, count, sum);
    seats.forEach(({ j, district, cost }, seat) => {
      const price = sketch.costs[devices[n] as number]?.[j];
      const full = (given[district] as number) >= (sketch.steps[district] as readonly number[]).length;
      if (price === undefined || taken.has(seat) || full) return;
      taken.add(seat);
      given[district] = (given[district] as number) + 1;
      go(n + 1, count + 1, sum + price + cost);
      given[district] = (given[district] as number) - 1;
      taken.delete(seat);
    });
  }
  go(0, 0, 0);
  return best;
}

/** The sum of a flow, counted anew from its parts. */
function sumOf(network: Network, flow: Flow): number {
  const first = (costs: Int32Array, x: number) => costs.subarray(0, x).reduce((a, b) => a + b, 0);
  return (
    flow.arcs.reduce((sum, x, a) => sum + x * (network.cost[a] as number), 0) +
    network.seats.reduce((sum, costs, j) => sum + first(costs, flow.served[j] as number), 0) +
    network.steps.reduce((sum, costs, d) => sum + first(costs, flow.given[d] as number), 0)
  );
}

const cost = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.integer({ min: -500, max: 500 }));
const sketch = (most: { kinds: number; places: number; districts: number }) =>
  fc
    .record({
      kinds: fc.integer({ min: 1, max: most.kinds }),
      places: fc.integer({ min: 1, max: most.places }),
      districts: fc.integer({ min: 1, max: most.districts }),
    })
    .chain(({ kinds, places, districts }) =>
      fc.record({
        supply: fc.array(fc.integer({ min: 0, max: 2 }), { minLength: kinds, maxLength: kinds }),
        costs: fc.array(
          fc.array(fc.option(cost, { nil: undefined }), { minLength: places, maxLength: places }),
          { minLength: kinds, maxLength: kinds },
        ),
        seats: fc.array(
          fc.record({
            district: fc.integer({ min: 0, max: districts - 1 }),
            costs: fc.array(cost, { maxLength: 2 }),
          }),
          { minLength: places, maxLength: places },
        ),
        steps: fc.array(fc.array(cost, { maxLength: 4 }), { minLength: districts, maxLength: districts }),
      }),
    );

describe('the cheapest flow', () => {
  test('is as large as any, and none of its size costs less: against every way tried out', () => {
    fc.assert(
      fc.property(sketch({ kinds: 3, places: 3, districts: 2 }), (drawn) => {
        const network = networkOf(drawn);
        const best = byTrying(drawn);
        const largest = Math.max(...best.keys());
        for (let limit = 0; limit <= largest + 1; limit++) {
          const flow = cheapestFlow(network, limit);
          expect(flow.total).toBe(Math.min(limit, largest));
          expect(flow.cost).toBe(best.get(flow.total));
          expect(sumOf(network, flow)).toBe(flow.cost);
          expect(provenCheapest(network, flow)).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('carries its proof for larger networks, and the proof notices what is not cheapest', () => {
    let spoilt = 0;
    fc.assert(
      fc.property(sketch({ kinds: 12, places: 14, districts: 4 }), (drawn) => {
        const network = networkOf(drawn);
        const flow = cheapestFlow(network);
        expect(provenCheapest(network, flow)).toBe(true);
        // A cheaper price for an arc that is not used, below what the proof allows: the flow is not the best any more.
        const free = network.to.findIndex((j, a) => {
          const i = network.start.findLastIndex((begin) => begin <= a);
          const slack =
            (network.cost[a] as number) +
            (flow.potential[1 + i] as number) -
            (flow.potential[1 + network.supply.length + j] as number);
          return (
            flow.arcs[a] === 0 && (network.supply[i] as number) > 0 && slack >= 0 && Number.isFinite(slack)
          );
        });
        if (free < 0) return;
        const prices = network.cost.slice();
        prices[free] = -100_000;
        expect(provenCheapest({ ...network, cost: prices }, flow)).toBe(false);
        spoilt++;
      }),
      { numRuns: 200 },
    );
    expect(spoilt).toBeGreaterThan(50);
  });
});
