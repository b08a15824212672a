import type { City } from '../kernel/city.ts';
import { type Key, keys } from '../kernel/keys.ts';

/**
 * A series: one issuer's receipts of one year. Its item is the only place from which numbers come, and it carries
 * running totals (₩), so that no total needs a scan: issued = `count`, `total`; of these void = `voids`, `voidTotal`.
 */
export interface Series {
  readonly last: number;
  readonly count: number;
  readonly total: number;
  readonly voids: number;
  readonly voidTotal: number;
  /** Electronic receipts up to this number have been handed over to the tax office. */
  readonly handedTo?: number;
  /** How often. */
  readonly handOvers?: number;
}

export const NO_SERIES: Series = { last: 0, count: 0, total: 0, voids: 0, voidTotal: 0 };

/** What an acceptance is decided on: the year's series and the one before it. */
export interface Standing {
  readonly year: string;
  readonly series: Series;
  readonly previous: Series;
}

export const seriesKeys = (city: City, year: string): [Key, Key] => [
  keys.series(city.receiptIssuer.id, year),
  keys.series(city.receiptIssuer.id, String(Number(year) - 1)),
];

/** @param found the items of `seriesKeys`, as far as they are there */
export function standingOf(city: City, year: string, found: readonly (Key & Partial<Series>)[]): Standing {
  const [own, before] = seriesKeys(city, year);
  const read = (key: Key): Series => ({ ...NO_SERIES, ...found.find(({ pk }) => pk === key.pk) });
  return { year, series: read(own), previous: read(before) };
}

/** What is issued and not void. */
export const validTotal = ({ total, voidTotal }: Series): number => total - voidTotal;

/**
 * Paper, or through the tax office's system: at ₩300M and more in the year that counts, the issuer must issue
 * electronically (소득세법 §160의3④, 법인세법 §112의2④; threshold and year are the city pack's).
 * @param adds what this receipt itself adds to its own year
 */
export function mediumOf(
  rule: Pick<City['receiptIssuer'], 'electronicFrom' | 'electronicBasis'>,
  { series, previous }: Pick<Standing, 'series' | 'previous'>,
  adds: number,
): 'paper' | 'electronic' {
  const counted = rule.electronicBasis === 'previous-year' ? validTotal(previous) : validTotal(series) + adds;
  return counted >= rule.electronicFrom ? 'electronic' : 'paper';
}
