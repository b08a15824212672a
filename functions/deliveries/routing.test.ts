import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  distanceOver,
  lengthOf,
  metresBetween,
  nearestFirst,
  nextRoute,
  orderStops,
  type Place,
  untangled,
} from './routing.ts';

const START = { postcode: '08375', coordinates: { latitude: 37.4954, longitude: 126.8874 } };
const point = fc.record({
  latitude: fc.double({ min: 37.43, max: 37.7, noNaN: true }),
  longitude: fc.double({ min: 126.76, max: 127.18, noNaN: true }),
});
const postcode = fc.integer({ min: 1000, max: 8999 }).map((n) => String(n).padStart(5, '0'));
/** Some doors with coordinates, some with a postcode alone, a few with neither. */
const doors = (most = 14) =>
  fc
    .array(
      fc.record({
        slot: fc.constantFrom('morning' as const, 'afternoon' as const),
        postcode: fc.option(postcode, { nil: undefined, freq: 8 }),
        coordinates: fc.option(point, { nil: undefined }),
      }),
      { maxLength: most },
    )
    .map((all) => all.map((door, i): Place => ({ id: `app_${String(i).padStart(3, '0')}`, ...door })));
const indices = (places: readonly Place[], slot: Place['slot']) =>
  places.flatMap((place, i) => (place.slot === slot ? [i + 1] : []));
const groupsOf = (places: readonly Place[]) => [indices(places, 'morning'), indices(places, 'afternoon')];

test('a degree of latitude is 111 km; a place is nowhere from itself', () => {
  const here = { latitude: 37, longitude: 127 };
  expect(metresBetween(here, { latitude: 38, longitude: 127 })).toBeCloseTo(111_195, -2);
  expect(metresBetween(here, here)).toBe(0);
});

describe('the order of the doors', () => {
  test('has every door once, mornings before afternoons', () => {
    fc.assert(
      fc.property(doors(), (places) => {
        const way = orderStops(START, places);
        expect(way.map(({ id }) => id).sort()).toEqual(places.map(({ id }) => id).sort());
        const slots = way.map(({ slot }) => slot);
        expect(slots.lastIndexOf('morning')).toBeLessThan(
          slots.includes('afternoon') ? slots.indexOf('afternoon') : Number.POSITIVE_INFINITY,
        );
      }),
    );
  });

  test('is never longer than going to the nearest each time, and no single turn makes it shorter', () => {
    fc.assert(
      fc.property(doors(), (places) => {
        const distance = distanceOver([START, ...places]);
        const groups = groupsOf(places);
        const groupOf = (i: number) => groups.findIndex((group) => group.includes(i));
        const simple = nearestFirst(0, groups, distance);
        const way = untangled(simple, groupOf, distance);
        const length = lengthOf(way, distance);
        expect(length).toBeLessThanOrEqual(lengthOf(simple, distance) + 1e-6);
        for (let i = 1; i < way.length - 1; i++)
          for (
            let j = i + 1;
            j < way.length && groupOf(way[j] as number) === groupOf(way[i] as number);
            j++
          ) {
            const turned = [...way.slice(0, i), ...way.slice(i, j + 1).reverse(), ...way.slice(j + 1)];
            expect(lengthOf(turned, distance)).toBeGreaterThanOrEqual(length - 1e-3);
          }
      }),
    );
  });

  test('is the best there is, or within a quarter of it, for few doors of one half day', () => {
    const permutations = (all: readonly number[]): number[][] =>
      all.length < 2
        ? [[...all]]
        : all.flatMap((one, i) => permutations(all.toSpliced(i, 1)).map((rest) => [one, ...rest]));
    const ratios: number[] = [];
    fc.assert(
      fc.property(fc.array(point, { minLength: 1, maxLength: 6 }), (points) => {
        const places = points.map((coordinates, i): Place => ({ id: `${i}`, slot: 'morning', coordinates }));
        const distance = distanceOver([START, ...places]);
        const best = Math.min(
          ...permutations(places.map((_, i) => i + 1)).map((way) => lengthOf([0, ...way], distance)),
        );
        const way = orderStops(START, places).map(({ id }) => Number(id) + 1);
        ratios.push(best === 0 ? 1 : lengthOf([0, ...way], distance) / best);
      }),
      { seed: 4, numRuns: 150 },
    );
    expect(ratios.filter((ratio) => ratio < 1.0001).length).toBeGreaterThan(ratios.length * 0.6);
    expect(ratios.reduce((a, b) => a + b) / ratios.length).toBeLessThan(1.05);
  });

  test('is the same in whatever order the doors come', () => {
    const shuffled = doors().chain((places) =>
      fc.tuple(fc.constant(places), fc.shuffledSubarray(places, { minLength: places.length })),
    );
    fc.assert(
      fc.property(shuffled, ([places, mixed]) => {
        expect(orderStops(START, mixed)).toEqual(orderStops(START, places));
      }),
    );
  });

  test('follows the postcodes where nothing else is known', () => {
    const codes = ['08390', '08376', '08400', '08380'];
    const places = codes.map((postcode, i): Place => ({ id: `${i}`, slot: 'morning', postcode }));
    expect(orderStops({ postcode: '08375' }, places).map(({ postcode }) => postcode)).toEqual(
      [...codes].sort(),
    );
  });

  test('puts a door that has a postcode alone between its neighbours that are known', () => {
    const at = (longitude: number) => ({ latitude: 37.5, longitude });
    const places: Place[] = [
      { id: 'c', slot: 'morning', postcode: '08030', coordinates: at(127.03) },
      { id: 'b', slot: 'morning', postcode: '08020' },
      { id: 'a', slot: 'morning', postcode: '08010', coordinates: at(127.01) },
    ];
    const start = { postcode: '08000', coordinates: at(127) };
    expect(orderStops(start, places).map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  });
});

describe('the next route', () => {
  test('keeps within its bound, leaves nobody behind for ever, and takes each door once', () => {
    fc.assert(
      fc.property(doors(40), fc.integer({ min: 1, max: 12 }), (places, most) => {
        let left = places;
        const served: string[] = [];
        while (left.length > 0) {
          const route = nextRoute(START, left, most);
          expect(route.length).toBeGreaterThan(0);
          expect(route.length).toBeLessThanOrEqual(most);
          served.push(...route.map(({ id }) => id));
          left = left.filter((place) => !route.includes(place));
        }
        expect(served.sort()).toEqual(places.map(({ id }) => id).sort());
      }),
    );
  });
});
