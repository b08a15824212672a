import type { City } from '../kernel/city.ts';
import { localDate } from '../kernel/clock.ts';
import type { EventItem } from '../kernel/events.ts';
import { type Key, keys } from '../kernel/keys.ts';
import type { Objects } from '../kernel/objects.ts';
import type { Table } from '../kernel/table.ts';
import {
  DECISIONS_FILE,
  DECISIONS_SHOWN,
  decisionsFile,
  type PublicDecision,
  type PublicDecisions,
  type PublicDecisionYear,
} from './contract.ts';
import type { DecisionRecord } from './decision.ts';

export interface DecisionPublication {
  readonly table: Table;
  readonly site: Pick<Objects, 'put'>;
  readonly city: City;
  readonly now: () => Date;
}

/** Like the other public numbers: 5 s at the edge. */
const FRESH = 'public, max-age=5';
/** Years that are looked for at most: the books are kept ten. */
const YEARS = 10;
/** A page of decisions; three committees with 999 a year are some 30 of these. */
const PAGE = 100;

const byDay = (a: DecisionRecord, b: DecisionRecord) =>
  b.day.localeCompare(a.day) || b.at.localeCompare(a.at) || b.number.localeCompare(a.number);

/**
 * What everybody may see of a decision. A kind of applicant with fewer lines than the pack's `fewest` is counted among
 * the others, and all are where these others would be so few themselves: nobody's entitlement is to be read from it.
 */
export function publicDecision(
  one: DecisionRecord,
  { decisions: { fewest } }: Pick<City, 'decisions'>,
): PublicDecision {
  const counts = Object.entries(one.byCategory).sort(([a, m], [b, n]) => n - m || a.localeCompare(b));
  const rare = counts.filter(([, count]) => count < fewest);
  const rest = rare.reduce((sum, [, count]) => sum + count, 0);
  const hidden = rest > 0 && rest < fewest;
  const shown = hidden ? [] : counts.filter(([, count]) => count >= fewest);
  return {
    ...{ number: one.number, committee: one.committee, day: one.day, kind: one.about, outcome: one.outcome },
    ...(one.legalBasis ? { legalBasis: one.legalBasis } : {}),
    computers: one.lines,
    districts: Object.entries(one.byDistrict)
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([code, computers]) => ({ code, computers })),
    categories: shown.map(([code, computers]) => ({ code, computers })),
    other: one.lines - shown.reduce((sum, [, count]) => sum + count, 0),
    ...(one.overrides ? { overrides: one.overrides } : {}),
    ...(one.overriddenBy ? { overriddenBy: one.overriddenBy } : {}),
  };
}

/** Everything published of one committee and year. */
async function published(table: Table, committee: string, year: string): Promise<DecisionRecord[]> {
  const { pk } = keys.decision(committee, year, 1);
  const found: DecisionRecord[] = [];
  for (let after: string | undefined; ; ) {
    const { items, more } = await table.leaf<DecisionRecord & Key>(pk, {
      limit: PAGE,
      after,
      consistent: true,
      between: [keys.decision(committee, year, 1).sk, keys.decision(committee, year, 999).sk],
    });
    found.push(...items.filter(({ publishedAt }) => publishedAt));
    after = items.at(-1)?.sk;
    if (!more || after === undefined) return found;
  }
}

/** Events after which the public files are written again. */
export const changesDecisions = ({ type, facts }: EventItem): boolean =>
  type === 'committee.publish' || (facts?.overrides !== undefined && facts.outcome === 'APPROVED');

/**
 * Writes the files of the published decisions: one a year, and the latest of all. Safe to repeat, and in any
 * order: both are made from what the table holds now.
 */
export async function publishDecisions({ table, site, city, now }: DecisionPublication): Promise<void> {
  const put = (key: string, body: object) =>
    site.put(key, JSON.stringify(body), { type: 'application/json', cacheControl: FRESH });
  const codes = city.committees.map(({ code }) => code);
  const thisYear = Number(localDate(now(), city.timeZone).slice(0, 4));
  const candidates = Array.from({ length: YEARS }, (_, i) => String(thisYear - i));
  const wanted = candidates.flatMap((year) => codes.map((code) => keys.committeeSeries(code, year)));
  const begun = new Set((await table.getAll<Key>(wanted, { consistent: true })).map(({ sk }) => sk));
  const years = candidates.filter((year) => begun.has(year));
  const all: DecisionRecord[] = [];
  // All of them: a decision that is set aside may be of another year. Publishing is rare, and years are few.
  for (const year of years) {
    const found = (await Promise.all(codes.map((code) => published(table, code, year)))).flat().sort(byDay);
    const body: PublicDecisionYear = { year, decisions: found.map((one) => publicDecision(one, city)) };
    await put(decisionsFile(year), body);
    all.push(...found);
  }
  const body: PublicDecisions = {
    asOf: now().toISOString(),
    years,
    decisions: all.slice(0, DECISIONS_SHOWN).map((one) => publicDecision(one, city)),
  };
  await put(DECISIONS_FILE, body);
}
