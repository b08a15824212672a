import type { Application } from '../../applications/domain.ts';
import type { City } from '../../kernel/city.ts';
import { runsScreenReader, type Stock } from './rules.ts';

/** One part of what a line counts for: how many days, tiles or PCs, and the points that makes; negative = taken off. */
export const REASONS = [
  'WAITED',
  'NEED',
  'SCREEN_READER',
  'LARGE_SCREEN',
  'FURTHER',
  'TRAVEL',
  'WISHED',
  'SPARED',
  'TABLET',
] as const;
export interface Reason {
  readonly code: (typeof REASONS)[number];
  /** Days of waiting, PCs before this one, tiles of the map; 1 where there is nothing to count. */
  readonly count: number;
  readonly points: number;
}

type Rules = Pick<City, 'allotment' | 'districts'>;
const DAY = 24 * 60 * 60 * 1000;

/** Full days since it was confirmed. */
export const daysWaited = (application: Pick<Application, 'queuedAt' | 'submittedAt'>, now: string): number =>
  Math.max(
    0,
    Math.floor((Date.parse(now) - Date.parse(application.queuedAt ?? application.submittedAt)) / DAY),
  );

/** Steps on the city's tile map, along columns and rows: little travel without anybody's address. */
export function tilesBetween({ districts }: Pick<City, 'districts'>, a: string, b: string): number {
  const from = districts.find(({ code }) => code === a);
  const to = districts.find(({ code }) => code === b);
  return from && to ? Math.abs(from.column - to.column) + Math.abs(from.row - to.row) : 0;
}

const worth = (reasons: readonly (Reason | undefined | false)[]): Reason[] =>
  reasons.filter((one): one is Reason => Boolean(one) && (one as Reason).points !== 0);
export const sumOf = (reasons: readonly Reason[]): number =>
  reasons.reduce((sum, { points }) => sum + points, 0);

/**
 * What a PC for this application counts for, whichever PC it is.
 * @param before PCs that the application got, or gets, before this one
 */
export function seatReasons(city: Rules, application: Application, before: number, now: string): Reason[] {
  const { waiting, need, travel } = city.allotment;
  const { needs, category, district } = application;
  const days = daysWaited(application, now);
  const tiles = tilesBetween(city, travel.from, district);
  return worth([
    { code: 'WAITED', count: days, points: Math.min(days, waiting.mostDays) * waiting.perDay },
    { code: 'NEED', count: 1, points: need.categories[category] ?? 0 },
    needs.screenReader && { code: 'SCREEN_READER', count: 1, points: need.screenReader },
    needs.largeScreen && { code: 'LARGE_SCREEN', count: 1, points: need.largeScreen },
    before > 0 && { code: 'FURTHER', count: before, points: -before * need.furtherComputer },
    { code: 'TRAVEL', count: tiles, points: -tiles * travel.perTile },
  ]);
}

/** What this PC counts for with this application; only what fits is asked about. */
export function pairReasons(city: Rules, device: Stock, { needs }: Pick<Application, 'needs'>): Reason[] {
  const { fit } = city.allotment;
  const { earmark } = device;
  const wished = Boolean(earmark?.district || earmark?.group || earmark?.recipient);
  const spared = !needs.screenReader && runsScreenReader(device, city.allotment);
  return worth([
    wished && { code: 'WISHED', count: 1, points: fit.wished },
    spared && { code: 'SPARED', count: 1, points: -fit.spared },
    device.deviceKind === 'tablet' && { code: 'TABLET', count: 1, points: -fit.tablet },
  ]);
}

/**
 * What the k-th PC of a plan takes off in a district (k from 0): so many points for each full percent of the
 * district's waiting PCs that were served before it. It never falls, so the sum is convex and solved exactly.
 */
export const balanceStep = ({ allotment }: Pick<City, 'allotment'>, k: number, waiting: number): number =>
  allotment.balance.perPercent * Math.floor((100 * k) / waiting);
