import type { Slot } from './contract.ts';

/** A door as the planner sees it: nobody's name, only where it is. */
export interface Place {
  readonly id: string;
  readonly slot: Slot;
  readonly postcode?: string | undefined;
  readonly coordinates?: Point | undefined;
}
export interface Point {
  readonly latitude: number;
  readonly longitude: number;
}
type Where = Pick<Place, 'postcode' | 'coordinates'>;
/** Metres, or what stands for them where nothing better is known. */
export type Distance = (a: number, b: number) => number;

/** Mean radius of the earth, metres (IUGG). */
const EARTH = 6_371_008.8;
const radians = (degrees: number) => (degrees * Math.PI) / 180;

/** Great-circle distance in metres (haversine). */
export function metresBetween(a: Point, b: Point): number {
  const north = Math.sin(radians(b.latitude - a.latitude) / 2);
  const east = Math.sin(radians(b.longitude - a.longitude) / 2);
  const h = north ** 2 + Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * east ** 2;
  return 2 * EARTH * Math.asin(Math.min(1, Math.sqrt(h)));
}

/**
 * Postcodes are numbered from area to area (기초구역번호, 도로명주소법 §17 and its decree): neighbours have close numbers.
 * One step stands for this many metres where nothing else is known; only the proportions matter.
 */
const METRES_A_STEP = 150;
/** Two doors guessed to the same spot are told apart by their postcodes; a metre a step, so that it decides nothing else. */
const APART = 1;
const numberOf = (postcode: string | undefined): number | undefined =>
  postcode === undefined ? undefined : Number(postcode);

/** Where a place without coordinates may be: between the known places whose postcodes are next to its own. */
function guess(postcode: number, known: readonly { number: number; at: Point }[]): Point | undefined {
  const below = known.filter(({ number }) => number <= postcode).at(-1);
  const above = known.find(({ number }) => number >= postcode);
  if (!below || !above) return (below ?? above)?.at;
  const share = above.number === below.number ? 0 : (postcode - below.number) / (above.number - below.number);
  const between = (a: number, b: number) => a + (b - a) * share;
  return {
    latitude: between(below.at.latitude, above.at.latitude),
    longitude: between(below.at.longitude, above.at.longitude),
  };
}

/**
 * One measure for places with coordinates, with a postcode only, and both mixed: metres where both are known or can be
 * guessed from their neighbours, steps of the postcode where nothing is known of one of the two.
 */
export function distanceOver(places: readonly Where[]): Distance {
  const known = places
    .flatMap(({ postcode, coordinates }) => {
      const number = numberOf(postcode);
      return coordinates && number !== undefined ? [{ number, at: coordinates }] : [];
    })
    .sort((a, b) => a.number - b.number || a.at.latitude - b.at.latitude || a.at.longitude - b.at.longitude);
  const points = places.map(({ postcode, coordinates }) => {
    const number = numberOf(postcode);
    return coordinates ?? (number === undefined ? undefined : guess(number, known));
  });
  const steps = (a: number, b: number) => {
    const [one, other] = [numberOf(places[a]?.postcode), numberOf(places[b]?.postcode)];
    return one === undefined || other === undefined ? 0 : Math.abs(one - other);
  };
  return (a, b) => {
    const [one, other] = [points[a], points[b]];
    const sure = places[a]?.coordinates && places[b]?.coordinates;
    if (!one || !other) return steps(a, b) * METRES_A_STEP;
    return metresBetween(one, other) + (sure ? 0 : steps(a, b) * APART);
  };
}

/** The length of a way through places, from the first to the last. */
export const lengthOf = (way: readonly number[], distance: Distance): number =>
  way.slice(1).reduce((sum, to, i) => sum + distance(way[i] as number, to), 0);

/** From the start to the nearest that is left, again and again; of equals, the first in the list. */
export function nearestFirst(
  start: number,
  groups: readonly (readonly number[])[],
  distance: Distance,
): number[] {
  const way = [start];
  for (const group of groups) {
    const left = [...group];
    while (left.length > 0) {
      const here = way.at(-1) as number;
      let best = 0;
      for (let i = 1; i < left.length; i++)
        if (distance(here, left[i] as number) < distance(here, left[best] as number)) best = i;
      way.push(...left.splice(best, 1));
    }
  }
  return way;
}

/** What an exchange must save to count, metres: below it is arithmetic. */
const WORTH = 1e-6;

/**
 * 2-opt (Croes 1958) on an open way with a fixed start: turns round any stretch that makes the way shorter, until none
 * does. A stretch lies within one group, so that no afternoon comes before a morning. Each turn shortens the whole way,
 * so it ends, and never longer than it began.
 */
export function untangled(
  way: readonly number[],
  groupOf: (place: number) => number,
  distance: Distance,
): number[] {
  const now = [...way];
  for (let better = true; better; ) {
    better = false;
    for (let i = 1; i < now.length - 1; i++) {
      for (let j = i + 1; j < now.length && groupOf(now[j] as number) === groupOf(now[i] as number); j++) {
        const [before, first, last, after] = [now[i - 1], now[i], now[j], now[j + 1]] as [
          number,
          number,
          number,
          number | undefined,
        ];
        const was = distance(before, first) + (after === undefined ? 0 : distance(last, after));
        const would = distance(before, last) + (after === undefined ? 0 : distance(first, after));
        if (would < was - WORTH) {
          now.splice(i, j - i + 1, ...now.slice(i, j + 1).reverse());
          better = true;
        }
      }
    }
  }
  return now;
}

const ORDER: readonly Slot[] = ['morning', 'afternoon'];

/** The order of a day's doors: mornings before afternoons; the same for the same doors in whatever order they come. */
export function orderStops<P extends Place>(start: Where, places: readonly P[]): P[] {
  const sorted = [...places].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  const distance = distanceOver([start, ...sorted]);
  const groups = ORDER.map((slot) => sorted.flatMap((place, i) => (place.slot === slot ? [i + 1] : [])));
  const groupOf = (i: number) => (i === 0 ? -1 : ORDER.indexOf(sorted[i - 1]?.slot ?? 'morning'));
  return untangled(nearestFirst(0, groups, distance), groupOf, distance)
    .slice(1)
    .map((i) => sorted[i - 1] as P);
}

/**
 * The doors of the next route, of all that wait: as many routes as are needed, each a stretch of the way through all
 * mornings and one through all afternoons, so that each stays together; this is the first of them.
 * @param most doors a route may have
 */
export function nextRoute<P extends Place>(start: Where, places: readonly P[], most: number): P[] {
  const way = orderStops(start, places);
  const [mornings, afternoons] = ORDER.map((slot) => way.filter((place) => place.slot === slot)) as [
    P[],
    P[],
  ];
  let routes = Math.max(1, Math.ceil(way.length / most));
  const share = (all: readonly P[]) => Math.ceil(all.length / routes);
  while (share(mornings) + share(afternoons) > most && routes < way.length) routes++;
  const chosen = [...mornings.slice(0, share(mornings)), ...afternoons.slice(0, share(afternoons))];
  return orderStops(start, chosen.slice(0, most));
}
